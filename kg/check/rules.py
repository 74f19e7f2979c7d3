"""Constraints in SPARQL as whole-graph queries: one run instead of one for every focus node.

SHACL runs the query of a rule with ``$this`` set to each focus node in turn. Where every part of the
query that uses ``$this`` also binds it, running it once with ``$this`` free and keeping the rows of
focus nodes gives the same rows; ``runs_alone`` decides that from the query's algebra.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyparsing import ParseException
from rdflib import Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.query import ResultRow

from kg.check import nodes
from kg.check.engines import result
from kg.check.terms import plain
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query

    from kg.check.report import Result
    from kg.check.shapes import Shape, ShapeSet

THIS = Variable("this")
_SPECIAL = re.compile(r"[?$](?:PATH|shapesGraph|currentShape)\b")
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class PreparedRule:
    """A rule that can run over a whole graph: its shape, its node in the shapes graph, its query."""

    shape: str
    node: str
    query: Query
    message: str | None
    severity: str


def prepare(shapes: ShapeSet) -> tuple[PreparedRule, ...]:
    """The rules of ``shapes`` that can run over a whole graph.

    Raises ``ConfigError`` for a query that cannot be parsed.
    """
    prepared = []
    for shape in shapes.shapes.values():
        if shape.path is not None or shape.inactive:
            continue
        for rule in shape.rules:
            query = _parsed(rule.select, shape)
            if not _SPECIAL.search(rule.select) and runs_alone(query):
                message = rule.message or shape.message
                prepared.append(PreparedRule(shape.term, rule.node, query, message, shape.severity))
    return tuple(prepared)


def evaluate(rule: PreparedRule, graph: Graph, focus: Collection[str], shapes: ShapeSet) -> Iterator[Result]:
    """The results of a rule over a graph, for the focus nodes of its shape."""
    if not focus:
        return
    for row in graph.query(rule.query):
        if not isinstance(row, ResultRow):
            continue
        bound = {name: nodes.term(value) for name, value in row.asdict().items()}
        this = bound.get("this")
        if this is None or this not in focus:
            continue
        yield result(
            shapes,
            shape=rule.shape,
            constraint="SPARQL",
            severity=rule.severity,
            focus=this,
            value=bound.get("value", this),
            path=bound.get("path"),
            message=rule.message and _filled(rule.message, bound),
        )


def _filled(template: str, bound: Mapping[str, str]) -> str:
    """The message with the value of each variable it names."""
    return _PLACEHOLDER.sub(lambda found: plain(bound.get(found[1], found[0])), template)


def runs_alone(query: Query) -> bool:
    """Whether ``$this`` may be left free: bound wherever the query uses it, in every group of its own."""
    algebra = query.algebra
    return algebra.name == "SelectQuery" and THIS in algebra.PV and THIS in (_binds(algebra.p) or ())


def _binds(part: CompValue) -> frozenset[Variable] | None:
    """The variables that every solution of a pattern binds; None when ``$this`` is used unbound."""
    rule = _PATTERNS.get(part.name)
    return rule(part) if rule else None


def _of_triples(part: CompValue) -> frozenset[Variable]:
    return frozenset(term for triple in part.triples for term in triple if isinstance(term, Variable))


def _of_one(part: CompValue) -> frozenset[Variable] | None:
    """A filter, a new variable, a subquery's frame: they use what the pattern inside binds."""
    inner = _binds(part.p)
    if inner is None or (THIS in _used(part.get("expr")) and THIS not in inner):
        return None
    if part.name == "Extend":
        return inner | {part.var}
    if part.name in ("Project", "SelectQuery"):
        return inner & frozenset(part.PV)
    return inner


def _of_groups(part: CompValue) -> frozenset[Variable] | None:
    """Groups of solutions: only what they are grouped by is left."""
    inner = _binds(part.p.p if part.p.name == "Group" else part.p)
    keys = part.p.expr if part.p.name == "Group" and part.p.expr else []
    if inner is None or THIS not in keys:
        return None
    # An aggregate can be an error, which leaves its variable unbound; $this itself is a key.
    return frozenset({THIS})


def _of_both(part: CompValue) -> frozenset[Variable] | None:
    left, right = _binds(part.p1), _binds(part.p2)
    return left | right if left is not None and right is not None else None


def _of_either(part: CompValue) -> frozenset[Variable] | None:
    left, right = _binds(part.p1), _binds(part.p2)
    return left & right if left is not None and right is not None else None


def _of_optional(part: CompValue) -> frozenset[Variable] | None:
    left, right = _binds(part.p1), _binds(part.p2)
    if left is None or right is None or (THIS in _used(part.expr) and THIS not in left):
        return None
    return left


_PATTERNS = {
    "BGP": _of_triples,
    "Filter": _of_one,
    "Extend": _of_one,
    "Project": _of_one,
    "Distinct": _of_one,
    "OrderBy": _of_one,
    "ToMultiSet": _of_one,
    "AggregateJoin": _of_groups,
    "Join": _of_both,
    "Union": _of_either,
    "LeftJoin": _of_optional,
}


def _used(expression: object) -> frozenset[Variable]:
    """The variables that an expression uses; those inside EXISTS get their values from outside."""
    if isinstance(expression, Variable):
        return frozenset({expression})
    if isinstance(expression, CompValue):
        return frozenset().union(*(_used(value) for value in expression.values()))
    if isinstance(expression, list | tuple | set):
        return frozenset().union(*(_used(value) for value in expression))
    return frozenset()


def _parsed(select: str, shape: Shape) -> Query:
    try:
        return prepareQuery(select)
    except (ParseException, ValueError, TypeError, KeyError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(
            f"{shape.source.name}: the query of {shape.name} is not SPARQL: {reason}"
        ) from error
