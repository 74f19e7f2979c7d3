"""Words for the user: one line each on stderr, safe for a terminal whatever a name contains."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.errors import KgError


def printable(text: str) -> str:
    r"""The text with every character a terminal may obey, or nobody can see, written as an escape.

    >>> printable("a\x1b[31m.txt")
    'a\\x1b[31m.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def say(line: str) -> None:
    """Show one line of information on stderr."""
    click.echo(printable(line), err=True)


def skipped(name: str, reason: str) -> None:
    """Show that the article ``name`` was left out, and why."""
    click.echo(f"{click.style('skipped:', fg='yellow')} {printable(name)}: {printable(reason)}", err=True)


def fail(message: str, hint: str | None = None) -> None:
    """Show an error and what to do next; the caller ends with its exit code."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {printable(message)}", err=True)
    if hint:
        click.echo(f"{click.style('hint:', fg='cyan')} {printable(hint)}", err=True)


def trace(error: BaseException) -> None:
    """Show the traceback of a bug."""
    for line in "".join(traceback.format_exception(error)).splitlines():
        click.echo(printable(line), err=True)


def show(error: KgError) -> None:
    """Show an error of the project's own tree."""
    fail(error.message, error.hint)
