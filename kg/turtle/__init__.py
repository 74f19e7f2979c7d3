"""Graphs as bytes: Turtle to read, and N-Triples, N-Quads, TriG and JSON-LD, each deterministic.

A stream of articles is written graph by graph, so memory does not grow with it. The prefixes all
articles share stand once at the top. The three that only one article can have (its spans, statements
and unnamed sources) are declared again before each article's triples, which Turtle and TriG allow
("@prefix" may redefine a prefix): every block keeps short names, every file is one valid document,
and the bytes of an article are the same alone and in a stream. Rejected: escaped local names under
one fixed prefix, the text's 32 digits in every span: three times as long and hard to read.
"""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Self

from kg.iris import shared_prefixes
from kg.turtle.jsonld import context_text, node_texts
from kg.turtle.lines import statement_lines
from kg.turtle.pretty import pretty_triples
from kg.turtle.terms import full_term
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from kg.rdf import NamedGraph

__all__ = ["GraphFormat", "GraphWriter", "serialize"]


class GraphFormat(StrEnum):
    """The syntaxes a graph can be written in."""

    TURTLE = "turtle"
    N_TRIPLES = "nt"
    N_QUADS = "nquads"
    TRIG = "trig"
    JSON_LD = "jsonld"


class GraphWriter:
    """Writes graphs one after the other into a binary file; a context manager.

    N-Quads and TriG put each graph under its own identifier; the other formats have no place for it.
    """

    def __init__(self, file: BinaryIO, graph_format: GraphFormat, *, base: str) -> None:
        """Write to ``file``; ``base`` is that of the graphs."""
        self._file = file
        self._format = graph_format
        self._prefixes = {**PREFIXES, **shared_prefixes(base)}
        self._graphs = 0
        self._nodes = 0

    def __enter__(self) -> Self:
        if self._format in (GraphFormat.TURTLE, GraphFormat.TRIG):
            self._write(prefix_lines(self._prefixes))
        elif self._format is GraphFormat.JSON_LD:
            self._write(f'{{\n"@context": {context_text(self._prefixes)},\n"@graph": [')
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A document that broke off stays open, so that nobody takes it for a whole one.
        if kind is None and self._format is GraphFormat.JSON_LD:
            self._write("\n]\n}\n")

    def write(self, graph: NamedGraph) -> None:
        """Write the triples of one graph.

        Raises ``ValueError`` for a term that the syntax cannot write: a lone surrogate, an IRI with
        characters no IRI has.
        """
        self._graphs += 1
        if self._format is GraphFormat.JSON_LD:
            for text in node_texts(graph, self._prefixes):
                self._nodes += 1
                self._write(("\n" if self._nodes == 1 else ",\n") + text)
        elif self._format in (GraphFormat.N_TRIPLES, GraphFormat.N_QUADS):
            name = graph.name if self._format is GraphFormat.N_QUADS else None
            self._write("".join(statement_lines(graph, name)))
        else:
            self._write_block(graph)

    def _write_block(self, graph: NamedGraph) -> None:
        own = {p: space for p, space in graph.prefixes.items() if p not in self._prefixes}
        triples = pretty_triples(graph, {**self._prefixes, **own})
        if self._format is GraphFormat.TRIG:
            triples = f"\n{full_term(graph.name)} {{\n{triples}\n}}\n"
        self._write("\n" + prefix_lines(own) + triples)

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8"))


def prefix_lines(prefixes: Mapping[str, str]) -> str:
    """The ``@prefix`` lines of Turtle and TriG, in the order given."""
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in prefixes.items())


def serialize(graphs: Iterable[NamedGraph], graph_format: GraphFormat, *, base: str) -> bytes:
    """The bytes of one document with all ``graphs``; see ``GraphWriter``."""
    file = BytesIO()
    with GraphWriter(file, graph_format, base=base) as writer:
        for graph in graphs:
            writer.write(graph)
    return file.getvalue()
