"""A line becomes its pieces, the text that is left of it, and the metadata it tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.model import BlockKind, Span
from kg.read.bylines import read_byline
from kg.read.captions import find_credit
from kg.read.labels import read_labelled
from kg.read.reading import Piece, Reading
from kg.read.stamped import read_stamp_and_text, read_text_and_stamp
from kg.read.stamps import MAX_STAMP_CHARACTERS, is_reading_time, scan_stamp
from kg.read.tokens import tokenize
from kg.read.words import words

if TYPE_CHECKING:
    from kg.read.lines import Line

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\d")
# A layout line with a tail ("Sign up for our morning briefing and get …") is short; a longer one is prose.
_LONGEST_LAYOUT: Final = 160


def read_line(line: Line, *, header: bool) -> Reading:
    """The reading of a line; labels, bylines and dates beside text are looked for in headers only."""
    if is_layout(line.text):
        return Reading((Piece(None, line.span),))
    if header and len(line.text) <= MAX_STAMP_CHARACTERS and is_reading_time(tokenize(line.text)):
        return Reading((Piece(None, line.span),))
    if header:
        return (
            _stamp(line)
            or read_labelled(line)
            or _byline(line)
            or read_text_and_stamp(line)
            or read_stamp_and_text(line)
            or read_body_line(line)
        )
    return _stamp(line) or read_body_line(line)


def read_body_line(line: Line) -> Reading:
    """The reading of a line of the body: a caption, a closing byline, or text."""
    base = line.span.start
    credit = find_credit(line.text, base)
    if credit:
        pieces = [Piece(BlockKind.CREDIT, Span(base + credit.start, base + credit.end))]
        caption = line.text[: credit.start].rstrip(" |")
        if caption:
            pieces.insert(0, Piece(BlockKind.CAPTION, Span(base, base + len(caption))))
        return Reading(tuple(pieces), photo_credits=credit.names)
    return _byline(line) or Reading(text=line.span)


def is_layout(text: str) -> bool:
    """Whether a line is no part of an article: a rule, a web address, a button, a copyright notice."""
    folded = text.casefold()
    if folded.rstrip(".:") in words().layout or not any(map(str.isalnum, text)):
        return True
    if len(text) <= _LONGEST_LAYOUT and folded.startswith(words().layout_starts):
        return True
    return _ADDRESS.fullmatch(text) is not None or all(word[0] in "{}\\" for word in text.split())


def _stamp(line: Line) -> Reading | None:
    """A line of date and hour alone."""
    if len(line.text) > MAX_STAMP_CHARACTERS or not _FIGURE.search(line.text):
        return None
    stamp = scan_stamp(tokenize(line.text))
    if stamp is None or not stamp.whole:
        return None
    pieces = (Piece(BlockKind.STAMP, line.span),)
    return Reading(pieces, moments=stamp.moments, anchor=bool(stamp.moments))


def _byline(line: Line) -> Reading | None:
    """A line that names who wrote the article."""
    byline = read_byline(line.text, line.span.start)
    if byline is None:
        return None
    return Reading((Piece(BlockKind.BYLINE, line.span),), authors=byline.authors, anchor=True)
