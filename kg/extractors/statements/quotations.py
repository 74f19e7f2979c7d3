"""Quotations of a text: what stands between quotation marks, paragraph by paragraph.

Marks are read by direction: curly marks say theirs, straight ones are opening after a blank or a
bracket and closing after anything else. An odd mark costs at most its own paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.statements.closing import (
    CLOSE_DOUBLE,
    OPEN_DOUBLE,
    OPEN_SINGLE,
    SENTENCE_MARKS,
    STRAIGHT,
    TYPEWRITER,
    closing_straight,
    ends_here,
    find_closing,
)
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = re.compile("[" + OPEN_DOUBLE + "»" + STRAIGHT + OPEN_SINGLE + "`']")
_DOUBLE = re.compile("[" + OPEN_DOUBLE + CLOSE_DOUBLE + "]")
_BEFORE_OPENING = frozenset(" \t\n\r\f\v\xa0([{—–-/:,;“‘\"'")
_SENTENCE_ENDS = frozenset(".!?…")
_NICKNAME = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?")
_NAME = 40  # characters of a name before a nickname; few are longer


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
        found += (one for one in here if not _is_nickname(text, one))
    return tuple(found)


def _is_nickname(text: str, one: Quotation) -> bool:
    """Whether marks hold what somebody is called inside the name: "Marcia “Cia” Berg"."""
    if not _NICKNAME.fullmatch(text, one.inner.start, one.inner.end):
        return False
    before = text[max(one.span.start - _NAME, 0) : one.span.start].split(" ")
    behind = text[one.span.end : one.span.end + 2]
    return (
        len(before) > 1
        and not before[-1]
        and before[-2][:1].isupper()
        and behind[:1] == " "
        and behind[1:].isupper()
    )


def _in_paragraph(text: str, paragraph: Span, *, reopened: bool) -> list[Quotation]:
    """The quotations of one paragraph; ``reopened`` when the next one starts with a mark."""
    found: list[Quotation] = []
    pairs = _pairs(text, paragraph)
    last_pair = max(pairs, default=-1)
    reopenings = _reopenings(text, paragraph)
    at = paragraph.start
    continues = False
    unclosed: set[str] = set()
    while (mark := _MARK.search(text, at, paragraph.end)) is not None:
        at = mark.start()
        width = _opens(text, at, paragraph.start)
        if not width:
            at += 1
            continue
        close = pairs.get(at) or find_closing(text, at, width, paragraph.end, unclosed)
        if close is not None:
            end = close + (width if text[at : at + width] in TYPEWRITER else 1)
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
            if spoken and text[at - 1] in SENTENCE_MARKS:
                spoken[-1] = True
    return pairs


def _reopenings(text: str, paragraph: Span) -> dict[int, int]:
    """The straight marks whose quotation a later mark opens again before one closes it, with that mark.

    Text that has lost its ends of paragraphs is like this: each paragraph of a speech began with a mark.
    """
    again: dict[int, int] = {}
    goes_on: int | None = None  # the mark to the right whose quotation is closed in the end
    limit = paragraph.end
    at = text.rfind(STRAIGHT, paragraph.start, limit)
    while at >= 0:
        if closing_straight(text, at + 1, limit) is not None:
            goes_on = at
        elif goes_on is not None and _is_whole(text[at + 1 : goes_on]) and _opens(text, goes_on, at):
            again[at] = goes_on
            goes_on = at
        else:
            goes_on = None
        at = text.rfind(STRAIGHT, paragraph.start, at)
    return again


def _is_whole(words: str) -> bool:
    """Whether words end as a sentence does."""
    return words.rstrip()[-1:] in _SENTENCE_ENDS


def _closes(text: str, at: int, char: str, opener: str, paragraph: Span) -> bool:
    """Whether a double mark closes: by its direction, or because the open one is of the other way round."""
    if char == "“":
        return opener == "„" and ends_here(text, at, paragraph.end)
    if char == "«":
        return opener == "»"
    if char == "»":
        return not _opens_reversed(text, at, paragraph.start) or opener == "«"
    return char in CLOSE_DOUBLE


def _opens_reversed(text: str, at: int, floor: int) -> bool:
    """Whether a mark stands as an opening one does: behind a blank, before a letter or digit."""
    return (at == floor or text[at - 1] in _BEFORE_OPENING) and text[at + 1 : at + 2].isalnum()


def _stands_alone(text: str, at: int, paragraph: Span) -> bool:
    """Whether an unclosed mark opens its paragraph or follows a colon or comma: speech, not an inch."""
    end = at
    while end > paragraph.start and text[end - 1].isspace():
        end -= 1
    return text[at] not in OPEN_SINGLE + "'" and (end == paragraph.start or text[end - 1] in ":,")


def _opens(text: str, at: int, floor: int) -> int:
    """The width of an opening mark at this place, 0 when there is none."""
    mark = text[at : at + 1]
    if (mark and mark in OPEN_DOUBLE) or (mark == "»" and _opens_reversed(text, at, floor)):
        return 1
    fresh = at == floor or text[at - 1] in _BEFORE_OPENING
    if text[at : at + 2] in TYPEWRITER:
        after = text[at + 2 : at + 3]
        return 2 if (mark == "`" or fresh) and after.strip() and after not in SENTENCE_MARKS else 0
    after = text[at + 1 : at + 2]
    if mark == "'":
        return 1 if fresh and after.isalpha() else 0
    single_or_straight = bool(mark) and mark in STRAIGHT + OPEN_SINGLE
    return 1 if single_or_straight and fresh and after.strip() else 0
