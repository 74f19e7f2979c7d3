"""Words for the user: one line each on stderr, safe for a terminal whatever a name contains."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.errors import KgError


def printable(text: str) -> str:
    r"""The text with every character a terminal may obey, or nobody can see, written as an escape.

    >>> printable("a\x1b[31m.txt")
    'a\\x1b[31m.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def colourful(stream: IO[str]) -> bool:
    """Whether to write colour to ``stream``: as the environment says (no-color.org), else to a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def _echo(line: str) -> None:
    """Write one line to stderr, if that takes it: there is no other place to say that it does not."""
    with suppress(OSError):
        click.echo(line, err=True, color=colourful(sys.stderr))


def data(text: str, *, newline: bool = True) -> None:
    """Write data to stdout; raises ``OutputError`` when that takes no more."""
    from kg.output.safe import naming  # noqa: PLC0415 - only commands that have data pay for it

    with naming("stdout"):
        click.echo(text, nl=newline)


def say(line: str) -> None:
    """Show one line of information on stderr."""
    _echo(printable(line))


def skipped(name: str, reason: str) -> None:
    """Show that the article ``name`` was left out, and why."""
    _echo(f"{click.style('skipped:', fg='yellow')} {printable(name)}: {printable(reason)}")


def fail(message: str, hint: str | None = None) -> None:
    """Show an error and what to do next; the caller ends with its exit code."""
    _echo(f"{click.style('error:', fg='red', bold=True)} {printable(message)}")
    if hint:
        _echo(f"{click.style('hint:', fg='cyan')} {printable(hint)}")


def trace(error: BaseException) -> None:
    """Show the traceback of a bug."""
    for line in "".join(traceback.format_exception(error)).splitlines():
        _echo(printable(line))


def show(error: KgError) -> None:
    """Show an error of the project's own tree."""
    fail(error.message, error.hint)
