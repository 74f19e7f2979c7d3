from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from kg.serve import Settings
from tests.serving import ALL, CROSS, FEW, ask, running, sparql

if TYPE_CHECKING:
    from pathlib import Path

    from kg.serve import Server


def test_a_query_that_takes_too_long_is_stopped_and_told(place: Path) -> None:
    with running(place, timeout_s=0.5, settings=Settings()) as server:
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
    with running(place, timeout_s=3.0, settings=settings) as open_server:
        asked = ask(open_server, f"/sparql?{urlencode({'query': FEW})}", Origin=friend)
        assert asked.headers["Access-Control-Allow-Origin"] == friend
        assert ask(open_server, "/sparql", "OPTIONS", Origin=friend).status == 204
        assert ask(open_server, "/sparql", Origin="https://evil.example").status == 403
