from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.passives import find_passive
from kg.model import Force
from tests.trees import Said, place, said, tokens_of


def found(text: str, verb: str) -> Said | None:
    """What a passive verb attributes."""
    tokens = tokens_of(text)
    at = place(tokens, verb)
    cue = load_cues().verb(tokens, at)
    assert cue is not None
    one = find_passive(tokens, at, cue, load_cues())
    return None if one is None else said(tokens, one)


@pytest.mark.parametrize(
    ("text", "verb", "content", "source"),
    [
        (
            "Residents were told by the council that the water was safe.",
            "told",
            "that the water was safe",
            "the council",
        ),
        (
            "It was reported that tools developed for the car could be used in aircraft.",
            "reported",
            "that tools developed for the car could be used in aircraft",
            "",
        ),
        ("Villagers were told that the road was mined.", "told", "that the road was mined", ""),
        ("Passengers were told to stay in their seats.", "told", "Passengers … to stay in their seats", ""),
        (
            "It was announced by the owners that the mill would close.",
            "announced",
            "that the mill would close",
            "the owners",
        ),
        (
            "The bank was ordered by the regulator to repay its customers.",
            "ordered",
            "The bank … to repay its customers",
            "the regulator",
        ),
        (
            "The treasurer was accused by the auditors of hiding two accounts.",
            "accused",
            "The treasurer … of hiding two accounts",
            "the auditors",
        ),
        (
            "The pilot was praised by the inquiry for her calm.",
            "praised",
            "The pilot … for her calm",
            "the inquiry",
        ),
        ("The report was denied by the palace.", "denied", "The report", "the palace"),
        ("The heir is said to live in a monastery.", "said", "The heir … to live in a monastery", ""),
    ],
)
def test_content_and_source_change_places_in_the_passive(
    text: str, verb: str, content: str, source: str
) -> None:
    one = found(text, verb)
    assert one is not None
    assert (one.content, one.source) == (content, source)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The plan was criticised.", "criticised"),
        ("She said she had been informed that the case was closed.", "informed"),
        ("It was denied.", "denied"),
        ("He was mocked by his rivals.", "mocked"),
    ],
)
def test_a_passive_that_nobody_says_is_no_statement(text: str, verb: str) -> None:
    assert found(text, verb) is None


def test_who_was_told_is_the_addressee() -> None:
    tokens = tokens_of("Villagers were told that the road was mined.")
    at = place(tokens, "told")
    cue = load_cues().verb(tokens, at)
    assert cue is not None
    one = find_passive(tokens, at, cue, load_cues())
    assert one is not None
    assert one.addressee is not None
    assert tokens.word[one.addressee.head] == "Villagers"


def test_asking_somebody_to_act_is_an_order() -> None:
    tokens = tokens_of("Passengers were asked by the crew to stay seated.")
    at = place(tokens, "asked")
    cue = load_cues().verb(tokens, at)
    assert cue is not None
    one = find_passive(tokens, at, cue, load_cues())
    assert one is not None
    assert one.force is Force.ORDER


def test_who_asks_ends_before_the_question() -> None:
    one = found("The singer was asked by a caller why the islands had lost their ferry.", "asked")
    assert one is not None
    assert (one.content, one.source) == ("why the islands had lost their ferry", "a caller")


def test_who_the_parser_takes_for_what_is_told_is_the_subject_of_the_clause() -> None:
    assert found("We're told Ben wasn't at the party.", "told") == Said(
        "Ben wasn't at the party", "", "'re told", "passive"
    )
