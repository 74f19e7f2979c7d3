"""The embedded store: a folder that Oxigraph keeps, written by one process at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from kg.errors import StoreError
from kg.store.holdings import counted
from kg.store.lock import LOCK_FILE, WAIT_S, hold
from kg.store.results import rows_of
from kg.store.values import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.store.articles import ArticleGraph
    from kg.store.inputs import WholeFile
    from kg.store.results import Row

# Below this many quads one transaction beats the bulk loader, which writes files of its own:
# 666 quads 6 against 20 ms, 6,660 quads 63 against 61 ms, 200,000 quads 3.2 against 1.1 s.
_BULK_QUADS = 6_000


class EmbeddedStore:
    """An open embedded store; see ``open_store``.

    Its default graph is the merger of all its named graphs, each triple once. Oxigraph could answer over
    their union as well, but a fact that a thousand articles repeat would then be a thousand rows. Small
    changes keep it as they go; after a bulk load, which it would slow to half its rate, or a killed run,
    it is made anew before the next reading.
    """

    def __init__(self, store: Store, shown: str, mark: Path | None = None) -> None:
        """Use ``store``, which messages call ``shown``; the file ``mark`` is there while it changes."""
        self._store = store
        self._mark = mark
        self.shown = shown
        # A graph on its way to another name (see ``put_quads``) when an earlier run was killed.
        for name in list(store.named_graphs()):
            if isinstance(name, NamedNode) and name.value.endswith(_STAGING):
                store.remove_graph(name)

    def close(self) -> None:
        """Write everything to disk and let go of the folder."""
        self._store.flush()
        self._store = Store()  # Oxigraph closes a store when nothing refers to it

    def freeze(self, target: Path) -> None:
        """Keep the present content at ``target``, which must not exist, by hard links."""
        self.merge()
        self._store.backup(target)

    def sizes(self, names: Sequence[str]) -> dict[str, int]:
        """How many triples each of the named graphs holds; what is not there is left out."""
        return counted(self.select, names)

    def quads(self, name: str) -> frozenset[Quad]:
        """The quads of a named graph; empty when it is not there."""
        return frozenset(self._matching(name))

    def same(self, graphs: Sequence[ArticleGraph]) -> set[str]:
        """The names of those graphs that the store holds exactly as they are."""
        return {graph.name for graph in graphs if same(self.quads(graph.name), graph.quads)}

    def put(self, graphs: Sequence[ArticleGraph]) -> dict[str, str]:
        """Replace whole graphs; nothing can fail that would not fail altogether."""
        new = [g for g in graphs if not self._store.contains_named_graph(NamedNode(g.name))]
        self._add([quad for graph in new for quad in graph.quads])
        known = {graph.name for graph in new}
        for graph in graphs:
            if graph.name not in known:
                self.put_quads(graph.name, graph.quads)
        return {}

    def put_file(self, file: WholeFile) -> bool:
        """Add the new graphs of a file all at once; False when that is no quicker than one by one."""
        if self._mark is None or sum(file.sizes.values()) < _BULK_QUADS:
            return False
        self._mark.touch()
        try:
            with file.source.open() as data:
                self._store.bulk_load(data, RdfFormat.N_QUADS)
        except SyntaxError:
            return False  # it was changed since it was read
        return True

    def put_quads(self, name: str, quads: Iterable[Quad]) -> None:
        """Replace one graph; no quads drop it.

        Oxigraph has no transaction over several calls, but moving a graph is one: a killed process
        leaves the old graph or the new one.
        """
        graph, staging = NamedNode(name), NamedNode(name + _STAGING)
        moving = [Quad(quad.subject, quad.predicate, quad.object, staging) for quad in quads]
        if not moving:
            self.drop(name)
            return
        with self._changing():
            old = self.quads(name)
            self._add(moving)
            self._store.update(" ".join(("MOVE GRAPH", str(staging), "TO GRAPH", str(graph))))
            self._forget(old)

    def drop(self, name: str) -> None:
        """Remove a named graph; one that is not there is no error."""
        old = self.quads(name)
        if old:
            with self._changing():
                self._store.remove_graph(NamedNode(name))
                self._forget(old)

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT."""
        found = self._store.query(query)
        if not isinstance(found, QuerySolutions):
            raise TypeError("not a SELECT")
        return rows_of(found)

    def _matching(self, name: str) -> Iterator[Quad]:
        """The quads of a graph as the store reads them."""
        return self._store.quads_for_pattern(None, None, None, NamedNode(name))

    def merge(self) -> None:
        """Make the default graph anew where it does not fit the named graphs."""
        if self._mark is not None and self._mark.exists():
            self._store.clear_graph(DefaultGraph())
            named = self._store.quads_for_pattern(None, None, None, None)
            self._store.bulk_extend(_in_default(quad) for quad in named)
            # Bulk loading leaves many files behind; in order, they answer an eighth faster.
            self._store.optimize()
            self._store.flush()
            self._mark.unlink()

    def _add(self, quads: Sequence[Quad]) -> None:
        """Add the quads, all or none, and their triples to the default graph."""
        if len(quads) >= _BULK_QUADS and self._mark is not None:
            self._mark.touch()
            self._store.bulk_extend(quads)
        elif quads:
            self._store.extend([*quads, *(_in_default(quad) for quad in quads)])

    def _forget(self, quads: Iterable[Quad]) -> None:
        """Remove from the default graph those triples that no named graph holds any more."""
        for quad in quads:
            holding = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(isinstance(held.graph_name, DefaultGraph) for held in holding):
                self._store.remove(_in_default(quad))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Leave a mark that the default graph may not fit, until the block has ended well."""
        if self._mark is None or self._mark.exists():
            yield
            return
        self._mark.touch()
        yield
        self._mark.unlink()


_STAGING = "/staging"
_MARK_FILE = "kg.changing"


def _in_default(quad: Quad) -> Quad:
    """The triple of the quad in the default graph."""
    return Quad(quad.subject, quad.predicate, quad.object)


@contextmanager
def open_store(folder: Path, *, must_exist: bool = False, wait_s: float = WAIT_S) -> Iterator[EmbeddedStore]:
    """The embedded store in ``folder`` for writing, made if need be; on disk when the block has ended.

    Raises ``StoreError`` when the folder is not a store or another process uses it.
    """
    (_check_there if must_exist else _check)(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}") from error
    with hold(folder, exclusive=True, wait_s=wait_s), _failures(folder):
        _check(folder, held=True)
        opened = EmbeddedStore(Store(folder), str(folder), folder / _MARK_FILE)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def open_for_reading(folder: Path, *, wait_s: float = WAIT_S) -> Iterator[Store]:
    """Oxigraph's store in ``folder`` for reading, while no loader writes it."""
    _check_there(folder)
    if awaits_merger(folder):
        with open_store(folder, wait_s=wait_s) as store:
            store.merge()
    with hold(folder, exclusive=False, wait_s=wait_s), _failures(folder):
        yield Store.read_only(str(folder))


def awaits_merger(folder: Path) -> bool:
    """Whether the next reading first merges the graphs: half a minute for 1.6 million triples."""
    return (folder / _MARK_FILE).exists()


def snapshot(folder: Path, target: Path, *, wait_s: float = WAIT_S) -> None:
    """Freeze the store's present content at ``target``: hard links, no copy, made in a moment.

    ``target`` must not exist and must be on the same file system. What is loaded later does not show.
    """
    with open_store(folder, must_exist=True, wait_s=wait_s) as store:
        store.freeze(target)


# The file by which RocksDB knows a data base.
_MARK = "CURRENT"


def _check(folder: Path, *, held: bool = False) -> None:
    """Refuse a place that holds something else.

    What another process is making is half a store until it lets go: it is judged when it is ``held``.
    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: is no folder", hint="give --store a folder")
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    others = names - {LOCK_FILE, _MARK_FILE}
    if others and _MARK not in others and (held or LOCK_FILE not in names):
        raise StoreError(f"{folder}: holds something that is no store", hint="give an empty or a new folder")


def _check_there(folder: Path) -> None:
    """Refuse a place without a store."""
    _check(folder)
    if not (folder / _MARK).is_file():
        raise StoreError(f"{folder}: no store there", hint="fill one with 'kg load'")


@contextmanager
def _failures(folder: Path) -> Iterator[None]:
    """Name the store when Oxigraph cannot read or write it."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise StoreError(f"{folder}: the store cannot be used: {reason}") from error
