"""The days on which something was said, from the words beside the verb of saying.

News usage: a bare weekday is the latest one up to the day of publication, a month without a year the
latest one that has begun, "last week" the whole calendar week before, Monday to Sunday. A phrase that
points forward or leaves the day open gives nothing: no date is better than an invented one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicons import TABLES, read_rows
from kg.model import SayingTime, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    _Days = Callable[[Mapping[str, str], date], tuple[date | None, date] | None]

_DECEMBER = 12
_AHEAD = "ahead"  # the value of words that put a phrase into the future ("before", "ahead")
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 9998


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word of dates with its kind (weekday, month, unit, number, day, edge …) and value."""

    word: str
    kind: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A compiled phrase and what turns its groups and the anchor into first and last day."""

    regex: re.Pattern[str]
    days: _Days


def find_time(text: str, span: Span, anchor: date) -> SayingTime | None:
    """The first date phrase in ``span`` read against the publication day ``anchor``, or None.

    Both bounds lie on or before ``anchor``.
    """
    window = span.of(text)
    best: tuple[int, int, SayingTime] | None = None
    for pattern in _patterns():
        for found in pattern.regex.finditer(window):
            if _points_away(window, found.start()) or _names(window, found.start(), found.end()):
                continue
            days = pattern.days({k: v.lower() for k, v in found.groupdict(default="").items()}, anchor)
            if days is None or days[1] < (days[0] or days[1]) or (days[0] or days[1]) > anchor:
                continue
            start, end = span.start + found.start(), span.start + found.end()
            time = SayingTime(min(days[1], anchor), days[0], Span(start, end))
            key = (found.start(), -found.end())
            if best is None or key < best[:2]:
                best = (*key, time)
            break
    return None if best is None else best[2]


def _points_away(window: str, start: int) -> bool:
    """Whether the phrase is an edge of another period ("before Monday") or a name ("Black Friday").

    So is all of a window that looks ahead: "ahead of a vote on Thursday".
    """
    before = window[:start].split()
    if before and _AHEAD in {_words()[kind].get(before[0].lower()) for kind in ("away", "edge")}:
        return True
    if before and before[-1].lower() == "the":
        before.pop()
    if not before:
        return False
    last = before[-1].lower()
    edge = last == "of" and before[:-1] and before[-2].lower() in _words()["edge"]
    if last in _words()["away"] or edge:
        return True
    return before[-1][:1].isupper() and last not in _words()["lead"] and not before[-1].endswith(",")


def _names(window: str, start: int, end: int) -> bool:
    """Whether a weekday opens a name ("the Monday Club"), or "Today" is one ("Radio X's Today programme")."""
    word = window[start:end]
    before, after = window[:start].rstrip(), window[end:].split()
    if word.lower() in _words()["day"]:
        return word[:1].isupper() and before[-1:].isalnum()
    weekday = word.lower() in _words()["weekday"]
    return weekday and bool(after) and after[0][:1].isupper() and after[0].lower() not in _words()["month"]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """Kind -> word -> value."""
    kinds: dict[str, dict[str, str]] = {}
    for row in read_rows(TABLES / "time_words.tsv", TimeWord):
        kinds.setdefault(row.kind, {})[row.word] = row.value
    return kinds


def _choice(kind: str) -> str:
    return "|".join(sorted(map(re.escape, _words()[kind]), key=lambda w: (-len(w), w)))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """All phrases; the longest at a place wins."""
    months, weekdays, numbers = _choice("month"), _choice("weekday"), _choice("number")
    units, days = _choice("unit"), _choice("day")
    year = r"(?P<year>(?:19|20)\d\d)"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    month = rf"(?P<month>{months})"
    part = r"(?:early\s+|mid-?\s?|late\s+)?"
    which = r"(?P<which>last|this|earlier this|late last|early last|earlier last|later this)"
    recent = r"(?:(?:over|in|during)\s+the\s+(?:past|last)\s+(?:few\s+)?|(?:over|in)\s+recent\s+)"
    phrases: list[tuple[str, _Days]] = [
        (r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)", _iso),
        (rf"(?:(?:{weekdays}),?\s+)?{month}\s+{day}(?:,?\s+{year})?", _day_of_month),
        (rf"(?:(?:{weekdays}),?\s+)?{day}\s+(?:of\s+)?{month}(?:,?\s+{year})?", _day_of_month),
        (rf"in\s+{part}{month}(?:(?:\s+of)?,?\s+(?:{year}|(?P<last>last year)))?", _month),
        (rf"(?:last|this)\s+{month}", _month),
        (rf"{month}\s+{year}", _month),
        (rf"(?P<last>last\s+)?(?P<weekday>{weekdays})(?:\s+(?:morning|afternoon|evening|night))?", _weekday),
        (rf"(?P<word>{days})", _relative_day),
        (r"this\s+(?:morning|afternoon|evening)", lambda _, anchor: (anchor, anchor)),
        (r"last\s+night", lambda _, anchor: (anchor - timedelta(1), anchor - timedelta(1))),
        (rf"{which}\s+(?P<unit>{units})", _period),
        (rf"(?P<number>{numbers}|\d{{1,2}})\s+(?P<unit>{units})\s+ago", _ago),
        (r"(?:over|at|during)\s+the\s+weekend", _weekend),
        (r"(?:last|this past)\s+weekend", _weekend),
        (rf"in\s+{year}", lambda groups, _: _year(int(groups["year"]))),
        (rf"{recent}(?:days|weeks|months|years)", lambda _, anchor: (None, anchor)),
    ]
    return tuple(_Pattern(re.compile(rf"(?<![\w-]){p}(?![\w-])", re.IGNORECASE), f) for p, f in phrases)


def _iso(groups: Mapping[str, str], _anchor: date) -> tuple[date, date] | None:
    day = _date(int(groups["year"]), int(groups["number"]), int(groups["day"]))
    return None if day is None else (day, day)


def _date(year: int, month: int, day: int) -> date | None:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR or not 1 <= month <= _DECEMBER:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _day_of_month(groups: Mapping[str, str], anchor: date) -> tuple[date, date] | None:
    """A day with its month; without a year the latest one that is not after the anchor."""
    month, day = int(_words()["month"][groups["month"]]), int(groups["day"])
    if groups["year"]:
        found = _date(int(groups["year"]), month, day)
    else:
        found = _date(anchor.year, month, day)
        if found is None or found > anchor:
            found = _date(anchor.year - 1, month, day)
    return None if found is None else (found, found)


def _month(groups: Mapping[str, str], anchor: date) -> tuple[date, date] | None:
    """A whole month; without a year the latest one that has begun."""
    month = int(_words()["month"][groups["month"]])
    if groups.get("last"):
        year = anchor.year - 1
    elif groups.get("year"):
        year = int(groups["year"])
    else:
        year = anchor.year if month <= anchor.month else anchor.year - 1
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _weekday(groups: Mapping[str, str], anchor: date) -> tuple[date, date]:
    """The latest such weekday up to the anchor; "last" leaves out the anchor itself."""
    back = (anchor.weekday() - int(_words()["weekday"][groups["weekday"]])) % 7
    if groups["last"] and back == 0:
        back = 7
    day = anchor - timedelta(back)
    return day, day


def _relative_day(groups: Mapping[str, str], anchor: date) -> tuple[date, date]:
    day = anchor + timedelta(int(_words()["day"][groups["word"]]))
    return day, day


def _period(groups: Mapping[str, str], anchor: date) -> tuple[date, date] | None:
    """Reads "last week", "earlier this month": the whole unit before, or this one up to the anchor."""
    unit = _words()["unit"][groups["unit"]]
    if groups["unit"].endswith("s"):
        return None
    first = _unit_start(unit, anchor)
    if "last" not in groups["which"]:
        return first, anchor
    end = first - timedelta(1)
    return _unit_start(unit, end), end


def _unit_start(unit: str, day: date) -> date:
    """The first day of the day, week (Monday), month or year that holds ``day``."""
    if unit == "week":
        return day - timedelta(day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _ago(groups: Mapping[str, str], anchor: date) -> tuple[date, date] | None:
    """Reads "two days ago" is that day, "two weeks ago" that week, and so on for months and years."""
    number = int(_words()["number"].get(groups["number"]) or groups["number"])
    unit = _words()["unit"][groups["unit"]]
    if unit == "day":
        day = anchor - timedelta(number)
        return day, day
    if unit == "week":
        start = _unit_start("week", anchor - timedelta(7 * number))
        return start, start + timedelta(6)
    if unit == "year":
        return _year(anchor.year - number)
    index = anchor.year * 12 + anchor.month - 1 - number
    year, month = index // 12, index % 12 + 1
    if year < _EARLIEST_YEAR:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _weekend(_groups: Mapping[str, str], anchor: date) -> tuple[date, date]:
    """The latest Saturday and Sunday whose Saturday is not after the anchor."""
    saturday = anchor - timedelta((anchor.weekday() - 5) % 7)
    return saturday, saturday + timedelta(1)


def _year(year: int) -> tuple[date, date] | None:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    return date(year, 1, 1), date(year, 12, 31)
