"""Answers: rows, triples or yes and no; the same from files, an embedded store and an endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from kg.store.articles import Term


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: names of the columns, and rows with None where there is no value."""

    names: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE, each triple once, sorted."""

    triples: tuple[Triple, ...]


Answer = Rows | Triples | bool


def sorted_triples(triples: Iterator[Triple]) -> Triples:
    """The triples, each once, in the order of N-Triples."""
    return Triples(tuple(sorted(set(triples), key=str)))


def count(answer: Answer) -> str:
    """How much an answer is, in words."""
    if isinstance(answer, bool):
        return "one answer"
    number, what = (len(answer.rows), "row") if isinstance(answer, Rows) else (len(answer.triples), "triple")
    return f"{number:,} {what}{'' if number == 1 else 's'}"
