"""JSON-LD: one node object a subject, compacted with the prefixes, in the order of the IRIs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rdflib import RDF, XSD, Literal, URIRef

from kg.turtle.terms import full_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node


def context_text(prefixes: Mapping[str, str]) -> str:
    """The ``@context`` object: the prefixes and nothing else, so that nothing is fetched."""
    return json.dumps(dict(prefixes), ensure_ascii=True, indent=1)


def node_texts(graph: Graph, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The node object of each subject on one line."""
    for subject in sorted(set(graph.subjects()), key=str):
        node: dict[str, object] = {"@id": _compact(subject, prefixes)}
        for predicate in sorted(set(graph.predicates(subject)), key=str):
            values = sorted(graph.objects(subject, predicate), key=full_term)
            key = "@type" if predicate == RDF.type else _compact(predicate, prefixes)
            node[key] = [_compact(v, prefixes) if key == "@type" else _value(v, prefixes) for v in values]
        yield json.dumps(node, ensure_ascii=True)


def _compact(term: Node, prefixes: Mapping[str, str]) -> str:
    """``prefix:rest`` for the longest namespace that the IRI begins with, else the whole IRI."""
    if not isinstance(term, URIRef):
        return full_term(term)
    full_term(term)
    text = str(term)
    spaces = [(len(space), prefix) for prefix, space in prefixes.items() if text.startswith(space)]
    if not spaces:
        return text
    length, prefix = max(spaces)
    rest = text[length:]
    return text if rest.startswith("//") else f"{prefix}:{rest}"


def _value(term: Node, prefixes: Mapping[str, str]) -> str | dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _compact(term, prefixes)}
    full_term(term)
    if term.language:
        return {"@value": str(term), "@language": term.language}
    if term.datatype in (None, XSD.string):
        return str(term)
    return {"@value": str(term), "@type": _compact(term.datatype, prefixes)}
