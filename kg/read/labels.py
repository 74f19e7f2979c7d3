"""Header lines with a printed label ("Source: The Ledger") become metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model import BlockKind, Credit, Span
from kg.read.bylines import read_byline
from kg.read.captions import find_credit
from kg.read.names import is_outlet
from kg.read.reading import Piece, Reading
from kg.read.stamped import ending_stamp
from kg.read.stamps import MAX_STAMP_CHARACTERS, scan_stamp
from kg.read.tokens import tokenize
from kg.read.words import Field, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.read.lines import Line
    from kg.read.stamps import Moment

_LONGEST_LABEL: Final = 24
# "Source: officials who asked not to be named" is a sentence; outlets have short, capitalised names.
_LONGEST_OUTLET: Final = 60


def read_labelled(line: Line) -> Reading | None:
    """The reading of a line that begins with a known label and a colon, or None."""
    label, colon, _ = line.text[: _LONGEST_LABEL + 1].partition(":")
    what = words().labels.get(label.strip().casefold()) if colon else None
    if what is None:
        return None
    value = line.text[len(label) + 1 :].strip()
    if not value or what is Field.LAYOUT:
        return Reading((Piece(None, line.span),), anchor=True)
    span = Span(line.span.end - len(value), line.span.end)
    label_piece = Piece(None, Span(line.span.start, line.span.start + len(label) + 1))
    return _FIELDS[what](line, label_piece, span, value) if what in _FIELDS else None


def _headline(_line: Line, label: Piece, span: Span, _value: str) -> Reading:
    """A labelled headline."""
    return Reading((label,), text=span, anchor=True, label=BlockKind.HEADLINE)


def _dek(_line: Line, label: Piece, span: Span, _value: str) -> Reading:
    """A labelled dek."""
    return Reading((label,), text=span, anchor=True, label=BlockKind.DEK)


def _author(line: Line, _label: Piece, span: Span, value: str) -> Reading | None:
    """A labelled byline."""
    byline = read_byline("By " + value, span.start - len("By "))
    if byline is None:
        return None
    return Reading((Piece(BlockKind.BYLINE, line.span),), authors=byline.authors, anchor=True)


def _outlet(line: Line, _label: Piece, span: Span, value: str) -> Reading | None:
    """A labelled outlet."""
    name, moments = _name_and_moments(value)
    if not name or len(name) > _LONGEST_OUTLET or not (is_outlet(name) or name[0].isupper()):
        return None
    outlet = Credit(name, Span(span.start, span.start + len(name)))
    return Reading((Piece(None, line.span),), outlet=outlet, moments=moments, anchor=True)


def _name_and_moments(value: str) -> tuple[str, tuple[Moment, ...]]:
    """The outlet before a sign or date, and the date ("Xinhua| 2019-03-18 20:15:11|Editor: Lind")."""
    name, _, rest = value.partition("|")
    dated = ending_stamp(name)
    stamp = dated[1] if dated else scan_stamp(tokenize(rest[:MAX_STAMP_CHARACTERS]))
    bare = name[: dated[0]] if dated else name
    return bare.rstrip(" .,-–—("), stamp.moments if stamp else ()


def _caption(_line: Line, label: Piece, span: Span, value: str) -> Reading:
    """A labelled caption, perhaps with a credit at its end."""
    credit = find_credit(value, span.start)
    text = value[: credit.start].rstrip() if credit else value
    pieces = [label]
    if text:
        pieces.append(Piece(BlockKind.CAPTION, Span(span.start, span.start + len(text))))
    if credit:
        pieces.append(Piece(BlockKind.CREDIT, Span(span.start + credit.start, span.start + credit.end)))
    return Reading(tuple(pieces), photo_credits=credit.names if credit else ())


_FIELDS: Final[dict[Field, Callable[[Line, Piece, Span, str], Reading | None]]] = {
    Field.HEADLINE: _headline,
    Field.DEK: _dek,
    Field.AUTHOR: _author,
    Field.OUTLET: _outlet,
    Field.CAPTION: _caption,
}
