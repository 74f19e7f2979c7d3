from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse, parse_query_results
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.query import read_questions
from kg.serve import Settings, frozen_store, loaded_store, serving
from kg.serve.negotiate import choose
from kg.store import Inputs, find_sources, load, open_store
from tests.newsroom import BASE, story, write_stories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.serve import Server

ALL = "SELECT * WHERE { ?s ?p ?o }"
FEW = "SELECT ?s WHERE { ?s a <https://w3id.org/newskg/ns#Article> }"
GRAPH = "CONSTRUCT WHERE { ?s a <https://w3id.org/newskg/ns#Article> }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def kind(self) -> str:
        """The media type."""
        return self.headers.get("Content-Type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("serve") / "out"
    write_stories(folder, range(10))
    (folder / "evil.ttl").write_text(
        r"""<https://example.org/kg/text/00000000000000000000000000000000> <https://w3id.org/newskg/ns#textOf>
        <https://example.org/kg/article/00000000000000000000000000000000> .
        <https://example.org/kg/article/00000000000000000000000000000000>
          <http://www.w3.org/2000/01/rdf-schema#label>
            "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u0001\ud7ff" ;
          <http://www.w3.org/2000/01/rdf-schema#seeAlso> <javascript:alert(3)> ."""
    )
    with loaded_store([str(folder)]) as store:
        yield store


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[Server]:
    yield from running(place, timeout_s=3.0, settings=Settings(rows=2000))


def running(place: Path, *, timeout_s: float, settings: Settings) -> Iterator[Server]:
    with serving(place, host="127.0.0.1", port=0, timeout_s=timeout_s, settings=settings) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def ask(server: Server, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    port = server.server_address[1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, path, skip_host="Host" in named, skip_accept_encoding=True)
    for name, value in named.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    connection.close()
    return answer


def sparql(server: Server, query: str, accept: str = "*/*") -> Answer:
    return ask(server, f"/sparql?{urlencode({'query': query})}", Accept=accept)


def endpoint(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/sparql"


# SPARQL 1.1 Protocol


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


# Limits


def test_a_query_that_takes_too_long_is_stopped_and_told(place: Path) -> None:
    with contextmanager(running)(place, timeout_s=0.5, settings=Settings()) as server:
        start = time.monotonic()
        answers = list(ThreadPoolExecutor(4).map(lambda _: sparql(server, CROSS), range(4)))
        assert {answer.status for answer in answers} == {503}
        assert time.monotonic() - start < 20
        assert any("0.5 s" in answer.text for answer in answers)
        assert answers[0].headers["Retry-After"] == "1"
        wait_until(server)


def wait_until(server: Server) -> None:
    for _ in range(100):
        if sparql(server, FEW).status == 200:
            return
        time.sleep(0.1)
    pytest.fail("waited 10 s")


def test_an_answer_over_the_limit_is_refused_not_cut(server: Server) -> None:
    for query in (ALL, "CONSTRUCT WHERE { ?s ?p ?o }"):
        answer = sparql(server, query)
        assert answer.status == 413
        assert "more than 2,000" in answer.text
    assert sparql(server, f"{ALL} LIMIT 2000").status == 200


def test_a_query_that_wants_too_much_memory_ends_alone(server: Server) -> None:
    join = "GROUP_CONCAT(CONCAT(STR(?a), STR(?d)))"
    assert sparql(server, f"SELECT ({join} AS ?x) {{ ?a ?b ?c . ?d ?e ?f }}").status in {413, 503}
    wait_until(server)


def test_many_clients_at_once_get_their_answers(server: Server) -> None:
    with ThreadPoolExecutor(16) as clients:
        answers = list(clients.map(lambda _: sparql(server, FEW), range(64)))
    assert {answer.status for answer in answers} == {200}


# Who may ask


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.nip.io", ""]
)
def test_a_foreign_host_is_refused(server: Server, host: str) -> None:
    assert ask(server, "/", Host=host).status in {400, 421}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1234", "LOCALHOST", "[::1]:80"])
def test_own_names_are_answered(server: Server, host: str) -> None:
    assert ask(server, "/", Host=host).status == 200


def test_pages_of_other_sites_get_nothing_unless_asked_for(server: Server, place: Path) -> None:
    answer = ask(server, f"/sparql?{urlencode({'query': FEW})}", Origin="https://evil.example")
    assert answer.status == 403
    assert "Access-Control-Allow-Origin" not in answer.headers
    friend = "https://friend.example"
    settings = Settings(origins=frozenset({friend}))
    with contextmanager(running)(place, timeout_s=3.0, settings=settings) as open_server:
        asked = ask(open_server, f"/sparql?{urlencode({'query': FEW})}", Origin=friend)
        assert asked.headers["Access-Control-Allow-Origin"] == friend
        assert ask(open_server, "/sparql", "OPTIONS", Origin=friend).status == 204
        assert ask(open_server, "/sparql", Origin="https://evil.example").status == 403


# Pages


def test_the_query_page_names_no_outside_address(server: Server) -> None:
    answer = ask(server, "/", Accept="text/html")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.findall(r"(?:src|href)=\"?(?:https?:)?//", answer.text)
    for name in re.findall(r'(?:src|href)="(/[^"]+)"', answer.text):
        assert ask(server, name, Accept="text/html").status == 200
    assert all(f"/questions/{name}" in answer.text for name in read_questions())


def test_a_question_is_a_page_and_data(server: Server) -> None:
    path = f"/questions/said-by?{urlencode({'who': 'Boris Berg'})}"
    page = ask(server, path, Accept="text/html,*/*;q=0.8")
    assert (page.status, page.kind) == (200, "text/html")
    assert "The tunnel will open 0" in page.text
    assert ask(server, path, Accept="text/csv").text.startswith("from,to,form,speaker,words,statement\r\n")
    assert ask(server, "/questions/nope").status == 404
    assert ask(server, "/questions/said-by?since=soon").status == 400


def test_an_entity_is_a_page_and_rdf(server: Server) -> None:
    page = ask(server, "/entity/person/boris-berg", Accept="text/html")
    assert (page.status, page.kind) == (200, "text/html")
    assert "<h1>Boris Berg</h1>" in page.text
    data = ask(server, "/entity/person/boris-berg", Accept="text/turtle")
    graph = Graph().parse(data=data.text, format="turtle")
    assert str(graph.value(URIRef(f"{BASE}person/boris-berg"), RDFS.label)) == "Boris Berg"
    by_iri = ask(server, f"/entity?{urlencode({'iri': f'{BASE}person/boris-berg'})}", Accept="text/turtle")
    assert by_iri.body == data.body
    assert ask(server, "/entity/person/nobody").status == 404
    assert ask(server, "/entity/%3Cscript%3E%20").status in {400, 404}


def test_markup_in_the_graph_is_only_text(server: Server) -> None:
    article = "article/00000000000000000000000000000000"
    page = ask(server, f"/entity/{article}", Accept="text/html").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert not re.findall(r'href="(?!/|data:,")[^"]*"', page)


@pytest.mark.parametrize(
    "value", ['"><script>alert(1)</script>', "' onmouseover=alert(1)", "</title><script>"]
)
def test_markup_in_a_parameter_is_only_text(server: Server, value: str) -> None:
    for path in ("/questions/said-by?who=", "/entity?iri=", "/entity/"):
        page = ask(server, path + quote(value), Accept="text/html")
        assert "<script>alert" not in page.text
        assert not re.search(r"<[^>]+' onmouseover", page.text)


# Clients that nobody here wrote


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


# The command


def test_the_snapshot_stays_while_the_store_changes(tmp_path: Path) -> None:
    write_stories(tmp_path / "a", range(3))
    write_stories(tmp_path / "b", range(3, 6))

    def put(name: str) -> None:
        with open_store(tmp_path / "store") as store:
            list(
                load(store, Inputs(find_sources([str(tmp_path / name)])), now=lambda: "2024-06-01T00:00:00Z")
            )

    put("a")
    with frozen_store(tmp_path / "store") as place:
        put("b")
        assert len(list(Store.read_only(str(place)).named_graphs())) == 3
    assert len(list(Store.read_only(str(tmp_path / "store")).named_graphs())) == 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "store"]


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    write_stories(tmp_path / "out", range(2))
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "NO_COLOR": "1"}) as process:
        assert process.stderr is not None
        line = process.stderr.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, line
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
        connection.request("GET", f"/sparql?{urlencode({'query': FEW})}")
        assert len(json.loads(connection.getresponse().read())["results"]["bindings"]) == 2
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130


@pytest.mark.parametrize(
    ("accept", "expected"),
    [("a/b;q=0.1, a/c", "a/c"), ("a/*;q=0.5, a/b;q=0.1", "a/c"), ("*/*", "a/b"), ("x/y", None)],
)
def test_narrow_ranges_count_more_than_wide_ones(accept: str, expected: str | None) -> None:
    assert choose(accept, ["a/b", "a/c"]) == expected
