"""What is used of Dask: a client of a cluster, and the futures it gives."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from kg.errors import EngineError, ExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

_CONNECT_S = 15


class Future(Protocol):
    """What is used of Dask's future."""

    key: str

    def result(self) -> list[object]:
        """The results, or the error raised."""

    def add_done_callback(self, call: Callable[[Future], None]) -> None:
        """Call back when it is done."""

    def release(self) -> None:
        """Let the cluster forget the results."""


class Client(Protocol):
    """What is used of Dask's client."""

    def submit(self, call: Callable[[bytes, Sequence[object]], object], *args: object, pure: bool) -> Future:
        """Have a worker call a function."""

    def nthreads(self) -> dict[str, int]:
        """The threads of each worker."""

    def run(self, call: Callable[[], None], *, on_error: str) -> object:
        """Call a function on every worker."""

    def close(self) -> None:
        """Let go of the cluster."""


def connect(scheduler: str) -> Client:
    """The client of a cluster. Raises ``ExtraError`` without Dask, ``EngineError`` when nobody answers."""
    distributed = _distributed()
    # Its own words about lost workers and connections would stand between our lines.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client: Client = distributed.Client(scheduler, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise EngineError(
            f"no Dask scheduler answers at {scheduler}: {str(error).partition(chr(10))[0]}",
            hint="give the address that 'dask scheduler' prints, such as tcp://HOST:8786",
        ) from error
    return client


def _distributed() -> ModuleType:
    """Dask's package, which is an extra."""
    try:
        return import_module("distributed")
    except ModuleNotFoundError as error:
        raise ExtraError(
            "--engine dask needs Dask, which is not installed", hint="pip install 'newskg[dask]'"
        ) from error
