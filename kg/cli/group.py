"""The group ``kg``: what every command shares, and the table of commands."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import __version__, config
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """One command: the module ``kg.cli.<name>`` holds a click command of the same name."""

    name: str
    summary: str


# The one place where a command is entered. The summary is here, not only in the module, so that
# `kg --help` imports no command; tests/test_cli.py holds the two together.
COMMANDS = (
    Row("build", "Read articles and write the graph of who said what."),
    Row("check", "Check graphs against the shapes."),
    Row("load", "Load graphs into a SPARQL store."),
    Row("query", "Ask a question of graphs in SPARQL, or one that has a name."),
    Row("serve", "Serve graphs for reading: a SPARQL endpoint at /sparql, a query page at /."),
    Row("authority", "Import tables of known names, and look a name up in them."),
    Row("explain", "Show every statement with its rule, and every cue that gave none with the reason."),
    Row("view", "Write one page of articles, who spoke about whom, a timeline and a search."),
    Row("info", "Show versions, the model, the configuration in force, and the outcome of a self-test."),
)


class Group(click.Group):
    """A group that proposes the nearest command when a name is none."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` calls; for a name that is none, the nearest is proposed."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            raise click.UsageError(f"no command is called '{args[0]}'{_nearest(args[0], names)}", ctx)
        return super().resolve_command(ctx, args)


class LazyGroup(Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the table."""
        del ctx
        return [row.name for row in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its module imported now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - the table names something else
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing one."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(row.name, row.summary) for row in COMMANDS])


def _nearest(word: str, words: Sequence[str]) -> str:
    """The end of a message that proposes the word most like ``word``; empty when none is."""
    import difflib  # noqa: PLC0415 - only when something is misspelt

    found = difflib.get_close_matches(word, words, n=1)
    return f"; did you mean '{found[0]}'?" if found else ""


def option_names(command: click.Command) -> dict[str, click.Option]:
    """The options of a command and of its own commands by long name, without the dashes."""
    options = {
        flag.removeprefix("--"): option
        for option in command.params
        if isinstance(option, click.Option)
        for flag in option.opts
        if flag.startswith("--")
    }
    for below in _below(command).values():
        options |= option_names(below)
    return options


def _below(command: click.Command) -> Mapping[str, click.Command]:
    """The commands of a command that is a group; none for any other."""
    return command.commands if isinstance(command, click.Group) else {}


def _defaults(command: click.Command, found: Mapping[str, config.Setting]) -> dict[str, object]:
    """The settings as click's defaults for the parameters of ``command`` and of its own commands."""
    defaults: dict[str, object] = {name: _defaults(below, found) for name, below in _below(command).items()}
    for name, option in option_names(command).items():
        if name not in found or option.name is None or option not in command.params:
            continue
        value = found[name].value
        if option.multiple and not isinstance(value, tuple):
            value = tuple(option.type.split_envvar_value(str(value)))
        defaults[option.name] = value
    return defaults


def _check_keys(ctx: click.Context, settings: config.Config) -> None:
    """Raise ``ConfigError`` when the file has a key that is no option of the command it is for."""
    options = {
        row.name: set(option_names(command))
        for row in COMMANDS
        if (command := kg.get_command(ctx, row.name)) is not None
    }
    for name, key in settings.entries():
        known = options.get(name, set()) if name else set[str]().union(*options.values())
        if key not in known:
            where = f"'kg {name}'" if name else "any command"
            near = _nearest(key, sorted(known))
            raise ConfigError(f"{settings.path}: '{key}' is not an option of {where}{near}")


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    """Print the version and leave."""
    if value:
        click.echo(f"kg {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour words on stderr; NO_COLOR in the environment means never.",
)
@click.option("--config", "path", type=click.Path(path_type=Path), help="Read settings from this file.")
@click.option("--debug", is_flag=True, help="Show the traceback of a bug.")
@click.pass_context
def kg(ctx: click.Context, *, color: str, path: Path | None, debug: bool) -> None:
    """News text in, a checked knowledge graph of who said what out.

    Settings come from options, then KG_... environment variables, then kg.toml or
    [tool.kg] in pyproject.toml, found upwards from this folder.
    """
    # Worker processes, and messages shown when this context is gone, must know these too.
    if debug:
        os.environ["KG_DEBUG"] = "1"
    if color != "auto":
        os.environ.pop("NO_COLOR", None)
        os.environ.pop("FORCE_COLOR", None)
        os.environ["FORCE_COLOR" if color == "always" else "NO_COLOR"] = "1"
    name = ctx.invoked_subcommand or ""
    command = kg.get_command(ctx, name)
    if command is None:
        return
    if path is not None and not path.is_file():
        raise ConfigError(f"{path}: no such file", hint="--config takes a file like kg.toml")
    settings = config.read(path or config.find(Path.cwd()), commands=[row.name for row in COMMANDS])
    if settings.path is not None:
        _check_keys(ctx, settings)
    found = config.in_force(settings, os.environ, command=name, options=option_names(command))
    ctx.default_map = {name: _defaults(command, found)}
    ctx.meta["kg.config"] = settings
    ctx.meta["kg.origins"] = {option: setting.origin for option, setting in found.items()}
