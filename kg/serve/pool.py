"""Worker processes for queries: each can be killed alone when its query takes too long or too much."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from typing import TYPE_CHECKING

from kg.serve.worker import Done, Job, run

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

WORKERS = 2
MEMORY_BYTES = 2 << 30
UNAVAILABLE = 503
_START_S = 30.0  # a worker starts in 0.3 s on an idle machine


class Pool:
    """So many workers over one store that does not change."""

    def __init__(self, place: Path, *, timeout_s: float, workers: int = WORKERS) -> None:
        """Start the workers over the store at ``place``; a job may take ``timeout_s``."""
        self._place = place
        self._timeout_s = timeout_s
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._all: set[_Worker] = set()
        self._closed = False
        for _ in range(workers):
            self._start()

    def close(self) -> None:
        """End all workers."""
        self._closed = True
        for worker in list(self._all):
            worker.kill()

    def ask(self, job: Job) -> Done:
        """The answer to a job; 503 when it takes too long, too much memory, or all workers are busy."""
        try:
            worker = self._idle.get(timeout=self._timeout_s)
        except queue.Empty:
            return _unavailable("all workers are busy; try again later")
        done = worker.ask(job, self._timeout_s)
        if isinstance(done, Done):
            self._idle.put(worker)
            return done
        worker.kill()
        self._all.discard(worker)
        if not self._closed:
            threading.Thread(target=self._start, daemon=True).start()
        return _unavailable(done)

    def _start(self) -> None:
        """Start one more worker."""
        worker = _Worker(self._place)
        self._all.add(worker)
        if self._closed:
            worker.kill()
        self._idle.put(worker)


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, place: Path) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._pipe: Connection = ours
        self._process: SpawnProcess = context.Process(
            target=run, args=(theirs, str(place), MEMORY_BYTES), daemon=True, name="kg-serve-worker"
        )
        self._process.start()
        theirs.close()
        if self._pipe.poll(_START_S):
            self._pipe.recv()  # it is ready

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
