"""Which nodes a shape looks at: the targets of SHACL, evaluated over triples."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rdflib import RDFS

from kg.check.index import TYPE
from kg.check.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.check.shapes import ShapeSet, Target
    from kg.check.sources import Triple

_SUBCLASS = iri(RDFS.subClassOf)


def target_nodes(targets: Iterable[Target], triples: Iterable[Triple]) -> dict[Target, set[str]]:
    """The nodes of each target; a class has the instances of its subclasses in the data too."""
    typed: dict[str, set[str]] = defaultdict(set)
    above: dict[str, set[str]] = defaultdict(set)
    found: dict[Target, set[str]] = {target: set() for target in targets}
    said = {t.term: nodes for t, nodes in found.items() if t.kind == "subjects"}
    heard = {t.term: nodes for t, nodes in found.items() if t.kind == "objects"}
    telling = {TYPE, _SUBCLASS, *said, *heard}
    for subject, predicate, value in triples:
        if predicate not in telling:
            continue
        if predicate == TYPE:
            typed[value].add(subject)
        elif predicate == _SUBCLASS:
            above[value].add(subject)
        if predicate in said:
            said[predicate].add(subject)
        if predicate in heard:
            heard[predicate].add(value)
    for target, nodes in found.items():
        if target.kind == "class":
            nodes.update(*(typed.get(kind, ()) for kind in _with_subclasses(target.term, above)))
        elif target.kind == "node":
            nodes.add(target.term)
    return found


def focus_nodes(shapes: ShapeSet, triples: Iterable[Triple]) -> Mapping[str, set[str]]:
    """The focus nodes of each shape, by its term."""
    nodes = target_nodes(shapes.targets, triples)
    return {
        term: set().union(*(nodes[target] for target in shape.targets))
        for term, shape in shapes.shapes.items()
    }


def _with_subclasses(kind: str, above: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [kind]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += above.get(name, ())
    return seen
