"""Options that several commands share, and their values made from what was typed: click callbacks."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from kg.cli.summary import COUNTED
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from click import Context, Parameter

    from kg.read import Shard

N = TypeVar("N", str, tuple[str, ...], None)
P = ParamSpec("P")
R = TypeVar("R")

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
# Each has a model of some 400 MB: a number that somebody mistyped must not bring the machine down. More
# than one a core is no faster, but somebody may know better what else the cores do.
_MOST_A_CORE = 4
_DIGITS = 10  # nobody has ten billion of anything here, and longer numbers are slow to read


def day(_ctx: Context, _param: Parameter, value: str | None) -> date | None:
    """The calendar day written as 2025-03-19."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day like 2025-03-19") from None


_READING = (
    click.option("--outlet", metavar="NAME", help="Publisher of the articles that do not tell theirs."),
    click.option(
        "--date",
        "published",
        callback=day,
        metavar="DAY",
        help="Day, 2025-03-19, of the articles that do not tell theirs.",
    ),
    click.option(
        "--lang", metavar="CODE", help="Language of the articles that do not tell theirs.  [default: en]"
    ),
    click.option("--from", "source_format", metavar="NAME", help="Read every PATH as text, jsonl or json."),
    click.option(
        "--model", metavar="NAME", help="Language model: a package, or a folder, that spacy.load takes."
    ),
)


authority_option = click.option(
    "--authority",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask this file of 'kg authority import', before the one that comes with newskg; may be repeated.",
)
"""The option of every command that asks authorities."""


def reading_options(command: Callable[P, R]) -> Callable[P, R]:
    """The command with the options of everything that reads articles and parses them."""
    for option in reversed(_READING):
        command = option(command)
    return command


def named(_ctx: Context, _param: Parameter, value: N) -> N:
    """The names as typed, none of them empty: a path would take that for the current folder."""
    if "" in (value if isinstance(value, tuple) else (value,)):
        raise click.BadParameter("a name is empty; is a variable of the shell not set?")
    return value


def refuse_input(output: Path | None, paths: Sequence[str]) -> None:
    """Raise ``ConfigError`` when writing ``output`` would replace an article that is to be read."""
    from kg.read import is_input  # noqa: PLC0415

    if output is not None and is_input(output, paths):
        raise ConfigError(f"{output}: is one of the articles to be read", hint="write to another place")


def worker_count(_ctx: Context, _param: Parameter, value: str) -> int:
    """The number of worker processes, four a core at most; "auto" is one for each core."""
    if value == "auto":
        return _cores()
    if not (value.isascii() and value.isdigit() and len(value) < _DIGITS and int(value) > 0):
        raise click.BadParameter(f"'{value}' is neither a number of processes nor auto")
    return min(int(value), _MOST_A_CORE * _cores())


def _cores() -> int:
    """The cores that this process may use: a batch system cuts their number, a container their time."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        # Microseconds a period, or "max"; version 2 of the control groups of Linux.
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        return max(1, min(cores, int(quota) // int(period)))
    return cores


def shard(_ctx: Context, _param: Parameter, value: str | None) -> Shard | None:
    """The part of the input written as 3/8."""
    from kg.read import Shard  # noqa: PLC0415

    if value is None:
        return None
    numbers = value.split("/")
    if len(numbers) == 2 and all(n.isascii() and n.isdigit() and len(n) < _DIGITS for n in numbers):  # noqa: PLR2004 - two numbers
        number, of = map(int, numbers)
        if 1 <= number <= of:
            return Shard(number, of)
    raise click.BadParameter(f"'{value}' is not like 3/8; parts are numbered from 1")


def minimum(_ctx: Context, _param: Parameter, values: tuple[str, ...]) -> dict[str, int]:
    """The least numbers written as NAME=N."""
    found: dict[str, int] = {}
    for value in values:
        name, _, number = value.partition("=")
        if name not in COUNTED or not (number.isascii() and number.isdigit() and len(number) < _DIGITS):
            raise click.BadParameter(f"'{value}' is not like statements=10, with one of {', '.join(COUNTED)}")
        found[name] = int(number)
    return found
