"""``kg authority``: the user's own tables of people, organizations and places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import Group
from kg.cli.options import day

if TYPE_CHECKING:
    from datetime import date

# Those of kg.authority.CandidateType but "unknown"; they stand here so that --help imports no table.
TYPES = ("person", "organization", "government", "company", "outlet", "party", "team", "country", "place")


@click.group(cls=Group)
def authority() -> None:
    """Import tables of known names, and look a name up in them.

    An authority file tells 'kg build --authority FILE' which known people, organizations and
    places a name may mean.
    """


@authority.command("import")
@click.argument("table", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="INDEX",
    help="Authority file to write.  [default: FILE with .authority in place of its ending]",
)
@click.option(
    "--type", "type_name", type=click.Choice(TYPES), help="What the rows are that do not tell their type."
)
@click.option(
    "--as-of",
    callback=day,
    metavar="DAY",
    help="Day, 2025-03-19, on which FILE was true: an office without an end was held until then.",
)
def import_(*, table: Path, output: Path | None, type_name: str | None, as_of: date | None) -> int:
    """Write an authority file from a table.

    FILE is .csv or .tsv with a header (qid or iri, label, and any of aliases, type, country,
    description, office, start, end, same_as; "|" parts a list), or .ttl .nt .nq .trig .rdf with
    names of SKOS or schema.org; each also .gz. Of the rows that are left out the first 20 are
    named with the reason.
    """
    from kg.cli.importing import Import  # noqa: PLC0415

    return Import(table, output, type_name=type_name, as_of=as_of).run()


@authority.command()
@click.argument("name")
@click.option(
    "--authority",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask this authority file, before the one that comes with newskg; may be repeated.",
)
def show(*, name: str, files: tuple[Path, ...]) -> int:
    """Show whom or what a name may mean.

    First those of which it is the label, then those of which it is another name, then those that are
    spelt much like it. Which of them 'kg build' links depends on the article too.
    """
    from kg.cli.candidates import show_candidates  # noqa: PLC0415

    return show_candidates(name, files)
