"""Picture credits at the end of a line, and the names in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.model import Credit, Span
from kg.read.names import is_outlet
from kg.read.words import BylineWord, CaptionWord, words

# Captions of agencies with date, place and background have up to 500 characters.
_LONGEST_CAPTION: Final = 700
_LONGEST_CREDIT: Final = 90
_MOST_WORDS: Final = 9

_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’)]*\s+")
_PART: Final = re.compile(r"[^/,;|&]+")
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class PictureCredit:
    """The credit of a caption: the characters it covers in the line, and who is credited."""

    start: int
    end: int
    names: tuple[Credit, ...]


def find_credit(text: str, base: int) -> PictureCredit | None:
    """The picture credit that ends a line ("… Photo: VCG", "(Ada Lind/Reuters)"), or None.

    ``base`` is where the line begins in the article.
    """
    if len(text) > _LONGEST_CAPTION:
        return None
    end = len(text.rstrip(" ."))
    if text[end - 1 : end] in {")", "]"}:
        return _bracketed(text, end, base)
    return _labelled(text, end, base) or _led(text, end, base) or _agency(text, end, base)


def _bracketed(text: str, end: int, base: int) -> PictureCredit | None:
    """A credit in brackets at the end."""
    start = max(text.rfind("(", 0, end), text.rfind("[", 0, end))
    inner = text[start + 1 : end - 1]
    if start < 0 or not 0 < len(inner) <= _LONGEST_CREDIT:
        return None
    for find in (_labelled, _led, _agency):
        found = find(inner, len(inner.rstrip(" .")), base + start + 1)
        if found and found.start == 0:
            return PictureCredit(start, len(text), found.names)
    return None


def _labelled(text: str, end: int, base: int) -> PictureCredit | None:
    """A credit after a label and a colon ("Photo: VCG")."""
    colon = text.rfind(":", 0, end)
    if colon < 0:
        return None
    before = text[:colon].rstrip()
    label = next(
        (form for form in words().captions[CaptionWord.LABEL] if before.casefold().endswith(form)), ""
    )
    start = len(before) - len(label)
    boundary = not start or not before[start - 1].isalnum()
    capital = before[start : start + 1].isupper()
    if not label or not boundary or not capital:
        return None
    return _credit(text, start, colon + 1, end, base)


def _led(text: str, end: int, base: int) -> PictureCredit | None:
    """A credit after a phrase ("Photo by Ada Lind", "Courtesy of the Ledger") at a sentence's beginning."""
    start = _last_sentence(text, end)
    folded = text[start:end].casefold()
    phrase = next((form for form in words().captions[CaptionWord.LEAD] if folded.startswith(form + " ")), "")
    if phrase and _is_proper(text[start + len(phrase) : end]):
        return _credit(text, start, start + len(phrase), end, base)
    if text[start : start + 1] == "©" and not _YEAR.search(text, start, end):
        return _credit(text, start, start + 1, end, base)
    return None


def _agency(text: str, end: int, base: int) -> PictureCredit | None:
    """A credit of names parted by a slash, one of them an agency ("AP Photo/Ada Lind")."""
    start = _last_sentence(text, end)
    if "/" not in text[start:end] or not _is_proper(text[start:end]):
        return None
    marks = words().captions[CaptionWord.MARK]
    parts = [part.strip().casefold() for part in text[start:end].split("/")]
    known = any(part in marks or part in words().outlets for part in parts)
    return _credit(text, start, start, end, base) if known else None


def _last_sentence(text: str, end: int) -> int:
    """Where the last sentence of the line begins; a full stop after a capital letter ends none."""
    start = 0
    for match in _SENTENCE_END.finditer(text, 0, end):
        initial = text[match.start()] == "." and text[max(0, match.start() - 1)].isupper()
        if not initial or text[max(0, match.start() - 2) : match.start()].isupper():
            start = match.end()
    return start


def _is_proper(text: str) -> bool:
    """Whether every word is capitalised, a number, a sign or one of the small words of names."""
    table = words().bylines
    small = (
        table[BylineWord.PARTICLE]
        | table[BylineWord.JOINT]
        | table[BylineWord.PLACE]
        | {"the", "via", "file"}
    )
    found = text.replace("/", " / ").split()
    return 0 < len(found) <= _MOST_WORDS and all(
        not word[:1].islower() or word.strip(".,").casefold() in small for word in found
    )


def _credit(text: str, start: int, value: int, end: int, base: int) -> PictureCredit | None:
    """The credit from ``start`` with the names from ``value`` on; None when the value is a sentence."""
    held = text[value:end].strip()
    if not held or len(held) > _LONGEST_CREDIT or len(held.split()) > _MOST_WORDS:
        return None
    if _SENTENCE_END.search(held) and _last_sentence(held, len(held)):
        return None
    return PictureCredit(start, len(text), _names(text, value, end, base))


def _names(text: str, start: int, end: int, base: int) -> tuple[Credit, ...]:
    """Who is credited: the names between the signs."""
    found: list[Credit] = []
    for match in _PART.finditer(text, start, end):
        for left, right in _split_words(text, match.start(), match.end()):
            name = text[left:right]
            if name:
                label = name.title() if name.isupper() and " " in name and not is_outlet(name) else name
                found.append(Credit(label, Span(base + left, base + right)))
    return tuple(found)


def _split_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between "and", "via" and "for", without "File" or "Photo" at their ends."""
    found = [[start, start]]
    for match in re.finditer(r"\S+", text[start:end]):
        if match.group().casefold() in {"and", "via", "for", "by"}:
            found.append([start + match.end(), start + match.end()])
        else:
            found[-1][1] = start + match.end()
    trimmed: list[tuple[int, int]] = []
    for left, right in found:
        piece = _without_status(text[left:right].strip(" .()[]"))
        first = text.find(piece, left, right)
        trimmed.append((first, first + len(piece)))
    return trimmed


def _without_status(name: str) -> str:
    """The name without "File", "Photo" or "Pool" at its ends."""
    status = words().bylines[BylineWord.STATUS]
    found = name.split(" ")
    while found and found[0].casefold() in status:
        found.pop(0)
    while found and found[-1].casefold() in status:
        found.pop()
    return " ".join(found)
