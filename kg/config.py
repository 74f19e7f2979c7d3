"""Defaults from outside the command line: ``KG_…`` variables first, then ``kg.toml`` or ``[tool.kg]``.

A key of the file is the long name of an option: at the top it holds for every command that has the
option, in a table named as a command for that command alone. ``KG_OUTLET`` holds for every command that
has ``--outlet``, ``KG_BUILD_OUTLET`` for ``kg build`` alone.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

Value: TypeAlias = str | int | float | bool | tuple[str, ...]

# A file found upwards may be somebody else's: it must not choose what is done, overwritten or deleted.
COMMAND_LINE_ONLY = frozenset({"help", "version", "output", "retract", "restore", "status"})
# Nor what a log replaces, where the password of the environment and the articles are sent, nor who may
# read what is served.
NOT_IN_FILE = frozenset({"log", "endpoint", "query-endpoint", "scheduler", "host", "allow-host", "cors"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of one option and where it comes from, as a message names it."""

    value: Value
    origin: str


@dataclass(frozen=True, slots=True)
class Config:
    """The settings that one file holds: for all commands, and for one command each."""

    path: Path | None = None
    general: Mapping[str, Setting] = field(default_factory=dict)
    commands: Mapping[str, Mapping[str, Setting]] = field(default_factory=dict)

    def entries(self) -> Iterator[tuple[str | None, str]]:
        """Every (command or None, key) of the file, in the file's order."""
        yield from ((None, key) for key in self.general)
        for command, settings in self.commands.items():
            yield from ((command, key) for key in settings)


def find(start: Path) -> Path | None:
    """The nearest ``kg.toml``, or ``pyproject.toml`` with a ``[tool.kg]``, in ``start`` or above it."""
    for folder in (start, *start.parents):
        own, shared = folder / "kg.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and "[tool.kg" in _text(shared):
            return shared
    return None


def read(path: Path | None, *, commands: Collection[str]) -> Config:
    """The settings in the file ``path``; none when there is no file.

    Raises ``ConfigError`` when the file is not TOML, or a value is not one that an option can take.
    """
    if path is None:
        return Config()
    try:
        table: dict[str, object] = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deeply") from error
    if path.name == "pyproject.toml":
        for key in ("tool", "kg"):
            table = _table(table.get(key, {}), path, key)
    general = {key: _setting(value, path, key) for key, value in table.items() if not isinstance(value, dict)}
    tables = {name: _table(value, path, name) for name, value in table.items() if isinstance(value, dict)}
    for name in tables:
        if name not in commands:
            hint = f"commands: {', '.join(commands)}"
            raise ConfigError(f"{path}: no command is called '{name}'", hint=hint)
    return Config(
        path=path,
        general=general,
        commands={
            name: {key: _setting(value, path, f"{name}.{key}") for key, value in values.items()}
            for name, values in tables.items()
        },
    )


def in_force(
    config: Config, environ: Mapping[str, str], *, command: str, options: Collection[str]
) -> dict[str, Setting]:
    """What holds for the ``options`` (long names) of ``command`` unless the command line says otherwise."""
    found: dict[str, Setting] = {}
    for option in sorted(set(options) - COMMAND_LINE_ONLY):
        for variable in (_variable(command, option), _variable(option)):
            if variable in environ:
                found[option] = Setting(environ[variable], variable)
                break
        else:
            setting = config.commands.get(command, {}).get(option) or config.general.get(option)
            if setting:
                found[option] = setting
    return found


def _variable(*words: str) -> str:
    """The environment variable for an option: ``KG_BUILD_FAIL_FAST``."""
    return "_".join(("KG", *words)).replace("-", "_").upper()


def _text(path: Path) -> str:
    """The text of a configuration file."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}") from error


def _table(value: object, path: Path, key: str) -> dict[str, object]:
    """The value as a table of the file."""
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: '{key}' must be a table")
    return {str(name): item for name, item in value.items()}


def _setting(value: object, path: Path, key: str) -> Setting:
    """The value of one key, if an option can have such a value."""
    origin = f"{path}: {key}"
    if key.rpartition(".")[2] in COMMAND_LINE_ONLY:
        raise ConfigError(f"{origin} can only be given on the command line")
    if key.rpartition(".")[2] in NOT_IN_FILE:
        name = key.rpartition(".")[2]
        raise ConfigError(f"{origin} cannot be set in a file", hint=f"give --{name} or {_variable(name)}")
    if isinstance(value, str | int | float):
        return Setting(value, origin)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return Setting(tuple(value), origin)
    if hasattr(value, "isoformat"):
        return Setting(str(value), origin)  # a TOML date, as --date takes it
    raise ConfigError(f"{origin} must be text, a number, true or false, or a list of texts")
