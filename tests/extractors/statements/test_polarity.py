from __future__ import annotations

import pytest

from kg.model import Polarity
from tests.trees import statements


def polarity(text: str) -> Polarity:
    """Whether what the only statement says affirms or denies."""
    (only,) = statements(text)
    return only.polarity


@pytest.mark.parametrize(
    "text",
    [
        "Lind said the road was not open.",
        "Lind said she had never met Holm.",
        "Lind said the road was no longer closed.",
        "Lind said nobody was hurt.",
        "Lind said none of the men was hurt.",
        "Lind said neither road was closed.",
        "Lind said there was no evidence of fraud.",
        "Lind said it was unlikely that the road would close.",
    ],
)
def test_a_clause_denies(text: str) -> None:
    assert polarity(text) is Polarity.NEGATED


@pytest.mark.parametrize(
    "text",
    [
        "Lind said the road was closed.",
        "Lind said there was no doubt that the road was closed.",
        "Lind said she had found nothing.",
        "Lind said it rained and nobody was hurt.",
    ],
)
def test_a_clause_affirms(text: str) -> None:
    assert polarity(text) is Polarity.AFFIRMED


def test_who_denies_a_denial_affirms() -> None:
    assert polarity("Lind denied that there was no road.") is Polarity.AFFIRMED
