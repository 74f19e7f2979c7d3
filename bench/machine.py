"""What a measurement was made on, and what a process and those below it hold of memory."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

_PROCESSES = Path("/proc")
_MIB = 1 << 20


def facts() -> list[str]:
    """The machine and the software, a line each."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = " ".join(f"{number:.1f}" for number in os.getloadavg())
    return [
        f"{_processor()}, {cores} cores for this process, {_memory_gib():.0f} GiB, load {load} at the start",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"newskg {version('newskg')}, spaCy {version('spacy')}, {_model()}",
    ]


def _processor() -> str:
    """The name of the processor."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory_gib() -> float:
    """The memory of the machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)


def _model() -> str:
    """The default model with its version."""
    from kg.parse import DEFAULT_MODEL  # noqa: PLC0415 - a program that kills builds needs only the rest

    return f"{DEFAULT_MODEL} {version(DEFAULT_MODEL.replace('_', '-'))}"


def children(parent: int) -> list[int]:
    """The processes that a process has started, oldest first; none where the system does not tell."""
    found = []
    for path in _PROCESSES.glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            # The name, in brackets, may hold blanks; the parent is the second field after it.
            if int(path.read_text("utf-8").rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
    return sorted(found)


def memory_mib(process: int) -> float:
    """What a process holds for itself: resident, without what it shares; 0 when it has ended."""
    with suppress(OSError, ValueError, IndexError):
        pages = Path(f"/proc/{process}/statm").read_text("ascii").split()
        return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE") / _MIB
    return 0.0
