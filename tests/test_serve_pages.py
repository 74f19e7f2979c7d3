from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS

from kg.query import read_questions
from tests.newsroom import BASE
from tests.serving import ask

if TYPE_CHECKING:
    from kg.serve import Server


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
