"""Where the quotation that a mark opens is closed."""

from __future__ import annotations

OPEN_DOUBLE = "“„«‟"
CLOSE_DOUBLE = "”»"
STRAIGHT = '"'
OPEN_SINGLE = "‘‚"
CLOSE_SINGLE = "’"
TYPEWRITER = ("``", "''")
SENTENCE_MARKS = frozenset(".,!?…;:—–-")
_ENDED_BY_THE_NEXT = frozenset(STRAIGHT + "“„‟")


def find_closing(text: str, opening: int, width: int, limit: int, unclosed: set[str]) -> int | None:
    """Where the mark that closes the one at ``opening`` stands, or None.

    ``unclosed`` are the marks that nothing closes from here on: without it, a text of nothing but
    such marks would be read to its end from each of them.
    """
    mark = text[opening : opening + width]
    if mark in unclosed:
        return None
    close = _close(text, opening + width, limit, mark)
    if close is None and mark not in _ENDED_BY_THE_NEXT:
        unclosed.add(mark)
    return close


def _close(text: str, start: int, limit: int, mark: str) -> int | None:
    """Where a quotation that begins at ``start``, behind ``mark``, is closed, or None."""
    if mark in TYPEWRITER:
        end = text.find("''", start, limit)
        return end if end >= 0 else None
    if mark == STRAIGHT:
        return closing_straight(text, start, limit)
    if mark == "»":
        return None
    if mark in OPEN_DOUBLE:
        return _closing_double(text, start, limit, mark)
    return _closing_single(text, start, limit, "'" if mark == "'" else CLOSE_SINGLE)


def _closing_double(text: str, start: int, limit: int, mark: str) -> int | None:
    """The closing curly mark; a straight mark closes only where no curly one does."""
    straight: int | None = None
    for at in range(start, limit):
        if text[at] in CLOSE_DOUBLE:
            return at
        if straight is None and text[at] == STRAIGHT and ends_here(text, at, limit):
            straight = at
        if text[at] in OPEN_DOUBLE and mark != "«":
            closes = ends_here(text, at, limit) and text[at - 1] in SENTENCE_MARKS
            return at if closes and straight is None else straight
    return straight


def closing_straight(text: str, start: int, limit: int) -> int | None:
    """The closing straight or curly mark; a straight mark that opens again ends the search."""
    for at in range(start, limit):
        if text[at] in CLOSE_DOUBLE:
            return at
        if text[at] != STRAIGHT:
            continue
        if ends_here(text, at, limit) or text[at - 1 : at].strip():
            return at
        return None
    return None


def ends_here(text: str, at: int, limit: int) -> bool:
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
        if first is not None and char in OPEN_SINGLE:
            break
        if char != mark or not ends_here(text, at, limit):
            continue
        if text[at - 1] in SENTENCE_MARKS:
            return at
        if first is None:
            first = at
    return first
