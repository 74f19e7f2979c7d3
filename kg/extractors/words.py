"""A parsed article becomes flat rows of words: what the rules read instead of spaCy's objects.

Reading the attributes once and by column keeps the rules fast and lets tests build the rows from
a hand-made Doc. White-space tokens are left out, so that "New  York" with two blanks is two
neighbouring words; a line break between two blocks shows as a change of ``block``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extractors.columns import columns_of
from kg.extractors.kept import Kept
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from kg.extractors.columns import Columns, Form
    from kg.model import Article, BlockKind

NO_BLOCK = -1
_BLANKS = "\n\r\t\v\f\xa0\u2009\u202f"


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
    the number of its sentence. ``blocks`` are the words of each block that holds any, ``labelled`` the runs
    that the model labelled as names, both in text order.
    ``flat`` is the text with blanks for line ends, ``flat_lower`` that in lower case, ``form`` what is
    derived from each word.
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
    blocks: tuple[Run, ...]
    labelled: tuple[tuple[Run, str], ...]
    flat: str
    flat_lower: str
    form: tuple[Form, ...]

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
        try:
            return one >= 0 and other >= 0 and self.block[one] == self.block[other]
        except IndexError:
            return False

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
        sentence = self.sentence
        count = sentence[-1] + 1 if sentence else 0
        starts = [bisect_left(sentence, number) for number in range(count)]
        for first, last in pairwise([*starts, len(self)]):
            yield Span(self.start[first], self.end[last - 1])

    def beside(self, i: int, edge: int) -> str:
        """Word ``i`` in lower case if it stands in the block of word ``edge``, else ""."""
        return self.lower[i] if self.same_block(i, edge) else ""

    def at(self, span: Span) -> Run | None:
        """The words that lie wholly inside the characters, or None when there is none."""
        first = bisect_right(self.start, span.start - 1)
        last = bisect_right(self.end, span.end)
        return Run(first, last) if first < last else None


def read_words(doc: Doc | Columns, article: Article) -> Words:
    """The rows of a parsed article; the text of ``doc`` must equal ``article.text``.

    Raises ``ValueError`` when it does not: offsets would lie.
    """
    columns = columns_of(doc)
    if columns.text != article.text:
        message = f"the parsed text is not the text of {article.identifier}"
        raise ValueError(message)
    kept = Kept.read(columns)
    start = kept.of(columns.start)
    runs = _block_runs(article, start)
    block = _block_column(runs, len(start))
    kinds = dict(enumerate([block.kind for block in article.blocks]))
    flat = _flattened(article.text)
    return Words(
        text=article.text,
        word=kept.of(columns.word),
        lower=kept.of(columns.lower),
        start=start,
        end=kept.of(columns.end),
        tag=kept.of(columns.tag),
        dep=kept.of(columns.dep),
        head=kept.heads(columns.head),
        sentence=_sentences(runs, kept.places(columns.opening), len(start)),
        block=block,
        kind=tuple(map(kinds.get, block)),
        blocks=tuple([Run(first, last) for _, first, last in runs]),
        labelled=tuple([(Run(first, last), label) for first, last, label in kept.runs(columns.named)]),
        flat=flat,
        flat_lower=_lowered(flat),
        form=kept.of(columns.form),
    )


def _flattened(text: str) -> str:
    """The text with blanks for line ends; one pass for each sign is ten times as fast as a table of them."""
    for sign in _BLANKS:
        text = text.replace(sign, " ")
    return text


def _lowered(text: str) -> str:
    """The text in lower case, one character for one: the small form of "İ" is two."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _block_runs(article: Article, starts: Sequence[int]) -> list[tuple[int, int, int]]:
    """The number, the first word and the word after the last of each block that holds words."""
    found = []
    for number, block in enumerate(article.blocks):
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        if first < last:
            found.append((number, first, last))
    return found


def _block_column(runs: Sequence[tuple[int, int, int]], size: int) -> tuple[int, ...]:
    """For each word the index of the block it lies in."""
    column = [NO_BLOCK] * size
    for number, first, last in reversed(runs):
        column[first:last] = [number] * (last - first)
    return tuple(column)


def _sentences(runs: Iterable[tuple[int, int, int]], opening: Iterable[int], size: int) -> tuple[int, ...]:
    """For each word the number of its sentence; a new block starts a new sentence."""
    cuts = {*opening, *(edge for _, first, last in runs for edge in (first, last))} - {0, size}
    column: list[int] = []
    for number, (first, last) in enumerate(pairwise([0, *sorted(cuts), size])):
        column += [number] * (last - first)
    return tuple(column)
