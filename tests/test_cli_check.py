from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import Graph

import kg
from kg.cli import edge
from kg.errors import ModelError
from tests.newsroom import write_stories

ROOT = Path(kg.__file__).parent.parent
SHAPES = ROOT / "tests" / "shapes"
GOOD = SHAPES / "Statement" / "good-Statement.ttl"
BAD = SHAPES / "Statement" / "bad-certainty.ttl"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, without settings from outside."""
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_graph_that_conforms_is_exit_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["check", str(GOOD)]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1].startswith("conforms: 0 violations")
    assert captured.err == ""


def test_a_graph_that_does_not_is_exit_1_and_names_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["check", str(BAD)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"{BAD}:")
    assert ": violation: " in first


def test_what_fails_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["check", str(BAD), "--fail-on", "none"]) == 0
    assert "violation" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ""),
        (b"<http://example.org/a> <http://example.org/b> .", "1"),
        (b"\xff\xfe\x00", ""),
        (b"<?xml version='1.0'?><!DOCTYPE x>", ""),
    ],
)
def test_a_file_that_holds_no_graph_is_one_line_and_exit_2(
    content: bytes, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.ttl").write_bytes(content)
    assert edge.run(["check", "broken.ttl"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: broken.ttl")
    assert message in captured.err
    assert sum(line.startswith("error") for line in captured.err.splitlines()) == 1


@pytest.mark.parametrize("shapes", ["", "<http://example.org/a> a <http://example.org/b> ."])
def test_shapes_that_check_nothing_are_refused(
    shapes: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "shapes.ttl").write_text(shapes, encoding="utf-8")
    assert edge.run(["check", str(GOOD), "--no-builtin", "--shapes", "shapes.ttl"]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_a_missing_file_is_exit_2_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["check", "nowhere.ttl"]) == 2
    assert "nowhere.ttl" in capsys.readouterr().err


def test_a_broken_file_among_others_is_exit_3_and_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "graphs").mkdir()
    (folder / "graphs" / "good.ttl").write_bytes(GOOD.read_bytes())
    (folder / "graphs" / "bad.ttl").write_text("no Turtle", encoding="utf-8")
    assert edge.run(["check", "graphs"]) == 3
    assert "bad.ttl" in capsys.readouterr().out


def test_a_minimum_that_is_not_reached_is_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["check", str(GOOD), "--min", "statements=1000"]) == 1
    assert "too few statements" in capsys.readouterr().out


def test_the_report_can_be_read_by_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run(["check", str(BAD), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)
    assert edge.run(["check", str(BAD), "--format", "sarif"]) == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"
    assert edge.run(["check", str(BAD), "--format", "turtle"]) == 1
    assert len(Graph().parse(data=capsys.readouterr().out, format="turtle")) > 0
    assert edge.run(["check", str(BAD), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error ")


@pytest.mark.parametrize("engine", ["auto", "reference"])
def test_checking_never_imports_spacy(engine: str) -> None:
    code = (
        "import sys; from kg.cli.edge import run; code = run(sys.argv[1:])\n"
        "sys.exit('spacy' if 'spacy' in sys.modules else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(GOOD), "--engine", engine],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_info_without_the_model_is_exit_4_and_tells_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: object) -> None:
        raise ModelError("the language model 'none' is not installed")

    monkeypatch.setattr("kg.pipeline.open_pipeline", refuse)
    monkeypatch.setenv("KG_OUTLET", "Example News")
    assert edge.run(["info", "--model", "none"]) == 4
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["newskg", kg.__version__]
    assert any(line.startswith("setting outlet") and "(KG_OUTLET)" in line for line in lines)
    assert lines[-1].split() == ["self-test", "not", "run"]


# Every triple with every other, four times over.
ENDLESS = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/newskg/ns#> .
<urn:endless> a sh:NodeShape ; sh:targetSubjectsOf kg:textOf ; sh:sparql [ sh:select '''
    SELECT $this ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l
        FILTER (?a = ?l && ?b = ?h && ?c = ?i && ?k = ?e) }''' ] ."""
CHECKING = """
import sys
import shacl
from kg.cli.edge import run

shapes = shacl.Shapes

class Telling:
    def __init__(self, shapes):
        self.shapes = shapes

    @classmethod
    def from_text(cls, *given):
        return cls(shapes.from_text(*given))

    def validate_text(self, *given):
        print("asked", flush=True)
        return self.shapes.validate_text(*given)

shacl.Shapes = Telling
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_check_that_takes_long_can_be_interrupted(folder: Path, number: int, code: int) -> None:
    shapes = folder / "endless.ttl"
    shapes.write_text(ENDLESS, encoding="utf-8")
    write_stories(folder / "graphs", range(2))
    arguments = ["check", str(folder / "graphs"), "--shapes", str(shapes), "--engine", "fast"]
    process = subprocess.Popen(
        [sys.executable, "-c", CHECKING, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(kg.__file__).parent.parent)},
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"asked\n"
        time.sleep(0.2)
        process.send_signal(number)
        _, words = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, b"interrupted" in words) == (code, True)
