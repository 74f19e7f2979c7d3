"""Where a name begins and ends: what the model took in too much is cut, what it left out is added."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

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
_BARE = frozenset({"'", "’"})
_OPEN = frozenset("\"'“”‘’«»([{-–—:;,.•*…/|#@`")


@cache
def last_words(lexicons: Lexicons) -> frozenset[str]:
    """The words that end, or stand anywhere in, the name of a body."""
    return frozenset(r.word.lower() for r in lexicons.org_words if r.position is not WordPosition.FIRST)


@cache
def first_words(lexicons: Lexicons) -> frozenset[str]:
    """The words that begin, or stand anywhere in, the name of a body."""
    return frozenset(r.word.lower() for r in lexicons.org_words if r.position is not WordPosition.LAST)


@cache
def body_words(lexicons: Lexicons) -> frozenset[str]:
    """The words that begin or end the name of a body, or stand anywhere in it."""
    return first_words(lexicons) | last_words(lexicons)


@cache
def place_words(lexicons: Lexicons) -> frozenset[str]:
    """The words that begin or end the names of places."""
    return frozenset(row.word.lower() for row in lexicons.place_words)


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
        elif (
            title is not None and title.last <= last and _strips(words, title, last, lexicons, person=person)
        ):
            if is_hyphenated(words, title.last, title.last - 1) or (
                title.last == last and is_addressed(words, first, lexicons)
            ):
                break  # "Haji-Ioannou", "Mr Major"
            first = title.last
        elif first + 3 < last and is_prefix(words, first):
            first += 3
        elif words.word[first].islower() and first + 1 < last and _leads(words, first, person=person):
            first += 1
        else:
            break
    last = _trim_end(words, first, last, person=person)
    if last > first and not person and words.lower[last - 1] not in last_words(lexicons):
        last = _before_title(words, Run(first, last), titled)
    if first == last or words.lower[first] in LINKS:
        # "of Nordby": what a title was held in.
        return None
    return Run(first, last) if _has_capital(words, first, last) else None


def is_prefix(words: Words, i: int) -> bool:
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
        if person and last - first > 1:
            end = last - 1
            extra |= is_post_nominal(words, end) or _is_score(words, end) or words.word[end].islower()
        if not extra:
            break
        last -= 1
    return last


def _is_score(words: Words, i: int) -> bool:
    """Whether word ``i`` is of a result behind a player's name: "Anna Berg 6-4 6-1"."""
    return words.word[i] == "-" or words.word[i].isdigit()


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


def _strips(words: Words, title: Run, last: int, lexicons: Lexicons, *, person: bool) -> bool:
    """Whether a title at the start of a name is no part of it: always but in "Justice Ministry"."""
    if person or title.last == last:
        return True
    return words.tag[title.last] not in _NAME_TAGS and not owns_body(words, title.last, lexicons)


def owns_body(words: Words, apostrophe: int, lexicons: Lexicons) -> bool:
    """Whether a bare apostrophe joins the members of a body to it: "the National Farmers' Union"."""
    members, body = apostrophe - 1, apostrophe + 1
    return (
        words.word[apostrophe] in _BARE
        and words.same_block(members, body)
        and words.word[members][:1].isupper()
        and words.word[body][:1].isupper()
        and words.lower[body] in body_words(lexicons)
    )


def _has_capital(words: Words, first: int, last: int) -> bool:
    """Whether the run holds a capital letter."""
    return words.word[first][:1].isupper() or any(
        c.isupper() for word in words.word[first:last] for c in word
    )
