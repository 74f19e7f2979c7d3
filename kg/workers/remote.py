"""The side of a Dask worker: each of its threads hands items to a process of its own.

The work is not done in Dask's own process: there it would keep the thread that answers the scheduler
from running, two threads would meet in a model that is made for one, and an item that takes too much
time or memory would take the Dask worker with it.
"""

from __future__ import annotations

import pickle
import threading
from typing import TYPE_CHECKING, TypeVar

from kg.workers.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

# A process without work holds 400 MB of model: when a run was broken off, nobody says that it is over.
_IDLE_S = 300.0


class _Idle:
    """The processes of this Dask worker that wait for items, all for the same work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._work = b""
        self._pools: list[Pool[object, object]] = []
        self._timer: threading.Timer | None = None

    def take(self, work: bytes) -> Pool[object, object]:
        """A process for ``work``; those that wait for other work are ended."""
        with self._lock:
            if work != self._work:
                self._end()
                self._work = work
            if self._pools:
                return self._pools.pop()
        start, failed, size = pickle.loads(work)  # noqa: S301 - from the client, whose code Dask runs anyway
        return Pool(start, failed=failed, size=size, lasting=True)

    def give_back(self, work: bytes, pool: Pool[object, object]) -> None:
        """Let a process wait for more of ``work``, unless other work came meanwhile."""
        with self._lock:
            if work != self._work:
                pool.close()
                return
            self._pools.append(pool)
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(_IDLE_S, self.end)
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """End every process that waits."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        while self._pools:
            self._pools.pop().close()


_IDLE = _Idle()


def packed(
    start: Callable[[], Callable[[Item], Result]],
    failed: Callable[[Item, str], Result],
    size: Callable[[Item], int],
) -> bytes:
    """The work as it travels; equal work is equal bytes."""
    return pickle.dumps((start, failed, size))


def answer(work: bytes, items: Sequence[object]) -> list[object]:
    """The results of ``items`` in their order.

    Raises any ``KgError`` that the work raises; what no process survived is a result like another.
    """
    pool = _IDLE.take(work)
    results = list(pool.run(items))
    _IDLE.give_back(work, pool)
    return results


def release() -> None:
    """End the processes that wait for items."""
    _IDLE.end()
