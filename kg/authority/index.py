"""An authority file opened for look-up: sorted text, memory-mapped.

The file is UTF-8 text in three parts: a header line, the entities sorted by identifier, the names
sorted by key. The first look-up notes the key at the start of each of a thousand stretches; each
later one searches a single stretch, so a file of ten million entities is opened as fast as a small
one. Columns::

    #newskg-authority   version   entities   names   first byte of the names
    identifier   label   type   countries   description   offices   same as   tables
    kind:key   references: match and identifier, apart by a blank ("=Q7747")
"""

from __future__ import annotations

import hashlib
import mmap
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kg.authority.candidate import Candidate, CandidateType, Match, Office
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
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
_STRETCHES = 1024  # of a part; their first keys are kept
_SEARCHED = 1024  # bytes; halving 11 kB to these takes half the time of searching all of them
_SHORTEST = 4096  # bytes of a stretch; a page is read whole anyway
_LAST_ASKED = 1024  # keys of names; whether a name is known is asked before who bears it
_LONGEST_KEY = 4096  # bytes; longer keys would come in the wrong stretch
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A sorted part of the file in stretches: the first key of each, where each starts, and the end."""

    keys: Sequence[bytes]
    starts: Sequence[int]


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
        self._name_line = lru_cache(maxsize=_LAST_ASKED)(lambda key: self._line(key, self._names))
        try:
            self._header = _read_header(self._bytes)
        except ValueError as error:
            self._bytes.close()
            hint = f"make one of a table with: kg authority import {path}"
            raise InputError(f"{path}: not an authority file of version {VERSION}", hint=hint) from error

    def __len__(self) -> int:
        """How many entities the file has."""
        return self._header.entities

    def __contains__(self, key: str) -> bool:
        """Whether anything is filed under this key ("p:vladimir putin")."""
        return self._name_line(key) >= 0

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
            cell = self._behind(key, self._name_line(key))
            return tuple(Reference(MATCHES[entry[0]], entry[1:]) for entry in cell.split(" ") if entry)
        except (ValueError, KeyError) as error:
            raise self._damaged(key) from error

    def candidate(self, identifier: str, match: Match) -> Candidate | None:
        """The entity with this identifier, None when the file has none.

        Raises ``InputError`` when the file is damaged.
        """
        try:
            rest = self._behind(identifier, self._line(identifier, self._entities))
            return _candidate(identifier, rest.split("\t"), match) if rest else None
        except (ValueError, TypeError) as error:
            raise self._damaged(identifier) from error

    def _damaged(self, key: str) -> InputError:
        """The error for a line that is not as it was written."""
        return InputError(f"{self.path}: this authority file is damaged at '{key}'", hint=_HINT)

    def _behind(self, key: str, found: int) -> str:
        """What follows ``key`` on the line after the line end at ``found``, "" when there is no such line."""
        if found < 0:
            return ""
        start = found + len(key.encode("utf-8")) + 2
        end = self._bytes.find(b"\n", start)
        return self._bytes[start : end if end >= 0 else None].decode("utf-8")

    def _line(self, key: str, part: _Part) -> int:
        """Where the line end stands after which a line begins with this key, or -1.

        A stretch is halved at line ends until it is short enough to be searched from its beginning.
        """
        wanted = key.encode("utf-8") + b"\t"
        k = bisect_right(part.keys, wanted[:-1]) - 1
        if k < 0:
            return -1
        content, size = self._bytes, len(wanted)
        low, high = part.starts[k], part.starts[k + 1]
        while high - low > _SEARCHED:
            middle = content.find(b"\n", (low + high) // 2, high) + 1
            if not low < middle < high:
                break
            if content[middle : middle + size] <= wanted:
                low = middle
            else:
                high = middle
        return content.find(b"\n" + wanted, low - 1, high)

    @cached_property
    def _entities(self) -> _Part:
        return _thumbed(self._bytes, self._header.end, self._header.middle)

    @cached_property
    def _names(self) -> _Part:
        return _thumbed(self._bytes, self._header.middle, len(self._bytes))


def _thumbed(content: mmap.mmap, low: int, high: int) -> _Part:
    """The lines between two offsets with the key of the first line of each stretch."""
    keys: list[bytes] = []
    starts: list[int] = []
    start = low
    step = max((high - low) // _STRETCHES, _SHORTEST)
    while start < high:
        keys.append(content[start : start + _LONGEST_KEY].partition(b"\t")[0])
        starts.append(start)
        start = content.find(b"\n", min(start + step, high - 1), high) + 1 or high
    return _Part(keys, [*starts, high])


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
