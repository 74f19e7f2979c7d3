from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.segments import segment_at
from tests.handmade import tokens

RECENTLY = """
Recently RB advmod said
Lind NNP nsubj said
said VBD ROOT - say
it PRP nsubj rained
rained VBD ccomp said rain
. . punct said
"""


@pytest.mark.parametrize(("low", "first"), [(0, 0), (1, 1)])
def test_an_adverb_belongs_to_a_segment_from_the_first_token_allowed(low: int, first: int) -> None:
    columns = tokens(RECENTLY)
    segment = segment_at(columns, 2, load_cues().verbs["say"], low, 4)
    assert segment is not None
    assert (segment.first, segment.verb) == (first, 2)
