"""Text whose characters can all be kept: what cannot be is replaced one for one, so offsets stay true."""

from __future__ import annotations

from typing import Final

_REPLACEMENT: Final = "\ufffd"

# C0 controls and DEL (all but tab, line feed, carriage return), the format characters that reorder or
# hide text (Unicode Standard Annex 9, and the zero-width space and no-break space): no letter is lost,
# and a blank keeps the words on both sides apart, where U+FFFD would stick to them.
_BLANKED: Final = (
    *range(0x09),
    *range(0x0B, 0x0D),
    *range(0x0E, 0x20),
    0x7F,
    0x061C,
    0x200B,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
)

# C1 controls in news are windows-1252 that somebody decoded as Latin-1: the curly marks of quotations.
# The HTML standard reads them so (section "numeric character reference end state"), and so do we.
_C1: Final = {code: bytes([code]).decode("cp1252", errors="replace") for code in range(0x80, 0xA0)}

_NONCHARACTERS: Final = (
    *range(0xFDD0, 0xFDF0),
    *(plane * 0x10000 + low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
)

_TABLE: Final[dict[int, str]] = {
    **dict.fromkeys(_BLANKED, " "),
    **_C1,
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **dict.fromkeys(_NONCHARACTERS, _REPLACEMENT),
}

# Tab and the line ends are text; every other control character counts when asking whether this is text.
_CONTROLS: Final = dict.fromkeys([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])


def clean(text: str) -> str:
    r"""The text with every control, invalid or reordering character replaced by exactly one other.

    >>> clean("Lind\x00said \x93no\x94 \ud800")
    'Lind said “no” \ufffd'
    """
    # Nearly every text is clean, for what has to be replaced is not printable; to see that is quick.
    return text if all(map(str.isprintable, text.split("\n"))) else text.translate(_TABLE)


def control_share(text: str) -> float:
    r"""The share of characters that are controls and no white space: near 0 in text; 0 for no text.

    >>> control_share("a\x00b\x00")
    0.5
    """
    return 1 - len(text.translate(_CONTROLS)) / len(text) if text else 0.0
