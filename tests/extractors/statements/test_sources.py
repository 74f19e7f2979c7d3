from __future__ import annotations

import pytest

from kg.extractors.statements.noun_phrases import agent_of
from kg.extractors.statements.sources import subject_of
from tests.trees import place, tokens_of


def source(text: str, verb: str) -> str:
    """The subject of a verb in words, "" for none."""
    tokens = tokens_of(text)
    found = subject_of(tokens, place(tokens, verb))
    span = None if found is None else tokens.span(found.first, found.last)
    return "" if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Lind said the gate would hold.", "said", "Lind"),
        ("“It rains,” said engineer Pilar Moreno.", "said", "engineer Pilar Moreno"),
        ("Jonas Lind, a pilot from Toll, said the runway was wet.", "said", "Jonas Lind, a pilot from Toll"),
        ("A survey by Norstat shows that prices fell.", "shows", "A survey by Norstat"),
        ("Bello and her brother said they would appeal.", "said", "Bello and her brother"),
        ("A spokesman for Voss said she was ill.", "said", "A spokesman for Voss"),
        ("Bello, who said the loan was unfair, left early.", "said", "who"),
        ("Four of the twelve jurors said the judge had slept.", "said", "Four of the twelve jurors"),
        ("Lim's lawyer said the trip had been private.", "said", "Lim's lawyer"),
        ("The chairman was quick to add that the fund was safe.", "add", "The chairman"),
        (
            "Asked about it, a spokesperson for phone maker Nordex said the figures were old.",
            "said",
            "a spokesperson for phone maker Nordex",
        ),
        ("Ferries are sold, papers filed on Tuesday showed.", "showed", "papers filed on Tuesday"),
        (
            "Echoing Secretary Ada Holm, the prime minister said the deal was dead.",
            "said",
            "the prime minister",
        ),
        ("Voss, whose letter revealed that the plant had leaked, left the hall.", "revealed", "Voss"),
        ("Voss, whose lawyer revealed that the plant had leaked, left.", "revealed", "whose lawyer"),
        ("Lind rejects the plan, says Norway will not yield an inch.", "says", "Lind"),
        (
            'Lind said the bridge showed "rot at the top", and promised to lay further charges.',
            "promised",
            "Lind",
        ),
        (
            "The ministry, asked about the leak, said it was no matter for diplomats.",
            "said",
            "The ministry",
        ),
    ],
)
def test_the_whole_noun_phrase_is_the_source(text: str, verb: str, expected: str) -> None:
    assert source(text, verb) == expected


def test_a_name_behind_a_place_is_the_one_who_tells() -> None:
    text = (
        "The bus was taking around 40 pupils from Toll county to neighboring Nordby county, Eva Lind, a "
        "spokeswoman for the Nordby County Rescue Service, told The Daily Ledger."
    )
    assert source(text, "told") == "Eva Lind, a spokeswoman for the Nordby County Rescue Service"


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Bello criticised the bank and said she would sue.", "said", "Bello"),
        ("Bello left the hall, saying that the vote was lost.", "saying", "Bello"),
        ("The union issued a statement saying it would strike.", "saying", "The union"),
        ("The firm faces protests by a group demanding that it close the mine.", "demanding", "a group"),
        ("Lind went on to say that the gate was safe.", "say", "Lind"),
        ("Lind used his speech to warn that the gate was open.", "warn", "Lind"),
        ("The mayor drew fire for saying the bridge could wait.", "saying", "The mayor"),
        (
            "And the jurors cleared the way for a new inquiry by saying earlier searches were flawed.",
            "saying",
            "the jurors",
        ),
    ],
)
def test_a_verb_without_subject_borrows_that_of_its_governor(text: str, verb: str, expected: str) -> None:
    assert source(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Lind said the plans to sell it were not unfair, arguing they would help.", "arguing", "Lind"),
        ("The gala was her first since she left the bank, citing poor health.", "citing", "she"),
        ("The report was sent to the bank, saying the loan was unfair.", "saying", "The report"),
        ("The move was put off, citing the rain.", "citing", "The move"),
        ("He said that is a “distortion,” describing the guards as able.", "describing", "He"),
    ],
)
def test_a_thing_leaves_what_a_participle_says_to_the_one_who_acts(
    text: str, verb: str, expected: str
) -> None:
    assert source(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("But that will not guarantee that the law will hold.", "guarantee", ""),
        ("Another notes that the law will hold.", "notes", "Another"),
        ("His name is Ole Holm and Eva Lind says that he leads.", "says", "Eva Lind"),
        ("Ole Holm and Eva Lind say that he leads.", "say", "Ole Holm and Eva Lind"),
        (
            "Robots can fulfil functions in society and the Trade Commission for Europe predicts sales.",
            "predicts",
            "the Trade Commission for Europe",
        ),
    ],
)
def test_a_subject_agrees_with_its_verb_and_is_somebody(text: str, verb: str, expected: str) -> None:
    assert source(text, verb) == expected


def test_an_adverb_of_the_sentence_is_no_part_of_the_source() -> None:
    assert source("Meanwhile Mark Holm, a pilot, said he would land.", "said") == "Mark Holm, a pilot"


def test_a_verb_of_an_accusation_has_the_accused_as_subject() -> None:
    assert source("Virtanen accused Aalto of claiming that the vote was lost.", "claiming") == "Aalto"


def test_a_nickname_in_marks_belongs_to_the_name() -> None:
    assert source("Miguel “Shorty” Ruiz said the bridge was cold.", "said") == "Miguel “Shorty” Ruiz"


def test_a_source_never_reaches_into_a_quotation() -> None:
    assert source("“We cannot wait,” Lind said.", "said") == "Lind"


def test_a_long_story_about_the_source_is_left_out() -> None:
    text = (
        "The engineer, who had opposed the change from the start and had twice threatened to resign over it, "
        "said the gauge was faulty."
    )
    assert source(text, "said") == "The engineer"


def test_nobody_is_the_subject_of_an_order_to_readers() -> None:
    assert source("Say that the gate is open.", "Say") == ""


def test_the_agent_of_a_passive_stands_behind_by() -> None:
    text = "Residents were told by the council that the water was safe."
    tokens = tokens_of(text)
    agent = agent_of(tokens, place(tokens, "told"))
    assert agent is not None
    assert tokens.word[agent.head] == "council"


def test_a_passive_without_by_has_no_agent() -> None:
    tokens = tokens_of("Residents were told that the water was safe.")
    assert agent_of(tokens, place(tokens, "told")) is None


def test_a_quotation_that_names_belongs_to_the_source() -> None:
    text = 'The buyer, a dealer named only as "Mr Grey", replied that the vase was genuine.'
    assert source(text, "replied") == 'The buyer, a dealer named only as "Mr Grey"'


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Prosecuting, Omar Stahl said the cashier had used three names.", "said", "Omar Stahl"),
        ("PUNE: Minister Asha Rao said the buses would run again.", "said", "Minister Asha Rao"),
        ("Police said four people were held, adding that a search was on.", "adding", "Police"),
        (
            "The court observed that the tax appeared to be unfair and directed the state to reply.",
            "directed",
            "The court",
        ),
        (
            'Bank Nordea, which rates the share "overweight", noted that orders had risen.',
            "noted",
            'Bank Nordea, which rates the share "overweight"',
        ),
    ],
)
def test_the_source_is_the_one_who_speaks(text: str, verb: str, expected: str) -> None:
    assert source(text, verb) == expected


def test_a_clause_in_which_the_source_speaks_is_no_part_of_its_name() -> None:
    tokens = tokens_of(
        "Her death was confirmed by her niece, Ines Prado, who said she had been ill for some months."
    )
    agent = agent_of(tokens, place(tokens, "confirmed"))
    assert agent is not None
    assert tokens.spans(range(agent.first, agent.last + 1))[0].of(tokens.text) == "her niece, Ines Prado"
