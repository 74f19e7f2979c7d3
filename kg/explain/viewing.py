"""Extracted values become views: offsets become words, entity paths become labels and IRIs.

What ``kg.graph`` writes as triples is told here the same way: the IRIs, the publisher's hop, the days
of saying, the unnamed source for those who cannot speak. tests/test_api.py holds the two together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.explain.views import Entity, Hop, Passage, Statement
from kg.graph.sheet import AGENTS
from kg.iris import Iris, safe_iri, slug
from kg.model import ChainRole, EntityKind, hull

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kg import model

_PRINTERS = (EntityKind.OUTLET, EntityKind.ORGANIZATION)
_UNSTATED = "source not stated"


def view_entities(article: model.Article, resolved: model.Resolved, *, base: str) -> Mapping[str, Entity]:
    """The entities by path, in the order of ``resolved``."""
    iris = Iris.of(article, base=base)
    titles: dict[str, dict[str, None]] = {}
    for one in resolved.affiliations:
        titles.setdefault(one.holder, {})[f"former {one.title}" if one.former else one.title] = None
    return {
        entity.path: Entity(
            iri=iris.entity(entity.path),
            kind=entity.kind,
            label=entity.label,
            alt_labels=tuple(label for label in entity.alt_labels if label != entity.label),
            mentions=tuple(passages(article.text, (m.span for m in entity.mentions))),
            titles=tuple(titles.get(entity.path, ())),
            same_as=tuple(link.target for link in entity.links if link.accepted and safe_iri(link.target)),
            code=entity.code,
            members=tuple(map(iris.entity, entity.members)),
        )
        for entity in resolved.entities
    }


def view_statements(
    article: model.Article,
    resolved: model.Resolved,
    statements: Iterable[model.Statement],
    entities: Mapping[str, Entity],
    *,
    base: str,
) -> tuple[Statement, ...]:
    """The statements in their order, with the ``entities`` that ``view_entities`` gave."""
    view = _View(article, resolved, entities, Iris.of(article, base=base))
    shared: Counter[model.Span] = Counter()
    found = []
    for number, statement in enumerate(statements, start=1):
        content = hull(statement.content)
        shared[content] += 1
        found.append(view.statement(number, statement, view.iris.statement(content, clash=shared[content])))
    return tuple(found)


def passages(text: str, spans: Iterable[model.Span]) -> Iterator[Passage]:
    """The spans with their characters."""
    return (Passage(span.start, span.end, span.of(text)) for span in spans)


@dataclass(frozen=True, slots=True)
class _View:
    """One article and what its spans mean."""

    article: model.Article
    resolved: model.Resolved
    entities: Mapping[str, Entity]
    iris: Iris

    def statement(self, number: int, statement: model.Statement, iri: str) -> Statement:
        """The view of one statement."""
        parts = self._passages(statement.content)
        not_before, not_after = self._days(statement.time)
        span = statement.time.span if statement.time else None
        return Statement(
            number=number,
            iri=iri,
            form=statement.form,
            content=" … ".join(part.text for part in parts),
            parts=parts,
            quoted=self._passages(statement.quoted),
            chain=tuple(self._chain(statement.chain)),
            addressees=tuple(self._at(statement.addressees, *AGENTS)),
            media=tuple(self._at(statement.media, EntityKind.PLATFORM)),
            not_before=not_before,
            not_after=not_after,
            time=None if span is None else self._passages([span])[0],
            polarity=statement.polarity,
            certainty=statement.certainty,
            force=statement.force,
            evidence=self._passages(statement.evidence),
            confidence=statement.confidence,
            rule=statement.rule,
        )

    def _passages(self, spans: Iterable[model.Span]) -> tuple[Passage, ...]:
        return tuple(passages(self.article.text, spans))

    def _chain(self, chain: Iterable[model.Attribution]) -> Iterator[Hop]:
        """The hops, the publisher last; a relay by the publisher itself is the publisher's hop."""
        hops = [self._hop(hop) for hop in chain]
        outlet = self.entities.get(self.resolved.publisher or "")
        if outlet is None or outlet.kind not in _PRINTERS:
            yield from hops
            return
        last = hops[-1]
        own = last.role is ChainRole.RELAY and last.agent.iri == outlet.iri
        yield from hops[:-1] if own else hops
        yield Hop(ChainRole.PUBLISHER, outlet, *((last.source, last.cue, last.lemma) if own else ()))

    def _hop(self, hop: model.Attribution) -> Hop:
        source = None if hop.source is None else self._passages([hop.source])[0]
        return Hop(hop.role, self._agent(hop.agent), source, self._passages(hop.cue), hop.cue_lemma)

    def _agent(self, span: model.Span | None) -> Entity:
        """Who speaks at a span; what cannot speak, and nobody, are an unnamed source."""
        if span is None:
            return self._unnamed(_UNSTATED)
        found = self.entities[self.resolved.at[span]]
        return found if found.kind in AGENTS else self._unnamed(span.of(self.article.text))

    def _unnamed(self, label: str) -> Entity:
        path = f"source/{slug(label)}"
        return self.entities.get(path) or Entity(self.iris.entity(path), EntityKind.UNNAMED_SOURCE, label)

    def _at(self, spans: Iterable[model.Span], *kinds: EntityKind) -> Iterator[Entity]:
        """The entities at the spans that are of one of the kinds."""
        found = (self.entities[self.resolved.at[span]] for span in spans)
        return (entity for entity in dict.fromkeys(found) if entity.kind in kinds)

    def _days(self, time: model.SayingTime | None) -> tuple[date | None, date | None]:
        """First and last day of saying: no later than the article, no first day without a last."""
        day = self.article.day
        if time is None:
            return None, day
        last = time.not_after if day is None else min(time.not_after, day)
        first = time.not_before
        return (first if first is not None and first <= last else None), last
