"""Pieces made without a model, for tests of what is done with them."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING

from kg.cli import building
from kg.errors import ModelError
from kg.model import EntityKind, Form, Issue
from kg.pieces import Job, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pytest

    from kg.read import Draft


def plain_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """The folder, made the current one, in which ``kg build`` makes its pieces without a model."""
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(building, "start", start_plain)
    monkeypatch.setattr(building, "fingerprint", repr)
    monkeypatch.setattr(building, "nothing", nothing)
    monkeypatch.chdir(folder)
    return folder


def start_plain(job: Job) -> Callable[[Draft], Piece | Issue]:
    """A maker whose bodies are the first words of the text."""
    return partial(plain_piece, job)


def plain_piece(job: Job, article: Draft) -> Piece | Issue:
    """A piece whose body is the first words of the text."""
    if "unbuildable" in article.text:
        return Issue(article.identifier, "it cannot be built")
    return Piece(
        article=article.identifier,
        head=b"head\n",
        body=f"{article.text.split('.')[0]}\n".encode(),
        tail=b"tail\n",
        separator=b",",
        triples=10,
        words=len(article.text.split()),
        forms=((Form.DIRECT, 1), (Form.INDIRECT, 2)),
        entities=((EntityKind.PERSON, "person/lind"), (EntityKind.COUNTRY, "country/SE")),
        problems=("a span has no text",) if job.check and "wrong" in article.text else (),
    )


def nothing(_: Job) -> bytes:
    """The document of no pieces."""
    return b"head\ntail\n"


def start_without_model(job: Job) -> Callable[[Draft], Piece | Issue]:
    """A start that fails."""
    raise ModelError(f"the language model '{job.model}' is not installed", hint="install it")


def start_slow(job: Job) -> Callable[[Draft], Piece | Issue]:
    """A maker that takes its time."""
    return partial(slow_piece, job)


def slow_piece(job: Job, article: Draft) -> Piece | Issue:
    """The same piece after a while."""
    time.sleep(0.2)
    return plain_piece(job, article)


def articles(folder: Path, **texts: str) -> None:
    """Write each text into a file of its name."""
    for name, text in texts.items():
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")


def contents(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
