"""Between N-Triples terms and rdflib's nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import BNode, Graph, Literal, URIRef

from kg.check.terms import iri, literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from kg.check.sources import Triple


def node(term: str) -> URIRef | BNode | Literal:
    """The node of rdflib for a term; a literal keeps the characters it was written with."""
    if term.startswith("<"):
        return URIRef(term[1:-1])
    if term.startswith("_:"):
        return BNode(term[2:])
    parts = parse_literal(term)
    if parts is None:
        raise ValueError(f"not an N-Triples term: {term}")
    if parts.language:
        return Literal(parts.characters, lang=parts.language)
    if parts.datatype:
        return Literal(parts.characters, datatype=URIRef(parts.datatype), normalize=False)
    return Literal(parts.characters)


def term(value: Node) -> str:
    """The term of a node of rdflib.

    >>> term(Literal("a", lang="en"))
    '"a"@en'
    """
    if isinstance(value, Literal):
        return literal(str(value), language=value.language or "", datatype=str(value.datatype or ""))
    return f"_:{value}" if isinstance(value, BNode) else iri(str(value))


def graph(triples: Iterable[Triple]) -> Graph:
    """An rdflib graph of ``triples``, without any namespace bound."""
    filled = Graph(bind_namespaces="none")
    known: dict[str, URIRef | BNode | Literal] = {}
    for triple in triples:
        for part in triple:
            if part not in known:
                known[part] = node(part)
        subject, predicate, value = (known[part] for part in triple)
        filled.add((subject, predicate, value))
    return filled
