"""N-Triples and N-Quads: one line a triple, sorted, so that equal graphs are equal files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.turtle.terms import full_term

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def statement_lines(graph: Graph, name: Node | None = None) -> list[str]:
    """The lines of ``graph``, sorted by code point; N-Quads of the graph ``name`` if there is one."""
    end = f" {full_term(name)} .\n" if name is not None else " .\n"
    return sorted(" ".join(map(full_term, triple)) + end for triple in graph)
