"""A store somewhere else: any server with the SPARQL 1.1 Graph Store Protocol and a query address."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.errors import StoreError
from kg.store.articles import n_triples
from kg.store.holdings import counted
from kg.store.http import Client, RefusedError
from kg.store.patience import Patience
from kg.store.results import Reading, read_rows, read_triples
from kg.store.values import distinct, same

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from pyoxigraph import Quad

    from kg.store.address import Address
    from kg.store.articles import ArticleGraph
    from kg.store.credentials import Credentials
    from kg.store.inputs import WholeFile
    from kg.store.results import Row
    from kg.store.wire import Answer

# Four connections keep a store on another machine busy; more only make it queue.
CONNECTIONS = 4
# Names in one counting query; Oxigraph counts 100 graphs of 666 triples in 26 ms.
_COUNTED_AT_ONCE = 100
# What a server made of a whole graph is checked by its size; a second try heals half a commit.
_PUT_TRIES = 2
# Graphs in a row that failed after all repeats: then the store is gone, not a graph at fault.
_BROKEN = 3
_NO_PROTOCOL = frozenset({404, 405, 501})
# A form and not a bare query: Virtuoso 7 never answers a bare one that comes with Digest.
_FORM = "application/x-www-form-urlencoded"
_RESULTS = "application/sparql-results+json"
# N-Triples are Turtle, and Turtle is what every server takes (Virtuoso 7 has no N-Triples here).
_TURTLE = "text/turtle; charset=utf-8"
_GRAPH_FORMATS = "application/n-triples, text/turtle;q=0.9"


class EndpointStore:
    """A SPARQL server; see ``open_endpoint``."""

    def __init__(self, address: Address, make_client: Callable[[], Client], pool: ThreadPoolExecutor) -> None:
        """Talk to the store at ``address`` with a client for each thread of ``pool``."""
        self.shown = address.graphs
        self._address = address
        self._make_client = make_client
        self._pool = pool
        self._mine = threading.local()
        self._clients: list[Client] = []
        self._in_a_row = 0

    def close(self) -> None:
        """Close all connections."""
        for client in self._clients:
            client.close()

    def sizes(self, names: Sequence[str]) -> dict[str, int]:
        """How many triples each of the named graphs holds; what is not there is left out."""
        found: dict[str, int] = {}
        parts = [names[i : i + _COUNTED_AT_ONCE] for i in range(0, len(names), _COUNTED_AT_ONCE)]
        for rows in self._pool.map(partial(counted, self.select), parts):
            found |= rows
        return found

    def quads(self, name: str) -> frozenset[Quad]:
        """The quads of a named graph; empty when it is not there."""
        reading = Reading(partial(read_triples, name=name))
        answer = self._client.send(
            "GET",
            self._address.graphs,
            params={"graph": name},
            headers={"Accept": _GRAPH_FORMATS},
            whole=reading.is_whole,
        )
        if answer.status == 404:  # noqa: PLR2004 - the protocol's word for a graph that is not there
            return frozenset()
        if not answer.ok or reading.content is None:
            raise StoreError(f"{self.shown}: does not give {name}: {self._client.told(answer)}")
        return reading.content

    def same(self, graphs: Sequence[ArticleGraph]) -> set[str]:
        """The names of those graphs that the store holds exactly as they are."""
        sizes = self.sizes([graph.name for graph in graphs])
        likely = [g for g in graphs if sizes.get(g.name) == len(distinct(g.quads))]
        return self._alike(likely)

    def _alike(self, graphs: Sequence[ArticleGraph]) -> set[str]:
        """The names of those graphs that the store gives back as they are."""
        stored = self._pool.map(lambda graph: self.quads(graph.name), graphs)
        return {graph.name for graph, quads in zip(graphs, stored, strict=True) if same(quads, graph.quads)}

    def put(self, graphs: Sequence[ArticleGraph]) -> dict[str, str]:
        """Replace whole graphs, count and read back; for each that failed, its name and the reason.

        Raises ``StoreError`` when the store fails before it took one.
        """
        failed: dict[str, str] = {}
        left = {graph.name: graph for graph in graphs}
        for _ in range(_PUT_TRIES):
            failed |= self._put_all(left.values())
            left = {name: graph for name, graph in left.items() if name not in failed}
            try:
                sizes = self.sizes(list(left))
            except StoreError as error:
                return failed | dict.fromkeys(left, f"put, but not counted: {error.message}")
            left = {n: graph for n, graph in left.items() if sizes.get(n, 0) != len(distinct(graph.quads))}
        for name, graph in left.items():
            held, sent = sizes.get(name, 0), len(distinct(graph.quads))
            failed[name] = f"the store says it took {sent} triples but holds {held}"
        return failed | self._altered([graph for graph in graphs if graph.name not in failed])

    def _altered(self, graphs: Sequence[ArticleGraph]) -> dict[str, str]:
        """The graphs that a store took whole and altered: cut or recoded literals leave their number."""
        try:
            alike = self._alike(graphs)
        except StoreError as error:
            return dict.fromkeys((g.name for g in graphs), f"put, but not read back: {error.message}")
        return {g.name: "the store alters what it takes" for g in graphs if g.name not in alike}

    def put_file(self, file: WholeFile) -> bool:  # noqa: ARG002 - the protocol's signature
        """Never: only graphs that are put one by one can be put again when an answer is lost."""
        return False

    def _put_all(self, graphs: Collection[ArticleGraph]) -> dict[str, str]:
        """PUT the graphs over all connections; for each that failed, its name and the reason."""
        waiting = {g.name: self._pool.submit(self._put, g.name, g.quads) for g in graphs}
        broken: StoreError | None = None
        failed: dict[str, str] = {}
        for name, future in waiting.items():
            try:
                reason = future.result()
            except StoreError as error:
                broken, reason = error, error.message
            if reason:
                failed[name] = reason
        if broken is not None and len(failed) == len(waiting):
            raise broken
        return failed

    def put_quads(self, name: str, quads: Iterable[Quad]) -> None:
        """Replace one graph; no quads drop it."""
        whole = tuple(quads)
        if not whole:
            self.drop(name)
        elif reason := self._put(name, whole):
            raise StoreError(f"{self.shown}: does not take {name}: {reason}")

    def drop(self, name: str) -> None:
        """Remove a named graph; one that is not there is no error."""
        answer = self._client.send("DELETE", self._address.graphs, params={"graph": name})
        if not answer.ok and answer.status != 404:  # noqa: PLR2004 - gone already
            raise StoreError(f"{self.shown}: does not remove {name}: {self._client.told(answer)}")

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT over all graphs."""
        reading: Reading[list[Row]] = Reading(lambda answer: read_rows(answer.body))
        answer = self.ask(query, _RESULTS, whole=reading.is_whole)
        if not answer.ok or reading.content is None:
            raise StoreError(
                f"{self._address.query}: does not answer: {self.told(answer)}",
                hint="look whether this is its address for queries; --query-endpoint names another",
            )
        return reading.content

    def ask(self, query: str, accept: str, *, whole: Callable[[Answer], bool]) -> Answer:
        """The answer to a query, whatever its status; see ``Client.send`` for ``whole``.

        Raises ``StoreError`` also when the store gives only the first rows.
        """
        answer = self._client.send(
            "POST",
            self._address.query,
            data=urlencode({"query": query}).encode("ascii"),
            headers={"Content-Type": _FORM, "Accept": accept},
            whole=whole,
        )
        if "x-sparql-maxrows" in {key.lower() for key in answer.headers}:
            raise StoreError(
                f"{self._address.query}: gives only the first rows of an answer",
                hint="raise ResultSetMaxRows in virtuoso.ini",
            )
        return answer

    def told(self, answer: Answer) -> str:
        """The answer on one line, without secrets."""
        return self._client.told(answer)

    @property
    def _client(self) -> Client:
        """The client of this thread."""
        client: Client | None = getattr(self._mine, "client", None)
        if client is None:
            client = self._mine.client = self._make_client()
            self._clients.append(client)
        return client

    def _put(self, name: str, quads: Iterable[Quad]) -> str:
        """PUT one graph; the reason why the store did not take it, or nothing.

        Raises ``StoreError`` when the store takes none.
        """
        if self._in_a_row >= _BROKEN:
            raise StoreError(f"{self.shown}: given up after {_BROKEN} graphs in a row failed")
        try:
            answer = self._client.send(
                "PUT",
                self._address.graphs,
                params={"graph": name},
                data=n_triples(quads),
                headers={"Content-Type": _TURTLE},
            )
        except RefusedError:
            raise
        except StoreError as error:
            self._in_a_row += 1
            if self._in_a_row >= _BROKEN:
                raise
            return error.message
        self._in_a_row = 0
        if answer.status in _NO_PROTOCOL:
            raise RefusedError(
                f"{self.shown}: takes no graphs ({self._client.told(answer)})",
                hint="give the address of its Graph Store Protocol",
            )
        return "" if answer.ok else self._client.told(answer)


@contextmanager
def open_endpoint(
    address: Address, credentials: Credentials, *, patience: Patience | None = None
) -> Iterator[EndpointStore]:
    """The store at ``address`` until the block ends; nothing is asked of it yet."""
    with ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="kg-store") as pool:
        store = EndpointStore(address, lambda: Client(credentials, patience or Patience()), pool)
        try:
            yield store
        finally:
            store.close()
