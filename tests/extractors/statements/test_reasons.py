from __future__ import annotations

import pytest

from kg.extractors.statements.reasons import Reason, why_not_phrase
from tests.handmade import tokens

PHRASE = """
It PRP nsubj rained
rained VBD ROOT - rain
according VBG prep rained accord
to IN prep according
officials NNS pobj to
. . punct rained
"""


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param(range(2, 4), Reason.NO_CONTENT, id="of two words"),
        pytest.param(range(3, 4), Reason.NO_SOURCE, id="of one word, which takes a name alone"),
    ],
)
def test_a_phrase_with_a_common_noun_behind_it_has_a_source(words: range, reason: Reason) -> None:
    assert why_not_phrase(tokens(PHRASE), words).reason is reason
