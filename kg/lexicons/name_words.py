"""Small words that tell what a name beside or around them names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicons import TABLES, read_rows
from kg.lexicons.tsv import grouped_words

if TYPE_CHECKING:
    from collections.abc import Mapping


class NameGroup(StrEnum):
    """What a word does for a name.

    AGAINST words stand between teams, DETERMINER words before names, FORMER ones before titles no longer
    held. BE is a form of "be" or of its helper "have"; an EXPLETIVE word behind it tells that "it" stands
    for nothing ("it is time"). BODY_LINK and PLACE_LINK are prepositions before bodies and places,
    BODY_NOUN and PLACE_NOUN common nouns beside their names, CALENDAR days, FACILITY a head word of names
    of buildings and grounds. CREED is a word for those of a faith, who are no body. CURRENCY is a noun
    that makes a country's name before it part of the name of its money, INSTITUTION a body of which a
    country has one ("Parliament"), JOINER a small word inside names, LEGAL_FORM what a comma may stand
    before in the name of a company, MEDIA a noun before the name of an outlet, PARTICLE a small word inside
    a person's name ("von der"), POST with a POST_LINK what
    comes before a platform ("wrote on"), POST_NOMINAL letters behind a person's name ("KC"), PREFIX a
    word that a hyphen joins to a name it is no part of ("pro-"), REGION a word that makes a region of the
    name of a country ("Central America"), SAYING a verb form of speech, SPORT a word of reports of
    matches, THING a head word of names that are no person, body or place (laws, prizes), TITLE_MODIFIER a
    word before titles.
    """

    AGAINST = "against"
    BE = "be"
    BODY_LINK = "body link"
    BODY_NOUN = "body noun"
    CALENDAR = "calendar"
    CREED = "creed"
    CURRENCY = "currency"
    DETERMINER = "determiner"
    EXPLETIVE = "expletive"
    FACILITY = "facility"
    FORMER = "former"
    INSTITUTION = "institution"
    JOINER = "joiner"
    LEGAL_FORM = "legal form"
    MEDIA = "media"
    PARTICLE = "particle"
    PLACE_LINK = "place link"
    PLACE_NOUN = "place noun"
    POST = "post"
    POST_LINK = "post link"
    POST_NOMINAL = "post-nominal"
    PREFIX = "prefix"
    REGION = "region"
    SAYING = "saying"
    SPORT = "sport"
    THING = "thing"
    TITLE_MODIFIER = "title modifier"


@dataclass(frozen=True, slots=True)
class NameWord:
    """A lower-case word in its group; both together are the key."""

    group: NameGroup
    word: str
    source: str


@cache
def load_name_words() -> Mapping[NameGroup, frozenset[str]]:
    """The words of each group."""
    rows = read_rows(TABLES / "name_words.tsv", NameWord)
    return grouped_words((row.group, row.word) for row in rows)
