"""The reference engine: pySHACL for the core constraints, one SPARQL query a rule for the others.

pySHACL runs a rule in SPARQL once for every focus node: 12 s for an article that its core constraints
check in 0.1 s. Here each rule runs once over the whole graph (see ``rules``); one that cannot is left
to pySHACL.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

import pyshacl
import rdflib
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from rdflib import SH
from rdflib.query import ResultRow
from rdflib.term import _toPythonMapping

from kg.check import nodes
from kg.check.algebra import parsed
from kg.check.comparing import every_comparison
from kg.check.results import result
from kg.check.rules import Focus, results_of, whole_graph_rules, without
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

    from kg.check.report import Result
    from kg.check.rules import Solution
    from kg.check.shapes import ShapeSet
    from kg.check.sources import Triple

_COMPONENT = "ConstraintComponent"
# pySHACL's own exceptions, and what rdflib raises through it for a malformed list or pattern.
_REFUSALS = (ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, ValueError, RecursionError)


class ReferenceEngine:
    """The shapes as an rdflib graph, without the rules that run on their own."""

    def __init__(self, shapes: ShapeSet) -> None:
        """Prepare ``shapes``; raises ``ConfigError`` for a query that cannot be parsed."""
        self._shapes = shapes
        self._rules = whole_graph_rules(shapes)
        self._queries = [parsed(whole.rule, whole.shape) for whole in self._rules]
        with _switches_kept():
            self._graph = nodes.graph(without(shapes, self._rules))

    @property
    def name(self) -> str:
        """The package and its version."""
        return f"pySHACL {version('pyshacl')}"

    def validate(self, triples: Sequence[Triple]) -> Iterator[Result]:
        """Every result of a graph; raises ``ConfigError`` when pySHACL refuses the shapes."""
        with _switches_kept():
            graph = nodes.graph(triples)
            found = list(self._core(graph))
            focus = Focus(self._shapes, triples)
            for whole, query in zip(self._rules, self._queries, strict=True):
                found += results_of(whole, _solutions(graph, query), focus, self._shapes)
        return iter(found)

    def is_sure(self, triples: Sequence[Triple], results: Sequence[Result]) -> bool:  # noqa: ARG002 - a protocol
        """True: this is the reference."""
        return True

    def _core(self, graph: rdflib.Graph) -> Iterator[Result]:
        try:
            with every_comparison():
                _, report, words = pyshacl.validate(
                    graph, shacl_graph=self._graph, inference="none", advanced=False
                )
        except _REFUSALS as error:
            raise ConfigError(f"the shapes cannot be used: {' '.join(str(error).split())}") from error
        if not isinstance(report, rdflib.Graph):
            raise ConfigError(f"the shapes cannot be used: {' '.join(words.split())}")
        # A result inside another one is a detail of it, not a row of the report.
        for row in report.objects(None, SH.result):
            yield self._row(report, row)

    def _row(self, report: rdflib.Graph, row: Node) -> Result:
        def local(predicate: rdflib.URIRef) -> str:
            return str(report.value(row, predicate) or "").removeprefix(str(SH))

        def term(predicate: rdflib.URIRef) -> str | None:
            node = report.value(row, predicate)
            return nodes.term(node) if node is not None else None

        messages = sorted(
            report.objects(row, SH.resultMessage), key=lambda m: (getattr(m, "language", "") != "en", m)
        )
        return result(
            self._shapes,
            shape=term(SH.sourceShape) or "",
            constraint=local(SH.sourceConstraintComponent).removesuffix(_COMPONENT),
            severity=local(SH.resultSeverity),
            focus=term(SH.focusNode) or "",
            value=term(SH.value),
            path=term(SH.resultPath),
            message=str(messages[0]) if messages else None,
        )


def _solutions(graph: rdflib.Graph, query: Query) -> Iterator[Solution]:
    for row in graph.query(query):
        if isinstance(row, ResultRow):
            yield {name: nodes.term(value) for name, value in row.asdict().items()}


@contextmanager
def _switches_kept() -> Iterator[None]:
    """Leave the switches that pySHACL and rdflib turn, and the loggers they write to, as they were.

    pySHACL 0.40 turns two of rdflib's off while it reads shapes and on again afterwards, whatever they
    were before, and not at all when it fails; rdflib logs a traceback for each ill-typed literal, which
    is a finding of the check and not of the log.
    """
    normalize, boolean = rdflib.NORMALIZE_LITERALS, _toPythonMapping[rdflib.XSD.boolean]
    terms, loading = logging.getLogger("rdflib.term"), logging.getLogger("rdfutil.load")
    disabled, level = terms.disabled, loading.level
    terms.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=UserWarning, module="rdflib")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
        _toPythonMapping[rdflib.XSD.boolean] = boolean
        terms.disabled = disabled
        loading.setLevel(level)
