"""A parsed article becomes flat rows of words: what the rules read instead of spaCy's objects.

Reading the attributes once and by column keeps the rules fast and lets tests build the rows from
a hand-made Doc. White-space tokens are left out, so that "New  York" with two blanks is two
neighbouring words; a line break between two blocks shows as a change of ``block``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kg.model import Article

NO_BLOCK = -1


@dataclass(frozen=True, slots=True)
class Run:
    """The words from ``first`` to ``last`` (exclusive) of one article; never empty."""

    first: int
    last: int

    def overlaps(self, other: Run) -> bool:
        """Whether the two runs share a word."""
        return self.first < other.last and other.first < self.last

    def covers(self, other: Run) -> bool:
        """Whether every word of ``other`` is in this run."""
        return self.first <= other.first and other.last <= self.last

    def __len__(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one article by column; every column has one entry for each word.

    ``head`` is the index of the syntactic head (a root's is its own), ``block`` the index of the
    word's block in ``Article.blocks`` or ``NO_BLOCK``, ``kind`` that block's kind, ``sentence``
    the number of its sentence. ``labelled`` are the runs the model labelled as names, in order.
    """

    text: str
    word: tuple[str, ...]
    lower: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    sentence: tuple[int, ...]
    block: tuple[int, ...]
    kind: tuple[BlockKind | None, ...]
    labelled: tuple[tuple[Run, str], ...]

    def __len__(self) -> int:
        return len(self.word)

    def span(self, run: Run) -> Span:
        """The characters from the first to the last word of the run."""
        return Span(self.start[run.first], self.end[run.last - 1])

    def bare_span(self, run: Run, form: str) -> Span:
        """The characters of a run that ends as ``form`` does, without the stop of its sentence."""
        end = self.end[run.last - 1]
        stop = self.word[run.last - 1].endswith(".") and not form.endswith(".")
        return Span(self.start[run.first], end - stop)

    def of(self, run: Run) -> str:
        """The words of the run joined by single blanks, whatever the text has between them."""
        return " ".join(self.word[run.first : run.last])

    def printed(self, run: Run) -> str:
        """The characters of the run as printed."""
        return self.text[self.start[run.first] : self.end[run.last - 1]]

    def same_block(self, one: int, other: int) -> bool:
        """Whether both indexes are words of one block."""
        return 0 <= one < len(self) and 0 <= other < len(self) and self.block[one] == self.block[other]

    def ending_at(self, end: int, first: int) -> int | None:
        """The word from ``first`` on that ends at this character, or has only its full stop behind it.

        "X." at the end of a sentence can be one word.
        """
        i = bisect_left(self.end, end, first)
        if i == len(self) or self.start[i] >= end:
            return None
        return i if self.end[i] == end or (self.end[i] == end + 1 and self.word[i][-1] == ".") else None

    def sentence_spans(self) -> Iterator[Span]:
        """The characters of each sentence, in text order."""
        first = 0
        for i in range(1, len(self) + 1):
            if i == len(self) or self.sentence[i] != self.sentence[first]:
                yield self.span(Run(first, i))
                first = i

    def at(self, span: Span) -> Run | None:
        """The words that lie wholly inside the characters, or None when there is none."""
        first = bisect_right(self.start, span.start - 1)
        last = bisect_right(self.end, span.end)
        return Run(first, last) if first < last else None


def read_words(doc: Doc, article: Article) -> Words:
    """The rows of a parsed article; ``doc.text`` must equal ``article.text``.

    Raises ``ValueError`` when it does not: offsets would lie.
    """
    if doc.text != article.text:
        message = f"the parsed text is not the text of {article.identifier}"
        raise ValueError(message)
    kept = [token for token in doc if not token.is_space]
    place = {token.i: i for i, token in enumerate(kept)}
    starts = tuple([token.idx for token in kept])
    word = tuple([token.text for token in kept])
    blocks = tuple(_blocks(article, starts))
    heads = [token.head.i for token in kept]
    opening = [bool(token.is_sent_start) for token in kept]
    return Words(
        text=article.text,
        word=word,
        lower=tuple([text.lower() for text in word]),
        start=starts,
        end=tuple([start + len(text) for start, text in zip(starts, word, strict=True)]),
        tag=tuple([token.tag_ for token in kept]),
        dep=tuple([token.dep_ for token in kept]),
        head=tuple([place.get(head, i) for i, head in enumerate(heads)]),
        sentence=tuple(_sentences(blocks, opening)),
        block=blocks,
        kind=tuple([article.blocks[b].kind if b != NO_BLOCK else None for b in blocks]),
        labelled=tuple(_labelled(doc, place)),
    )


def _blocks(article: Article, starts: Sequence[int]) -> Iterator[int]:
    """For each word start the index of the block it lies in."""
    current = 0
    for start in starts:
        while current < len(article.blocks) and article.blocks[current].span.end <= start:
            current += 1
        inside = current < len(article.blocks) and article.blocks[current].span.start <= start
        yield current if inside else NO_BLOCK


def _sentences(blocks: Sequence[int], starts: Sequence[bool]) -> Iterator[int]:
    """For each word the number of its sentence; a new block starts a new sentence."""
    number = 0
    for i, starts_here in enumerate(starts):
        number += i > 0 and (starts_here or blocks[i] != blocks[i - 1])
        yield number


def _labelled(doc: Doc, place: dict[int, int]) -> Iterator[tuple[Run, str]]:
    """The model's entities as runs of kept words; one of blanks only is left out."""
    for ent in doc.ents:
        inside = [place[i] for i in range(ent.start, ent.end) if i in place]
        if inside:
            yield Run(inside[0], inside[-1] + 1), ent.label_
