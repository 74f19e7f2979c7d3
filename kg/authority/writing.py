"""Records become one authority file: the same records in the same order give the same bytes."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.authority.candidate import CandidateType
from kg.authority.index import MAGIC, VERSION
from kg.authority.names import body_key, normalize_name, spelling_key
from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from kg.authority.candidate import Office

_LABEL, _ALIAS, _SPELLING = "=", "~", "?"
_TYPE, _DESCRIPTION = 2, 4
_LIST_COLUMNS = (3, 5, 6, 7)
# The lists that a type stands in: the prefix of its keys, that of its spelling keys, what makes these.
_Lists = tuple[tuple[str, str, "Callable[[str], str]"], ...]
_PERSON: _Lists = (("p:", "P:", spelling_key),)
_BODY: _Lists = (("o:", "O:", body_key),)
_PLACE: _Lists = (("l:", "l:", str),)
_LISTS = {
    CandidateType.PERSON: _PERSON,
    CandidateType.COUNTRY: _PLACE,
    CandidateType.PLACE: _PLACE,
    CandidateType.UNKNOWN: _PERSON + _BODY + _PLACE,
}
_SEPARATORS = str.maketrans(dict.fromkeys("|~\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
_UNCLEAN = re.compile(r"[|~]|^\s|\s\Z|[^\S ]|\s\s|[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of an authority table before it is filed."""

    identifier: str
    label: str
    aliases: tuple[str, ...] = ()
    type: CandidateType = CandidateType.UNKNOWN
    countries: tuple[str, ...] = ()
    description: str = ""
    offices: tuple[Office, ...] = ()
    same_as: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def plain(text: str) -> str:
    """The text on one line, white space single, without the characters that part cells and lists."""
    return " ".join(text.translate(_SEPARATORS).split()) if _UNCLEAN.search(text) else text


class Filing:
    """Collects records, then writes them as one authority file.

    Records with one identifier become one entity: label, type and description of the first, the
    names, countries, offices and tables of all. Holds about 400 bytes a record in memory.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._entities: list[bytes] = []
        self._names: list[bytes] = []

    def __len__(self) -> int:
        """How many records were added."""
        return len(self._entities)

    def add(self, record: Record) -> None:
        """File a record under its names and offices."""
        self._entities.append(_entity_line(record).encode("utf-8"))
        reference = record.identifier.encode("utf-8")
        for key, match in _keys(record).items():
            self._names.append(b"%s\t%s%s" % (key.encode("utf-8"), match.encode("ascii"), reference))

    def write(self, path: Path) -> tuple[int, int]:
        """The numbers of entities and of names written; the file appears whole or not at all.

        Raises ``OutputError`` when the folder cannot be written to.
        """
        entities = list(_merged(sorted(self._entities, key=_identifier)))
        names = list(_grouped(sorted(self._names)))
        middle = len(_header(0, 0, 0)) + sum(map(len, entities))
        with _whole(path) as file:
            file.write(_header(len(entities), len(names), middle))
            file.writelines(entities)
            file.writelines(names)
        return len(entities), len(names)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the name ``path`` when the block ends well and is gone when it does not."""
    target = Path(os.path.realpath(path))  # a link stays one
    # By process: of two that write the same file at once the last wins, and neither spoils the other's.
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            raise OutputError(f"{path}: cannot write the authority file: not a regular file")
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise OutputError(f"{path}: cannot write the authority file: {error.strerror}") from error
    finally:
        with suppress(OSError):  # it has its name, or was never made
            part.unlink()


def _header(entities: int, names: int, middle: int) -> bytes:
    """The header line; its length depends on no number."""
    return f"{MAGIC}\t{VERSION}\t{entities:010d}\t{names:010d}\t{middle:014d}\n".encode("ascii")


def _entity_line(record: Record) -> str:
    """The line of an entity, its identifier first."""
    offices = "|".join(
        "~".join(plain(part) for part in (o.title, o.body, o.country, o.start, o.end, o.as_of))
        for o in record.offices
    )
    cells = (
        record.identifier,
        plain(record.label),
        record.type.value,
        "|".join(map(plain, record.countries)),
        plain(record.description),
        offices,
        "|".join(record.same_as),
        "|".join(map(plain, record.tables)),
    )
    return "\t".join(cells) + "\n"


def _keys(record: Record) -> dict[str, str]:
    """Every key the record is filed under, with the surest way in which a name of it gives the key."""
    found: dict[str, str] = {}
    spellings: dict[str, str] = {}
    lists = _LISTS.get(record.type, _BODY)
    match = _LABEL
    for name in (record.label, *record.aliases):
        key = normalize_name(name)
        if key:
            for exact, spelt, respell in lists:
                found.setdefault(exact + key, match)
                other = respell(key)
                if other != key:
                    spellings[spelt + other] = _SPELLING
        match = _ALIAS
    for office in record.offices:
        if office.title and not office.body:
            found[f"h:{office.country} {normalize_name(office.title)}"] = _LABEL
    return spellings | found if spellings else found


def _identifier(line: bytes) -> bytes:
    """The first cell of a line."""
    return line[: line.index(b"\t")]


def _merged(lines: list[bytes]) -> Iterator[bytes]:
    """The lines, sorted by identifier, with those of one identifier made one."""
    for _, group in groupby(lines, key=_identifier):
        first, *others = group
        if not others:
            yield first
            continue
        rows = [line.decode("utf-8").rstrip("\n").split("\t") for line in (first, *others)]
        merged = list(rows[0])
        for column in _LIST_COLUMNS:
            parts = (part for row in rows for part in row[column].split("|") if part)
            merged[column] = "|".join(dict.fromkeys(parts))
        if merged[_TYPE] == CandidateType.UNKNOWN:
            merged[_TYPE] = next(
                (row[_TYPE] for row in rows if row[_TYPE] != CandidateType.UNKNOWN), merged[_TYPE]
            )
        merged[_DESCRIPTION] = next((row[_DESCRIPTION] for row in rows if row[_DESCRIPTION]), "")
        yield ("\t".join(merged) + "\n").encode("utf-8")


def _grouped(lines: list[bytes]) -> Iterator[bytes]:
    """One line a key, its references sorted, each identifier once with its surest match."""
    previous = b""
    surest: dict[bytes, bytes] = {}
    for line in lines:
        key, _, reference = line.partition(b"\t")
        if key != previous and surest:
            yield b"%s\t%s\n" % (previous, b" ".join(surest.values()))
            surest = {}
        previous = key
        surest.setdefault(reference[1:], reference)
    if surest:
        yield b"%s\t%s\n" % (previous, b" ".join(surest.values()))
