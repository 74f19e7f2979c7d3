"""The row types of the tables about people: titles and given names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.lexicons.rows import Gender  # noqa: TC001 - read_rows looks the type up


class TitleClass(StrEnum):
    """The walk of life a title belongs to."""

    HEAD_OF_STATE = "head-of-state"
    GOVERNMENT = "government"
    LEGISLATURE = "legislature"
    PARTY = "party"
    MILITARY = "military"
    POLICE = "police"
    JUDICIAL = "judicial"
    ACADEMIC = "academic"
    BUSINESS = "business"
    MEDIA = "media"
    RELIGIOUS = "religious"
    ROYAL = "royal"
    HONORIFIC = "honorific"
    SPOKESPERSON = "spokesperson"
    SPORT = "sport"
    CIRCUMSTANCE = "circumstance"
    """What somebody is to others or in an event, no function: "mother", "hostage"."""
    OTHER = "other"


class TitleScope(StrEnum):
    """What the holder of a title holds it in."""

    COUNTRY = "country"
    ORGANIZATION = "organization"
    EITHER = "either"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Title:
    """A title or function of a person, lower case unless always capital; ``title`` is the key.

    ``before`` is true when the title can stand directly before a name ("President Lind").
    ``plural`` is the plural form, "" when there is none.
    """

    title: str
    plural: str
    category: TitleClass
    scope: TitleScope
    gender: Gender
    before: bool
    source: str


@dataclass(frozen=True, slots=True)
class GivenName:
    """A given name that is borne by one gender almost only; ``name`` is the key."""

    name: str
    gender: Gender
    source: str
