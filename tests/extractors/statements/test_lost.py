from __future__ import annotations

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.lost import lost_subject
from tests.trees import Said, place, said, tokens_of


def statements(text: str) -> list[Said]:
    """What the verbs of a text attribute."""
    tokens = tokens_of(text)
    return [said(tokens, one) for one in find_clauses(tokens, load_cues())]


_TRIAL = "Forty men held in connection with the blaze"
_BERG = "Berg, who was more than matched for pace by his opponent's long stride"
_ROWED = (
    "Those who have rowed with him, both in his years at Toll and in his time on the team (he is a"
    " trained cook)"
)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{_TRIAL} said the film should not be shown until the trial is over.", _TRIAL),
        ("But she did, for the first time, say there would be cuts.", "she"),
        (f"And {_BERG}, said Holm was an example of many riders on the tour willing to wait.", _BERG),
        (f"{_ROWED}, say that in meetings he is quick to laugh.", _ROWED),
    ],
)
def test_what_is_described_up_to_the_verb_is_its_subject(text: str, source: str) -> None:
    assert [one.source for one in statements(text)] == [source]


def test_that_said_has_no_subject() -> None:
    tokens = tokens_of("That said, the gate was open.")
    assert lost_subject(tokens, place(tokens, "said")) is None


def test_a_noun_of_another_finite_verb_is_no_lost_subject() -> None:
    tokens = tokens_of("The gate was open, said Lind.")
    assert lost_subject(tokens, place(tokens, "said")) is None


def test_a_name_behind_a_comma_is_nearer_than_a_day_or_a_place() -> None:
    text = (
        "Tuesday in Toll, while on the road for his wife, front-runner Ada Holm, former president Ole Holm"
        " said his wife was ready."
    )
    assert [one.source for one in statements(text)] == ["former president Ole Holm"]
