"""Pronouns, and noun phrases that describe people, as mentions whose entity is settled later."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.boundaries import is_post_nominal
from kg.extractors.words import NO_BLOCK, Run
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.lexicons.pronouns import load_pronouns
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import BlockKind, EntityKind, Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extractors.words import Words
    from kg.lexicons import Lexicons
    from kg.model import Span

_PROSE = frozenset({BlockKind.PROSE, BlockKind.CAPTION})
_FILLERS = frozenset({"MD", "RB"})  # between "it" and what it announces: "it would not be possible"
_FILLED = 5  # words on from "it"
_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "case", "quantmod", "predet", "advmod", "punct"}
)
_AFTER = frozenset({"prep", "pobj", "det", "amod", "compound", "poss", "case", "nmod", "nummod", "pcomp"})

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""The relations of the subject of a clause to its verb."""


@cache
def person_nouns(lexicons: Lexicons) -> frozenset[str]:
    """The last words of all titles and functions, singular and plural, and words for groups of people."""
    titles = {form.split()[-1].lower() for form in lexicons.title_forms}
    return frozenset(titles | load_source_words()[SourceGroup.PEOPLE])


def find_pronouns(words: Words, places: Iterable[int]) -> Iterator[tuple[Run, Mention]]:
    """The personal pronouns of prose and captions; ``places`` are the words that have the form of one."""
    pronouns = load_pronouns()
    for i in places:
        if words.kind[i] in _PROSE and (words.tag[i] in _PRONOUN_TAGS or words.word[i] == "I"):
            if words.lower[i] == "it" and _stands_for_nothing(words, i):
                continue
            kind = EntityKind.ORGANIZATION if pronouns[words.lower[i]].thing else EntityKind.PERSON
            run = Run(i, i + 1)
            yield run, Mention(words.span(run), kind, MentionForm.PRONOUN, rule="pronoun", confidence=0.7)


def _stands_for_nothing(words: Words, i: int) -> bool:
    """Whether "it" at word ``i`` only fills the subject's place: "it is clear that", "it seems"."""
    k = i + 1
    while words.same_block(i, k) and k < i + _FILLED and (words.tag[k] in _FILLERS or _is_be(words, k)):
        k += 1
    return words.same_block(i, k) and words.lower[k] in load_name_words()[NameGroup.EXPLETIVE]


def _is_be(words: Words, i: int) -> bool:
    """Whether the word is a form of "be"."""
    return words.lower[i] in load_name_words()[NameGroup.BE]


def find_descriptions(
    words: Words, named: frozenset[int], places: Iterable[int]
) -> Iterator[tuple[Run, Mention]]:
    """The noun phrases whose head noun is a function of people and no part of a name.

    ``places`` are the words that functions of people end in.
    """
    for i in places:
        if i - 1 in named and is_post_nominal(words, i):
            continue
        if i in named or words.kind[i] not in _PROSE or words.block[i] == NO_BLOCK:
            continue
        if words.tag[i] not in _NOUN_TAGS or words.dep[i] in {"compound", "nmod", "amod"}:
            continue
        run = _phrase(words, i)
        form = MentionForm.DESCRIPTION
        yield run, Mention(words.span(run), EntityKind.PERSON, form, rule="description", confidence=0.7)


def _phrase(words: Words, head: int) -> Run:
    """The noun phrase around its head, without relative clauses and appositions."""
    first, last = head, head + 1
    while first > 0 and words.same_block(first - 1, head) and _leads_to(words, first - 1, head, _BEFORE):
        first -= 1
    while words.same_block(head, last) and _leads_to(words, last, head, _AFTER):
        last += 1
    while words.dep[first] == "punct" and first < head:
        first += 1
    return Run(first, last)


def _leads_to(words: Words, i: int, head: int, allowed: frozenset[str], steps: int = 6) -> bool:
    """Whether the word hangs on ``head`` by relations of the allowed sort only."""
    while steps and i != head:
        if words.dep[i] not in allowed:
            return False
        i = words.head[i]
        steps -= 1
    return i == head


def find_subjects(words: Words, mentions: Iterable[tuple[Run, Mention]]) -> Iterator[Span]:
    """The spans of those mentions whose head word is the subject of a clause."""
    for run, mention in mentions:
        if not SUBJECTS.isdisjoint(words.dep[run.first : run.last]):
            yield mention.span
