"""``kg explain``: why an article gave the statements it gave, and no others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import authority_option, named, reading_options, refuse_input
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_ENDINGS = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html"}


@click.command()
@click.argument("paths", nargs=-1, required=True, callback=named, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    callback=named,
    metavar="FILE",
    help="File to write; its ending tells the format.  [default: stdout]",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "html"]),
    help="How it is written.  [default: as -o ends, or text]",
)
@reading_options
@authority_option
def explain(
    *,
    paths: Sequence[str],
    output: str | None,
    format_name: str | None,
    outlet: str | None,
    published: date | None,
    lang: str | None,
    source_format: str | None,
    model: str | None,
    authority: tuple[Path, ...],
) -> int:
    """Show every statement with its rule, and every cue that gave none with the reason.

    PATH is what 'kg build' takes. Offsets count characters of the article, from 0; the end is
    the character after the last. HTML is one page that opens without a network.
    """
    from kg.read import Defaults, read  # noqa: PLC0415

    chosen = format_name or _format_of(output)
    path = None if output is None or output == "-" else Path(output)
    defaults = Defaults(outlet=outlet, published=published, language=lang)
    # Names what is missing at once; only then the seconds that the rest costs.
    articles = read(paths, defaults=defaults, source_format=source_format)
    refuse_input(path, paths)

    from kg.cli.explaining import Report, ReportFormat  # noqa: PLC0415

    return Report(ReportFormat(chosen), path, model, authority).write(articles)


def _format_of(output: str | None) -> str:
    """The format that a file's ending tells; text for stdout.

    Raises ``ConfigError`` when the ending tells none.
    """
    if output is None or output == "-":
        return "text"
    found = _ENDINGS.get(Path(output).suffix.lower())
    if found is None:
        raise ConfigError(
            f"{output}: no format is known by this ending",
            hint=f"end the name in one of {', '.join(_ENDINGS)}, or give --format",
        )
    return found
