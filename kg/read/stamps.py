"""Runs of date words become stamps: the moments of publication and update that a line tells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from kg.read.dates import clock_at, day_at
from kg.read.fields import printed
from kg.read.tokens import tokenize
from kg.read.words import DateWord, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import time

    from kg.read.tokens import Tokens

# A stamp is one line; publication, update, zone and "4 min read" together have 110 characters.
MAX_STAMP_CHARACTERS: Final = 160

_SIGNS: Final = frozenset(",.;:|•·-–—()[]/+*")
_RANK: Final = {DateWord.FIRST: 0, None: 1, DateWord.LATER: 2}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, perhaps with the hour printed beside it, and what the label before it calls it."""

    day: date
    clock: time | None = None
    label: DateWord | None = None

    @property
    def value(self) -> date | datetime:
        """A ``datetime`` when the hour is told (naive when no zone is told), else the day."""
        return datetime.combine(self.day, self.clock) if self.clock else self.day


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a run of date words says: its moments, and the characters up to the last that tell something.

    ``whole`` is true when the run is the whole line. A stamp without moments tells an hour alone or
    a date without its year.
    """

    moments: tuple[Moment, ...]
    end: int
    whole: bool


def read_date(text: str) -> date | datetime | None:
    """The day or moment that a date field holds, or None when it is not wholly a possible date.

    >>> read_date("Wed, 19 Mar 2025 00:32 GMT")
    datetime.datetime(2025, 3, 19, 0, 32, tzinfo=datetime.timezone.utc)
    >>> read_date("2025-02-30") is None
    True
    """
    stamp = scan_stamp(tokenize(printed(text))) if len(text) <= MAX_STAMP_CHARACTERS else None
    return published_in(stamp.moments) if stamp and stamp.whole else None


def published_in(moments: Iterable[Moment]) -> date | datetime | None:
    """The moment of publication among several: so labelled, else without label, else of an update.

    Among equals one that tells the hour goes before one that does not, then the first.
    """
    ranked = sorted(moments, key=lambda moment: (_RANK[moment.label], moment.clock is None))
    return ranked[0].value if ranked else None


def scan_stamp(tokens: Tokens) -> Stamp | None:
    """The stamp that the tokens begin with; None when they tell neither date nor hour."""
    moments: list[Moment] = []
    label: DateWord | None = None
    waiting: time | None = None  # an hour printed before its day
    at = last = 0
    while at < len(tokens):
        if day := day_at(tokens, at):
            if day.day:
                moments.append(Moment(day.day, waiting, label))
            waiting = label = None
            at = last = day.end
        elif clock := clock_at(tokens, at):
            if moments and moments[-1].clock is None:
                moments[-1] = replace(moments[-1], clock=clock.clock)
            elif not moments:
                waiting = clock.clock
            at = last = clock.end
        elif read := _words_at(tokens, at):
            label = _label_at(tokens, at) or label
            at += read
        else:
            break
    return Stamp(tuple(moments), tokens.all[last - 1].end, at == len(tokens)) if last else None


def is_reading_time(tokens: Tokens) -> bool:
    """Whether a line says how long or how long ago ("5 min read", "2 hours ago") and nothing else."""
    at = 0
    while at < len(tokens) and (read := _words_at(tokens, at)):
        at += read
    return at == len(tokens) and tokens.number(0) is not None


def _label_at(tokens: Tokens, at: int) -> DateWord | None:
    """What a word such as "Published" or "Updated" calls the moment after it."""
    row = words().dates.get(tokens.form(at))
    return row.kind if row and row.kind in _RANK else None


def _words_at(tokens: Tokens, at: int) -> int:
    """How many tokens at ``at`` belong to a stamp without telling a date or hour; 0 for none."""
    row = words().dates.get(tokens.form(at))
    if row:
        return 0 if row.kind is DateWord.MONTH else 1
    unit = words().dates.get(tokens.form(at + 1))
    if tokens.number(at) is not None and unit and unit.kind is DateWord.FILLER:  # "4 min read", "2 hours ago"
        return 2
    return 1 if tokens.form(at) in _SIGNS else 0
