"""Names of people, outlets and agencies by look and table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.read.names import is_agency, is_full_name, is_name, is_outlet

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ada Lind", True), ("Lind", False), ("The Ledger", False), ("Bridge closes", False), ("March", False)],
)
def test_names_of_people(text: str, *, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters", True),
        ("the Associated Press", True),
        ("Halverton Times", True),
        ("Ada Lind", False),
        ("news", False),
    ],
)
def test_names_of_outlets(text: str, *, expected: bool) -> None:
    assert is_outlet(text) is expected


def test_agencies_are_told_from_other_outlets() -> None:
    assert is_agency("The Associated Press")
    assert not is_agency("The Guardian")


def test_a_full_name_begins_with_a_known_given_name() -> None:
    assert is_full_name("PETER LIND")
    assert not is_full_name("Bridge Shut")


@pytest.mark.parametrize("test", [is_name, is_outlet, is_full_name])
def test_no_giant_line_is_a_name(test: Callable[[str], bool]) -> None:
    assert not test("Peter Times " * 50_000)
