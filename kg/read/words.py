"""The words of header lines (months, roles, captions, labels, layout) as one frozen value, read once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicons import TABLES, OutletKind, SeatKind, load, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping


class DateWord(StrEnum):
    """What a word does in a line of date and time."""

    MONTH = "month"
    WEEKDAY = "weekday"
    ZONE = "zone"
    DAY = "day"
    FIRST = "first"
    LATER = "later"
    FILLER = "filler"


class BylineWord(StrEnum):
    """What a word or phrase does in a byline."""

    LEAD = "lead"
    EDITOR = "editor"
    ROLE = "role"
    OUTLET = "outlet"
    STATUS = "status"
    JOINT = "joint"
    PARTICLE = "particle"
    SUFFIX = "suffix"
    PLACE = "place"
    NEVER = "never"
    BEFORE = "before"
    SMALL = "small"
    FULL = "full"


class CaptionWord(StrEnum):
    """What a word or phrase does in a picture credit."""

    LABEL = "label"
    LEAD = "lead"
    MARK = "mark"


class Field(StrEnum):
    """What the value after a header label is."""

    HEADLINE = "headline"
    DEK = "dek"
    AUTHOR = "author"
    DATE = "date"
    OUTLET = "outlet"
    CAPTION = "caption"
    CREDIT = "credit"
    LAYOUT = "layout"


class Match(StrEnum):
    """Whether a layout line is the form itself or begins with it."""

    WHOLE = "whole"
    START = "start"


@dataclass(frozen=True, slots=True)
class DateRow:
    """A word of ``header_dates.tsv``: ``value`` is a month's number or a zone's minutes from UTC.

    A zone without a value is one that stands for several offsets (CST) or changes with the season.
    """

    form: str
    kind: DateWord
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class BylineRow:
    """A word or phrase of ``header_bylines.tsv``."""

    form: str
    kind: BylineWord
    source: str


@dataclass(frozen=True, slots=True)
class CaptionRow:
    """A word or phrase of ``header_captions.tsv``."""

    form: str
    kind: CaptionWord
    source: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label of ``header_labels.tsv``, printed before a colon."""

    form: str
    field: Field
    source: str


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A line of ``header_layout.tsv`` that is no part of the article."""

    form: str
    match: Match
    source: str


@dataclass(frozen=True, slots=True)
class Words:
    """Every table of header words; all forms are case-folded.

    ``byline_openings`` are the first words of phrases such as "written by"; forms of captions are
    longest first, so that "photo credit" is tried before "credit".
    """

    dates: Mapping[str, DateRow]
    bylines: Mapping[BylineWord, frozenset[str]]
    byline_openings: frozenset[str]
    captions: Mapping[CaptionWord, tuple[str, ...]]
    labels: Mapping[str, Field]
    layout: frozenset[str]
    layout_starts: tuple[str, ...]
    outlets: frozenset[str]
    agencies: frozenset[str]
    places: frozenset[str]
    capitals: frozenset[str]
    given_names: frozenset[str]


@cache
def words() -> Words:
    """The tables of this installation; the same value on each call."""
    bylines = read_rows(TABLES / "header_bylines.tsv", BylineRow)
    captions = read_rows(TABLES / "header_captions.tsv", CaptionRow)
    layout = read_rows(TABLES / "header_layout.tsv", LayoutRow)
    lexicons = load()
    return Words(
        dates={row.form: row for row in read_rows(TABLES / "header_dates.tsv", DateRow)},
        bylines={kind: frozenset(row.form for row in bylines if row.kind is kind) for kind in BylineWord},
        byline_openings=frozenset(
            row.form.split()[0] for row in bylines if row.kind in (BylineWord.LEAD, BylineWord.EDITOR)
        ),
        captions={
            kind: tuple(
                sorted(
                    (row.form for row in captions if row.kind is kind), key=lambda form: (-len(form), form)
                )
            )
            for kind in CaptionWord
        },
        labels={row.form: row.field for row in read_rows(TABLES / "header_labels.tsv", LabelRow)},
        layout=frozenset(row.form for row in layout if row.match is Match.WHOLE),
        layout_starts=tuple(row.form for row in layout if row.match is Match.START),
        outlets=frozenset(
            name.casefold()
            for row in lexicons.outlets
            if row.kind is not OutletKind.PLATFORM
            for name in row.names
        ),
        agencies=frozenset(
            name.casefold() for row in lexicons.outlets if row.kind is OutletKind.AGENCY for name in row.names
        ),
        places=frozenset(name.casefold() for name in (*lexicons.seat_forms, *lexicons.country_forms)),
        capitals=frozenset(row.name.casefold() for row in lexicons.seats if row.kind is SeatKind.CAPITAL),
        given_names=frozenset(name.casefold() for name in lexicons.given_names),
    )
