"""A SPARQL store and the graphs of articles in it: load, correct, take back, tell what is there."""

from __future__ import annotations

from kg.store.embedded import EmbeddedStore, awaits_merger, open_for_reading, open_store, snapshot
from kg.store.inputs import Inputs, article_graphs
from kg.store.load import Kind, Outcome, load
from kg.store.stores import GraphStore
from kg.store.upkeep import Retraction, Standing, State, restore, retract, status

__all__ = [
    "EmbeddedStore",
    "GraphStore",
    "Inputs",
    "Kind",
    "Outcome",
    "Retraction",
    "Standing",
    "State",
    "article_graphs",
    "awaits_merger",
    "load",
    "open_for_reading",
    "open_store",
    "restore",
    "retract",
    "snapshot",
    "status",
]
