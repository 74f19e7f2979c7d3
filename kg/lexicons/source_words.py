"""The words that tell what a description of a source describes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicons import TABLES, read_rows
from kg.lexicons.tsv import grouped_words

if TYPE_CHECKING:
    from collections.abc import Mapping


class SourceGroup(StrEnum):
    """What a word does in a description.

    BODY and DOCUMENT are head nouns for organizations and papers, COMPANY those for any that trades,
    PEOPLE plural nouns for people, LEADER words stand for any title that leads a country. DETERMINER
    words stand before a description, DEFINITE ones among them point back; a STOP word ends the part
    that holds the head noun; what a LINK word joins is who the source acts for. RELATIVE pronouns
    point back to the noun before them, IMPERSONAL ones to no person. A title behind a LESSER word is
    another office than the title alone. A COMPLEMENTIZER opens what is told: "that", but not the
    "whether" of a question, which asks what somebody else will do. A QUESTIONED word opens what somebody
    was asked before answering: "Asked whether Lind would go, he said". PROGRAMME
    nouns end the name of what an outlet sends or prints: it speaks for the outlet. An ISSUING word joins a
    paper to the body that wrote it, but not behind a READER word: "a memo seen by the Ledger" is not the
    Ledger's. What a TOPICAL paper is "of" is its subject: "a survey of Nordmeter".
    """

    BODY = "body"
    COMPANY = "company"
    COMPLEMENTIZER = "complementizer"
    DEFINITE = "definite"
    DETERMINER = "determiner"
    DOCUMENT = "document"
    IMPERSONAL = "impersonal"
    ISSUING = "issuing"
    LEADER = "leader"
    LESSER = "lesser"
    LINK = "link"
    PEOPLE = "people"
    PROGRAMME = "programme"
    QUESTIONED = "questioned"
    READER = "reader"
    RELATIVE = "relative"
    STOP = "stop"
    TOPICAL = "topical"


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A lower-case word in its group; both together are the key."""

    group: SourceGroup
    word: str
    source: str


@cache
def load_source_words() -> Mapping[SourceGroup, frozenset[str]]:
    """The words of each group."""
    rows = read_rows(TABLES / "source_words.tsv", SourceWord)
    return grouped_words((row.group, row.word) for row in rows)
