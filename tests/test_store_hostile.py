"""Servers that answer what no server should: every load ends clean or with a clear refusal, and in time."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from kg.store import endpoint
from kg.store.patience import Patience
from tests.faults import PASSWORD, TOKEN, Fault, Faults, articles, call, prepared, raw, serving, status
from tests.newsroom import story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults import Handler

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


def dripping(handler: Handler) -> None:
    """The head comes at once, the body byte by byte."""
    handler.wfile.write(OK + b"Content-Length: 900\r\n\r\n")
    with suppress(OSError):
        for _ in range(900):
            handler.wfile.write(b"a")
            time.sleep(0.05)


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


def test_a_body_that_only_drips_is_not_waited_for(
    faults: Faults, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = Patience(attempts=2, first_wait_s=0.01, read_s=0.3, answer_s=600.0)
    monkeypatch.setattr(endpoint, "Patience", lambda: patient)
    faults.plan = [Fault("PUT", dripping, times=999)]
    start = time.monotonic()
    code, words = call(faults, folder)
    assert (code, "sends its answer too slowly" in words) == (4, True), words
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("cells", ["", '"size":{"type":"literal","value":"many"}'])
def test_rows_of_another_question_are_refused(faults: Faults, folder: Path, cells: str) -> None:
    rows = '{"results":{"bindings":[{"graph":{"type":"uri","value":"urn:a"},%s}]}}'
    body = rows % (cells or '"x":{"type":"uri","value":"urn:b"}')
    faults.plan = [Fault("POST", status(200, body.encode()), times=99)]
    code, words = call(faults, folder)
    assert (code, "is not what was asked for" in words) == (4, True), words


def test_nothing_on_this_machine_goes_through_a_proxy(
    faults: Faults, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert call(faults, folder)[0] == 0
    assert articles(faults) == CLEAN


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_a_certificate_of_ones_own_is_trusted_when_it_is_named(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=a -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(
        [*make.split(), "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(Faults(), tls=context) as faults:
        code, words = call(faults, folder)
        assert (code, "its certificate is not trusted" in words) == (4, True), words
        assert not faults.requests
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        assert call(faults, folder)[0] == 0
        assert articles(faults) == CLEAN
