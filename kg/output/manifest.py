"""The record of an output folder: one line of JSON a file, sorted by name.

While a run is under way the entries are in a temporary database: beyond its cache it is on the disk, so
that the memory is the same for a thousand articles and a hundred million. As Python's own dictionaries
they took 900 bytes an article.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

_CACHE_KIB = 256
_TABLES = (
    "CREATE TABLE entries (file TEXT PRIMARY KEY, article TEXT, source TEXT, content TEXT) WITHOUT ROWID",
    "CREATE TABLE met (file TEXT PRIMARY KEY, source TEXT) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the folder: its article's identifier, what it was built from, what it holds."""

    file: str
    article: str
    source: str
    content: str

    def is_sound(self) -> bool:
        """Whether every value is of its kind: a manifest is a file that anybody can edit."""
        plain = (self.file, self.source, self.content)
        return all(isinstance(value, str) and value.isascii() for value in plain) and isinstance(
            self.article, str
        )

    def line(self) -> bytes:
        """The entry as a line of JSON, without white space at its ends but for the line feed."""
        fields = {
            "file": self.file,
            "article": self.article,
            "source": self.source,
            "content": self.content,
        }
        return json.dumps(fields).encode("ascii") + b"\n"


def read_entries(path: Path) -> Iterator[Entry]:
    """The entries of a manifest or a journal; a line cut short by a killed run is left out."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            with suppress(ValueError, TypeError):
                entry = Entry(**json.loads(line))
                if entry.is_sound():
                    yield entry


class Manifest:
    """What is known of the files of a folder, and which of them this run has met; a context manager."""

    def __init__(self) -> None:
        """Know nothing yet."""
        # An empty name is a database of this connection alone, gone with the process.
        self._known = sqlite3.connect("", isolation_level=None)
        for statement in (f"PRAGMA cache_size = -{_CACHE_KIB}", "PRAGMA journal_mode = OFF", *_TABLES):
            self._known.execute(statement)
        self._known.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._known.close()

    def put(self, entry: Entry) -> None:
        """Note an entry in place of what was known of its file."""
        # json can spell a lone surrogate and the database cannot: what is stored is JSON.
        row = (entry.file, json.dumps(entry.article), entry.source, entry.content)
        with _told():
            self._known.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", row)

    def entry(self, file: str) -> Entry | None:
        """What is known of a file."""
        with _told():
            row = self._known.execute("SELECT * FROM entries WHERE file = ?", (file,)).fetchone()
        return _entry(row) if row else None

    def meet(self, file: str, source: str) -> bool:
        """Note that an article of this run belongs to the file; False when one with another source does."""
        with _told():
            if self._known.execute("INSERT OR IGNORE INTO met VALUES (?, ?)", (file, source)).rowcount:
                return True
            (known,) = self._known.execute("SELECT source FROM met WHERE file = ?", (file,)).fetchone()
        return bool(known == source)

    def others(self) -> int:
        """How many files are of articles that this run did not meet."""
        with _told():
            (count,) = self._known.execute(
                "SELECT count(*) FROM entries WHERE file NOT IN (SELECT file FROM met)"
            ).fetchone()
        return int(count)

    def lines(self) -> Iterator[bytes]:
        """The entries as the file holds them."""
        for row in self._known.execute("SELECT * FROM entries ORDER BY file"):
            yield _entry(row).line()


def _entry(row: tuple[str, str, str, str]) -> Entry:
    """The entry that a row of the table is."""
    file, article, source, content = row
    return Entry(file, json.loads(article), source, content)


@contextmanager
def _told() -> Iterator[None]:
    """Turn a full disk into the error of the project."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(
            f"the folder for temporary files takes no more: {error}",
            hint="make room, or name another one by SQLITE_TMPDIR",
        ) from error
