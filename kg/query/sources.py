"""What can be asked: files, the embedded store, an endpoint."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.errors import InputError
from kg.query.answers import Rows, sorted_triples
from kg.query.evaluate import evaluate
from kg.query.room import with_room
from kg.query.sparql import QueryError, bind, check, check_syntax
from kg.rdf_files import find_sources, read_quads
from kg.store import EmbeddedStore, Inputs, open_for_reading
from kg.store.endpoint import open_endpoint
from kg.store.results import Reading, read_boolean, read_names, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.query.answers import Answer
    from kg.store.address import Address
    from kg.store.articles import Term
    from kg.store.credentials import Credentials
    from kg.store.endpoint import EndpointStore
    from kg.store.wire import Answer as HttpAnswer

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"


class Source(Protocol):
    """Something that answers queries."""

    def ask(self, query: str, values: Mapping[str, Term]) -> Answer:
        """The answer to a query with these values bound; raises ``QueryError`` for one that is wrong."""


class LocalSource:
    """An Oxigraph store of this process."""

    def __init__(self, store: Store) -> None:
        """Ask ``store``."""
        self._store = store

    def ask(self, query: str, values: Mapping[str, Term]) -> Answer:
        """The answer to a query with these values bound; raises ``QueryError`` for one that is wrong."""
        check(query)
        return with_room(partial(self._ask, query, values))

    def _ask(self, query: str, values: Mapping[str, Term]) -> Answer:
        """The same, wherever there is room for it."""
        check_syntax(query)
        return evaluate(self._store, bind(query, values))


class EndpointSource:
    """A server elsewhere."""

    def __init__(self, store: EndpointStore) -> None:
        """Ask ``store``."""
        self._store = store

    def ask(self, query: str, values: Mapping[str, Term]) -> Answer:
        """The answer to a query with these values bound; raises ``QueryError`` for one that is wrong."""
        check(query)
        reading: Reading[Answer] = Reading(_answer)
        answer = self._store.ask(bind(query, values), _ACCEPT, whole=reading.is_whole)
        if not answer.ok:
            with_room(partial(check_syntax, query))  # shows the place, if Oxigraph finds it wrong too
            raise QueryError(f"the endpoint does not answer: {self._store.told(answer)}")
        if reading.content is None:
            raise QueryError("the endpoint gives something that is no answer")
        return reading.content


def _answer(answer: HttpAnswer) -> Answer | None:
    """What a server's answer says; None when it is not whole."""
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    format_ = RdfFormat.from_media_type(kind)
    if format_ is not None and "json" not in kind:
        try:
            return sorted_triples(quad.triple for quad in parse(answer.body, format_))
        except (SyntaxError, ValueError):
            return None
    yes = read_boolean(answer.body)
    if yes is not None:
        return yes
    rows = read_rows(answer.body)
    if rows is None:
        return None
    names = read_names(answer.body) or tuple(dict.fromkeys(name for row in rows for name in row))
    return Rows(names, tuple(tuple(row.get(name) for name in names) for row in rows))


@contextmanager
def open_files(paths: Sequence[str]) -> Iterator[Source]:
    """The files as a store in memory: articles as graphs of their own, other files as plain triples.

    Raises ``InputError`` when a file cannot be read.
    """
    store = Store()
    graphs = EmbeddedStore(store, "files")
    for source in find_sources(paths):
        inputs = Inputs([source])
        if inputs.entries:
            graphs.put(list(inputs.graphs()))
        else:
            # An ontology, say: not an article's, but worth a question.
            quads = list(read_quads(source))
            if not quads:
                raise InputError(f"{inputs.issues[0].identifier}: {inputs.issues[0].reason}")
            store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    yield LocalSource(store)


@contextmanager
def open_folder(folder: Path) -> Iterator[Source]:
    """The embedded store in ``folder``."""
    with open_for_reading(folder) as store:
        yield LocalSource(store)


@contextmanager
def open_server(address: Address, credentials: Credentials) -> Iterator[Source]:
    """The store at ``address``."""
    with open_endpoint(address, credentials) as store:
        yield EndpointSource(store)
