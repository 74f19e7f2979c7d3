"""One worker process as the pool sees it: the pipe to it, and the items it has not answered."""

from __future__ import annotations

import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections import deque
    from multiprocessing.connection import Connection

Item = TypeVar("Item")

_ENDING_S = 10.0


@dataclass(slots=True)
class Task(Generic[Item]):
    """An item, its place in the order, and how often a worker died of it."""

    index: int
    item: Item
    deaths: int = 0


@dataclass(slots=True)
class Worker(Generic[Item]):
    """A process, our end of its pipe, and what it has not answered yet, in order."""

    process: subprocess.Popen[bytes]
    connection: Connection
    tasks: deque[Task[Item]]
    ready: bool = False
    heard_at: float = field(default_factory=time.monotonic)

    def hand_over(self) -> None:
        """Send the tasks to the waiting process."""
        self.heard_at = time.monotonic()
        with suppress(OSError):  # a process that has just died is found out by its silence
            self.connection.send([task.item for task in self.tasks])

    def stop(self) -> int:
        """End the process if it still runs; its exit status."""
        self.process.kill()
        self.connection.close()
        return self.process.wait()

    def await_end(self) -> None:
        """Give a process that has let go of its pipe the time to end by itself, for its own status."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=_ENDING_S)
