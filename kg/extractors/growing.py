"""What belongs to a name beside what the model took in: "Kasama … School", "… for Latin America"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.acronyms import begins_name
from kg.extractors.boundaries import (
    LINKS,
    first_words,
    is_hyphenated,
    is_post_nominal,
    is_prefix,
    is_proper,
)
from kg.extractors.words import Run
from kg.lexicons import LabelKind
from kg.lexicons.name_words import NameGroup, load_name_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extractors.words import Words
    from kg.lexicons import Lexicons

_AND = frozenset({"and", "&"})
_LISTING = frozenset({"and", "&", ","})
_SMALL = frozenset({"the", "of", "for"})


@dataclass(frozen=True, slots=True)
class Claims:
    """Which words are spoken for: those of candidates with the model's labels, and those no name takes in."""

    taken: Mapping[int, tuple[Run, LabelKind]]
    fence: frozenset[int]


def grow_name(words: Words, run: Run, kind: LabelKind, claims: Claims, lexicons: Lexicons) -> Run:
    """The run with the words that belong to it: "Kasama … School", "… Commission for Latin America"."""
    first, last = run.first, run.last
    person = kind is LabelKind.PERSON
    while _joins(words, first - 1, first, claims) and not is_prefix(words, first - 3):
        first -= 1
    compound = person or kind is LabelKind.NONE
    while _adds(words, Run(first, last), claims, person=person) or (
        compound and is_hyphenated(words, last, last - 1)
    ):
        last += 1
    if person:
        return Run(first, _surname_end(words, last, claims))
    if words.lower[first] in first_words(lexicons) or words.lower[last - 1] in first_words(lexicons):
        link = next((i for i in range(first, last) if words.lower[i] in LINKS), None)
        listed = _list_end(words, link + 1, claims) if link is not None else 0
        last = max(last, listed, _complement(words, Run(first, last), claims))
        last = _campus(words, Run(first, last), claims)
    elif kind is LabelKind.ORGANIZATION:
        last = _second_country(words, Run(first, last), claims)
    forms = load_name_words()[NameGroup.LEGAL_FORM]
    if words.same_block(last - 1, last + 1) and words.word[last] == "," and words.lower[last + 1] in forms:
        last += 2
    while last > first + 1 and words.lower[last - 1] in _SMALL:
        last -= 1
    return Run(first, last)


def _surname_end(words: Words, last: int, claims: Claims) -> int:
    """Where a person's name ends when small words lead on to the surname: "Ursula von der Leyen"."""
    i = last
    particles = load_name_words()[NameGroup.PARTICLE]
    while words.same_block(last - 1, i) and words.word[i].islower() and words.lower[i] in particles:
        i += 1
    if i == last or not words.same_block(last - 1, i) or i in claims.fence or not is_proper(words, i):
        return last
    claim = claims.taken.get(i)
    return claim[0].last if claim is not None and claim[0].first == i else i + 1


def _adds(words: Words, run: Run, claims: Claims, *, person: bool) -> bool:
    """Whether the word after the run belongs to it: no name of its own, no acronym of the run."""
    i = run.last
    if not _joins(words, i, i - 1, claims):
        return False
    return person or not begins_name(words, run, i)


def _joins(words: Words, i: int, edge: int, claims: Claims) -> bool:
    """Whether word ``i`` beside the edge of a name is a capital proper noun that nothing else claims."""
    if not words.same_block(i, edge) or not is_proper(words, i) or i in claims.taken or i in claims.fence:
        return False
    if words.lower[i] in load_name_words()[NameGroup.CALENDAR] or is_post_nominal(words, i):
        return False
    return words.sentence[i] == words.sentence[edge]


def _complement(words: Words, run: Run, claims: Claims) -> int:
    """Where the name of a body ends when "of …" or "for …" goes on with it.

    "and" goes on only to words that the model does not call a name of their own. A second "of"
    before a name of the tables tells where the body is: "University of Sheffield of the UK".
    """
    last = run.last
    if not (words.same_block(last - 1, last) and words.lower[last] in LINKS):
        return last
    whole = last + 1 + (words.same_block(last, last + 1) and words.lower[last + 1] == "the")
    if whole in claims.fence and not LINKS.isdisjoint(words.lower[run.first : last]):
        return last
    listed = _list_end(words, last + 1, claims)
    if listed:
        return listed
    end, i = last, last + 1
    while words.same_block(last, i) and words.sentence[i] == words.sentence[last]:
        goes_on = words.lower[i] in _AND and _capital(words, i + 1, last)
        if words.lower[i] in load_name_words()[NameGroup.CALENDAR]:
            break
        if words.word[i][:1].isupper():
            end, i = i + 1, i + 1
        elif words.lower[i] in _SMALL or (goes_on and not _other_name(i + 1, claims, end)):
            i += 1
        else:
            break
    return end


def _campus(words: Words, run: Run, claims: Claims) -> int:
    """Where "University of Texas at Austin" ends: the place behind "at" tells one university from another."""
    last = run.last
    if LINKS.isdisjoint(words.lower[run.first : last]) or not words.same_block(run.first, last + 1):
        return last
    place = last + 1
    named = claims.taken.get(place)
    if words.lower[run.first] != "university" or words.lower[last] != "at" or not is_proper(words, place):
        return last
    if named is None:
        return place + 1
    return named[0].last if named[0].first == place and named[1] is LabelKind.PLACE else last


def _second_country(words: Words, run: Run, claims: Claims) -> int:
    """Where "… of Australia and New Zealand" ends: both names of the tables belong to the body's."""
    last = run.last
    if LINKS.isdisjoint(words.lower[run.first : last]) or last - 1 not in claims.fence:
        return last
    end = last + 1
    while words.same_block(last - 1, end) and end in claims.fence:
        end += 1
    return end if words.lower[last : last + 1] == ("and",) and end > last + 1 else last


def _capital(words: Words, i: int, near: int) -> bool:
    """Whether word ``i`` has a capital and stands in the block of ``near``."""
    return words.same_block(near, i) and words.word[i][:1].isupper()


def _list_end(words: Words, i: int, claims: Claims) -> int:
    """Where a list of fields ends, "A, B and C", all with capitals, no person; 0 when there is none."""
    commas, last = 0, 0
    start = i
    while _capital(words, i, start) or (words.same_block(start, i) and words.lower[i] in _LISTING):
        if i in claims.taken and claims.taken[i][1] is LabelKind.PERSON:
            return 0
        commas += words.word[i] == ","
        if words.lower[i] in _AND:
            last = i
        elif last and words.word[i] == ",":
            break
        i += 1
    return i if commas and last and last + 1 < i else 0


def _other_name(i: int, claims: Claims, end: int) -> bool:
    """Whether word ``i`` begins a name that the model found and that starts after ``end``."""
    return i in claims.taken and claims.taken[i][0].first == i >= end
