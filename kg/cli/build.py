"""``kg build``: articles in, graph out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import minimum, named, reading_options, refuse_input, shard, worker_count
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.read import Shard


@click.command()
@click.argument("paths", nargs=-1, required=True, callback=named, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    callback=named,
    metavar="PLACE",
    help="File to write, or FOLDER/ for one file an article.  [default: stdout]",
)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="ttl, nt, nq, trig or jsonld, each also .gz.  [default: as -o ends, or ttl]",
)
@reading_options
@click.option(
    "--jobs",
    callback=worker_count,
    default="1",
    metavar="N|auto",
    help="Worker processes, at most four a core; auto is one a core.  [default: 1]",
)
@click.option(
    "--shard",
    callback=shard,
    metavar="I/N",
    help="Build only part I of N, as one of N runs over the same PATHs, here or elsewhere.",
)
@click.option(
    "--engine",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="What does the work: processes of this machine, or a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Scheduler of the Dask cluster, tcp://HOST:PORT.")
@click.option("--base", metavar="IRI", help="Begin the graph's own IRIs with this.")
@click.option(
    "--authority",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Ask this file of 'kg authority import', before the one that comes with newskg; may be repeated.",
)
@click.option(
    "--check", "must_conform", is_flag=True, help="Check every graph; exit 1 if one does not conform."
)
@click.option(
    "--min",
    "least",
    multiple=True,
    callback=minimum,
    metavar="NAME=N",
    help="Exit 1, and keep the old FILE, when fewer were built, as in statements=10; may be repeated.",
)
@click.option(
    "--log", type=click.Path(path_type=Path), metavar="FILE", help="Write what happens, as JSON Lines."
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first article that cannot be built.")
def build(
    *,
    paths: Sequence[str],
    output: str | None,
    format_name: str | None,
    outlet: str | None,
    published: date | None,
    lang: str | None,
    source_format: str | None,
    model: str | None,
    jobs: int,
    shard: Shard | None,
    engine: str,
    scheduler: str | None,
    base: str | None,
    authority: tuple[str, ...],
    must_conform: bool,
    least: dict[str, int],
    log: Path | None,
    fail_fast: bool,
) -> int:
    """Read articles and write the graph of who said what.

    PATH is a text file, a file of JSON Lines, a folder of such files, or - for stdin.
    Articles that are left out are named on stderr, each with the reason.
    """
    from kg.authority import open_authorities  # noqa: PLC0415
    from kg.cli.building import Build, Plan  # noqa: PLC0415
    from kg.output import target_for  # noqa: PLC0415
    from kg.pieces import Job  # noqa: PLC0415
    from kg.read import Defaults, Gauge, read_drafts  # noqa: PLC0415

    cluster = _cluster(engine, scheduler, jobs)
    # A table that was never imported is told before the model is loaded.
    open_authorities(map(Path, authority), shipped=False).close()
    if base is not None:
        from kg.iris import check_base  # noqa: PLC0415

        check_base(base)
    target = target_for(output, format_name)
    if target.folder and least:
        raise ConfigError(
            "--min counts one run, and a folder keeps the articles of others",
            hint="give -o FILE, or check the folder with kg check --min",
        )
    job = Job(
        format=target.format,
        model=model,
        base=base,
        authority=authority,
        check=must_conform,
    )
    defaults = Defaults(outlet=outlet, published=published, language=lang)
    gauge = Gauge()
    drafts = read_drafts(paths, defaults=defaults, source_format=source_format, gauge=gauge)
    for written in (None if target.folder else target.path, log):
        refuse_input(written, paths)
    plan = Plan(
        job=job,
        target=target,
        jobs=jobs,
        scheduler=cluster,
        shard=shard,
        least=least,
        fail_fast=fail_fast,
        log=log,
    )
    return Build(plan, gauge).run(drafts)


def _cluster(engine: str, scheduler: str | None, jobs: int) -> str | None:
    """The scheduler of the cluster that is to do the work, or None; raises for options that contradict."""
    if engine != "dask":
        if scheduler is not None:
            raise ConfigError("--scheduler is of the engine dask", hint="add --engine dask")
        return None
    if scheduler is None:
        raise ConfigError(
            "--engine dask needs the address of a scheduler", hint="add --scheduler tcp://HOST:8786"
        )
    if not scheduler.rpartition(":")[2].isdecimal():
        # Dask itself tries for half a minute, and then leaves a traceback behind.
        raise ConfigError(
            f"'{scheduler}' is not the address of a scheduler", hint="give one like tcp://HOST:8786"
        )
    if jobs != 1:
        raise ConfigError(
            "--jobs counts processes of this machine, and a cluster has its own",
            hint="leave out --jobs, or --engine dask",
        )
    return scheduler
