"""Streams: decompressed with a bound, cut into lines with a bound, and never a pipe or device opened."""

from __future__ import annotations

import gzip
import io
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.streams import chunks, open_regular, split_records, utf8, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Without controls: UTF-16 text that begins with NUL has the byte order mark of UTF-32.
ENCODABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")))
CUTS = st.lists(st.binary(max_size=20), max_size=20)


def unpacked(data: bytes) -> bytes:
    """The bytes after reading."""
    return b"".join(chunks(io.BytesIO(data)))


@given(st.binary())
def test_compressing_is_undone(data: bytes) -> None:
    assert unpacked(gzip.compress(data)) == data


@given(st.binary(), st.binary())
def test_gzip_members_one_after_the_other_are_joined(first: bytes, second: bytes) -> None:
    assert unpacked(gzip.compress(first) + gzip.compress(second) + b"\0" * 10) == first + second


@given(st.binary().filter(lambda data: not data.startswith(b"\x1f\x8b")))
def test_other_bytes_are_passed_on(data: bytes) -> None:
    assert unpacked(data) == data


def test_large_members_come_whole() -> None:
    data = os.urandom(300_000) + b"a" * 300_000
    assert unpacked(gzip.compress(data)) == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(gzip.compress(b"Lind said no." * 50)[:-9], "ends too early", id="cut"),
        pytest.param(b"\x1f\x8b\x08\x00" + b"x" * 50, "damaged gzip", id="damaged"),
        pytest.param(gzip.compress(b"a") + b"more", "damaged gzip", id="bytes after the end"),
    ],
)
def test_a_broken_gzip_file_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        unpacked(data)


def test_a_bomb_is_stopped_long_before_its_end() -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    given_out: list[int] = []
    with pytest.raises(InputError, match="swells more than 100 times"):
        given_out.extend(map(len, chunks(io.BytesIO(bomb))))
    assert sum(given_out) < 21_000_000


def test_reading_whole_stops_at_the_limit() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"a" * 100

    with pytest.raises(InputError, match="more than 1,000 bytes"):
        whole(endless(), 1000)
    assert whole([b"ab", b"c"], 3) == b"abc"


@given(CUTS)
def test_lines_do_not_depend_on_where_the_stream_is_cut(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    numbered = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    assert list(split_records(pieces, 1000)) == numbered


def test_a_line_beyond_the_limit_is_passed_over_and_the_rest_goes_on() -> None:
    pieces = [b"one\n", b"x" * 50, b"y" * 50, b"\n\ntwo\n", b"z" * 101]
    assert list(split_records(pieces, 100)) == [
        (1, b"one"),
        (2, b"x" * 50 + b"y" * 50),
        (4, b"two"),
        (5, None),
    ]
    assert list(split_records(pieces, 99)) == [(1, b"one"), (2, None), (4, b"two"), (5, None)]


@given(
    ENCODABLE,
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
    st.integers(1, 9),
)
def test_marked_encodings_become_utf8(text: str, encoding: str, size: int) -> None:
    data = text.encode(encoding)
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    assert b"".join(utf8(pieces)).decode() == text


def test_a_cut_utf16_stream_is_refused() -> None:
    with pytest.raises(InputError, match="not UTF-16"):
        list(utf8(iter(["Lind".encode("utf-16")[:-1]])))


def test_links_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.txt", tmp_path / "link.txt"
    os.mkfifo(pipe)
    (tmp_path / "a.txt").write_text("Lind said no.")
    link.symlink_to(tmp_path / "a.txt")
    with pytest.raises(InputError, match="a pipe, not a file"):
        open_regular(pipe, follow=True)
    with pytest.raises(InputError, match="a folder, not a file"):
        open_regular(tmp_path, follow=True)
    with pytest.raises(OSError, match="symbolic links"):
        open_regular(link, follow=False)
    with open_regular(link, follow=True) as file:
        assert file.read() == b"Lind said no."
