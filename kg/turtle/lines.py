"""N-Triples and N-Quads: one line a triple, sorted, so that equal graphs are equal files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.turtle.terms import full_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf import NamedGraph, Term


def statement_lines(graph: NamedGraph, name: str | None = None) -> list[str]:
    """The lines of ``graph``, sorted by code point; N-Quads of the graph ``name`` if there is one."""
    end = f" {full_term(name)} .\n" if name is not None else " .\n"
    return sorted(_lines(graph, end))


def _lines(graph: NamedGraph, end: str) -> Iterator[str]:
    spelled: dict[Term, str] = {}
    for triple in graph:
        for term in triple:
            if term not in spelled:
                spelled[term] = full_term(term)
        subject, predicate, value = triple
        yield f"{spelled[subject]} {spelled[predicate]} {spelled[value]}{end}"
