"""The tokens of a Doc as plain columns: read once, then every rule works on lists and offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from kg.extractors.statements.quotations import Quotation

_SPACE = "SPACE"
# Prose stays far below; lists and broken files do not.
_LONGEST_SENTENCE = 400
# Both marks, and more words than a title in marks has as a rule.
_SENTENCE_TOKENS = 6
_SENTENCE_ENDS = (".", "!", "?", "…")
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
        return range(self._at(span.start), self._after(span.end))

    def _at(self, offset: int) -> int:
        low, high = 0, len(self.start)
        while low < high:
            middle = (low + high) // 2
            if self.start[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def _after(self, offset: int) -> int:
        low, high = 0, len(self.end)
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def read_tokens(doc: Doc, quotations: Sequence[Quotation], text: str | None = None) -> Tokens:
    """The columns of ``doc``; ``quotations`` are in text order and do not overlap.

    ``text`` is the Doc's text where it is at hand: spaCy puts it together anew each time.
    """
    table = doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "SPACY"]).astype(
        "int64"
    )
    names = _Names(doc)
    word, lemma, pos, tag, dep = ([names[key] for key in column] for column in table.T[:5].tolist())
    start, end = _offsets(word, table.T[7].tolist())
    starts = table.T[6].tolist()
    quotation = _quotation_column(start, end, quotations)
    head = _cut(
        [token + offset for token, offset in enumerate(table.T[5].tolist())],
        starts,
        openings=_openings(word, starts, quotation),
    )
    sentence, bounds = _sentences(starts)
    children = _children(head)
    first, last = _edges(head)
    return Tokens(
        text=doc.text if text is None else text,
        word=word,
        lower=[w.lower() for w in word],
        lemma=[form.lower() for form in lemma],
        pos=pos,
        tag=tag,
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


class _Names(dict[int, str]):
    """Strings of the vocabulary by their key, looked up once each; key 0 is the empty string."""

    def __init__(self, doc: Doc) -> None:
        super().__init__({0: ""})
        self._strings = doc.vocab.strings

    def __missing__(self, key: int) -> str:
        # to_array gives unsigned keys; as signed numbers the upper half is negative.
        value = self._strings[key % 2**64]
        self[key] = value
        return value


def _offsets(word: Sequence[str], spaces: Sequence[int]) -> tuple[list[int], list[int]]:
    """Where each token starts and ends, from the words and the blanks after them."""
    start, end = [], []
    at = 0
    for text, space in zip(word, spaces, strict=True):
        start.append(at)
        at += len(text)
        end.append(at)
        at += 1 if space else 0
    return start, end


def _openings(word: Sequence[str], starts: Sequence[int], quotation: Sequence[int]) -> frozenset[int]:
    """The tokens that open a quotation of a whole sentence after a full stop that the parser overlooked.

    A stop that belongs to its token ("£84m.", "Inc.", "p.m.") may end the sentence too.
    """
    length = Counter(quotation)
    return frozenset(
        t
        for t in range(1, len(word) - 1)
        if quotation[t] > quotation[t - 1]
        and word[t - 1][-1:] in _SENTENCE_ENDS
        and 1 not in starts[t : t + 2]
        and word[t + 1][:1].isupper()
        and length[quotation[t]] >= _SENTENCE_TOKENS
    )


def _cut(head: list[int], starts: list[int], *, openings: frozenset[int]) -> list[int]:
    """The heads, cut at ``openings`` and where a sentence runs on without an end; ``starts`` is changed.

    The rules compare the verbs of a sentence with one another, in time that its square bounds.
    """
    cuts: list[int] = []
    begin = 0
    for token, start in enumerate(starts):
        if start == 1:
            begin = token
        elif token in openings or token - begin >= _LONGEST_SENTENCE:
            begin = token
            starts[token] = 1
            cuts.append(token)
    if not cuts:
        return head
    piece = [bisect_right(cuts, token) for token in range(len(head))]
    return [up if piece[up] == piece[token] else token for token, up in enumerate(head)]


def _sentences(starts: Sequence[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """Each token's sentence number, and the first and last token of each sentence."""
    sentence: list[int] = []
    bounds: list[tuple[int, int]] = []
    for token, start in enumerate(starts):
        if start == 1 or not bounds:
            bounds.append((token, token))
        bounds[-1] = (bounds[-1][0], token)
        sentence.append(len(bounds) - 1)
    return sentence, bounds


def _children(head: Sequence[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for token, parent in enumerate(head):
        if parent != token:
            children[parent].append(token)
    return children


def _edges(head: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first and last token of each subtree: every token widens all its governors."""
    first, last = list(range(len(head))), list(range(len(head)))
    for token in range(len(head)):
        at, steps = token, 0
        while head[at] != at and steps <= len(head):
            at = head[at]
            steps += 1
            if first[at] <= token <= last[at]:
                break
            first[at], last[at] = min(first[at], token), max(last[at], token)
    return first, last


def _quotation_column(start: Sequence[int], end: Sequence[int], quotations: Sequence[Quotation]) -> list[int]:
    """For each token the number of the quotation it lies in, -1 for none."""
    column = [-1] * len(start)
    current = 0
    for token in range(len(start)):
        while current < len(quotations) and quotations[current].span.end <= start[token]:
            current += 1
        if current < len(quotations) and quotations[current].span.start < end[token]:
            column[token] = current
    return column
