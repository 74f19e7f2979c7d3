"""``kg query``: questions of files, a store or an endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import named

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command()
@click.argument("paths", nargs=-1, callback=named, metavar="[SPARQL] [PATH...]")
@click.option("--name", metavar="NAME", help="Ask the question of this name; --list shows them.")
@click.option("--list", "show_list", is_flag=True, help="List the named questions and their parameters.")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Bind a variable; may be repeated."
)
@click.option("--file", "query_file", metavar="FILE", help="Read the query from this file; - is stdin.")
@click.option(
    "--store",
    default="kg-store",
    callback=named,
    show_default=True,
    metavar="FOLDER",
    help="Embedded store to ask.",
)
@click.option("--endpoint", metavar="URL", help="Server to ask instead.")
@click.option("--query-endpoint", metavar="URL", help="Where that server takes queries, if elsewhere.")
@click.option(
    "--format", "form", metavar="NAME", help="table, csv, tsv, json, md; ttl for graphs.  [default: table]"
)
@click.option(
    "-o", "--output", callback=named, metavar="FILE", help="Write the answer here instead of stdout."
)
def query(
    *,
    paths: Sequence[str],
    name: str | None,
    show_list: bool,
    settings: Sequence[str],
    query_file: str | None,
    store: str,
    endpoint: str | None,
    query_endpoint: str | None,
    form: str | None,
    output: str | None,
) -> int:
    """Ask a question of graphs in SPARQL, or one that has a name.

    PATH is a file or a folder of graphs to ask; without one the embedded store is asked. A
    value of --set is bound to the query's variable of that name, never pasted into its text:
    <IRI>, a date, a number, words@en or plain words. Nothing is fetched: SERVICE, LOAD and FROM
    are refused.
    """
    from kg.cli.asking import Request, ask, list_questions  # noqa: PLC0415

    if show_list:
        return list_questions()
    request = Request(
        words=tuple(paths),
        name=name,
        query_file=query_file,
        settings=tuple(settings),
        store=store,
        endpoint=endpoint,
        query_endpoint=query_endpoint,
        form=form,
        output=output,
    )
    return ask(request)
