"""Taking articles back, letting them in again, and telling what a store holds against the files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.store.articles import Identity, record_of
from kg.store.corrections import retraction, without
from kg.store.holdings import read_holdings, successors
from kg.store.load import newer_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store.articles import ArticleGraph
    from kg.store.holdings import Held, Holdings
    from kg.store.inputs import Inputs
    from kg.store.stores import GraphStore


@dataclass(frozen=True, slots=True)
class Retraction:
    """An article that was taken back, and how many triples left the store with it."""

    article: str
    triples: int


def retract(store: GraphStore, name: str, *, now: Callable[[], str]) -> Retraction:
    """Take back the article that ``name`` means: its identifier, address, IRI, or its hexadecimal id.

    The record is written before the graph goes, so that a killed run is finished by the next. Nothing
    else is touched: what other articles say stands in their own graphs. Repeating it changes nothing.
    Raises ``InputError`` when the store holds no such article, or several.
    """
    holdings = read_holdings(store)
    held = holdings.shelf.answering(name)
    identity = Identity()
    for one in held:
        if identity.articles and not one.identity.is_same(identity):
            choices = ", ".join(sorted(iri for h in held for iri in h.identity.articles))
            raise InputError(f"'{name}' is several articles", hint=f"name one by its IRI: {choices}")
        identity = identity.joined(one.identity)
    if not held:
        known = next((t for t in holdings.taken_back if t.identity.answers_to(name)), None)
        if known is None:
            raise InputError(f"the store holds no article '{name}'", hint="'kg load --status' lists them")
        return Retraction(known.identity.shown, 0)
    for article in sorted(identity.articles):
        record = record_of(article)
        store.put_quads(record, store.quads(record) | retraction(article, identity, when=now()))
    triples = sum(store.sizes([one.name for one in held]).values())
    for one in held:
        store.drop(one.name)
    return Retraction(identity.shown, triples)


def restore(store: GraphStore, name: str) -> str:
    """Forget that the article was taken back, or else replaced, so that it can be loaded again; its name.

    ``name`` is one of the article, or the older text or its hexadecimal id. Raises ``InputError`` when
    the store has no record of it.
    """
    holdings = read_holdings(store)
    taken = next((one for one in holdings.taken_back if one.identity.answers_to(name)), None)
    if taken is not None:
        for one in holdings.taken_back:
            if one.identity.is_same(taken.identity):
                left = without(store.quads(one.record), one.record, min(one.identity.articles))
                store.put_quads(one.record, left)
        return taken.identity.shown
    found = _corrections(holdings, name)
    if not found:
        raise InputError(f"the store has no record that '{name}' was taken back or replaced")
    for older in sorted(found):
        record = holdings.records[older]
        store.put_quads(record, without(store.quads(record), record, older))
    return found[min(found)].identity.shown


def _corrections(holdings: Holdings, name: str) -> dict[str, Held]:
    """The older texts that ``name`` lets in, with what the store holds of their article now."""
    found: dict[str, Held] = {}
    for older in holdings.replaced:
        newer = (holdings.shelf.answering(text) for text in successors(older, holdings.replaced))
        held = next((one for several in newer for one in several), None)
        if held and (name in {older, older.rpartition("/")[2]} or held.identity.answers_to(name)):
            found[older] = held
    return found


class State(StrEnum):
    """How an article of the store or the files stands."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_LOADED = "not loaded"
    SUPERSEDED = "superseded"
    TAKEN_BACK = "taken back"
    ONLY_IN_STORE = "only in the store"


@dataclass(frozen=True, slots=True)
class Standing:
    """One article: how it stands, and the triples that the store and the files hold of it."""

    state: State
    article: str
    graph: str
    stored: int
    filed: int


def status(store: GraphStore, inputs: Inputs | None) -> tuple[Standing, ...]:
    """How each article of the store and of the files stands, sorted by article.

    A text in the files that is to replace one in the store is told with the triples of that one.
    """
    holdings = read_holdings(store)
    sizes = store.sizes([held.name for held in holdings.shelf])
    found: dict[str, Standing] = {}
    left = {held.name: held for held in holdings.shelf}
    if inputs is not None:
        older = newer_texts(tuple(inputs.entries.values()), holdings.replaced)
        for graph in inputs.graphs():
            state = _state(store, holdings, graph, superseded=graph.name in older)
            stored = [graph.name]
            if state is State.DIFFERENT and graph.name not in holdings.shelf:
                others = {one.name for one in holdings.shelf.of(graph.identity)}
                stored = sorted(others - set(inputs.entries))
            triples = sum(sizes.get(name, 0) for name in stored)
            found[graph.name] = Standing(state, graph.identity.shown, graph.name, triples, len(graph.quads))
            for name in stored:
                left.pop(name, None)
    for name, held in left.items():
        state = State.ONLY_IN_STORE if inputs is not None else State.SAME
        found[name] = Standing(state, held.identity.shown, name, sizes.get(name, 0), 0)
    for taken in holdings.taken_back:
        if not any(s.state is State.TAKEN_BACK and s.article == taken.identity.shown for s in found.values()):
            found[taken.record] = Standing(State.TAKEN_BACK, taken.identity.shown, taken.record, 0, 0)
    return tuple(sorted(found.values(), key=lambda standing: (standing.article, standing.graph)))


def _state(store: GraphStore, holdings: Holdings, graph: ArticleGraph, *, superseded: bool) -> State:
    """How an article of the files stands."""
    if holdings.retraction_of(graph.identity):
        return State.TAKEN_BACK
    if graph.name in holdings.shelf:
        return State.SAME if store.same([graph]) else State.DIFFERENT
    if superseded or graph.text in holdings.replaced:
        return State.SUPERSEDED
    return State.DIFFERENT if holdings.shelf.of(graph.identity) else State.NOT_LOADED
