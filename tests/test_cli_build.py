from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import kg
from kg.cli import building, edge, options
from tests.plain_pieces import articles, contents, plain_folder, start_without_model

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT = Path(kg.__file__).parent.parent
MODEL_EXIT = 4


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, with pieces made without a model."""
    return plain_folder(monkeypatch, tmp_path)


# --- one document -------------------------------------------------------------------------------


def test_a_file_has_one_head_the_bodies_in_order_and_one_tail(folder: Path) -> None:
    articles(folder, a="First. Lind spoke.", b="Second. Berg spoke.")
    assert edge.run(["build", "in", "-o", "out.ttl"]) == 0
    assert (folder / "out.ttl").read_bytes() == b"head\nFirst\n,Second\ntail\n"


def test_data_goes_to_stdout_and_words_to_stderr(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    articles(folder, a="First. Lind spoke.")
    assert edge.run(["build", "in"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out == b"head\nFirst\ntail\n"
    assert captured.err.startswith(b"1 article, 1 person, 1 country, 0 organizations\n")


def test_a_compressed_file_holds_the_same_bytes(folder: Path) -> None:
    articles(folder, a="First. Lind spoke.")
    assert edge.run(["build", "in", "-o", "out.nq.gz"]) == 0
    assert gzip.decompress((folder / "out.nq.gz").read_bytes()) == b"head\nFirst\ntail\n"


@pytest.mark.parametrize("jobs", ["1", "2", "4", "auto"])
def test_the_bytes_do_not_depend_on_the_number_of_jobs(jobs: str, folder: Path) -> None:
    articles(folder, **{f"n{n:02}": f"Article {n}. " + "Lind spoke. " * (n * 97 % 1000) for n in range(40)})
    assert edge.run(["build", "in", "-o", "out.ttl", "--jobs", jobs]) == 0
    expected = ",".join(f"Article {n}\n" for n in range(40))
    assert (folder / "out.ttl").read_text("utf-8") == f"head\n{expected}tail\n"


@pytest.mark.parametrize(
    ("quota", "expected"),
    [("200000 100000", 2), ("150000 100000", 1), ("50000 100000", 1), ("max 100000", 8), (None, 8)],
)
def test_auto_is_what_a_container_may_use(
    quota: str | None, expected: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if quota is not None:
        (folder / "cpu.max").write_text(f"{quota}\n", "ascii")
    monkeypatch.setattr(options, "_QUOTA", folder / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    assert (
        options.worker_count(click.Context(click.Command("build")), click.Option(["--jobs"]), "auto")
        == expected
    )


def test_jobs_are_never_so_many_that_the_machine_goes_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "_cores", lambda: 2)
    parameter = click.Option(["--jobs"])
    counts = [
        options.worker_count(click.Context(click.Command("x")), parameter, number)
        for number in ("1", "8", "9", "999999999")
    ]
    assert counts == [1, 8, 8, 8]


def test_the_summary_counts_what_was_built(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles(folder, a="First. Lind spoke.", b="Second. Berg spoke.")
    edge.run(["build", "in", "-o", "out.ttl"])
    first, second, third = capsys.readouterr().err.splitlines()
    assert first == "2 articles, 1 person, 1 country, 0 organizations"
    assert second == "6 statements (2 direct, 4 indirect, 0 mixed), 20 triples"
    assert third.endswith(" words a second, 0 skipped")


# --- what is left out ---------------------------------------------------------------------------


def test_what_is_skipped_is_named_and_the_rest_is_built(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles(folder, a="First. Lind spoke.", b="unbuildable", c="\x00\x01\x02")
    assert edge.run(["build", "in", "-o", "out.ttl"]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "skipped: b.txt: it cannot be built"
    assert lines[1].startswith("skipped: c.txt: ")
    assert lines[-1].endswith("2 skipped")
    assert (folder / "out.ttl").read_bytes() == b"head\nFirst\ntail\n"


def test_a_name_with_controls_reaches_no_terminal_raw(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles(folder, **{"a": "First. Lind spoke.", "b\x1b[2J\u202e": "unbuildable"})
    assert edge.run(["build", "in", "-o", "out.ttl"]) == 3
    assert all(line.isprintable() for line in capsys.readouterr().err.splitlines())


def test_nothing_built_is_an_error_and_keeps_the_old_file(folder: Path) -> None:
    (folder / "out.ttl").write_bytes(b"old")
    articles(folder, a="unbuildable")
    assert edge.run(["build", "in", "-o", "out.ttl"]) == 2
    assert contents(folder)["out.ttl"] == b"old"


@pytest.mark.parametrize(
    "arguments",
    [["a.txt", "-o", "a.txt", "--format", "ttl"], ["a.txt", "--log", "a.txt"], [".", "--log", "a.txt"]],
)
def test_an_article_is_never_written_over(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text("Lind said no.", encoding="utf-8")
    assert edge.run(["build", *arguments]) == 2
    assert "a.txt: is one of the articles to be read" in capsys.readouterr().err
    assert (folder / "a.txt").read_text(encoding="utf-8") == "Lind said no."


def test_nothing_there_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in").mkdir()
    assert edge.run(["build", "in"]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_fail_fast_stops_at_the_first_and_keeps_the_old_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "out.ttl").write_bytes(b"old")
    articles(folder, a="First. Lind spoke.", b="unbuildable", c="Third. Berg spoke.")
    assert edge.run(["build", "in", "-o", "out.ttl", "--fail-fast"]) == 2
    assert "error: stopped at b.txt" in capsys.readouterr().err
    assert (folder / "out.ttl").read_bytes() == b"old"


def test_a_missing_model_is_exit_4_and_leaves_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(building, "start", start_without_model)
    articles(folder, a="First. Lind spoke.")
    assert edge.run(["build", "in", "-o", "out.ttl", "--model", "none"]) == MODEL_EXIT
    assert capsys.readouterr().err == "error: the language model 'none' is not installed\nhint: install it\n"
    assert not (folder / "out.ttl").exists()


@pytest.mark.parametrize("output", ["out.ttl", "graphs/"])
def test_a_graph_that_does_not_conform_is_exit_1(
    output: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles(folder, a="First. Lind is wrong.", b="unbuildable")
    for _ in range(2):  # the second run must not take the file for settled
        assert edge.run(["build", "in", "-o", output, "--check"]) == 1
        assert "a.txt: a span has no text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("least", "code"),
    [("statements=6", 0), ("statements=7", 1), ("articles=3", 1), ("people=1", 0), ("triples=21", 1)],
)
def test_a_poor_result_does_not_replace_a_good_one(least: str, code: int, folder: Path) -> None:
    (folder / "out.ttl").write_bytes(b"old")
    articles(folder, a="First. Lind spoke.", b="Second. Berg spoke.")
    assert edge.run(["build", "in", "-o", "out.ttl", "--min", least]) == code
    assert (contents(folder)["out.ttl"] == b"old") == (code == 1)


# --- a folder -----------------------------------------------------------------------------------


def test_a_folder_gets_one_whole_document_an_article(folder: Path) -> None:
    articles(folder, a="First. Lind spoke.", b="Second. Berg spoke.")
    assert edge.run(["build", "in", "-o", "graphs/"]) == 0
    documents = [data for name, data in sorted(contents(folder / "graphs").items()) if name.endswith(".ttl")]
    assert documents == [b"head\nFirst\ntail\n", b"head\nSecond\ntail\n"]


def test_only_what_changed_is_built_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles(folder, a="First. Lind spoke.", b="Second. Berg spoke.")
    edge.run(["build", "in", "-o", "graphs/"])
    articles(folder, b="Changed. Berg spoke.")
    capsys.readouterr()
    assert edge.run(["build", "in", "-o", "graphs/"]) == 0
    assert "1 article, " in capsys.readouterr().err
    assert any(data == b"head\nChanged\ntail\n" for data in contents(folder / "graphs").values())


def test_a_folder_without_changes_needs_no_model(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    articles(folder, a="First. Lind spoke.")
    edge.run(["build", "in", "-o", "graphs/"])
    before = contents(folder / "graphs")
    monkeypatch.setattr(building, "start", start_without_model)
    capsys.readouterr()
    assert edge.run(["build", "in", "-o", "graphs/"]) == 0
    assert "1 unchanged" in capsys.readouterr().err
    assert contents(folder / "graphs") == before


def test_another_option_builds_the_folder_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles(folder, a="First. Lind spoke.")
    edge.run(["build", "in", "-o", "graphs/"])
    capsys.readouterr()
    edge.run(["build", "in", "-o", "graphs/", "--base", "https://example.com/kg/"])
    assert "unchanged" not in capsys.readouterr().err


def test_files_of_articles_that_are_gone_are_kept_and_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles(folder, a="First. Lind spoke.", b="Second. Berg spoke.")
    edge.run(["build", "in", "-o", "graphs/"])
    (folder / "in" / "b.txt").unlink()
    before = contents(folder / "graphs")
    capsys.readouterr()
    edge.run(["build", "in", "-o", "graphs/"])
    assert "1 file of other articles kept" in capsys.readouterr().err
    assert contents(folder / "graphs") == before


# --- ended from outside -------------------------------------------------------------------------


def slow_build(folder: Path, output: str) -> subprocess.Popen[bytes]:
    code = (
        "import sys; from kg.cli import building, edge; from tests import plain_pieces\n"
        "building.start = plain_pieces.start_slow; building.fingerprint = repr\n"
        "sys.exit(edge.run(sys.argv[1:]))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, "build", "in", "-o", output],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def is_group(number: int) -> bool:
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


def within_s(seconds: float, happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not happens() and time.monotonic() < end:
        time.sleep(0.02)
    return happens()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_the_old_file_and_no_process(number: int, code: int, folder: Path) -> None:
    articles(folder, **{f"n{n}": f"Article {n}. Lind spoke." for n in range(50)})
    (folder / "out.ttl").write_bytes(b"old")
    with slow_build(folder, "out.ttl") as process:
        while not list(folder.glob(".kg-*")):
            time.sleep(0.02)
        time.sleep(0.5)
        os.killpg(process.pid, number)  # as a terminal does, to the workers too
        assert process.wait(timeout=30) == code
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
        assert within_s(10, lambda: not is_group(process.pid))
    assert {path.name for path in folder.iterdir()} == {"in", "out.ttl"}
    assert (folder / "out.ttl").read_bytes() == b"old"


def test_a_folder_after_a_kill_ends_as_if_undisturbed(folder: Path) -> None:
    articles(folder, **{f"n{n}": f"Article {n}. Lind spoke." for n in range(12)})
    assert edge.run(["build", "in", "-o", "whole/"]) == 0
    with slow_build(folder, "cut/") as process:
        while not list(folder.glob("cut/*.ttl")):
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
    killed_at = len(list(folder.glob("cut/*.ttl")))
    assert edge.run(["build", "in", "-o", "cut/"]) == 0
    assert killed_at < 12
    assert contents(folder / "cut") == contents(folder / "whole")


# --- with the model -----------------------------------------------------------------------------


@pytest.mark.model
def test_articles_become_a_graph_in_the_format_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    articles(
        folder, a='"The talks will resume," Anna Lind said on Monday.', b="Ola Berg denied that he had lied."
    )
    for name in ("out.ttl", "out.jsonld"):
        assert edge.run(["build", "in", "-o", name, "--outlet", "Example News", "--check"]) == 0
    assert json.loads((folder / "out.jsonld").read_bytes())
    assert b"Anna Lind" in (folder / "out.ttl").read_bytes()


@pytest.mark.model
def test_info_tests_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("KG_ENDPOINT", "https://me:secret@example.org/kg")
    assert edge.run(["info", "--markdown"]) == 0
    captured = capsys.readouterr()
    assert "| self-test | passed |" in captured.out
    assert f"| newskg | {kg.__version__} |" in captured.out
    assert "secret" not in captured.out + captured.err
