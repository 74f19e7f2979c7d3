"""Work for pools of processes and for clusters: importable, as a worker must be able to load it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

ITEMS = [f"item {number} " + "x" * (number % 7 * 1500) for number in range(60)]


def failed(item: str, why: str) -> str:
    """The result that stands for an item whose worker died."""
    return f"failed {item[:7].strip()}: {why}"


def start_process() -> Callable[[str], str]:
    """Work that gives the number of its process."""
    return _process


def _process(_: str) -> str:
    return str(os.getpid())


def start_raising() -> Callable[[str], str]:
    """Work that refuses every item with an error of the project."""
    return _raise


def _raise(item: str) -> NoReturn:
    raise InputError(f"not {item}", hint="try another")
