"""Article graphs of files: what ``kg build`` wrote, in any of its formats, one article or many."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat

from kg.errors import InputError
from kg.model import Issue
from kg.rdf_files import read_quads
from kg.store.articles import IDENTITY_TERMS
from kg.store.split import split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.rdf_files import Source
    from kg.store.articles import ArticleGraph, GraphName, Identity

_graph_of = attrgetter("graph_name")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article graph of the input, without its quads: what decides what is to be done with it."""

    name: str
    text: str
    identity: Identity
    published: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A file of quads that can be taken as it is: its graphs and how many quads it has of each."""

    source: Source
    sizes: Mapping[str, int]


def article_graphs(source: Source, sizes: Mapping[GraphName, int] | None = None) -> Iterator[ArticleGraph]:
    """The article graphs of one file; N-Quads are streamed, every other format is read whole.

    ``sizes`` are the quads of each graph of N-Quads, where they are known. Raises ``InputError`` with the
    line when the file is not what its name says.
    """
    if source.format == RdfFormat.N_QUADS:
        left = sizes or Counter(quad.graph_name for quad in read_quads(source, named=True))
        yield from _streamed(source, dict(left))
    else:
        yield from _grouped(read_quads(source, named=True), source)


def _streamed(source: Source, left: dict[GraphName, int]) -> Iterator[ArticleGraph]:
    """The article graphs of a file of quads, each given when its last quad was read.

    ``left`` counts the quads of each graph, so that a file of any size whose graphs follow one another
    takes the memory of one graph.
    """
    waiting: dict[GraphName, list[Quad]] = defaultdict(list)
    for name, run in groupby(read_quads(source), _graph_of):
        waiting[name] += run
        if len(waiting[name]) == left[name]:
            yield from split(waiting.pop(name), source.name)
    if not left:
        yield from split((), source.name)


def _first_reading(source: Source) -> tuple[list[Entry], Counter[GraphName]]:
    """The entries of one file, and how many quads each graph of N-Quads has."""
    if source.format != RdfFormat.N_QUADS:
        return [_entry(graph) for graph in article_graphs(source)], Counter()
    sizes: Counter[GraphName] = Counter()
    telling: dict[GraphName, list[Quad]] = defaultdict(list)
    for name, run in groupby(read_quads(source, named=True), _graph_of):
        quads = list(run)
        sizes[name] += len(quads)
        telling[name] += (quad for quad in quads if quad.predicate in IDENTITY_TERMS)
    # What does not tell whose it is makes a graph of no article, and split says so.
    return [_entry(g) for name in sizes for g in split(telling[name], source.name)], sizes


def _grouped(quads: Iterable[Quad], source: Source) -> Iterator[ArticleGraph]:
    """The article graphs among the quads: those of each named graph, and of the triples in none."""
    graphs: dict[GraphName, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph_name].append(quad)
    for name in sorted(graphs, key=str):
        yield from split(graphs[name], source.name)
    if not graphs:
        yield from split((), source.name)


class Inputs:
    """The article graphs of all files, met twice: first as entries, then with their quads.

    Knowing all of them before the first is written makes the outcome free of the order of the files:
    the same text in two files is one graph, and of two texts of one article the newer one is loaded.
    """

    def __init__(self, sources: Iterable[Source], *, strict: bool = False) -> None:
        """Read the files once; ``issues`` names those that cannot be read, ``strict`` raises for them."""
        self._sources: list[tuple[Source, Counter[GraphName]]] = []
        self.issues: list[Issue] = []
        self.entries: dict[str, Entry] = {}
        for source in sources:
            try:
                found, sizes = _first_reading(source)
            except InputError as error:
                if strict:
                    raise
                # The message begins with the file and, where the parser told it, the line.
                line, _, reason = error.message.removeprefix(source.name).partition(": ")
                self.issues.append(Issue(source.name + line, reason))
                continue
            self._sources.append((source, sizes))
            for entry in found:
                self.entries[entry.name] = _merged(self.entries.get(entry.name), entry)

    def whole_files(self) -> Iterator[WholeFile]:
        """The files of quads whose graphs are each one article's, all that is told of it."""
        for source, sizes in self._sources:
            names = {getattr(name, "value", ""): size for name, size in sizes.items()}
            if sizes and all(
                name in self.entries and self.entries[name].origins == (source.name,) for name in names
            ):
                yield WholeFile(source, names)

    def graphs(self, *, without: Collection[str] = ()) -> Iterator[ArticleGraph]:
        """Each article graph once, with all that the files say of it; ``without`` those of some files."""
        parts: dict[str, list[ArticleGraph]] = defaultdict(list)
        for source, sizes in self._sources:
            for graph in article_graphs(source, sizes) if source.name not in without else ():
                entry = self.entries[graph.name]
                parts[graph.name].append(graph)
                if len(parts[graph.name]) == len(entry.origins):
                    quads = frozenset[Quad]().union(*(part.quads for part in parts.pop(graph.name)))
                    yield replace(graph, quads=quads, identity=entry.identity, published=entry.published)


def _entry(graph: ArticleGraph) -> Entry:
    """What is kept of a graph between the two readings."""
    return Entry(graph.name, graph.text, graph.identity, graph.published, (graph.origin,))


def _merged(one: Entry | None, other: Entry) -> Entry:
    """Two entries of the same text as one."""
    if one is None:
        return other
    return Entry(
        one.name,
        one.text,
        one.identity.joined(other.identity),
        max(one.published, other.published),
        (*one.origins, *other.origins),
    )
