"""A parsed article becomes flat rows of words: what the rules read instead of spaCy's objects.

Reading the attributes once and by column keeps the rules fast and lets tests build the rows from
a hand-made Doc. White-space tokens are left out, so that "New  York" with two blanks is two
neighbouring words; a line break between two blocks shows as a change of ``block``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add
from typing import TYPE_CHECKING

from kg.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kg.model import Article

NO_BLOCK = -1
HEAD = re.compile(r"\w+")
"""The first run of letters and digits of a word or form."""

_BLANKS = "\n\r\t\v\f\xa0\u2009\u202f"

_COLUMNS: list[int | str] = [
    "IS_SPACE",
    "IDX",
    "ORTH",
    "TAG",
    "DEP",
    "HEAD",
    "SENT_START",
    "SPACY",
    "ENT_IOB",
    "ENT_TYPE",
]
_INSIDE, _BEGINS = 1, 3  # of ENT_IOB: a word inside a name, the first word of one


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
        starts = [i for i, (one, other) in enumerate(pairwise(self.sentence), 1) if one != other]
        for first, last in pairwise([0, *starts, len(self)] if self.word else ()):
            yield Span(self.start[first], self.end[last - 1])

    def at(self, span: Span) -> Run | None:
        """The words that lie wholly inside the characters, or None when there is none."""
        first = bisect_right(self.start, span.start - 1)
        last = bisect_right(self.end, span.end)
        return Run(first, last) if first < last else None


def read_words(doc: Doc, article: Article) -> Words:
    """The rows of a parsed article; ``doc.text`` must equal ``article.text``.

    Raises ``ValueError`` when it does not: offsets would lie.
    """
    table = doc.to_array(_COLUMNS)
    columns = table.T.tolist()
    strings = _strings(doc, columns)
    _check_text(columns, strings, article)
    _, idx, orth, tags, deps, _, opens, *_ = columns
    kept = (table[:, 0] == 0).nonzero()[0].tolist()
    place = {number: i for i, number in enumerate(kept)}
    first = {number: _head(strings[number]) for number in set(orth)}
    lower = {number: strings[number].lower() for number in first}
    lower_first = {number: head.lower() for number, head in first.items()}
    flat = _flattened(article.text)
    starts = [idx[i] for i in kept]
    keys = [orth[i] for i in kept]
    word = [strings[key] for key in keys]
    blocks = _blocks(article, starts)
    kinds = dict(enumerate([block.kind for block in article.blocks]))
    return Words(
        text=article.text,
        word=tuple(word),
        lower=tuple([lower[key] for key in keys]),
        start=tuple(starts),
        end=tuple(map(add, starts, map(len, word))),
        tag=tuple([strings[tags[i]] for i in kept]),
        dep=tuple([strings[deps[i]] for i in kept]),
        head=tuple(_heads(table[:, 5].astype("int64").tolist(), place)),
        sentence=tuple(_sentences(blocks, [opens[i] == 1 for i in kept])),
        block=tuple(blocks),
        kind=tuple(map(kinds.get, blocks)),
        labelled=tuple(_labelled(columns, strings, place)),
        flat=flat,
        flat_lower=_lowered(flat),
        heads=tuple([first[key] for key in keys]),
        lower_heads=tuple([lower_first[key] for key in keys]),
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


def _head(word: str) -> str:
    """The first run of letters and digits in the word's beginning."""
    if word.isalnum():
        return word
    match = HEAD.match(word)
    return match.group() if match else ""


def _heads(steps: Sequence[int], place: Mapping[int, int]) -> Iterator[int]:
    """For each kept word its syntactic head, ``steps`` words on; a word that hangs on blanks is its own."""
    for number, i in place.items():
        yield place.get(number + steps[number], i)


def _strings(doc: Doc, columns: Sequence[Sequence[int]]) -> Mapping[int, str]:
    """The strings of the words, tags, relations and labels, each asked for once."""
    store = doc.vocab.strings
    _, _, words, tags, deps, *_, labels = columns
    return {number: store[number] for number in {*words, *tags, *deps, *labels}}


def _check_text(columns: Sequence[Sequence[int]], strings: Mapping[int, str], article: Article) -> None:
    """Raise ``ValueError`` when the words and the blanks behind them are not the article's text.

    ``Doc.text`` asks for every token and costs a tenth of all that is done here.
    """
    blanks = columns[7]
    text = "".join(
        [strings[n] + " " if blank else strings[n] for n, blank in zip(columns[2], blanks, strict=True)]
    )
    if text != article.text:
        message = f"the parsed text is not the text of {article.identifier}"
        raise ValueError(message)


def _blocks(article: Article, starts: Sequence[int]) -> list[int]:
    """For each word start the index of the block it lies in."""
    found = [NO_BLOCK] * len(starts)
    for number in reversed(range(len(article.blocks))):
        span = article.blocks[number].span
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        found[first:last] = [number] * (last - first)
    return found


def _sentences(blocks: Sequence[int], starts: Sequence[bool]) -> Iterator[int]:
    """For each word the number of its sentence; a new block starts a new sentence."""
    fresh = [here or one != other for here, (one, other) in zip(starts[1:], pairwise(blocks), strict=True)]
    return accumulate(fresh, initial=0) if starts else iter(())


def _labelled(
    columns: Sequence[Sequence[int]], strings: Mapping[int, str], place: Mapping[int, int]
) -> Iterator[tuple[Run, str]]:
    """The model's entities as runs of kept words; one of blanks only is left out."""
    inside, labels = columns[-2:]
    begun = [i for i, sign in enumerate(inside) if sign == _BEGINS and labels[i]]
    for first in begun:
        last = first + 1
        while last < len(inside) and inside[last] == _INSIDE:
            last += 1
        kept = [place[i] for i in range(first, last) if i in place]
        if kept:
            yield Run(kept[0], kept[-1] + 1), strings[labels[first]]
