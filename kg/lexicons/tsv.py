"""Tab-separated tables become tuples of frozen rows, typed by the row's own fields."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, get_type_hints

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import Field
    from importlib.resources.abc import Traversable
    from pathlib import Path


class Row(Protocol):
    """Any dataclass whose fields are the columns of a table, in order."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


R = TypeVar("R", bound=Row)

type_of_list = tuple[str, ...]


def split_list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list.

    >>> split_list("UK|U.K.")
    ('UK', 'U.K.')
    >>> split_list("")
    ()
    """
    return tuple(cell.split("|")) if cell else ()


def _flag(cell: str) -> bool:
    """Whether the cell is "1"; "0" and the empty cell are false, anything else is an error."""
    if cell not in {"", "0", "1"}:
        raise ValueError(f"{cell!r} is not 0 or 1")
    return cell == "1"


@cache
def _converters(row_type: type[Row]) -> tuple[Callable[[str], object] | None, ...]:
    """For each field of the row what turns a cell into its value; None leaves the text alone."""
    hints = get_type_hints(row_type)
    found: list[Callable[[str], object] | None] = []
    for one in fields(row_type):
        hint = hints[one.name]
        if hint is str:
            found.append(None)
        elif hint == type_of_list:
            found.append(split_list)
        elif hint is bool:
            found.append(_flag)
        elif isinstance(hint, type) and issubclass(hint, StrEnum):
            found.append(hint)
        else:
            raise TypeError(f"{row_type.__name__}.{one.name}: no reader for {hint}")
    return tuple(found)


def read_rows(path: Path | Traversable, row_type: type[R]) -> tuple[R, ...]:
    """The rows of a table in file order; its header must name the fields of ``row_type``.

    Cells are text, lists split at "|", flags ("1", "0" or empty) or values of an enumeration.
    Raises ``InputError`` naming file, line and column.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    columns = [one.name for one in fields(row_type)]
    if lines[0].split("\t") != columns:
        raise InputError(f"{path.name}, line 1: the columns must be {' '.join(columns)}")
    converters = _converters(row_type)
    plain = all(convert is None for convert in converters)
    found: list[R] = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            if not line and number == len(lines):
                break
            raise InputError(f"{path.name}, line {number}: {len(cells)} cells, expected {len(columns)}")
        found.append(row_type(*(cells if plain else _values(cells, converters, columns, path.name, number))))
    return tuple(found)


def _values(
    cells: Sequence[str],
    converters: Sequence[Callable[[str], object] | None],
    columns: Sequence[str],
    name: str,
    number: int,
) -> list[object]:
    """The values of one line; raises ``InputError`` naming the first bad cell."""
    values: list[object] = []
    for cell, convert, column in zip(cells, converters, columns, strict=True):
        try:
            values.append(convert(cell) if convert else cell)
        except ValueError as error:
            raise InputError(f"{name}, line {number}, column {column}: {error}") from error
    return values
