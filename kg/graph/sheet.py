"""The sheet on which one article's triples are written: its nodes, its IRIs, its literals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.iris import Iris, shared_prefixes, slug
from kg.model import Entity, EntityKind
from kg.rdf import Literal, NamedGraph, Term
from kg.vocab import KG, NIF, PREFIXES, RDF, RDFS, SUPERCLASSES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Article, Resolved, Span

# Entities of the other kinds cannot speak, so they cannot be a hop either.
AGENTS = frozenset(kind for kind in EntityKind if kind not in (EntityKind.PLATFORM, EntityKind.PLACE))
CLASSES = {
    EntityKind.PERSON: KG.Person,
    EntityKind.ORGANIZATION: KG.Organization,
    EntityKind.OUTLET: KG.Outlet,
    EntityKind.PLATFORM: KG.Platform,
    EntityKind.COUNTRY: KG.Country,
    EntityKind.PLACE: KG.Place,
    EntityKind.UNNAMED_SOURCE: KG.UnnamedSource,
}
# Four digits of a confidence are more than any of our scores deserves; fewer would merge them.
_CONFIDENCE_STEP = Decimal("0.0001")
_PRIMARY_LANGUAGE = re.compile(r"[a-z]{2,3}")
# XML Schema allows zones of whole minutes up to fourteen hours.
_WIDEST_ZONE = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The triples being written, and what every writer needs to know of the article.

    ``language`` is that of the text: the primary subtag, which every RDF tool writes the same way.
    A dict without values keeps the values of a predicate: each once, in the order of writing.
    """

    content: Article
    resolved: Resolved
    iris: Iris
    article: str
    text: str
    language: str
    entities: dict[str, Entity]
    _nodes: dict[str, dict[str, dict[Term, None]]] = field(default_factory=dict)
    _spans: dict[Span, str] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article, resolved: Resolved, iris: Iris) -> Sheet:
        """An empty sheet."""
        primary = article.language.lower().partition("-")[0]
        return cls(
            article,
            resolved,
            iris,
            article=iris.article,
            text=iris.text,
            language=primary if _PRIMARY_LANGUAGE.fullmatch(primary) else "en",
            entities={entity.path: entity for entity in resolved.entities},
        )

    def graph(self) -> NamedGraph:
        """What was written, with the article's name and prefixes."""
        prefixes = {**PREFIXES, **shared_prefixes(self.iris.base), **self.iris.prefixes()}
        return NamedGraph(self.iris.graph, prefixes, self._nodes)

    def add(self, subject: str, predicate: str, *values: Term) -> None:
        """Write one triple a value; no value, no triple."""
        if values:
            found = self._nodes.setdefault(subject, {}).setdefault(predicate, {})
            for value in values:
                found[value] = None

    def has(self, subject: str, predicate: str) -> bool:
        """Whether a value of the predicate was written."""
        return predicate in self._nodes.get(subject, ())

    def type(self, subject: str, kind: str) -> None:
        """Write the class and its super-classes, so that no reader needs a reasoner."""
        self.add(subject, RDF.type, kind, *SUPERCLASSES.get(kind, ()))

    def span(self, span: Span) -> str:
        """The span's node, written once with its offsets and its characters."""
        node = self._spans.get(span)
        if node is None:
            node = self._spans[span] = self.iris.span(span)
            self.add(node, RDF.type, KG.Span)
            self.add(node, NIF.referenceContext, self.text)
            self.add(node, NIF.beginIndex, self.index(span.start))
            self.add(node, NIF.endIndex, self.index(span.end))
            self.add(node, NIF.anchorOf, self.string(span.of(self.content.text)))
        return node

    def spans(self, subject: str, predicate: str, spans: Iterable[Span]) -> None:
        """Write a triple to each span's node."""
        self.add(subject, predicate, *map(self.span, spans))

    def entity(self, path: str, *kinds: EntityKind) -> str | None:
        """The node of the entity at ``path``; None when it is of none of ``kinds`` (if any).

        Raises ``ValueError`` when the article has no such entity.
        """
        found = self.entities.get(path)
        if found is None:
            raise ValueError(f"{self.content.identifier}: no entity has the path {path!r}")
        return self.iris.entity(path) if not kinds or found.kind in kinds else None

    def path_at(self, span: Span) -> str:
        """The path of the entity meant at ``span``; raises ``ValueError`` when none is."""
        path = self.resolved.at.get(span)
        if path is None:
            raise ValueError(f"{self.content.identifier}: no entity at {span.start}..{span.end}")
        return path

    def agent(self, span: Span | None) -> str:
        """The agent meant at ``span``; what cannot speak, and None, give an unnamed source."""
        if span is None:
            return self.unnamed("source not stated")
        return self.entity(self.path_at(span), *AGENTS) or self.unnamed(span.of(self.content.text))

    def unnamed(self, label: str) -> str:
        """An unnamed source of this article with this label."""
        node = self.iris.entity(f"source/{slug(label)}")
        self.type(node, KG.UnnamedSource)
        self.add(node, KG.scopedTo, self.article)
        if not self.has(node, RDFS.label):
            self.add(node, RDFS.label, self.words(label))
        return node

    @staticmethod
    def string(text: str) -> Literal:
        """A plain string; raises ``ValueError`` for a lone surrogate, which no RDF syntax can write."""
        text.encode("utf-8")
        return Literal(text)

    def words(self, text: str) -> Literal:
        """A text in the article's language; raises ``ValueError`` for a lone surrogate."""
        text.encode("utf-8")
        return Literal(text, language=self.language)

    @staticmethod
    def name(label: str) -> Literal:
        """An entity's label: in English, whatever the article is written in.

        Raises ``ValueError`` for a lone surrogate.
        """
        label.encode("utf-8")
        return Literal(label, language="en")

    @staticmethod
    def index(offset: int) -> Literal:
        """An offset in code points."""
        return Literal(str(offset), XSD.nonNegativeInteger)

    @staticmethod
    def day(day: date) -> Literal:
        """A calendar day."""
        return Literal(day.isoformat(), XSD.date)

    @staticmethod
    def moment(moment: datetime) -> Literal:
        """A second, with its zone if it tells one (in UTC if XML Schema cannot write that zone)."""
        offset = moment.utcoffset()
        if offset is not None:
            writable = abs(offset) <= _WIDEST_ZONE and offset.total_seconds() % 60 == 0
            moment = moment.astimezone(timezone(offset) if writable else UTC)
        return Literal(moment.replace(microsecond=0).isoformat(), XSD.dateTime)

    @staticmethod
    def score(confidence: float) -> Literal:
        """A confidence as a canonical decimal; raises ``ValueError`` unless it is from 0 to 1."""
        return _score(confidence)


# An article has hundreds of scores and a rule gives always the same.
@lru_cache(maxsize=1024)
def _score(confidence: float) -> Literal:
    if not 0.0 <= confidence <= 1.0:
        raise ValueError(f"not a confidence: {confidence}")
    digits = str(Decimal(str(confidence)).quantize(_CONFIDENCE_STEP, ROUND_HALF_EVEN)).rstrip("0")
    return Literal(f"{digits}0" if digits.endswith(".") else digits, XSD.decimal)
