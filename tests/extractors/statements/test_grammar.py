from __future__ import annotations

from kg.extractors.statements.found import Source
from kg.extractors.statements.grammar import (
    cue_tokens,
    has_to,
    heads_finite,
    is_dash,
    is_finite,
    is_pause,
    span_set,
    subtree,
    subtrees,
)
from tests.trees import place, tokens_of


def test_a_subtree_is_a_word_and_all_below_it() -> None:
    tokens = tokens_of("Lind said that the gate would hold.")
    assert sorted(tokens.word[t] for t in subtree(tokens, place(tokens, "hold"))) == [
        "gate",
        "hold",
        "that",
        "the",
        "would",
    ]


def test_subtrees_are_joined_and_none_is_nothing() -> None:
    tokens = tokens_of("Lind said that the gate would hold.")
    one = subtrees(tokens, place(tokens, "Lind"), None, place(tokens, "gate"))
    assert sorted(tokens.word[t] for t in one) == ["Lind", "gate", "the"]
    assert subtrees(tokens, None) == frozenset()


def test_a_hyphen_is_a_dash_only_beside_a_blank() -> None:
    tokens = tokens_of("Lind left - he was ill - and his state-run crew — all -- stayed.")
    dashes = [t for t in range(len(tokens)) if is_dash(tokens, t)]
    assert [tokens.word[t] for t in dashes] == ["-", "-", "—", "--"]
    assert all(is_pause(tokens, t) for t in dashes)


def test_the_tokens_of_a_source_are_a_run() -> None:
    assert span_set(Source(2, 1, 3)) == {1, 2, 3}
    assert span_set(None) == frozenset()


def test_a_cue_is_a_verb_with_its_helpers() -> None:
    tokens = tokens_of("Lind did not say when the bridge would open.")
    assert [tokens.word[t] for t in cue_tokens(tokens, place(tokens, "say"))] == ["did", "not", "say"]


def test_an_infinitive_with_to_is_known() -> None:
    tokens = tokens_of("Lind promised to publish the files.")
    assert has_to(tokens, place(tokens, "publish"))
    assert not has_to(tokens, place(tokens, "promised"))


def test_a_modal_is_finite_and_an_infinitive_is_not() -> None:
    tokens = tokens_of("Lind said that the gate would hold.")
    assert is_finite(tokens, place(tokens, "said"))
    assert is_finite(tokens, place(tokens, "would"))
    assert not is_finite(tokens, place(tokens, "hold"))


def test_a_verb_is_finite_by_its_auxiliary() -> None:
    tokens = tokens_of("Lind said that the gate would hold.")
    assert heads_finite(tokens, place(tokens, "hold"))
