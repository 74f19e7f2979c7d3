from __future__ import annotations

import pytest

from kg.extractors.statements import find_statements
from kg.model import Article, Names
from tests.handmade import article, doc
from tests.trees import shown, statements, tree


def contents(text: str, **named: str) -> list[list[str]]:
    """The contents of a text's statements."""
    return [shown(text, one.content) for one in statements(text, named)]


def test_a_text_without_words_has_no_statements() -> None:
    assert find_statements(doc(""), article(""), Names()) == ()


def test_a_quotation_that_is_also_a_clause_is_one_statement() -> None:
    assert contents("“We cannot wait,” Lind said.") == [["We cannot wait"]]


def test_a_clause_that_holds_a_quotation_and_more_is_taken_whole() -> None:
    assert contents("The rector said that “students are not customers”.") == [
        ["that “students are not customers”"]
    ]


def test_a_tail_and_a_clause_of_one_verb_are_one_statement() -> None:
    assert contents("The spillway has never failed, says the agency.") == [["The spillway has never failed"]]


def test_two_verbs_of_one_source_are_two_statements() -> None:
    assert contents("Bello criticised the bank and said she would sue.") == [["the bank"], ["she would sue"]]


def test_a_content_ends_before_what_its_source_says_next() -> None:
    text = (
        "The club says the board will adopt a plan that was agreed upon last May "
        "but said it would review all of it."
    )
    assert contents(text) == [
        ["the board will adopt a plan that was agreed upon last May"],
        ["it would review all of it"],
    ]


def test_a_nested_statement_lies_in_the_outer_one() -> None:
    text = "Brandt said the envoy had told her that the border would reopen."
    outer, inner = statements(text)
    assert outer.content[0].covers(inner.content[0])


def test_text_outside_every_block_says_nothing() -> None:
    text = "Lind said the gate would hold."
    assert find_statements(tree(text), Article("article", text, ()), Names()) == ()


def test_a_headline_attributes_by_its_colon() -> None:
    text = "Voss: bridge will open in May / The bridge was closed."
    assert [shown(text, one.content) for one in statements(text, {"person": "Voss"}, headline=True)] == [
        ["bridge will open in May"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lind declined to comment.",
        "Lind is expected to announce a merger.",
        "The so-called “smart” motorway reopened on Tuesday.",
        "Her novel “Salt Roads” sold a million copies.",
        "Lind believes the merger will fail.",
    ],
)
def test_what_is_no_statement_gives_none(text: str) -> None:
    assert contents(text) == []


def test_what_an_outlet_understands_is_a_report() -> None:
    outlet = "The BBC understands that the talks have broken down."
    assert len(statements(outlet, {"outlet": "BBC"})) == 1
    assert statements("The coach understands that the talks have broken down.") == ()
