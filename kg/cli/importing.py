"""One run of ``kg authority import``: a table read, its index written, and what came of it told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kg.authority import CandidateType, import_table, index_path
from kg.cli import messages
from kg.cli.progress import Progress
from kg.cli.summary import counted
from kg.errors import ConfigError, OutputError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kg.authority import ImportReport

_LEFT_OUT_EXIT = 3


class Import:
    """A run that writes one authority file and tells the user what it did."""

    def __init__(
        self, table: Path, output: Path | None, *, type_name: str | None = None, as_of: date | None = None
    ) -> None:
        """Prepare the run; nothing is opened yet."""
        self._table = table
        self._output = output or index_path(table)
        self._type = CandidateType(type_name) if type_name else CandidateType.UNKNOWN
        self._as_of = as_of
        self._rows = 0

    def run(self) -> int:
        """Import the table; the exit code.

        Raises ``ConfigError`` when the output cannot be meant, ``InputError`` when no row can be
        used, ``OutputError`` when the file cannot be written; an old file is then untouched.
        """
        self._refuse_output()
        started = time.monotonic()
        with Progress(self) as progress:

            def told(rows: int) -> None:
                self._rows = rows
                progress.update()

            report = import_table(
                self._table, self._output, default_type=self._type, as_of=self._as_of, progress=told
            )
        _tell(report, time.monotonic() - started)
        return _LEFT_OUT_EXIT if report.left_out else 0

    def progress(self, elapsed_s: float) -> str:
        """How far the run is, for the line on a terminal."""
        return f"{counted(f'{self._rows:,}', 'row')} read, {self._rows / elapsed_s:,.0f} a second"

    def _refuse_output(self) -> None:
        """Raise an error for an output that would fail, or do harm, after a minute of reading."""
        if str(self._output) == "-":
            hint = "give a name, as in -o names.authority"
            raise ConfigError("an authority file is searched in place and cannot go to stdout", hint=hint)
        if self._output.exists() and self._table.exists() and self._output.samefile(self._table):
            raise ConfigError(f"{self._output}: would replace the table itself", hint="give another -o")
        if not self._output.parent.is_dir():
            raise OutputError(f"{self._output}: cannot be written: no such folder", hint="make it first")
        if self._output.exists() and not self._output.is_file():
            raise OutputError(f"{self._output}: cannot be written: not a regular file", hint="name a file")


def _tell(report: ImportReport, elapsed_s: float) -> None:
    """Name what was left out, then say what was written."""
    for problem in report.problems:
        if problem.kept:
            messages.say(f"{problem.place}: {problem.reason}; imported without it")
        else:
            messages.skipped(problem.place, problem.reason)
    for noun, number, kept in (("row", report.left_out, False), ("value", report.values_left_out, True)):
        unnamed = number - sum(problem.kept is kept for problem in report.problems)
        if unnamed:
            messages.say(f"and {counted(f'{unnamed:,}', f'{noun} more', f'{noun}s more')} left out")
    parts = [
        counted(f"{report.rows:,}", "row"),
        counted(f"{report.entities:,}", "entity", "entities"),
        counted(f"{report.names:,}", "name key"),
        f"{report.left_out:,} left out",
    ]
    messages.say(f"{', '.join(parts)}; {report.out}, {elapsed_s:.1f} s")
