"""Names by their look and by the tables: people, outlets, agencies, places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from kg.model import Span
from kg.read.words import BylineWord, words

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_NAME_WORDS: Final = 5
# No name is longer; the longest line with several names that was seen has 150 characters.
LONGEST_NAMES: Final = 200

_WORD: Final = re.compile(r"[^\s,;|/•·&()–—:]+|[,;|/•·&()–—:]")
_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word or sign of the line; ``form`` is case-folded, without a full stop at its end."""

    text: str
    form: str
    span: Span


class NamePart(Enum):
    """What a stretch between two signs is."""

    NAME = auto()
    ROLE = auto()
    OTHER = auto()
    WRONG = auto()


def split_words(text: str, base: int) -> tuple[NameWord, ...]:
    """The words and signs of a line, with their spans in the article."""
    return tuple(
        NameWord(m.group(), m.group().casefold().rstrip("."), Span(base + m.start(), base + m.end()))
        for m in _WORD.finditer(text)
    )


def classify(group: Sequence[NameWord]) -> NamePart:
    """Whether words are a person's name, some other proper name, or prose."""
    table = words()
    never, particles = table.bylines[BylineWord.NEVER], table.bylines[BylineWord.PARTICLE]
    dated = sum(word.form in table.dates for word in group)
    for word in group:
        capital = word.text[:1].isupper() or word.form in particles
        if not capital or word.form in never or not _NAME_WORD.fullmatch(word.text):
            return NamePart.WRONG
    if dated == len(group) or not group:
        return NamePart.WRONG
    full = 1 < len(group) <= MOST_NAME_WORDS and group[-1].form not in particles
    return NamePart.NAME if full and not is_place(" ".join(word.text for word in group)) else NamePart.OTHER


def is_place(text: str) -> bool:
    """Whether the text is the name of a country or a seat of government."""
    return text.casefold() in words().places


def is_capital(text: str) -> bool:
    """Whether the text is the name of a capital."""
    return text.casefold() in words().capitals


def is_name(text: str) -> bool:
    """Whether the text looks like the full name of a person and nothing else.

    >>> is_name("Ada van der Lind"), is_name("The Ledger"), is_name("Talks resume")
    (True, False, False)
    """
    return len(text) <= LONGEST_NAMES and classify(split_words(text, 0)) is NamePart.NAME


def is_full_name(text: str) -> bool:
    """Whether the text is a person's name that begins with a known given name."""
    return is_name(text) and begins_with_given_name(text)


def begins_with_given_name(text: str) -> bool:
    """Whether the first word is a known given name."""
    return text.split(maxsplit=1)[0].casefold() in words().given_names


def is_known_outlet(name: str) -> bool:
    """Whether the name is that of an outlet in the tables, with or without "The"."""
    folded = " ".join(name.split()).casefold()
    return folded in words().outlets or folded.removeprefix("the ") in words().outlets


def is_agency(name: str) -> bool:
    """Whether the name is that of a news agency in the tables, with or without "The"."""
    return " ".join(name.split()).casefold().removeprefix("the ") in words().agencies


def is_outlet(text: str) -> bool:
    """Whether the text is the name of an outlet, known or by a word such as "Times"."""
    if len(text) > LONGEST_NAMES or is_known_outlet(text):
        return len(text) <= LONGEST_NAMES
    forms = [word.form for word in split_words(text, 0)]
    own = words().bylines[BylineWord.OUTLET]
    return 1 < len(forms) <= MOST_NAME_WORDS and not own.isdisjoint(forms) and text[:1].isupper()
