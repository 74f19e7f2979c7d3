"""One frozen row type a table: its fields are the table's columns, in order.

Every row ends in ``source``: the source table ("country-codes", "rigour", …, explained in
README.md of this folder) or "newskg" for what was written for this project. A qid is given only
where a source table states it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import EntityKind, MentionForm


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166, or a former state; ``code`` is the key.

    ``code`` is ISO 3166-1 alpha-2, XK for Kosovo, the ISO 3166-3 code of four letters for a former
    state; states that ended before ISO 3166 began have a code of four letters that starts with X.
    ``names`` starts with the label. ``people`` are nouns for nationals, singular and plural.
    ``cautious`` repeats those forms that also mean something else ("Georgia", "Jordan", "Korean")
    and need a second sign.
    """

    code: str
    label: str
    qid: str
    geonames: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    former: bool
    cautious: tuple[str, ...]
    source: str


class SeatKind(StrEnum):
    """Whether a seat is a whole city or one building."""

    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Seat:
    """A place whose name stands for a government or body when it acts; ``name`` and ``country`` are the key.

    ``organization`` is the key of the row in organizations.tsv that the name stands for, "" when
    there is none; ``label`` and ``qid`` are those of the body that it stands for. ``cautious``
    names are also persons, other cities or common words.
    """

    name: str
    kind: SeatKind
    country: str
    organization: str
    label: str
    qid: str
    cautious: bool
    source: str


class BodyType(StrEnum):
    """What sort of organization a body is."""

    GOVERNMENT = "government"
    MINISTRY = "ministry"
    AGENCY = "agency"
    LEGISLATURE = "legislature"
    COURT = "court"
    MILITARY = "military"
    POLICE = "police"
    INTERNATIONAL = "international"
    PARTY = "party"
    ARMED_GROUP = "armed-group"
    BANK = "bank"
    COMPANY = "company"
    NGO = "ngo"
    RESEARCH = "research"
    RELIGIOUS = "religious"
    SPORT = "sport"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that acts in the news under several names; ``key`` is the key.

    ``names`` starts with the label and holds every form, acronyms too. ``cautious`` repeats the
    forms that need a second sign. ``parent`` is the key of another row.
    """

    key: str
    label: str
    qid: str
    names: tuple[str, ...]
    country: str
    type: BodyType
    parent: str
    cautious: tuple[str, ...]
    source: str


class OutletKind(StrEnum):
    """What sort of medium an outlet is."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    MAGAZINE = "magazine"
    SITE = "site"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news agency, outlet or platform; ``key`` is the key.

    ``names`` starts with the label; a leading "The" is part of a name only where it is printed so.
    ``cautious`` repeats the forms that are ordinary words or names of something else ("Time", "X").
    """

    key: str
    label: str
    qid: str
    kind: OutletKind
    country: str
    names: tuple[str, ...]
    cautious: tuple[str, ...]
    source: str


class Gender(StrEnum):
    """The gender a word or name tells; UNKNOWN when it tells none."""

    FEMALE = "f"
    MALE = "m"
    UNKNOWN = ""


class WordPosition(StrEnum):
    """Where in a name a head word stands."""

    FIRST = "first"
    LAST = "last"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class HeadWord:
    """A word that shows what the name around it names ("University", "River"); ``word`` is the key."""

    word: str
    position: WordPosition
    type: str
    source: str


class LabelKind(StrEnum):
    """What an entity label of the model stands for here; a kind, or one of the two special cases."""

    PERSON = EntityKind.PERSON.value
    ORGANIZATION = EntityKind.ORGANIZATION.value
    PLACE = EntityKind.PLACE.value
    PEOPLE = "people"
    DATE = "date"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EntityType:
    """What a label of the language model means here; ``label`` is the key."""

    label: str
    kind: LabelKind
    source: str


@dataclass(frozen=True, slots=True)
class GenericBody:
    """A name many countries have a body for; never linked without a country. ``name`` is the key."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class CountryForm:
    """How one word or phrase refers to a country.

    ``form`` is NAME or ADJECTIVE; ``people`` is true for a word that is a noun for nationals too
    ("German", "Germans"). ``cautious`` forms also mean something else.
    """

    country: Country
    form: MentionForm
    people: bool = False
    cautious: bool = False
