from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.hearings import find_hearings
from tests.handmade import tokens
from tests.trees import Said, said, tokens_of


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The tribunal heard that the drivers were paid in cash.", "that the drivers were paid in cash"),
        (
            "The letters had been burned before the search, jurors heard on Monday.",
            "The letters had been burned before the search",
        ),
        (
            "A groom told her sister she would leave, a court heard.",
            "A groom told her sister she would leave",
        ),
    ],
)
def test_what_a_court_heard_has_no_stated_source(text: str, content: str) -> None:
    tokens = tokens_of(text)
    (one,) = find_hearings(tokens, load_cues())
    assert said(tokens, one) == Said(content, "", "heard", "hearing")


def test_the_body_that_hears_is_the_listener() -> None:
    tokens = tokens_of("The tribunal heard that the drivers were paid in cash.")
    (one,) = find_hearings(tokens, load_cues())
    assert one.addressee is not None
    assert tokens.word[one.addressee.head] == "tribunal"


def test_a_noise_is_no_statement() -> None:
    assert list(find_hearings(tokens_of("The court heard footsteps on the stairs."), load_cues())) == []


def test_a_headline_leaves_out_that_the_court_was_told() -> None:
    tokens = tokens_of("Cashier 'hid coins in flour', court told")
    (one,) = find_hearings(tokens, load_cues())
    assert said(tokens, one) == Said("Cashier 'hid coins in flour'", "", "told", "hearing")


def test_a_word_behind_the_verb_is_who_is_told() -> None:
    table = """
    Cashier NNP nsubj hid
    hid VBD ccomp told hide
    coins NNS dobj hid
    , , punct told
    court NN nsubj told
    told VBD ROOT - tell
    reporters NNS npadvmod told
    """
    assert list(find_hearings(tokens(table), load_cues())) == []
