from __future__ import annotations

import importlib
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import kg as package
from kg.cli import edge, messages
from kg.cli.group import kg
from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

ROOT = Path(package.__file__).parent.parent
HEAVY = ("spacy", "thinc", "numpy", "rdflib", "pyshacl", "pyoxigraph")


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("KG_") or name.endswith("_COLOR")]:
        monkeypatch.delenv(name)
    # Options of the whole command set these two; the fixture then takes them back.
    monkeypatch.setenv("KG_DEBUG", "")
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("FORCE_COLOR", "")
    monkeypatch.chdir(tmp_path)


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def processor_s(run: Callable[[], object]) -> float:
    """The processor time of the child processes that ``run`` waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# --- the frame ----------------------------------------------------------------------------------


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_telling_the_version_and_the_help_is_cheap(argument: str) -> None:
    assert min(processor_s(lambda: command(argument)) for _ in range(3)) < 0.2


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["check", "--help"], ["authority", "import", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from kg.cli.edge import run; run(sys.argv[1:])\n"
        f"sys.exit(', '.join(sorted(set({HEAVY}) & set(sys.modules))) or None)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(package.__file__).parent.parent,
    )
    assert found.stderr == ""
    assert "Usage: kg" in found.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert command("--version").stdout == f"kg {package.__version__}\n"


@pytest.mark.parametrize("name", kg.list_commands(click.Context(kg)))
def test_every_command_is_in_its_module_under_its_name(name: str) -> None:
    found = getattr(importlib.import_module(f"kg.cli.{name}"), name)
    assert isinstance(found, click.Command)
    assert found.name == name


def test_no_command_at_all_is_a_usage_error_that_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert edge.run([]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "build" in captured.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "no command is called 'biuld'; did you mean 'build'?"),
        (["build"], "PATH..."),
        (["build", "x", "--jobs", "0"], "'0' is neither a number of processes nor auto"),
        (["build", "x", "--jobs", "²"], "'²' is neither"),
        (["build", "x", "--date", "19 March"], "'19 March' is not a day like 2025-03-19"),
        (["build", "x", "--format", "xml"], "'xml' is not a format"),
        (["build", "x", "-o", "x.xml"], "no format is known by this ending"),
        (["build", "x", "--base", "nowhere"], "not a base"),
        (["build", "x", "-o", "graphs/", "--min", "people=1"], "a folder keeps the articles of others"),
        (["build", "x", "--min", "many=1"], "'many=1' is not like statements=10"),
        (["build", "x", "--lang", "en us"], "'en us' is no language tag"),
        (["build", "x", "--engine", "dask", "--scheduler", "here"], "'here' is not the address"),
        (["build", ""], "a name is empty"),
        (["build", "x", "-o", ""], "a name is empty"),
        (["load", "x", "--store", ""], "a name is empty"),
        (["query", "ASK {}", "x", ""], "a name is empty"),
        (["check", "x", "--min", "many"], "not a name and a number"),
        (["--config", "no.toml", "info"], "no.toml: no such file"),
    ],
)
def test_a_usage_error_is_one_line_and_a_hint(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edge.run(arguments) == 2
    captured = capsys.readouterr()
    error, hint = captured.err.splitlines()
    assert captured.out == ""
    assert error.startswith("error: ")
    assert message in error
    assert hint.startswith("hint: ")


# --- settings -----------------------------------------------------------------------------------


def test_a_bad_setting_names_the_variable_it_comes_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_JOBS", "many")
    assert edge.run(["build", "x"]) == 2
    assert "(from KG_JOBS)" in capsys.readouterr().err


def test_a_bad_setting_names_the_file_it_comes_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kg.toml").write_text('[build]\ndate = "soon"\n', encoding="utf-8")
    assert edge.run(["build", "x"]) == 2
    assert f"(from {tmp_path / 'kg.toml'}: build.date)" in capsys.readouterr().err


def test_the_command_line_wins_over_a_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_JOBS", "many")
    assert edge.run(["build", "missing.txt", "--jobs", "1"]) == 2
    assert "missing.txt" in capsys.readouterr().err


def test_a_misspelt_key_is_refused_with_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kg.toml").write_text('outlt = "A"\n', encoding="utf-8")
    assert edge.run(["build", "x"]) == 2
    assert "'outlt' is not an option of any command; did you mean 'outlet'?" in capsys.readouterr().err


def test_a_setting_of_several_values_may_be_one_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_SHAPES", f"one.ttl{os.pathsep}two.ttl")
    (tmp_path / "g.ttl").write_text("", encoding="utf-8")
    assert edge.run(["check", "g.ttl"]) == 2
    assert "one.ttl" in capsys.readouterr().err


# --- messages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "\r\n", "\x9b2J", "\u202e", "\u2066", "\udc80", "\u2028", "\x00", "\ufeff"]
)
def test_what_a_terminal_obeys_is_shown_as_an_escape(text: str) -> None:
    shown = messages.printable(f"a{text}b.txt")
    assert shown.isprintable()
    assert shown.isascii()


def test_letters_of_any_script_are_shown_as_they_are() -> None:
    assert messages.printable("ä 新华 Київ.txt") == "ä 新华 Київ.txt"


@pytest.mark.parametrize(
    ("option", "variable", "coloured"),
    [
        ("--color=always", "", True),
        ("--color=never", "", False),
        ("--color=auto", "", False),
        ("--color=always", "1", True),
    ],
)
def test_colour_is_what_was_asked_for(
    option: str,
    variable: str,
    coloured: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    assert edge.run([option, "build", "missing.txt"]) == 2
    assert ("\x1b[" in capsys.readouterr().err) == coloured


# --- the edge -----------------------------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(kg, "main", fail)


def test_an_error_of_ours_ends_in_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, OutputError("x: full", hint="make room"))
    assert edge.run([]) == 4
    assert capsys.readouterr().err == "error: x: full\nhint: make room\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (edge.Stopped(signal.SIGTERM), 143),
        (OSError(28, "No space left on device"), 4),
        (MemoryError(), 4),
    ],
)
def test_what_is_no_bug_ends_without_a_traceback(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, error)
    assert edge.run([]) == code
    assert "bug" not in capsys.readouterr().err


def test_a_bug_is_told_as_one_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, ZeroDivisionError("division by \x1b zero"))
    assert edge.run([]) == 70
    captured = capsys.readouterr().err
    assert "this is a bug in newskg" in captured
    assert "kg info --markdown" in captured
    assert "Traceback" not in captured
    assert "\x1b" not in captured


def test_debug_shows_the_traceback_of_a_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_DEBUG", "1")
    failing(monkeypatch, ZeroDivisionError("x"))
    edge.run([])
    assert "Traceback" in capsys.readouterr().err


def test_a_run_leaves_the_signals_as_they_were(capsys: pytest.CaptureFixture[str]) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    edge.run(["--version"])
    assert capsys.readouterr().out
    assert [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before


def test_a_reader_that_leaves_is_no_error() -> None:
    code = (
        "import sys; from kg.cli import edge\n"
        "edge.kg.main = lambda *a, **k: print('x' * 100_000)\n"
        "sys.exit(edge.run([]))"
    )
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as nobody_reads:
        writer = subprocess.run(
            [sys.executable, "-c", code], check=False, stdout=nobody_reads, stderr=subprocess.PIPE, cwd=ROOT
        )
    assert (writer.returncode, writer.stderr) == (0, b"")


def test_a_reader_that_leaves_a_command_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as nobody_reads:
        assert kg_with("query", "--list", stdout=nobody_reads) == (0, b"")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_a_full_stdout_is_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        assert kg_with(*arguments, stdout=full) == (4, b"error: No space left on device\n")


@pytest.mark.parametrize(
    "arguments", [["query", "--list"], ["authority", "show", "Bergen"], ["info"]], ids=" ".join
)
def test_data_that_stdout_does_not_take_are_one_line_with_a_hint(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        code, words = kg_with(*arguments, stdout=full)
    assert code == 4
    assert words.endswith(
        b"error: stdout: cannot be written: No space left on device\nhint: send it to a place that takes it\n"
    )


@pytest.mark.parametrize(
    ("redirected", "code", "words"),
    [
        ("--version >&-", 4, b"error: Bad file descriptor\n"),
        ("build - <&-", 2, b"skipped: stdin: empty; leave it out\nerror: no article could be built"),
        ("check - <&-", 2, b"the graph is empty"),
        ("build nope 2>&-", 2, b""),
        ("build nope 2>/dev/full", 2, b""),
        ("--version <&- 2>&-", 0, b""),
    ],
)
def test_closed_streams_are_no_bug(redirected: str, code: int, words: bytes) -> None:
    command = f'"{sys.executable}" -m kg {redirected}'
    run = subprocess.run(["sh", "-c", command], check=False, capture_output=True, cwd=ROOT)
    assert (run.returncode, words in run.stderr, b"bug" in run.stderr) == (code, True, False)


def kg_with(*arguments: str, stdout: IO[bytes] | IO[str]) -> tuple[int, bytes]:
    """The exit code and the words of ``kg`` in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        check=False,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    return run.returncode, run.stderr


def test_an_unknown_attribute_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=re.escape("module 'kg' has no attribute 'nothing'")):
        getattr(package, "nothing")  # noqa: B009 - mypy would refuse the plain form
