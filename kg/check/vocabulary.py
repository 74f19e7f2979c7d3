"""The terms that the ontologies declare, and what a term that they do not declare was meant to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from rdflib import FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, XSD

from kg.check.index import Index
from kg.check.sources import read_triples
from kg.check.terms import iri, plain
from kg.files import folder
from kg.rdf_files import find_sources

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = iri(VANN.preferredNamespacePrefix)
_NAMESPACE = iri(VANN.preferredNamespaceUri)
_COPIES = (FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD)
_OWN_FILE = "kg.ttl"
# difflib's default of 0.6 offers "kg:ask" for "kg:task" but also "kg:hop" for "kg:shop"; at 0.75 one
# wrong, missing or swapped letter in a word of four or more is still found.
_CLOSE = 0.75


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the ontologies declare: IRIs of terms, and the namespace of each prefix.

    ``own`` is the namespace in which every term has to be declared; ``index`` is what is said of them.
    """

    terms: frozenset[str]
    prefixes: Mapping[str, str]
    own: str
    index: Index

    def is_unknown(self, name: str) -> bool:
        """Whether an IRI lies in a namespace of the ontologies and is no term of it.

        A vocabulary that is only borrowed from may have terms the ontologies do not list: those that
        rdflib's copy of it knows are accepted.
        """
        namespace = self.namespace(name)
        if namespace is None or name in self.terms or name == namespace:
            return False
        return namespace == self.own or not _published(namespace, name)

    def namespace(self, name: str) -> str | None:
        """The namespace of the ontologies in which an IRI lies, or None."""
        namespace = name[: len(name) - len(re.split("[#/]", name)[-1])]
        return namespace if namespace in self.prefixes.values() else None

    def misspelt_namespace(self, name: str) -> str | None:
        """The IRI in the namespace that was meant, when only its scheme or its last sign differs."""
        local = re.split("[#/]", name)[-1]
        bare = _bare(name[: len(name) - len(local)])
        for namespace in self.prefixes.values():
            if (
                _bare(namespace) == bare
                and not name.startswith(namespace)
                and namespace + local in self.terms
            ):
                return namespace + local
        return None

    def suggestion(self, name: str) -> str | None:
        """The declared term that an unknown one was most likely meant to be, or None."""
        namespace = self.namespace(name)
        if namespace is None:
            return None
        local = {t[len(namespace) :].casefold(): t for t in sorted(self.terms) if t.startswith(namespace)}
        close = get_close_matches(name[len(namespace) :].casefold(), local, n=1, cutoff=_CLOSE)
        return local[close[0]] if close else None


@cache
def load_vocabulary() -> Vocabulary:
    """The terms of every file in ``ontologies/``."""
    triples = []
    own = ""
    for source in find_sources([folder("ontologies")]):
        read = list(read_triples(source))
        triples += read
        if source.name.endswith(_OWN_FILE):
            own = plain(next(t.object for t in read if t.predicate == _NAMESPACE))
    index = Index(triples)
    prefixes = {
        plain(prefix): plain(namespace)
        for subject in index.having(_PREFIX)
        for prefix in index.objects(subject, _PREFIX)
        for namespace in index.objects(subject, _NAMESPACE)
    }
    terms = frozenset(plain(s) for s in index.subjects() if s.startswith("<"))
    return Vocabulary(terms, dict(sorted(prefixes.items())), own, index)


def _bare(namespace: str) -> str:
    return re.sub("^https?://", "", namespace).rstrip("#/")


@cache
def _published(namespace: str, name: str) -> bool:
    """Whether rdflib's copy of a vocabulary has the term; true for a vocabulary that it has no copy of."""
    return all(name in known for known in _COPIES if str(known) == namespace)
