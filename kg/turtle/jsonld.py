"""JSON-LD: one node object a subject, compacted with the prefixes, in the order of the IRIs."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING

from kg.rdf import Literal
from kg.turtle.terms import full_term
from kg.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.rdf import NamedGraph, Term


def context_text(prefixes: Mapping[str, str]) -> str:
    """The ``@context`` object: the prefixes and nothing else, so that nothing is fetched."""
    return json.dumps(dict(prefixes), ensure_ascii=True, indent=1)


def node_texts(graph: NamedGraph, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The node object of each subject on one line."""
    compact = cache(partial(_compact, prefixes=prefixes))
    for subject, properties in sorted(graph.nodes.items()):
        node: dict[str, object] = {"@id": compact(subject)}
        for predicate, values in sorted(properties.items()):
            ordered = sorted(values, key=full_term)
            if predicate == RDF.type:
                node["@type"] = [compact(value) for value in ordered]
            else:
                node[compact(predicate)] = [_value(value, compact) for value in ordered]
        yield json.dumps(node, ensure_ascii=True)


def _compact(term: Term, prefixes: Mapping[str, str]) -> str:
    """``prefix:rest`` for the longest namespace that the IRI begins with, else the whole IRI."""
    whole = full_term(term)
    if isinstance(term, Literal):
        return whole
    spaces = [(len(space), prefix) for prefix, space in prefixes.items() if term.startswith(space)]
    if not spaces:
        return term
    length, prefix = max(spaces)
    rest = term[length:]
    return term if rest.startswith("//") else f"{prefix}:{rest}"


def _value(term: Term, compact: Callable[[Term], str]) -> str | dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": compact(term)}
    full_term(term)
    if term.language is not None:
        return {"@value": term.text, "@language": term.language}
    if term.datatype is None:
        return term.text
    return {"@value": term.text, "@type": compact(term.datatype)}
