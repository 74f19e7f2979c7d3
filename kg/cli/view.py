"""``kg view``: articles and who said what in them, on one page that opens without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import authority_option, named, reading_options, refuse_input

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@click.command()
@click.argument("paths", nargs=-1, required=True, callback=named, metavar="PATH...")
@click.option("-o", "--output", callback=named, metavar="FILE", help="HTML file to write.  [default: stdout]")
@reading_options
@authority_option
def view(
    *,
    paths: Sequence[str],
    output: str | None,
    outlet: str | None,
    published: date | None,
    lang: str | None,
    source_format: str | None,
    model: str | None,
    authority: tuple[Path, ...],
) -> int:
    """Write one page of articles, who spoke about whom, a timeline and a search.

    PATH is what 'kg build' takes. The page is one HTML file that opens without a network; the search
    is the only thing on it that needs scripts.
    """
    from kg.read import Defaults, read  # noqa: PLC0415

    path = None if output is None or output == "-" else Path(output)
    defaults = Defaults(outlet=outlet, published=published, language=lang)
    # Names what is missing at once; only then the seconds that the rest costs.
    articles = read(paths, defaults=defaults, source_format=source_format)
    refuse_input(path, paths)

    from kg.cli.viewing import write_view  # noqa: PLC0415

    return write_view(articles, path, model=model, authority=authority)
