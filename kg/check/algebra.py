"""Whether a rule in SPARQL may leave ``$this`` free: decided from its algebra."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyparsing import ParseException
from rdflib import URIRef, Variable
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.check.terms import iri
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

    from kg.check.shapes import Rule, Shape

THIS = Variable("this")


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


def compared_predicates(query: Query) -> frozenset[str]:
    """The predicates by whose values a query compares nodes that nothing else in it connects.

    ``?a :code ?c . ?b :code ?c`` finds two nodes of two articles; every other query stays within what
    its triples lead to.
    """
    triples = list(_all_triples(query.algebra))
    found: set[str] = set()
    for value in {o for _, _, o in triples if isinstance(o, Variable)} - {s for s, _, _ in triples}:
        subjects = {s for s, _, o in triples if o == value}
        others = [(s, o) for s, _, o in triples if o != value]
        if any(subject not in _connected(first, others) for first in subjects for subject in subjects):
            found |= {iri(str(p)) for _, p, o in triples if o == value and isinstance(p, URIRef)}
    return frozenset(found)


def followed_predicates(query: Query) -> frozenset[str]:
    """The predicates that a query follows from a node it has reached, not from its focus node.

    ``$this :in ?article . ?article :publisher ?who`` follows ``:publisher``. Those of a property path
    are all of them.
    """
    return frozenset(
        iri(str(step))
        for subject, predicate, _ in _all_triples(query.algebra)
        if isinstance(predicate, Path) or subject != THIS
        for step in _steps(predicate)
    )


def _steps(predicate: object) -> Iterator[URIRef]:
    """The predicates of a property path, or the one that it is."""
    if isinstance(predicate, URIRef):
        yield predicate
    elif isinstance(predicate, Path):
        for part in vars(predicate).values():
            yield from _steps(part)
    elif isinstance(predicate, list | tuple):
        for part in predicate:
            yield from _steps(part)


def _all_triples(part: object) -> Iterator[tuple[Node, Node, Node]]:
    """The triples of every pattern of a query, those inside EXISTS too."""
    if isinstance(part, CompValue):
        for triple in part.triples or ():
            # Inside EXISTS the parser leaves a subject's triples in one row.
            yield from zip(triple[::3], triple[1::3], triple[2::3], strict=True)
        for name, value in part.items():
            if name != "triples":
                yield from _all_triples(value)
    elif isinstance(part, list | tuple | set):
        for value in part:
            yield from _all_triples(value)


def _connected(start: Node, edges: Sequence[tuple[Node, Node]]) -> set[Node]:
    """The terms that ``edges`` lead to from ``start``, in either direction."""
    seen = {start}
    grown = True
    while grown:
        reached = {node for edge in edges if seen.intersection(edge) for node in edge}
        grown = not reached <= seen
        seen |= reached
    return seen


def parsed(rule: Rule, shape: Shape) -> Query:
    """The query of a rule; raises ``ConfigError`` when it is not SPARQL."""
    try:
        return prepareQuery(rule.select)
    except (ParseException, ValueError, TypeError, KeyError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(
            f"{shape.source.name}: the query of {shape.name} is not SPARQL: {reason}"
        ) from error
