"""Bytes of files and pipes as chunks and lines, decompressed, never more in memory than the limits."""

from __future__ import annotations

import codecs
import os
import stat
import zlib
from typing import IO, TYPE_CHECKING, Final, Protocol

from kg.errors import InputError
from kg.read.article import MAX_CHARACTERS
from kg.read.decode import byte_order_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# No encoding needs more than four bytes a character, and a byte order mark has four at most: a longer
# file holds a longer article, so reading can stop there.
MAX_ARTICLE_BYTES: Final = 4 * MAX_CHARACTERS + 4
# A record of a million characters, each of them escaped as two surrogates, and its other keys.
MAX_RECORD_BYTES: Final = 20_000_000
# DEFLATE packs at most 1,032 to 1. News as JSON Lines packs 3 to 10 to 1, and 30 to 1 where most of it
# repeats; a stream beyond 100 to 1 that has given 20 MB is a bomb.
_MOST_EXPANSION: Final = 100
_UNSUSPICIOUS_BYTES: Final = 20_000_000

_CHUNK: Final = 1 << 16
_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31  # zlib: 15 for the largest window, 16 for a gzip header


class Readable(Protocol):
    """Bytes that can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


def open_regular(path: Path, *, follow: bool) -> IO[bytes]:
    """The file open for reading; a symbolic link only when ``follow``, never a pipe or device.

    Raises ``InputError`` for what is no regular file, ``OSError`` for what cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    number = os.open(path, flags if follow else flags | getattr(os, "O_NOFOLLOW", 0))
    mode = os.fstat(number).st_mode
    if not stat.S_ISREG(mode):
        os.close(number)
        raise InputError(f"{kind_of(mode)}, not a file", hint="pipe its content in and give '-'")
    return os.fdopen(number, "rb")


def kind_of(mode: int) -> str:
    """What a file that is not regular is, in words."""
    tests = (
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((kind for test, kind in tests if test(mode)), "a special file")


def chunks(stream: Readable) -> Iterator[bytes]:
    """The bytes of a stream in pieces, decompressed when they begin as gzip does.

    Raises ``InputError`` for a damaged or cut gzip stream and for one that swells without end.
    """
    pieces = iter(lambda: stream.read(_CHUNK), b"")
    head = next(pieces, b"")
    while 0 < len(head) < len(_GZIP) and (more := next(pieces, b"")):
        head += more
    packed = head.startswith(_GZIP)
    joined = _with_first(head, pieces)
    return _decompressed(joined) if packed else joined


def _with_first(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces with one more before them."""
    if first:
        yield first
    yield from rest


def _decompressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes that a gzip stream of one or more members holds."""
    given = taken = 0
    member = zlib.decompressobj(_GZIP_WINDOW)
    for piece in pieces:
        taken += len(piece)
        data, more = piece, True
        while more:
            if member.eof:
                if not data.strip(b"\0"):  # padding after the last member, as tape and disk blocks leave it
                    break
                member = zlib.decompressobj(_GZIP_WINDOW)
            try:
                out = member.decompress(data, _CHUNK)
            except zlib.error as error:
                raise InputError(f"damaged gzip file: {error}", hint="fetch or compress it again") from error
            data = member.unused_data if member.eof else member.unconsumed_tail
            more = bool(data) or (len(out) == _CHUNK and not member.eof)
            given += len(out)
            if given > max(_UNSUSPICIOUS_BYTES, _MOST_EXPANSION * taken):
                raise InputError(
                    f"gzip file that swells more than {_MOST_EXPANSION} times",
                    hint="decompress it yourself first",
                )
            yield out
    if not member.eof:
        raise InputError("gzip file that ends too early", hint="fetch or compress it again")


def whole(pieces: Iterable[bytes], limit: int) -> bytes:
    """All bytes of a stream. Raises ``InputError`` as soon as they are more than ``limit``."""
    found: list[bytes] = []
    size = 0
    for piece in pieces:
        found.append(piece)
        size += len(piece)
        if size > limit:
            raise InputError(
                f"more than {limit:,} bytes, too long for one article",
                hint="split it into its articles, or give them as JSON Lines",
            )
    return b"".join(found)


def utf8(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces in UTF-8 without a byte order mark, whatever the mark declares; not checked further.

    Raises ``InputError`` when text in UTF-16 or UTF-32 is cut or damaged.
    """
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= len(codecs.BOM_UTF32_LE):
            break
    encoding, skipped = byte_order_mark(head)
    rest = _with_first(head[skipped:], pieces)
    if encoding == "utf-8":
        yield from rest
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in rest:
            yield decoder.decode(piece).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        raise InputError(
            f"not {encoding.upper()} although it begins with that byte order mark",
            hint="the file is cut or damaged; write it again as UTF-8",
        ) from error


def split_records(pieces: Iterable[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream that are not blank, with their numbers from 1; None for one beyond ``limit``."""
    held: list[bytes] = []  # the beginning of a line, as far as earlier pieces have it
    size = 0
    number = 1
    for piece in pieces:
        lines = piece.split(b"\n")
        last = lines.pop()
        for part in lines:
            line = b"".join([*held, part]) if held else part
            if size + len(part) > limit:
                yield number, None
            elif line and not line.isspace():
                yield number, line
            held, size = [], 0
            number += 1
        size += len(last)
        held = [*held, last] if size <= limit else []
    line = b"".join(held)
    if size > limit:
        yield number, None
    elif line and not line.isspace():
        yield number, line
