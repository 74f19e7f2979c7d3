"""Where a name begins and ends: what the model took in too much is cut, what it left out is added."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.acronyms import begins_name
from kg.extractors.addressed import is_addressed
from kg.extractors.words import Run
from kg.lexicons import LabelKind, WordPosition
from kg.lexicons.name_words import NameGroup, load_name_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extractors.words import Words
    from kg.lexicons import Lexicons

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_COMMON_TAGS = frozenset({"NN", "NNS", "JJ"})
NOUN_TAGS = _NAME_TAGS | _COMMON_TAGS
"""The tags of words that can be proper nouns."""

LINKS = frozenset({"of", "for"})
_AND = frozenset({"and", "&"})
_LISTING = frozenset({"and", "&", ","})
_SMALL = frozenset({"the", "of", "for"})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’", "`s", "´s"})
_OPEN = frozenset("\"'“”‘’«»([{-–—:;,.•*…/|#@`")


@cache
def last_words(lexicons: Lexicons) -> frozenset[str]:
    """The words that end, or stand anywhere in, the name of a body."""
    return frozenset(r.word.lower() for r in lexicons.org_words if r.position is not WordPosition.FIRST)


@cache
def first_words(lexicons: Lexicons) -> frozenset[str]:
    """The words that begin, or stand anywhere in, the name of a body."""
    return frozenset(r.word.lower() for r in lexicons.org_words if r.position is not WordPosition.LAST)


def ends_as_body(words: Words, run: Run, lexicons: Lexicons) -> bool:
    """Whether a name of this form is the name of a body: "… University", "Ministry of …"."""
    if words.lower[run.last - 1] in last_words(lexicons):
        return True
    return len(run) > 1 and words.lower[run.first] in first_words(lexicons)


def is_proper(words: Words, i: int) -> bool:
    """Whether word ``i`` is a proper noun with a capital, or a noun all in capitals."""
    word, tag = words.word[i], words.tag[i]
    if tag in _NAME_TAGS:
        return word[:1].isupper()
    return tag in _COMMON_TAGS and len(word) > 1 and word.isupper() and word.isalpha()


def is_hyphenated(words: Words, i: int, edge: int) -> bool:
    """Whether word ``i`` belongs to the name at ``edge`` by a hyphen without blanks: "Cheuk-yan"."""
    hyphen = i if words.same_block(i, edge) and words.word[i] == "-" else edge
    if words.word[hyphen] != "-" or not words.same_block(hyphen - 1, hyphen + 1):
        return False
    return words.end[hyphen - 1] == words.start[hyphen] and words.end[hyphen] == words.start[hyphen + 1]


def trim_name(
    words: Words, run: Run, titled: Mapping[int, Run], kind: LabelKind, lexicons: Lexicons
) -> Run | None:
    """The bare name in the run: no article, title, quotation mark or possessive ending; else None."""
    first, last = run.first, run.last
    person = kind is LabelKind.PERSON
    while first < last:
        title = titled.get(first)
        if words.word[first] in _OPEN or words.lower[first] in load_name_words()[NameGroup.DETERMINER]:
            first += 1
        elif title is not None and title.last <= last and _strips(words, title, last, person=person):
            if is_hyphenated(words, title.last, title.last - 1) or (
                title.last == last and is_addressed(words, first, lexicons)
            ):
                break  # "Haji-Ioannou", "Mr Major"
            first = title.last
        elif first + 3 < last and _is_prefix(words, first):
            first += 3
        elif words.word[first].islower() and first + 1 < last and _leads(words, first, person=person):
            first += 1
        else:
            break
    last = _trim_end(words, first, last, person=person)
    if last > first and not person and words.lower[last - 1] not in last_words(lexicons):
        last = _before_title(words, Run(first, last), titled)
    return Run(first, last) if first < last and _has_capital(words, first, last) else None


def _is_prefix(words: Words, i: int) -> bool:
    """Whether word ``i`` is joined by a hyphen to a name it is no part of: "pro-Nordby Fisheries Party"."""
    return i >= 0 and words.word[i] in load_name_words()[NameGroup.PREFIX] and words.word[i + 1] == "-"


def _leads(words: Words, i: int, *, person: bool) -> bool:
    """Whether a lower-case word at the start of a name is a common noun before it: "charity Nordhilfe"."""
    groups = load_name_words()
    if person:
        return words.lower[i] not in groups[NameGroup.JOINER]
    return words.lower[i] in groups[NameGroup.BODY_NOUN] and words.word[i + 1][:1].isupper()


def _trim_end(words: Words, first: int, last: int, *, person: bool) -> int:
    """Where the name ends without possessives, marks, days of the week and, for people, common words."""
    days = load_name_words()[NameGroup.CALENDAR]
    while last > first:
        lower = words.lower[last - 1]
        extra = lower in _APOSTROPHES or words.word[last - 1] in _OPEN or (lower in days and last - first > 1)
        extra |= person and last - first > 1 and is_post_nominal(words, last - 1)
        if not (extra or (person and words.word[last - 1].islower() and last - first > 1)):
            break
        last -= 1
    return last


def is_post_nominal(words: Words, i: int) -> bool:
    """Whether word ``i`` is letters behind a person's name: "KC", "PhD"."""
    return words.word[i][:1].isupper() and words.lower[i] in load_name_words()[NameGroup.POST_NOMINAL]


def _before_title(words: Words, run: Run, titled: Mapping[int, Run]) -> int:
    """Where a body's name ends when a title follows in it: "State Department Spokesperson"."""
    small = load_name_words()[NameGroup.TITLE_MODIFIER]
    closing = next(
        (t for i in range(run.last - 1, run.first, -1) if (t := titled.get(i)) and t.last == run.last), None
    )
    last = run.last
    if closing is not None and LINKS.isdisjoint(words.lower[run.first : run.last]):
        last = closing.first
    if closing is not None or titled.get(run.last) is not None:
        while last > run.first and words.lower[last - 1] in small:
            last -= 1
    return last


def _strips(words: Words, title: Run, last: int, *, person: bool) -> bool:
    """Whether a title at the start of a name is no part of it: always but in "Justice Ministry"."""
    return person or title.last == last or words.tag[title.last] not in _NAME_TAGS


def _has_capital(words: Words, first: int, last: int) -> bool:
    """Whether the run holds a capital letter."""
    return any(any(c.isupper() for c in words.word[i]) for i in range(first, last))


@dataclass(frozen=True, slots=True)
class Claims:
    """Which words are spoken for: those of candidates with the model's labels, and those no name takes in."""

    taken: Mapping[int, tuple[Run, LabelKind]]
    fence: frozenset[int]


def grow_name(words: Words, run: Run, kind: LabelKind, claims: Claims, lexicons: Lexicons) -> Run:
    """The run with the words that belong to it: "Kasama … School", "… Commission for Latin America"."""
    first, last = run.first, run.last
    person = kind is LabelKind.PERSON
    while _joins(words, first - 1, first, claims) and not _is_prefix(words, first - 3):
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
    if i in claims.taken or i in claims.fence or not words.same_block(i, edge):
        return False
    if words.lower[i] in load_name_words()[NameGroup.CALENDAR] or is_post_nominal(words, i):
        return False
    return words.sentence[i] == words.sentence[edge] and is_proper(words, i)


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
