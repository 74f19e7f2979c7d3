"""``kg load``: graphs into a SPARQL store, corrected, taken back, or told against the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import named

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command()
@click.argument("paths", nargs=-1, callback=named, metavar="[PATH...]")
@click.option(
    "--store",
    default="kg-store",
    callback=named,
    show_default=True,
    metavar="FOLDER",
    help="Embedded store: a folder, made if need be.",
)
@click.option(
    "--endpoint", metavar="URL", help="Load into a server with the SPARQL Graph Store Protocol instead."
)
@click.option(
    "--query-endpoint", metavar="URL", help="Where that server takes queries, if not at its usual place."
)
@click.option(
    "--all", "everything", is_flag=True, help="Send every graph, also those the store holds already."
)
@click.option(
    "--retract", multiple=True, metavar="ID", help="Take the article back; every PATH is then one more ID."
)
@click.option("--restore", multiple=True, metavar="ID", help="Let an article that was taken back in again.")
@click.option(
    "--status", "show_status", is_flag=True, help="List what the store holds, against PATH if given."
)
def load(
    *,
    paths: Sequence[str],
    store: str,
    endpoint: str | None,
    query_endpoint: str | None,
    everything: bool,
    retract: Sequence[str],
    restore: Sequence[str],
    show_status: bool,
) -> int:
    """Load graphs into a SPARQL store, each article into a graph of its own.

    PATH is a file that 'kg build' wrote (.ttl .nt .nq .trig .jsonld, also .gz), a folder of
    such files, or - for stdin. Loading twice changes nothing; only what changed is sent. ID is
    an article's identifier, address, IRI or hexadecimal id.

    User and password of an endpoint come from KG_STORE_USER and KG_STORE_PASSWORD, a token from
    KG_STORE_TOKEN, or all from a file named in KG_STORE_CREDENTIALS.
    """
    from kg.cli.loading import Command, Place  # noqa: PLC0415

    command = Command(Place(store, endpoint, query_endpoint))
    if sum(map(bool, (retract, restore, show_status))) > 1:
        raise click.UsageError("--retract, --restore and --status go one at a time")
    if retract:
        return command.retract((*retract, *paths))
    if restore:
        return command.restore((*restore, *paths))
    if show_status:
        return command.status(paths)
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.")
    return command.load(paths, everything=everything)
