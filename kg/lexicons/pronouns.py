"""The personal pronouns with person, number and gender."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicons import (
    TABLES,
    Gender,  # the reader takes column types from here
    read_rows,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A personal pronoun, lower case; ``word`` is the key.

    ``person`` is "1" or "3"; ``thing`` is true for a pronoun that stands for no person, ``object`` for one
    that can be the object of a clause and owns nothing.
    """

    word: str
    person: str
    plural: bool
    gender: Gender
    thing: bool
    object: bool
    source: str


@cache
def load_pronouns() -> Mapping[str, Pronoun]:
    """Every pronoun by its lower-case form."""
    return {row.word: row for row in read_rows(TABLES / "pronouns.tsv", Pronoun)}
