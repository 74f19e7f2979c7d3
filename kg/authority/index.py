"""An authority file opened for look-up: sorted text, memory-mapped, searched by bisection.

The file is UTF-8 text in three parts: a header line, the entities sorted by identifier, the names
sorted by key. A look-up touches a few pages, so opening costs the same for a hundred entities and
for ten million. Columns::

    #newskg-authority   version   entities   names   first byte of the names
    identifier   label   type   countries   description   offices   same as   tables
    kind:key   references: match and identifier, apart by a blank ("=Q7747")
"""

from __future__ import annotations

import hashlib
import mmap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.authority.candidate import Candidate, CandidateType, Match, Office
from kg.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = "#newskg-authority"
VERSION = "1"
ENDING = ".authority"
MATCHES = {"=": Match.LABEL, "~": Match.ALIAS, "?": Match.SPELLING}
KINDS = {
    "person": "p",
    "organization": "o",
    "place": "l",
    "person spelling": "P",
    "organization spelling": "O",
    "office": "h",
}
_HINT = "write one with: kg authority import FILE"


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry under a key: how the name meets the entity, and the entity's identifier."""

    match: Match
    identifier: str


@dataclass(frozen=True, slots=True)
class _Header:
    """The numbers of the header line and where the line ends."""

    entities: int
    names: int
    middle: int
    end: int


class Index:
    """One authority file, read-only."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; raises ``InputError`` when it cannot be read or is no authority file."""
        self.path = path
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError(f"{path}: not a readable authority file: {reason}", hint=_HINT) from error
        except ValueError as error:  # nothing can be mapped of an empty file
            raise InputError(f"{path}: not a readable authority file: it is empty", hint=_HINT) from error
        try:
            self._header = _read_header(self._bytes)
        except ValueError as error:
            self._bytes.close()
            hint = f"make one of a table with: kg authority import {path}"
            raise InputError(f"{path}: not an authority file of version {VERSION}", hint=hint) from error

    def __len__(self) -> int:
        """How many entities the file has."""
        return self._header.entities

    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal; reads all of it."""
        return hashlib.sha256(self._bytes).hexdigest()

    def close(self) -> None:
        """Give the file back; no look-up is possible afterwards."""
        self._bytes.close()

    def references(self, key: str) -> tuple[Reference, ...]:
        """The entries under this key ("p:vladimir putin"), in file order; none when it is not there.

        Raises ``InputError`` when the file is damaged.
        """
        try:
            cell = self._find(key, self._header.middle, len(self._bytes))
            return tuple(Reference(MATCHES[entry[0]], entry[1:]) for entry in cell.split(" ") if entry)
        except (ValueError, KeyError) as error:
            raise self._damaged(key) from error

    def candidate(self, identifier: str, match: Match) -> Candidate | None:
        """The entity with this identifier, None when the file has none.

        Raises ``InputError`` when the file is damaged.
        """
        try:
            rest = self._find(identifier, self._header.end, self._header.middle)
            return _candidate(identifier, rest.split("\t"), match) if rest else None
        except (ValueError, TypeError) as error:
            raise self._damaged(identifier) from error

    def _damaged(self, key: str) -> InputError:
        """The error for a line that is not as it was written."""
        return InputError(f"{self.path}: this authority file is damaged at '{key}'", hint=_HINT)

    def _find(self, key: str, low: int, high: int) -> str:
        """What follows ``key`` on its line between the offsets, "" when no line starts with it."""
        wanted = key.encode("utf-8")
        while low < high:
            start = self._bytes.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._bytes.find(b"\n", start, high)
            end = high if end < 0 else end
            line_key, _, rest = self._bytes[start:end].partition(b"\t")
            if line_key == wanted:
                return rest.decode("utf-8")
            if line_key < wanted:
                low = end + 1
            else:
                high = start
        return ""


def _read_header(content: mmap.mmap) -> _Header:
    """The header of an authority file; raises ``ValueError`` when it is not one."""
    end = content.find(b"\n") + 1
    magic, version, entities, names, middle = content[:end].decode("utf-8").split("\t")
    if (magic, version) != (MAGIC, VERSION) or not end <= int(middle) <= len(content):
        raise ValueError(magic)
    return _Header(int(entities), int(names), int(middle), end)


def _candidate(identifier: str, cells: list[str], match: Match) -> Candidate:
    """The entity of one line."""
    label, kind, countries, description, offices, same_as, tables = cells
    return Candidate(
        identifier=identifier,
        label=label,
        type=CandidateType(kind),
        countries=_list(countries),
        description=description,
        offices=tuple(Office(*office.split("~")) for office in _list(offices)),
        same_as=_list(same_as),
        tables=_list(tables),
        match=match,
    )


def _list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(cell.split("|")) if cell else ()
