"""Whether a person's or outlet's name at the end of a description is whom the description means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.entities.descriptions import POSSESSIVE, singular
from kg.entities.groups import BODIES
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.entities.descriptions import Description
    from kg.lexicons import Lexicons
    from kg.model import Span

_REST = re.compile(r"\s*(?:\([^()]*\))?(?:,[^\0]*)?")
_WORDS = 3  # of what an outlet is: "state news agency"


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a description: what the text prints between the two."""

    text: str
    name: Span
    parts: Description
    lexicons: Lexicons

    def is_called(self) -> bool:
        """Whether the rest of the phrase only tells what an outlet is: "the state-run TASS news agency"."""
        if self.parts.head not in load_name_words()[NameGroup.MEDIA]:
            return False
        before = self.text[self.parts.core.start : self.name.start].split()
        rest = self.text[self.name.end : self.parts.core.end].split()
        if not 0 < len(rest) <= _WORDS or rest[0].endswith(POSSESSIVE):
            return False
        return all(word.islower() for word in before + rest)

    def has_programme(self) -> bool:
        """Whether the rest of the phrase is a programme or page of a body: "the BBC's Newsday programme"."""
        if self.name.start != self.parts.core.start:
            return False
        rest = self.text[self.name.end : self.parts.span.end].split() or [""]
        nouns = load_source_words()[SourceGroup.PROGRAMME]
        return rest[0].startswith(POSSESSIVE) and rest[-1].casefold() in nouns

    def _is_programme(self) -> bool:
        """Whether one noun says that the name is a programme's: "Radio Nordby's Morning programme"."""
        rest = self.text[self.name.end : self.parts.span.end].split()
        return len(rest) == 1 and rest[0].casefold() in load_source_words()[SourceGroup.PROGRAMME]

    def speaks_for(self, kind: EntityKind) -> bool:
        """Whether the phrase only tells what a body of this kind is, or names what it sends or prints."""
        called = kind is EntityKind.OUTLET and (self.is_called() or self._is_programme())
        return called or (kind in BODIES and self.has_programme())

    def issues(self, kind: EntityKind) -> bool:
        """Whether a body of this kind wrote the paper that the phrase names.

        Its own are "a Nordmeter survey", "the survey that Nordmeter ran", "a survey conducted by Nordmeter"
        and an article "in" an outlet, but not a survey "about" it or one "seen by" it.
        """
        if self.name.start < self.parts.core.end:
            return True
        words = load_source_words()
        before = [word.casefold() for word in self.text[self.parts.core.end : self.name.start].split()]
        joints = [n for n, word in enumerate(before) if word in words[SourceGroup.STOP]]
        if not joints:
            return True
        joint = before[joints[-1]]
        if joint == "of" and self.parts.head in words[SourceGroup.TOPICAL]:
            return False
        if joint in words[SourceGroup.ISSUING]:
            return before[joints[-1] - 1] not in words[SourceGroup.READER] or not joints[-1]
        clause = joint in words[SourceGroup.RELATIVE] and not words[SourceGroup.READER].intersection(before)
        return clause or (joint == "in" and kind is EntityKind.OUTLET)

    def has_two_titles(self) -> bool:
        """Whether two titles stand before a person's name: "founder and chief executive Eva Lind"."""
        before, joining, title = self.text[self.parts.core.start : self.name.start].rpartition(" and ")
        forms = self.lexicons.title_forms
        held = title.strip().casefold() in forms
        return held and bool(joining) and before.casefold().rpartition(" ")[2] in forms

    def is_held(self) -> bool:
        """Whether the name ends the description behind the title that its bearer holds."""
        return self.name.end == self.parts.span.end and (self._holds() or self._is_titled())

    def _holds(self) -> bool:
        """Whether a person's name follows a title held in what the description begins with.

        That is a body, "Chamber of Shipping president X", or another name, "Wings of Nordby director X".
        """
        text = self.text
        before = text[self.parts.core.end : self.name.start].split()
        if not before or self.parts.core.end > self.name.start:
            return False
        body = self.parts.core.of(text).split()[-1]
        people = load_source_words()[SourceGroup.PEOPLE] | self.lexicons.title_forms.keys()
        named = body.casefold() in _body_words(self.lexicons) or (
            before[-2:][0][:1].isupper() and people.isdisjoint((self.parts.head, singular(self.parts.head)))
        )
        return body[:1].isupper() and named and before[-1] in self.lexicons.title_forms

    def _is_titled(self) -> bool:
        """Whether a long title without an article stands before a name: "secretary of the union Nordbund X".

        Behind a preposition or another title the name is in the complement: "lawyer for actor X".
        """
        before = self.text[self.parts.core.end : self.name.start].split()
        titled = (
            self.parts.core.start == self.parts.span.start and self.parts.head in self.lexicons.title_forms
        )
        words = load_source_words()
        if not titled or not before or before[-1][-1] == ",":
            return False
        last = before[-1].casefold()
        title = self.lexicons.title_forms.get(last)
        joins = last in words[SourceGroup.STOP] | words[SourceGroup.LINK]
        # "president of the Federated Farmers Eva Lind": several farmers are no title of hers.
        return not joins and (title is None or title.plural == last)

    def is_head(self) -> bool:
        """Whether the name holds the head noun, and only its acronym or a comment follows it."""
        if self.name.end == self.parts.core.end:
            return True
        holds = self.name.start < self.parts.core.end < self.name.end
        return holds and _REST.fullmatch(self.text, self.name.end, self.parts.span.end) is not None

    def is_apposed(self) -> bool:
        """Whether the name is apposed to the description: "the minister of ports, Mr. Lind".

        A body's may have an article: "the farmers' union, the NFU".
        """
        if self.name.end != self.parts.span.end and not self.text.startswith(",", self.name.end):
            return False
        between = self.text[self.parts.core.end : self.name.start]
        _, comma, title = between.rpartition(",")
        words = title.lower().split()
        if self.parts.head in load_source_words()[SourceGroup.BODY] and words[:1] == ["the"]:
            words = words[1:]
        return bool(comma) and (not words or words[-1] in self.lexicons.title_forms)


@cache
def _body_words(lexicons: Lexicons) -> frozenset[str]:
    """The words, in small letters, that begin or end the names of bodies."""
    return frozenset(row.word.casefold() for row in lexicons.org_words)


def words_outside(text: str, span: Span, names: Iterable[Span]) -> list[str]:
    """The words of a span that are in none of the names, which are in text order."""
    words: list[str] = []
    start = span.start
    for name in names:
        words += text[start : min(name.start, span.end)].split()
        start = max(start, name.end)
    return words + text[start : span.end].split()
