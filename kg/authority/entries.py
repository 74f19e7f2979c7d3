"""The entries of a user's table, whatever its syntax."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from kg.authority.vocabulary import Part, column_part, property_part, type_of
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import IO

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_LISTS = frozenset({Part.ALIAS, Part.COUNTRY, Part.TYPE, Part.OFFICE, Part.SAME})
_LONGEST_CELL = 1_000_000  # characters; csv's own limit of 131,072 is passed by items with many aliases
_TOLD = 30  # characters of a header that an error repeats


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a table: its line or subject, and the values of its parts."""

    place: str
    parts: Mapping[Part, tuple[str, ...]]

    def values(self, part: Part) -> tuple[str, ...]:
        """The values of a part, none when the entry does not have it."""
        return self.parts.get(part, ())

    def first(self, part: Part) -> str:
        """The first value of a part, "" when the entry does not have it."""
        return next(iter(self.values(part)), "")


def suffix_of(path: Path) -> str:
    """The ending that tells the syntax, lower case, without ".gz"."""
    name = path.name.lower().removesuffix(".gz")
    return f".{name.rpartition('.')[2]}" if "." in name else ""


def read_table(path: Path) -> Iterator[Entry]:
    """The rows of a CSV or TSV file; a cell of a list is split at "|".

    Raises ``InputError`` when the file cannot be read, is not UTF-8, has a quotation mark where CSV has
    none, or its header has no column for the identifier or the label.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with _opened(path) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
            # Else a quotation mark that nothing closes takes the rest of the table for one cell.
            rows = csv.reader(text, delimiter=_DELIMITERS[suffix_of(path)], strict=True)
            columns = _columns(path, next(rows, []))
            for row in rows:
                if row:
                    yield Entry(f"line {rows.line_num}", _cells(row, columns))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8: byte 0x{error.object[error.start]:02X}", hint="save the table as UTF-8"
        ) from error
    except csv.Error as error:
        hint = 'a quotation mark inside a cell is doubled (""), and the cell stands in quotation marks'
        raise InputError(f"{path}, before line {rows.line_num + 1}: {error}", hint=hint) from error
    except (OSError, EOFError) as error:
        raise _unreadable(path, error) from error


def read_rdf(path: Path) -> Iterator[Entry]:
    """The subjects of an RDF file in the order of their first triple, with labels in English first.

    Raises ``InputError`` when the file cannot be read or is not RDF.
    """
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse  # noqa: PLC0415 - look-ups do not need it

    formats = {
        ".ttl": RdfFormat.TURTLE,
        ".nt": RdfFormat.N_TRIPLES,
        ".nq": RdfFormat.N_QUADS,
        ".trig": RdfFormat.TRIG,
        ".rdf": RdfFormat.RDF_XML,
    }
    subjects: dict[str, list[tuple[Part, str, bool]]] = defaultdict(list)
    try:
        with _opened(path) as raw:
            for quad in parse(input=raw, format=formats[suffix_of(path)]):
                part = property_part(quad.predicate.value)
                if part is None or not isinstance(quad.subject, NamedNode):
                    continue
                if isinstance(quad.object, Literal):
                    english = (quad.object.language or "").split("-")[0] == "en"
                    subjects[quad.subject.value].append((part, quad.object.value, english))
                elif isinstance(quad.object, NamedNode) and (
                    part is not Part.TYPE or type_of(quad.object.value)
                ):
                    subjects[quad.subject.value].append((part, quad.object.value, False))
    except (OSError, EOFError, SyntaxError) as error:
        raise _unreadable(path, error) from error
    except MemoryError as error:
        # Oxigraph's parser, which holds one term at a time and no more than 16 MiB of it.
        raise InputError(f"{path}: a term is longer than can be read") from error
    for subject, values in subjects.items():
        yield _entry(subject, values)


def _entry(subject: str, values: list[tuple[Part, str, bool]]) -> Entry:
    """The entry of an RDF subject; English values go before others of the same part."""
    parts: dict[Part, tuple[str, ...]] = {Part.IDENTIFIER: (subject,)}
    for part, value, _ in sorted(values, key=_is_foreign):
        parts[part] = (*parts.get(part, ()), value)
    return Entry(f"<{subject}>", parts)


def _is_foreign(value: tuple[Part, str, bool]) -> bool:
    """Whether a value is not marked as English; sorting by it keeps the order otherwise."""
    return not value[2]


def _unreadable(path: Path, error: Exception) -> InputError:
    """The error for a file that cannot be read, in one line; the system's own words name the file again."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(f"{path}: cannot be read: {' '.join(reason.split())}")


def _opened(path: Path) -> IO[bytes]:
    """The file for reading, unpacked when its name ends in .gz."""
    if path.name.lower().endswith(".gz"):
        return cast("IO[bytes]", gzip.open(path, "rb"))  # typeshed: GzipFile lacks two methods of IO
    return path.open("rb")


def _columns(path: Path, header: list[str]) -> list[tuple[int, Part]]:
    """The columns that tell something; raises ``InputError`` when identifier or label is told by none."""
    columns = [(index, part) for index, cell in enumerate(header) if (part := column_part(cell))]
    for needed in (Part.IDENTIFIER, Part.LABEL):
        if needed not in (part for _, part in columns):
            told = ", ".join(cell[:_TOLD] for cell in header[:_TOLD])
            raise InputError(
                f"{path}, line 1: no column for the {needed} among: {told}",
                hint="columns: qid (or iri), label, aliases, type, country, description, office, start, end",
            )
    return columns


def _cells(row: list[str], columns: list[tuple[int, Part]]) -> dict[Part, tuple[str, ...]]:
    """The values of a row by part; columns that it is too short for and empty cells are passed over."""
    found: dict[Part, tuple[str, ...]] = {}
    for index, part in columns:
        cell = row[index] if index < len(row) else ""
        if cell:
            values = (
                tuple(one for one in cell.split("|") if one.strip())
                if part in _LISTS and "|" in cell
                else (cell,)
            )
            found[part] = found[part] + values if part in found else values
    return found
