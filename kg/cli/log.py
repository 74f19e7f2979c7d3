"""What a run did, for programs to read: a file of JSON Lines, an event a line, written as it happens."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from kg.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    Value = str | int | float | bool | None | list[str]


class Log:
    """A file that gets a line for each event, or none when no ``path`` is given; a context manager.

    Every line has ``event`` and ``seconds`` since the run began, and is whole when the run is killed.
    """

    def __init__(self, path: Path | None) -> None:
        """Open nothing yet."""
        self._path = path
        self._file: BinaryIO | None = None
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        """Begin the file anew. Raises ``OutputError`` when it cannot be written."""
        self._began = time.monotonic()
        if self._path is not None:
            try:
                # Unbuffered: every line is one write, and what was written stays when the run is killed.
                self._file = self._path.open("wb", buffering=0)
            except OSError as error:
                raise self._unwritable(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Note how the run broke off, if it did, and close the file."""
        try:
            # The log itself may be what failed, and the reason of the end is the first error.
            if error is not None and self._file is not None and not isinstance(error, OutputError):
                self.write("broken_off", reason=str(error) or type(error).__name__)
        finally:
            if self._file is not None:
                self._file.close()

    def begin(self, **fields: Value) -> None:
        """Write the first line, which tells the time of day."""
        self.write("start", time=datetime.now(UTC).isoformat(timespec="milliseconds"), **fields)

    def write(self, event: str, **fields: Value) -> None:
        """Write one line. Raises ``OutputError`` when the place takes no more."""
        if self._file is None:
            return
        seconds = round(time.monotonic() - self._began, 3)
        line = json.dumps({"event": event, "seconds": seconds, **fields}).encode("ascii") + b"\n"
        try:
            self._file.write(line)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> OutputError:
        """The error of a log that cannot be written."""
        reason = error.strerror or str(error)
        return OutputError(f"{self._path}: the log cannot be written: {reason}", hint="give another --log")
