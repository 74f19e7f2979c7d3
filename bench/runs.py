"""One run of ``kg build`` as a user starts it, with its time, its memory and the hash of what it wrote."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import children, memory_mib

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOK_S = 0.5
_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Sample:
    """MiB of the parent and of its largest worker when so many articles were done."""

    done: int
    parent_mib: float
    worker_mib: float


@dataclass(frozen=True, slots=True)
class BuildRun:
    """What one run took and gave."""

    wall_s: float
    processor_s: float
    first_s: float
    work_s: float
    articles: int
    words: int
    triples: int
    digest: str
    samples: tuple[Sample, ...] = field(default=(), repr=False)


def command(arguments: Sequence[str]) -> list[str]:
    """The command line of ``kg build`` with these arguments."""
    return [sys.executable, "-m", "kg", "build", *arguments]


def environment() -> dict[str, str]:
    """The environment in which this checkout is found."""
    return {**os.environ, "PYTHONPATH": str(_ROOT)}


def run_build(source: Path, output: Path, log: Path, *options: str) -> BuildRun:
    """Build ``source`` into ``output`` and look at the processes while it lasts.

    Raises ``RuntimeError``, with what it said, when the run does not end well.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.time()
    arguments = command([str(source), "-o", str(output), "--log", str(log), *options])
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen(arguments, env=environment(), stderr=words) as process,
    ):
        samples = _watch(process, log)
        wall_s = time.time() - began
        if process.returncode:
            words.seek(0)
            raise RuntimeError(
                f"{' '.join(arguments)} ended with {process.returncode}:\n{words.read().decode()}"
            )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    events = [json.loads(line) for line in log.read_text("ascii").splitlines()]
    first = next(event["seconds"] for event in events if event["event"] == "built")
    start_s = wall_s - events[-1]["seconds"]  # until the run writes its first line, and after its last
    return BuildRun(
        wall_s=wall_s,
        processor_s=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        first_s=first + start_s,
        work_s=events[-1]["seconds"] - first,
        articles=events[-1]["articles"],
        words=events[-1]["words"],
        triples=events[-1]["triples"],
        digest=digest(output),
        samples=tuple(samples),
    )


def _watch(process: subprocess.Popen[bytes], log: Path) -> list[Sample]:
    """What the processes hold, now and then until the run ends."""
    samples: list[Sample] = []
    while process.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_LOOK_S)
        workers = [memory_mib(worker) for worker in children(process.pid)]
        parent = memory_mib(process.pid)
        if workers and parent:
            samples.append(Sample(_lines(log), parent, max(workers)))
    return samples


def _lines(log: Path) -> int:
    """How many articles the log tells of so far."""
    with suppress(OSError):
        return log.read_bytes().count(b'"built"')
    return 0


def digest(output: Path) -> str:
    """The hash of a file, or of every file of a folder with its name."""
    total = hashlib.sha256()
    for path in sorted(output.iterdir()) if output.is_dir() else [output]:
        total.update(path.name.encode() + b"\0" if output.is_dir() else b"")
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()
