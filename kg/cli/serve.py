"""``kg serve``: graphs for reading over SPARQL on this machine."""

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
    help="Embedded store to serve.",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Address to listen on.")
@click.option(
    "--port", default=8008, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@click.option(
    "--timeout",
    default=10.0,
    show_default=True,
    type=click.FloatRange(0.01),
    help="Seconds a query may take.",
)
@click.option(
    "--rows", default=10_000, show_default=True, type=click.IntRange(1), help="Rows an answer may have."
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name that this server goes by.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let pages of this origin read; * is all.")
def serve(
    *,
    paths: Sequence[str],
    store: str,
    host: str,
    port: int,
    timeout: float,
    rows: int,
    allow_host: Sequence[str],
    cors: Sequence[str],
) -> int:
    """Serve graphs for reading: a SPARQL endpoint at /sparql, a query page at /.

    PATH is a file or a folder of graphs; without one the embedded store is served as it is now.
    Nothing can be changed through it, and nothing is fetched from elsewhere.
    """
    from pathlib import Path  # noqa: PLC0415

    from kg.cli import messages  # noqa: PLC0415
    from kg.serve import Settings, frozen_store, loaded_store, serving  # noqa: PLC0415
    from kg.store import awaits_merger  # noqa: PLC0415

    if not paths and awaits_merger(Path(store)):
        messages.say("merging the graphs, once after a large load")
    settings = Settings(rows, frozenset(allow_host), frozenset(cors))
    with (
        loaded_store(paths) if paths else frozen_store(Path(store)) as place,
        serving(place, host=host, port=port, timeout_s=timeout, settings=settings) as server,
    ):
        name = f"[{host}]" if ":" in host else host
        if name not in {"127.0.0.1", "localhost", "[::1]"}:
            messages.say(f"warning: {host} can be reached by others, and there is no password")
        messages.say(f"serving http://{name}:{server.server_address[1]}/ (stop with Ctrl-C)")
        server.serve_forever(poll_interval=0.1)
    return 0
