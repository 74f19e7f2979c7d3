from __future__ import annotations

import subprocess
import sys

import pytest
import rdflib
from rdflib import RDFS, XSD, URIRef

from kg.rdf import Literal, NamedGraph, Term

GRAPH = NamedGraph(
    "http://e/graph",
    {"e": "http://e/"},
    {
        "http://e/a": {str(RDFS.label): [Literal("a", language="en"), Literal("A")]},
        "http://e/b": {str(RDFS.seeAlso): ["http://e/a"]},
    },
)


def test_the_length_is_the_number_of_triples() -> None:
    assert len(GRAPH) == len(list(GRAPH)) == 3


def test_the_graph_of_rdflib_has_the_name_the_prefixes_and_the_triples() -> None:
    graph = GRAPH.to_rdf()
    assert graph.identifier == URIRef("http://e/graph")
    assert dict(graph.namespaces()) == {"e": URIRef("http://e/")}
    assert set(graph) == {
        (URIRef("http://e/a"), RDFS.label, rdflib.Literal("a", lang="en")),
        (URIRef("http://e/a"), RDFS.label, rdflib.Literal("A")),
        (URIRef("http://e/b"), RDFS.seeAlso, URIRef("http://e/a")),
    }


def test_each_graph_of_rdflib_is_a_new_one() -> None:
    GRAPH.to_rdf().remove((None, None, None))
    assert len(GRAPH.to_rdf()) == 3


@pytest.mark.parametrize(
    "literal",
    [
        Literal("007", str(XSD.integer)),
        Literal("1", str(XSD.boolean)),
        Literal("2.50", str(XSD.decimal)),
        Literal("2024-05-14T08:30:00Z", str(XSD.dateTime)),
        Literal("", language="en"),
    ],
    ids=ascii,
)
def test_literals_stay_what_they_are(literal: Term) -> None:
    graph = NamedGraph("http://e/graph", {}, {"http://e/a": {"http://e/p": [literal]}})
    (value,) = graph.to_rdf().objects()
    assert isinstance(value, rdflib.Literal)
    datatype = None if value.datatype is None else str(value.datatype)
    assert Literal(str(value), datatype, value.language) == literal


def test_building_and_writing_need_no_rdf_library() -> None:
    program = "import sys, kg.graph, kg.turtle; sys.exit('rdflib' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
