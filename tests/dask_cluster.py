"""A real Dask cluster of local processes: a scheduler, and workers that can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import kg

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

_START_S = 60.0
_QUIET = {"DASK_LOGGING__DISTRIBUTED": "critical", "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}


class DaskCluster:
    """The address of the scheduler and the processes of the workers."""

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """Keep what the processes write in ``folder``; they find modules in ``path``, or as we do."""
        self._folder = folder
        ours = [str(Path(kg.__file__).parent.parent), str(Path(__file__).parent)]
        self._path = str(path) if path else os.pathsep.join(ours)
        self._file = folder / "scheduler.json"
        self._stack = ExitStack()
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.scheduler = self._launch(
            "distributed.cli.dask_scheduler", "--host=127.0.0.1", "--port=0", "--no-dashboard", "--no-show"
        )
        return self

    def __exit__(self, *_: object) -> None:
        for process in [*self.workers, self.scheduler]:
            if process is not None:
                process.kill()
        self._stack.close()

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        end = time.monotonic() + _START_S
        while time.monotonic() < end:
            try:
                return str(json.loads(self._file.read_text("utf-8"))["address"])
            except (OSError, ValueError):
                time.sleep(0.05)
        raise TimeoutError("the scheduler does not start")

    def add_worker(self) -> None:
        """Start one more worker, of one thread, which nobody restarts when it dies."""
        self.address  # noqa: B018 - waits for the scheduler
        self.workers.append(
            self._launch("distributed.cli.dask_worker", "--no-nanny", "--nthreads=1", "--no-dashboard")
        )

    def kill_worker(self) -> None:
        """Kill the oldest worker that lives, as a machine that fails does."""
        process = next(one for one in self.workers if one.poll() is None)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    def _launch(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", module, f"--scheduler-file={self._file}", *options]
        return self._stack.enter_context(
            subprocess.Popen(
                command,
                cwd=self._folder,
                env={**os.environ, **_QUIET, "PYTHONPATH": self._path},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )


@contextmanager
def dask_cluster(
    factory: pytest.TempPathFactory, workers: int, *, path: Path | None = None
) -> Iterator[DaskCluster]:
    """A cluster with so many workers, which find modules in ``path`` if given."""
    with DaskCluster(factory.mktemp("dask"), path) as cluster:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
