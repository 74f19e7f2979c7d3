from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.headlines import find_headlines
from kg.model import Force
from tests.trees import Said, blocks, said, tokens_of


def found(text: str, anchors: frozenset[int] = frozenset()) -> list[Said]:
    """What a headline attributes where the parser of prose shows nothing."""
    tokens = tokens_of(text)
    return [said(tokens, one) for one in find_headlines(tokens, blocks(tokens), anchors, load_cues())]


def test_a_verb_that_was_taken_for_a_noun_attributes_what_follows() -> None:
    assert found("Court orders ministry to open archive") == [
        Said("ministry to open archive", "Court", "orders", "headline")
    ]


def test_an_order_has_the_one_who_is_ordered_as_its_addressee() -> None:
    tokens = tokens_of("Court orders ministry to open archive")
    (one,) = find_headlines(tokens, blocks(tokens), frozenset(), load_cues())
    assert one.force is Force.ORDER
    assert one.addressee is not None
    assert tokens.word[one.addressee.head] == "ministry"


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Reactor safe after quake, says operator", "Reactor safe after quake", "operator"),
        ("Mill to close, owner tells workers", "Mill to close", "owner"),
        ("Ministers agree to cut fuel tax", "to cut fuel tax", "Ministers"),
    ],
)
def test_a_headline_attributes_what_is_no_clause(text: str, content: str, source: str) -> None:
    assert [(one.content, one.source) for one in found(text)] == [(content, source)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Council urged to reopen pool", "Council … to reopen pool"),
        ("Bank accused of hiding losses", "Bank … of hiding losses"),
        ("Growers told not to panic over beef", "Growers … not to panic over beef"),
    ],
)
def test_a_bare_passive_states_no_source(text: str, content: str) -> None:
    assert [(one.content, one.source) for one in found(text)] == [(content, "")]


def test_what_is_added_in_a_headline_may_be_a_thing() -> None:
    assert found("Mill adds more jobs than expected") == []


def test_a_noun_before_a_finite_verb_is_no_verb() -> None:
    assert found("Crime reports rise in delta") == []


def test_a_headline_with_an_attribution_is_left_alone() -> None:
    assert found("Reactor safe after quake, says operator", frozenset({0})) == []


def test_a_label_of_the_desk_is_no_source_and_marks_stay_whole() -> None:
    (one,) = found("EXCLUSIVE: Singer's ex blasts 'pathetic' apology")
    assert (one.source, one.content) == ("Singer's ex", "'pathetic' apology")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Nurses warned about scam calls", "scam calls"),
        ("Mill workers told of new shifts as union warns of cuts", "new shifts"),
    ],
)
def test_those_who_are_told_of_a_thing_do_not_tell_it(text: str, content: str) -> None:
    tokens = tokens_of(text)
    (one,) = find_headlines(tokens, blocks(tokens), frozenset(), load_cues())
    assert (said(tokens, one).content, one.source) == (content, None)
    assert one.addressee is not None


def test_one_who_told_of_a_thing_tells_it() -> None:
    assert not found("Berg told of her fear")
