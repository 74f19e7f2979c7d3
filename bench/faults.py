"""Kills workers, or the whole run, at random moments and compares what comes out with a quiet run.

    python -m bench.faults [--kills N] [--most N] [--articles N] [--kill worker|parent|dask] [--jobs N]

Runs until N processes were killed, and prints a line a run and the sum. The exit code is 1 when any run
failed or gave other bytes. A killed parent is started again with the same command until it ends by
itself. ``dask`` starts three workers for each run and kills one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.articles import write_articles
from bench.machine import children, facts
from bench.runs import command, digest, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LONGEST_S = 3600.0


@dataclass(frozen=True, slots=True)
class Trial:
    """What one run is given: its input, its output, chance, and worker processes."""

    source: Path
    output: Path
    chance: random.Random
    jobs: int
    quiet_s: float
    most: int


def main(arguments: Sequence[str]) -> int:
    """Run and print; the exit code."""
    options = _options(arguments)
    for line in facts():
        print(line)
    kill: Callable[[Trial], int] = {"worker": kill_workers, "parent": kill_parent, "dask": kill_dask}[
        options.kill
    ]
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        source = top / "articles.jsonl"
        write_articles(options.articles, source, short=True)
        began = time.monotonic()
        _run(source, top / "quiet", options.jobs)
        quiet_s, expected = time.monotonic() - began, digest(top / "quiet")
        print(f"quiet run: {quiet_s:.1f} s, {expected[:16]}")
        killed = wrong = number = 0
        while killed < options.kills:
            number += 1
            chance = random.Random(options.seed + number)  # noqa: S311 - the same runs every time
            trial = Trial(source, top / f"run{number}", chance, options.jobs, quiet_s, options.most)
            kills = kill(trial)
            same = digest(trial.output) == expected
            killed, wrong = killed + kills, wrong + (not same)
            print(f"run {number}: {kills} killed, {'the same bytes' if same else 'OTHER BYTES'}", flush=True)
            _remove(trial.output)
    print(f"{number} runs, {killed} killed, {number - wrong} byte-equal, {wrong} wrong")
    return int(wrong > 0)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--most", type=int, default=3, help="kills in one run")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--kill", choices=["worker", "parent", "dask"], default="worker")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def _launch(source: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    """A build into a folder."""
    return subprocess.Popen(
        command([str(source), "-o", f"{output}/", *options]),
        env=environment(),
        stderr=subprocess.DEVNULL,
    )


def _run(source: Path, output: Path, jobs: int) -> None:
    """A build that nobody disturbs; raises ``RuntimeError`` when it does not end well."""
    with _launch(source, output, "--jobs", str(jobs)) as process:
        if process.wait(timeout=_LONGEST_S):
            raise RuntimeError(f"a quiet run ended with {process.returncode}")


def kill_workers(trial: Trial) -> int:
    """Kill a worker now and then, while a run lasts; how many were killed."""
    killed = 0
    with _launch(trial.source, trial.output, "--jobs", str(trial.jobs)) as process:
        while killed < trial.most:
            # Any moment of the run, its start among them, and mostly not its end.
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=trial.chance.uniform(0.1, 1.8 * trial.quiet_s / trial.most))
            workers = children(process.pid)
            if process.poll() is not None:
                break
            if workers:
                killed += _kill(trial.chance.choice(workers))
        _end(process)
    return killed


def kill_parent(trial: Trial) -> int:
    """Kill the run at a random moment and repeat it until it ends; how often it was killed."""
    killed = 0
    while True:
        with _launch(trial.source, trial.output, "--jobs", str(trial.jobs)) as process:
            try:
                if killed < trial.most:
                    process.wait(timeout=trial.chance.uniform(0.1, 1.8 * trial.quiet_s / trial.most))
                else:
                    process.wait(timeout=_LONGEST_S)
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
                continue
            _end(process)
            return killed


def kill_dask(trial: Trial) -> int:
    """Kill one of three workers of a Dask cluster of its own at a random moment of the run."""
    module, quiet = "distributed.cli", ["--no-dashboard"]
    place = trial.source.parent / f"scheduler{trial.output.name}.json"
    arguments = [
        ["dask_scheduler", "--host=127.0.0.1", "--port=0", *quiet],
        *[["dask_worker", "--no-nanny", "--nthreads=1", *quiet]] * 3,
    ]
    with suppress(FileNotFoundError):
        place.unlink()
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for name, *rest in arguments:
            processes.append(_start([f"{module}.{name}", f"--scheduler-file={place}", *rest]))
            _await(place)
        address = _address(place)
        dask = ["--engine", "dask", "--scheduler", address]
        with _launch(trial.source, trial.output, *dask) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=trial.chance.uniform(0.1, 1.8 * trial.quiet_s / trial.most))
            killed = _kill(processes[1 + trial.chance.randrange(3)].pid) if process.poll() is None else 0
            _end(process)
        return killed
    finally:
        for one in processes:
            one.kill()
            one.wait()


def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process of Dask."""
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _await(path: Path) -> None:
    """Wait until the scheduler has written where it is."""
    end = time.monotonic() + _LONGEST_S
    while not (path.exists() and path.read_text("utf-8").rstrip().endswith("}")):
        if time.monotonic() > end:
            raise TimeoutError(f"{path} is not written")
        time.sleep(0.05)


def _address(path: Path) -> str:
    """The address in a scheduler's file."""
    return str(json.loads(path.read_text("utf-8"))["address"])


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a run; raises ``RuntimeError`` when it does not end well."""
    if process.wait(timeout=_LONGEST_S):
        raise RuntimeError(f"a run ended with {process.returncode}")


def _kill(process: int) -> int:
    """Kill a process; 1 when it was there."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


def _remove(folder: Path) -> None:
    """Remove a folder of files."""
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
