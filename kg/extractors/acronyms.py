"""Acronyms beside the names they stand for, and initials printed as one word with a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extractors.words import Run

if TYPE_CHECKING:
    from kg.extractors.words import Words

INITIALLED = re.compile(r"[A-Z]\.[A-Z][a-z]\S+")
"""A person's initial and name printed as one word: "U.Khurelsukh"."""

_FEWEST = 2  # capitals of an acronym
_LONGEST = 16  # words that an acronym stands for
_OPENING, _CLOSING = frozenset("([,"), frozenset(")],")
_ADDED = 8  # words that a list adds to a name, its joining words among them
_LISTING = frozenset({",", "and", "&"})


def abbreviates(letters: str, name: str) -> bool:
    """Whether the letters are an acronym of the name: capitals that stand in it in this order.

    >>> abbreviates("NAMDIA", "Namib Desert Diamonds"), abbreviates("DIA", "Namib Desert Diamonds")
    (True, False)
    """
    short = [c for c in letters.removesuffix("s") if c.isalnum()]
    capitals = sum(c.isupper() for c in short)
    if capitals < _FEWEST or 2 * capitals < len(short) or " " not in name:
        return False
    rest = iter(name.casefold())
    return name[0].casefold() == short[0].casefold() and all(c.casefold() in rest for c in short)


def acronym_after(words: Words, run: Run) -> str:
    """The acronym that stands for the run in brackets straight after it, or ""."""
    close = run.last + 2
    if not words.same_block(run.last - 1, close) or words.word[run.last] not in _OPENING:
        return ""
    letters = words.word[run.last + 1]
    return letters if words.word[close] in _CLOSING and abbreviates(letters, words.of(run)) else ""


def listed_name(words: Words, run: Run) -> Run | None:
    """The longer run that the acronym in brackets after the run stands for: lists are cut in several names.

    "Nurses, Midwives and Carers Union (NMCU)" from its last words on. None where the acronym stands for
    the run itself, for nothing before it, or where no list stands there.
    """
    letters = _bracketed(words, run, run.last)
    if not letters or acronym_after(words, run):
        return None
    first, listed = run.last, False
    while words.same_block(first - 1, run.first) and run.last - first < _LONGEST:
        first -= 1
        listed |= words.lower[first] in _LISTING
        if not words.word[first][:1].isupper() and words.lower[first] not in _LISTING:
            return None
        if listed and words.word[first][0] == letters[0] and _spelled(words, Run(first, run.last), letters):
            return Run(first, run.last)
    return None


def name_up_to_acronym(words: Words, run: Run) -> Run | None:
    """The run with what a list adds to it, where the acronym in brackets stands for both.

    "Society of Ports" in "Society of Ports and Carriers (SPC)". None where no list follows.
    """
    last, joined = run.last, False
    while words.same_block(run.first, last) and last < run.last + _ADDED:
        if words.word[last] == "(":
            break
        if not words.word[last][:1].isupper() and words.lower[last] not in _LISTING:
            return None
        joined |= words.lower[last] in _LISTING
        last += 1
    letters, whole = _bracketed(words, run, last) if joined else "", Run(run.first, last)
    known = bool(letters) and abbreviates(letters, words.of(whole))
    return whole if known and _ends(words, whole, letters) else None


def _bracketed(words: Words, run: Run, bracket: int) -> str:
    """The capitals of an acronym in brackets, of which the first is a word of the run's block, or ""."""
    close = bracket + 2
    if not words.same_block(run.first, close) or (words.word[bracket], words.word[close]) != ("(", ")"):
        return ""
    letters = words.word[bracket + 1]
    return letters if len(letters) > _FEWEST and letters.isupper() else ""


def _ends(words: Words, run: Run, letters: str) -> bool:
    """Whether the last letter is the initial of the last word: the list belongs to the name."""
    return words.word[run.last - 1][0] == letters[-1] and _spelled(words, run, letters)


def _spelled(words: Words, run: Run, letters: str) -> bool:
    """Whether the letters are initials of the run's words, in their order."""
    initials = (word[0] for word in words.word[run.first : run.last])
    return all(letter in initials for letter in letters)


def begins_name(words: Words, run: Run, i: int) -> bool:
    """Whether word ``i`` after the run begins a name of its own: "U.Khurelsukh", or an acronym of the run."""
    word = words.word[i]
    if INITIALLED.fullmatch(word):
        return True
    if not word.isupper() or len(run) > _LONGEST:
        return False
    return abbreviates(word, words.of(run).removeprefix("the ").removeprefix("The "))
