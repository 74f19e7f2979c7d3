"""Whether two printed forms can be names of one thing; plain functions of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_ACRONYM = re.compile(r"(?:[A-Z][A-Z0-9&-]{1,7}|(?:[A-Z]\.){2,6})")
_PARTS = re.compile(r"[^\W\d_]+")
_HYPHENED = 3  # letters at most of what stands before a hyphen: "al", "ash"

LONGEST = 16
"""Words of a name; parts of longer names are not looked for."""


def bare_form(name: str) -> str:
    """The name on one line, without a leading article.

    >>> bare_form("the  Global Times")
    'Global Times'
    """
    plain = " ".join(name.split())
    article = _ARTICLE.match(plain)
    return plain[article.end() :] if article else plain


def is_acronym(name: str) -> bool:
    """Whether the name has the form of an acronym.

    >>> is_acronym("NATO"), is_acronym("U.N."), is_acronym("Nato")
    (True, True, False)
    """
    return _ACRONYM.fullmatch(name) is not None


def initials(name: str) -> frozenset[str]:
    """The acronyms that the name can have: of its capital words, and of all its words.

    >>> sorted(initials("Federal Bureau of Investigation"))
    ['FBI', 'FBOI']
    """
    words = _PARTS.findall(name)
    if len(words) < 2:  # noqa: PLR2004  # one word has no acronym
        return frozenset()
    capital = "".join(word[0] for word in words if word[0].isupper())
    return frozenset({capital, "".join(word[0] for word in words).upper()})


def same_full_name(one: str, other: str) -> bool:
    """Whether two names of two words or more can be one person's.

    The shorter one's words stand in the longer one in order, an initial for any word it begins,
    and the last words are equal unless the shorter name starts the longer.

    >>> same_full_name("Vladimir Vladimirovich Putin", "V. Putin")
    True
    >>> same_full_name("Hillary Clinton", "Bill Clinton")
    False
    """
    long, short = one.casefold().split(), other.casefold().split()
    if len(long) < len(short):
        long, short = short, long
    if len(short) < 2:  # noqa: PLR2004
        return False
    if long[-1] != short[-1] and long[: len(short)] != short:
        return False
    return _in_order(short, long)


def _in_order(short: list[str], long: list[str]) -> bool:
    """Whether each word of ``short`` is found in ``long``, from left to right."""
    rest = iter(long)
    return all(any(_same_word(word, other) for other in rest) for word in short)


def _same_word(one: str, other: str) -> bool:
    """Whether the words are equal or one is an initial of the other."""
    if one == other:
        return True
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def without_article(surname: str) -> tuple[str, ...]:
    """The surname without a short first part before a hyphen: "sisi" for "el-sisi"; else empty."""
    article, hyphen, rest = surname.partition("-")
    return (rest,) if hyphen and rest and len(article) <= _HYPHENED else ()


def parts_of(words: Sequence[str]) -> set[tuple[str, str]]:
    """What a shorter name of the person has: the last word with one of the initials, or the first words."""
    last = {(words[-1], word[0]) for word in words}
    return last | {(" ".join(words[:k]), "") for k in range(2, min(len(words), LONGEST) + 1)}
