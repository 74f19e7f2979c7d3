"""``kg view``: one page of what was read, whatever fails beside it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from kg.cli import edge, viewing
from kg.errors import ModelError
from kg.lexicons import load
from kg.model import Article, Resolved
from kg.parse import Parser
from kg.pipeline import DEFAULT_BASE, Extracted, Pipeline
from tests.samples import RUN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, with articles read without a model: they hold nothing."""
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(viewing, "open_pipeline", open_plain)
    monkeypatch.setattr(Pipeline, "extract", extract_nothing)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text("Anna Lind slept.\n", encoding="utf-8")
    records = [
        {"id": "a", "text": "Anna Lind ran."},
        {"id": "b", "text": "It breaks."},
        {"id": "c", "text": "No."},
    ]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return tmp_path


def open_plain(*, model: str | None, authority: object) -> Pipeline:
    del authority
    if model == "missing":
        raise ModelError("the language model 'missing' cannot be loaded", hint="install it")
    return Pipeline(Parser.__new__(Parser), load(), None, RUN, DEFAULT_BASE)


def extract_nothing(_pipeline: Pipeline, article: Article) -> Extracted:
    if "breaks" in article.text:
        raise RuntimeError("no tree")
    return Extracted(article, Resolved(), ())


def test_the_page_goes_to_stdout_or_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["view", "one.txt"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("<!DOCTYPE html>")
    assert captured.out.endswith("</html>\n")
    assert captured.err == ""
    assert edge.run(["view", "one.txt", "-o", "page.html"]) == 0
    assert (folder / "page.html").read_text(encoding="utf-8") == captured.out


def test_an_article_that_fails_is_named_and_the_others_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["view", "two.jsonl"]) == 3
    captured = capsys.readouterr()
    assert captured.err == "skipped: b: internal error, please report it: RuntimeError: no tree\n"
    assert captured.out.count('<section class="kg" id="kg-') == 2 + 2


def test_when_nothing_can_be_shown_an_old_page_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.jsonl").write_text('{"id": "b", "text": "It breaks."}\n', encoding="utf-8")
    (folder / "x.html").write_text("old", encoding="utf-8")
    assert edge.run(["view", "bad.jsonl", "-o", "x.html"]) == 2
    assert (folder / "x.html").read_text(encoding="utf-8") == "old"
    assert "no article could be shown" in capsys.readouterr().err


def test_an_article_is_never_written_over(folder: Path) -> None:
    assert edge.run(["view", "one.txt", "-o", "one.txt"]) == 2
    assert (folder / "one.txt").read_text(encoding="utf-8") == "Anna Lind slept.\n"


def test_a_missing_file_is_named_before_anything_is_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["view", "none.txt", "--model", "missing"]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_a_missing_model_is_an_environment_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["view", "one.txt", "--model", "missing"]) == 4
    assert "missing" in capsys.readouterr().err
