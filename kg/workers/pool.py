"""The side that hands out the items, keeps the order, and replaces workers that die or are stuck."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.errors import ModelError
from kg.workers.deaths import Death, death_of, silence
from kg.workers.process import Answer, Limits, Ready, Stop, launch
from kg.workers.worker import Task, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

# A worker gets items again when it has answered all it had. So much text takes a second, and handing it
# over a few milliseconds: the worker waits less than 1 % of the time.
_BATCH_CHARACTERS = 20_000
# So many results a worker may wait for their turn behind a slow item; it bounds the memory.
_WINDOW = 64


@dataclass(frozen=True, slots=True)
class Known(Generic[Result]):
    """A result that needs no work and only keeps its place in the order."""

    result: Result


class Pool(Generic[Item, Result]):
    """Up to ``jobs`` processes; each calls ``start`` once, and what that returns for every item.

    ``failed`` makes the result of an item that no worker survived from the item and a reason; ``size``
    tells the characters of an item. ``start`` and the items travel to the processes by pickle.
    """

    def __init__(
        self,
        start: Callable[[], Callable[[Item], Result]],
        *,
        failed: Callable[[Item, str], Result],
        size: Callable[[Item], int],
        jobs: int = 1,
        limits: Limits | None = None,
        lasting: bool = False,
        died: Callable[[str], None] | None = None,
    ) -> None:
        """Start no process yet.

        ``lasting`` workers wait for another ``run`` until ``close``. ``died`` is told of every worker
        that is lost, and why.
        """
        self._start = start
        self._failed = failed
        self._size = size
        self._jobs = jobs
        self._limits = limits or Limits()
        self._lasting = lasting
        self._died = died
        self._workers: list[Worker[Item]] = []
        self._again: deque[Task[Item]] = deque()  # tasks of workers that died
        self._finished: dict[int, Result] = {}
        self._read = 0  # items taken from the input
        self._given = 0  # results given out
        self._failed_starts = 0
        self._ready_at: float | None = None

    @property
    def ready_at(self) -> float | None:
        """When the first worker was ready (``time.monotonic``), None before."""
        return self._ready_at

    def run(self, items: Iterable[Item | Known[Result]]) -> Generator[Result]:
        """The results of ``items`` in their order; one run at a time.

        No process starts before the first item that needs one. Raises ``ModelError`` when workers
        cannot start, and any ``KgError`` that ``start`` or the work raises.
        """
        source = iter(items)
        finished = False
        try:
            while True:
                exhausted = self._fill(source)
                while self._given in self._finished:
                    yield self._finished.pop(self._given)
                    self._given += 1
                if exhausted and self._given == self._read:
                    finished = True
                    return
                self._listen()
        finally:
            if not (finished and self._lasting):
                self.close()

    def close(self) -> None:
        """End every worker."""
        while self._workers:
            self._workers.pop().stop()

    def _fill(self, source: Iterator[Item | Known[Result]]) -> bool:
        """Give tasks to every worker that has none; whether the input has ended."""
        while True:
            idle = next((worker for worker in self._workers if not worker.tasks), None)
            if idle is None and len(self._workers) >= self._jobs:
                return False
            tasks, exhausted = self._batch(source)
            if not tasks:
                return exhausted
            if idle is None:
                self._workers.append(self._worker(tasks))
            else:
                idle.tasks = tasks
                idle.hand_over()

    def _batch(self, source: Iterator[Item | Known[Result]]) -> tuple[deque[Task[Item]], bool]:
        """Tasks for one worker, and whether the input has ended; one a worker died of stands alone."""
        if self._again and self._again[0].deaths:
            return deque([self._again.popleft()]), False
        tasks: deque[Task[Item]] = deque()
        characters = 0
        while characters < _BATCH_CHARACTERS and not (self._again and self._again[0].deaths):
            if self._again:
                task = self._again.popleft()
            elif self._read - self._given >= self._jobs * _WINDOW:
                return tasks, False
            elif (item := next(source, None)) is None:
                return tasks, True
            elif (new := self._numbered(item)) is None:
                continue
            else:
                task = new
            tasks.append(task)
            characters += self._size(task.item)
        return tasks, False

    def _numbered(self, item: Item | Known[Result]) -> Task[Item] | None:
        """The item's task; None for a known result, which is noted at its place."""
        index = self._read
        self._read += 1
        if isinstance(item, Known):
            self._finished[index] = item.result
            return None
        return Task(index, item)

    def _worker(self, tasks: deque[Task[Item]]) -> Worker[Item]:
        """A new worker, which is given its tasks when it is ready."""
        return Worker(*launch(self._start, self._limits), tasks)

    def _listen(self) -> None:
        """Wait until a worker says something, dies, or has been silent for too long."""
        busy = [worker for worker in self._workers if worker.tasks]
        if not busy:
            return
        timeout_s = max(0.0, min(map(self._until, busy)) - time.monotonic())
        # A process that dies lets go of its pipe, which is a sign too.
        seen = set(wait([worker.connection for worker in busy], timeout=timeout_s))
        for worker in busy:
            if worker.connection in seen:
                self._hear(worker)
            elif time.monotonic() >= self._until(worker):
                self._bury(worker, silence(self._limits))

    def _until(self, worker: Worker[Item]) -> float:
        """When a worker that says nothing is taken for stuck."""
        return worker.heard_at + (self._limits.stuck_s if worker.ready else self._limits.start_s)

    def _hear(self, worker: Worker[Item]) -> None:
        """Note what a worker has said; when it is dead, see to its tasks."""
        try:
            while worker.connection.poll():
                self._note(worker, worker.connection.recv())
        except (EOFError, OSError):
            self._bury(worker, None)

    def _note(self, worker: Worker[Item], message: object) -> None:
        """Note one message of a worker."""
        worker.heard_at = time.monotonic()
        match message:
            case Ready():
                worker.ready = True
                self._ready_at = self._ready_at or worker.heard_at
                self._failed_starts = 0
                worker.hand_over()
            case Answer(result):
                self._finished[worker.tasks.popleft().index] = result
            case Stop(error):
                raise error

    def _bury(self, worker: Worker[Item], death: Death | None) -> None:
        """Take a dead worker out; its first task is tried alone again or given up, the others go on."""
        if death is None:
            worker.await_end()
        status = worker.stop()
        self._workers.remove(worker)
        death = death or death_of(status, self._limits)
        if self._died is not None:
            self._died(death.reason)
        if not worker.tasks:
            return
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= death.starts:
                raise ModelError(f"no worker process can start: {death.reason}", hint="free some memory")
            self._again.extendleft(reversed(worker.tasks))
            return
        first = worker.tasks.popleft()
        first.deaths += 1
        self._again.extendleft(reversed(worker.tasks))
        if first.deaths < death.tries:
            self._again.appendleft(first)
        else:
            self._finished[first.index] = self._failed(first.item, death.reason)
