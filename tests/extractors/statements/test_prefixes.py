from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.prefixes import govern_whole
from tests.trees import said, tokens_of

PIECES = ("co", "-", "re", "word")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Berg said he would co-operate fully with the police.", "he would co-operate fully with the police"),
        (
            "Lind insisted closer co-operation did not mean surrender.",
            "closer co-operation did not mean surrender",
        ),
    ],
)
def test_a_content_does_not_end_inside_a_word(text: str, content: str) -> None:
    tokens = tokens_of(text)
    assert [said(tokens, one).content for one in find_clauses(tokens, load_cues())] == [content]


@st.composite
def heads(draw: st.DrawFn) -> tuple[list[str], list[int]]:
    """Pieces of words without blanks between them, and a tree over them."""
    word = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
    order = draw(st.permutations(range(len(word))))
    head = [0] * len(word)
    for place, token in enumerate(order):
        head[token] = order[draw(st.integers(0, place - 1))] if place else token
    return word, head


@given(heads())
def test_every_token_still_hangs_below_one_root(built: tuple[list[str], list[int]]) -> None:
    word, head = built
    dep = ["ROOT" if up == token else "dep" for token, up in enumerate(head)]
    ends = [sum(map(len, word[: n + 1])) for n in range(len(word))]
    govern_whole(word, [0, *ends], ends, [0] * len(word), head=head, dep=dep)
    for token in range(len(word)):
        at = token
        for _ in word:
            at = head[at]
        assert head[at] == at


def test_a_word_cut_between_sentences_is_left_alone() -> None:
    head = [0, 1, 1]
    govern_whole(["co", "-", "op"], [0, 2, 3], [2, 3, 5], [1, 1, 0], head=head, dep=["ROOT", "ROOT", "dep"])
    assert head == [0, 1, 1]
