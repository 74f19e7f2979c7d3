"""What a client may send: strange requests, bodies where none belong, and clients that go away."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from tests.serving import CROSS, FEW, running, sparql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.serve import Server

HOST = b"Host: localhost\r\n"
QUERY = b"Content-Type: application/sparql-query\r\n"
POST = b"POST /sparql HTTP/1.1\r\n" + HOST + QUERY
ASK = "/sparql?query=ASK%7B%7D"


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[Server]:
    with running(place, timeout_s=5.0) as opened:
        yield opened


def send(server: Server, data: bytes) -> bytes:
    """All that the server says to these bytes, until it hangs up."""
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=20) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


STRANGE = {
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", 400),
    "a host that is none": (b"GET / HTTP/1.1\r\nHost: localhost:8><script>\r\n\r\n", 400),
    "a host on two lines": (b"GET / HTTP/1.1\r\nHost: localhost\r\n evil.example\r\n\r\n", 400),
    "an address in full elsewhere": (b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n", 421),
    "an address in full here": (b"GET http://localhost/ HTTP/1.1\r\n" + HOST + b"\r\n", 200),
    "an address that is none": (b"GET http://[::1 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "an unknown method": (b"BREW / HTTP/1.1\r\n" + HOST + b"\r\n", 501),
    "a long address": (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    "many headers": (b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * 300 + b"\r\n", 431),
    "a header of bytes": (f"GET {ASK} HTTP/1.1\r\n".encode() + HOST + b"X: \xff\xfe\r\n\r\n", 200),
    "a path of bytes": (b"GET /entity/%ff%00 HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    "a length of words": (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: +5\r\n\r\nASK{}", 411),
    "two lengths": (
        POST + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nASK{}",
        411,
    ),
    "a length and chunks": (
        b"POST /sparql HTTP/1.1\r\n"
        + HOST
        + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        411,
    ),
    "a packed body": (
        b"POST /sparql HTTP/1.1\r\n"
        + HOST
        + QUERY
        + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nASK{}",
        415,
    ),
    "a query to a page": (b"POST /questions/said-by HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n\r\n", 405),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_request_has_its_status_and_no_traceback(
    server: Server, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data, status = STRANGE[name]
    answer = send(server, data)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer[:200]
    assert b"nosniff" in answer
    assert sparql(server, FEW).status == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("first", [f"GET {ASK}", "HEAD /", "PUT /sparql", "OPTIONS /sparql"])
def test_a_body_where_none_belongs_is_no_second_request(server: Server, first: str) -> None:
    hidden = b"GET /nowhere HTTP/1.1\r\n" + HOST + b"\r\n"
    head = f"{first} HTTP/1.1\r\nContent-Length: {len(hidden)}\r\n".encode()
    assert send(server, head + HOST + b"\r\n" + hidden).count(b"HTTP/1.1 ") == 1


def test_requests_may_follow_one_another(server: Server) -> None:
    one = f"GET {ASK} HTTP/1.1\r\n".encode() + HOST + b"\r\n"
    two = POST + b"Content-Length: 5\r\n\r\nASK{}"
    assert send(server, one + two + one).count(b"HTTP/1.1 200 OK") == 3


def test_a_head_has_the_headers_of_a_get_and_no_body(server: Server) -> None:
    got = [
        send(server, f"{method} {ASK} HTTP/1.1\r\n".encode() + HOST + b"\r\n") for method in ("GET", "HEAD")
    ]
    heads = [
        [line for line in one.partition(b"\r\n\r\n")[0].splitlines() if b"Date" not in line] for one in got
    ]
    assert heads[0] == heads[1]
    assert got[1].endswith(b"\r\n\r\n")


def test_a_client_that_goes_away_leaves_no_trace(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.server_address[1])) as connection:
            connection.sendall(b"GET /static/yasgui.min.js HTTP/1.1\r\n" + HOST + b"\r\n")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert sparql(server, FEW).status == 200
    assert capfd.readouterr() == ("", "")


def test_clients_that_say_nothing_keep_nobody_waiting(server: Server) -> None:
    address = ("127.0.0.1", server.server_address[1])
    silent = [socket.create_connection(address) for _ in range(100)]
    for connection in silent:
        connection.sendall(b"GET / HT")
    assert sparql(server, FEW).status == 200
    for connection in silent:
        connection.close()


def test_slow_queries_keep_no_quick_one_waiting(server: Server) -> None:
    statuses: list[int] = []
    slow = [threading.Thread(target=lambda: statuses.append(sparql(server, CROSS).status)) for _ in range(4)]
    for one in slow:
        one.start()
    time.sleep(0.5)
    quick = sparql(server, FEW)
    assert (quick.status, statuses) == (200, [])
    for one in slow:
        one.join()
    assert statuses == [503] * 4
