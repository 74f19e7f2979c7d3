"""Headlines and deks by their look."""

from __future__ import annotations

import pytest

from kg.read.headlines import can_be_dek, can_be_headline, is_prose, letters

NEXT = "The council voted on Tuesday to keep the bridge shut for the winter, the mayor said."


@pytest.mark.parametrize(
    ("text", "adjoins", "expected"),
    [
        pytest.param("Bridge stays shut", True, True, id="no end"),
        pytest.param("Only 24 Percent of Bridges Are Safe.", True, True, id="title case with a full stop"),
        pytest.param("Engineers blame salt in old bridge.", False, True, id="no articles, blank line"),
        pytest.param("Engineers blame salt in old bridge.", True, False, id="no articles, no blank line"),
        pytest.param("The engineers blame salt.", False, False, id="sentence with an article"),
        pytest.param("Engineers said salt did it.", False, False, id="sentence that reports"),
        pytest.param("Good Morning.", False, False, id="two words"),
        pytest.param("The mayor said:", False, False, id="colon"),
        pytest.param("Bridge " * 40, False, False, id="too long"),
    ],
)
def test_headline(text: str, *, adjoins: bool, expected: bool) -> None:
    assert can_be_headline(text, NEXT, adjoins=adjoins) is expected


def test_a_line_that_goes_on_in_small_letters_is_no_headline() -> None:
    assert not can_be_headline("The council, which met on Tuesday", "voted against it.", adjoins=True)


def test_a_dispatch_shows_that_the_line_above_is_its_headline() -> None:
    assert can_be_headline("The bridge is to stay shut.", f"OSLO (AP) — {NEXT}", adjoins=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt is to blame", True),
        ("Who knows? Salt may.", True),
        ("“We go.”", False),
        ("He said:", False),
    ],
)
def test_dek(text: str, *, expected: bool) -> None:
    assert can_be_dek(text) is expected


def test_a_dispatch_is_prose_and_a_headline_with_a_dash_is_not() -> None:
    assert is_prose(f"OSLO - {NEXT}")
    assert not is_prose("Oslo - Bergen bridge shut")


def test_two_prints_of_a_headline_share_their_letters() -> None:
    assert letters("Bridge ‘Stays’ Shut!") == letters("bridge stays shut")
