"""Where in an article the words stand that the word lists know: one look-up for each word.

The lists are large, and a look-up in each of them for each word would cost more than all that is done
with what they find; what they know of a word is kept, because words come again from article to article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extractors.columns import first_run
from kg.extractors.gazetteer import description_gazetteer, name_gazetteer, title_gazetteer
from kg.extractors.nominals import person_nouns
from kg.lexicons.pronouns import load_pronouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.words import Words
    from kg.lexicons import Lexicons

_REMEMBERED = 50_000  # words, some 5 MB; in news all but the names and numbers met once
_UNKNOWN: tuple[int, ...] = ()  # most words; one value serves for all


@dataclass(frozen=True, slots=True)
class Places:
    """The words of an article that can begin a name, a body's description or a title of the tables.

    ``nouns`` are those that end the titles and functions of people, ``pronouns`` the personal pronouns.
    """

    names: Sequence[int]
    descriptions: Sequence[int]
    titles: Sequence[int]
    nouns: Sequence[int]
    pronouns: Sequence[int]


class _Uses(dict[str, tuple[int, ...]]):
    """For each word the columns of ``Places`` that it belongs in."""

    def __init__(self, lexicons: Lexicons) -> None:
        super().__init__()
        self._names = name_gazetteer(lexicons).forms
        self._descriptions = description_gazetteer(lexicons).forms
        self._titles = title_gazetteer(lexicons).forms
        self._nouns = person_nouns(lexicons)
        self._pronouns = load_pronouns()

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        start, lower = first_run(word), word.lower()
        known = (
            start in self._names,
            start in self._descriptions,
            start.lower() in self._titles,
            lower in self._nouns,
            lower in self._pronouns,
        )
        uses = self[word] = tuple(k for k, is_known in enumerate(known) if is_known) or _UNKNOWN
        return uses


@lru_cache(maxsize=1)
def _uses(lexicons: Lexicons) -> _Uses:
    """What the lists in use know of each word."""
    return _Uses(lexicons)


def find_places(words: Words, lexicons: Lexicons) -> Places:
    """Where the words stand that the lists know."""
    columns: tuple[list[int], ...] = ([], [], [], [], [])
    for i, uses in enumerate(map(_uses(lexicons).__getitem__, words.word)):
        for k in uses:
            columns[k].append(i)
    return Places(*columns)
