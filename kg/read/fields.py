"""Dates as programs write them in records become dates as lines print them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

# xsd:date with a zone: the zone tells where the day was, no hour.
_ZONED_DAY: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+\-\u2212][0-9]{2}:[0-9]{2})", re.IGNORECASE
)
# ISO 8601 without signs, as NewsML and NITF have it; GDELT leaves out the T as well.
_UNSIGNED: Final = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})"
    r"(?:[T ]?([0-9]{2})([0-9]{2})([0-9]{2})?(?:[.,][0-9]+)?(Z|[+\-\u2212][0-9]{2}(?::?[0-9]{2})?)?)?",
    re.IGNORECASE,
)
# ISO 8601 allows a comma before the parts of a second.
_COMMA: Final = re.compile(r"([0-9-]{10}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}),([0-9]+.*)", re.IGNORECASE)
# C's asctime, date(1) and X's API: the hour and the zone stand before the year.
_YEAR_LAST: Final = re.compile(
    r"[A-Z]{3} +([A-Z]{3}) +([0-9]{1,2}) +([0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"( +(?:[A-Z]{1,5}|[+-][0-9]{4}))? +([0-9]{4})",
    re.IGNORECASE,
)
_BEFORE_THE_FIRST_YEAR: Final = re.compile(r"-.*")
_REORDERED: Final = (
    (_BEFORE_THE_FIRST_YEAR, ""),
    (_ZONED_DAY, r"\1"),
    (_COMMA, r"\1.\2"),
    (_YEAR_LAST, r"\2 \1 \5 \3\4"),
)
# RFC 822 and RFC 850, and the zones of one letter that RFC 2822 (4.3) takes for unknown; Z is UTC.
_MAIL: Final = re.compile(
    r"(?:[A-Z]{3,9},? *)?([0-9]{1,2})[ -]([A-Z]{3})[ -]([0-9]{2}|[0-9]{4}) +([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?: *([A-IK-Y])| *UT|( *[^ ].*))?",
    re.IGNORECASE,
)
# Unix time since March 1973. From 2030 on its seconds begin as years do: what can also be a day and
# its hour is none, as no date is better than an invented one.
_SECONDS: Final = re.compile(
    r"(?!(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])$)"
    r"([1-9][0-9]{8,9})(?:\.[0-9]+)?"
)
_MILLISECONDS: Final = re.compile(r"([1-9][0-9]{9})[0-9]{3}")
# RFC 2822 (4.3): two figures up to 49 are of this century.
_LAST_YEAR_OF_CENTURY: Final = 49


def printed(text: str) -> str:
    """The same date in a form that lines print; the text itself when it is no form of a program's.

    >>> printed("20250304T091500Z")
    '2025-03-04T09:15:00Z'
    >>> printed("2025-03-04+05:30")
    '2025-03-04'
    """
    text = text.strip()
    for form, template in _REORDERED:
        if found := form.fullmatch(text):
            return found.expand(template)
    if found := _MAIL.fullmatch(text):
        return _mail(found)
    if found := _SECONDS.fullmatch(text) or _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), tz=UTC).isoformat()
    found = _UNSIGNED.fullmatch(text)
    return _unsigned(found) if found else text


def _mail(found: re.Match[str]) -> str:
    """A date of RFC 822 with four figures for the year and no zone that has two meanings."""
    day, month, year, clock, unknown, rest = found.groups()
    if len(year) == 2:  # noqa: PLR2004  # figures
        year = f"{20 if int(year) <= _LAST_YEAR_OF_CENTURY else 19}{year}"
    universal = "" if unknown or not found[0].upper().endswith("UT") else " UTC"
    return f"{day} {month} {year} {clock}{rest or universal}"


def _unsigned(found: re.Match[str]) -> str:
    """A date of ISO 8601 with its signs."""
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{clock}"
