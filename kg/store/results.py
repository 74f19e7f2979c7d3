"""What a server answers as plain values: a solution of Oxigraph's must not leave the thread that made it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import QuerySolutions

    from kg.store.articles import Term
    from kg.store.wire import Answer

Content = TypeVar("Content")
Row: TypeAlias = "dict[str, Term]"
"""A row: the values of the variables that have one."""


class Reading(Generic[Content]):
    """What an answer holds, read once: to tell whether it is whole, and then to be used."""

    def __init__(self, read: Callable[[Answer], Content | None]) -> None:
        """Read by ``read``, which gives None for what is not whole."""
        self._read = read
        self.content: Content | None = None

    def is_whole(self, answer: Answer) -> bool:
        """Whether the answer could be read; ``content`` is then what it holds."""
        self.content = self._read(answer)
        return self.content is not None


def rows_of(solutions: QuerySolutions) -> list[Row]:
    """The rows of Oxigraph's own answer."""
    names = [variable.value for variable in solutions.variables]
    found = ((row[name] for name in names) for row in solutions)
    return [_row(zip(names, values, strict=True)) for values in found]


def _row(cells: Iterable[tuple[str, Term | None]]) -> Row:
    """The cells that hold a value."""
    return {name: value for name, value in cells if value is not None}


def read_rows(body: bytes) -> list[Row] | None:
    """The rows of an answer in SPARQL's JSON format; None when it is not whole or something else."""
    try:
        table = json.loads(body)
        bindings = table["results"]["bindings"]
        return [{name: _term(cell) for name, cell in row.items()} for row in bindings]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def read_names(body: bytes) -> tuple[str, ...]:
    """The columns of an answer that ``read_rows`` could read; none when it does not tell them."""
    head = json.loads(body).get("head")
    names = head.get("vars") if isinstance(head, dict) else None
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def read_boolean(body: bytes) -> bool | None:
    """The answer to an ASK; None when it is none."""
    try:
        table = json.loads(body)
        found = table["boolean"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, bool) else None


def _term(cell: dict[str, str]) -> Term:
    """One value of the JSON format, "typed-literal" of older servers included."""
    kind, value = cell["type"], cell["value"]
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return BlankNode(value)
    if kind not in {"literal", "typed-literal"}:
        raise ValueError(kind)
    if cell.get("xml:lang"):
        return Literal(value, language=cell["xml:lang"])
    return Literal(value, datatype=NamedNode(cell["datatype"])) if "datatype" in cell else Literal(value)


def read_triples(answer: Answer, name: str) -> frozenset[Quad] | None:
    """The graph that the answer holds; None when it is not whole."""
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    graph = NamedNode(name)
    try:
        format_ = RdfFormat.from_media_type(kind) or RdfFormat.TURTLE
        return frozenset(
            Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parse(answer.body, format_)
        )
    except (SyntaxError, ValueError):
        return None
