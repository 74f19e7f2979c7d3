from __future__ import annotations

import pytest

from tests.trees import shown, statements


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Lind told the BBC exports of timber were up.", "BBC"),
        ("Lind told the Rana news agency exports of timber were up.", "the Rana news agency"),
    ],
)
def test_an_outlet_that_was_told_is_no_part_of_what_it_was_told(text: str, outlet: str) -> None:
    (one,) = statements(text, {"person": "Lind", "outlet": outlet})
    assert shown(text, one.content) == ["exports of timber were up"]
    assert shown(text, one.addressees) == [outlet]


def test_an_outlet_that_does_something_in_the_clause_is_its_subject() -> None:
    text = "Lind told Reuters was closing."
    assert all(
        shown(text, one.content) == ["Reuters was closing"]
        for one in statements(text, {"person": "Lind", "outlet": "Reuters"})
    )


def test_only_outlets_are_taken_for_listeners() -> None:
    text = "Lind told the BBC exports of timber were up."
    (one,) = statements(text, {"person": "Lind"})
    assert shown(text, one.content) == ["the BBC exports of timber were up"]
