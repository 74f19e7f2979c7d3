"""How far the reading of an input is, by its bytes."""

from __future__ import annotations

from contextlib import suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Gauge:
    """Counts the bytes that are read of those that there are."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._total_bytes: int | None = None
        self._read_bytes = 0

    def share(self) -> float | None:
        """The share of the input that was read; None when its length is not known, as that of a pipe."""
        if self._total_bytes is None:
            return None
        return min(1.0, self._read_bytes / self._total_bytes) if self._total_bytes else 1.0

    def expect(self, paths: Iterable[Path | None]) -> None:
        """Note what there is to read; None is a stream without a length."""
        total = 0
        for path in paths:
            if path is None:
                return
            with suppress(OSError):  # told when it is opened
                total += path.stat().st_size
        self._total_bytes = total

    def note(self, count: int) -> None:
        """Note that so many bytes were read."""
        self._read_bytes += count


class Gauged:
    """A stream whose bytes are noted as they are read."""

    def __init__(self, stream: IO[bytes], gauge: Gauge) -> None:
        """Read from ``stream`` and tell ``gauge``."""
        self._stream = stream
        self._gauge = gauge

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes; none at the end."""
        data = self._stream.read(size)
        self._gauge.note(len(data))
        return data
