"""Room for any query: a stack that the longest chain of operators fits on, and a way to interrupt it."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

# Oxigraph calls itself for each link of a chain (1+1+1…), some 100,000 of them in the longest query that
# is taken: on the 8 MiB of the main thread that ends the process. Only what is used takes memory.
_STACK_BYTES = 1 << 30


def with_room(call: Callable[[], T]) -> T:
    """What ``call`` gives or raises; meanwhile a signal is heard, which it is not inside Oxigraph."""
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            outcome.set_exception(error)

    before = threading.stack_size(_STACK_BYTES)
    try:
        threading.Thread(target=run, daemon=True, name="kg-query").start()
    except RuntimeError:
        run()  # where so much address space is not to be had, the stack that is there has to do
    finally:
        threading.stack_size(before)
    return outcome.result()
