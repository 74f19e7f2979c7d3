"""One line on a terminal that says how far a run is; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self, TextIO

_QUIET_S = 2.0  # shorter runs need no progress (manners of the command line)
_EVERY_S = 0.2
_CLEAR = "\r\x1b[2K"


class Counting(Protocol):
    """What counts a run and tells how far it is."""

    def progress(self, elapsed_s: float) -> str:
        """How far the run is after so many seconds, in one short line."""


class Progress:
    """Shows the tally while a run goes on; ``clear`` makes room for another line on stderr."""

    def __init__(self, tally: Counting, stream: TextIO | None = None) -> None:
        """Show ``tally`` on ``stream`` (stderr unless given) if that is a terminal."""
        self._tally = tally
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._started = self._shown_at = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        """Start the clock."""
        self._started = self._shown_at = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        self.clear()

    def update(self) -> None:
        """Show the present state, at most five times a second."""
        now = time.monotonic()
        if not self._terminal or now - self._started < _QUIET_S or now - self._shown_at < _EVERY_S:
            return
        self._stream.write(f"{_CLEAR}{self._tally.progress(now - self._started)}")
        self._stream.flush()
        self._shown, self._shown_at = True, now

    def clear(self) -> None:
        """Take the line away until the next update."""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._shown = False
