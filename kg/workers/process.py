"""The worker's side: one process that answers items until its pipe is closed."""

from __future__ import annotations

import gc
import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")

OUT_OF_MEMORY_STATUS = 77  # any status that Python and the shell do not use

# Linear algebra in several threads adds in another order and so gives other last digits; and N workers
# of N threads each are slower than N threads (1.6 times on two cores).
ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    ),
    "1",
)
"""The environment in which a process has one thread of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one item may use before it is given up.

    The longest text that is read, a million characters, takes 45 s of processor time on one core.
    ``memory_bytes`` is what a worker may have beside what it has when it is ready. ``stuck_s`` ends a
    worker that neither answers nor uses the processor, ``start_s`` one that does not get ready.
    """

    processor_s: float = 180.0
    memory_bytes: int = 3 << 30
    stuck_s: float = 1800.0
    start_s: float = 600.0


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has started and takes items."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[Result]):
    """The result of the first item that was not answered yet."""

    result: Result


@dataclass(frozen=True, slots=True)
class Stop:
    """An error that ends the whole run: it would be the same for every item."""

    error: KgError


# What the new process runs: it finds modules where this one does before it looks for any of ours.
_BEGIN = (
    "import sys; from multiprocessing.connection import Connection; c = Connection(int(sys.argv[1])); "
    "sys.path[:] = c.recv(); from kg.workers.process import serve; serve(c)"
)


def in_one_thread() -> bool:
    """Whether linear algebra runs in one thread in this process, as in every worker."""
    return ONE_THREAD.items() <= os.environ.items()


def launch(
    start: Callable[[], Callable[[Item], Result]], limits: Limits
) -> tuple[subprocess.Popen[bytes], Connection]:
    """A new process that will serve, and our end of its pipe.

    It is no process of ``multiprocessing``: those may not be started by a daemonic process, as a worker
    of Dask is, and import the main module of the program anew.
    """
    ours, theirs = Pipe()
    warnings = [f"-W{option}" for option in sys.warnoptions]
    # The terminal sends an interrupt to every process of the group: the one that launches alone ends the run.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-P", *warnings, "-c", _BEGIN, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            # What a library prints must not get into the graph on stdout.
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **ONE_THREAD},
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
    # A process that has just died is found out by its silence.
    with suppress(OSError):
        ours.send(sys.path)
        ours.send((start, limits))
    return process, ours


def serve(connection: Connection) -> None:  # pragma: no cover - runs in another process
    """Start, say so, and answer each item of each list that comes, until the other side is gone."""
    try:
        start, limits = connection.recv()
        work = start()
        # What is loaded now stays: the collector need not walk through it again and again, and while
        # items are worked on it need not run at all: 5 % of the processor time of a build.
        gc.collect()
        gc.freeze()
        gc.disable()
        connection.send(Ready())
        _cap_memory(limits.memory_bytes)
        while True:
            for item in connection.recv():
                # Without a handler the signal ends the process even inside C code that never returns.
                signal.setitimer(signal.ITIMER_PROF, limits.processor_s)
                result = work(item)
                signal.setitimer(signal.ITIMER_PROF, 0)
                connection.send(Answer(result))
            gc.collect()
    except KgError as error:
        connection.send(Stop(error))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # nobody waits for an answer any more
    except MemoryError:
        os._exit(OUT_OF_MEMORY_STATUS)


def _cap_memory(more_bytes: int) -> None:
    """Let this process have ``more_bytes`` beside what it has; where the system does not tell, no cap."""
    pages = Path("/proc/self/statm")
    if sys.platform != "linux" or not pages.exists():
        return
    now = int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    cap = now + more_bytes
    if hard == resource.RLIM_INFINITY or cap < hard:
        resource.setrlimit(resource.RLIMIT_AS, (cap, hard))
