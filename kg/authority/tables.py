"""The tables from which the authority that newskg ships is cut, and what a name found in one is worth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.lexicons import read_rows

if TYPE_CHECKING:
    from kg.authority.candidate import Candidate

HERE = files("kg.authority")
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the package may carry a cut of, and the credit it asks for.

    ``people`` tells which people it lists: "notable" ones, or "all" who ever held an office or played,
    of whom most are known to few and share their names with others; "" when it lists none.
    """

    order: str
    table: str
    file: str
    people: str
    origin: str
    date: str
    licence: str
    terms: str
    credit: str


@cache
def read_tables() -> tuple[Table, ...]:
    """The tables in the order in which they are trusted."""
    return tuple(read_rows(HERE / "tables.tsv", Table))


@cache
def _registers() -> frozenset[str]:
    return frozenset(row.table for row in read_tables() if row.people == _ALL)


def is_registered_only(candidate: Candidate) -> bool:
    """Whether only tables that list everybody of a kind know the candidate: a name may be a namesake's."""
    return bool(candidate.tables) and _registers().issuperset(candidate.tables)
