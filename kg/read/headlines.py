"""Whether a line can be a headline or dek: by its length, its words and its end."""

from __future__ import annotations

import re
from typing import Final

from kg.read.datelines import find_dateline
from kg.read.lines import ends_sentence
from kg.read.words import BylineWord, words

LONGEST_DEK: Final = 320
FEWEST_WORDS: Final = 4

_LONGEST_HEADLINE: Final = 200
# A sentence-case headline that was given a full stop: see ``_is_headlinese``.
_LONGEST_SENTENCE: Final = 110

_WORD: Final = re.compile(r"[^\W_][^\W_'’.-]*")
_SENTENCE_INSIDE: Final = re.compile(r"[.!?][\"”’]?\s+[\"“‘]?[A-Z]")


def letters(text: str) -> str:
    """The letters and figures of a text, case-folded: what two prints of a headline share."""
    return "".join(_WORD.findall(text.casefold()))


def is_prose(text: str) -> bool:
    """Whether a line can be neither headline nor dek: too long, several sentences, or a dispatch's first."""
    if len(text) > LONGEST_DEK or (ends_sentence(text) and find_dateline(text, first=True)):
        return True
    quoted = text[:1] in {'"', "“", "‘", "'"}
    return ends_sentence(text) and (
        quoted or (len(text) > _LONGEST_SENTENCE and bool(_SENTENCE_INSIDE.search(text)))
    )


def can_be_headline(text: str, following: str, *, adjoins: bool) -> bool:
    """Whether the first text of an article is its headline by its own look and by the text that follows.

    ``adjoins`` tells that no blank line stands between the two.
    """
    if len(text) > _LONGEST_HEADLINE or text.endswith((":", ",")) or is_prose(text):
        return False
    if adjoins and following[:1].islower():
        return False
    if not ends_sentence(text):
        return True
    if len(_WORD.findall(text)) < FEWEST_WORDS:
        return False
    return (
        _is_title_case(text)
        or find_dateline(following, first=True) is not None
        or (not adjoins and len(following) > len(text) and _is_headlinese(text))
    )


def can_be_dek(text: str) -> bool:
    """Whether a text can be a dek by its look: short, and not what leads over to something else."""
    return len(text) <= LONGEST_DEK and not text.endswith((":", ",")) and not is_prose(text)


def _is_title_case(text: str) -> bool:
    """Whether the words are capitalised as in a title: all but the small ones."""
    found = [word for word in _WORD.findall(text) if word.isalpha()]
    small = words().bylines[BylineWord.SMALL]
    return len(found) >= FEWEST_WORDS and all(word[0].isupper() or word in small for word in found)


def _is_headlinese(text: str) -> bool:
    """Whether a sentence is written as headlines are: short, one sentence, no article, no past report.

    Text archives add a full stop to headlines. First sentences of articles nearly always hold
    "a", "an" or "the"; headlines leave them out.
    """
    if len(text) > _LONGEST_SENTENCE or _SENTENCE_INSIDE.search(text):
        return False
    forms = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    return forms.isdisjoint(words().bylines[BylineWord.FULL])
