"""Paragraphs: lines as printed, or joined where a wrapper broke them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.lines import ends_sentence, split_lines

WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=60, max_size=120)


def texts(text: str) -> list[str]:
    """The paragraphs' texts."""
    return [line.text for line in split_lines(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n", " \t\n \n"])
def test_every_line_end_parts_lines(end: str) -> None:
    assert texts(f"One.{end}Two.") == ["One.", "Two."]


def test_spans_are_trimmed_and_point_into_the_text() -> None:
    text = "\n  One. \r\n\u00a0Two.\t\n"
    assert [line.span.of(text) for line in split_lines(text)] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("One.\nTwo.", 0),
        ("One.\r\nTwo.", 0),
        ("One.\n\nTwo.", 1),
        ("One.\r\n\r\n\r\nTwo.", 2),
        ("One.\u2029Two.", 1),
    ],
)
def test_blank_lines_before_a_line_are_counted(text: str, blanks: int) -> None:
    assert split_lines(text)[1].blanks == blanks


def test_white_space_alone_has_no_lines() -> None:
    assert split_lines(" \n\t\r\n\u3000") == ()


WRAPPED = """\
Bridge over the Lune to stay shut until April after
inspectors find cracks

HALVERTON - The council voted on Tuesday to keep the old bridge shut
for the whole of the winter, and the mayor said that no date could be
given for the repairs.
"""


def test_text_wrapped_at_a_width_is_joined_to_paragraphs() -> None:
    joined = texts(WRAPPED)
    assert len(joined) == 2 + 1  # the two short lines of the headline were not broken for width
    assert (joined[-1][:9], joined[-1][-8:]) == ("HALVERTON", "repairs.")


def test_lines_that_end_before_the_width_are_paragraphs() -> None:
    assert texts("The bridge is shut.\nThe mayor spoke on Tuesday.\nRepairs begin in April.") == [
        "The bridge is shut.",
        "The mayor spoke on Tuesday.",
        "Repairs begin in April.",
    ]


@given(WORDS, st.integers(50, 90))
def test_joining_undoes_wrapping(words: list[str], width: int) -> None:
    paragraph = " ".join(words)
    wrapped = textwrap.fill(paragraph, width)
    if len(wrapped.split("\n")) > 3:
        assert len(split_lines(wrapped)) <= 2  # the last break can fall short of the width by chance


@given(st.text(st.sampled_from("ab .\n\r\u2028\u2029\t")))
def test_lines_are_in_order_apart_and_hold_all_but_white_space(text: str) -> None:
    lines = split_lines(text)
    kept = "".join(line.span.of(text) for line in lines)
    assert "".join(kept.split()) == "".join(text.split())
    ends = [0, *(line.span.end for line in lines)]
    assert all(line.span.start >= end for line, end in zip(lines, ends, strict=False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We go.", True),
        ("“We go!”", True),
        ("Gone?’)", True),
        ("So …", True),
        ("Bridge safe", False),
        ("“no”", False),
    ],
)
def test_sentence_end(text: str, *, expected: bool) -> None:
    assert ends_sentence(text) is expected
