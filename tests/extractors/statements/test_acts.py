from __future__ import annotations

import pytest

from kg.extractors.statements.acts import next_act, without_next_subject
from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.reading import read_tokens
from tests.handmade import doc
from tests.trees import place, tokens_of


@pytest.mark.parametrize(
    ("text", "verb", "act"),
    [
        ("The company said production had stopped, adding that no date had been set.", "said", ","),
        ("Bello said the loan was unfair and vowed to fight.", "said", "and"),
        ("The army said it had taken the town, as doctors warned that thousands were at risk.", "said", ","),
    ],
)
def test_the_next_act_of_the_source_ends_its_content(text: str, verb: str, act: str) -> None:
    tokens = tokens_of(text)
    at = next_act(tokens, place(tokens, verb), frozenset(range(len(tokens))), load_cues())
    assert at is not None
    assert tokens.word[at] == act


def test_where_there_is_no_next_act_nothing_ends() -> None:
    tokens = tokens_of("Lind said that the gate would hold.")
    assert next_act(tokens, place(tokens, "said"), frozenset(range(len(tokens))), load_cues()) is None


def test_a_verb_of_saying_that_takes_nothing_said_is_no_act() -> None:
    tokens = tokens_of("Lind said the guard had never called a lawyer and never paid a fine.")
    assert next_act(tokens, place(tokens, "said"), frozenset(range(len(tokens))), load_cues()) is None


def test_what_was_said_before_is_no_act_beside_it() -> None:
    tokens = tokens_of("Lind said the plan was dead, as he had told the council that it would be.")
    assert next_act(tokens, place(tokens, "said"), frozenset(range(len(tokens))), load_cues()) is None


def test_two_acts_of_one_who_is_reported_are_one_report() -> None:
    tokens = tokens_of("Sparks said he admitted the theft but claimed the till was open.")
    found = find_clauses(tokens, load_cues())
    said = [(one.lemma, tokens.word[one.source.head]) for one in found if one.source is not None]
    assert said == [("say", "Sparks"), ("admit", "he"), ("claim", "he")]


def test_a_joined_noun_with_a_verb_behind_it_does_something_of_its_own() -> None:
    table = """
    Ruiz       NNP  nsubj  confessed
    confessed  VBD  ROOT   -         confess
    to         IN   prep   confessed
    arson      NN   pobj   to
    and        CC   cc     arson
    guards     NNS  conj   arson     guard
    backed     VBD  conj   confessed back
    him        PRP  dobj   backed
    .          .    punct  confessed
    """
    tokens = read_tokens(doc(table), ())
    assert without_next_subject(tokens, frozenset({3, 4, 5})) == {3}
    assert without_next_subject(tokens, frozenset({3})) == {3}
