"""What an authority knows of one person, organization or place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class CandidateType(StrEnum):
    """What an authority says a candidate is; UNKNOWN when its table does not tell."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    COMPANY = "company"
    OUTLET = "outlet"
    PARTY = "party"
    TEAM = "team"
    COUNTRY = "country"
    PLACE = "place"
    UNKNOWN = "unknown"


class Match(StrEnum):
    """How the name that was asked for met the candidate, the surest first."""

    LABEL = "label"
    ALIAS = "alias"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a candidate held in a country or one of its parts.

    ``start`` and ``end`` are ISO 8601 dates, possibly cut to the year or month; "" when the table
    does not tell. ``as_of`` is the day on which the table was true: an office without ``end`` was
    held then, and nothing is known about later days.
    """

    title: str
    body: str
    country: str
    start: str
    end: str
    as_of: str

    def covers(self, day: date) -> bool:
        """Whether the table attests the office for that day.

        >>> from datetime import date
        >>> term = Office("President", "", "RU", "2012-05-07", "", "2025-01-31")
        >>> term.covers(date(2013, 1, 1)), term.covers(date(2025, 3, 1))
        (True, False)
        """
        text = day.isoformat()
        last = self.end or self.as_of
        started = bool(self.start) and self.start <= text[: len(self.start)]
        return started and bool(last) and text[: len(last)] <= last


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a name may mean.

    ``identifier`` is a Wikidata id ("Q7747") or an IRI of the user's own table; ``same_as`` holds
    other identifiers of the same thing. ``countries`` are ISO 3166 codes. ``description`` tells
    namesakes apart and is true of the table's day only. ``tables`` name the sources, see NOTICE.
    """

    identifier: str
    label: str
    type: CandidateType
    countries: tuple[str, ...]
    description: str
    offices: tuple[Office, ...]
    same_as: tuple[str, ...]
    tables: tuple[str, ...]
    match: Match = Match.LABEL
