from __future__ import annotations

import gzip
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph
import pytest

import kg
from kg import pieces
from kg.cli import building, edge, options
from kg.errors import ConfigError, ModelError
from kg.model import EntityKind, Form, Issue
from kg.pieces import Job, Piece, fingerprint, model_folder
from kg.read.article import draft_from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.read import Draft

ROOT = Path(kg.__file__).parent.parent
MODEL_EXIT = 4
FORMATS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, with pieces made without a model."""
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(building, "start", start_plain)
    monkeypatch.setattr(building, "fingerprint", repr)
    monkeypatch.setattr(building, "nothing", nothing)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def start_plain(job: Job) -> Callable[[Draft], Piece | Issue]:
    """A maker whose bodies are the first words of the text."""
    return partial(plain_piece, job)


def plain_piece(job: Job, article: Draft) -> Piece | Issue:
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
    return b"head\ntail\n"


def start_without_model(job: Job) -> Callable[[Draft], Piece | Issue]:
    raise ModelError(f"the language model '{job.model}' is not installed", hint="install it")


def start_slow(job: Job) -> Callable[[Draft], Piece | Issue]:
    return partial(slow_piece, job)


def slow_piece(job: Job, article: Draft) -> Piece | Issue:
    time.sleep(0.2)
    return plain_piece(job, article)


def articles(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


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


# --- parts --------------------------------------------------------------------------------------


def test_the_files_of_all_parts_are_those_of_the_whole(folder: Path) -> None:
    articles(folder, **{f"n{n}": f"Article {n}. Lind spoke." for n in range(20)})
    articles(folder, same="Article 3. Lind spoke.", bad="unbuildable")
    assert edge.run(["build", "in", "-o", "whole/"]) == 3
    codes = sorted(edge.run(["build", "in", "-o", f"part{n}/", "--shard", f"{n}/3"]) for n in (1, 2, 3))
    assert codes in ([0, 0, 3], [0, 3, 3])
    found = [contents(folder / f"part{n}") for n in (1, 2, 3)]
    graphs = [dict(item for item in part.items() if item[0].endswith(".ttl")) for part in found]
    whole = contents(folder / "whole")
    assert sum(map(len, graphs)) == 20
    assert graphs[0] | graphs[1] | graphs[2] | {"manifest.jsonl": whole["manifest.jsonl"]} == whole
    lines = b"".join(part["manifest.jsonl"] for part in found).splitlines()
    assert sorted(lines) == whole["manifest.jsonl"].splitlines()


def test_parts_built_into_one_folder_are_the_whole(folder: Path) -> None:
    articles(folder, **{f"n{n}": f"Article {n}. Lind spoke." for n in range(20)})
    edge.run(["build", "in", "-o", "whole/"])
    for number in (3, 1, 2, 1):
        assert edge.run(["build", "in", "-o", "parts/", "--shard", f"{number}/3"]) == 0
    assert contents(folder / "parts") == contents(folder / "whole")


def test_a_part_of_a_stream_has_its_articles_in_order(folder: Path) -> None:
    lines = [json.dumps({"id": f"r{n}", "text": f"Article {n}. Lind spoke."}) for n in range(20)]
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    bodies = []
    for number in (1, 2):
        assert edge.run(["build", "in.jsonl", "-o", "part.nq", "--shard", f"{number}/2"]) == 0
        bodies.append((folder / "part.nq").read_text("utf-8").split("\n", 1)[1].removesuffix("\ntail\n"))
    numbers = [[int(line.split()[1]) for line in body.split("\n,")] for body in bodies]
    assert all(part == sorted(part) for part in numbers)
    assert sorted(numbers[0] + numbers[1]) == list(range(20))


def test_a_part_without_articles_is_an_empty_document_and_no_error(folder: Path) -> None:
    articles(folder, a="First. Lind spoke.")
    whole, empty = b"head\nFirst\ntail\n", b"head\ntail\n"
    found = []
    for number in (1, 2):
        assert edge.run(["build", "in", "-o", "part.ttl", "--shard", f"{number}/2"]) == 0
        found.append((folder / "part.ttl").read_bytes())
    assert sorted(found) == sorted([whole, empty])


@pytest.mark.parametrize("part", ["0/3", "4/3", "1", "1/0", "a/b", "1/2/3", "-1/3", "9999999999999/3"])
def test_a_part_that_cannot_be_is_a_usage_error(
    part: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles(folder, a="First. Lind spoke.")
    assert edge.run(["build", "in", "--shard", part]) == 2
    assert "is not like 3/8" in capsys.readouterr().err


def test_a_document_without_articles_is_valid_in_every_format() -> None:
    for name in ("ttl", "nt", "nq", "trig", "jsonld"):
        data = pieces.nothing(Job(format=name))
        assert list(pyoxigraph.parse(data, format=FORMATS[name])) == []


# --- the log ------------------------------------------------------------------------------------


def events(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def test_the_log_has_a_line_for_every_article_and_the_end(folder: Path) -> None:
    articles(folder, a="First. Lind spoke.", b="unbuildable")
    assert edge.run(["build", "in", "-o", "out.ttl", "--log", "run.jsonl"]) == 3
    first, built, skipped, last = events(folder / "run.jsonl")
    assert (first["event"], first["newskg"], first["output"]) == ("start", kg.__version__, "out.ttl")
    assert (built["event"], built["article"], built["words"]) == ("built", "a.txt", 3)
    assert (skipped["article"], skipped["reason"]) == ("b.txt", "it cannot be built")
    assert (last["event"], last["exit"], last["articles"], last["skipped"]) == ("end", 3, 1, 1)


def test_the_log_tells_what_was_unchanged(folder: Path) -> None:
    articles(folder, a="First. Lind spoke.")
    for _ in range(2):
        edge.run(["build", "in", "-o", "graphs/", "--log", "run.jsonl"])
    assert [event["event"] for event in events(folder / "run.jsonl")] == ["start", "unchanged", "end"]


def test_the_log_tells_how_a_run_broke_off(folder: Path) -> None:
    articles(folder, a="unbuildable")
    assert edge.run(["build", "in", "-o", "out.ttl", "--log", "run.jsonl"]) == 2
    assert events(folder / "run.jsonl")[-1]["reason"] == "no article could be built; each is named above"


@pytest.mark.parametrize("log", ["no/such/folder/run.jsonl", "/dev/full"])
def test_a_log_that_cannot_be_written_is_said_at_once(
    log: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles(folder, a="First. Lind spoke.")
    assert edge.run(["build", "in", "-o", "out.ttl", "--log", log]) == 4
    assert "the log cannot be written" in capsys.readouterr().err
    assert not (folder / "out.ttl").exists()


# --- ended from outside -------------------------------------------------------------------------


def slow_build(folder: Path, output: str) -> subprocess.Popen[bytes]:
    code = (
        "import sys; from kg.cli import building, edge; import test_cli_build as test\n"
        "building.start = test.start_slow; building.fingerprint = repr\n"
        "sys.exit(edge.run(sys.argv[1:]))"
    )
    path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    return subprocess.Popen(
        [sys.executable, "-c", code, "build", "in", "-o", output],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
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


# --- what decides a piece -----------------------------------------------------------------------


def test_the_fingerprint_changes_with_one_byte_of_the_model(folder: Path) -> None:
    (folder / "model").mkdir()
    (folder / "model" / "weights").write_bytes(b"1")
    job = Job(format="ttl", model=str(folder / "model"))
    before = fingerprint(job)
    assert fingerprint(job) == before
    (folder / "model" / "weights").write_bytes(b"2")
    assert fingerprint(job) != before


@pytest.mark.parametrize("model", ["no_such_model", "", "json.tool", "..", "/nonexistent/model", "a/b"])
def test_a_model_that_is_not_there_is_said_before_anything_is_loaded(model: str) -> None:
    if model == "..":
        assert model_folder(model) == Path("..")
        return
    with pytest.raises(ModelError, match="is not installed"):
        model_folder(model)


def test_a_worker_proves_that_it_is_as_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(format="ttl")
    monkeypatch.setattr(pieces, "start", start_plain)
    assert callable(pieces.start_same(job, fingerprint(job)))
    with pytest.raises(ConfigError, match="has another newskg, model or authority") as caught:
        pieces.start_same(job, "another")
    assert pickle.loads(pickle.dumps(caught.value)).hint == caught.value.hint  # noqa: S301 - our own


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
def test_a_piece_does_not_depend_on_what_was_built_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    texts = [f'"Zorbl {n} will resume," Anna Lind said. Ola Berg denied that.' for n in range(6)]
    drafts = [draft_from_text(text, f"{n}.txt") for n, text in enumerate(texts)]
    alone = [pieces.start(Job(format="ttl"))(draft) for draft in drafts[:2]]
    monkeypatch.setattr(pieces, "_ZONE_CHARACTERS", 150)
    maker = pieces.start(Job(format="ttl"))
    assert [maker(draft) for draft in reversed(drafts)][:-3:-1] == alone


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
