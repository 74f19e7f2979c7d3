"""What a store holds: article graphs, articles taken back, texts replaced; and finding an article there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.store.articles import Identity, record_of, value_of
from kg.store.corrections import read_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.store.results import Row
    from kg.store.stores import GraphStore


@dataclass(frozen=True, slots=True)
class Held:
    """One article graph: its name, its text, whose it is."""

    name: str
    text: str
    identity: Identity


class Shelf:
    """Article graphs that can be found by the article they are of."""

    def __init__(self, held: Iterable[Held] = ()) -> None:
        """Put the graphs on the shelf."""
        self._by_name: dict[str, Held] = {}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for one in held:
            self.add(one)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Held]:
        return iter([self._by_name[name] for name in sorted(self._by_name)])

    def add(self, held: Held) -> None:
        """Put a graph on the shelf, in place of one of the same name."""
        self.remove(held.name)
        self._by_name[held.name] = held
        for key in held.identity.articles | held.identity.identifiers:
            self._by_key[key].add(held.name)

    def remove(self, name: str) -> None:
        """Take a graph off the shelf, if it is there."""
        held = self._by_name.pop(name, None)
        if held is not None:
            for key in held.identity.articles | held.identity.identifiers:
                self._by_key[key].discard(name)

    def of(self, identity: Identity) -> tuple[Held, ...]:
        """The graphs of the article with this identity, sorted by name."""
        keys = identity.articles | identity.identifiers
        names = sorted({name for key in keys for name in self._by_key.get(key, ())})
        found = (self._by_name[name] for name in names)
        return tuple(held for held in found if held.identity.is_same(identity))

    def answering(self, name: str) -> tuple[Held, ...]:
        """The graphs whose article, text or graph the user may call ``name``."""
        return tuple(
            held
            for held in self
            if held.identity.answers_to(name) or name in {held.name, held.text, held.text.rpartition("/")[2]}
        )


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A record that an article was taken back: the graph it stands in, the article, when."""

    record: str
    identity: Identity
    when: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything about articles that a store holds.

    ``replaced`` maps older texts to newer ones, ``records`` older texts to the graph that says so.
    """

    shelf: Shelf
    taken_back: tuple[TakenBack, ...]
    replaced: dict[str, str]
    records: dict[str, str]

    def retraction_of(self, identity: Identity) -> TakenBack | None:
        """The record that takes the article back, if there is one."""
        return next((t for t in self.taken_back if t.identity.is_same(identity)), None)


def successors(text: str, replaced: Mapping[str, str]) -> Iterator[str]:
    """The texts that replaced this one, each by the next; records in a ring end where they began.

    >>> list(successors("draft", {"draft": "text", "text": "correction", "other": "text"}))
    ['text', 'correction']
    """
    met = {text}
    while (text := replaced.get(text, text)) not in met:
        met.add(text)
        yield text


def counted(select: Callable[[str], list[Row]], names: Sequence[str]) -> dict[str, int]:
    """How many triples each of the named graphs holds, asked by ``select``; what is not there is left out."""
    values = " ".join(str(NamedNode(name)) for name in names)
    rows = select(read_query("sizes").replace("UNDEF", values)) if names else []
    found = {_value(row, "graph"): _number(row, "size") for row in rows if "graph" in row}
    return {name: size for name, size in found.items() if size}


def read_holdings(store: GraphStore) -> Holdings:
    """What the store holds now."""
    graphs: dict[str, list[Row]] = defaultdict(list)
    for row in store.select(read_query("holdings")):
        graphs[_value(row, "graph")].append(row)
    shelf = Shelf(Held(name, _value(rows[0], "text"), _identity(rows)) for name, rows in graphs.items())
    records: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    replaced: dict[str, str] = {}
    corrections: dict[str, str] = {}
    for row in store.select(read_query("records")):
        # An article's own graph, or one of somebody else in the same store, records nothing for us.
        if _value(row, "graph") != record_of(_value(row, "article")):
            continue
        if "older" in row:
            older = _value(row, "older")
            replaced[older], corrections[older] = _value(row, "newer"), _value(row, "graph")
        else:
            records[_value(row, "graph"), _value(row, "article"), _value(row, "when")].append(row)
    taken_back = tuple(
        TakenBack(graph, _identity(rows), when) for (graph, _, when), rows in sorted(records.items())
    )
    return Holdings(shelf, taken_back, replaced, corrections)


def _identity(rows: Iterable[Row]) -> Identity:
    """The identity that the rows of one graph tell."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in ("article", "identifier", "publisher", "url"):
            if name in row:
                found[name].add(_value(row, name))
    return Identity(
        frozenset(found["article"]),
        frozenset(found["identifier"]),
        frozenset(found["publisher"]),
        frozenset(found["url"]),
    )


def _value(row: Row, name: str) -> str:
    """The IRI or the characters of one cell; raises ``StoreError`` when the row has none."""
    if name not in row:
        raise _not_asked_for(name)
    return value_of(row[name])


def _number(row: Row, name: str) -> int:
    """The number in one cell; raises ``StoreError`` when there is none."""
    digits = _value(row, name)
    if not (digits.isascii() and digits.isdigit()):
        raise _not_asked_for(name)
    return int(digits)


def _not_asked_for(name: str) -> StoreError:
    """The error of rows that answer another question than ours."""
    return StoreError(
        f"the store's answer tells no {name}: it is not what was asked for",
        hint="look whether this is its address for queries; --query-endpoint names another",
    )
