"""Quotations of a text: what stands between quotation marks, paragraph by paragraph.

Marks are read by direction: curly marks say theirs, straight ones are opening after a blank or a
bracket and closing after anything else. An odd mark costs at most its own paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN_DOUBLE = "“„«‟"
_CLOSE_DOUBLE = "”»"
_STRAIGHT = '"'
_OPEN_SINGLE = "‘‚"
_CLOSE_SINGLE = "’"
_TYPEWRITER = ("``", "''")
_MARK = re.compile("[" + _OPEN_DOUBLE + "»" + _STRAIGHT + _OPEN_SINGLE + "`']")
_DOUBLE = re.compile("[" + _OPEN_DOUBLE + _CLOSE_DOUBLE + "]")
_BEFORE_OPENING = frozenset(" \t\n\r\f\v\xa0([{—–-/:,;“‘\"'")
_SENTENCE_MARKS = frozenset(".,!?…;:—–-")
_SENTENCE_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One outermost quotation: ``span`` with its marks, ``inner`` without.

    ``closed`` is false when it runs to the end of its paragraph, or to a mark that opens it again;
    ``continues`` is true when it takes up an unclosed quotation before it.
    """

    span: Span
    inner: Span
    closed: bool = True
    continues: bool = False


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The quotations of the paragraphs, in text order; none overlap and none crosses a paragraph.

    An opening mark that its paragraph never closes counts when the next paragraph opens with a
    mark too (one speech over several paragraphs) or when nothing but the quotation follows it.
    """
    found: list[Quotation] = []
    open_before = False
    for number, paragraph in enumerate(paragraphs):
        follower = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        reopened = follower is not None and _opens(text, follower.start, follower.start) > 0
        here = _in_paragraph(text, paragraph, reopened=reopened)
        if here and open_before and here[0].span.start == paragraph.start:
            first = here[0]
            here[0] = Quotation(first.span, first.inner, first.closed, continues=True)
        open_before = bool(here) and not here[-1].closed
        found += here
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span, *, reopened: bool) -> list[Quotation]:
    """The quotations of one paragraph; ``reopened`` when the next one starts with a mark."""
    found: list[Quotation] = []
    pairs = _pairs(text, paragraph)
    last_pair = max(pairs, default=-1)
    reopenings = _reopenings(text, paragraph)
    at = paragraph.start
    continues = False
    while (mark := _MARK.search(text, at, paragraph.end)) is not None:
        at = mark.start()
        width = _opens(text, at, paragraph.start)
        if not width:
            at += 1
            continue
        close = pairs.get(at) or _closing(text, at, width, paragraph.end)
        if close is not None:
            end = close + (width if text[at : at + width] in _TYPEWRITER else 1)
            if text[at + width : close].strip():
                found.append(Quotation(Span(at, end), Span(at + width, close), continues=continues))
            at, continues = end, False
        elif at in reopenings:
            end = at + len(text[at : reopenings[at]].rstrip())
            found.append(Quotation(Span(at, end), Span(at + width, end), closed=False, continues=continues))
            at, continues = reopenings[at], True
        elif at < last_pair:
            # A whole quotation follows: this mark is odd.
            at += width
        elif paragraph.end > at + width and (reopened or _stands_alone(text, at, paragraph)):
            found.append(Quotation(Span(at, paragraph.end), Span(at + width, paragraph.end), closed=False))
            break
        else:
            at += width
    return found


def _pairs(text: str, paragraph: Span) -> dict[int, int]:
    """The double marks that show their direction, opening to closing, with those inside others.

    A mark inside whose quotation ends as one that somebody says ("…,”") is no part of another: there the
    outer one was never closed.
    """
    pairs: dict[int, int] = {}
    stack: list[int] = []
    spoken: list[bool] = []
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        at, char = mark.start(), mark.group()
        opener = text[stack[-1]] if stack else ""
        if not _closes(text, at, char, opener, paragraph):
            stack.append(at)
            spoken.append(False)
        elif stack:
            opening, holds_speech = stack.pop(), spoken.pop()
            if not holds_speech:
                pairs[opening] = at
            if spoken and text[at - 1] in _SENTENCE_MARKS:
                spoken[-1] = True
    return pairs


def _reopenings(text: str, paragraph: Span) -> dict[int, int]:
    """The straight marks whose quotation a later mark opens again before one closes it, with that mark.

    Text that has lost its ends of paragraphs is like this: each paragraph of a speech began with a mark.
    """
    again: dict[int, int] = {}
    goes_on: int | None = None  # the mark to the right whose quotation is closed in the end
    limit = paragraph.end
    at = text.rfind(_STRAIGHT, paragraph.start, limit)
    while at >= 0:
        if _closing_straight(text, at + 1, limit) is not None:
            goes_on = at
        elif goes_on is not None and _is_whole(text[at + 1 : goes_on]) and _opens(text, goes_on, at):
            again[at] = goes_on
            goes_on = at
        else:
            goes_on = None
        at = text.rfind(_STRAIGHT, paragraph.start, at)
    return again


def _is_whole(words: str) -> bool:
    """Whether words end as a sentence does."""
    return words.rstrip()[-1:] in _SENTENCE_ENDS


def _closes(text: str, at: int, char: str, opener: str, paragraph: Span) -> bool:
    """Whether a double mark closes: by its direction, or because the open one is of the other way round."""
    if char == "“":
        return opener == "„" and _ends_here(text, at, paragraph.end)
    if char == "«":
        return opener == "»"
    if char == "»":
        return not _opens_reversed(text, at, paragraph.start) or opener == "«"
    return char in _CLOSE_DOUBLE


def _opens_reversed(text: str, at: int, floor: int) -> bool:
    """Whether a mark stands as an opening one does: behind a blank, before a letter or digit."""
    return (at == floor or text[at - 1] in _BEFORE_OPENING) and text[at + 1 : at + 2].isalnum()


def _stands_alone(text: str, at: int, paragraph: Span) -> bool:
    """Whether an unclosed mark opens its paragraph or follows a colon or comma: speech, not an inch."""
    before = text[paragraph.start : at].rstrip()
    return text[at] not in _OPEN_SINGLE + "'" and (not before or before[-1] in ":,")


def _opens(text: str, at: int, floor: int) -> int:
    """The width of an opening mark at this place, 0 when there is none."""
    mark = text[at : at + 1]
    if (mark and mark in _OPEN_DOUBLE) or (mark == "»" and _opens_reversed(text, at, floor)):
        return 1
    fresh = at == floor or text[at - 1] in _BEFORE_OPENING
    if text[at : at + 2] in _TYPEWRITER:
        after = text[at + 2 : at + 3]
        return 2 if (mark == "`" or fresh) and after.strip() and after not in _SENTENCE_MARKS else 0
    after = text[at + 1 : at + 2]
    if mark == "'":
        return 1 if fresh and after.isalpha() else 0
    single_or_straight = bool(mark) and mark in _STRAIGHT + _OPEN_SINGLE
    return 1 if single_or_straight and fresh and after.strip() else 0


def _closing(text: str, opening: int, width: int, limit: int) -> int | None:
    """Where the mark that closes the one at ``opening`` stands, or None."""
    mark = text[opening : opening + width]
    start = opening + width
    if mark in _TYPEWRITER:
        end = text.find("''", start, limit)
        return end if end >= 0 else None
    if mark == _STRAIGHT:
        return _closing_straight(text, start, limit)
    if mark == "»":
        return None
    if mark in _OPEN_DOUBLE:
        return _closing_double(text, start, limit, mark)
    return _closing_single(text, start, limit, "'" if mark == "'" else _CLOSE_SINGLE)


def _closing_double(text: str, start: int, limit: int, mark: str) -> int | None:
    """The closing curly mark; a straight mark closes only where no curly one does."""
    straight: int | None = None
    for at in range(start, limit):
        if text[at] in _CLOSE_DOUBLE:
            return at
        if straight is None and text[at] == _STRAIGHT and _ends_here(text, at, limit):
            straight = at
        if text[at] in _OPEN_DOUBLE and mark != "«":
            closes = _ends_here(text, at, limit) and text[at - 1] in _SENTENCE_MARKS
            return at if closes and straight is None else straight
    return straight


def _closing_straight(text: str, start: int, limit: int) -> int | None:
    """The closing straight or curly mark; a straight mark that opens again ends the search."""
    for at in range(start, limit):
        if text[at] in _CLOSE_DOUBLE:
            return at
        if text[at] != _STRAIGHT:
            continue
        if _ends_here(text, at, limit) or text[at - 1 : at].strip():
            return at
        return None
    return None


def _ends_here(text: str, at: int, limit: int) -> bool:
    """Whether a mark here can close: something before it, no letter or digit after it."""
    after = text[at + 1 : at + 2] if at + 1 < limit else ""
    return bool(text[at - 1 : at].strip()) and not after.isalnum()


def _closing_single(text: str, start: int, limit: int, mark: str) -> int | None:
    """The closing single mark; one after a sentence mark is preferred to one after a letter.

    A plural possessive ("the farmers’ seed") looks like a closing mark; a sentence mark before it
    decides, as long as no further quotation opens first.
    """
    first: int | None = None
    for at in range(start, limit):
        char = text[at]
        if first is not None and char in _OPEN_SINGLE:
            break
        if char != mark or not _ends_here(text, at, limit):
            continue
        if text[at - 1] in _SENTENCE_MARKS:
            return at
        if first is None:
            first = at
    return first
