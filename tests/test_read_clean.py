"""Cleaning is one for one: every offset found after it counts the characters as read."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.clean import _TABLE, clean, control_share

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_length_is_kept(text: str) -> None:
    assert len(clean(text)) == len(text)


@given(ANY_TEXT)
def test_the_result_encodes_and_cleaning_it_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert once.encode("utf-8").decode("utf-8") == once
    assert clean(once) == once


@given(ANY_TEXT)
def test_only_tab_and_line_ends_remain_of_the_controls(text: str) -> None:
    assert all(c in "\t\n\r" or unicodedata.category(c) != "Cc" for c in clean(text))


@given(st.text(st.characters(categories=("L", "N", "P", "S", "M"))))
def test_letters_figures_signs_and_marks_are_untouched(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        pytest.param("a\x00b", "a b", id="NUL"),
        pytest.param("a\x1b[31mb", "a [31mb", id="terminal escape"),
        pytest.param("a\x0cb\x0bc", "a b c", id="form feed and vertical tab"),
        pytest.param("a\u202eb\u2066c\u200fd", "a b c d", id="reordering characters"),
        pytest.param("a\u200bb\ufeffc", "a b c", id="zero-width space and byte order mark inside"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone surrogate"),
        pytest.param("a\ufdd0\uffff\U0010ffffb", "a\ufffd\ufffd\ufffdb", id="noncharacters"),
        pytest.param("\x93We don\x92t\x94 \x96 Lind", "“We don’t” – Lind", id="windows-1252 read as Latin-1"),
        pytest.param("a\x81b", "a\ufffdb", id="C1 control that windows-1252 lacks"),
        pytest.param("a\tb\r\nc\u00a0d\u2028e", "a\tb\r\nc\u00a0d\u2028e", id="white space that is text"),
        pytest.param("👩\u200d🚀 ا\u200cب", "👩\u200d🚀 ا\u200cب", id="joiners that letters need"),
    ],
)
def test_replacement(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


def test_control_share_counts_controls_and_no_white_space() -> None:
    assert control_share("\x00\x01ab") == 0.5
    assert control_share("a\tb\r\n\x0c\x1b") == 0.0
    assert control_share("") == 0.0


def test_every_character_is_cleaned_wherever_it_stands() -> None:
    for start in range(0, sys.maxunicode + 1, 4096):
        text = "".join(map(chr, range(start, start + 4096)))
        assert clean(text) == text.translate(_TABLE)
        assert [clean(character) for character in text] == list(clean(text))
