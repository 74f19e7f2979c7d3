"""What a worker died of, as its exit status tells, and what follows for the item it had."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.workers.process import OUT_OF_MEMORY_STATUS

if TYPE_CHECKING:
    from kg.workers.process import Limits

# A crash may be the fault of what came before: the item is tried once more, alone in a new process. A
# worker that was killed from outside says nothing about its item, which is tried more often.
_TRIES = 2
_TRIES_IF_KILLED = 10
# A worker that dies while it starts has touched no item; more such deaths in a row are no chance. A start
# takes seconds, in which somebody who kills at random meets it more often than an item.
_STARTS = 4
_STARTS_IF_KILLED = 30


@dataclass(frozen=True, slots=True)
class Death:
    """Why a worker ended, for the user, and how many may end so over one item, or in a row at the start."""

    reason: str
    tries: int = _TRIES
    starts: int = _STARTS


def death_of(status: int, limits: Limits) -> Death:
    """What the exit status of a worker says (negative: the signal that ended it)."""
    if status == -signal.SIGPROF:
        return Death(f"it takes more than {limits.processor_s:g} s of processor time", tries=1)
    if status == OUT_OF_MEMORY_STATUS:
        return Death(f"it takes more than {limits.memory_bytes / 2**30:g} GiB of memory")
    if status == -signal.SIGKILL:
        reason = "its worker process was killed, perhaps for want of memory"
        return Death(reason, _TRIES_IF_KILLED, _STARTS_IF_KILLED)
    if status < 0:
        return Death(f"its worker process died of {signal.Signals(-status).name}")
    return Death(f"its worker process ended with status {status}")


def silence(limits: Limits) -> Death:
    """The death of a worker that was ended because it said nothing."""
    return Death(f"no answer for {limits.stuck_s:g} s")
