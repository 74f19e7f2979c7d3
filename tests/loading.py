"""Loads of an embedded store on one and the same day, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf_files import find_sources
from kg.store import Inputs, Kind, load, open_store

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2024-06-01T12:00:00Z"
# A program that says "go" and loads what its second argument names into the store of its first.
LOADER = """
import sys
from pathlib import Path
from kg.rdf_files import find_sources
from kg.store import Inputs, load, open_store
inputs = Inputs(find_sources([sys.argv[2]]))
with open_store(Path(sys.argv[1])) as store:
    print("go", flush=True)
    for _ in load(store, inputs, everything=True, now=lambda: "2024-06-01T12:00:00Z"):
        pass
"""


def now() -> str:
    """The day of every load."""
    return NOW


def load_all(place: Path, *paths: Path, everything: bool = False) -> list[Kind]:
    """What a load of these paths made of each article."""
    inputs = Inputs(find_sources([str(path) for path in paths]))
    with open_store(place) as store:
        return [outcome.kind for outcome in load(store, inputs, everything=everything, now=now)]
