from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.tails import find_tails
from tests.trees import said, statements, tokens_of


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Timber exports rose sharply last year, the video shows.", "the video"),
        ("Timber exports rose sharply last year, a memo seen by Reuters shows.", "a memo seen by Reuters"),
        ("The gate was left open all night, new research shows.", "new research"),
        (
            "Lind knew about the leak in May, emails obtained by the Ledger show.",
            "emails obtained by the Ledger",
        ),
    ],
)
def test_a_verb_at_the_end_that_the_parser_took_for_a_noun_tells_what_a_paper_shows(
    text: str, source: str
) -> None:
    tokens = tokens_of(text)
    (one,) = [said(tokens, found) for found in find_tails(tokens, load_cues())]
    assert (one.source, one.cue) == (source, text.rsplit(maxsplit=1)[-1].removesuffix("."))
    assert text.startswith(one.content + ", ")


@pytest.mark.parametrize(
    "text",
    [
        "Ratings rose for the news, the weather and video shows.",
        "The fair had rides, games and puppet shows.",
        "The fair had rides, games, puppet shows.",
    ],
)
def test_shows_at_the_end_of_a_list_are_shows(text: str) -> None:
    assert not statements(text)
