"""The paragraphs of a text: its lines, or where it was wrapped at a width, the lines joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# Line ends of Unicode Standard Annex 14 that remain after cleaning. CRLF is one line end.
_LINE: Final = re.compile("[^\r\n\u2028\u2029]+")

# Mail, agencies' feeds and printed pages wrap at 60 to 80 columns; 100 leaves room for code-like widths.
_WIDEST: Final = 100
_NARROWEST: Final = 40
# The share of line breaks that must fall where the next word would not have fitted. In unwrapped
# articles a break falls there by chance: headline and byline lines do so in about one case of five.
_FILLED_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its characters without white space at the ends, and the blank lines before it."""

    span: Span
    text: str
    blanks: int

    @property
    def adjoins(self) -> bool:
        """Whether it follows the line before it without a blank line."""
        return self.blanks == 0


def split_lines(text: str) -> tuple[Line, ...]:
    r"""The paragraphs of the text in order; white space alone makes none.

    >>> [line.text for line in split_lines("One.\n\n Two. ")]
    ['One.', 'Two.']
    """
    lines = _printed_lines(text)
    width = _wrap_width(lines)
    return _joined(text, lines, width) if width else lines


def _printed_lines(text: str) -> tuple[Line, ...]:
    """The lines as printed, blank ones left out but counted."""
    found: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        if not bare:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        between = text[end:start]
        breaks = between.count("\n") + between.count("\r") - between.count("\r\n") + between.count("\u2028")
        breaks += 2 * between.count("\u2029")
        end = start + len(bare)
        found.append(Line(Span(start, end), bare, max(0, breaks - 1) if found else breaks))
    return tuple(found)


def _wrap_width(lines: Sequence[Line]) -> int:
    """The column at which the text was wrapped, or 0 when its lines are its paragraphs."""
    width = max((len(line.text) for line in lines if " " in line.text), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if b.adjoins]
    filled = sum(_breaks_for_width(a, b, width) for a, b in pairs)
    inside = sum(_breaks_for_width(a, b, width) and not ends_sentence(a.text) for a, b in pairs)
    # Two breaks in the middle of a sentence are the least that tells wrapping from a list of sentences.
    return width if inside >= 2 and filled >= _FILLED_SHARE * len(pairs) else 0  # noqa: PLR2004


def _breaks_for_width(line: Line, following: Line, width: int) -> bool:
    """Whether the next word would not have fitted on the line, so that a wrapper had to break there."""
    word = following.text.split(None, 1)[0]
    return len(line.text) + 1 + len(word) > width and not (len(line.text) > width)


def _joined(text: str, lines: Sequence[Line], width: int) -> tuple[Line, ...]:
    """The lines with those joined that a wrapper broke."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.adjoins and _breaks_for_width(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    found: list[Line] = []
    for group in groups:
        span = Span(group[0].span.start, group[-1].span.end)
        found.append(Line(span, span.of(text), group[0].blanks))
    return tuple(found)


_CLOSING: Final = "\"'”’»)]}›"
_TERMINAL: Final = ".!?…。！？"


def ends_sentence(text: str) -> bool:
    """Whether the text ends as sentences do: a full stop, question or exclamation mark, perhaps quoted.

    >>> ends_sentence("“We go.”"), ends_sentence("Bridge safe, says Voss")
    (True, False)
    """
    return text.rstrip(_CLOSING)[-1:] in set(_TERMINAL)
