"""RDF as plain values: an IRI is a string, literals and graphs are frozen, and no RDF library is needed.

A build writes each triple once and reads it once. rdflib takes 9 µs to add one to a graph, which it
indexes three ways for questions nobody asks then; a whole article is built here in 2 µs a triple.
``NamedGraph.to_rdf`` makes the graph of rdflib for whoever wants to work on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from rdflib import Graph


class Literal(NamedTuple):
    """Characters with a datatype (its IRI) or a language; with neither they are an ``xsd:string``.

    A tuple, because an article has hundreds, and tuples are hashed by the interpreter itself.
    """

    text: str
    datatype: str | None = None
    language: str | None = None


# A subject and a predicate are IRIs: nothing here has a blank node.
Term = str | Literal


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """Triples, each once, and the IRI of the named graph they belong in.

    ``nodes`` holds the values of each subject by predicate; ``prefixes`` are those to write it with.
    """

    name: str
    prefixes: Mapping[str, str]
    nodes: Mapping[str, Mapping[str, Collection[Term]]]

    def __len__(self) -> int:
        return sum(len(values) for properties in self.nodes.values() for values in properties.values())

    def __iter__(self) -> Iterator[tuple[str, str, Term]]:
        for subject, properties in self.nodes.items():
            for predicate, values in properties.items():
                for value in values:
                    yield subject, predicate, value

    def to_rdf(self) -> Graph:
        """The same triples, name and prefixes as a new graph of rdflib."""
        import rdflib  # noqa: PLC0415  # 0.1 s and 20 MB that a build does without

        graph = rdflib.Graph(identifier=rdflib.URIRef(self.name), bind_namespaces="none")
        for prefix, space in self.prefixes.items():
            graph.bind(prefix, space, override=True, replace=True)
        for subject, predicate, value in self:
            # Our literals are canonical, and others must stay what they are.
            node = (
                rdflib.Literal(value.text, lang=value.language, datatype=value.datatype, normalize=False)
                if isinstance(value, Literal)
                else rdflib.URIRef(value)
            )
            graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), node))
        return graph
