"""Shapes files in, one set of named shapes out; whatever cannot be meant is refused with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SH

from kg.check.index import TYPE, Index
from kg.check.linting import lint
from kg.check.paths import path_text
from kg.check.sources import Triple, read_triples
from kg.check.terms import iri, parse_literal, plain
from kg.errors import ConfigError, InputError
from kg.files import folder
from kg.rdf_files import find_sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.rdf_files import Source

_TARGETS = {
    iri(SH.targetClass): "class",
    iri(SH.targetSubjectsOf): "subjects",
    iri(SH.targetObjectsOf): "objects",
    iri(SH.targetNode): "node",
}
_CLASSES = (iri(RDFS.Class), iri(OWL.Class))
_DECLARATIONS = (*_CLASSES, iri(RDF.Property), iri(OWL.ObjectProperty), iri(OWL.DatatypeProperty))
_NAMED_BY_PARENT = (iri(SH.property), iri(SH.node))
_SKOLEM = "urn:newskg:shape:"


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape looks at: ``kind`` is class, subjects, objects or node; ``term`` says which."""

    kind: str
    term: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint in SPARQL: its query with the prefixes it needs, and its message template."""

    node: str
    select: str
    message: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: its term, its short name, where it was read, and what it looks at.

    ``path`` is the property path of a property shape in N-Triples terms. ``severity`` is the local
    name of its severity; ``builtin`` is true for the project's own.
    """

    term: str
    name: str
    source: Source
    path: str | None = None
    severity: str = "Violation"
    message: str | None = None
    targets: tuple[Target, ...] = ()
    rules: tuple[Rule, ...] = ()
    inactive: bool = False
    builtin: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ShapeSet:
    """Every shape of a check, by term, the triples that say them, and the terms that they declare."""

    shapes: Mapping[str, Shape]
    triples: tuple[Triple, ...]
    declared: frozenset[str]

    @property
    def targets(self) -> frozenset[Target]:
        """What the shapes look at."""
        return frozenset(target for shape in self.shapes.values() for target in shape.targets)


def load_shapes(extra: Sequence[Path] = (), *, builtin: bool = True) -> ShapeSet:
    """The shapes of the project (unless ``builtin`` is false) and of the files or folders ``extra``.

    Raises ``InputError`` for a file that is missing or broken and ``ConfigError`` for one without
    shapes, with an unknown term, or with a pattern that can take for ever.
    """
    others = find_sources(extra) if extra else ()
    if not others:
        if not builtin:
            raise ConfigError("there are no shapes to check against", hint="name some with --shapes FILE")
        return _builtin()
    return _load(find_sources([folder("shapes")]) if builtin else (), others)


@cache
def _builtin() -> ShapeSet:
    """The project's own shapes, read once: a build checks each article."""
    return _load(find_sources([folder("shapes")]), ())


def _load(own: Sequence[Source], others: Sequence[Source]) -> ShapeSet:
    shapes: dict[str, Shape] = {}
    triples: list[Triple] = []
    for ordinal, source in enumerate((*own, *others), start=1):
        index = _read(source, ordinal)
        found = _shapes_of(index, source, builtin=source in own)
        if not found:
            raise ConfigError(
                f"{source.name}: no shapes in this file", hint="a shape is a sh:NodeShape or sh:PropertyShape"
            )
        if source in others:
            lint(index, source)
        shapes |= found
        triples += index.triples
    if others and not any(shape.targets for shape in shapes.values() if not shape.builtin):
        raise ConfigError(f"{others[0].name}: no shape has a target", hint="give a shape a sh:targetClass")
    declared = frozenset(t.subject for t in triples if t.predicate == TYPE and t.object in _DECLARATIONS)
    return ShapeSet(shapes, tuple(triples), declared)


def _read(source: Source, ordinal: int) -> Index:
    """A shapes file as an index in which every property shape has an IRI.

    Reports name shapes, and a blank node has no name that two engines would agree on.
    """
    index = Index(read_triples(source, ordinal=ordinal))
    names: dict[str, str] = {}
    for subject, predicate, value in index.triples:
        if predicate in _NAMED_BY_PARENT and value.startswith("_:") and value not in names:
            parent = names.get(subject, subject)
            path = index.value(value, iri(SH.path))
            local = _safe(path_text(index, path) if path else "node")
            name = f"{plain(parent) if parent.startswith('<') else _SKOLEM + parent[2:]}/{local}"
            while f"<{name}>" in names.values():
                name += "-2"
            names[value] = f"<{name}>"
    return Index(Triple(*(names.get(term, term) for term in triple)) for triple in index.triples)


def _safe(text: str) -> str:
    """Characters that an IRI may have; the local names of a path stay readable."""
    words = (
        term.rpartition("#")[2].rpartition("/")[2]
        for term in text.replace("<", " ").replace(">", " ").split()
    )
    return (
        "-".join("".join(c for c in word if c.isalnum() and c.isascii()) for word in words).strip("-")
        or "path"
    )


def _shapes_of(index: Index, source: Source, *, builtin: bool) -> dict[str, Shape]:
    """Every shape of a file: what is typed as one, has a target, or is the property of one."""
    declared = {s for kind in (SH.NodeShape, SH.PropertyShape) for s in index.having(TYPE, iri(kind))}
    targeted = {s for predicate in _TARGETS for s in index.having(predicate)}
    properties = {t.object for t in index.triples if t.predicate in _NAMED_BY_PARENT}
    return {
        term: _shape(index, term, source, builtin=builtin)
        for term in sorted(declared | targeted | properties)
    }


def _shape(index: Index, term: str, source: Source, *, builtin: bool) -> Shape:
    path = index.value(term, iri(SH.path))
    severity = index.value(term, iri(SH.severity)) or iri(SH.Violation)
    targets = [
        Target(kind, value)
        for predicate, kind in _TARGETS.items()
        for value in index.objects(term, predicate)
    ]
    if any(kind in index.objects(term, TYPE) for kind in _CLASSES):
        targets.append(Target("class", term))
    rules = [_rule(index, node, source) for node in index.objects(term, iri(SH.sparql))]
    return Shape(
        term=term,
        name=plain(term).removeprefix(_SKOLEM).rpartition("#")[2].rpartition("://")[2],
        source=source,
        path=path_text(index, path) if path else None,
        severity=plain(severity).removeprefix(str(SH)),
        message=english(index.objects(term, iri(SH.message))),
        targets=tuple(targets),
        rules=tuple(rules),
        builtin=builtin,
        inactive=plain(index.value(term, iri(SH.deactivated)) or "") in ("true", "1"),
    )


def _rule(index: Index, node: str, source: Source) -> Rule:
    select = index.value(node, iri(SH.select))
    if select is None:
        raise InputError(f"{source.name}: a sh:sparql constraint without sh:select")
    lines = []
    for ontology in index.objects(node, iri(SH.prefixes)):
        for declaration in index.objects(ontology, iri(SH.declare)):
            prefix, namespace = (index.value(declaration, iri(part)) for part in (SH.prefix, SH.namespace))
            if prefix and namespace:
                lines.append(f"PREFIX {plain(prefix)}: <{plain(namespace)}>")
    query = "\n".join([*sorted(lines), plain(select)])
    return Rule(node, query, english(index.objects(node, iri(SH.message))))


def english(messages: Sequence[str]) -> str | None:
    """The English message, else one without a language, else the first; None when there is none.

    >>> english(['"nein"@de', '"no"@en'])
    'no'
    """
    languages = {parts.language: parts.characters for m in reversed(messages) if (parts := parse_literal(m))}
    for language in ("en", ""):
        if language in languages:
            return languages[language]
    return next(iter(languages.values()), None)
