"""Triples that are read more than once: from memory when they are few, else from a file of their own.

Parsing costs ten times what splitting a line does, and a large graph is read six times.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from tempfile import TemporaryFile, gettempdir
from typing import IO, TYPE_CHECKING

from kg.check.sources import Triple
from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@contextmanager
def replayed(triples: Iterable[Triple], *, most: int) -> Iterator[Callable[[], Iterator[Triple]]]:
    """A function that gives ``triples`` each time it is called; at most ``most`` are kept in memory."""
    waiting = iter(triples)
    first = list(islice(waiting, most + 1))
    if len(first) <= most:
        yield partial(iter, first)
        return
    # The line end is fixed, so that no other sign in a literal can be taken for one.
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as file:
        for triple in chain(first, waiting):
            _write(file, " ".join(triple) + "\n")
        _write(file, "", last=True)
        del first
        yield partial(_read, file)


def _write(file: IO[str], line: str, *, last: bool = False) -> None:
    """Add a line, and with the last all that is held back; raises ``OutputError`` without room for it."""
    try:
        file.write(line)
        if last:
            file.flush()
    except OSError as error:
        with suppress(OSError):  # what it has not taken it tries once more
            file.close()
        raise OutputError(
            f"{gettempdir()}: no room for temporary files: {error.strerror}",
            hint="set TMPDIR to a folder with more room",
        ) from error


def _read(file: IO[str]) -> Iterator[Triple]:
    file.seek(0)
    for line in file:
        yield Triple(*line[:-1].split(" ", 2))
