"""Bytes become text by their byte order mark or as strict UTF-8, or are refused with offset and remedy."""

from __future__ import annotations

import codecs
from typing import Final

from kg.errors import InputError
from kg.read.clean import control_share

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a file begins with when it is not text. The longest comes first where one begins with another.
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip file inside a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"WARC/", "a WARC archive"),
)

# Text with stray NULs stays far below (one NUL a line is 1 to 2 %); UTF-16 without a mark is at 50 %,
# programs, images and databases that happen to decode are above 20 %.
_BINARY_SHARE: Final = 0.1


def byte_order_mark(data: bytes) -> tuple[str, int]:
    r"""The encoding that the first bytes declare, and the length of the mark; UTF-8 without a mark.

    >>> byte_order_mark(b"\xff\xfeN\x00")
    ('utf-16-le', 2)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


def decode(data: bytes) -> str:
    """The text of a file, its byte order mark dropped, its line ends untouched.

    Raises ``InputError`` that names the offset of the first byte that is no text, and the remedy.
    """
    kind = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    if kind is not None:
        raise InputError(f"{kind}, not text", hint="extract its text into a .txt file first")
    encoding, skipped = byte_order_mark(data)
    try:
        text = data[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _refusal(data, encoding, error.start + skipped) from error
    if control_share(text) > _BINARY_SHARE:
        raise _binary(data)
    return text


def _refusal(data: bytes, encoding: str, offset: int) -> InputError:
    """The error for a byte that the encoding does not allow."""
    if encoding != "utf-8":
        return InputError(
            f"not {encoding.upper()} although it begins with that byte order mark: offset {offset}",
            hint="the file is cut or damaged; write it again as UTF-8",
        )
    head = data[: max(offset, 1)].decode("utf-8", errors="replace")
    if b"\0" in data[:8192] or control_share(head) > _BINARY_SHARE:
        return _binary(data)
    line = data.count(b"\n", 0, offset) + 1
    return InputError(
        f"not UTF-8: byte 0x{data[offset]:02X} at offset {offset} (line {line})",
        hint="if it is Latin-1: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
    )


def _binary(data: bytes) -> InputError:
    """The error for bytes that are no text, or text in UTF-16 that does not say so."""
    odd, even = data[1:2000:2].count(0), data[:2000:2].count(0)
    for name, most, least in (("UTF-16LE", odd, even), ("UTF-16BE", even, odd)):
        if most > 0.3 * len(data[:2000]) and least == 0:  # Latin letters have a zero in every second byte
            return InputError(
                f"looks like {name} without a byte order mark", hint=f"iconv -f {name} -t UTF-8 FILE > NEW"
            )
    first = next((at for at, byte in enumerate(data) if byte < ord(" ") and byte not in b"\t\n\r"), 0)
    return InputError(
        f"binary data, not text: byte 0x{data[first]:02X} at offset {first}",
        hint="give text files or JSON Lines",
    )
