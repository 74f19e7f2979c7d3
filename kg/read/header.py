"""Which lines of an article are headline and dek, and which are its prose."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from kg.model import BlockKind, Credit, Span
from kg.read.bylines import read_names
from kg.read.headlines import FEWEST_WORDS, LONGEST_DEK, can_be_dek, can_be_headline, is_prose, letters
from kg.read.lines import ends_sentence
from kg.read.names import begins_with_given_name, is_agency, is_full_name, is_known_outlet, is_outlet
from kg.read.pieces import read_line
from kg.read.reading import Piece, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.read.lines import Line

# Headline, dek, two bylines, place, stamps, outlet, section, caption: no header seen had more lines.
_MOST_LINES: Final = 15
_MOST_TEXTS: Final = 4
# An outlet's name above its headline and at least one paragraph.
_MASTHEAD_TEXTS: Final = 2
_SECTION_SIGNS: Final = re.compile(r"\s+[|>»›/]\s+")
_SECTION_WORDS: Final = 3
_TITLE_SIGNS: Final = (" | ", " - ", " – ", " — ")


def read_lines(lines: Sequence[Line], title: str | None) -> tuple[tuple[Reading, ...], tuple[BlockKind, ...]]:
    """Every line's reading, and what the text of each is: headline, dek, caption or prose.

    ``title`` is the headline that a record tells. Whatever is unsure is prose.
    """
    head = [read_line(line, header=True) for line in lines[:_MOST_LINES]]
    length = _header_length(lines, head)
    readings = [*head[: length or _opening(head)]]
    readings += [read_line(line, header=False) for line in lines[len(readings) :]]
    _find_masthead(lines, readings)
    _find_names(lines, readings, length)
    kinds = [reading.label or BlockKind.PROSE for reading in readings]
    texts = [at for at, reading in enumerate(readings) if reading.text is not None]
    headline = _headline(lines, readings, texts, length, title)
    if headline is not None:
        kinds[headline] = BlockKind.HEADLINE
        readings[headline] = _without_outlet(lines[headline], readings[headline])
        for at in _deks(lines, readings, texts[texts.index(headline) + 1 :], headline, length):
            kinds[at] = BlockKind.DEK
    for at in _captions(lines, readings, kinds):
        kinds[at] = BlockKind.CAPTION
    return tuple(readings), tuple(kinds)


def _find_masthead(lines: Sequence[Line], readings: list[Reading]) -> None:
    """Makes metadata of an outlet's name, and of sections below it, above a text that can be the headline.

    The name alone ("The Ledger") opens many pages that were copied whole.
    """
    texts = [at for at, reading in enumerate(readings[:_MOST_LINES]) if reading.text is not None]
    if len(texts) <= _MASTHEAD_TEXTS or not _is_masthead(lines[texts[0]].text):
        return
    first, *others = texts
    sections = list(takewhile(lambda at: _is_section(lines[at].text), others))
    title = next(iter(others[len(sections) :]), None)
    if title is None or not _can_be_headline(lines, readings, title):
        return
    outlet = None if is_agency(lines[first].text) else Credit(lines[first].text, lines[first].span)
    readings[first] = Reading((Piece(None, lines[first].span),), outlet=outlet)
    for at in sections:
        readings[at] = Reading((Piece(None, lines[at].span),))


def _is_masthead(text: str) -> bool:
    """Whether a line is an outlet's name and nothing else: "Times Square reopens" is a headline."""
    return is_outlet(text) and (is_known_outlet(text) or not any(word.islower() for word in text.split()))


def _is_section(text: str) -> bool:
    """Whether a line is a way through a site's sections ("World | Asia", "Home > News > Europe")."""
    parts = _SECTION_SIGNS.split(text)
    return len(parts) > 1 and all(0 < len(part.split()) <= _SECTION_WORDS for part in parts)


def _find_names(lines: Sequence[Line], readings: list[Reading], length: int) -> None:
    """Makes metadata of the lines of names and outlets that stand where headers have them.

    That is below a byline or above a date, of outlets also below a date; the first text only when it
    begins with a known given name. An agency below a byline tells whom the author works for, any other
    outlet publishes.
    """
    first = next((at for at, reading in enumerate(readings) if reading.text is not None), len(readings))
    for at in range(min(_MOST_LINES, len(readings))):
        text = readings[at].text
        below = at > 0 and any(piece.kind is BlockKind.BYLINE for piece in readings[at - 1].pieces)
        alone = (at == first and is_full_name(lines[at].text)) or (
            at == first + 1 and begins_with_given_name(lines[at].text)
        )
        dated = at == length and at > first and _is_masthead(lines[at].text)
        if text is not None and not readings[at].pieces and (below or alone or dated or first < at < length):
            readings[at] = _named(lines[at], text, below=below) or readings[at]


def _named(line: Line, span: Span, *, below: bool) -> Reading | None:
    """The reading of a line that is an outlet's name or the names of authors; None when it is neither."""
    if is_outlet(line.text) and not is_agency(line.text):
        return Reading((Piece(None, span),), outlet=Credit(line.text, span), anchor=True)
    byline = read_names(line.text, span.start)
    if byline is None or not (below or byline.authors):
        return None
    return Reading((Piece(BlockKind.BYLINE, span),), authors=byline.authors, anchor=True)


def _without_outlet(line: Line, reading: Reading) -> Reading:
    """The reading of a headline without the outlet that a page title adds ("Headline | The Ledger")."""
    text = _text(line, reading)
    at = max(text.rfind(sign) for sign in _TITLE_SIGNS)
    outlet = text[at + len(_TITLE_SIGNS[0]) :]
    if (
        at <= 0
        or reading.text is None
        or not (is_known_outlet(outlet) or (text[at + 1] == "|" and is_outlet(outlet)))
    ):
        return reading
    start = reading.text.start
    layout = Piece(None, Span(start + at + 1, reading.text.end))
    credit = Credit(outlet, Span(reading.text.end - len(outlet), reading.text.end))
    return replace(reading, pieces=(*reading.pieces, layout), text=Span(start, start + at), outlet=credit)


def _captions(
    lines: Sequence[Line], readings: Sequence[Reading], kinds: Sequence[BlockKind]
) -> tuple[int, ...]:
    """The lines of prose that are captions because a line with only a credit stands right below."""
    first = next((at for at, r in enumerate(readings) if r.text and kinds[at] is BlockKind.PROSE), -1)
    found: list[int] = []
    for at, (above, below) in enumerate(pairwise(readings)):
        credited = [piece.kind for piece in below.pieces] == [BlockKind.CREDIT] and lines[at + 1].adjoins
        alone = lines[at].blanks or at == first
        if (
            credited
            and alone
            and above.text
            and kinds[at] is BlockKind.PROSE
            and len(lines[at].text) <= LONGEST_DEK
        ):
            found.append(at)
    return tuple(found)


def _opening(head: Sequence[Reading]) -> int:
    """How many lines come before the body when no byline or date closes the header: to the first text."""
    return next((at + 1 for at, reading in enumerate(head) if reading.text is not None), len(head))


def _header_length(lines: Sequence[Line], head: Sequence[Reading]) -> int:
    """How many lines the header has, as far as bylines, dates and labels show; 0 when none shows it."""
    length = texts = size = 0
    for at, reading in enumerate(head):
        if reading.text is not None and not reading.label:
            texts += 1
            size += len(lines[at].text)
            if texts > _MOST_TEXTS or is_prose(lines[at].text[reading.text.start - lines[at].span.start :]):
                break
        if reading.anchor:
            length = at + 1
            before = size
    if not length:
        return 0
    after = sum(len(line.text) for line in lines[length:])
    return length if after >= before else 0


def _headline(
    lines: Sequence[Line], readings: Sequence[Reading], texts: Sequence[int], length: int, title: str | None
) -> int | None:
    """The line that is the headline, or None."""
    labelled = [at for at in texts if readings[at].label is BlockKind.HEADLINE]
    if labelled:
        return labelled[0]
    for at in texts[:_MOST_TEXTS]:
        if title and letters(_text(lines[at], readings[at])) == letters(title):
            return at
    first = next((at for at in texts if readings[at].label is None), None)
    if first is None:
        return None
    if first < length and (any(r.anchor for r in readings[first + 1 : length]) or readings[first].pieces):
        return first if _can_be_headline(lines, readings, first) or first + 1 < length else None
    return first if _can_be_headline(lines, readings, first) else None


def _text(line: Line, reading: Reading) -> str:
    """The text of a line without its date or label."""
    if reading.text is None:
        return ""
    return line.text[reading.text.start - line.span.start : reading.text.end - line.span.start]


def _can_be_headline(lines: Sequence[Line], readings: Sequence[Reading], at: int) -> bool:
    """Whether the first text of an article is its headline; a text that stands alone is none."""
    follows = next((n for n in range(at + 1, len(lines)) if readings[n].text is not None), None)
    if follows is None:
        return False
    following = _text(lines[follows], readings[follows])
    return can_be_headline(_text(lines[at], readings[at]), following, adjoins=lines[follows].adjoins)


def _deks(
    lines: Sequence[Line], readings: Sequence[Reading], texts: Sequence[int], headline: int, length: int
) -> tuple[int, ...]:
    """Which of the texts after a headline are its deks: those above a byline or date, else at most one."""
    above = [at for at in texts if at < length and not readings[at].label]
    if above or length:
        # "Friday, March 2, 2012 The town …": what follows a date on its line is the article's beginning.
        return tuple(
            at for at in above if not (readings[at].pieces and ends_sentence(_text(lines[at], readings[at])))
        )
    dated = any(piece.span > (readings[headline].text or piece.span) for piece in readings[headline].pieces)
    if not texts or dated or texts[0] != headline + 1 or len(texts) == 1:
        return ()
    text = _text(lines[texts[0]], readings[texts[0]])
    if not can_be_dek(text):
        return ()
    two_parts = _text(lines[headline], readings[headline]).endswith(";")
    short = not ends_sentence(text) and len(text.split()) >= FEWEST_WORDS
    return (texts[0],) if two_parts or short else ()
