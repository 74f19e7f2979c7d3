"""Reading over HTTP: a SPARQL endpoint and pages for people, over a store that does not change."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.rdf_files import find_sources
from kg.serve.handler import Handler
from kg.serve.pool import Pool
from kg.serve.server import Server, Settings
from kg.store import Inputs, open_store, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Server", "Settings", "frozen_store", "loaded_store", "serving"]

_PREFIX = ".kg-serve-"


@contextmanager
def frozen_store(folder: Path) -> Iterator[Path]:
    """The present content of the store in ``folder``, kept apart until the block ends.

    Later loads do not disturb it: a reader beside a writer is undefined behaviour in Oxigraph. It stands
    beside the store, because hard links cannot leave a file system.
    """
    parent = folder.absolute().parent
    _remove_left(parent)
    try:
        place = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent))
    except OSError as error:
        raise StoreError(f"{parent}: cannot be written: {error.strerror}") from error
    try:
        snapshot(folder, place / "store")
        yield place / "store"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _remove_left(parent: Path) -> None:
    """Remove what servers left that were killed."""
    for path in parent.glob(f"{_PREFIX}*"):
        holder = path.name.removeprefix(_PREFIX).partition("-")[0]
        if holder.isdecimal() and not _is_running(int(holder)):
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process: int) -> bool:
    """Whether a process of this number is there."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


@contextmanager
def loaded_store(paths: Sequence[str]) -> Iterator[Path]:
    """The files' graphs in a store of its own until the block ends; ``InputError`` for a bad file."""
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as folder:
        place = Path(folder) / "store"
        with open_store(place) as store:
            for source in find_sources(paths):
                inputs = Inputs([source], strict=True)
                store.put(list(inputs.graphs()))
        yield place


@contextmanager
def serving(place: Path, *, host: str, port: int, timeout_s: float, settings: Settings) -> Iterator[Server]:
    """A server over the store at ``place``, listening; the caller runs ``serve_forever``.

    Raises ``StoreError`` when the address is taken.
    """
    pool = Pool(place, timeout_s=timeout_s)
    try:
        try:
            server = Server((host, port), Handler, pool, settings)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(f"{host}:{port}: {reason}", hint="give another --port") from error
        with server:
            yield server
    finally:
        pool.close()
