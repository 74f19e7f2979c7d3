"""Where the model has run several names into one: they are cut apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.acronyms import begins_name
from kg.extractors.boundaries import LINKS, ends_as_body
from kg.extractors.joining import are_members
from kg.extractors.words import Run
from kg.lexicons import LabelKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extractors.words import Words
    from kg.lexicons import Lexicons

_CUTS = frozenset({",", "(", ")", ";", ":", "/", "[", "]", "—", "–", "|", "…"})
_COMMON = 4  # letters; shorter words in lower case are parts of names ("van", "bin", "wa")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Splitter:
    """What tells names apart: the words, how often the model labels each name, the surnames of people."""

    words: Words
    lexicons: Lexicons
    labelled: Counter[str]
    surnames: frozenset[str]

    @classmethod
    def read(cls, words: Words, lexicons: Lexicons) -> Splitter:
        """The splitter of an article."""
        labelled = Counter(words.of(run) for run, _ in words.labelled)
        surnames = frozenset(
            words.word[run.last - 1]
            for run, label in words.labelled
            if lexicons.entity_types.get(label) is LabelKind.PERSON
        )
        return cls(words, lexicons, labelled, surnames)

    def split(self, run: Run, kind: LabelKind = LabelKind.NONE) -> Iterator[Run]:
        """The run cut where one name ends and another begins: blocks, commas, "and" between bodies."""
        words, first = self.words, run.first
        if len(run) == 1 and words.word[first] not in _CUTS:
            yield run
            return
        for i in range(run.first, run.last):
            belongs = kind is LabelKind.PERSON and (
                self._belongs(first, i, run.last) or self._tells(first, i, run.last)
            )
            if belongs or self._parts(first, i, run.last):
                if i > first:
                    yield Run(first, i)
                first = i + 1
            elif i > first and begins_name(words, Run(first, i), i):
                yield Run(first, i)
                first = i
            if i + 1 < run.last and i >= first and not words.same_block(i, i + 1):
                yield Run(first, i + 1)
                first = i + 1
        if first < run.last:
            yield Run(first, run.last)

    def _parts(self, first: int, i: int, last: int) -> bool:
        """Whether word ``i`` stands between two names and belongs to neither."""
        if self.words.word[i] in _CUTS:
            return True
        if not first < i < last - 1:
            return False
        left, right, word = Run(first, i), Run(i + 1, last), self.words.lower[i]
        if word == "and":
            return self._two_bodies(left, right) or self._own_names(left, right)
        if word == "-":
            return self._stands_free(i) or (len(left) > 1 and self._body(left) and self._other(right))
        person = len(left) == 1 and self.words.word[first] in self.surnames
        if word in _POSSESSIVE:
            members = are_members(self.words, i, self.lexicons)
            return self._body(right) and (person or self._body(left)) and not members
        return word == "in" and person

    def _belongs(self, first: int, i: int, last: int) -> bool:
        """Whether word ``i`` says whose a person is, behind a name in full: "Anna Lind of Nordby"."""
        if self.words.lower[i] != "of" or i - first < 2 or i + 1 == last:  # noqa: PLR2004  # a name in full
            return False
        return all(form.lower() not in self.lexicons.title_forms for form in self.words.word[first:i])

    def _tells(self, first: int, i: int, last: int) -> bool:
        """Whether word ``i`` is a common word between two people: "Berg taunts Lind"."""
        word = self.words.word[i]
        return first < i < last - 1 and len(word) >= _COMMON and word.isalpha() and word.islower()

    def _stands_free(self, i: int) -> bool:
        """Whether blanks stand on both sides of word ``i``."""
        words = self.words
        return words.end[i - 1] < words.start[i] and words.end[i] < words.start[i + 1]

    def _body(self, run: Run) -> bool:
        skip = len(run) > 1 and self.words.lower[run.first] == "the"
        return ends_as_body(self.words, Run(run.first + skip, run.last), self.lexicons)

    def _two_bodies(self, left: Run, right: Run) -> bool:
        """Whether both are names of bodies: "the Ministry of Health and the National Council of Women"."""
        lower = self.words.lower
        link = next((k for k in range(right.first + 1, right.last) if lower[k] in LINKS), right.last)
        return self._body(left) and self._body(Run(right.first, link))

    def _own_names(self, left: Run, right: Run) -> bool:
        """Whether one of them is a name elsewhere in the article and both together are not."""
        words, labelled = self.words, self.labelled
        if labelled[words.of(Run(left.first, right.last))] > 1:
            return False
        return any(words.word[run.first][:1].isupper() and labelled[words.of(run)] for run in (left, right))

    def _other(self, run: Run) -> bool:
        """Whether the words behind a hyphen name another body, or the country of this one."""
        name = self.words.of(run)
        return name in self.lexicons.country_forms or (len(run) > 1 and self._body(run))
