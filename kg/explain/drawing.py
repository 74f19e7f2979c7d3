"""Who said something about whom, as an SVG drawing: speakers on the left, what they spoke about on the right.

A line is a pair, as thick as the pair has statements. Only the busiest are drawn, so that a page of a
thousand articles can be read; how many are left out is said below it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from kg.explain.said import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.explain.said import Said

# A screen has some forty lines of this height.
_MOST_NODES: Final = 40
_ROW: Final = 26
_TOP: Final = 20
_WIDTH: Final = 960
_LEFT, _RIGHT = 330, 630
_LONGEST_LABEL: Final = 40
_THICKEST: Final = 12
# Statements whose content names nobody: an IRI cannot be empty, so this is no other node.
_NOBODY: Final = Node("", "nobody by name")


@dataclass(frozen=True, slots=True)
class _Pairs:
    """How many statements each speaker makes about each thing, and the label of every IRI."""

    counts: Mapping[tuple[str, str], int]
    labels: Mapping[str, str]

    def column(self, side: int) -> tuple[str, ...]:
        """The IRIs of one side with the most statements, the busiest first, then by label and IRI."""
        totals: Counter[str] = Counter()
        for pair, number in self.counts.items():
            totals[pair[side]] += number
        ranked = sorted(totals, key=lambda iri: (-totals[iri], self.labels[iri], iri))
        return tuple(ranked[:_MOST_NODES])


def draw(statements: Iterable[Said]) -> str:
    """The drawing with a line on what it leaves out; words alone where there is no statement."""
    pairs = _pairs(statements)
    if not pairs.counts:
        return '<p class="none">None was found.</p>\n'
    speakers, topics = pairs.column(0), pairs.column(1)
    height = 2 * _TOP + _ROW * max(len(speakers), len(topics))
    drawn = {
        pair: number for pair, number in pairs.counts.items() if pair[0] in speakers and pair[1] in topics
    }
    lines = "".join(
        _line(pairs.labels, pair, drawn[pair], speakers.index(pair[0]), topics.index(pair[1]))
        for pair in sorted(drawn)
    )
    names = _names(pairs.labels, speakers, _LEFT - 12, "end") + _names(
        pairs.labels, topics, _RIGHT + 12, "start"
    )
    left_out = sum(pairs.counts.values()) - sum(drawn.values())
    return (
        f'<div class="scroll"><svg class="graph" role="img" aria-label="Who spoke about whom" '
        f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">\n{lines}{names}</svg></div>\n'
        f'<p class="none">Each line is somebody who spoke about somebody, thicker the more often: '
        f"{sum(drawn.values()):,} times in all, {left_out:,} more times not drawn.</p>\n"
    )


def _pairs(statements: Iterable[Said]) -> _Pairs:
    counts: Counter[tuple[str, str]] = Counter()
    labels: dict[str, str] = {}
    for one in statements:
        for topic in one.about or (_NOBODY,):
            counts[one.speaker.iri, topic.iri] += 1
            for node in (one.speaker, topic):
                _keep_least(labels, node)
    return _Pairs(counts, labels)


def _keep_least(labels: dict[str, str], node: Node) -> None:
    """Keep one label a node, the same whatever the order of the articles."""
    labels[node.iri] = min(labels.get(node.iri, node.label), node.label)


def _line(labels: Mapping[str, str], pair: tuple[str, str], number: int, left: int, right: int) -> str:
    """A curve from a speaker to what was spoken about."""
    begin, end, middle = _height(left), _height(right), (_LEFT + _RIGHT) // 2
    times = "once" if number == 1 else f"{number:,} times"
    words = f"{labels[pair[0]]} about {labels[pair[1]]}: {times}"
    return (
        f'<path d="M{_LEFT} {begin} C{middle} {begin} {middle} {end} {_RIGHT} {end}" '
        f'stroke-width="{min(number, _THICKEST)}"><title>{escape(words)}</title></path>\n'
    )


def _names(labels: Mapping[str, str], column: Sequence[str], x: int, anchor: str) -> str:
    return "".join(
        f'<text x="{x}" y="{_height(row) + 4}" text-anchor="{anchor}">{_short(labels[iri])}</text>\n'
        for row, iri in enumerate(column)
    )


def _short(label: str) -> str:
    """The label, cut where it is too long for its column and whole when pointed at."""
    if len(label) <= _LONGEST_LABEL:
        return escape(label)
    return f"<title>{escape(label)}</title>{escape(label[: _LONGEST_LABEL - 1])}…"


def _height(row: int) -> int:
    return _TOP + _ROW * row + _ROW // 2
