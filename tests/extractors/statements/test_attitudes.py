from __future__ import annotations

import pytest

from kg.extractors.statements.attitudes import find_estimate, find_made_plain, find_plea
from kg.extractors.statements.cues import load_cues
from tests.trees import place, said, tokens_of


@pytest.mark.parametrize(
    ("text", "verb", "cue", "content"),
    [
        (
            "Kovac made it clear that the road would stay closed.",
            "made",
            "made it clear",
            "that the road would stay closed",
        ),
        ("The union has made it plain it will not sign.", "made", "has made it plain", "it will not sign"),
        ("The coach let slip that the deal was off.", "let", "let slip", "that the deal was off"),
    ],
)
def test_what_is_made_plain_is_said(text: str, verb: str, cue: str, content: str) -> None:
    tokens = tokens_of(text)
    one = find_made_plain(tokens, place(tokens, verb), load_cues())
    assert one is not None
    assert (said(tokens, one).cue, said(tokens, one).content) == (cue, content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Krull pleaded guilty to two counts of fraud.", "guilty to two counts of fraud"),
        ("He pleaded not guilty.", "not guilty"),
    ],
)
def test_a_plea_is_what_was_said(text: str, content: str) -> None:
    tokens = tokens_of(text)
    one = find_plea(tokens, place(tokens, "pleaded"), load_cues())
    assert one is not None
    assert said(tokens, one).content == content


def test_an_estimate_is_a_statement() -> None:
    tokens = tokens_of("Police put the number of marchers at 40,000.")
    one = find_estimate(tokens, place(tokens, "put"), load_cues())
    assert one is not None
    assert (said(tokens, one).content, said(tokens, one).cue) == ("the number of marchers at 40,000", "put")
