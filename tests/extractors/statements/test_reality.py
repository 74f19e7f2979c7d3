from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.reality import Reality, is_purpose, reality
from tests.trees import place, tokens_of


def real(text: str, verb: str) -> Reality:
    """Whether the act at the verb took place."""
    tokens = tokens_of(text)
    return reality(tokens, place(tokens, verb), load_cues())


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Lind said the gate would hold.", "said"),
        ("The court has ruled that the sale was void.", "ruled"),
        ("Lind went on to say that the gate was safe.", "say"),
        ("Lind used his speech to warn that the gate was open.", "warn"),
        ("The chairman was quick to add that the fund was safe.", "add"),
        ("Lind began to explain why the gate was open.", "explain"),
        ("Bello left the hall, saying that the vote was lost.", "saying"),
        ("Bello criticised the bank and said she would sue.", "said"),
        ("Let me express my thanks to the crew.", "express"),
        ("Lind was warned that the gate was open.", "warned"),
        ("She would later say that the gate was open.", "say"),
    ],
)
def test_an_act_that_is_told_took_place(text: str, verb: str) -> None:
    assert real(text, verb) is Reality.REAL


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Lind would say that the gate was safe.", "say"),
        ("Lind may announce the merger.", "announce"),
        ("Lind is expected to announce a merger.", "announce"),
        ("Lind plans to tell parliament that the gate is safe.", "tell"),
        ("Lind refused to say why the gate was open.", "say"),
        ("If Lind says the gate is safe, we stay.", "says"),
        ("Lind will not leave unless the court says so.", "says"),
        ("Just be warned that the gate might be open.", "warned"),
        ("The game lets you tell the press about the club.", "tell"),
    ],
)
def test_what_is_planned_wished_or_possible_is_unreal(text: str, verb: str) -> None:
    assert real(text, verb) is Reality.UNREAL


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Lind did not say when the bridge would open.", "say"),
        ("Lind has never said that the gate was safe.", "said"),
    ],
)
def test_a_negated_act_was_denied(text: str, verb: str) -> None:
    assert real(text, verb) is Reality.NEGATED


def test_a_joined_verb_is_as_real_as_the_first() -> None:
    assert real("Lind plans to resign and tell parliament why.", "tell") is Reality.UNREAL


def test_an_infinitive_of_purpose_is_known() -> None:
    tokens = tokens_of("The ministers met to discuss the flood.")
    assert is_purpose(tokens, place(tokens, "discuss"), load_cues())


def test_a_finite_verb_has_no_purpose() -> None:
    tokens = tokens_of("Lind said the gate would hold.")
    assert not is_purpose(tokens, place(tokens, "said"), load_cues())


def test_to_go_on_to_call_is_no_purpose() -> None:
    tokens = tokens_of("She went on to call the mayor “a coward”.")
    assert not is_purpose(tokens, place(tokens, "call"), load_cues())
