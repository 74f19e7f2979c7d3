from __future__ import annotations

import pytest

from tests.trees import shown, statements


def contents(text: str) -> list[list[str]]:
    """The contents of a text's statements."""
    return [shown(text, one.content) for one in statements(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Voss says she has not slept since announcing her candidacy.",
            "she has not slept since announcing her candidacy",
        ),
        ("Lind said he was confident that the gate would hold.", "he was confident that the gate would hold"),
        ("Police said the car was allegedly stolen.", "the car was allegedly stolen"),
        (
            "Lind said that his promise to repair the gate had cost him nothing.",
            "that his promise to repair the gate had cost him nothing",
        ),
    ],
)
def test_what_a_reported_clause_mentions_in_passing_is_no_second_statement(text: str, content: str) -> None:
    assert contents(text) == [[content]]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Her lawyer insisted that she had denied every charge.", "every charge"),
        ("The inquiry found that engineers had warned of cracks in the hull.", "cracks in the hull"),
        ("Residents said the siren had failed and the mayor promised an inquiry.", "an inquiry"),
    ],
)
def test_an_act_of_saying_that_the_clause_is_about_is_a_second_statement(text: str, inner: str) -> None:
    assert [inner] in contents(text)


def test_a_pronoun_behind_a_quotation_that_a_colon_leads_in_speaks_it_no_second_time() -> None:
    text = "The abbess told the host: “I was tired,” she said."
    assert [(one.rule, shown(text, one.content)) for one in statements(text)] == [
        ("quotation lead", ["I was tired"])
    ]


def test_a_pronoun_speaks_a_quotation_behind_a_colon_that_nobody_else_leads_in() -> None:
    assert contents("The pilot was blunt: “It will not fly,” she said.") == [["It will not fly"]]
