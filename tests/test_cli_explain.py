from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from kg.cli import edge, explaining
from kg.errors import ModelError
from kg.explain import explain_extracted
from kg.lexicons import load
from kg.model import Article, Resolved
from kg.parse import Parser
from kg.pipeline import DEFAULT_BASE, Extracted, Pipeline
from tests.samples import RUN

if TYPE_CHECKING:
    from pathlib import Path

    from kg.explain import Explanation


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, with articles explained without a model: they hold nothing."""
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(explaining, "open_pipeline", open_plain)
    monkeypatch.setattr(explaining, "explain", explain_plain)
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
    parser = Parser.__new__(Parser)
    object.__setattr__(parser, "name", model or "plain")
    object.__setattr__(parser, "version", "1.0")
    return Pipeline(parser, load(), None, RUN, DEFAULT_BASE)


def explain_plain(article: Article, pipeline: Pipeline) -> Explanation:
    if "breaks" in article.text:
        raise RuntimeError("no tree")
    return explain_extracted(Extracted(article, Resolved(), ()), base=pipeline.base)


def test_text_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["explain", "one.txt"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == "one.txt"
    assert captured.err == ""


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.txt", "one.txt\n"),
        ("x.json", '{"software": "newskg'),
        ("x.html", "<!DOCTYPE html>"),
        ("x.HTM", "<!DOC"),
    ],
)
def test_the_ending_of_the_file_tells_the_format(name: str, start: str, folder: Path) -> None:
    assert edge.run(["explain", "one.txt", "-o", name]) == 0
    assert (folder / name).read_text(encoding="utf-8").startswith(start)


def test_the_format_may_be_told(folder: Path) -> None:
    assert edge.run(["explain", "one.txt", "-o", "x.out", "--format", "json"]) == 0
    assert json.loads((folder / "x.out").read_text(encoding="utf-8"))["model"] == "plain 1.0"


def test_an_article_is_never_written_over(folder: Path) -> None:
    before = (folder / "one.txt").read_bytes()
    assert edge.run(["explain", "one.txt", "-o", "one.txt"]) == 2
    assert (folder / "one.txt").read_bytes() == before


def test_an_unknown_ending_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["explain", "one.txt", "-o", "x.ttl"]) == 2
    assert "x.ttl: no format is known by this ending" in capsys.readouterr().err


def test_a_missing_file_is_named_before_anything_is_loaded(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert edge.run(["explain", "none.txt", "--model", "missing"]) == 2
    assert "none.txt" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["one.txt", "two.jsonl"]


def test_an_authority_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["explain", "one.txt", "--authority", "none"]) == 2
    assert "none: not a readable authority file" in capsys.readouterr().err


def test_a_missing_model_is_an_environment_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["explain", "one.txt", "--model", "missing"]) == 4
    assert "missing" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["text", "json", "html"])
def test_an_article_that_fails_is_named_and_the_others_are_shown(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edge.run(["explain", "two.jsonl", "--format", name]) == 3
    captured = capsys.readouterr()
    assert captured.err == "skipped: b: internal error, please report it: RuntimeError: no tree\n"
    if name == "json":
        assert [article["id"] for article in json.loads(captured.out)["articles"]] == ["a", "c"]
    assert "b\n" not in captured.out


def test_when_nothing_can_be_explained_an_old_file_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.jsonl").write_text('{"id": "b", "text": "It breaks."}\n', encoding="utf-8")
    (folder / "x.html").write_text("old", encoding="utf-8")
    assert edge.run(["explain", "bad.jsonl", "-o", "x.html"]) == 2
    assert (folder / "x.html").read_text(encoding="utf-8") == "old"
    assert "no article could be explained" in capsys.readouterr().err


def test_what_the_article_does_not_tell_comes_from_options(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--date", "2024-05-14", "--lang", "en-GB", "--format", "json"]
    assert edge.run(["explain", "one.txt", *options]) == 0
    (article,) = json.loads(capsys.readouterr().out)["articles"]
    assert (article["published"], article["language"]) == ("2024-05-14", "en-gb")


@pytest.mark.model
def test_a_real_article_is_explained_in_every_format(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg.explain import explain  # noqa: PLC0415
    from kg.pipeline import open_pipeline  # noqa: PLC0415

    monkeypatch.setattr(explaining, "open_pipeline", open_pipeline)
    monkeypatch.setattr(explaining, "explain", explain)
    text = '"The boats are ready," Anna Lind said. She plans to announce a date.\n'
    (folder / "one.txt").write_text(text, encoding="utf-8")
    assert edge.run(["explain", "one.txt", "-o", "x.html"]) == 0
    page = (folder / "x.html").read_text(encoding="utf-8")
    assert "Anna Lind" in page
    assert edge.run(["explain", "one.txt"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "originator: Anna Lind (person)" in shown
    assert "“announce”: planned, wished or only possible, not told as done (“plans”)" in shown
