"""Who may touch an embedded store: one writer, or any number of readers, told by a locked file.

RocksDB refuses a second writer by itself, but lets a reader in beside a writer, which Oxigraph calls
undefined behaviour. The file beside the data keeps the two apart and names the process to wait for.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

LOCK_FILE = "kg.lock"

# A second loader waits for the first, which is quick for all but the first load of a large folder.
WAIT_S = 60.0
_POLL_S = 0.05


@contextmanager
def hold(folder: Path, *, exclusive: bool, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the store in ``folder`` for writing (``exclusive``) or for reading until the block ends.

    Raises ``StoreError`` with the holder's process id when it is not free within ``wait_s``.
    """
    path = folder / LOCK_FILE
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666), "r+b")
    except OSError as error:
        raise StoreError(f"{folder}: cannot be locked: {error.strerror}") from error
    with file:
        _acquire(file, folder, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH, wait_s)
        if exclusive:
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode("ascii"))
            file.flush()
        yield


def _acquire(file: BinaryIO, folder: Path, kind: int, wait_s: float) -> None:
    """Lock the open file; the lock ends with the process, however that ends."""
    give_up = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < give_up:
                time.sleep(_POLL_S)
                continue
            file.seek(0)
            holder = file.read(20).decode("ascii", "replace").strip() or "unknown"
            raise StoreError(
                f"{folder}: another process uses this store (last writer: process {holder})",
                hint="wait for it to end, or give another --store",
            ) from None
        return
