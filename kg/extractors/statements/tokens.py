"""The tokens of a Doc as plain columns: read once, then every rule works on lists and offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extractors.columns import columns_of
from kg.extractors.statements.days import hang_days
from kg.extractors.statements.prefixes import govern_whole
from kg.extractors.statements.sentences import cut, openings, sentences
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from kg.extractors.columns import Columns
    from kg.extractors.statements.quotations import Quotation

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


def read_tokens(doc: Doc | Columns, quotations: Sequence[Quotation]) -> Tokens:
    """The rows of ``doc``; ``quotations`` are in text order and do not overlap."""
    columns = columns_of(doc)
    word, start, end = columns.word, columns.start, columns.end
    quoted = _quoted_ranges(start, end, quotations)
    quotation = [-1] * len(word)
    for number, inside in enumerate(quoted):
        quotation[inside.start : inside.stop] = [number] * len(inside)
    starts = [0] * len(word)
    for token in columns.opening:
        starts[token] = 1
    head, dep = list(columns.head), list(columns.dep)  # the names' too, and changed below
    head = cut(head, starts, openings=openings(word, starts, quoted))
    govern_whole(word, start, end, starts, head=head, dep=dep)
    hang_days(columns.lower, columns.lemma, head=head, dep=dep)
    sentence, bounds = sentences(starts)
    children = _children(head)
    first, last = _edges(head)
    return Tokens(
        text=columns.text,
        word=word,
        lower=columns.lower,
        lemma=columns.lemma,
        pos=columns.pos,
        tag=columns.tag,
        dep=dep,
        head=head,
        start=start,
        end=end,
        first=first,
        last=last,
        sentence=sentence,
        bounds=bounds,
        quotation=quotation,
        children=children,
    )


def _children(head: Sequence[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for token, parent in enumerate(head):
        if parent != token:
            children[parent].append(token)
    return children


def _edges(head: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first and last token of each subtree.

    Each edge moves up to the governor; in text order that reaches the root in one pass where no branches
    cross, and one more pass sees that nothing moves.
    """
    first, last = list(range(len(head))), list(range(len(head)))
    moved = True
    while moved:
        moved = False
        for token, up in enumerate(head):
            if first[token] < first[up]:
                first[up] = first[token]
                moved = True
        for token in range(len(head) - 1, -1, -1):
            up = head[token]
            if last[token] > last[up]:
                last[up] = last[token]
                moved = True
    return first, last


def _quoted_ranges(start: Sequence[int], end: Sequence[int], quotations: Sequence[Quotation]) -> list[range]:
    """The tokens that each quotation reaches into, a token that two share given to the first."""
    ranges: list[range] = []
    taken = 0
    for quotation in quotations:
        first = max(taken, bisect_right(end, quotation.span.start))
        taken = max(first, bisect_left(start, quotation.span.end))
        ranges.append(range(first, taken))
    return ranges
