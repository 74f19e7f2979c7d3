"""Lines of text with a date beside it become the text and a stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model import BlockKind, Credit, Span
from kg.read.bylines import read_byline
from kg.read.names import is_known_outlet, is_name, is_outlet
from kg.read.reading import Piece, Reading
from kg.read.stamps import MAX_STAMP_CHARACTERS, scan_stamp
from kg.read.tokens import tokenize
from kg.read.words import BylineWord, DateWord, words

if TYPE_CHECKING:
    from kg.read.lines import Line
    from kg.read.stamps import Stamp

_SEPARATORS: Final = "|•·–—-/"
_SIGNS: Final = frozenset(_SEPARATORS + ",)")
# A date at the end of a line takes at most so many words: "Wednesday, September 30, 2025, 11:59 p.m. (GMT)".
_STAMP_TOKENS: Final = 16


def read_text_and_stamp(line: Line) -> Reading | None:
    """A line that ends in a date: "By Ada Lind | 19 March 2025", "The Ledger | …", "Headline Friday, …"."""
    found = ending_stamp(line.text)
    if found is None:
        return None
    start, stamp = found
    tail = line.text[:start].rstrip()
    left = tail.rstrip(_SEPARATORS + ", ").lstrip("(").rstrip(")")
    if not left:
        return None
    base = line.span.start + line.text.index(left)
    span = Span(base, base + len(left))
    piece = Piece(BlockKind.STAMP, Span(line.span.start + start, line.span.end))
    byline = read_byline(left, base)
    if byline or (tail[-1] in _SEPARATORS and is_name(left) and not is_outlet(left)):
        authors = byline.authors if byline else (Credit(left, span),)
        pieces = (Piece(BlockKind.BYLINE, span), piece)
        return Reading(pieces, authors=authors, moments=stamp.moments, anchor=True)
    if (tail[-1] in _SIGNS and is_outlet(left)) or is_known_outlet(left):
        layout = Piece(None, Span(line.span.start, line.span.start + len(tail)))
        outlet = Credit(left, span)
        return Reading((layout, piece), moments=stamp.moments, outlet=outlet, anchor=True)
    return None if tail[-1] in ",)" else Reading((piece,), span, moments=stamp.moments)


def ending_stamp(text: str) -> tuple[int, Stamp] | None:
    """Where a full date that ends the line begins, and the date; None when it belongs to a sentence."""
    if len(text) > 2 * MAX_STAMP_CHARACTERS or not text.rstrip(").")[-1:].isalnum():
        return None
    tokens = tokenize(text)
    for at in range(max(1, len(tokens) - _STAMP_TOKENS), len(tokens)):
        row = words().dates.get(tokens.form(at))
        opens = row is not None and row.kind in (DateWord.WEEKDAY, DateWord.FIRST, DateWord.LATER)
        if opens or tokens.form(at - 1) in _SIGNS:
            stamp = scan_stamp(tokens.since(at))
            if stamp and stamp.whole and stamp.moments:
                return None if _is_inside_sentence(tokens.form(at - 1)) else (tokens.all[at].start, stamp)
    return None


def _is_inside_sentence(before: str) -> bool:
    """Whether the word before a date ties it to a sentence ("on Friday, March 2, 2012")."""
    return before in words().bylines[BylineWord.PLACE] or before in words().bylines[BylineWord.BEFORE]


def read_stamp_and_text(line: Line) -> Reading | None:
    """A line that begins with a full date: "2025-03-18 Headline", "Posted on March 2, 2012 by Ada Lind"."""
    tokens = tokenize(line.text[:MAX_STAMP_CHARACTERS])
    row = words().dates.get(tokens.form(0))
    # A stamp opens with a figure, a month, a weekday or a label: "On March 2, 2012, the town …" is none.
    if not tokens.form(0).isdigit() and (row is None or row.kind in (DateWord.FILLER, DateWord.ZONE)):
        return None
    stamp = scan_stamp(tokens)
    if stamp is None or not stamp.moments or stamp.whole:
        return None
    text = line.text[stamp.end :].lstrip(_SEPARATORS + ": ")
    return _after_stamp(line, stamp, text) if text else None


def _after_stamp(line: Line, stamp: Stamp, text: str) -> Reading | None:
    """The reading of a line whose date is followed by authors, by an outlet or by the beginning of a text."""
    piece = Piece(BlockKind.STAMP, Span(line.span.start, line.span.start + stamp.end))
    span = Span(line.span.end - len(text), line.span.end)
    byline = read_byline(text, span.start)
    if byline:
        pieces = (piece, Piece(BlockKind.BYLINE, span))
        return Reading(pieces, authors=byline.authors, moments=stamp.moments, anchor=True)
    if is_outlet(text):
        outlet = Credit(text, span)
        return Reading((piece, Piece(None, span)), moments=stamp.moments, outlet=outlet, anchor=True)
    if text[0].islower() or text[0] in ",;.)'’":
        return None
    return Reading((piece,), span, moments=stamp.moments, anchor=True)
