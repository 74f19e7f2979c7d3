"""The same as ``Pool`` on a Dask cluster: items in, results out in the same order.

Dask gives the items of a worker that is lost to another one by itself. Items that four workers were lost
over go out once more, each alone, and are then given up.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.errors import EngineError, KgError
from kg.workers.client import connect
from kg.workers.pool import Known
from kg.workers.remote import answer, packed, release

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from kg.workers.client import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

# Some seconds of work: handing it over takes Dask a few milliseconds, and a lost worker loses no more.
_BATCH_CHARACTERS = 40_000
# Each thread of the cluster has one batch at work and one waiting, so that it never waits for us.
_BATCHES_A_THREAD = 2
# So many items a thread may be read ahead of the first result that is missing; it bounds the memory.
_WINDOW = 128
# Batch systems and clouds start workers in minutes.
_WORKERS_S = 300.0
_LOOK_S = 5.0

_GONE = frozenset({"CancelledError", "FutureCancelledError", "CommClosedError"})
# What a place raises that lacks our code.
_FOREIGN = frozenset({"ModuleNotFoundError", "ImportError", "AttributeError"})


class Cluster(Generic[Item, Result]):
    """The workers of the Dask cluster of ``scheduler``; arguments as those of ``Pool``."""

    def __init__(
        self,
        start: Callable[[], Callable[[Item], Result]],
        *,
        failed: Callable[[Item, str], Result],
        size: Callable[[Item], int],
        scheduler: str,
        died: Callable[[str], None] | None = None,
    ) -> None:
        """Connect to nothing yet."""
        self._work = packed(start, failed, size)
        self._failed = failed
        self._size = size
        self._scheduler = scheduler
        self._died = died
        self._client: Client | None = None
        self._open: dict[str, tuple[Future, list[tuple[int, Item]]]] = {}
        self._done: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._again: deque[tuple[int, Item]] = deque()  # items that workers were lost over
        self._finished: dict[int, Result] = {}
        self._read = 0
        self._given = 0
        self._threads = 0
        self._looked_at = self._manned_at = 0.0
        self._ready_at: float | None = None

    @property
    def ready_at(self) -> float | None:
        """When the cluster took its first items (``time.monotonic``), None before."""
        return self._ready_at

    def run(self, items: Iterable[Item | Known[Result]]) -> Generator[Result]:
        """The results of ``items`` in their order; to be called once.

        Nothing is asked of the cluster before the first item that needs it. Raises ``ExtraError`` when
        Dask is not installed, ``EngineError`` when the cluster is not there, has no workers or ends, and
        any ``KgError`` that the work raises.
        """
        source = iter(items)
        exhausted = False
        try:
            while True:
                exhausted = self._fill(source) or exhausted
                while self._given in self._finished:
                    yield self._finished.pop(self._given)
                    self._given += 1
                if exhausted and self._given == self._read:
                    return
                if self._open:
                    self._await()
        finally:
            self._leave()

    def _fill(self, source: Iterator[Item | Known[Result]]) -> bool:
        """Hand out batches until every thread has enough; whether the input has ended."""
        while self._again:
            self._hand_over([self._again.popleft()])
        while not self._threads or len(self._open) < _BATCHES_A_THREAD * self._threads:
            batch, exhausted = self._batch(source)
            if batch:
                self._hand_over(batch)
            if exhausted or not batch:
                return exhausted
        return False

    def _batch(self, source: Iterator[Item | Known[Result]]) -> tuple[list[tuple[int, Item]], bool]:
        """Numbered items for one call, and whether the input has ended; known results are noted."""
        batch: list[tuple[int, Item]] = []
        characters = 0
        while characters < _BATCH_CHARACTERS and self._read - self._given < _WINDOW * max(1, self._threads):
            item = next(source, None)
            if item is None:
                return batch, True
            index = self._read
            self._read += 1
            if isinstance(item, Known):
                self._finished[index] = item.result
            else:
                batch.append((index, item))
                characters += self._size(item)
        return batch, False

    def _hand_over(self, batch: list[tuple[int, Item]]) -> None:
        """Give a batch to the cluster."""
        if self._client is None:
            self._client = connect(self._scheduler)
            self._manned_at = self._ready_at = time.monotonic()
            self._threads = self._count_threads()
        future = self._client.submit(answer, self._work, [item for _, item in batch], pure=False)
        self._open[future.key] = future, batch
        future.add_done_callback(lambda done: self._done.put(done.key))

    def _await(self) -> None:
        """Wait until a batch is done, and look now and then how many threads there are."""
        with suppress(queue.Empty):
            self._take(self._done.get(timeout=_LOOK_S))
        if time.monotonic() - self._looked_at > _LOOK_S:
            self._threads = self._count_threads()
            if not self._threads and time.monotonic() - self._manned_at > _WORKERS_S:
                raise EngineError(
                    f"the Dask cluster at {self._scheduler} has had no worker for {_WORKERS_S:g} s",
                    hint=f"start some: dask worker {self._scheduler}",
                )

    def _take(self, key: str) -> None:
        """Note the results of a batch; give up, or send out anew, what workers were lost over."""
        future, batch = self._open.pop(key)
        try:
            results = future.result()
        except KgError:
            raise
        except Exception as error:
            # Dask's own errors are known by name alone, and what the work raises is of this project.
            name = type(error).__name__
            if name == "KilledWorker":
                self._bury(batch)
                return
            if name in _GONE:
                raise self._gone() from error
            if name in _FOREIGN or "deserialization" in str(error):
                raise EngineError(
                    "newskg is not installed on the workers of the Dask cluster, or another version",
                    hint="install the same version wherever a scheduler or a worker runs",
                ) from error
            raise
        for (index, _), result in zip(batch, results, strict=True):
            # Dask's functions are untyped; ``answer`` gives what the work makes of these very items.
            self._finished[index] = result  # type: ignore[assignment]
        future.release()

    def _bury(self, batch: list[tuple[int, Item]]) -> None:
        """See to the items that Dask lost several workers over."""
        reason = "the Dask workers that had it died one after the other"
        if self._died is not None:
            self._died(reason)
        if len(batch) > 1:
            self._again.extend(batch)
            return
        ((index, item),) = batch
        self._finished[index] = self._failed(item, reason)

    def _count_threads(self) -> int:
        """How many threads the cluster has."""
        self._looked_at = time.monotonic()
        if self._client is None:
            return 0
        try:
            threads = sum(self._client.nthreads().values())
        except OSError as error:
            raise self._gone() from error
        if threads:
            self._manned_at = self._looked_at
        return threads

    def _gone(self) -> EngineError:
        """The error of a scheduler that ended."""
        return EngineError(
            f"the Dask scheduler at {self._scheduler} is gone",
            hint="start it and run the same command again; a folder keeps what is built",
        )

    def _leave(self) -> None:
        """Let go of the cluster, and its workers of what they hold for us."""
        if self._client is None:
            return
        for future, _ in self._open.values():
            future.release()
        # The run is over however this ends, and an idle worker lets go by itself.
        with suppress(OSError, TimeoutError, RuntimeError):
            self._client.run(release, on_error="ignore")
        self._client.close()
