from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import kg
from kg.cli import edge
from tests.plain_pieces import articles, contents, plain_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, with pieces made without a model."""
    return plain_folder(monkeypatch, tmp_path)


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
