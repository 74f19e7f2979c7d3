"""Bytes are decoded by their mark or as strict UTF-8; the rest is refused with offset and remedy."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.decode import byte_order_mark, decode

TEXT = "Bürgermeisterin Ödegård said “no”.\r\nЛинд 林德 🚀\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_with_a_mark_or_in_utf8_is_decoded_without_the_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\0\0\xfe\xff", "utf-32-be")],
)
def test_both_byte_orders_are_known(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == TEXT


def test_utf32_is_not_taken_for_utf16() -> None:
    assert byte_order_mark(b"\xff\xfe\0\0a\0\0\0") == ("utf-32-le", 4)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_decoding_undoes_encoding(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


def test_latin1_is_refused_with_byte_offset_line_and_remedy() -> None:
    with pytest.raises(InputError) as caught:
        decode("Eins\nZürich\n".encode("latin-1"))
    assert caught.value.message == "not UTF-8: byte 0xFC at offset 6 (line 2)"
    assert "iconv" in str(caught.value.hint)


def test_a_cut_utf16_file_is_refused_with_its_offset() -> None:
    data = "Lind".encode("utf-16")
    with pytest.raises(InputError, match="offset 8"):
        decode(data[:-1])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            "Lind said no.\n".encode("utf-16-le"), "looks like UTF-16LE without", id="UTF-16 unmarked"
        ),
        pytest.param(
            "Lind said no.\n".encode("utf-16-be"), "looks like UTF-16BE without", id="UTF-16 big-endian"
        ),
        pytest.param(bytes(range(256)) * 4, "binary data, not text: byte 0x00 at offset 0", id="all bytes"),
        pytest.param(b"\x01\x02" * 50, "binary data, not text: byte 0x01 at offset 0", id="controls"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "a PDF document, not text", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "a PNG image, not text", id="PNG"),
        pytest.param(b"PK\x03\x04\x14\0", "a ZIP archive", id="ZIP"),
        pytest.param(gzip.compress(b"text"), "a gzip file inside", id="gzip in gzip"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data)


def test_stray_nuls_do_not_make_text_binary() -> None:
    text = "Lind said no.\0\n" * 20
    assert decode(text.encode()) == text


@pytest.mark.parametrize("data", [b"Lind said no.\0\n" * 20 + b"\xff", b"\x01\x02" * 50 + b"\xff"])
def test_nuls_or_many_controls_before_a_byte_that_is_no_text_tell_a_binary_file(data: bytes) -> None:
    with pytest.raises(InputError, match="binary data, not text"):
        decode(data)


def refusal(data: bytes) -> InputError | None:
    """The error that the bytes end in, or None when they are text."""
    try:
        decode(data)
    except InputError as error:
        return error
    return None


@given(st.binary())
def test_any_bytes_give_text_or_one_line_with_a_remedy(data: bytes) -> None:
    error = refusal(data)
    assert error is None or (error.hint and "\n" not in error.message)
