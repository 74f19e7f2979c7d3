"""Worker processes for queries: each can be killed alone when its query takes too long or too much."""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
from contextlib import suppress
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.serve.worker import Done, Job, run

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

WORKERS = 2
# Each may take MEMORY_BYTES, so there is an end; half of them can be stuck without anybody noticing.
MOST_WORKERS = 6
MEMORY_BYTES = 2 << 30
UNAVAILABLE = 503
_SOON_S = 0.3  # quick queries of many clients are answered sooner by those who are at work
_START_S = 30.0  # a worker starts in 0.3 s on an idle machine


class Pool:
    """So many workers over one store that does not change."""

    def __init__(self, place: Path, *, timeout_s: float, workers: int = WORKERS) -> None:
        """Start the workers over the store at ``place``; a job may take ``timeout_s``."""
        self._place = place
        self.timeout_s = timeout_s
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._all: set[_Worker] = set()
        self._closed = False
        self._changing = threading.Lock()
        self._starting = 0
        for _ in range(workers):
            self._idle.put(self._start())

    def close(self) -> None:
        """End all workers."""
        self._closed = True
        for worker in list(self._all):
            worker.kill()

    def ask(self, job: Job) -> Done:
        """The answer to a job; 503 when it takes too long, too much memory, or all workers are busy."""
        worker = self._take()
        if worker is None:
            return _unavailable("all workers are busy; try again later")
        done = worker.ask(job, self.timeout_s)
        if isinstance(done, Done):
            self._idle.put(worker)
            return done
        worker.kill()
        with self._changing:
            self._all.discard(worker)
            few = len(self._all) < WORKERS and not self._closed
        if few:
            threading.Thread(target=self._replace, daemon=True).start()
        return _unavailable(done)

    def _take(self) -> _Worker | None:
        """An idle worker, or a new one while there are not too many; None when none gets free."""
        with suppress(queue.Empty):
            return self._idle.get(timeout=min(_SOON_S, self.timeout_s))
        # Slow queries must not keep quick ones waiting.
        with self._changing:
            few = len(self._all) + self._starting < MOST_WORKERS and not self._closed
            self._starting += few
        if few:
            try:
                return self._start()
            except StoreError:
                pass
            finally:
                with self._changing:
                    self._starting -= 1
        with suppress(queue.Empty):
            return self._idle.get(timeout=self.timeout_s)
        return None

    def _start(self) -> _Worker:
        """One more worker."""
        worker = _Worker(self._place)
        with self._changing:
            self._all.add(worker)
            closed = self._closed
        if closed:
            worker.kill()
        return worker

    def _replace(self) -> None:
        """Put a worker in the place of one that was ended."""
        with suppress(StoreError):  # the next query tries again
            self._idle.put(self._start())


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, place: Path) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._pipe: Connection = ours
        self._process: SpawnProcess = context.Process(
            target=run, args=(theirs, str(place), MEMORY_BYTES), daemon=True, name="kg-serve-worker"
        )
        # Ctrl-C goes to every process of the terminal; the server alone ends, and its workers with it. The
        # tracker that Python starts beside them would let the signal through again.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        try:
            ready = self._pipe.poll(_START_S) and self._pipe.recv()
        except (EOFError, OSError):
            ready = None
        if not ready:
            self.kill()
            raise StoreError(f"{place}: the process that evaluates queries does not start")

    def ask(self, job: Job, timeout_s: float) -> Done | str:
        """The answer; a reason in words when the process has to be ended."""
        try:
            self._pipe.send(job)
            if not self._pipe.poll(timeout_s):
                return f"the query took more than {timeout_s:g} s and was stopped"
            answer = self._pipe.recv()
        except (EOFError, OSError):
            return "the query took too much memory or was too deep, and was stopped"
        return answer if isinstance(answer, Done) else "the worker gave no answer"

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _unavailable(reason: str) -> Done:
    """The answer when there is none in time."""
    return Done(UNAVAILABLE, body=f"{reason}\n".encode())
