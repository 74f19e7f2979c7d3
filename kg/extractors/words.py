"""A parsed article becomes flat rows of words: what the rules read instead of spaCy's objects.

Reading the attributes once and by column keeps the rules fast and lets tests build the rows from
a hand-made Doc. White-space tokens are left out, so that "New  York" with two blanks is two
neighbouring words; a line break between two blocks shows as a change of ``block``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kg.model import Article

NO_BLOCK = -1
HEAD = re.compile(r"\w+")
"""The first run of letters and digits of a word or form."""

_BLANKS = str.maketrans("\n\r\t\v\f\xa0\u2009\u202f", " " * 8)

_COLUMNS: list[int | str] = ["IS_SPACE", "IDX", "ORTH", "TAG", "DEP", "HEAD", "SENT_START"]
_WRAP = 1 << 64  # an array of a Doc is unsigned: -1 is the largest number


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
    ``flat`` is the text with blanks for line ends, ``heads`` each word's first run of letters and
    digits ("" when it begins with another sign); both also in lower case.
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
    flat: str
    flat_lower: str
    heads: tuple[str, ...]
    lower_heads: tuple[str, ...]

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
        block = self.block
        size = len(block)
        return 0 <= one < size and 0 <= other < size and block[one] == block[other]

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
    rows = [row for row in enumerate(doc.to_array(_COLUMNS).tolist()) if not row[1][0]]
    strings = _strings(doc, (row for _, row in rows))
    place = {number: i for i, (number, _) in enumerate(rows)}
    first = {text: _head(text) for text in strings.values()}
    flat = article.text.translate(_BLANKS)
    starts = tuple([row[1] for _, row in rows])
    word = tuple([strings[row[2]] for _, row in rows])
    blocks = tuple(_blocks(article, starts))
    heads = [number + (row[5] - _WRAP if row[5] >= _WRAP // 2 else row[5]) for number, row in rows]
    opening = [row[6] == 1 for _, row in rows]
    return Words(
        text=article.text,
        word=word,
        lower=tuple([text.lower() for text in word]),
        start=starts,
        end=tuple([start + len(text) for start, text in zip(starts, word, strict=True)]),
        tag=tuple([strings[row[3]] for _, row in rows]),
        dep=tuple([strings[row[4]] for _, row in rows]),
        head=tuple([place.get(head, i) for i, head in enumerate(heads)]),
        sentence=tuple(_sentences(blocks, opening)),
        block=blocks,
        kind=tuple([article.blocks[b].kind if b != NO_BLOCK else None for b in blocks]),
        labelled=tuple(_labelled(doc, place)),
        flat=flat,
        flat_lower=_lowered(flat),
        heads=tuple([first[text] for text in word]),
        lower_heads=tuple([first[text].lower() for text in word]),
    )


def _lowered(text: str) -> str:
    """The text in lower case, one character for one: the small form of "İ" is two."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _head(word: str) -> str:
    """The first run of letters and digits in the word's beginning."""
    match = HEAD.match(word)
    return match.group() if match else ""


def _strings(doc: Doc, rows: Iterable[Sequence[int]]) -> Mapping[int, str]:
    """The strings of the words, tags and relations, each asked for once."""
    store = doc.vocab.strings
    return {number: store[number] for number in {number for row in rows for number in row[2:5]}}


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
