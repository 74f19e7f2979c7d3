"""The edge of the command line: every error becomes one line and an exit code here, and nowhere else."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kg import __version__
from kg.cli import messages
from kg.cli.group import kg, option_names
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

USAGE_EXIT = 2
ENVIRONMENT_EXIT = 4
BUG_EXIT = 70  # EX_SOFTWARE of sysexits.h; never mistaken for an exit code of the table in README.md


class Stopped(BaseException):
    """A signal asks this process to end; what is half-written is taken away on the way out."""

    def __init__(self, number: int) -> None:
        """Keep the signal's number."""
        super().__init__(number)
        self.number = number


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command line ``arguments`` (without the program's name)."""
    _stand_in_for_closed_streams()
    try:
        with _ending_on(signal.SIGTERM, signal.SIGHUP):
            code = _invoke(arguments)
            sys.stdout.flush()
    except BrokenPipeError:
        return 0  # the reader of stdout has left (``kg build … | head``): its choice, no error
    except (KeyboardInterrupt, click.Abort, Stopped) as stop:
        number = stop.number if isinstance(stop, Stopped) else signal.SIGINT
        messages.fail("interrupted; nothing is left half-written", "run the same command again")
        return 128 + number  # as shells count: 130 for Ctrl-C
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        messages.fail(f"{where}{error.strerror or error}")
        return ENVIRONMENT_EXIT
    except Exception as error:  # noqa: BLE001 - the one place where a bug meets the user
        return _bug(error)
    finally:
        _drain_stdout()
    return code


def _stand_in_for_closed_streams() -> None:
    """Let stdin be empty, stdout refuse and stderr swallow what is written, where somebody has closed them.

    Python has None in their place then, and the next file that is opened would get their number.
    """
    for name, flags, mode in (
        ("stdin", os.O_RDONLY, "r"),
        ("stdout", os.O_RDONLY, "w"),
        ("stderr", os.O_WRONLY, "w"),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


@contextmanager
def _ending_on(*numbers: int) -> Iterator[None]:
    """While the block runs, these signals end it as Ctrl-C does, unless somebody has them ignored."""
    main = threading.current_thread() is threading.main_thread()
    taken = [number for number in numbers if main and signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


def _invoke(arguments: Sequence[str]) -> int:
    """Run the command; errors that the user can cause are shown here."""
    try:
        result: object = kg.main(list(arguments), prog_name="kg", standalone_mode=False)
    except KgError as error:
        messages.show(error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE_EXIT
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kg"
        messages.fail(error.format_message() + _origin(error), f"'{command} --help' lists the options")
        return USAGE_EXIT
    except click.ClickException as error:
        messages.fail(error.format_message())
        return USAGE_EXIT
    except SystemExit as error:
        # What click makes of a pipe whose reader has left; everything else ends by returning.
        raise BrokenPipeError from error
    except MemoryError:
        messages.fail("out of memory", "give fewer articles at once, or fewer --jobs")
        return ENVIRONMENT_EXIT
    return result if isinstance(result, int) else 0


def _origin(error: click.UsageError) -> str:
    """Where a bad value came from when nobody typed it; empty when it was typed."""
    if not (isinstance(error, click.BadParameter) and error.param and error.param.name and error.ctx):
        return ""
    if error.ctx.get_parameter_source(error.param.name) is not ParameterSource.DEFAULT_MAP:
        return ""
    origins: dict[str, str] = error.ctx.meta["kg.origins"]
    given = [
        origins[name] for name, option in option_names(error.ctx.command).items() if option is error.param
    ]
    return f" (from {', '.join(given)})"


def _drain_stdout() -> None:
    """Drop what stdout does not take: Python tries it once more at exit, and would print a second error."""
    try:
        sys.stdout.flush()
    except OSError:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _bug(error: Exception) -> int:
    """Tell the user that this is a fault of newskg, and how to report it."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    if os.environ.get("KG_DEBUG", "0") not in {"", "0"}:
        messages.trace(error)
    messages.fail(
        f"this is a bug in newskg {__version__}: {type(error).__name__} at {where}: {error}",
        "run it as 'kg --debug …' and report what it prints, with the output of 'kg info --markdown'",
    )
    return BUG_EXIT
