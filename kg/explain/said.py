"""What statements of many articles have in common: who, about whom, when, through whose hands, and where."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.explain.page import section_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.explain.explanation import Explanation
    from kg.explain.views import Entity, Statement

UNKNOWN_DAY: Final = date.max


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody or something of the graph: its IRI, and the label of where it was met first."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of one article, with ``place``, the id of its row on the page.

    ``about`` are the entities named within the content, ``through`` the hops after the speaker.
    """

    speaker: Node
    about: tuple[Node, ...]
    through: tuple[str, ...]
    content: str
    not_before: date | None
    not_after: date | None
    article: str
    place: str

    @property
    def day(self) -> date:
        """The last day on which it can have been said; the end of all days where nothing tells."""
        return self.not_after or UNKNOWN_DAY


def said(explanation: Explanation) -> Iterator[Said]:
    """The statements of an article in their order."""
    key = section_key(explanation.article)
    entities = tuple(explanation.entities.values())
    places = sorted(
        (mention.start, mention.end, number)
        for number, entity in enumerate(entities)
        for mention in entity.mentions
    )
    for statement in explanation.statements:
        yield Said(
            speaker=_node(statement.speaker),
            about=tuple(_node(entities[number]) for number in _named_in(statement, places)),
            through=tuple(hop.agent.label for hop in statement.chain[1:]),
            content=statement.content,
            not_before=statement.not_before,
            not_after=statement.not_after,
            article=explanation.article.identifier,
            place=f"{key}-s{statement.number}",
        )


def _named_in(statement: Statement, places: Sequence[tuple[int, int, int]]) -> list[int]:
    """The numbers of the entities with a mention inside the content, ascending."""
    found: set[int] = set()
    for part in statement.parts:
        first = bisect_left(places, (part.start,))
        last = bisect_left(places, (part.end,), lo=first)
        found.update(number for _, end, number in places[first:last] if end <= part.end)
    return sorted(found)


def _node(entity: Entity) -> Node:
    return Node(entity.iri, entity.label)
