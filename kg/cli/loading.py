"""What ``kg load`` does, and what it says while doing it."""

from __future__ import annotations

import os
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli import messages
from kg.errors import InputError
from kg.rdf_files import find_sources
from kg.store import Inputs, Kind, State, load, open_store, restore, retract, status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.store import GraphStore, Outcome

_PART_FAILED_EXIT = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where to load: the folder of an embedded store, or an endpoint in its stead."""

    folder: str
    endpoint: str | None
    query_endpoint: str | None

    @contextmanager
    def open(self, *, must_exist: bool = False) -> Iterator[GraphStore]:
        """The store until the block ends; ``must_exist`` refuses to make a new one."""
        if self.endpoint is None:
            with open_store(Path(self.folder), must_exist=must_exist) as store:
                yield store
            return
        from kg.store.address import find_address  # noqa: PLC0415
        from kg.store.credentials import read_credentials  # noqa: PLC0415
        from kg.store.endpoint import open_endpoint  # noqa: PLC0415

        address = find_address(self.endpoint, self.query_endpoint)
        with open_endpoint(address, read_credentials(os.environ)) as remote:
            yield remote


class Command:
    """The deeds of ``kg load``; each returns the exit code."""

    def __init__(self, place: Place) -> None:
        """Work on the store at ``place``."""
        self._place = place

    def load(self, paths: Sequence[str], *, everything: bool) -> int:
        """Load the files."""
        start = time.monotonic()
        inputs = _read(paths)
        counts: Counter[Kind] = Counter()
        triples = 0
        with self._place.open() as store:
            for outcome in load(store, inputs, everything=everything, now=_now):
                counts[outcome.kind] += 1
                triples += outcome.triples
                _tell(outcome)
            shown = store.shown
        counts[Kind.FAILED] += len(inputs.issues)
        messages.say(_summary(counts, triples, shown, time.monotonic() - start))
        return _PART_FAILED_EXIT if counts[Kind.FAILED] else 0

    def retract(self, names: Sequence[str]) -> int:
        """Take articles back."""
        return self._each(names, retract=True)

    def restore(self, names: Sequence[str]) -> int:
        """Let articles in again."""
        return self._each(names, retract=False)

    def status(self, paths: Sequence[str]) -> int:
        """Print how each article stands, one line each."""
        inputs = _read(paths) if paths else None
        with self._place.open(must_exist=True) as store:
            standings = status(store, inputs)
        for s in standings:
            cells = (s.state, s.article, str(s.stored), str(s.filed), s.graph)
            messages.data("\t".join(messages.printable(cell) for cell in cells))
        counts = Counter(standing.state for standing in standings)
        parts = [f"{counts[state]} {state}" for state in State if counts[state]]
        messages.say(f"{', '.join(parts) or 'nothing'}; {sum(s.stored for s in standings):,} triples stored")
        return _PART_FAILED_EXIT if inputs and inputs.issues else 0

    def _each(self, names: Sequence[str], *, retract: bool) -> int:
        """Retract or restore each article; those that cannot be are named."""
        done = 0
        problem: InputError | None = None
        with self._place.open(must_exist=True) as store:
            for name in dict.fromkeys(names):
                try:
                    messages.say(_retracted(store, name) if retract else _restored(store, name))
                    done += 1
                except InputError as error:
                    problem = error
                    messages.skipped(name, error.message)
        if problem is not None and not done:
            raise problem
        verb = "taken back" if retract else "let in again"
        messages.say(f"{verb} {done}, failed {len(set(names)) - done}")
        return _PART_FAILED_EXIT if problem is not None else 0


def _read(paths: Sequence[str]) -> Inputs:
    """The article graphs of the files; those that cannot be read are named.

    Raises ``InputError`` when none can.
    """
    inputs = Inputs(find_sources(paths))
    for issue in inputs.issues:
        messages.skipped(issue.identifier, issue.reason)
    if not inputs.entries:
        raise InputError("nothing that can be loaded", hint="load what 'kg build' wrote")
    return inputs


def _retracted(store: GraphStore, name: str) -> str:
    """Take one article back; what to say of it."""
    done = retract(store, name, now=_now)
    if not done.triples:
        return f"{done.article}: was taken back before"
    return f"{done.article}: taken back, {done.triples:,} triples removed"


def _restored(store: GraphStore, name: str) -> str:
    """Let one article in again; what to say of it."""
    return f"{restore(store, name)}: can be loaded again"


def _tell(outcome: Outcome) -> None:
    """Say what is worth a line of its own."""
    if outcome.kind is Kind.FAILED:
        messages.skipped(outcome.article, outcome.words)
    elif outcome.words:
        messages.say(f"{outcome.kind}: {outcome.article}: {outcome.words}")


def _summary(counts: Counter[Kind], triples: int, shown: str, wall_s: float) -> str:
    """The last line: what was loaded, unchanged, failed."""
    always = (Kind.LOADED, Kind.UNCHANGED, Kind.FAILED)
    parts = [f"{kind} {counts[kind]:,}" for kind in Kind if counts[kind] or kind in always]
    return f"{', '.join(parts)}; {triples:,} triples of these articles in {shown}, {wall_s:.1f} s"


def _now() -> str:
    """This moment as xsd:dateTime."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
