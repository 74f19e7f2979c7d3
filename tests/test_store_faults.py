from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal

from kg.store import endpoint
from kg.store.patience import Patience
from kg.store.results import read_triples
from tests.faults import (
    TOKEN,
    Fault,
    Faults,
    altering,
    articles,
    call,
    cut,
    cut_unnoticed,
    echo,
    endless,
    half,
    lost,
    prepared,
    serving,
    slow,
    status,
)
from tests.newsroom import story, write_stories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Quad

    from kg.store.wire import Answer

COUNT = 6
CLEAN = {str(story(number).identifier): len(story(number)) for number in range(COUNT)}


@pytest.fixture
def faults() -> Iterator[Faults]:
    with serving(Faults()) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepared(tmp_path / "out", COUNT, monkeypatch)


HEALING = {
    "500 once": [Fault("PUT", status(500))],
    "502, 503, 504 in a row": [Fault("PUT", status(code)) for code in (502, 503, 504)],
    "429 with seconds": [Fault("PUT", status(429, Retry_After="1"))],
    "503 with a date": [Fault("PUT", status(503, Retry_After="Wed, 01 Jan 2020 00:00:00 GMT"))],
    "503 with nonsense": [Fault("PUT", status(503, Retry_After="soon"))],
    "408": [Fault("PUT", status(408))],
    "reset": [Fault("PUT", lambda handler: handler.reset())],
    "closed without a word": [Fault("PUT", lambda handler: handler.hang_up(), times=3)],
    "answer lost after commit": [Fault("PUT", lost, times=3)],
    "half commit and 500": [Fault("PUT", half(500))],
    "half commit and 204": [Fault("PUT", half(204))],
    "half commit, then lost": [Fault("PUT", half(500)), Fault("PUT", lost)],
    "query cut": [Fault("POST", cut)],
    "query cut unnoticed": [Fault("POST", cut_unnoticed, times=2)],
    "query with a page for people": [Fault("POST", status(200, b"<html>Welcome</html>"))],
    "query with an error and 200": [
        Fault("POST", status(200, b'{"head":{"vars":["a"]},"results":{"bindings":['))
    ],
    "query 500": [Fault("POST", status(500), times=2)],
    "query reset": [Fault("POST", lambda handler: handler.reset())],
    "slow": [Fault("PUT", slow(0.6))],
    "endless": [Fault("POST", endless)],
    "gzip refused once": [Fault("PUT", status(415))],
    "gzip not understood": [Fault("PUT", status(400, b"Invalid UTF-8"))],
    "every request once": [Fault("*", status(503), skip=2 * n) for n in range(5)],
    "everything breaks twice": [Fault("*", lambda handler: handler.reset(), times=2) for _ in range(2)],
}


@pytest.mark.parametrize("name", HEALING)
def test_what_passes_ends_as_a_clean_load(faults: Faults, folder: Path, name: str) -> None:
    faults.plan = [Fault(f.method, f.strike, f.times, f.skip, f.graph) for f in HEALING[name]]
    code, words = call(faults, folder)
    assert (code, articles(faults)) == (0, CLEAN), words
    assert f"loaded {COUNT}, unchanged 0, failed 0" in words
    assert not [fault for fault in faults.plan if fault.times]


@pytest.mark.parametrize("seed", range(4))
def test_any_mix_of_passing_faults_ends_as_a_clean_load(faults: Faults, folder: Path, seed: int) -> None:
    dice = random.Random(seed)
    kinds = [status(503), lambda handler: handler.reset(), lost, cut, status(429, Retry_After="0")]
    faults.plan = [Fault("*", dice.choice(kinds), skip=dice.randrange(12)) for _ in range(5)]
    assert call(faults, folder)[0] == 0
    assert articles(faults) == CLEAN
    assert "loaded 0, unchanged 6, failed 0" in call(faults, folder)[1]


REFUSALS = {
    "401": ([Fault("*", status(401), times=99)], "refuses access"),
    "403": ([Fault("PUT", status(403), times=99)], "refuses access"),
    "no protocol: 404": ([Fault("PUT", status(404), times=99)], "takes no graphs"),
    "no protocol: 405": ([Fault("PUT", status(405), times=99)], "takes no graphs"),
    "elsewhere": ([Fault("*", status(301, Location="http://x.example/"), times=99)], "is elsewhere"),
    "asks to wait a day": ([Fault("*", status(503, Retry_After="86400"), times=99)], "wait 86400 s"),
    "broken for good": ([Fault("*", status(500), times=999)], "answers 500"),
    "silent for good": ([Fault("*", lambda handler: handler.reset(), times=999)], "breaks off"),
    "puts fail for good": ([Fault("PUT", status(503), times=999)], "answers 503"),
    "page for people": ([Fault("POST", status(200, b"<html>"), times=99)], "not what was asked for"),
    "echo and 401": ([Fault("*", echo(401), times=99)], "refuses access"),
    "echo and 500": ([Fault("*", echo(500), times=999)], "answers 500"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_store_that_refuses_ends_in_4_with_the_reason(faults: Faults, folder: Path, name: str) -> None:
    plan, reason = REFUSALS[name]
    faults.plan = [Fault(f.method, f.strike, f.times) for f in plan]
    code, words = call(faults, folder)
    assert code == 4
    assert reason in words
    assert not articles(faults)


ALTERED = {
    "cut": lambda literal: Literal(literal.value[:9], language=literal.language),
    "recoded": lambda literal: Literal(literal.value.replace("e", "?"), language=literal.language),
    "without their language": lambda literal: Literal(literal.value),
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_store_that_alters_literals_ends_in_3(faults: Faults, folder: Path, name: str) -> None:
    faults.plan = [Fault("PUT", altering(ALTERED[name]), times=99)]
    code, words = call(faults, folder)
    assert (code, words.count("the store alters what it takes")) == (3, COUNT), words


def test_a_graph_that_is_read_back_is_parsed_once(
    faults: Faults, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counting(answer: Answer, name: str) -> frozenset[Quad] | None:
        read.append(name)
        return read_triples(answer, name)

    monkeypatch.setattr(endpoint, "read_triples", counting)
    assert call(faults, folder)[0] == 0
    assert sorted(read) == sorted(articles(faults))


def test_language_tags_in_capitals_are_the_same(faults: Faults, folder: Path) -> None:
    faults.plan = [Fault("PUT", altering(lambda literal: Literal(literal.value, language="EN")), times=99)]
    code, words = call(faults, folder)
    assert (code, articles(faults)) == (0, CLEAN), words


def test_a_store_that_gives_nothing_back_ends_in_3(faults: Faults, folder: Path) -> None:
    faults.plan = [Fault("GET", status(403), times=999)]
    code, words = call(faults, folder)
    assert (code, "put, but not read back" in words) == (3, True), words


def test_no_server_ends_in_4(folder: Path) -> None:
    code, words = call(Faults(url="http://127.0.0.1:9"), folder)
    assert (code, "no server is there" in words) == (4, True)


@pytest.mark.parametrize("code", [400, 404, 405, 409, 413, 422, 501])
def test_what_will_not_pass_is_not_repeated(faults: Faults, folder: Path, code: int) -> None:
    faults.unpacks = False
    call(faults, folder / "00000.ttl")  # learns nothing: each run is a new client
    faults.plan = [Fault("PUT", status(code), times=99)]
    faults.requests.clear()
    call(faults, folder / "00001.ttl")
    assert faults.requests["PUT"] <= 2  # packed, and once plain


@pytest.mark.parametrize("code", [400, 413, 500])
def test_one_graph_that_fails_for_good_is_named_and_ends_in_3(
    faults: Faults, folder: Path, code: int
) -> None:
    bad = str(story(2).identifier)
    faults.plan = [Fault("PUT", status(code, b"too much"), times=99, graph=bad)]
    exit_code, words = call(faults, folder)
    assert exit_code == 3
    assert f"loaded {COUNT - 1}, unchanged 0, failed 1" in words
    assert "skipped: news/00002.txt: " in words
    assert f"{code} too much" in words
    assert articles(faults) == {name: size for name, size in CLEAN.items() if name != bad}


def test_a_store_that_dies_midway_ends_in_3_and_is_made_good(faults: Faults, folder: Path) -> None:
    write_stories(folder, range(120))
    faults.plan = [Fault("*", lambda handler: handler.reset(), times=9999, skip=90)]
    code, words = call(faults, folder)
    assert code == 3
    assert "failed" in words.splitlines()[-1]
    faults.plan = []
    assert call(faults, folder)[0] == 0
    assert articles(faults) == {str(s.identifier): len(s) for s in map(story, range(120))}


def test_a_graph_cut_on_reading_is_read_again(faults: Faults, folder: Path) -> None:
    call(faults, folder)
    faults.plan = [Fault("GET", cut), Fault("GET", cut_unnoticed), Fault("GET", status(503))]
    code, words = call(faults, folder)
    assert code == 0
    assert articles(faults) == CLEAN
    assert "failed 0" in words


@pytest.mark.parametrize("strike", [status(503), lost, half(500)], ids=["503", "lost", "half"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_correction_survives_faults(faults: Faults, folder: Path, method: str, strike: object) -> None:
    if method == "DELETE" and strike != lost:
        strike = status(503)
    call(faults, folder)
    write_stories(folder, range(2, 3), wording="may")
    faults.plan = [Fault(method, strike, skip=n) for n in range(2)]  # type: ignore[arg-type]
    code, words = call(faults, folder)
    assert (code, "replaced 1" in words) == (0, True)
    assert articles(faults) == corrected()


@pytest.mark.parametrize(("method", "graph"), [("PUT", "/record/"), ("DELETE", "/graph/")])
def test_a_correction_that_stopped_half_way_is_finished_by_the_next_load(
    faults: Faults, folder: Path, method: str, graph: str
) -> None:
    call(faults, folder)
    write_stories(folder, range(2, 3), wording="may")
    faults.plan = [Fault(method, status(503), times=999, graph=graph)]
    assert call(faults, folder)[0] in {3, 4}
    faults.plan = []
    assert call(faults, folder)[0] == 0
    assert articles(faults) == corrected()
    assert sum("/record/" in name for name in faults.held()) == 1


def corrected() -> dict[str, int]:
    stories = [story(number, wording="may" if number == 2 else "will") for number in range(COUNT)]
    return {str(one.identifier): len(one) for one in stories}


@pytest.mark.parametrize("strike", [status(503), lost], ids=["503", "lost"])
def test_a_retraction_survives_faults(faults: Faults, folder: Path, strike: object) -> None:
    call(faults, folder)
    faults.plan = [Fault("*", strike, skip=n) for n in range(4)]  # type: ignore[arg-type]
    assert call(faults, "--retract", "news/00002.txt")[0] == 0
    assert articles(faults) == {n: s for n, s in CLEAN.items() if n != str(story(2).identifier)}


@pytest.mark.parametrize("scheme", ["Basic", "Digest", "Bearer"])
def test_the_password_is_given_as_the_server_asks(
    faults: Faults, folder: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults.scheme = scheme
    if scheme == "Bearer":
        monkeypatch.delenv("KG_STORE_USER")
        monkeypatch.delenv("KG_STORE_PASSWORD")
        monkeypatch.setenv("KG_STORE_TOKEN", TOKEN)
    faults.plan = [Fault("PUT", status(503)), Fault("PUT", lost)]
    assert call(faults, folder)[0] == 0
    assert articles(faults) == CLEAN


def test_a_server_that_asks_for_digest_never_sees_the_password(faults: Faults, folder: Path) -> None:
    faults.scheme = "Digest"
    call(faults, folder)
    assert not [given for given in faults.seen if given.startswith("Basic")]


def test_a_server_that_asks_for_nothing_gets_nothing(faults: Faults, folder: Path) -> None:
    call(faults, folder)
    assert set(faults.seen) == {""}


@pytest.mark.parametrize("scheme", ["Basic", "Digest", "Bearer"])
def test_a_wrong_password_ends_in_4(
    faults: Faults, folder: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults.scheme = scheme
    monkeypatch.setenv("KG_STORE_PASSWORD", "something-else")
    code, words = call(faults, folder)
    assert (code, "refuses access" in words, "something-else" in words) == (4, True, False)
    assert sum(faults.requests.values()) <= 3


def test_two_loaders_at_once_end_as_one(faults: Faults, folder: Path) -> None:
    faults.plan = [Fault("PUT", strike, skip=n) for n, strike in enumerate([status(503), lost, half(500)])]
    codes: list[int] = []
    loaders = [threading.Thread(target=lambda: codes.append(call_once(faults, folder))) for _ in range(2)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()
    assert codes == [0, 0]
    assert articles(faults) == CLEAN


def call_once(faults: Faults, folder: Path) -> int:
    from kg.cli.loading import Command, Place  # noqa: PLC0415

    return Command(Place("unused", faults.url, None)).load([str(folder)], everything=True)


def test_a_killed_loader_is_made_good_by_the_next(faults: Faults, folder: Path) -> None:
    write_stories(folder, range(40))
    faults.plan = [Fault("PUT", slow(0.05), times=40)]
    command = [sys.executable, "-m", "kg", "load", "--endpoint", faults.url, str(folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        while faults.requests["PUT"] < 10 and process.poll() is None:
            pass
        process.send_signal(signal.SIGKILL)
    assert 0 < len(articles(faults)) < 40
    faults.plan = []
    assert call(faults, folder)[0] == 0
    assert articles(faults) == {str(s.identifier): len(s) for s in map(story, range(40))}


def test_a_packed_body_is_sent_plain_to_a_server_that_wants_it_so(faults: Faults, folder: Path) -> None:
    faults.unpacks = False
    assert call(faults, folder)[0] == 0
    assert articles(faults) == CLEAN


def test_patience_doubles_and_heeds_the_server() -> None:
    patience = Patience(attempts=4, first_wait_s=1.0, longest_wait_s=20.0)
    waits = [patience.wait_s(attempt, None) for attempt in range(4)]
    assert waits == [1.0, 2.0, 4.0, None]
    assert patience.wait_s(0, 7.0) == 7.0
    assert patience.wait_s(0, 21.0) is None
