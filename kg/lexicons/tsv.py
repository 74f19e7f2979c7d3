"""Tab-separated tables become tuples of frozen rows, typed by the row's own fields."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, get_type_hints

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from dataclasses import Field
    from importlib.resources.abc import Traversable
    from pathlib import Path


class Row(Protocol):
    """Any dataclass whose fields are the columns of a table, in order."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


G = TypeVar("G", bound=str)
R = TypeVar("R", bound=Row)

_LIST = tuple[str, ...]
_FLAGS = {"": False, "0": False, "1": True}


def split_list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list.

    >>> split_list("UK|U.K.")
    ('UK', 'U.K.')
    >>> split_list("")
    ()
    """
    return tuple(cell.split("|")) if cell else ()


def grouped_words(pairs: Iterable[tuple[G, str]]) -> dict[G, frozenset[str]]:
    """The words of each group that has any.

    >>> grouped_words([("stop", "of"), ("stop", "in")]) == {"stop": frozenset({"in", "of"})}
    True
    """
    found: defaultdict[G, set[str]] = defaultdict(set)
    for group, word in pairs:
        found[group].add(word)
    return {group: frozenset(words) for group, words in found.items()}


def read_rows(path: Path | Traversable, row_type: type[R]) -> tuple[R, ...]:
    """The rows of a table in file order; its header must name the fields of ``row_type``.

    Cells are text, lists split at "|", flags ("1", "0" or empty) or values of an enumeration.
    Raises ``InputError`` naming file, line and column.
    """
    columns = tuple(one.name for one in fields(row_type))
    converters = _converters(row_type)
    lines = _cells(path, columns)
    if not lines:
        return ()
    try:
        # Column by column: half the time of row by row on the tables here.
        values = [
            list(map(convert, cells))
            for convert, cells in zip(converters, zip(*lines, strict=True), strict=True)
        ]
    except KeyError as error:
        number, column = next(
            (number, column)
            for number, line in enumerate(lines, 2)
            for column, convert, cell in zip(columns, converters, line, strict=True)
            if not _fits(convert, cell)
        )
        raise InputError(f"{path.name}, line {number}, column {column}: {error} is no value of it") from error
    return tuple(map(row_type, *values))


def read_mapping(path: Path | Traversable, row_type: type[Row]) -> dict[str, str]:
    """The second cell of every row by the first, for long tables of which nothing else is needed.

    Raises ``InputError`` as ``read_rows`` does.
    """
    return {line[0]: line[1] for line in _cells(path, tuple(one.name for one in fields(row_type)))}


def _cells(path: Path | Traversable, columns: Sequence[str]) -> list[list[str]]:
    """The cells of every line below the header; raises ``InputError`` for a wrong header or line."""
    header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if header.split("\t") != list(columns):
        raise InputError(f"{path.name}, line 1: the columns must be {' '.join(columns)}")
    found = [line.split("\t") for line in lines]
    for number, line in enumerate(found, 2):
        if len(line) != len(columns):
            raise InputError(f"{path.name}, line {number}: {len(line)} cells, expected {len(columns)}")
    return found


@cache
def _converters(row_type: type[Row]) -> tuple[Callable[[str], object], ...]:
    """For each field of the row what turns a cell into its value, with ``KeyError`` when it is none."""
    hints = get_type_hints(row_type)
    found: list[Callable[[str], object]] = []
    for one in fields(row_type):
        hint = hints[one.name]
        if hint is str:
            found.append(str)
        elif hint == _LIST:
            found.append(split_list)
        elif hint is bool:
            found.append(_FLAGS.__getitem__)
        elif isinstance(hint, type) and issubclass(hint, StrEnum):
            found.append({member.value: member for member in hint}.__getitem__)
        else:
            raise TypeError(f"{row_type.__name__}.{one.name}: no reader for {hint}")
    return tuple(found)


def _fits(convert: Callable[[str], object], cell: str) -> bool:
    """Whether the cell has a value."""
    try:
        convert(cell)
    except KeyError:
        return False
    return True
