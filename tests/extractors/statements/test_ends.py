from __future__ import annotations

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from tests.trees import said, tokens_of


def contents(text: str) -> list[str]:
    """The contents of the clauses of a text."""
    tokens = tokens_of(text)
    return [said(tokens, one).content for one in find_clauses(tokens, load_cues())]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The club said it would sell the stadium, sparking a row with its supporters.",
            "it would sell the stadium",
        ),
        (
            "The agency said it had suspended the licence, a move that surprised shipowners.",
            "it had suspended the licence",
        ),
        (
            "The airline said it would keep all its routes, even as its rivals closed theirs.",
            "it would keep all its routes",
        ),
        (
            "Lind said the union wanted to meet the minister, who is on holiday.",
            "the union wanted to meet the minister",
        ),
        (
            "Voss says she is willing to talk to the court, for which she once worked.",
            "she is willing to talk to the court",
        ),
        ("Lind said the vote was void, without giving details.", "the vote was void"),
        ("Lind said the gate was ready without elaborating.", "the gate was ready"),
        (
            "Lind told reporters that the gate would open soon, declining to name a day.",
            "that the gate would open soon",
        ),
        ("Lind claimed without giving evidence that the vote was void.", "that the vote was void"),
        (
            "Lind confirmed that a port had been attacked but gave no details.",
            "that a port had been attacked",
        ),
        ("Lind said the gate was open but did not elaborate.", "the gate was open"),
        ("Lind said two people had died but declined to name them.", "two people had died"),
    ],
)
def test_what_the_writer_says_of_a_content_is_no_part_of_it(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Lind said he would ask Holm, who would decide in May.",
            "he would ask Holm, who would decide in May",
        ),
        (
            "Sources say it is the leaders of the union, who have walked out.",
            "it is the leaders of the union, who have walked out",
        ),
    ],
)
def test_a_relative_clause_that_is_reported_too_is_part_of_the_content(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind said he had left without saying goodbye.", "he had left without saying goodbye"),
        (
            "Lind said that the bank had closed the account without giving a reason.",
            "that the bank had closed the account without giving a reason",
        ),
        (
            "Lind said the boy had run away and refused to go home.",
            "the boy had run away and refused to go home",
        ),
        (
            "Lind said the thief had been asked but gave no reason.",
            "the thief had been asked but gave no reason",
        ),
    ],
)
def test_what_others_left_out_is_part_of_the_content(text: str, content: str) -> None:
    assert contents(text) == [content]


def test_what_followed_from_a_deed_is_part_of_the_content() -> None:
    text = "Police said the man threw a match, sparking a fire."
    assert contents(text) == ["the man threw a match, sparking a fire"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The bishop praised the surgeon Ada Holm, who has worked in the camp for nine years.",
            "the surgeon Ada Holm",
        ),
        ("The mayor denounced the strike as it entered its third week.", "the strike"),
        (
            "The bishop questioned the mayor's account of the fire (which nobody else has seen).",
            "the mayor's account of the fire",
        ),
        (
            "The ministry pledged to keep every ward open even as nurses left in droves.",
            "to keep every ward open",
        ),
    ],
)
def test_a_thing_ends_before_its_story(text: str, content: str) -> None:
    assert contents(text) == [content]


def test_a_clause_keeps_the_times_inside_it() -> None:
    text = "The mayor talked about what was done when the strike ended."
    assert contents(text) == ["what was done when the strike ended"]


def test_what_others_call_a_content_is_no_part_of_it_though_quoted() -> None:
    text = (
        "Lind said that no trucks had entered Toll, a claim COGAT, the military body in charge of it, "
        "called “untrue”."
    )
    assert contents(text)[0] == "that no trucks had entered Toll"
