"""What the words of a user's table mean here: columns, types, properties, identifiers, countries, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.authority.candidate import CandidateType
from kg.lexicons import load, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping


class WordKind(StrEnum):
    """Where a word of a user's table stands."""

    COLUMN = "column"
    TYPE = "type"
    PROPERTY = "property"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of users' tables and what it means here; ``kind`` and ``name`` are the key."""

    kind: WordKind
    name: str
    meaning: str
    source: str


class Part(StrEnum):
    """What a column or property of a user's table tells."""

    IDENTIFIER = "identifier"
    LABEL = "label"
    ALIAS = "alias"
    TYPE = "type"
    COUNTRY = "country"
    DESCRIPTION = "description"
    OFFICE = "office"
    START = "start"
    END = "end"
    SAME = "same"


_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
# What the graph writes as an IRI: http or https, nothing that Turtle or N-Triples would have to escape.
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]{1,2000}")
_DATE = re.compile(r"\+?([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?")
_REMEMBERED = 10_000  # a table names few countries and types, but a hostile one may name millions
_HTTPS_SCHEMA = "https://schema.org/"


@cache
def _words(kind: WordKind) -> Mapping[str, str]:
    """What the words of this kind mean."""
    rows = read_rows(files("kg.authority") / "import_words.tsv", Word)
    return {row.name: row.meaning for row in rows if row.kind is kind}


def column_part(header: str) -> Part | None:
    """What a column of this header tells, None when it is not for us.

    >>> column_part("itemLabel")
    <Part.LABEL: 'label'>
    """
    name = " ".join(header.strip().lstrip("?").casefold().replace("_", " ").split())
    meaning = _words(WordKind.COLUMN).get(name)
    return Part(meaning) if meaning else None


def property_part(iri: str) -> Part | None:
    """What a property tells, None when it is not for us; schema.org may be http or https."""
    meaning = _words(WordKind.PROPERTY).get(_http(iri))
    return Part(meaning) if meaning else None


@lru_cache(maxsize=_REMEMBERED)
def type_of(value: str) -> CandidateType | None:
    """The type that a word or class stands for, None when it is not known.

    >>> type_of("Human")
    <CandidateType.PERSON: 'person'>
    """
    words = _words(WordKind.TYPE)
    meaning = words.get(_http(value)) or words.get(
        (identifier_of(value) or value).replace("_", " ").casefold()
    )
    return CandidateType(meaning) if meaning else None


def identifier_of(text: str) -> str | None:
    """A Wikidata id or IRI in the form it is filed under, None when the text is neither.

    >>> identifier_of("https://www.wikidata.org/wiki/Q42"), identifier_of("https://example.org/ada")
    ('Q42', 'https://example.org/ada')
    """
    text = text.strip().removeprefix("<").removesuffix(">")
    for prefix in _words(WordKind.PREFIX):
        if text.startswith(prefix) and _ITEM.fullmatch(text.removeprefix(prefix)):
            return text.removeprefix(prefix)
    return text if _ITEM.fullmatch(text) or _IRI.fullmatch(text) else None


@lru_cache(maxsize=_REMEMBERED)
def country_of(text: str) -> str | None:
    """The ISO code of a country given as code, name, Wikidata id or IRI; None when it is not known.

    >>> country_of("us"), country_of("Ivory Coast"), country_of("Q142")
    ('US', 'CI', 'FR')
    """
    lexicons = load()
    if text.upper() in lexicons.country_by_code:
        return text.upper()
    forms = {form.country.code for form in lexicons.country_forms.get(text, ())}
    if len(forms) == 1:
        return forms.pop()
    item = identifier_of(text)
    return next((country.code for country in lexicons.countries if country.qid == item), None)


@lru_cache(maxsize=_REMEMBERED)
def date_of(text: str) -> str | None:
    """The day, month or year that a text starts with in ISO 8601, None when it is none.

    A month or a day 00, as Wikidata writes what it does not know, is left out.

    >>> date_of("2019-05-20T00:00:00Z"), date_of("+2019-00-00"), date_of("2019-02-30")
    ('2019-05-20', '2019', None)
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    parts = list(takewhile(lambda part: part and part != "00", match.groups()))
    try:
        date(*map(int, [*parts, "1", "1"][:3]))
    except ValueError:
        return None
    return "-".join(parts)


def _http(iri: str) -> str:
    """The IRI with schema.org's older scheme."""
    return f"http://schema.org/{iri.removeprefix(_HTTPS_SCHEMA)}" if iri.startswith(_HTTPS_SCHEMA) else iri
