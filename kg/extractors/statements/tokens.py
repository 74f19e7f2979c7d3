"""The tokens of a Doc as plain columns: read once, then every rule works on lists and offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_SPACE = "SPACE"
_EDGE_MARKS = frozenset(",;:—–-. \t\n\r\f\v\xa0")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Columns of a Doc, one entry a token, and what the rules ask of them.

    ``first`` and ``last`` are the edges of a token's subtree; ``sentence`` and ``block`` number
    the token's sentence and block; ``quotation`` is the number of the outermost quotation that
    holds the token, -1 outside (the marks themselves belong to it).
    """

    text: str
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    first: list[int]
    last: list[int]
    sentence: list[int]
    bounds: list[tuple[int, int]]
    quotation: list[int]
    children: list[list[int]] = field(default_factory=list)

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.word)

    def child(self, token: int, *deps: str) -> Iterator[int]:
        """The children of a token that hang on it by one of these relations, in text order."""
        return (c for c in self.children[token] if self.dep[c] in deps)

    def one(self, token: int, *deps: str) -> int | None:
        """The first such child, or None."""
        return next(self.child(token, *deps), None)

    def low(self, token: int) -> str:
        """The word in lower case."""
        return self.lower[token]

    def quoted(self, block: range) -> dict[int, list[int]]:
        """The tokens of a block inside quotation marks, by the number of their quotation, in order."""
        found: dict[int, list[int]] = {}
        for token in block:
            if self.quotation[token] >= 0:
                found.setdefault(self.quotation[token], []).append(token)
        return dict(sorted(found.items()))

    def span(self, first: int, last: int) -> Span | None:
        """The characters from one token to another, both included, blanks and marks at the ends cut."""
        while first <= last and (self.pos[first] == _SPACE or self.word[first] in _EDGE_MARKS):
            first += 1
        while last >= first and (self.pos[last] == _SPACE or self.word[last] in _EDGE_MARKS):
            last -= 1
        return Span(self.start[first], self.end[last]) if first <= last else None

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """The characters of a set of tokens as few spans; blanks and marks at their ends are cut."""
        groups: list[list[int]] = []
        for token in sorted(tokens):
            if groups and token == groups[-1][1] + 1:
                groups[-1][1] = token
            else:
                groups.append([token, token])
        return tuple(s for a, b in groups if (s := self.span(a, b)) is not None)

    def exact(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """The characters of a set of tokens, neighbours joined, marks kept."""
        spans: list[Span] = []
        for token in sorted(tokens):
            if spans and not self.text[spans[-1].end : self.start[token]].strip():
                spans[-1] = Span(spans[-1].start, self.end[token])
            else:
                spans.append(Span(self.start[token], self.end[token]))
        return tuple(spans)

    def within(self, span: Span) -> range:
        """The tokens that lie in a span."""
        return range(bisect_left(self.start, span.start), bisect_right(self.end, span.end))
