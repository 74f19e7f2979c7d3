"""What ``kg query`` does: finds the query, the values and the place, and shows the answer."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import messages
from kg.errors import ConfigError, InputError
from kg.output import Target, write_file
from kg.output.formats import Format
from kg.query import (
    Form,
    QueryError,
    count,
    find_question,
    guess_term,
    open_files,
    open_folder,
    open_server,
    read_questions,
    render,
)
from kg.store import awaits_merger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query import Source
    from kg.store.articles import Term


@dataclass(frozen=True, slots=True)
class Request:
    """The options of ``kg query``; ``words`` are the query, unless it is given elsewhere, and paths."""

    words: tuple[str, ...]
    name: str | None
    query_file: str | None
    settings: tuple[str, ...]
    store: str
    endpoint: str | None
    query_endpoint: str | None
    form: str | None
    output: str | None

    @property
    def paths(self) -> tuple[str, ...]:
        """The files to ask."""
        return self.words if self.name or self.query_file else self.words[1:]


def ask(request: Request) -> int:
    """Ask and show the answer; the exit code."""
    form = _form(request)
    values = _settings(request.settings)
    text, bound = _query(request, values)
    start = time.monotonic()
    try:
        with _source(request) as source:
            answer = source.ask(text, bound)
    except QueryError as error:
        for line in error.lines:
            messages.say(line)
        raise
    shown = render(answer, form)
    # Of a target the writer uses the place alone; what stands in the file is told by the form.
    place = None if request.output in {None, "-"} else Path(request.output)
    write_file(Target(place, Format.N_TRIPLES), shown.encode("utf-8"))
    messages.say(f"{count(answer)} in {time.monotonic() - start:.2f} s")
    return 0


def list_questions() -> int:
    """Print every named question with its parameters."""
    for question in read_questions().values():
        messages.data(f"{question.name}\t{question.title}")
        for parameter in question.parameters:
            needed = ", needed" if parameter.needed else ""
            messages.data(f"\t{parameter.name} ({parameter.kind}{needed}): {parameter.meaning}")
    return 0


def _form(request: Request) -> Form | None:
    """The form that the options name."""
    if request.form is None:
        ending = Path(request.output or "").suffix.removeprefix(".")
        return Form(ending) if ending in set(Form) else None
    if request.form not in set(Form):
        raise ConfigError(f"'{request.form}' is not a format", hint=f"formats: {', '.join(Form)}")
    return Form(request.form)


def _settings(settings: tuple[str, ...]) -> dict[str, str]:
    """The values of --set by name."""
    found: dict[str, str] = {}
    for setting in settings:
        name, mark, value = setting.partition("=")
        if not mark or not name.isidentifier():
            raise ConfigError(f"--set {setting}: is not NAME=VALUE", hint='like --set who="Anna Lind"')
        found[name] = value
    return found


def _query(request: Request, values: dict[str, str]) -> tuple[str, dict[str, Term]]:
    """The text of the query, and its values as terms."""
    if request.name:
        question = find_question(request.name)
        return question.text, question.bindings(values)
    if request.query_file:
        text = _read(request.query_file)
    elif request.words:
        text = request.words[0]
    else:
        raise click.UsageError("Missing the query: give SPARQL, --file or --name.")
    return text, {name: guess_term(value, name) for name, value in values.items()}


def _read(name: str) -> str:
    """The text of a query file."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 at byte {error.start}") from error


@contextmanager
def _source(request: Request) -> Iterator[Source]:
    """What is asked: files if there are any, an endpoint, else the embedded store."""
    if request.paths and request.endpoint:
        raise click.UsageError("give files or an endpoint, not both")
    if request.paths:
        with open_files(request.paths) as source:
            yield source
    elif request.endpoint:
        from kg.store.address import find_address  # noqa: PLC0415
        from kg.store.credentials import read_credentials  # noqa: PLC0415

        address = find_address(request.endpoint, request.query_endpoint)
        with open_server(address, read_credentials(os.environ)) as source:
            yield source
    else:
        folder = Path(request.store)
        if awaits_merger(folder):
            messages.say("merging the graphs, once after a large load")
        with open_folder(folder) as source:
            yield source
