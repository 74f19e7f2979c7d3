"""Files that are whole or absent: temporary name in the same folder, flush, fsync, rename.

A run that is killed leaves the old file or the new one. The temporary file has a fixed name and is
locked, so that a second writer of the same file is refused, and the next run takes over what a killed
one left behind.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import stat
import sys
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.output.formats import Target

# zlib's own default; level 9 takes twice the time for files 1 % smaller (Turtle of news, 2 MB).
_GZIP_LEVEL = 6
TEMPORARY = ".kg-file.part"
"""The one temporary name in such a folder; what a killed run left under it can be thrown away."""


class Writer:
    """Takes the bytes of one output, compresses them if asked, and names the place when it fails."""

    def __init__(self, raw: BinaryIO, name: str, *, compressed: bool) -> None:
        """Write to ``raw``; ``name`` is what a message calls it."""
        self._raw = raw
        self._name = name
        # No file name and no time in the header: the same graph gives the same bytes.
        self._packed = (
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=_GZIP_LEVEL)
            if compressed
            else None
        )

    def write(self, data: bytes) -> None:
        """Write all of ``data``; raises ``OutputError`` when the place takes no more."""
        with naming(self._name):
            if self._packed is None:
                self._raw.write(data)
            else:
                self._packed.write(data)

    def finish(self, *, durable: bool) -> None:
        """Write what is still held back; ``durable`` waits until the disk has it."""
        with naming(self._name):
            if self._packed is not None:
                self._packed.close()
            self._raw.flush()
            if durable:
                os.fsync(self._raw.fileno())


@contextmanager
def open_for_writing(target: Target) -> Iterator[Writer]:
    """A writer for the whole result, which takes its name when the block ends without an error.

    A pipe or a device is written as it comes, and so is stdout. Raises ``OutputError`` when the place
    cannot be written; a file of that name is then as it was before.
    """
    if target.path is None:
        writer = Writer(sys.stdout.buffer, "stdout", compressed=target.compressed)
        yield writer
        writer.finish(durable=False)
        return
    path = Path(os.path.realpath(target.path))
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with naming(str(target.path)):
            device: BinaryIO = path.open("wb")
        try:
            writer = Writer(device, str(target.path), compressed=target.compressed)
            yield writer
            writer.finish(durable=False)
        finally:
            _close(device, str(target.path))
        return
    with _renamed_when_done(path, str(target.path)) as raw:
        writer = Writer(raw, str(target.path), compressed=target.compressed)
        yield writer
        writer.finish(durable=True)


def write_file(target: Target, data: bytes) -> None:
    """Write ``data``, compressed if the target says so, whole or not at all."""
    with open_for_writing(target) as writer:
        writer.write(data)


def compressed(data: bytes) -> bytes:
    """The data as a file that ends in .gz holds it."""
    file = BytesIO()
    writer = Writer(file, "memory", compressed=True)
    writer.write(data)
    writer.finish(durable=False)
    return file.getvalue()


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, whole or not at all, in a folder that this process alone writes.

    Without the lock of ``write_file``, and without waiting for the folder: ``sync_folder`` does that
    once for many files. 10,000 files took 50 s instead of 96 s.
    """
    temporary = path.with_name(TEMPORARY)
    with naming(str(path)):
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Return when the disk has the names of the folder's files."""
    with naming(str(folder)):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def lock(path: Path) -> BinaryIO | None:
    """The file ``path``, made if need be, open and locked; None while another process holds it.

    The lock ends with the process that holds it, however that ends. Raises ``OSError``.
    """
    while True:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.fdopen(os.open(path, flags, 0o666), "r+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        # The holder before us may have renamed or removed the file we opened: then ours has no name.
        if _same(path, file):
            return file
        file.close()


def _same(path: Path, file: BinaryIO) -> bool:
    """Whether the open file is the one of that name."""
    try:
        named = path.lstat()
    except FileNotFoundError:
        return False
    return os.path.samestat(named, os.fstat(file.fileno()))


@contextmanager
def _renamed_when_done(path: Path, name: str) -> Iterator[BinaryIO]:
    """A locked temporary file beside ``path`` that becomes ``path`` when the block ends well."""
    temporary = path.with_name(f".kg-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.part")
    with naming(name):
        raw = lock(temporary)
    if raw is None:
        raise OutputError(f"{name}: another process is writing it", hint="wait for it, or give another -o")
    with ExitStack() as undo:
        undo.callback(_close, raw, name)
        undo.callback(temporary.unlink, missing_ok=True)
        with naming(name):
            raw.truncate(0)
        yield raw
        with naming(name):
            if path.exists():
                os.fchmod(raw.fileno(), stat.S_IMODE(path.stat().st_mode))
            temporary.replace(path)
        # The name is free from here on: what bears it may be another process's.
        undo.pop_all()
        _close(raw, name)
    sync_folder(path.parent)


def _close(file: BinaryIO, name: str) -> None:
    """Close the file; what it could not write it tries once more, and fails without a name of its own."""
    with naming(name):
        file.close()


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Turn an error of the operating system into one that names the output.

    A closed pipe stays what it is: the reader of stdout has had enough, which is no error of ours.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{name}: cannot be written: {reason}", hint=_hint(error, name)) from error


def _hint(error: OSError, name: str) -> str:
    """What to do about an error of the operating system."""
    if name == "stdout":
        return "send it to a place that takes it"
    if isinstance(error, FileNotFoundError):
        return "make the folder first"
    return "the old file, if there was one, is untouched; give another place with -o"
