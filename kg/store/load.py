"""Loading: each article's graph into the store, once, and whole; only what changed is sent.

What is to be done follows from what the store holds and what the files hold, never from what an earlier
run noted: so a run that was killed, an answer that was lost or a second loader at work leave nothing
that the next run does not put right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.store.articles import record_of
from kg.store.corrections import Outline, in_words, outline, revision
from kg.store.holdings import Held, Shelf, read_holdings, successors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.store.articles import ArticleGraph
    from kg.store.inputs import Entry, Inputs, WholeFile
    from kg.store.stores import GraphStore

# One step of a load ends at either. Oxigraph's bulk loader wants many quads at once (50,000 load as
# fast as 200,000); 100 graphs keep four connections busy and are counted by one query.
_STEP_QUADS = 50_000
_STEP_GRAPHS = 100


class Kind(StrEnum):
    """What became of an article graph."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    SUPERSEDED = "superseded"
    TAKEN_BACK = "taken back"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article graph, and what there is to say about it."""

    kind: Kind
    graph: str
    article: str
    triples: int = 0
    words: str = ""


def _outcome(kind: Kind, graph: ArticleGraph, words: str = "") -> Outcome:
    """The outcome of a graph; its triples count when the store holds them."""
    there = kind in {Kind.LOADED, Kind.UNCHANGED, Kind.REPLACED}
    return Outcome(kind, graph.name, graph.identity.shown, len(graph.quads) if there else 0, words)


def load(
    store: GraphStore, inputs: Inputs, *, everything: bool = False, now: Callable[[], str]
) -> Iterator[Outcome]:
    """Load the article graphs of ``inputs``, in steps; one outcome for each.

    With ``everything`` graphs that the store holds already are sent too. ``now`` tells the moment of a
    correction. Raises ``StoreError`` when the store is not there or refuses from the start; after that,
    every graph left is an outcome that failed.
    """
    loader = _Loader(store, inputs, everything=everything, now=now)
    loader.finish_retractions()
    taken: set[str] = set()
    for file in inputs.whole_files():
        if found := loader.take(file):
            taken.add(file.source.name)
            yield from found
    began = bool(taken)
    problem: StoreError | None = None
    for step in _steps(inputs.graphs(without=taken)):
        done: set[str] = set()
        try:
            for outcome in loader.step(step) if problem is None else ():
                began = True
                done.add(outcome.graph)
                yield outcome
        except StoreError as error:
            if not began:
                raise
            problem = error
        if problem is not None:
            left = (graph for graph in step if graph.name not in done)
            yield from (_outcome(Kind.FAILED, graph, problem.message) for graph in left)
    if problem is None:
        loader.record_superseded()


def _steps(graphs: Iterator[ArticleGraph]) -> Iterator[list[ArticleGraph]]:
    """The graphs in lists of a size to be handled at once."""
    step: list[ArticleGraph] = []
    quads = 0
    for graph in graphs:
        step.append(graph)
        quads += len(graph.quads)
        if len(step) >= _STEP_GRAPHS or quads >= _STEP_QUADS:
            yield step
            step, quads = [], 0
    if step:
        yield step


class _Loader:
    """One load: the store, what it holds by now, and which of the input's texts are superseded."""

    def __init__(
        self, store: GraphStore, inputs: Inputs, *, everything: bool, now: Callable[[], str]
    ) -> None:
        self._store = store
        self._everything = everything
        self._now = now
        self._holdings = read_holdings(store)
        self._newer = newer_texts(tuple(inputs.entries.values()), self._holdings.replaced)
        self._entries = inputs.entries
        self._outlines: dict[str, Outline] = {}

    def finish_retractions(self) -> None:
        """Remove graphs of articles taken back that a killed run left."""
        for held in self._holdings.shelf:
            if self._holdings.retraction_of(held.identity):
                self._drop(held.name)

    def take(self, file: WholeFile) -> list[Outcome]:
        """Add a file of graphs at once when all are new and nothing is to be decided; else nothing."""
        entries = [self._entries[name] for name in file.sizes]
        names = list(file.sizes)
        if not all(self._is_new(entry) for entry in entries) or self._store.sizes(names):
            return []
        if not self._store.put_file(file):
            return []
        held = self._store.sizes(names)  # less than was read where a file says a thing twice
        for entry in entries:
            self._holdings.shelf.add(Held(entry.name, entry.text, entry.identity))
        return [Outcome(Kind.LOADED, e.name, e.identity.shown, held.get(e.name, 0)) for e in entries]

    def _is_new(self, entry: Entry) -> bool:
        """Whether the store knows nothing of the article, and the input no newer text of it."""
        return not (
            entry.name in self._newer
            or entry.text in self._holdings.replaced
            or self._holdings.retraction_of(entry.identity)
            or self._holdings.shelf.of(entry.identity)
        )

    def step(self, graphs: Sequence[ArticleGraph]) -> Iterator[Outcome]:
        """Bring the graphs into the store; yields their outcomes when it is done."""
        outcomes = [self._left_out(graph) for graph in graphs]
        wanted = [graph for graph, outcome in zip(graphs, outcomes, strict=True) if outcome is None]
        unchanged = set() if self._everything else self._store.same(wanted)
        failed = self._store.put([graph for graph in wanted if graph.name not in unchanged])
        yield from (outcome for outcome in outcomes if outcome)
        for graph in wanted:
            if graph.name in failed:
                yield _outcome(Kind.FAILED, graph, failed[graph.name])
            elif words := self._replace_older(graph):
                yield _outcome(Kind.REPLACED, graph, words)
            else:
                yield _outcome(Kind.UNCHANGED if graph.name in unchanged else Kind.LOADED, graph)

    def record_superseded(self) -> None:
        """Record which texts of the input are older wordings of which."""
        for name, older in sorted(self._outlines.items()):
            newer = self._entries[self._newer[name]]
            if newer.name in self._holdings.shelf:
                words = in_words(older, outline(self._store.quads(newer.name)))
                self._record(newer.text, self._entries[name].text, min(newer.identity.articles), words)

    def _left_out(self, graph: ArticleGraph) -> Outcome | None:
        """The outcome of a graph that is not to be loaded; None for one that is."""
        taken_back = self._holdings.retraction_of(graph.identity)
        if taken_back is not None:
            return _outcome(Kind.TAKEN_BACK, graph, f"on {taken_back.when[:10]}")
        if graph.name in self._newer:
            if graph.text not in self._holdings.replaced:
                self._outlines[graph.name] = outline(graph.quads)
            words = f"older than the text {self._newer[graph.name].rpartition('/')[2]}"
            return _outcome(Kind.SUPERSEDED, graph, words)
        holds = {held.text for held in self._holdings.shelf.of(graph.identity)}
        newer = next((text for text in successors(graph.text, self._holdings.replaced) if text in holds), "")
        if newer and graph.text not in holds:
            words = f"older than the text {newer.rpartition('/')[2]}; 'kg load --restore' lets it in"
            return _outcome(Kind.SUPERSEDED, graph, words)
        return None

    def _replace_older(self, graph: ArticleGraph) -> str:
        """Remove older texts of the article and record the correction; its words, or nothing."""
        words = ""
        shelf = self._holdings.shelf
        for held in shelf.of(graph.identity):
            if held.name == graph.name or (held.name in self._entries and held.name not in self._newer):
                continue
            words = in_words(outline(self._store.quads(held.name)), outline(graph.quads))
            self._record(graph.text, held.text, min(graph.identity.articles), words)
            self._drop(held.name)
        shelf.add(Held(graph.name, graph.text, graph.identity))
        return words

    def _record(self, newer: str, older: str, article: str, words: str) -> None:
        """Add the correction to the article's record, unless it is there."""
        if self._holdings.replaced.get(older) == newer:
            return
        added = revision(newer=newer, older=older, article=article, words=words, when=self._now())
        record = record_of(article)
        self._store.put_quads(record, self._store.quads(record) | added)
        self._holdings.replaced[older] = newer

    def _drop(self, name: str) -> None:
        """Remove a graph from the store."""
        self._store.drop(name)
        self._holdings.shelf.remove(name)


def newer_texts(entries: Sequence[Entry], replaced: Mapping[str, str]) -> dict[str, str]:
    """For each graph that is an older text of an article in the same input, the graph of the newest.

    What the store records as ``replaced`` (older text to newer) stays so. Else the later date of
    publication is the newer text, and of texts of one date the one met last.
    """
    order = sorted(range(len(entries)), key=lambda i: (entries[i].published, i))
    shelf = Shelf()
    older: dict[str, list[str]] = defaultdict(list)
    for entry in (entries[i] for i in order):
        newest = Held(entry.name, entry.text, entry.identity)
        names: list[str] = []
        for held in shelf.of(entry.identity):
            shelf.remove(held.name)
            names += [held.name, *older.pop(held.name, [])]
            if held.text in successors(newest.text, replaced):
                names[names.index(held.name)] = newest.name
                newest = held
        shelf.add(newest)
        older[newest.name] += names
    return {name: newest for newest, names in older.items() for name in names}
