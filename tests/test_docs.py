"""README.md against the program: every command and option it shows exists, and its session runs."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import click
import pytest

import kg
from kg import config
from kg.cli.group import COMMANDS, option_names
from kg.cli.group import kg as group
from kg.errors import (
    ConfigError,
    ExtraError,
    InputError,
    KgError,
    ModelError,
    OutputError,
    StoreError,
)

ROOT = Path(kg.__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTEXT = click.Context(group)
COMMAND_NAMES = group.list_commands(CONTEXT)
MOST_LINES = 150


def command(name: str) -> click.Command:
    found = group.get_command(CONTEXT, name)
    assert found is not None
    return found


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def steps(session: str) -> list[tuple[str, str]]:
    """Each command of a session, with its here-document, and what it is shown to print."""
    found = []
    for step in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        first, _, rest = step.partition("\n")
        document, end, shown = rest.partition("\nEND\n") if "<<'END'" in first else ("", "", rest)
        found.append((f"{first}\n{document}{end}", shown))
    return found


def rows(header: str) -> list[list[str]]:
    """The cells of the table whose first head is ``header``."""
    table = re.search(rf"^\| {header} \|.*\n\| ---.*\n((?:\|.*\n)+)", README, re.MULTILINE)
    assert table is not None
    return [re.split(r"(?<!\\)\|", line.strip("|")) for line in table[1].splitlines()]


def test_the_readme_can_be_read_at_once() -> None:
    assert len(README.splitlines()) <= MOST_LINES


def test_the_two_commands_of_make_stand_at_the_top() -> None:
    assert re.findall(r"^make (\w+)", "\n".join(README.splitlines()[:10]), re.MULTILINE) == ["demo", "test"]


def test_every_command_is_in_the_readme_and_no_other() -> None:
    shown = [re.findall(r"`kg (\w+)", cells[0])[0] for cells in rows("command")]
    assert shown == [row.name for row in COMMANDS]


def test_every_option_of_build_is_in_the_readme_and_no_other() -> None:
    shown = set(re.findall(r"--[a-z-]+", " ".join(cells[0] for cells in rows("option"))))
    assert shown | {"--output"} == {f"--{name}" for name in option_names(command("build"))}


def test_the_exit_codes_of_the_readme_are_those_of_the_errors() -> None:
    codes = {int(cells[0]) for cells in rows("exit code")}
    errors = (KgError, ConfigError, ExtraError, InputError, ModelError, OutputError, StoreError)
    assert {error.exit_code for error in errors} <= codes
    assert codes == {0, 1, 2, 3, 4, 130}


def test_every_path_that_the_readme_names_is_there() -> None:
    named = re.findall(r"`((?:kg|ontologies|shapes|seeds|tests|\.ci)/[\w./]*|[A-Z]+)`", README)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_settings_of_the_readme_can_be_read(tmp_path: Path) -> None:
    (text,) = fenced("toml")
    (tmp_path / "kg.toml").write_text(text, encoding="utf-8")
    found = config.read(tmp_path / "kg.toml", commands=COMMAND_NAMES)
    assert [key in option_names(command(name or "build")) for name, key in found.entries()] == [True, True]


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    found = command(name)
    assert found.help
    assert not isinstance(found, click.Group) or all(below.help for below in found.commands.values())
    assert [option.opts for option in option_names(found).values() if not option.help] == []


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_the_table_of_commands_says_what_the_command_says(name: str) -> None:
    (summary,) = [row.summary for row in COMMANDS if row.name == name]
    assert (command(name).help or "").split("\n\n")[0].replace("\n", " ").startswith(summary.rstrip("."))


def test_the_version_has_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "kg/__init__.py"


def test_the_lock_names_no_index_and_every_line_has_checksums() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    packages = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
    assert packages
    assert [text.split()[0] for text in packages if "--hash=sha256:" not in text] == []


def test_every_dependency_is_locked() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[^\w.-]", one)[0] for one in wanted} - {project["name"]}
    assert {name for name in names if not re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE)} == set()


@pytest.mark.model
def test_the_session_of_the_readme_runs_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    program = bin_folder / "kg"
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    (session,) = fenced("console")
    for text, shown in steps(session):
        done = subprocess.run(
            ["sh", "-c", text],
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"},
        )
        assert doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS), done.stdout
    monkeypatch.chdir(tmp_path)
    (python,) = fenced("pycon")
    example = doctest.DocTestParser().get_doctest(python, {}, "README.md", "README.md", 0)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example).failed == 0


def test_a_session_is_read_as_commands_and_what_they_print() -> None:
    session = "$ cat > f <<'END'\ntext\nEND\n$ kg info\nline\nmore\n$ true\n"
    assert steps(session) == [
        ("cat > f <<'END'\ntext\nEND\n", ""),
        ("kg info\n", "line\nmore\n"),
        ("true\n", ""),
    ]


def test_the_source_archive_holds_what_make_runs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = set(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    used = {name for name in folders if re.search(rf"(?<![\w./]){re.escape(name)}(?=[/ ])", makefile)}
    removed = re.search(r"rm -rf (.*)", makefile)
    assert removed is not None
    made = set(removed[1].split())
    assert ".ci" in used
    assert {f"/{name}" for name in used - made} <= packed
