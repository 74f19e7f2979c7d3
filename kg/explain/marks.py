"""The characters of an article with what each of them is: content, source, cue, unused cue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Form, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.explain.explanation import Explanation


class MarkKind(StrEnum):
    """What marked characters are; the first three are content by its form."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    SOURCE = "source"
    CUE = "cue"
    ADDRESSEE = "addressee"
    MEDIUM = "medium"
    TIME = "time"
    UNUSED = "unused"


_BY_FORM = {Form.DIRECT: MarkKind.DIRECT, Form.MIXED: MarkKind.MIXED, Form.INDIRECT: MarkKind.INDIRECT}
CONTENTS = frozenset(_BY_FORM.values())


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters with what they are; ``statement`` counts from 1, None for an unused cue.

    ``words`` say it to a reader: "statement 3: cue". ``opens`` is true where a statement's content
    begins, and only there.
    """

    span: Span
    kind: MarkKind
    words: str
    statement: int | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters between two places where something begins or ends, and the marks they all have."""

    span: Span
    marks: tuple[Mark, ...]


def find_marks(explanation: Explanation) -> Iterator[Mark]:
    """The marks of an article: those of its statements, then those of its unused cues."""
    for number, statement in enumerate(explanation.extracted.statements, start=1):
        here = f"statement {number}"
        view = explanation.statements[number - 1]
        content = _BY_FORM[view.form]
        for part, span in enumerate(statement.content):
            yield Mark(span, content, f"{here}: {content} content", number, opens=part == 0)
        for place, hop in enumerate(statement.chain, start=1):
            if hop.source is not None:
                words = f"{here}: source of hop {place}, {view.chain[place - 1].agent}"
                yield Mark(hop.source, MarkKind.SOURCE, words, number)
            for span in hop.cue:
                yield Mark(span, MarkKind.CUE, f"{here}: cue of hop {place}", number)
        for span in statement.addressees:
            yield Mark(span, MarkKind.ADDRESSEE, f"{here}: said to {explanation.at(span)}", number)
        for span in statement.media:
            yield Mark(span, MarkKind.MEDIUM, f"{here}: on {explanation.at(span)}", number)
        if statement.time is not None and statement.time.span is not None:
            yield Mark(statement.time.span, MarkKind.TIME, f"{here}: time of saying", number)
    text = explanation.article.text
    for cue in explanation.unused:
        yield Mark(cue.span, MarkKind.UNUSED, f"{cue.kind} without a statement: {cue.because(text)}")


def cut(length: int, marks: Iterable[Mark], edges: Iterable[int] = ()) -> Iterator[Segment]:
    """The characters from 0 to ``length`` in order, cut where a mark begins or ends and at ``edges``.

    >>> marks = [Mark(Span(2, 6), MarkKind.DIRECT, ""), Mark(Span(4, 8), MarkKind.CUE, "")]
    >>> [(s.span.start, s.span.end, len(s.marks)) for s in cut(9, marks)]
    [(0, 2, 0), (2, 4, 1), (4, 6, 2), (6, 8, 1), (8, 9, 0)]
    """
    coming = sorted(marks, key=lambda m: (m.span.start, -m.span.end), reverse=True)
    places = {edge for mark in coming for edge in (mark.span.start, mark.span.end)}
    ordered = sorted({0, length, *(place for place in (*places, *edges) if place < length)})
    active: list[Mark] = []
    for start, end in pairwise(ordered):
        active = [mark for mark in active if mark.span.end > start]
        while coming and coming[-1].span.start <= start:
            active.append(coming.pop())
        yield Segment(Span(start, end), tuple(active))
