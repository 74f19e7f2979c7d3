"""Triples of a small graph, looked up by subject and predicate: how shapes and ontologies are read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rdflib import RDF

from kg.check.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.check.sources import Triple

TYPE = iri(RDF.type)
_FIRST, _REST, _NIL = iri(RDF.first), iri(RDF.rest), iri(RDF.nil)


class Index:
    """Triples by subject, in the order given."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """Keep ``triples``."""
        self.triples = tuple(dict.fromkeys(triples))
        self._objects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, value in self.triples:
            self._objects[subject][predicate].append(value)
            self._subjects[predicate, value].append(subject)

    def __contains__(self, subject: str) -> bool:
        """Whether anything is said about ``subject``."""
        return subject in self._objects

    def subjects(self) -> Iterator[str]:
        """Every subject, once."""
        return iter(self._objects)

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The values of a predicate; empty when there is none."""
        return self._objects[subject][predicate] if subject in self._objects else []

    def value(self, subject: str, predicate: str) -> str | None:
        """The first value of a predicate, or None."""
        return next(iter(self.objects(subject, predicate)), None)

    def having(self, predicate: str, value: str | None = None) -> list[str]:
        """The subjects that have a predicate (with this value), each once."""
        if value is not None:
            return list(dict.fromkeys(self._subjects.get((predicate, value), [])))
        return list(dict.fromkeys(t.subject for t in self.triples if t.predicate == predicate))

    def members(self, head: str) -> list[str]:
        """The members of an RDF list; a list that runs in a circle ends where it began."""
        members: list[str] = []
        seen: set[str] = set()
        node = head
        while node != _NIL and node not in seen:
            seen.add(node)
            members += self.objects(node, _FIRST)
            node = self.value(node, _REST) or _NIL
        return members
