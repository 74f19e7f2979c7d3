"""Servers that answer what no server should: every load ends clean or with a clear refusal, and in time."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

import pytest

from tests.faults import PASSWORD, TOKEN, Fault, Faults, articles, call, prepared, raw, serving, status
from tests.newsroom import story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = 3
CLEAN = {str(story(number).identifier): len(story(number)) for number in range(COUNT)}
PAGE = b"<!DOCTYPE html><html><title>Please sign in</title></html>"
ROWS = b'{"head":{"vars":[]},"results":{"bindings":[]}}' + b" " * 2000
PACKED = gzip.compress(ROWS)
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def faults() -> Iterator[Faults]:
    with serving(Faults()) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepared(tmp_path / "out", COUNT, monkeypatch)


def sized(body: bytes, *headers: bytes) -> bytes:
    """A whole answer of status 200."""
    return OK + b"".join(h + b"\r\n" for h in headers) + b"Content-Length: %d\r\n\r\n" % len(body) + body


BROKEN = {
    "no HTTP": raw(b"\x00\xff\x1b[2J\r\n\r\n"),
    "no status": raw(b"HTTP/1.1 abc\r\n\r\n"),
    "status 0": raw(b"HTTP/1.1 000 No\r\n\r\n"),
    "a head without end": raw(OK + b"X: " + b"a" * 200_000),
    "five hundred headers": raw(OK + b"X: a\r\n" * 500 + b"\r\n"),
    "two lengths": raw(OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc"),
    "chunks of no size": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
    "a chunk of 16 EiB": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc"),
    "gzip that is none": raw(sized(b"0123456789", b"Content-Encoding: gzip")),
    "gzip cut short": raw(sized(PACKED[:-9], b"Content-Encoding: gzip")),
    "an encoding nobody asked for": raw(sized(b"0123456789", b"Content-Encoding: br")),
    "a head byte by byte": raw(OK + b"X: " + b"a" * 200, pause_s=0.05),
    "a body byte by byte": raw(OK + b"Content-Length: 90\r\n\r\n" + b"a" * 90, pause_s=0.02),
    "one Continue after the other": raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 20, pause_s=0.01),
    "a page to sign in": status(200, PAGE, Content_Type="text/html"),
    "a page that calls itself JSON": status(200, PAGE, Content_Type="application/sparql-results+json"),
    "nothing": raw(sized(b"")),
    "a digest without its parts and 503": status(503, b"", WWW_Authenticate="Digest"),
}


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize("name", BROKEN)
def test_an_answer_that_is_none_is_asked_for_again(
    faults: Faults, folder: Path, name: str, method: str
) -> None:
    faults.plan = [Fault(method, BROKEN[name])]
    code, words = call(faults, folder)
    assert (code, articles(faults)) == (0, CLEAN), words


@pytest.mark.parametrize("name", BROKEN)
def test_a_server_that_never_answers_well_is_given_up_in_time(
    faults: Faults, folder: Path, name: str
) -> None:
    faults.plan = [Fault("*", BROKEN[name], times=999)]
    start = time.monotonic()
    code, words = call(faults, folder)
    assert (code, "tried 6 times" in words) == (4, True), words
    assert time.monotonic() - start < 60


def test_an_answer_with_no_row_for_what_was_put_is_no_proof(faults: Faults, folder: Path) -> None:
    faults.plan = [Fault("POST", raw(sized(ROWS)), times=999)]
    code, words = call(faults, folder)
    assert (code, "but holds 0" in words) == (3, True), words


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_nothing_is_sent_to_where_a_server_points(faults: Faults, folder: Path, code: int) -> None:
    faults.scheme = "Basic"
    with serving(Faults()) as other:
        faults.plan = [Fault("*", status(code, b"", Location=f"{other.url}/store"), times=99, skip=1)]
        exit_code, words = call(faults, folder)
        assert (exit_code, "is elsewhere" in words) == (4, True), words
        assert not other.requests


CHALLENGES = {
    "Negotiate": False,
    "Bearer": False,
    "NTLM": False,
    "Digest": False,
    'Digest realm="a"': False,
    'Digest realm="a", nonce="b", algorithm=NONE': False,
    'Digest realm="a", nonce="b", qop="none"': False,
    'Basic realm="a"': True,
    'Negotiate, Basic realm="a"': True,
}


@pytest.mark.parametrize("challenge", CHALLENGES)
def test_the_password_goes_only_to_a_server_that_asks_for_it_plainly(
    faults: Faults, folder: Path, challenge: str
) -> None:
    faults.plan = [Fault("*", status(401, b"", WWW_Authenticate=challenge), times=99)]
    code, words = call(faults, folder)
    assert (code, "refuses access" in words) == (4, True), words
    assert any(given.startswith("Basic ") for given in faults.seen) == CHALLENGES[challenge]
    assert sum(faults.requests.values()) <= 3


def test_the_password_does_not_go_to_a_server_that_only_refuses(faults: Faults, folder: Path) -> None:
    faults.plan = [Fault("*", status(403), times=99)]
    assert call(faults, folder)[0] == 4
    assert set(faults.seen) == {""}


def test_a_token_goes_nowhere_but_to_the_endpoint(
    faults: Faults, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("KG_STORE_TOKEN", TOKEN)
    with serving(Faults()) as other:
        faults.plan = [Fault("*", status(307, b"", Location=other.url), times=99)]
        assert call(faults, folder)[0] == 4
        assert not other.requests
    assert set(faults.seen) == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("asked", ["86400", "9" * 30, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_server_that_wants_to_be_left_alone_is(faults: Faults, folder: Path, asked: str) -> None:
    faults.plan = [Fault("*", status(429, b"later", Retry_After=asked), times=999)]
    code, words = call(faults, folder)
    assert (code, "asks to wait" in words) == (4, True), words
    assert sum(faults.requests.values()) == 1


@pytest.mark.parametrize(
    "asked", ["-1", "1.5", "", "now", "Wed, 99 Foo 2020", "Wed, 01 Jan 2020 00:00:00 +" + "9" * 30]
)
def test_a_wait_that_is_none_is_not_waited_for(faults: Faults, folder: Path, asked: str) -> None:
    faults.plan = [Fault("PUT", status(503, b"", Retry_After=asked))]
    assert call(faults, folder)[0] == 0
    assert articles(faults) == CLEAN


def test_what_a_server_says_cannot_command_a_terminal(faults: Faults, folder: Path) -> None:
    faults.plan = [Fault("PUT", status(400, f"\x1b]0;{PASSWORD}\x07\x1b[2J\u202enever".encode()), times=99)]
    code, words = call(faults, folder)
    assert (code, "400" in words) == (3, True)
