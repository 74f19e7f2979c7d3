"""Constraints in SPARQL as whole-graph queries: one run instead of one for every focus node.

SHACL runs the query of a rule with ``$this`` set to each focus node in turn. Where every part of the
query that uses ``$this`` also binds it, running it once with ``$this`` free and keeping the rows of
focus nodes gives the same rows; ``algebra`` decides that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.check.batches import Reach
from kg.check.focus import focus_nodes
from kg.check.results import result
from kg.check.terms import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.check.report import Result
    from kg.check.shapes import Rule, Shape, ShapeSet
    from kg.check.sources import Triple

_SPECIAL = re.compile(r"[?$](?:PATH|shapesGraph|currentShape)\b")
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")

Solution = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WholeRule:
    """A rule that can run over a whole graph, and the shape it belongs to."""

    shape: Shape
    rule: Rule


def whole_graph_rules(shapes: ShapeSet, *, builtin_only: bool = False) -> tuple[WholeRule, ...]:
    """The rules of ``shapes`` that can run over a whole graph; the others are left to the engine.

    Raises ``ConfigError`` for a query that cannot be parsed.
    """
    return tuple(
        WholeRule(shape, rule)
        for shape in shapes.shapes.values()
        if shape.path is None and not shape.inactive
        for rule in shape.rules
        # The project's own are proved to run alone by a test: parsing them takes longer than running them.
        if shape.builtin or (not builtin_only and _allowed(rule, shape))
    )


def reach(shapes: ShapeSet) -> Reach:
    """How far ``shapes`` look beyond their focus nodes."""
    from kg.check import algebra  # noqa: PLC0415 - needed for large graphs only

    queries = [algebra.parsed(rule, shape) for shape in shapes.shapes.values() for rule in shape.rules]
    compared = frozenset().union(*map(algebra.compared_predicates, queries))
    followed = frozenset().union(*map(algebra.followed_predicates, queries))
    steps = (re.findall("<[^<>]*>", shape.path or "")[1:] for shape in shapes.shapes.values())
    return Reach(compared, followed.union(*steps))


def without(shapes: ShapeSet, rules: Sequence[WholeRule]) -> Iterator[Triple]:
    """The triples of ``shapes`` without these rules."""
    alone = {whole.rule.node for whole in rules}
    return (t for t in shapes.triples if t.object not in alone)


def results_of(
    whole: WholeRule, solutions: Iterable[Solution], focus: Focus, shapes: ShapeSet
) -> Iterator[Result]:
    """The results of a rule from the solutions of its query, for the focus nodes of its shape."""
    template = whole.rule.message or whole.shape.message
    for solution in solutions:
        this = solution.get("this")
        if this is None or this not in focus.of(whole.shape.term):
            continue
        yield result(
            shapes,
            shape=whole.shape.term,
            constraint="SPARQL",
            severity=whole.shape.severity,
            focus=this,
            value=solution.get("value", this),
            path=solution.get("path"),
            message=template and _filled(template, solution),
        )


@dataclass(slots=True)
class Focus:
    """The focus nodes of each shape over a graph, computed when the first rule finds something."""

    shapes: ShapeSet
    triples: Sequence[Triple]
    nodes: Mapping[str, set[str]] | None = None

    def of(self, shape: str) -> set[str]:
        """The focus nodes of a shape."""
        if self.nodes is None:
            self.nodes = focus_nodes(self.shapes, self.triples)
        return self.nodes[shape]


def _filled(template: str, solution: Solution) -> str:
    """The message with the value of each variable it names."""
    return _PLACEHOLDER.sub(lambda found: plain(solution.get(found[1], found[0])), template)


def _allowed(rule: Rule, shape: Shape) -> bool:
    from kg.check.algebra import parsed, runs_alone  # noqa: PLC0415 - rdflib's SPARQL takes 0.15 s to import

    return not _SPECIAL.search(rule.select) and runs_alone(parsed(rule, shape))
