from __future__ import annotations

import pytest

from kg.model import Polarity
from tests.trees import statements


def polarity(text: str) -> Polarity:
    """Whether what the only statement says affirms or denies."""
    (only,) = statements(text)
    return only.polarity


@pytest.mark.parametrize(
    "content",
    [
        "the road was not open",
        "she had never met Holm",
        "the road was no longer closed",
        "nobody was hurt",
        "none of the men was hurt",
        "neither road was closed",
        "there was no evidence of fraud",
        "it was unlikely that the road would close",
    ],
)
def test_a_clause_denies(content: str) -> None:
    assert polarity(f"Lind said {content}.") is Polarity.NEGATED


@pytest.mark.parametrize(
    "content",
    [
        "the road was closed",
        "there was no doubt that the road was closed",
        "she had found nothing",
        "it rained and nobody was hurt",
    ],
)
def test_a_clause_affirms(content: str) -> None:
    assert polarity(f"Lind said {content}.") is Polarity.AFFIRMED


def test_who_denies_a_denial_affirms() -> None:
    assert polarity("Lind denied that there was no road.") is Polarity.AFFIRMED
