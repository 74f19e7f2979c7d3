"""The tokens of a Doc that are words: names are read without the white space between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, compress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.extractors.columns import Columns

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Kept:
    """The tokens of white space, and of each token whether it is a word and how many stand before it.

    All are empty when no token is white space: then tokens and words are numbered alike.
    """

    white: frozenset[int]
    mask: Sequence[bool]
    place: Sequence[int]

    @classmethod
    def read(cls, columns: Columns) -> Kept:
        """The tokens that are no white space."""
        if not columns.white:
            return cls(frozenset(), (), ())
        mask = [True] * len(columns.word)
        for token in columns.white:
            mask[token] = False
        return cls(frozenset(columns.white), mask, tuple(accumulate(mask, initial=0)))

    def of(self, column: Sequence[_Entry]) -> tuple[_Entry, ...]:
        """The entries of the words."""
        return tuple(compress(column, self.mask)) if self.mask else tuple(column)

    def places(self, tokens: Sequence[int]) -> Sequence[int]:
        """The numbers of those tokens that are words."""
        return [self.place[i] for i in tokens if self.mask[i]] if self.mask else tokens

    def heads(self, heads: Sequence[int]) -> tuple[int, ...]:
        """The syntactic head of each word; a word that hangs on blanks is its own."""
        if not self.mask:
            return tuple(heads)
        mask, place = self.mask, self.place
        if self.white.isdisjoint(heads):
            return tuple(map(place.__getitem__, compress(heads, mask)))
        return tuple([place[up if mask[up] else i] for i, up in enumerate(heads) if mask[i]])

    def runs(self, named: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        """The first word of each name, the one after it, and its label; one of blanks only is left out."""
        for first, last, label in named:
            run = (self.place[first], self.place[last]) if self.mask else (first, last)
            if run[0] < run[1]:
                yield *run, label
