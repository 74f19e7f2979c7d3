"""Turtle as rdflib's own serializer lays it out, in our order and spelling: what ``kg.turtle`` must equal.

It shares with the writer the two tables of what stands where, and no code. Predicates, values and lines
are walked, sorted and laid out by rdflib; terms are spelled from rdflib's terms.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.plugins.serializers.turtle import VERB, TurtleSerializer

from kg.turtle.pretty import CLASSES, PREDICATES
from kg.vocab import SUPERCLASSES
from tests.namespaces import KG

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rdflib import Graph
    from rdflib.term import Node

_LINE_LENGTH = 80
_PART = re.compile(r"[0-9]+|[^0-9]+")
_ESCAPED = re.compile(
    '[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]'
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_LOCAL = re.compile(r"(?:[A-Za-z0-9_~]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_~-]|\.(?!\Z)|%[0-9A-Fa-f]{2})*")
_BARE = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}


def reference_triples(graph: Graph, prefixes: Mapping[str, str]) -> str:
    """The triples of ``graph`` in Turtle below ``prefixes``, without any ``@prefix`` line."""
    file = BytesIO()
    _Serializer(graph, prefixes).serialize(file, encoding="utf-8")
    return file.getvalue().decode("utf-8")


def _natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Numbers by value, but those of ten digits and more as text."""
    numbers = ((part, part[0] in "0123456789") for part in _PART.findall(text))
    return tuple((not n, int(part) if n and len(part) < 10 else 0, part) for part, n in numbers)


class _Serializer(TurtleSerializer):
    """rdflib's serializer with our order and our spelling."""

    def __init__(self, graph: Graph, prefixes: Mapping[str, str]) -> None:
        super().__init__(graph)
        self._prefixes = prefixes
        self.predicateOrder = list(map(URIRef, PREDICATES))

    def startDocument(self) -> None:  # noqa: N802
        """Leave the prefixes to the document."""

    def preprocessTriple(self, triple: tuple[Node, Node, Node]) -> None:  # noqa: N802
        """Count references; names need no preparation here."""
        self._references[triple[2]] += 1
        self._subjects[triple[0]] = True

    def orderSubjects(self) -> list[Node]:  # noqa: N802
        """Every subject by class, then by name."""
        ranks: dict[Node, int] = {URIRef(kind): rank for rank, kind in enumerate(CLASSES)}
        ranks[KG.Attribution] = ranks[KG.Statement]
        ranks[KG.Span] = -1

        def key(subject: Node) -> tuple[int, tuple[tuple[bool, int, str], ...], str]:
            found = {ranks.get(kind, len(CLASSES)) for kind in self.store.objects(subject, RDF.type)}
            rank = len(CLASSES) + 1 if -1 in found else min(found, default=len(CLASSES))
            return rank, _natural(str(subject)), str(subject)

        return sorted(self._subjects, key=key)

    def sortProperties(self, properties: Mapping[Node, list[Node]]) -> list[Node]:  # noqa: N802
        """The predicates in reading order, their values by name."""
        ordered = super().sortProperties(properties)
        for predicate, values in properties.items():
            values.sort(key=lambda value: _natural(self._spell(value)))
            if predicate == RDF.type:
                values.sort(key=lambda kind: -len(SUPERCLASSES.get(str(kind), ())))
        return ordered

    def objectList(self, objects: Sequence[Node]) -> None:  # noqa: N802
        """Write the values on one line where they fit, else one below the other."""
        line = ", ".join(map(self._spell, objects))
        if len(line) <= _LINE_LENGTH:
            self.write(f" {line}")
        else:
            super().objectList(objects)

    def label(self, node: Node, position: int) -> str:
        """The term as it is spelled."""
        return "a" if position == VERB and node == RDF.type else self._spell(node)

    def _spell(self, term: Node) -> str:
        if not isinstance(term, Literal):
            return self._name(str(term))
        bare = _BARE.get(term.datatype) if term.datatype else None
        if bare and bare.fullmatch(term):
            return str(term)
        quoted = f'"{_ESCAPED.sub(lambda m: _SHORT.get(m[0]) or f"{chr(92)}u{ord(m[0]):04X}", term)}"'
        if term.language:
            return f"{quoted}@{term.language}"
        return f"{quoted}^^{self._name(str(term.datatype))}" if term.datatype else quoted

    def _name(self, iri: str) -> str:
        """The IRI with the first prefix of its namespace, where the rest is a local name."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = next((p for p, space in self._prefixes.items() if space == iri[:cut]), None)
        if prefix is None or not _LOCAL.fullmatch(iri[cut:]):
            return f"<{iri}>"
        return f"{prefix}:{iri[cut:]}".replace("~", "\\~")
