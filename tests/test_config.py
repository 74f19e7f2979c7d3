from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import config
from kg.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ("build", "check")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def value(text: str, environ: dict[str, str], folder: Path, option: str) -> object:
    settings = config.read(written(folder, "kg.toml", text), commands=COMMANDS)
    found = config.in_force(settings, environ, command="build", options=["outlet", "fail-fast", "output"])
    return found[option].value if option in found else None


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    written(tmp_path, "kg.toml", "")
    near = tmp_path / "a"
    (near / "b").mkdir(parents=True)
    file = written(near, "kg.toml", "")
    assert config.find(near / "b") == file


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    file = written(tmp_path, "kg.toml", "")
    (tmp_path / "a").mkdir()
    written(tmp_path / "a", "pyproject.toml", "[tool.other]\nkg = 1\n")
    assert config.find(tmp_path / "a") == file


def test_pyproject_holds_settings_in_its_tool_table(tmp_path: Path) -> None:
    file = written(tmp_path, "pyproject.toml", '[tool.kg]\noutlet = "Example News"\n')
    assert config.find(tmp_path) == file
    assert config.read(file, commands=COMMANDS).general["outlet"].value == "Example News"


def test_no_file_gives_no_settings() -> None:
    assert list(config.read(None, commands=COMMANDS).entries()) == []


@pytest.mark.parametrize(
    ("text", "environ", "expected"),
    [
        pytest.param('outlet = "A"', {}, "A", id="file"),
        pytest.param('outlet = "A"\n[build]\noutlet = "B"', {}, "B", id="table of the command over the top"),
        pytest.param('[check]\noutlet = "C"', {}, None, id="table of another command"),
        pytest.param('[build]\noutlet = "B"', {"KG_OUTLET": "D"}, "D", id="variable over file"),
        pytest.param("", {"KG_OUTLET": "D", "KG_BUILD_OUTLET": "E"}, "E", id="variable of the command first"),
        pytest.param("", {"KG_CHECK_OUTLET": "F"}, None, id="variable of another command"),
        pytest.param('outlet = "A"', {"KG_OUTLET": ""}, "", id="an empty variable is a value"),
    ],
)
def test_the_nearer_setting_wins(
    text: str, environ: dict[str, str], expected: str | None, tmp_path: Path
) -> None:
    assert value(text, environ, tmp_path, "outlet") == expected


def test_dashes_are_underscores_in_variables(tmp_path: Path) -> None:
    assert value("", {"KG_FAIL_FAST": "1"}, tmp_path, "fail-fast") == "1"


def test_what_is_overwritten_is_named_on_the_command_line_only(tmp_path: Path) -> None:
    assert value("", {"KG_OUTPUT": "x.ttl"}, tmp_path, "output") is None
    with pytest.raises(ConfigError, match="only be given on the command line"):
        config.read(written(tmp_path, "kg.toml", '[build]\noutput = "x.ttl"'), commands=COMMANDS)


def test_a_date_of_toml_is_the_text_an_option_takes(tmp_path: Path) -> None:
    settings = config.read(written(tmp_path, "kg.toml", "date = 2025-03-19"), commands=COMMANDS)
    assert settings.general["date"].value == "2025-03-19"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("outlet = ", "not TOML", id="syntax"),
        pytest.param("[biuld]\noutlet = 'A'", "no command is called 'biuld'", id="command"),
        pytest.param("outlet = [1]", "must be text", id="type"),
        pytest.param("[build.more]\nx = 1", "must be text", id="nested table"),
        pytest.param("x = " + "[" * 5_000, "nested too deeply", id="depth"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_by_name(text: str, message: str, tmp_path: Path) -> None:
    file = written(tmp_path, "kg.toml", text)
    with pytest.raises(ConfigError, match=message) as caught:
        config.read(file, commands=COMMANDS)
    assert str(file) in caught.value.message


def test_a_file_that_is_not_utf_8_is_refused_with_the_place(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes(b"outlet = 'caf\xe9'")
    with pytest.raises(ConfigError, match="not UTF-8 at byte 13"):
        config.read(tmp_path / "kg.toml", commands=COMMANDS)


@pytest.mark.parametrize(
    "option", ["log", "endpoint", "query-endpoint", "scheduler", "host", "allow-host", "cors"]
)
@pytest.mark.parametrize("table", ["", "[build]\n"])
def test_a_file_does_not_choose_who_gets_the_password_or_the_graph(
    tmp_path: Path, table: str, option: str
) -> None:
    file = written(tmp_path, "kg.toml", f'{table}{option} = "https://store.example/"\n')
    with pytest.raises(ConfigError, match=f"{option} cannot be set in a file"):
        config.read(file, commands=COMMANDS)
