"""Turtle triples laid out to be read: the article, then who, then what was said, then the characters.

The layout is that of rdflib's serializer, which took 20 µs a triple to this module's 3; the tests hold
the two equal byte for byte. The order is ours (an article's statements each with their hops, spans by
offset), and so is how terms are spelled: short names that every strict parser accepts, text on one line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.turtle.terms import ShortTerms
from kg.vocab import KG, NIF, PROV, RDF, RDFS, SCHEMA, SUPERCLASSES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.rdf import NamedGraph, Term

# Where the nodes of a class stand; the first class that fits counts, other nodes come before spans.
CLASSES = (
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
)
PREDICATES = (
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
_RANKS: dict[Term, int] = {kind: rank for rank, kind in enumerate(CLASSES)}
# A hop stands below its statement, whose name its own begins with.
_RANKS[KG.Attribution] = _RANKS[KG.Statement]
# How many classes a class has above it.
_DEPTHS: dict[Term, int] = {kind: len(above) for kind, above in SUPERCLASSES.items()}
_PLACES = {predicate: place for place, predicate in enumerate(PREDICATES)}
# Classes and hops read better side by side; what is longer stands one value a line.
_LINE_LENGTH = 80
_NEXT_PREDICATE = " ;\n" + " " * 4
_NEXT_VALUE = ",\n" + " " * 8
_NUMBER = re.compile(r"([0-9]+)")
# A number of more digits is part of a hash and sorts as text.
_LONGEST_NUMBER = 9
# The text between the numbers of a name, and each number with its value, by turns.
_Natural = list[str | tuple[int, str]]


def pretty_triples(graph: NamedGraph, prefixes: Mapping[str, str]) -> str:
    """The triples of ``graph`` in Turtle below ``prefixes``, without any ``@prefix`` line."""
    terms = ShortTerms(prefixes)
    blocks = (_block(subject, graph.nodes[subject], terms) for subject in _in_order(graph))
    return "".join(f"\n{block} .\n" for block in blocks) + "\n"


def _in_order(graph: NamedGraph) -> list[str]:
    """The subjects by class, then by name."""
    spaces: dict[str, tuple[_Natural, str]] = {}

    def key(subject: str) -> tuple[int, _Natural, str]:
        cut = max(subject.rfind("/"), subject.rfind("#")) + 1
        space, local = subject[:cut], subject[cut:]
        if space not in spaces:
            # A namespace ends in text: the key of a name in it begins with the parts before that text.
            *parts, last = _natural(space)
            spaces[space] = parts, str(last)
        head, text = spaces[space]
        return _rank(tuple(graph.nodes[subject].get(RDF.type, ()))), head + _natural(text + local), subject

    return sorted(graph.nodes, key=key)


def _natural(text: str) -> _Natural:
    """A key that sorts the numbers in a name by value: hop2 before hop10."""
    parts = _NUMBER.split(text)
    key: _Natural = [*parts]
    key[1::2] = [(int(part) if len(part) <= _LONGEST_NUMBER else 0, part) for part in parts[1::2]]
    return key


# An article has hundreds of nodes, and a handful of classes and of sets of predicates.
@lru_cache(maxsize=256)
def _rank(types: tuple[Term, ...]) -> int:
    """Where a node of these classes stands."""
    if KG.Span in types:
        return len(CLASSES) + 1
    return min((_RANKS.get(kind, len(CLASSES)) for kind in types), default=len(CLASSES))


@lru_cache(maxsize=256)
def _reading_order(predicates: tuple[str, ...]) -> tuple[str, ...]:
    """The predicates in the order of reading, others behind by name."""
    return tuple(sorted(predicates, key=lambda p: (_PLACES.get(p, len(_PLACES)), p)))


def _block(subject: str, properties: Mapping[str, Collection[Term]], terms: ShortTerms) -> str:
    """The subject with its predicates, a line each, without the stop."""
    lines = []
    for predicate in _reading_order(tuple(properties)):
        if predicate == RDF.type:
            lines.append(f"a {_classes(properties[predicate], terms)}")
        else:
            lines.append(f"{terms.term(predicate)} {_values(properties[predicate], terms)}")
    return f"{terms.term(subject)} {_NEXT_PREDICATE.join(lines)}"


def _classes(kinds: Collection[Term], terms: ShortTerms) -> str:
    """The classes of a node, the most telling first."""
    ordered = sorted(kinds, key=lambda kind: (-_DEPTHS.get(kind, 0), _natural(terms.term(kind))))
    return _list([terms.term(kind) for kind in ordered])


def _values(values: Collection[Term], terms: ShortTerms) -> str:
    """The values of a predicate, by name."""
    if len(values) == 1:
        return terms.term(*values)
    return _list(sorted(map(terms.term, values), key=_natural))


def _list(words: list[str]) -> str:
    """The words side by side where they fit on a line, else one below the other."""
    line = ", ".join(words)
    return line if len(line) <= _LINE_LENGTH else _NEXT_VALUE.join(words)
