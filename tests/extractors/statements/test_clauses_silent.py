"""Verbs of saying that say nothing where they stand."""

from __future__ import annotations

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from tests.extractors.statements.clauses import contents, found
from tests.trees import Said, tokens_of


def test_to_be_unable_to_name_a_thing_is_not_to_ask_for_anonymity() -> None:
    assert contents("Holm said she could not name a ship.") == ["she could not name a ship"]


def test_a_participle_that_names_the_topic_says_nothing() -> None:
    assert contents("Speaking about the dam, Lind said it would hold.") == ["it would hold"]


@pytest.mark.parametrize(
    "text",
    [
        "The bank denied it.",
        "Lind made a statement.",
        "Lind called the hospital.",
        "The navy ordered three tugs.",
        "Lind spoke for an hour.",
        "Lind wrote a book.",
        "The guide showed visitors the mint.",
    ],
)
def test_an_object_that_says_nothing_is_no_content(text: str) -> None:
    assert contents(text) == []


def test_what_is_believed_is_no_report() -> None:
    assert contents("The smugglers are believed to have crossed at night.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Lind would say that the gate was safe.",
        "Lind is expected to announce a merger.",
        "Lind plans to tell parliament that the gate is safe.",
        "If Lind says the gate is safe, we stay.",
        "Lind declined to comment.",
        "The nurse asked not to be named.",
        "Lind believes the merger will fail.",
        "Lind thinks the gate is safe.",
    ],
)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert contents(text) == []


def test_a_report_that_is_negated_keeps_its_question() -> None:
    assert found("Lind did not say when the bridge would open.") == [
        Said("when the bridge would open", "Lind", "did not say", "question")
    ]


def test_an_infinitive_took_place_when_its_governor_says_so() -> None:
    assert contents("Lind went on to say that the gate was safe.") == ["that the gate was safe"]


def test_an_attitude_with_a_clause_is_a_statement() -> None:
    assert found("Yang is skeptical any results will be reached.") == [
        Said("any results will be reached", "Yang", "is skeptical", "attitude")
    ]


def test_a_verb_inside_a_quotation_attributes_nothing() -> None:
    assert "I would walk" not in contents("“My doctor said I would walk,” Pugh said.")


@pytest.mark.parametrize(
    "text",
    [
        "The city has imposed a ban on announcing results early.",
        "The council lifted its ban on admitting dogs to the beach.",
    ],
)
def test_what_a_ban_is_on_is_said_by_nobody(text: str) -> None:
    assert list(find_clauses(tokens_of(text), load_cues())) == []


@pytest.mark.parametrize(
    "text",
    [
        "Not everyone agreed that the bridge should go.",
        "No nurse said that the ward was full.",
        "Hardly anyone said that the ward was full.",
        "The owner has called the agent, the Spanish paper Marca.",
    ],
)
def test_nobody_says_what_not_everybody_says_or_whom_one_rings(text: str) -> None:
    assert list(find_clauses(tokens_of(text), load_cues())) == []


@pytest.mark.parametrize(
    "text",
    [
        "No 10 said that the road was safe.",
        "No fewer than ten nurses said that the ward was full.",
        "Lind said that No campaigners had claimed that the road was safe.",
    ],
)
def test_not_every_no_leaves_nobody(text: str) -> None:
    assert any(one.source.startswith("No ") for one in found(text))


@pytest.mark.parametrize(
    "text",
    ["Keeper Min-Woo conceded a penalty after nine minutes.", "Police questioned the student for two hours."],
)
def test_some_things_are_done_and_not_said(text: str) -> None:
    assert found(text) == []


def test_who_asks_to_remain_anonymous_says_nothing() -> None:
    assert found("Two members, who asked to remain anonymous, left early.") == []


def test_a_call_by_telephone_names_nobody() -> None:
    text = (
        "The owner has called the agent, Spanish outlet Marca claim, although sources insist no offer "
        "has been made."
    )
    assert [one.content for one in found(text)] == ["no offer has been made"]


@pytest.mark.parametrize(
    "text",
    [
        "She spent ten years voicing the puppets.",
        "The law is a charter guaranteeing the welfare of seamen.",
        "Voss has called Leeds home since May.",
        "Three walkers found themselves tied to a tree.",
        "He called himself a poet.",
        "Voss was referring to herself.",
        "The choir describes itself in two words.",
        "A knee injury ruled out the keeper for six weeks.",
        "The club is pushing for promotion.",
        "The singer welcomed a second son in March.",
        "Old hotels appeal to young couples.",
        "The paper asked its readers.",
        "The runner claimed the silver medal.",
    ],
)
def test_words_of_saying_that_say_nothing_here_give_none(text: str) -> None:
    assert contents(text) == []


def test_a_bare_number_says_nothing() -> None:
    assert found("Sales rose and 18 said nothing was lost.") == []


def test_what_somebody_refers_to_is_no_statement_beside_what_is_said() -> None:
    text = "The engineer told the paper, referring to the bridge, that it would be closed."
    assert contents(text) == ["that it would be closed"]


def test_an_idiom_that_is_planned_says_nothing() -> None:
    assert (
        contents("The minister would pay tribute to the divers.")
        == contents("He may take issue with it.")
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "The club ruled out Holm for the final.",
        (
            "Even those farmers who are not friends of Mr. Holm often deny their northern neighbours a"
            " separate identity."
        ),
    ],
)
def test_who_may_not_play_and_what_nobody_gets_is_not_said(text: str) -> None:
    assert contents(text) == []
