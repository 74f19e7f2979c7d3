"""A server of invented articles, one of them hostile, and the ways tests ask it."""

from __future__ import annotations

import http.client
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.serve import Settings, loaded_store, serving
from tests.newsroom import write_stories

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


@contextmanager
def stored(folder: Path) -> Iterator[Path]:
    """A store of ten articles and a hostile one."""
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


@contextmanager
def running(place: Path, *, timeout_s: float = 3.0, settings: Settings | None = None) -> Iterator[Server]:
    """A server over a store until the block ends."""
    rules = settings or Settings(rows=2000)
    with serving(place, host="127.0.0.1", port=0, timeout_s=timeout_s, settings=rules) as server:
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
