"""One query over a store of this process, evaluated by Oxigraph."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions

from kg.query.answers import Answer, Rows, sorted_triples
from kg.query.order import in_order, take_order
from kg.query.sparql import QueryError, explain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import QueryTriples, Store

    from kg.query.order import Key

T = TypeVar("T")


class TooLargeError(QueryError):
    """An answer over the limit: a part of it would look like all."""


def evaluate(
    store: Store,
    query: str,
    *,
    most: int | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Answer:
    """The answer of ``store``, of at most ``most`` rows or triples.

    Graphs that are named are the whole dataset: a part of it that is not named is empty. Raises
    ``QueryError`` for a query that is wrong, ``TooLargeError`` for one with a longer answer.
    """
    plain, keys = take_order(query)

    def ask(text: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in default_graphs]
        named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in named_graphs]
        chosen = bool(default or named)
        return store.query(
            text, default_graph=default if chosen else None, named_graphs=named if chosen else None
        )

    try:
        answer = _answer(ask(plain), most)
        if not keys or not isinstance(answer, Rows):
            return answer
        return _sorted(answer, keys) or _answer(ask(query), most)
    except SyntaxError as error:
        raise explain(query, error) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {' '.join(str(error).split())}") from error


def _sorted(answer: Rows, keys: Sequence[Key]) -> Rows | None:
    """The rows by the keys; None when Oxigraph has to sort them."""
    rows = in_order(answer.names, answer.rows, keys)
    return None if rows is None else Rows(answer.names, rows)


def _answer(found: QuerySolutions | QueryTriples | QueryBoolean, most: int | None) -> Answer:
    """Oxigraph's answer as a value."""
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        # Not by name: a row hands out its values twice as fast in their order.
        return Rows(names, tuple(map(tuple, _up_to(most, "rows", iter(found)))))
    return sorted_triples(_up_to(most, "triples", iter(found)))


def _up_to(most: int | None, what: str, found: Iterator[T]) -> Iterator[T]:
    """What was found; raises ``TooLargeError`` when it is more than allowed."""
    yield from islice(found, most)
    if most is not None and next(found, None) is not None:
        raise TooLargeError(
            f"the answer has more than {most:,} {what}", hint="add a LIMIT or narrow the query"
        )
