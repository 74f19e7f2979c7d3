from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.phrases import find_phrases
from kg.model import Force
from tests.trees import Said, said, tokens_of


def found(text: str) -> list[Said]:
    """What phrases, nouns and adverbs attribute."""
    tokens = tokens_of(text)
    return [said(tokens, one) for one in find_phrases(tokens, load_cues())]


@pytest.mark.parametrize(
    "text",
    [
        "According to the port authority, nine ships are waiting.",
        "Nine ships are waiting, according to the port authority.",
        "Nine ships are waiting according to the port authority.",
    ],
)
def test_the_rest_of_the_sentence_is_content(text: str) -> None:
    (one,) = found(text)
    assert one.content.lower() == "nine ships are waiting"
    assert (one.source, one.cue.lower()) == ("the port authority", "according to")


def test_a_phrase_may_interrupt_its_content() -> None:
    (one,) = found("Nine ships, according to the port authority, are waiting.")
    assert one.content == "Nine ships … are waiting"


def test_the_source_keeps_what_describes_it() -> None:
    (one,) = found("One home in nine is empty, according to two officials familiar with the audit.")
    assert one.source == "two officials familiar with the audit"


def test_the_first_noun_of_a_source_may_have_been_taken_for_a_verb() -> None:
    assert [one.source for one in found("According to show insiders, the star quit.")] == ["show insiders"]


def test_whom_the_source_cites_speaks_through_it() -> None:
    tokens = tokens_of("According to the Ledger, citing two officials, the mill will close.")
    (one,) = find_phrases(tokens, load_cues())
    assert said(tokens, one) == Said("the mill will close", "two officials", "citing", "phrase")
    assert [tokens.word[hop.source.head] for hop in one.relays] == ["Ledger"]


def test_the_story_of_a_source_is_no_content() -> None:
    text = (
        "The mill is full, according to Eva Lind, who has been in charge of the whole harbour at Nordby "
        "since the great flood."
    )
    assert [one.content for one in found(text)] == ["The mill is full"]


def test_a_letter_that_the_source_cites_does_not_speak() -> None:
    (one,) = found("Haddad is ill, according to AFP, which cited a leaked letter.")
    assert one.source == "AFP, which cited a leaked letter"


def test_who_warns_of_a_thing_meanwhile_does_not_say_the_rest() -> None:
    assert found("The army retakes the market town as doctors warn of famine.") == []


def test_per_needs_a_name() -> None:
    assert [one.source for one in found("Talks come after the truce, per AP.")] == ["AP"]
    assert found("The price is ten crowns per kilo.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The work was done according to plan.",
        "The prices differ according to size.",
    ],
)
def test_a_standard_is_no_source(text: str) -> None:
    assert found(text) == []


def test_in_the_words_of_somebody() -> None:
    (one,) = found("In the words of one officer, the road was a ribbon of glass.")
    assert (one.content, one.source) == ("the road was a ribbon of glass", "one officer")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("According to police, “the gate was open all night.”", "“the gate was open all night.”"),
        ("The gate was open all night, according to police.", "The gate was open all night"),
    ],
)
def test_a_bare_noun_for_people_is_a_source(text: str, content: str) -> None:
    (one,) = found(text)
    assert (one.content, one.source) == (content, "police")


def test_in_somebodys_words() -> None:
    (one,) = found("In the trainer’s words, she runs like water.")
    assert (one.content, one.source) == ("she runs like water", "the trainer")


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("As the minister said in April, the reserve is empty.", "the reserve is empty", "the minister"),
        ("The river decides, as Huber put it.", "The river decides", "Huber"),
        ("As Lind told the Ledger on Monday, the gate was open.", "the gate was open", "Lind"),
        ("As the mayor told reporters, the gate was open.", "the gate was open", "the mayor"),
    ],
)
def test_what_stands_beside_as_somebody_said_is_content(text: str, content: str, source: str) -> None:
    (one,) = found(text)
    assert (one.content, one.source) == (content, source)


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        (
            "The minister’s claim that wages had doubled drew laughter.",
            "that wages had doubled",
            "The minister",
            "claim",
        ),
        (
            "A warning by the office that the wind would turn came late.",
            "that the wind would turn",
            "the office",
            "warning",
        ),
        (
            "Complaints from residents that the siren was silent were ignored.",
            "that the siren was silent",
            "residents",
            "Complaints",
        ),
        (
            "The prosecutor made the allegation that the ledger was forged.",
            "that the ledger was forged",
            "The prosecutor",
            "allegation",
        ),
        (
            "The government’s promise to build schools was not kept.",
            "to build schools",
            "The government",
            "promise",
        ),
        ("There were reports that the mine was flooded.", "that the mine was flooded", "", "reports"),
    ],
)
def test_a_noun_with_a_clause_attributes_it_to_its_owner(
    text: str, content: str, source: str, cue: str
) -> None:
    assert [(one.content, one.source, one.cue) for one in found(text)] == [(content, source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "The claim caused a stir.",
        "The claim that wages had doubled drew laughter.",
        "The government’s plan to build schools was not kept.",
    ],
)
def test_a_noun_without_clause_or_owner_attributes_nothing(text: str) -> None:
    assert found(text) == []


def test_hearsay_has_no_source() -> None:
    assert found("The company has reportedly found a buyer.") == [
        Said("The company has … found a buyer", "", "reportedly", "hearsay")
    ]


def test_a_noun_has_the_force_of_its_table() -> None:
    tokens = tokens_of("The government’s promise to build schools was not kept.")
    assert [one.force for one in find_phrases(tokens, load_cues())] == [Force.PROMISE]


def test_a_phrase_in_brackets_attributes_what_is_in_them() -> None:
    text = (
        "Villages such as Orra (half of its houses stood empty in March, according to the county) "
        "get no money."
    )
    (one,) = found(text)
    assert one.content == "half of its houses stood empty in March"


def test_a_given_name_is_no_phrase() -> None:
    assert found("The master, Per Lund, said the pier was shut.") == []


def test_a_phrase_behind_a_conjunction_attributes_what_follows() -> None:
    (one,) = found("He left the island after, according to him, the council censored his first report.")
    assert one.content == "the council censored his first report"


def test_a_source_ends_where_a_new_subject_begins() -> None:
    (one,) = found("According to Rathbone the old mill was sold in June.")
    assert (one.source, one.content) == ("Rathbone", "the old mill was sold in June")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "According to the minister, a dog show in Darwin today is trying to unite families.",
            "the minister",
        ),
        ("According to Lind, a detective for the Toll police was provided with papers.", "Lind"),
    ],
)
def test_a_subject_behind_a_comma_is_no_description_of_the_source(text: str, source: str) -> None:
    (one,) = found(text)
    assert one.source == source
    assert one.content == text.removeprefix(f"According to {source}, ").removesuffix(".")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "According to Rana chief executive Anna Lind, the road is closed.",
            "Rana chief executive Anna Lind",
        ),
        (
            "According to state news agency TASS, at least 12 people had been killed in the strike.",
            "state news agency TASS",
        ),
    ],
)
def test_the_name_behind_a_title_belongs_to_the_source(text: str, source: str) -> None:
    (one,) = found(text)
    assert one.source == source
    assert text == f"According to {source}, {one.content}."


def test_what_is_reported_meanwhile_is_not_the_clause_before() -> None:
    assert not found("Tallinn blames Moscow for jamming as ferry crews report lost signals")


def test_an_as_that_opens_what_was_said_is_no_as_of_saying() -> None:
    assert not found("As the thieves change, said King, so many firms were changing their locks.")


def test_a_unit_behind_per_is_no_source() -> None:
    assert found("The price rose by one cent to 742 cents per kilogram.") == []
