"""Files of RDF as article graphs: what ``kg build`` wrote, in any of its formats, one article or many."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from kg.errors import InputError
from kg.model import Issue
from kg.store.articles import IDENTITY_TERMS
from kg.store.split import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import IO

    from kg.store.articles import ArticleGraph, GraphName, Identity

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to load; ``data`` holds what stdin gave, which cannot be read twice."""

    name: str
    format: RdfFormat
    compressed: bool = False
    data: bytes | None = None

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The file's bytes, unpacked as they are read."""
        with Path(self.name).open("rb") if self.data is None else io.BytesIO(self.data) as raw:
            if self.compressed:
                with gzip.open(raw, "rb") as unpacked:
                    yield cast("IO[bytes]", unpacked)  # it reads as one; typeshed does not say so
            else:
                yield raw


@dataclass(frozen=True, slots=True)
class Entry:
    """One article graph of the input, without its quads: what decides what is to be done with it."""

    name: str
    text: str
    identity: Identity
    published: str
    origins: tuple[str, ...]


def find_sources(paths: Sequence[str]) -> tuple[Source, ...]:
    """The files of RDF that ``paths`` name: files, folders with all below them, "-" for stdin (TriG).

    Symbolic links inside a folder are not followed. Raises ``InputError`` for what is not there, for a
    file whose name ends in no known format, and when there is nothing at all.
    """
    found: dict[str, Source] = {}
    for name in paths:
        path = Path(name)
        if name == _STDIN:
            found[name] = Source("stdin", RdfFormat.TRIG, data=sys.stdin.buffer.read())
        elif path.is_dir():
            found |= {source.name: source for source in _in_folder(path)}
        elif not path.is_file():
            raise InputError(f"{name}: no such file or folder")
        elif (source := _source(path)) is not None:
            found[source.name] = source
        else:
            endings = ", ".join(FORMATS)
            raise InputError(f"{name}: not a name of RDF", hint=f"it ends in one of {endings}, each also .gz")
    if not found:
        raise InputError(f"{', '.join(paths)}: no file of RDF in it", hint="load what 'kg build' wrote")
    return tuple(found.values())


def _in_folder(folder: Path) -> Iterator[Source]:
    """The files of RDF in the folder and below, sorted; hidden ones are somebody's work in progress."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _in_folder(path)
        elif path.is_file() and (source := _source(path)) is not None:
            yield source


def _source(path: Path) -> Source | None:
    """The file as a source; None when its name ends in no known format."""
    name = path.name.lower()
    compressed = name.endswith(".gz")
    suffix = Path(name.removesuffix(".gz")).suffix
    return Source(str(path), FORMATS[suffix], compressed) if suffix in FORMATS else None


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
    for quad in read_quads(source, named=True):
        name = quad.graph_name
        waiting[name].append(quad)
        left[name] -= 1
        if not left[name]:
            yield from split(waiting.pop(name), source.name)
    if not left:
        yield from split((), source.name)


def _first_reading(source: Source) -> tuple[list[Entry], Counter[GraphName]]:
    """The entries of one file, and how many quads each graph of N-Quads has."""
    if source.format != RdfFormat.N_QUADS:
        return [_entry(graph) for graph in article_graphs(source)], Counter()
    sizes: Counter[GraphName] = Counter()
    telling: dict[GraphName, list[Quad]] = defaultdict(list)
    for quad in read_quads(source, named=True):
        sizes[quad.graph_name] += 1
        if quad.predicate in IDENTITY_TERMS:
            telling[quad.graph_name].append(quad)
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


def read_quads(source: Source, *, named: bool = False) -> Iterator[Quad]:
    """The quads of the file as they are parsed; ``named`` refuses blank nodes and triple terms.

    Raises ``InputError`` with the line when the file is not what its name says.
    """
    try:
        with source.open() as file:
            for quad in parse(file, source.format):
                if named and isinstance(quad.subject, BlankNode) | isinstance(
                    quad.object, BlankNode | Triple
                ):
                    raise InputError(
                        f"{source.name}: holds a blank node or a triple term beside {quad.predicate}",
                        hint="load what 'kg build' wrote: it names every node",
                    )
                yield quad
    except SyntaxError as error:
        place = f"{source.name}:{error.lineno}" if error.lineno else source.name
        raise InputError(f"{place}: not valid {source.format.name}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{source.name}: not UTF-8") from error
    except (EOFError, zlib.error) as error:
        raise InputError(f"{source.name}: the compressed file is cut short or damaged") from error
    except OSError as error:
        raise InputError(f"{source.name}: cannot be read: {error.strerror or error}") from error


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
                self.issues.append(Issue(source.name, error.message))
                continue
            self._sources.append((source, sizes))
            for entry in found:
                self.entries[entry.name] = _merged(self.entries.get(entry.name), entry)

    def graphs(self) -> Iterator[ArticleGraph]:
        """Each article graph once, with all that the files say of it."""
        parts: dict[str, list[ArticleGraph]] = defaultdict(list)
        for source, sizes in self._sources:
            for graph in article_graphs(source, sizes):
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
