"""Turtle triples laid out to be read: the article, then who, then what was said, then the characters.

The layout is that of rdflib's own serializer, which does the writing; this class decides the order
(an article's statements each with their hops, spans by offset) and how terms are spelled (short names
that every strict parser accepts, text on one line).
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from rdflib import URIRef
from rdflib.plugins.serializers.turtle import VERB, TurtleSerializer

from kg.turtle.terms import ShortTerms, full_term
from kg.vocab import KG, NIF, PROV, RDF, RDFS, SCHEMA, SUPERCLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rdflib import Graph
    from rdflib.term import Node

# Where the nodes of a class stand; the first class that fits counts, other nodes come before spans.
_CLASSES = (
    KG.Article,
    SCHEMA.ImageObject,
    KG.Text,
    KG.ExtractionRun,
    PROV.SoftwareAgent,
    KG.Person,
    KG.Organization,
    KG.UnnamedSource,
    KG.Country,
    KG.Place,
    KG.Platform,
    KG.Affiliation,
    KG.IdentityLink,
    KG.Statement,
    KG.Attribution,
)
_PREDICATES = (
    RDF.type,
    RDFS.label,
    SCHEMA.identifier,
    KG.publishedIn,
    KG.speaker,
    KG.speakerRole,
    KG.addressee,
    KG.medium,
    KG.reportedBy,
    KG.contentText,
    KG.quotedText,
    KG.hop,
    PROV.agent,
    PROV.hadRole,
    KG.hasAttribution,
    KG.contentSpan,
    KG.evidenceSpan,
    KG.sourceSpan,
    KG.cueSpan,
    KG.cueLemma,
    KG.saidNotBefore,
    KG.saidNotAfter,
    KG.timeSpan,
    NIF.referenceContext,
    NIF.beginIndex,
    NIF.endIndex,
    NIF.anchorOf,
)
# rdflib puts every further value on a line of its own; classes and hops read better side by side.
_LINE_LENGTH = 80
_NUMBER = re.compile(r"([0-9]+)")


def pretty_triples(graph: Graph, prefixes: Mapping[str, str]) -> str:
    """The triples of ``graph`` in Turtle below ``prefixes``, without any ``@prefix`` line."""
    file = BytesIO()
    _Serializer(graph, ShortTerms(prefixes)).serialize(file, encoding="utf-8")
    return file.getvalue().decode("utf-8")


_Natural = tuple[tuple[bool, int, str], ...]


def _natural(text: str) -> _Natural:
    """A key that sorts the numbers in a name by value: hop2 before hop10."""
    parts = (part for part in _NUMBER.split(text) if part)
    # A number of many digits is part of a hash and sorts as text.
    return tuple((p.isdigit(), int(p) if p.isdigit() and len(p) < 10 else 0, p) for p in parts)  # noqa: PLR2004


def _generality(kind: Node) -> int:
    """How far up a class stands: the most telling class of a node comes first."""
    return -len(SUPERCLASSES.get(kind, ())) if isinstance(kind, URIRef) else 0


class _Serializer(TurtleSerializer):
    """rdflib's serializer with our order and our spelling."""

    def __init__(self, graph: Graph, terms: ShortTerms) -> None:
        super().__init__(graph)
        self._terms = terms
        self.predicateOrder = list(_PREDICATES)

    def startDocument(self) -> None:  # noqa: N802
        """Leave the prefixes to the document."""

    def preprocessTriple(self, triple: tuple[Node, Node, Node]) -> None:  # noqa: N802
        """Count references; names need no preparation here."""
        self._references[triple[2]] += 1
        self._subjects[triple[0]] = True

    def orderSubjects(self) -> list[Node]:  # noqa: N802
        """Every subject by class, then by name."""
        ranks: dict[Node, int] = {kind: rank for rank, kind in enumerate(_CLASSES)}
        ranks[KG.Attribution] = ranks[KG.Statement]
        ranks[KG.Span] = -1

        def key(subject: Node) -> tuple[int, _Natural, str]:
            found = {ranks.get(kind, len(_CLASSES)) for kind in self.store.objects(subject, RDF.type)}
            rank = len(_CLASSES) + 1 if -1 in found else min(found, default=len(_CLASSES))
            return rank, _natural(str(subject)), str(subject)

        return sorted(self._subjects, key=key)

    def sortProperties(self, properties: Mapping[Node, list[Node]]) -> list[Node]:  # noqa: N802
        """The predicates in reading order, their values by name."""
        ordered = super().sortProperties(properties)
        for predicate, values in properties.items():
            values.sort(key=lambda value: (_natural(self._terms.term(value)), full_term(value)))
            if predicate == RDF.type:
                values.sort(key=_generality)
        return ordered

    def objectList(self, objects: Sequence[Node]) -> None:  # noqa: N802
        """Write the values on one line where they fit, else one below the other."""
        line = ", ".join(map(self._terms.term, objects))
        if len(line) <= _LINE_LENGTH:
            self.write(f" {line}")
        else:
            super().objectList(objects)

    def label(self, node: Node, position: int) -> str:
        """The term as it is spelled."""
        return "a" if position == VERB and node == RDF.type else self._terms.term(node)
