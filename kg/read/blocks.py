"""The blocks of an article and the metadata that its own lines tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Block, BlockKind, Credit, Span
from kg.read.datelines import find_dateline
from kg.read.header import read_lines
from kg.read.lines import split_lines
from kg.read.reading import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.read.reading import Reading
    from kg.read.stamps import Moment

_TEXT_KINDS = frozenset((BlockKind.HEADLINE, BlockKind.DEK, BlockKind.PROSE, BlockKind.CAPTION))


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut up: its pieces in order, which with white space are all of it, and what they tell.

    ``moments`` come from stamps of the header, then of the foot, then from datelines.
    """

    pieces: tuple[Piece, ...]
    headline: str | None = None
    authors: tuple[Credit, ...] = ()
    photo_credits: tuple[Credit, ...] = ()
    moments: tuple[Moment, ...] = ()
    outlet: Credit | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The pieces that are part of the article."""
        return tuple(Block(piece.kind, piece.span) for piece in self.pieces if piece.kind)


def find_layout(text: str, title: str | None = None) -> Layout:
    """The layout of a text; ``title`` is the headline that a record tells."""
    lines = split_lines(text)
    readings, kinds = read_lines(lines, title)
    first = _first(kinds, readings)
    cut = [
        _pieces(text, reading, kind, first=at == first)
        for at, (reading, kind) in enumerate(zip(readings, kinds, strict=True))
    ]
    pieces = tuple(piece for line, _ in cut for piece in line)
    if not any(piece.kind in _TEXT_KINDS for piece in pieces):
        # Nothing but what looks like layout or metadata: then it is the text that somebody wants read.
        return Layout(tuple(Piece(BlockKind.PROSE, line.span) for line in lines))
    headline = next((p.span for p in pieces if p.kind is BlockKind.HEADLINE), None)
    return Layout(
        pieces,
        " ".join(headline.of(text).split()) if headline else None,
        _authors(readings, kinds),
        tuple(credit for reading in readings for credit in reading.photo_credits),
        (*_stamps(readings, kinds), *(moment for _, moments in cut for moment in moments)),
        next((reading.outlet for reading in readings if reading.outlet), None),
    )


def _first(kinds: Sequence[BlockKind], readings: Sequence[Reading]) -> int:
    """The line with the first prose; the number of lines when there is none."""
    return next(
        (at for at, reading in enumerate(readings) if reading.text and kinds[at] is BlockKind.PROSE),
        len(kinds),
    )


def _pieces(
    text: str, reading: Reading, kind: BlockKind, *, first: bool
) -> tuple[tuple[Piece, ...], tuple[Moment, ...]]:
    """The pieces of a line in order, and the moments of its dateline."""
    if reading.text is None:
        return reading.pieces, ()
    span = reading.text
    found = list(reading.pieces)
    dateline = find_dateline(span.of(text), first=first) if kind is BlockKind.PROSE else None
    if dateline:
        found.append(Piece(BlockKind.DATELINE, Span(span.start, span.start + dateline.end)))
        rest = span.of(text)[dateline.end :]
        span = Span(span.end - len(rest.lstrip()), span.end)
    if kind is BlockKind.HEADLINE and span.of(text).endswith(";"):
        found.append(Piece(None, Span(span.end - 1, span.end)))
        span = Span(span.start, span.end - 1)
    found.append(Piece(kind, span))
    return tuple(sorted(found, key=lambda piece: piece.span)), dateline.moments if dateline else ()


def _foot(readings: Sequence[Reading]) -> int:
    """The line after the last text."""
    return max((at + 1 for at, reading in enumerate(readings) if reading.text), default=0)


def _edges(readings: Sequence[Reading], kinds: Sequence[BlockKind]) -> Iterator[Reading]:
    """The readings of the header, then those of the foot: what stands between them is the body's."""
    yield from readings[: _first(kinds, readings) + 1]
    yield from readings[max(_foot(readings), _first(kinds, readings) + 1) :]


def _stamps(readings: Sequence[Reading], kinds: Sequence[BlockKind]) -> tuple[Moment, ...]:
    """The moments that header and foot tell."""
    return tuple(moment for reading in _edges(readings, kinds) for moment in reading.moments)


def _authors(readings: Sequence[Reading], kinds: Sequence[BlockKind]) -> tuple[Credit, ...]:
    """The authors that the header names, or else the foot; a name once."""
    head = readings[: _first(kinds, readings)]
    for group in (head, readings):
        found = {credit.name: credit for reading in reversed(group) for credit in reading.authors}
        if found:
            return tuple(sorted(found.values(), key=lambda credit: credit.span or Span(0, 1)))
    return ()
