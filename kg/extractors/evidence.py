"""What each name of an article names, from everything the article and the tables say about it.

One name has one kind in one article. The model's labels are votes; a title before the name, an
age or a function after it, the form of the name itself and longer names that contain it weigh
more, because they are right more often. The weights were set on two corpora of news with names
marked and are worth no more digits than they have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extractors.candidates import ends_as_body
from kg.lexicons import Gender, LabelKind
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.extractors.candidates import Candidate
    from kg.extractors.words import Run, Words
    from kg.lexicons import Lexicons

Kind = EntityKind | None
"""What a name names; None is anything that the graph has no class for (a law, a festival, a breed)."""

_MODEL = {
    LabelKind.PERSON: EntityKind.PERSON,
    LabelKind.ORGANIZATION: EntityKind.ORGANIZATION,
    LabelKind.PLACE: EntityKind.PLACE,
}
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.]{1,7}s?$")
_AGE = re.compile(r"\d{1,3}$")


@dataclass(slots=True)
class Votes:
    """The weight of the evidence for each kind of one name."""

    weight: dict[Kind, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, kind: Kind, weight: float) -> None:
        """Count evidence for (or, when negative, against) a kind."""
        self.weight[kind] += weight

    def best(self) -> Kind:
        """The kind with most weight; None when nothing weighs more than nothing."""
        order = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE)
        kind = max(order, key=lambda one: self.weight[one])
        return kind if self.weight[kind] > max(self.weight[None], 0.0) else None


def name_key(words: Words, run: Run) -> str:
    """The name as the key of its evidence: its words, whatever their case or the blanks between."""
    return words.of(run).casefold()


def weigh_names(
    words: Words, candidates: Sequence[Candidate], titled: Mapping[int, Run], lexicons: Lexicons
) -> dict[str, Kind]:
    """The kind of every candidate's name, by ``name_key``; long names first, to prove short ones."""
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_name[name_key(words, one.run)].append(one)
    kinds: dict[str, Kind] = {}
    ends = {run.last: run for run in titled.values()}
    families = _Families()
    for name in sorted(by_name, key=lambda n: (-len(by_name[n][0].run), n)):
        uses = by_name[name]
        votes = Votes()
        _count_labels(votes, uses)
        _count_form(votes, words, uses[0].run, lexicons)
        for one in uses:
            _count_context(votes, words, one.run, ends, lexicons)
        families.count(votes, words, uses[0].run)
        kinds[name] = votes.best()
        families.learn(words, uses, kinds[name])
    return kinds


def _count_labels(votes: Votes, uses: Iterable[Candidate]) -> None:
    """The model's labels, by their share among the uses."""
    labels = [one.label for one in uses]
    for label in set(labels):
        share = labels.count(label) / len(labels)
        if label is LabelKind.NONE:
            votes.add(None, 1.0 * share)
        else:
            votes.add(_MODEL.get(label), 2.0 * share)


def _count_form(votes: Votes, words: Words, run: Run, lexicons: Lexicons) -> None:
    """What the form of the name says: a head word, a given name, capitals only."""
    first, last = words.word[run.first], words.lower[run.last - 1]
    if ends_as_body(words, run, lexicons) and len(run) > 1:
        votes.add(EntityKind.ORGANIZATION, 3.0)
        votes.add(EntityKind.PERSON, -1.5)
    if any(row.word.lower() == last for row in lexicons.place_words) and len(run) > 1:
        votes.add(EntityKind.PLACE, 2.5)
    if len(run) > 1 and lexicons.given_names.get(first, None) in (Gender.FEMALE, Gender.MALE):
        votes.add(EntityKind.PERSON, 1.5)
    if len(run) == 1 and _ACRONYM.fullmatch(first):
        votes.add(EntityKind.ORGANIZATION, 1.0)
        votes.add(EntityKind.PERSON, -1.5)


def _count_context(votes: Votes, words: Words, run: Run, ends: Mapping[int, Run], lexicons: Lexicons) -> None:
    """What stands before and after one use."""
    if run.first in ends:
        title = lexicons.title_forms.get(words.of(ends[run.first]).lower())
        if title is not None and title.before:
            votes.add(EntityKind.PERSON, 3.0)
    before = words.lower[run.first - 1] if words.same_block(run.first - 1, run.first) else ""
    if before == "the":
        votes.add(EntityKind.PERSON, -1.5)
        votes.add(EntityKind.ORGANIZATION, 0.4)
    after = [
        words.lower[i] if words.same_block(run.last - 1, i) else "" for i in range(run.last, run.last + 3)
    ]
    if after[0] == "," and _AGE.fullmatch(after[1]) and after[2] in {",", "."}:
        votes.add(EntityKind.PERSON, 3.0)
    if after[:2] == [",", "who"]:
        votes.add(EntityKind.PERSON, 1.5)
    if after[:2] == [",", "which"]:
        votes.add(EntityKind.PERSON, -1.0)


@dataclass(slots=True)
class _Families:
    """The words of names already decided, as evidence for shorter names made of them."""

    surnames: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    acronyms: dict[str, Kind] = field(default_factory=dict)

    def learn(self, words: Words, uses: Iterable[Candidate], kind: Kind) -> None:
        """Remember the parts of a decided name."""
        for one in uses:
            run = one.run
            if kind is EntityKind.PERSON and len(run) > 1:
                self.given.add(words.lower[run.first])
                self.surnames.update(words.lower[run.first + 1 : run.last])
            if kind is EntityKind.ORGANIZATION and len(run) > 1:
                close = run.last + 2
                if (
                    words.same_block(run.last - 1, close)
                    and words.word[run.last] == "("
                    and words.word[close] == ")"
                ):
                    self.acronyms[words.lower[run.last + 1]] = kind

    def count(self, votes: Votes, words: Words, run: Run) -> None:
        """Count what longer names say about this one."""
        if len(run) > 1:
            return
        word = words.lower[run.first]
        if word in self.surnames:
            votes.add(EntityKind.PERSON, 3.0)
        elif word in self.given:
            votes.add(EntityKind.PERSON, 2.0)
        if word in self.acronyms:
            votes.add(self.acronyms[word], 4.0)
