"""A small SPARQL server that fails on command: a Graph Store Protocol and queries over Oxigraph in memory.

``Faults.plan`` holds what goes wrong: each fault names the request it waits for and how often it strikes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import re
import socket
import struct
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from click.testing import CliRunner
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from kg.cli.load import load as load_command
from kg.errors import KgError
from kg.store import endpoint
from kg.store.patience import Patience
from tests.newsroom import write_stories

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

USER, PASSWORD, TOKEN = "loader", "s3cret-Pass/wörd", "t0ken-of-the-store"


@dataclass
class Fault:
    """One thing that goes wrong with requests of ``method`` ("PUT", "GET", "DELETE", "POST", "*").

    It lets ``skip`` requests pass, then strikes ``times`` times, on graphs whose name has ``graph`` in it.
    """

    method: str
    strike: Callable[[Handler], None]
    times: int = 1
    skip: int = 0
    graph: str = ""

    def hits(self, method: str, graph: str) -> bool:
        """Whether it strikes now; counts down."""
        if self.method not in {"*", method} or self.graph not in graph or self.times <= 0:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return True


@dataclass
class Faults:
    """The server's store, its faults, what it was asked, and what it asks for."""

    store: Store = field(default_factory=Store)
    plan: list[Fault] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    scheme: str = ""
    unpacks: bool = True
    lock: threading.Lock = field(default_factory=threading.Lock)
    url: str = ""
    seen: list[str] = field(default_factory=list)

    def held(self) -> dict[str, int]:
        """The triples of each graph, counted by SPARQL."""
        rows = self.store.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {row["g"].value: int(row["n"].value) for row in rows}  # type: ignore[union-attr]


class Handler(BaseHTTPRequestHandler):
    """One request: a fault if one is due, else what a store does."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer, or fail."""
        faults = self.server.faults
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        self.graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
        with faults.lock:
            faults.requests[self.command] += 1
            faults.seen.append(self.headers.get("Authorization", ""))
            due = next((f for f in faults.plan if f.hits(self.command, self.graph)), None)
        if due is not None:
            due.strike(self)
        elif not self.allowed():
            self.refuse()
        elif self.headers.get("Content-Encoding") == "gzip" and not faults.unpacks:
            self.answer(415, b"no gzip here")
        else:
            self.answer(*self.commit())

    do_PUT = do_POST = do_DELETE = do_GET  # noqa: N815 - the names http.server calls

    def allowed(self) -> bool:
        """Whether the request is signed as the server wants it."""
        given, scheme = self.headers.get("Authorization", ""), self.server.faults.scheme
        if scheme == "Basic":
            return given == "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if scheme == "Bearer":
            return given == f"Bearer {TOKEN}"
        return scheme != "Digest" or self.digest_is_right(given)

    def digest_is_right(self, given: str) -> bool:
        """Whether the Digest fits (RFC 7616, MD5 with qop=auth)."""
        parts = dict(re.findall(r'(\w+)="?([^",]+)"?', given))
        if parts.get("nonce") != "n0nce":
            return False

        def md5(text: str) -> str:
            return hashlib.md5(text.encode("utf-8"), usedforsecurity=False).hexdigest()

        ha1 = md5(f"{USER}:store:{PASSWORD}")
        ha2 = md5(f"{self.command}:{parts['uri']}")
        want = md5(":".join((ha1, "n0nce", parts["nc"], parts["cnonce"], "auth", ha2)))
        return bool(parts["response"] == want)

    def refuse(self) -> None:
        """Answer 401 with the challenge."""
        scheme = self.server.faults.scheme
        extra = ', nonce="n0nce", qop="auth", algorithm=MD5' if scheme == "Digest" else ""
        self.answer(401, b"who are you?", {"WWW-Authenticate": f'{scheme} realm="store"{extra}'})

    def commit(self) -> tuple[int, bytes, dict[str, str]]:
        """Do what was asked; status, body, headers."""
        store = self.server.faults.store
        if self.command == "POST":
            (query,) = parse_qs(self.body.decode("ascii"))["query"]
            found = store.query(query, use_default_graph_as_union=True)
            assert not isinstance(found, QueryTriples)
            data = found.serialize(format=QueryResultsFormat.JSON) or b""
            return 200, data, {"Content-Type": "application/sparql-results+json"}
        name = NamedNode(self.graph)
        known = store.contains_named_graph(name)
        if self.command == "PUT":
            quads = [Quad(q.subject, q.predicate, q.object, name) for q in self.triples()]
            with self.server.faults.lock:
                store.remove_graph(name)
                store.extend(quads)
            return (204 if known else 201), b"", {}
        if not known:
            return 404, b"no such graph", {}
        if self.command == "DELETE":
            store.remove_graph(name)
            return 204, b"", {}
        quads = list(store.quads_for_pattern(None, None, None, name))
        data = serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES) or b""
        return 200, data, {"Content-Type": "application/n-triples"}

    def triples(self) -> list[Quad]:
        """The triples of the body."""
        return list(parse(self.body_plain(), RdfFormat.TURTLE))

    def body_plain(self) -> bytes:
        """The body, unpacked."""
        return gzip.decompress(self.body) if self.headers.get("Content-Encoding") == "gzip" else self.body

    def answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def reset(self) -> None:
        """Break the connection as a crash does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection without a word."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Stay silent."""


class _Server(ThreadingHTTPServer):
    """A server that knows its faults."""

    daemon_threads = True
    faults: Faults

    def handle_error(self, request: object, client_address: object) -> None:
        """A broken connection is what the tests are about."""


@contextmanager
def serving(faults: Faults, *, tls: ssl.SSLContext | None = None) -> Iterator[Faults]:
    """The server on a free port of this machine until the block ends."""
    with _Server(("127.0.0.1", 0), Handler) as server:
        server.faults = faults
        faults.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield faults
        finally:
            server.shutdown()


def status(code: int, body: bytes = b"sorry", **headers: str) -> Callable[[Handler], None]:
    """A fault that answers with a status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.answer(code, body, named)


def lost(handler: Handler) -> None:
    """The server does what it was asked, and its answer is lost."""
    handler.commit()
    handler.reset()


def half(code: int) -> Callable[[Handler], None]:
    """Half of the graph is stored; the server answers ``code``."""

    def strike(handler: Handler) -> None:
        triples = handler.triples()
        handler.server.faults.store.remove_graph(NamedNode(handler.graph))
        handler.server.faults.store.extend(
            Quad(q.subject, q.predicate, q.object, NamedNode(handler.graph))
            for q in triples[: len(triples) // 2]
        )
        handler.answer(code)

    return strike


def altering(change: Callable[[Literal], Literal]) -> Callable[[Handler], None]:
    """The whole graph is stored, its texts with a language changed; their number stays."""

    def strike(handler: Handler) -> None:
        name = NamedNode(handler.graph)
        handler.server.faults.store.remove_graph(name)
        handler.server.faults.store.extend(
            Quad(q.subject, q.predicate, change(o) if isinstance(o, Literal) and o.language else o, name)
            for q in handler.triples()
            for o in (q.object,)
        )
        handler.answer(201)

    return strike


def cut(handler: Handler) -> None:
    """Half of the answer comes, then the connection ends."""
    code, body, headers = handler.commit()
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.hang_up()


def cut_unnoticed(handler: Handler) -> None:
    """Half of the answer comes, and its length claims that it is whole."""
    code, body, headers = handler.commit()
    handler.answer(code, body[: len(body) // 2 - 1], headers)


def slow(seconds: float) -> Callable[[Handler], None]:
    """The answer comes late."""

    def strike(handler: Handler) -> None:
        time.sleep(seconds)
        with suppress(OSError):
            handler.answer(*handler.commit())

    return strike


def endless(handler: Handler) -> None:
    """The answer never ends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.send_header("Connection", "close")
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b" " * 100)
            time.sleep(0.02)


def echo(code: int) -> Callable[[Handler], None]:
    """The answer repeats what the client sent, secrets and all."""

    def strike(handler: Handler) -> None:
        given = handler.headers.get("Authorization", "")
        plain = f"{given} {PASSWORD} {TOKEN} {USER}:{PASSWORD}"
        handler.answer(code, plain.encode("utf-8"))

    return strike


def raw(data: bytes, *, pause_s: float = 0.0) -> Callable[[Handler], None]:
    """These very bytes are the answer; with a pause one by one, so slowly that no timeout strikes."""

    def strike(handler: Handler) -> None:
        with suppress(OSError):
            for part in (data[i : i + 1] for i in range(len(data))) if pause_s else (data,):
                handler.wfile.write(part)
                time.sleep(pause_s)
        handler.hang_up()

    return strike


QUICK = Patience(first_wait_s=0.01, longest_wait_s=2.0, read_s=0.4, answer_s=0.8)


def prepared(folder: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles, a loader without much patience, and its password in the environment."""
    monkeypatch.setattr(endpoint, "Patience", lambda: QUICK)
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KG_STORE_USER", USER)
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    write_stories(folder, range(count))
    return folder


def call(faults: Faults, *arguments: object) -> tuple[int, str]:
    """The exit code and every word that ``kg load`` put out; no secret is among them."""
    result = CliRunner().invoke(
        load_command, ["--endpoint", faults.url, *map(str, arguments)], standalone_mode=False
    )
    words = result.output
    code = result.return_value
    if result.exception is not None:
        assert isinstance(result.exception, KgError), result.exception
        words += f"{result.exception.message} {result.exception.hint}"
        code = result.exception.exit_code
    pair = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    own = (PASSWORD, pair) if "KG_STORE_USER" in os.environ else (TOKEN,)
    assert not [secret for secret in own if secret in words]
    assert "\nTraceback" not in words
    assert words.replace("\n", "").isprintable(), words
    return code, words


def articles(faults: Faults) -> dict[str, int]:
    """The triples of each article's graph that the server holds."""
    return {name: size for name, size in faults.held().items() if "/record/" not in name}
