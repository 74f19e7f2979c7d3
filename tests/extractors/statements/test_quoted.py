from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.quoted import find_quoted
from tests.trees import Said, said, tokens_of


def found(text: str) -> list[tuple[Said, list[str]]]:
    """What is quoted "as saying", with the sources of the hops behind the speaker."""
    tokens = tokens_of(text)
    return [
        (said(tokens, one), [tokens.word[relay.source.head] for relay in one.relays])
        for one in find_quoted(tokens, load_cues())
    ]


def test_who_quotes_is_a_hop_behind_the_speaker() -> None:
    text = "Bloomberg quoted the chief economist as saying that the slump had ended."
    assert found(text) == [
        (
            Said("that the slump had ended", "the chief economist", "as saying", "quoted as saying"),
            ["Bloomberg"],
        )
    ]


def test_content_may_stand_in_front_of_who_quotes() -> None:
    ((one, relays),) = found("The slump has ended, Bloomberg quoted the chief economist as saying.")
    assert (one.content, one.source, relays) == ("The slump has ended", "the chief economist", ["Bloomberg"])


def test_in_the_passive_the_subject_speaks() -> None:
    ((one, relays),) = found("The abbot was quoted as saying that the roof would last.")
    assert (one.content, one.source, one.cue, relays) == (
        "that the roof would last",
        "The abbot",
        "was quoted as saying",
        [],
    )


def test_in_the_passive_the_agent_is_the_hop() -> None:
    ((one, relays),) = found("The abbot was quoted by the BBC as saying that the roof would last.")
    assert (one.source, relays) == ("The abbot", ["BBC"])


@pytest.mark.parametrize(
    "text", ["Lind quoted a poem.", "Reuters cited two officials.", "The price was quoted as high."]
)
def test_quoting_without_saying_is_no_statement(text: str) -> None:
    assert found(text) == []


def test_a_quotation_before_who_quotes_ends_at_its_mark() -> None:
    text = (
        '"Mines supplied us with good results on the yards and on the debt which will find a point of'
        ' solution in July," Danish news agency Apcom quoted several deputies as saying in a statement.'
    )
    ((one, _),) = found(text)
    assert one.content.endswith("in July")
