"""``kg info``: what is installed, what is configured, and whether it works."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kg import __version__, config
from kg.cli import messages
from kg.cli.group import COMMANDS, option_names
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline import Pipeline

_PACKAGES = ("spacy", "thinc", "numpy", "rdflib", "pyshacl", "shacl", "pyoxigraph", "requests", "click")
# Packages that newskg uses when they are there, and what for.
_EXTRAS = {"dask": "clusters", "pandas": "tables"}
_SENTENCE = '"The talks will resume," Anna Lind said on Monday.'
_SPEAKER = "Anna Lind"
_CONTENT = "The talks will resume"


@click.command()
@click.option("--model", metavar="NAME", help="Language model to look at and to test.")
@click.option("--markdown", is_flag=True, help="Print Markdown, for a report of a bug.")
@click.pass_context
def info(ctx: click.Context, *, model: str | None, markdown: bool) -> int:
    """Show versions, the model, the configuration in force, and the outcome of a self-test.

    Exit code 4 when the model is missing, 1 when the self-test fails.
    """
    settings: config.Config = ctx.meta["kg.config"]
    rows = [("newskg", __version__), ("Python", f"{platform.python_version()} on {platform.platform()}")]
    rows += [(name, _version(name)) for name in _PACKAGES]
    rows += [(f"extra {name}", f"{_version(name)} ({purpose})") for name, purpose in _EXTRAS.items()]
    rows += [("configuration", str(settings.path or "no file"))]
    rows += [(f"setting {name}", text) for name, text in _settings(ctx, settings)]
    found, code = _test(model)
    _print([*rows, *found], markdown=markdown)
    return code


def _test(model: str | None) -> tuple[list[tuple[str, str]], int]:
    """The rows on the model and the self-test, and the exit code."""
    from kg.pipeline import open_pipeline  # noqa: PLC0415

    try:
        pipeline = open_pipeline(model=model)
    except KgError as error:
        return [("model", error.message), ("self-test", "not run")], error.exit_code
    parser = pipeline.parser
    passed = _passes(pipeline)
    return [
        ("model", f"{parser.name} {parser.version}, SHA-256 {parser.sha256}"),
        ("self-test", "passed" if passed else f"FAILED on: {_SENTENCE}"),
    ], 0 if passed else 1


def _passes(pipeline: Pipeline) -> bool:
    """Whether the pipeline finds the one statement of the test sentence and its speaker."""
    from kg.model import hull  # noqa: PLC0415
    from kg.read import article_from_text  # noqa: PLC0415

    built = pipeline.build(article_from_text(_SENTENCE, "self-test"))
    labels = {entity.path: entity.label for entity in built.resolved.entities}
    found = [
        (labels.get(built.resolved.at.get(hop.agent, "")), hull(statement.content).of(_SENTENCE))
        for statement in built.statements
        for hop in statement.chain[:1]
        if hop.agent
    ]
    return found == [(_SPEAKER, _CONTENT)] and built.triples > 0


def _settings(ctx: click.Context, settings: config.Config) -> Iterator[tuple[str, str]]:
    """Every option that the file or the environment sets, with the place that does."""
    group = ctx.find_root().command
    if not isinstance(group, click.Group):
        return
    seen: set[tuple[str, str]] = set()
    for row in COMMANDS:
        command = group.get_command(ctx, row.name)
        options = option_names(command) if command else ()
        for name, setting in config.in_force(settings, os.environ, command=row.name, options=options).items():
            if (name, setting.origin) not in seen:
                seen.add((name, setting.origin))
                yield name, f"{_without_password(str(setting.value))} ({setting.origin})"


def _without_password(text: str) -> str:
    """The text, the user and password of an address in it replaced.

    >>> _without_password("https://me:secret@example.org/kg")
    'https://***@example.org/kg'
    """
    if "://" not in text or "@" not in text:
        return text
    parts = urlsplit(text)
    return parts._replace(netloc="***@" + parts.netloc.rpartition("@")[2]).geturl()


def _version(package: str) -> str:
    """The version of an installed package."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _print(rows: list[tuple[str, str]], *, markdown: bool) -> None:
    """Print the rows as columns or as a table of Markdown."""
    if markdown:
        lines = ["| what | value |", "| --- | --- |"]
        lines += [f"| {name} | {value.replace('|', chr(92) + '|')} |" for name, value in rows]
    else:
        width = max(len(name) for name, _ in rows)
        lines = [f"{name:<{width}}  {value}" for name, value in rows]
    messages.data("\n".join(map(messages.printable, lines)))
