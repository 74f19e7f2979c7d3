from __future__ import annotations

import pytest

from kg.extractors.statements.sentences import openings

WORDS = ("It", "rained", ".", "“", "Dams", "held", "too", "then", "”")


@pytest.mark.parametrize(("end", "expected"), [(9, {3}), (8, set[int]())])
def test_a_quotation_of_six_tokens_behind_a_stop_may_be_a_sentence(end: int, expected: set[int]) -> None:
    assert openings(WORDS, [1, *[0] * 8], [range(3, end)]) == expected
