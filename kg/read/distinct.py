"""One text is one article: drafts that repeat another's text or id are passed over or told."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import OutputError
from kg.model import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.read.article import Draft

# What was met is kept in a temporary database: beyond its cache, of so many KiB, it is on the disk, and
# the memory is the same for a thousand articles and a hundred million. As Python's own dictionaries it
# took 500 bytes an article; so it takes 20 µs.
_CACHE_KIB: Final = 256
_HASH_BYTES: Final = 16

_TABLES: Final = (
    "CREATE TABLE texts (digest BLOB PRIMARY KEY, told BLOB, place TEXT) WITHOUT ROWID",
    "CREATE TABLE identifiers (digest BLOB PRIMARY KEY, place TEXT) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class _Met:
    """The text, the identifier and all that is told of a draft, as hashes."""

    text: bytes
    identifier: bytes
    told: bytes


def distinct(found: Iterable[tuple[str, Draft] | Issue]) -> Iterator[Draft | Issue]:
    """The drafts without those whose text or id another one has; ``found`` has each with its place.

    A draft that comes twice the same is passed over. The same id with another text, and the same text
    under another id or with something else told about it, are issues that name both places.
    """
    # An empty name is a database of this connection alone, on the disk only when it is large, and gone
    # with the process. Whoever lets go of the iterator may do so in another thread.
    with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as met:
        for statement in (f"PRAGMA cache_size = -{_CACHE_KIB}", "PRAGMA journal_mode = OFF", *_TABLES):
            met.execute(statement)
        met.execute("BEGIN")
        for item in found:
            try:
                kept = item if isinstance(item, Issue) else _kept(met, *item)
            except sqlite3.OperationalError as error:
                raise OutputError(
                    f"the folder for temporary files takes no more: {error}",
                    hint="make room, or name another one by SQLITE_TMPDIR",
                ) from error
            if kept is not None:
                yield kept


def _kept(met: sqlite3.Connection, place: str, draft: Draft) -> Draft | Issue | None:
    """The draft if it is new; the issue it is, or None, if it repeats what was met."""
    new = _Met(draft.digest, _hash(draft.identifier), _hash(repr(_told(draft))))
    if not met.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", (new.text, new.told, place)).rowcount:
        told, other = met.execute("SELECT told, place FROM texts WHERE digest = ?", (new.text,)).fetchone()
        if told == new.told:
            return None
        return Issue(place, f"the same text as {other}: one text is one article")
    if not met.execute("INSERT OR IGNORE INTO identifiers VALUES (?, ?)", (new.identifier, place)).rowcount:
        met.execute(
            "DELETE FROM texts WHERE digest = ?", (new.text,)
        )  # it is left out, so nothing repeats it
        (other,) = met.execute("SELECT place FROM identifiers WHERE digest = ?", (new.identifier,)).fetchone()
        return Issue(place, f"another text under the id of {other}; give each article its own id")
    return draft


def _told(draft: Draft) -> tuple[object, ...]:
    """What two drafts share that have the same text and metadata."""
    return (draft.identifier, draft.headline, draft.published, draft.outlet, draft.url, draft.language)


def _hash(text: str) -> bytes:
    """A short hash of the text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).digest()
