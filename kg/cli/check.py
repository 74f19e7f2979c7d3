"""``kg check``: graphs and shapes in, a report out."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import messages
from kg.cli.options import named

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command()
@click.argument("paths", nargs=-1, required=True, callback=named, metavar="PATH...")
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Check against these shapes too: a file or a folder; may be repeated.",
)
@click.option(
    "--builtin/--no-builtin", default=True, help="Check against newskg's own shapes.  [default: yes]"
)
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info", "none"]),
    default="violation",
    show_default=True,
    help="The mildest finding that makes the check fail.",
)
@click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json", "turtle", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@click.option(
    "--text",
    metavar="PATH",
    help="The articles the graph was built from: compare every span with them.",
)
@click.option(
    "--min",
    "minimum",
    multiple=True,
    metavar="NAME=N",
    help="Fail below so many of a class, as in statements=10; may be repeated.",
)
@click.option(
    "--max", "max_results", type=click.IntRange(min=0), metavar="N", help="Write at most N findings."
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "fast", "reference"]),
    default="auto",
    show_default=True,
    help="What evaluates the shapes; reference is pySHACL.",
)
@click.option("--allow-empty", is_flag=True, help="Do not fail when there was nothing to check.")
def check(
    *,
    paths: Sequence[str],
    shapes: tuple[Path, ...],
    builtin: bool,
    fail_on: str,
    report_format: str,
    text: str | None,
    minimum: tuple[str, ...],
    max_results: int | None,
    engine: str,
    allow_empty: bool,
) -> int:
    """Check graphs against the shapes, and write a report to stdout.

    PATH is a file of RDF, a folder of such files, or - for stdin (Turtle or TriG). Exit code 1
    when the graph does not conform; a check that found nothing to check fails too.
    """
    from kg.check import CheckOptions, Engine, FailOn, check_paths, parse_minimum, render  # noqa: PLC0415
    from kg.query.room import with_room  # noqa: PLC0415
    from kg.read import read  # noqa: PLC0415

    options = CheckOptions(
        shapes=shapes,
        builtin=builtin,
        engine=Engine(engine),
        fail_on=FailOn(fail_on),
        max_results=max_results,
        articles=(lambda: read([text])) if text else None,
        minimum=dict(map(parse_minimum, minimum)),
        allow_empty=allow_empty,
    )
    # A signal is not heard inside the compiled engine, and a shape may ask more of it than a day holds.
    report = with_room(partial(check_paths, paths, options))
    # Data goes to stdout in any case; colour, as everywhere, only for a person to look at.
    messages.data(render(report, report_format, colour=messages.colourful(sys.stdout)), newline=False)
    return report.exit_code
