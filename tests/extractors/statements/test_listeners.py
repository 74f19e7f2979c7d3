from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.listeners import without_listeners
from tests.trees import shown, statements, tokens_of


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


def test_a_programme_that_was_told_is_no_part_of_what_it_was_told() -> None:
    text = 'Lind told CBS\'s "Face the Nation" on Sunday that the gate was open.'
    (one,) = statements(text, {"person": "Lind", "outlet": "CBS"})
    assert shown(text, one.content) == ["that the gate was open"]
    assert shown(text, one.addressees) == ["CBS"]


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


def test_an_outlet_at_the_end_of_the_text_is_left_alone() -> None:
    tokens = tokens_of("Lind told Reuters")
    one = Found(
        content=frozenset({2}),
        cue=(1,),
        lemma="tell",
        source=Source(0, 0, 0),
        anchor=1,
        rule="object",
        rank=1,
    )
    assert without_listeners(tokens, [one], frozenset({2}), load_cues()) == [one]
