"""A described source or person taken apart: how it points, its head noun, who it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicons.name_words import NameGroup, load_name_words
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|[,;:()\[\]–—]")
_PARTICIPLE = "ing"
_BREAKS = frozenset(",;:()[]–—")
_NEAR = 600  # characters back to the one whom "the official" may mean; some four paragraphs
_WORDS = 3  # between an article and its noun: "a senior Treasury official"

POSSESSIVE = ("'s", "’s")
"""The endings of a noun in the genitive."""


@dataclass(frozen=True, slots=True)
class Description:
    """The parts of a noun phrase.

    ``definite`` is true for "the", "that", "these", "Italy's"; ``head`` is the lower-case head noun;
    ``core`` the characters from the first word after the determiners to the head noun;
    ``complement`` what follows the head noun but for the day and comments, None when nothing does.
    """

    span: Span
    definite: bool
    head: str
    core: Span
    complement: Span | None
    joined: bool

    def label(self, text: str) -> str:
        """The description as printed, without its determiner and on one line."""
        end = self.complement.end if self.complement else self.core.end
        return " ".join(text[self.core.start : end].split())


def describe(text: str, span: Span) -> Description:
    """The parts of the phrase at ``span``; a phrase without words is its own head."""
    words = list(_WORD.finditer(text, span.start, span.end))
    lower = [word.group().lower() for word in words]
    groups = load_source_words()
    k = 0
    definite = False
    while k < len(words) - 1 and lower[k] in groups[SourceGroup.DETERMINER]:
        if lower[k + 1] == "of":  # "one of them": the number is the head
            break
        definite |= lower[k] in groups[SourceGroup.DEFINITE]
        k += 1
    if k >= len(words):
        return Description(
            span, definite=False, head=span.of(text).lower(), core=span, complement=None, joined=False
        )
    stops = groups[SourceGroup.STOP]
    end = k + 1  # of the part that holds the head noun
    while end < len(words) and lower[end] not in _BREAKS and lower[end] not in stops:
        end += 1
    core = Span(words[k].start(), words[end - 1].end())
    definite |= lower[k].endswith(POSSESSIVE) and words[k].group()[0].isupper()
    rest = _complement(words, lower, end, span.end)
    return Description(span, definite, lower[end - 1], core, rest, "and" in lower[k:end])


def _complement(words: Sequence[re.Match[str]], lower: Sequence[str], first: int, end: int) -> Span | None:
    """What follows the head noun: "for Lind", without its day ("on Sunday") or a comment (", who …")."""
    days, stops = load_name_words()[NameGroup.CALENDAR], load_source_words()[SourceGroup.STOP]
    for i in range(first, len(words)):
        if lower[i] in days or _comments(words, i):
            last = i - (lower[i] in days and i > first and lower[i - 1] in stops)
            return Span(words[first].start(), words[last - 1].end()) if last > first else None
    return Span(words[first].start(), end) if first < len(words) else None


def _comments(words: Sequence[re.Match[str]], comma: int) -> bool:
    """Whether a comma opens what is told of somebody besides: ", who led it", ", speaking on television"."""
    if words[comma].group() != "," or comma + 1 == len(words):
        return False
    word = words[comma + 1].group()
    return word in load_source_words()[SourceGroup.RELATIVE] or (
        word.islower() and word.endswith(_PARTICIPLE)
    )


def singular(noun: str) -> str:
    """The noun without a plural ending, good enough to compare two nouns of one article.

    >>> singular("officials"), singular("ministries"), singular("people")
    ('official', 'ministry', 'people')
    """
    if noun.endswith("ies") and len(noun) > 4:  # noqa: PLR2004  # "ties", "pies"
        return noun[:-3] + "y"
    if noun.endswith("men"):
        return noun[:-3] + "man"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def link_words(text: str, span: Span) -> Iterator[Span]:
    """The spans of the words in ``span`` that join a description to the one it belongs to: "for", "of"."""
    links = load_source_words()[SourceGroup.LINK]
    for match in _WORD.finditer(text, span.start, span.end):
        if match.group().lower() in links:
            yield Span(match.start(), match.end())


def introduced(text: str, parts: Description, titles: Iterable[Span]) -> bool:
    """Whether the last use of the head noun before brings in somebody without a name: "an official".

    ``titles`` are the titles of those who are named.
    """
    start = max(parts.core.start - _NEAR, 0)
    at = text.rfind(f" {parts.head} ", start, parts.core.start) + 1
    if not at or any(title.start <= at < title.end for title in titles):
        return False
    words = load_source_words()
    indefinite = words[SourceGroup.DETERMINER] - words[SourceGroup.DEFINITE]
    before = text[start:at].split()[-_WORDS:]
    return any(word.casefold() in indefinite for word in before)
