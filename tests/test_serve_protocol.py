from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse, parse_query_results
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.serve.negotiate import choose
from tests.newsroom import BASE, story
from tests.serving import FEW, GRAPH, ask, endpoint, sparql

if TYPE_CHECKING:
    from pathlib import Path

    from kg.serve import Server


def test_a_query_comes_by_get_by_form_and_bare(server: Server) -> None:
    form = urlencode({"query": FEW}).encode()
    answers = [
        sparql(server, FEW),
        ask(server, "/sparql", "POST", form, Content_Type="application/x-www-form-urlencoded"),
        ask(server, "/sparql", "POST", FEW.encode(), Content_Type="application/sparql-query; charset=utf-8"),
        ask(server, f"/query?{urlencode({'query': FEW})}"),
    ]
    assert [answer.status for answer in answers] == [200] * 4
    assert len({answer.body for answer in answers}) == 1
    assert answers[0].kind == "application/sparql-results+json"


ROW_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("kind", ROW_FORMATS)
def test_rows_are_the_same_in_every_format(server: Server, place: Path, kind: str) -> None:
    query = "SELECT * WHERE { ?s ?p ?o FILTER(isLiteral(?o) && !REGEX(?o, '^ ')) } LIMIT 1500"
    answer = sparql(server, query, kind)
    assert answer.kind == kind
    found = parse_query_results(answer.body, ROW_FORMATS[kind])
    expected = Store.read_only(str(place)).query(query)
    assert isinstance(found, QuerySolutions)
    assert isinstance(expected, QuerySolutions)
    names = [variable.value for variable in expected.variables]

    def rows(solutions: QuerySolutions) -> list[list[str]]:
        return [[clean(str(row[name])) for name in names] for row in solutions]

    def clean(text: str) -> str:
        return text.replace(r"\u0001", "\ufffd") if kind.endswith("xml") else text

    assert rows(found) == rows(expected)


def test_csv_is_rfc_4180(server: Server) -> None:
    answer = sparql(server, FEW, "text/csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.body.startswith(b"s\r\nhttps://example.org/kg/article/")


@pytest.mark.parametrize("kind", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_an_ask_is_yes_or_no(server: Server, kind: str) -> None:
    answer = sparql(server, "ASK { ?s ?p ?o }", kind)
    assert answer.kind == kind
    assert bool(parse_query_results(answer.body, ROW_FORMATS[kind]))


@pytest.mark.parametrize(
    ("kind", "format_"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_graph_comes_in_every_syntax(server: Server, kind: str, format_: RdfFormat) -> None:
    answer = sparql(server, GRAPH, kind)
    assert answer.kind == kind
    assert len(list(parse(answer.body, format_))) == 10


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv, application/json;q=0.9", "text/csv"),
        ("application/json;q=0.1, application/sparql-results+xml;q=0.2", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_the_client_gets_what_it_wants_most(server: Server, accept: str, kind: str) -> None:
    assert sparql(server, FEW, accept).kind == kind


def test_what_nobody_can_write_is_not_acceptable(server: Server) -> None:
    assert sparql(server, FEW, "image/png").status == 406
    assert sparql(server, GRAPH, "text/html").status == 406


def test_a_malformed_accept_header_is_no_reason_to_fail(server: Server) -> None:
    for accept in ("a;q=x", ",,,", ";", "text/csv;q=nan", "*/*;q=9e999", "x" * 5000):
        assert sparql(server, FEW, accept).status in {200, 406}


def test_no_query_gives_the_service_description(server: Server) -> None:
    answer = ask(server, "/sparql", Accept="text/turtle")
    graph = Graph().parse(data=answer.text, format="turtle")
    described = "http://www.w3.org/ns/sparql-service-description#endpoint"
    assert (URIRef(endpoint(server)), URIRef(described), URIRef(endpoint(server))) in graph


def test_the_dataset_can_be_named(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = story(1)

    def size(**fields: str) -> int:
        found = json.loads(ask(server, f"/sparql?{urlencode({'query': count, **fields})}").body)
        return int(found["results"]["bindings"][0]["n"]["value"])

    assert size(**{"default-graph-uri": str(graph.identifier)}) == len(graph)
    assert size(**{"default-graph-uri": "http://outside.example/data.ttl"}) == 0
    assert size(**{"named-graph-uri": str(graph.identifier)}) == 0
    assert size() > 1000


@pytest.mark.parametrize(
    ("path", "method", "body", "kind", "status"),
    [
        ("/sparql?query=", "GET", None, "", 400),
        ("/sparql?query=a&query=b", "GET", None, "", 400),
        (f"/sparql?query={quote('SELECT * {')}", "GET", None, "", 400),
        (f"/sparql?query={quote('SELECT * { SERVICE <http://127.0.0.1:9/> {} }')}", "GET", None, "", 400),
        ("/sparql?update=DROP+ALL", "GET", None, "", 403),
        ("/sparql", "POST", b"update=DROP+ALL", "application/x-www-form-urlencoded", 403),
        ("/sparql", "POST", b"DROP ALL", "application/sparql-update", 403),
        ("/sparql", "POST", b"DROP ALL", "application/sparql-query", 400),
        ("/sparql", "POST", b"x", "text/plain", 415),
        ("/sparql", "POST", b"\xff", "application/sparql-query", 400),
        ("/sparql", "POST", b"query=" + b"x" * 500_000, "application/x-www-form-urlencoded", 413),
        ("/sparql", "POST", None, "application/sparql-query", 411),
        ("/sparql", "PUT", b"", "text/turtle", 405),
        ("/store?default", "PUT", b"", "text/turtle", 405),
        ("/sparql", "DELETE", None, "", 405),
        ("/update", "POST", b"DROP ALL", "application/sparql-update", 404),
        ("/nowhere", "GET", None, "", 404),
        ("/static/../server.py", "GET", None, "", 404),
        ("/static/%2e%2e/server.py", "GET", None, "", 404),
    ],
)
def test_what_cannot_be_has_its_status(
    server: Server, path: str, method: str, *, body: bytes | None, kind: str, status: int
) -> None:
    answer = ask(server, path, method, body, Content_Type=kind)
    assert (answer.status, answer.kind) == (status, "text/plain")
    assert "Traceback" not in answer.text
    assert sparql(server, "ASK { ?s ?p ?o }").status == 200


def test_a_wrong_query_is_shown_with_a_caret(server: Server) -> None:
    assert "   1 | SELECT * {\n" in sparql(server, "SELECT * {").text


def test_rdflib_asks_the_endpoint(server: Server) -> None:
    graph = Graph(store=SPARQLStore(endpoint(server)))
    rows = list(graph.query(FEW))
    assert len(rows) == 10
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    assert len(graph.query(GRAPH).graph or ()) == 10
    subject = URIRef(f"{BASE}person/boris-berg")
    assert str(next(graph.objects(subject, RDFS.label))) == "Boris Berg"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_asks_the_endpoint(server: Server, method: str, form: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(endpoint(server))
    client.setMethod(method)
    client.setQuery(FEW)
    client.setReturnFormat(form)
    found = client.queryAndConvert()
    if form == "json":
        assert len(found["results"]["bindings"]) == 10
    elif form == "xml":
        assert len(found.getElementsByTagName("result")) == 10
    else:
        assert len(found.decode("utf-8").splitlines()) == 11


def test_sparqlwrapper_gets_a_graph_and_learns_what_is_wrong(server: Server) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(endpoint(server))
    client.setQuery(GRAPH)
    client.setReturnFormat("turtle")
    assert len(Graph().parse(data=client.queryAndConvert(), format="turtle")) == 10
    client.setQuery("SELECT nonsense")
    client.setReturnFormat("json")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


@pytest.mark.parametrize(
    ("accept", "expected"),
    [("a/b;q=0.1, a/c", "a/c"), ("a/*;q=0.5, a/b;q=0.1", "a/c"), ("*/*", "a/b"), ("x/y", None)],
)
def test_narrow_ranges_count_more_than_wide_ones(accept: str, expected: str | None) -> None:
    assert choose(accept, ["a/b", "a/c"]) == expected
