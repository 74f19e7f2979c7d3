"""Printed dates and hours become values; one that is impossible or could be two becomes none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from kg.read.words import DateWord, words

if TYPE_CHECKING:
    from datetime import tzinfo

    from kg.read.tokens import Tokens

_ORDINALS: Final = ("st", "nd", "rd", "th")
_MONTHS: Final = 12
# The first newspaper with dated issues is of 1605; clocks that were never set say 1601, 1900 or 9999.
_FIRST_YEAR: Final = 1605
_LAST_YEAR: Final = 2199
# The widest zone in use is UTC+14.
_WIDEST_ZONE_HOURS: Final = 14


@dataclass(frozen=True, slots=True)
class Day:
    """A printed date: the day, None when it is impossible, ambiguous or lacks the year; where it ends."""

    day: date | None
    end: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A printed hour: the time with its zone if told, None when it is impossible; where it ends."""

    clock: time | None
    end: int


def day_at(tokens: Tokens, at: int) -> Day | None:
    """The date that begins at a token, or None when none begins there."""
    return _named(tokens, at) or _year_first(tokens, at) or _figures(tokens, at)


def clock_at(tokens: Tokens, at: int) -> Clock | None:
    """The hour that begins at a token ("12:32 AM", "9.05pm", "T00:32:00Z", "1400 GMT"), or None."""
    at = tokens.past(at, "t")
    hour = tokens.number(at)
    if hour is None:
        return _four_digit_clock(tokens, at)
    minute, second, end = 0, 0, at + 1
    if tokens.form(end) in {":", "."} and len(tokens.form(end + 1)) == 2:  # noqa: PLR2004  # minutes
        minute, end = tokens.number(end + 1) or 0, end + 2
        if tokens.form(end) == ":" and tokens.number(end + 1) is not None:
            second, end = tokens.number(end + 1) or 0, end + 2
            end += 2 if tokens.form(end) == "." and tokens.form(end + 1).isdigit() else 0
    half = tokens.form(end).replace(".", "")
    if half in {"am", "pm"} and 1 <= hour <= 12:  # noqa: PLR2004  # hours of half a day
        hour, end = hour % 12 + (12 if half == "pm" else 0), end + 1
    elif end == at + 1:
        return None
    return _clock(tokens, end, hour, minute, second)


def _month(tokens: Tokens, at: int) -> int | None:
    """The number of the month that a token names."""
    row = words().dates.get(tokens.form(at))
    return int(row.value) if row and row.kind is DateWord.MONTH else None


def _is_zone(tokens: Tokens, at: int) -> bool:
    """Whether a token is the name of a time zone."""
    row = words().dates.get(tokens.form(at))
    return row is not None and row.kind is DateWord.ZONE


def _year(tokens: Tokens, at: int) -> int | None:
    """The year at a token; four digits before a zone are an hour ("1400 GMT")."""
    number = tokens.four_digits(at)
    return None if number is None or _is_zone(tokens, at + 1) else number


def _named(tokens: Tokens, at: int) -> Day | None:
    """A date such as "March 18th, 2025", "18 March 2025", "18-Mar-2025" or, without a year, "March 18"."""
    month, day = _month(tokens, at), tokens.number(at + 1)
    end = tokens.past(at + 2, *_ORDINALS)
    if not month:
        day = tokens.number(at)
        named = tokens.past(tokens.past(tokens.past(at + 1, *_ORDINALS), "of"), "-")
        month, end = _month(tokens, named), named + 1
    if not month or day is None:
        return None
    year_at = tokens.past(end, ",", "-")
    year = _year(tokens, year_at)
    return Day(None, end) if year is None else Day(_date(year, month, day), year_at + 1)


def _year_first(tokens: Tokens, at: int) -> Day | None:
    """A date such as "2025-03-18", "2025/03/18" or "2025 March 18"."""
    year = tokens.four_digits(at)
    month, day = _month(tokens, at + 1), tokens.number(at + 2)
    if year is not None and month and day is not None:
        return Day(_date(year, month, day), tokens.past(at + 3, *_ORDINALS))
    sign = tokens.form(at + 1)
    month, day = tokens.number(at + 2), tokens.number(at + 4)
    if year is None or month is None or day is None:
        return None
    return Day(_date(year, month, day), at + 5) if _same_sign(tokens, at, sign) else None


def _figures(tokens: Tokens, at: int) -> Day | None:
    """A date such as "18/03/2025", when only one order of day and month is possible.

    3/4/2025 is April in Europe and March in America: no date is better than an invented one.
    """
    first, second, year = tokens.number(at), tokens.number(at + 2), tokens.four_digits(at + 4)
    if first is None or second is None or year is None or not _same_sign(tokens, at, tokens.form(at + 1)):
        return None
    if first > _MONTHS or first == second:
        return Day(_date(year, second, first), at + 5)
    return Day(_date(year, first, second) if second > _MONTHS else None, at + 5)


def _same_sign(tokens: Tokens, at: int, sign: str) -> bool:
    """Whether the three numbers from ``at`` on are parted by this one sign."""
    return sign in {"-", "/", "."} and tokens.form(at + 3) == sign


def _date(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day in the years that news can be from."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _four_digit_clock(tokens: Tokens, at: int) -> Clock | None:
    """An hour such as "1400 GMT"."""
    number = tokens.four_digits(at)
    if number is None or not _is_zone(tokens, at + 1):
        return None
    return _clock(tokens, at + 1, number // 100, number % 100, 0)


def _clock(tokens: Tokens, end: int, hour: int, minute: int, second: int) -> Clock:
    """The time with the zone that stands at ``end``; no time when the clock has no such hour."""
    zone, end = _zone(tokens, end)
    try:
        return Clock(time(hour, minute, second, tzinfo=zone), end)
    except ValueError:
        return Clock(None, end)


def _zone(tokens: Tokens, at: int) -> tuple[tzinfo | None, int]:
    """The zone printed at a token, None when there is none or it stands for several; where it ends."""
    named = tokens.past(at, "(")
    end = at
    minutes: int | None = None
    if _is_zone(tokens, named):
        value = words().dates[tokens.form(named)].value
        minutes = int(value) if value else None
        end = named + 1
    if minutes in {0, None}:
        minutes, end = _offset(tokens, end) or (minutes, end)
    end = tokens.past(end, ")") if end > at else at
    if minutes is None:
        return None, end
    return (timezone(timedelta(minutes=minutes)) if minutes else UTC), end


def _offset(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The minutes of "+08:00", "+0800" or "+8" at a token and where it ends."""
    sign = {"+": 1, "-": -1, "\u2212": -1}.get(tokens.form(at))
    number = tokens.number(at + 1, digits=4)
    if sign is None or number is None or not tokens.adjoin(at):
        return None
    hours, minutes = divmod(number, 100) if tokens.four_digits(at + 1) is not None else (number, 0)
    end = at + 2
    if tokens.form(end) == ":" and tokens.number(end + 1) is not None:
        minutes, end = tokens.number(end + 1) or 0, end + 2
    if hours > _WIDEST_ZONE_HOURS or minutes >= 60:  # noqa: PLR2004  # minutes of an hour
        return None
    return sign * (hours * 60 + minutes), end
