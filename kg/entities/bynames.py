"""People called by their nation or their age: "the Spaniard", "the 36-year-old".

A noun for one national is a person and never the country. Who is meant is settled among the pronouns, by
how salient the people are at that point; here is what tells who can be meant: the countries and ages that
the article gives to people. An authority tells who is of another country; a namesake proves nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.authority import CandidateType
from kg.authority.tables import is_registered_only
from kg.entities.descriptions import singular
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import EntityKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kg.authority import Authority, Candidate
    from kg.entities.groups import Group
    from kg.entities.sources import Sources
    from kg.lexicons import Lexicons
    from kg.model import Span

_AGE = re.compile(r"(\d{1,3})-year-old")
_AGE_AFTER = re.compile(r",? (?:\(?(\d{1,3})\)?[,.;)]|an? (\d{1,3})-year-old\b)")
_AGE_BEFORE = re.compile(r"(\d{1,3})-year-old (?:[\w-]{1,20} ){0,2}$")
_SOMEBODY = re.compile(r"\b[Aa]n? (\d{1,3})-year-old\b")
_BEFORE = 60  # characters before a name in which its bearer's age may stand
_TITLE = 4  # words between a country and the name of one of its people
_POSSESSIVES = (["'s"], ["’s"])


@dataclass(frozen=True, slots=True)
class Byname:
    """Who can be meant: one of the ``fitting``, or when there are none anybody but the ``others``."""

    fitting: frozenset[Group]
    others: frozenset[Group]

    @classmethod
    def read(
        cls, told: Mapping[Group, Collection[str]], known: Mapping[Group, Collection[str]], asked: str
    ) -> Byname:
        """Whom the byname fits by what the article tells, and whom it does not by that or what is known."""
        fitting = frozenset(group for group, facts in told.items() if asked in facts)
        others = (group for table in (told, known) for group, facts in table.items() if asked not in facts)
        return cls(fitting, frozenset(others) - fitting)


def read_bynames(
    sources: Sources, groups: list[Group], asked: Mapping[Span, Span], authority: Authority | None
) -> dict[Span, Byname]:
    """The sources that are called by their nation or age and point back to somebody.

    ``asked`` are the sources, each with the noun phrase around it. A national is taken out of the
    country's group; ``groups`` loses a country of which nothing else is mentioned.
    """
    nations = {span: code for span in asked if (code := _nation(sources, span, asked[span]))}
    ages = {span: age for span in asked if span not in sources.at and (age := _age(sources, span))}
    found: dict[Span, Byname] = {}
    if nations:
        told = _countries_of_people(sources)
        known = _known_countries(sources, authority, told)
        bynames = {code: Byname.read(told, known, code) for code in sorted(set(nations.values()))}
        _leave(sources, groups, nations)
        found |= {span: bynames[code] for span, code in nations.items() if _points_back(sources, asked[span])}
    if ages:
        told, nobodies = _ages_of_people(sources), _nobodies(sources.article.text)
        bynames = {age: Byname.read(told, {}, age) for age in sorted(set(ages.values()))}
        for span, age in ages.items():
            byname = bynames[age]
            if _points_back(sources, span) and (
                byname.fitting or nobodies.get(age, span.start) >= span.start
            ):
                found[span] = byname
    return found


def _leave(sources: Sources, groups: list[Group], nationals: Collection[Span]) -> None:
    """Take the nationals out of their countries' groups."""
    for country in dict.fromkeys([sources.at.pop(span) for span in nationals]):
        country.mentions = [mention for mention in country.mentions if mention.span not in nationals]
        country.spans.difference_update(nationals)
        if not country.mentions:
            groups.remove(country)


def _points_back(sources: Sources, span: Span) -> bool:
    """Whether a phrase means somebody who was mentioned before: "the", not "a"."""
    return _first_word(sources, span) in load_source_words()[SourceGroup.DEFINITE]


def _first_word(sources: Sources, span: Span) -> str:
    """The first word of a phrase, whatever its case."""
    return span.of(sources.article.text).partition(" ")[0].casefold()


def _age(sources: Sources, span: Span) -> str:
    """The age that a phrase ends in: "the 36-year-old"; "" when it is none."""
    found = _AGE.fullmatch(span.of(sources.article.text).rpartition(" ")[2])
    return found.group(1) if found else ""


def _nation(sources: Sources, span: Span, whole: Span) -> str:
    """The code of the country of whose people the source is one: "the Spaniard"; "" when it is none."""
    group = sources.at.get(span)
    if group is None or group.kind is not EntityKind.COUNTRY or whole.end != span.end:
        return ""
    determined = _first_word(sources, whole) in load_source_words()[SourceGroup.DETERMINER]
    word = span.of(sources.article.text)
    return group.key if determined and _is_one_national(word, sources.lexicons) else ""


def _is_one_national(word: str, lexicons: Lexicons) -> bool:
    """Whether the word is a noun for one of a people, with another for several: "Spaniard", no "Swiss"."""
    rows = lexicons.country_forms.get(word, ())
    people = {form for row in rows if row.people for form in row.country.people}
    return any(form != word and singular(form) == word for form in people)


def _people(sources: Sources) -> Iterator[tuple[Span, Group]]:
    """The names of people, in text order."""
    for mention in sources.mentions:
        group = sources.at.get(mention.span)
        if group is not None and group.kind is EntityKind.PERSON:
            yield mention.span, group


def _nobodies(text: str) -> dict[str, int]:
    """Where the text has "a" person of an age first, by the age."""
    found: dict[str, int] = {}
    for somebody in _SOMEBODY.finditer(text):
        found.setdefault(somebody.group(1), somebody.start())
    return found


def _ages_of_people(sources: Sources) -> dict[Group, set[str]]:
    """The ages that the article gives to people: "Lind, 36,", "36-year-old engineer Eva Lind"."""
    text = sources.article.text
    ages: dict[Group, set[str]] = defaultdict(set)
    for span, group in _people(sources):
        before = text[max(span.start - _BEFORE, 0) : span.start]
        age = _AGE_AFTER.match(text, span.end) or _AGE_BEFORE.search(before)
        if age:
            ages[group].add(age.group(age.lastindex or 1))
    return ages


def _countries_of_people(sources: Sources) -> dict[Group, set[str]]:
    """The codes of the countries that the article gives to people."""
    found: dict[Group, set[str]] = defaultdict(set)
    for tenure in sources.tenures:
        if tenure.country is not None:
            found[tenure.holder].add(tenure.country.key)
    for person, country in _beside_countries(sources):
        found[person].add(country.key)
    return found


def _beside_countries(sources: Sources) -> Iterator[tuple[Group, Group]]:
    """The people beside a country's name or adjective, each with the country: "Spain's Eva Lind"."""
    text, at = sources.article.text, sources.at
    links = load_source_words()[SourceGroup.LINK]
    for one, other in pairwise([mention for mention in sources.mentions if mention.span in at]):
        between = text[one.span.end : other.span.start].split()
        kinds = (one.kind, other.kind)
        if kinds == (EntityKind.COUNTRY, EntityKind.PERSON):
            owned = between[:1] in _POSSESSIVES
            title = between[owned:]
            titled = len(title) <= _TITLE and sources.lexicons.title_row(" ".join(title)) is not None
            if (owned or one.form is MentionForm.ADJECTIVE) and (titled or not title):
                yield at[other.span], at[one.span]
        elif kinds == (EntityKind.PERSON, EntityKind.COUNTRY) and len(between) == 1 and between[0] in links:
            yield at[one.span], at[other.span]


def _known_countries(
    sources: Sources, authority: Authority | None, told: Mapping[Group, Collection[str]]
) -> dict[Group, set[str]]:
    """The codes that an authority gives to all notable people of a name: "Spanish tennis player"."""
    found: dict[Group, set[str]] = {}
    for group in dict.fromkeys(group for _, group in _people(sources)):
        if authority is not None and group not in told and " " in group.longest:
            people = [one for one in authority.people(group.longest) if one.type is CandidateType.PERSON]
            codes = [_countries_of(one, sources.lexicons) for one in people if not is_registered_only(one)]
            if shared := set.intersection(*codes) if codes else set():
                found[group] = shared
    return found


def _countries_of(candidate: Candidate, lexicons: Lexicons) -> set[str]:
    """The codes of the countries where an authority places somebody."""
    rows = lexicons.country_forms.get(candidate.description.partition(" ")[0], ())
    return {*candidate.countries, *(row.country.code for row in rows)}
