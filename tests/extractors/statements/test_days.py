from __future__ import annotations

from datetime import date

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from tests.trees import said, shown, statements, tokens_of

WEDNESDAY = date(2025, 3, 19)


def contents(text: str) -> list[str]:
    """The contents of the clauses of a text."""
    tokens = tokens_of(text)
    return [said(tokens, one).content for one in find_clauses(tokens, load_cues())]


@pytest.mark.parametrize(
    "text",
    [
        "Lind said Monday the gate was old and rusty.",
        "Lind said Monday night the gate was old and rusty.",
        "Lind told reporters Monday the gate was old and rusty.",
        "Lind said on Monday the gate was old and rusty.",
    ],
)
def test_a_day_right_behind_the_verb_is_when_it_was_said(text: str) -> None:
    assert contents(text) == ["the gate was old and rusty"]
    (one,) = statements(text, day=WEDNESDAY)
    assert one.time is not None
    assert one.time.not_after == date(2025, 3, 17)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind said Monday was a good day for the shops.", "Monday was a good day for the shops"),
        ("Lind said this year sales would fall.", "this year sales would fall"),
        ("Lind said Friday prayers were cancelled.", "Friday prayers were cancelled"),
    ],
)
def test_a_day_that_belongs_to_the_clause_stays_there(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    "text", ["Lind said on Monday exports of timber were up.", "Lind said Monday exports of timber were up."]
)
def test_a_day_is_no_part_of_the_subject_behind_it(text: str) -> None:
    (one,) = statements(text, day=WEDNESDAY)
    assert shown(text, one.content) == ["exports of timber were up"]
    assert one.time is not None
    assert one.time.not_after == date(2025, 3, 17)
