from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, URIRef

from kg.files import folder
from kg.graph import build_graph
from kg.iris import shared_prefixes
from kg.lexicons import load
from kg.model import Article, Credit, Resolved
from kg.rdf import Literal, NamedGraph, Term
from kg.read import read
from kg.turtle import GraphFormat, GraphWriter, serialize
from kg.turtle.pretty import CLASSES, PREDICATES, pretty_triples
from kg.vocab import KG, PREFIXES, RDF, SCHEMA, SKOS, XSD
from tests.reference_turtle import reference_triples
from tests.samples import ARTICLE, BASE, RUN, sample_graph

if TYPE_CHECKING:
    from rdflib.term import Node

    from kg.parse import Parser

# rdflib's own parsers of quads and JSON-LD use what rdflib deprecates (7.6.0).
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

OXIGRAPH = {
    GraphFormat.TURTLE: pyoxigraph.RdfFormat.TURTLE,
    GraphFormat.N_TRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
    GraphFormat.N_QUADS: pyoxigraph.RdfFormat.N_QUADS,
    GraphFormat.TRIG: pyoxigraph.RdfFormat.TRIG,
    GraphFormat.JSON_LD: pyoxigraph.RdfFormat.JSON_LD,
}
RDFLIB = {"turtle": "turtle", "nt": "nt", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}
QUADS = (GraphFormat.N_QUADS, GraphFormat.TRIG)
HOSTILE = [
    'a"""b',
    'ends in "',
    "back\\slash\\",
    "line\nfeed\r\n\ttab",
    "\x00\x07\x1b[31m\x7f\x85",
    "\u2028\u2029\ufeff\u202e",
    "\ufffe\uffff😀",
    "<http://evil.example/> . }",
    "@en ^^xsd:integer",
    "",
]


def triples(graph: NamedGraph) -> set[tuple[Node, Node, Node]]:
    return set(graph.to_rdf())


def graph_of(*rows: tuple[str, str, Term]) -> NamedGraph:
    nodes: dict[str, dict[str, list[Term]]] = {}
    for subject, predicate, value in dict.fromkeys(rows):
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return NamedGraph(f"{BASE}graph/1", {}, nodes)


def read_by_rdflib(text: bytes, graph_format: GraphFormat) -> set[tuple[Node, Node, Node]]:
    graph = Dataset() if graph_format in QUADS else Graph()
    graph.parse(data=text, format=RDFLIB[graph_format])
    quads = graph.quads() if isinstance(graph, Dataset) else ((*t, None) for t in graph)
    return {(s, p, o) for s, p, o, _ in quads}


def read_by_oxigraph(text: bytes, graph_format: GraphFormat) -> set[tuple[Node, Node, Node]]:
    def term(node: object) -> Node:
        if isinstance(node, pyoxigraph.NamedNode):
            return URIRef(node.value)
        assert isinstance(node, pyoxigraph.Literal)
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        plain = node.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return rdflib.Literal(node.value, datatype=None if plain else URIRef(node.datatype.value))

    found = pyoxigraph.parse(text, format=OXIGRAPH[graph_format])
    return {(term(q.subject), term(q.predicate), term(q.object)) for q in found}


def with_identifier(identifier: str) -> NamedGraph:
    article = Article(
        identifier, identifier or "x", (), headline=identifier or None, authors=(Credit(identifier),)
    )
    return build_graph(article, Resolved(), (), RUN, base=BASE)


@pytest.mark.parametrize("graph_format", GraphFormat)
def test_two_parsers_read_the_sample_back(graph_format: GraphFormat) -> None:
    graph = sample_graph()
    text = serialize([graph], graph_format, base=BASE)
    assert read_by_rdflib(text, graph_format) == triples(graph)
    assert read_by_oxigraph(text, graph_format) == triples(graph)


@pytest.mark.parametrize("graph_format", GraphFormat)
@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_two_parsers_read_hostile_text_back(hostile: str, graph_format: GraphFormat) -> None:
    graph = with_identifier(hostile)
    text = serialize([graph], graph_format, base=BASE)
    assert read_by_rdflib(text, graph_format) == triples(graph)
    assert read_by_oxigraph(text, graph_format) == triples(graph)


@pytest.mark.parametrize("graph_format", GraphFormat)
@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_two_parsers_read_any_text_back(graph_format: GraphFormat, text: str) -> None:
    graph = graph_of(
        (f"{BASE}a", SCHEMA.headline, Literal(text, language="en")),
        (f"{BASE}a", SCHEMA.identifier, Literal(text)),
    )
    written = serialize([graph], graph_format, base=BASE)
    assert read_by_rdflib(written, graph_format) == read_by_oxigraph(written, graph_format) == triples(graph)


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("abZ09-_~.%41:!$&'()*+,;=@"), max_size=12).map(lambda s: s.replace("%", "%4a"))
)
def test_any_legal_last_part_of_an_iri_survives_as_a_short_name(local: str) -> None:
    graph = graph_of((f"{BASE}person/{local}", SCHEMA.identifier, f"{BASE}text/{local}#{local}"))
    text = serialize([graph], GraphFormat.TURTLE, base=BASE)
    assert read_by_rdflib(text, GraphFormat.TURTLE) == triples(graph)
    assert read_by_oxigraph(text, GraphFormat.TURTLE) == triples(graph)


@pytest.mark.parametrize("graph_format", QUADS)
def test_each_graph_stands_under_its_own_name(graph_format: GraphFormat) -> None:
    graphs = [with_identifier("one"), with_identifier("two")]
    text = serialize(graphs, graph_format, base=BASE)
    names = {str(q.graph_name.value) for q in pyoxigraph.parse(text, format=OXIGRAPH[graph_format])}
    assert names == {graph.name for graph in graphs}


@pytest.mark.parametrize("graph_format", GraphFormat)
def test_a_stream_of_articles_is_one_document(graph_format: GraphFormat) -> None:
    graphs = [sample_graph(), sample_graph(replace(ARTICLE, url=None)), with_identifier("two")]
    text = serialize(graphs, graph_format, base=BASE)
    expected = set().union(*map(triples, graphs))
    assert read_by_rdflib(text, graph_format) == expected
    assert read_by_oxigraph(text, graph_format) == expected


@pytest.mark.parametrize("graph_format", GraphFormat)
def test_a_document_without_articles_is_valid_and_empty(graph_format: GraphFormat) -> None:
    text = serialize([], graph_format, base=BASE)
    assert read_by_rdflib(text, graph_format) == read_by_oxigraph(text, graph_format) == set()


def test_an_article_has_the_same_turtle_alone_and_in_a_stream() -> None:
    header = serialize([], GraphFormat.TURTLE, base=BASE)
    alone = [serialize([g], GraphFormat.TURTLE, base=BASE) for g in (sample_graph(), with_identifier("two"))]
    blocks = [text.removeprefix(header) for text in alone]
    together = serialize([sample_graph(), with_identifier("two")], GraphFormat.TURTLE, base=BASE)
    assert together == header + b"".join(blocks)


def test_lines_are_sorted() -> None:
    lines = serialize([sample_graph()], GraphFormat.N_TRIPLES, base=BASE).decode().splitlines()
    assert all(first < second for first, second in pairwise(lines))


def test_turtle_is_short_and_in_reading_order() -> None:
    text = serialize([sample_graph()], GraphFormat.TURTLE, base=BASE).decode()
    starts = [
        text.index(f" a {name}") for name in ("kg:Article", "kg:Person", "kg:DirectStatement", "kg:Mention")
    ]
    assert starts == sorted(starts)
    body = text.partition("\narticle:")[2]
    assert BASE not in body
    assert "nif:anchorOf" in body
    assert len(text) < 36_000
    # A hop follows its statement.
    lines = text.splitlines()
    hop = next(n for n, line in enumerate(lines) if ".hop1 a kg:Attribution" in line)
    assert lines[hop].split(".hop1")[0] == next(
        line.split(" ")[0] for line in reversed(lines[:hop]) if line.startswith("statement:")
    )


def test_digits_outside_ascii_are_text_and_not_numbers() -> None:
    graph = graph_of(*((f"{BASE}a", SKOS.altLabel, Literal(name)) for name in ("1²10", "1²9", "1٣2")))
    assert '"1²9", "1²10", "1٣2"' in serialize([graph], GraphFormat.TURTLE, base=BASE).decode()


def test_numbers_and_truth_values_stand_bare() -> None:
    text = serialize([sample_graph()], GraphFormat.TURTLE, base=BASE).decode()
    assert "kg:confidence 0.98 ;" in text
    assert "kg:hop 1 ;" in text
    assert "kg:former true ;" in text


def test_json_ld_fetches_nothing() -> None:
    document = json.loads(serialize([sample_graph()], GraphFormat.JSON_LD, base=BASE))
    assert all(isinstance(space, str) for space in document["@context"].values())
    assert document["@context"]["kg"] == KG.Agent.removesuffix("Agent")


@pytest.mark.parametrize("graph_format", GraphFormat)
@pytest.mark.parametrize(
    "value",
    [
        Literal("\ud800"),
        Literal("x", language="e n"),
        Literal("x", "http://a/ b"),
        "http://a/ b",
        "http://a/>",
        "http://a/\n",
    ],
    ids=ascii,
)
def test_a_term_that_cannot_be_written_is_refused(value: Term, graph_format: GraphFormat) -> None:
    graph = graph_of((f"{BASE}a", SCHEMA.url, value))
    with pytest.raises(ValueError, match=r"cannot be written|not an IRI|not a language tag"):
        serialize([graph], graph_format, base=BASE)


# Hostile on purpose: digits that are none, names that begin and end with marks, namespaces in others.
IRIS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(
            [*PREFIXES.values(), BASE, f"{BASE}person/", f"{BASE}text/1#", "urn:x:", "http://é/"]
        ),
        st.text("ab1290-_~.%41:!&'²٣é", max_size=8),
    ),
)
NUMBERS = st.text("0123456789+-.", max_size=12)
DATATYPES = st.sampled_from([XSD.integer, XSD.decimal, XSD.boolean, XSD.date, "urn:x:type"])
LITERALS = st.one_of(
    st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=90), st.none(), st.none()),
    st.tuples(st.text('ab"\\ \n12²٣', max_size=6), st.none(), st.sampled_from(["en", "zh-hant"])),
    st.tuples(NUMBERS | st.sampled_from(["true", "1.0", "10.0", "9", "10"]), DATATYPES, st.none()),
).map(Literal._make)
KINDS = st.sampled_from([*CLASSES, KG.Span, KG.Mention, KG.Attribution, KG.DirectStatement, f"{BASE}other"])
ROWS = st.one_of(
    st.tuples(IRIS, st.just(RDF.type), KINDS),
    st.tuples(IRIS, st.sampled_from(PREDICATES) | IRIS, IRIS | LITERALS),
    st.tuples(st.sampled_from([f"{BASE}text/1#a", f"{BASE}a"]), st.just(KG.quotedText), LITERALS),
)


def body_by_rdflib(graph: NamedGraph) -> str:
    return reference_triples(graph.to_rdf(), {**PREFIXES, **shared_prefixes(BASE), **graph.prefixes})


def body(graph: NamedGraph) -> str:
    """The document after its prefixes."""
    text = serialize([graph], GraphFormat.TURTLE, base=BASE).decode()
    return text[text.rindex("@prefix") :].partition("\n")[2]


def test_the_layout_of_the_sample_is_that_of_rdflib() -> None:
    assert body(sample_graph()) == body_by_rdflib(sample_graph())


@settings(max_examples=300)
@given(st.lists(ROWS, max_size=12))
def test_the_layout_of_any_graph_is_that_of_rdflib(rows: list[tuple[str, str, Term]]) -> None:
    graph = graph_of(*rows)
    prefixes = {**PREFIXES, **shared_prefixes(BASE)}
    assert pretty_triples(graph, prefixes) == reference_triples(graph.to_rdf(), prefixes)


@pytest.mark.model
def test_the_layout_of_the_seeds_is_that_of_rdflib(parser: Parser) -> None:
    from kg.pipeline import Pipeline  # noqa: PLC0415  # imports spaCy

    pipeline = Pipeline(parser, load(), None, RUN, BASE)
    graphs = [
        pipeline.build(item).graph for item in read([str(folder("seeds"))]) if isinstance(item, Article)
    ]
    assert len(graphs) > 8
    assert list(map(body, graphs)) == list(map(body_by_rdflib, graphs))


def test_a_broken_off_json_document_is_not_closed() -> None:
    file = BytesIO()

    def break_off() -> None:
        with GraphWriter(file, GraphFormat.JSON_LD, base=BASE) as writer:
            writer.write(sample_graph())
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    with pytest.raises(json.JSONDecodeError):
        json.loads(file.getvalue())


PROGRAM = """
import hashlib
from kg.turtle import GraphFormat, serialize
from tests.samples import ARTICLE, BASE, sample_graph
for graph_format in GraphFormat:
    print(hashlib.sha256(serialize([sample_graph()], graph_format, base=BASE)).hexdigest())
"""


def test_the_bytes_do_not_depend_on_hash_seed_time_zone_or_locale() -> None:
    tests = Path(__file__).parent
    settings_of_machines = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "3", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
    ]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, **machine, "PYTHONPATH": str(tests.parent)},
            capture_output=True,
            check=True,
        ).stdout
        for machine in settings_of_machines
    }
    assert len(outputs) == 1
