from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.reading import read_tokens
from kg.extractors.statements.tails import find_tails
from tests.handmade import doc
from tests.trees import Said, said, shown, statements, tokens_of


def found(text: str) -> list[Said]:
    """The set-off attributions of a text."""
    tokens = tokens_of(text)
    return [said(tokens, one) for one in find_tails(tokens, load_cues())]


def test_what_stands_before_a_tail_is_content() -> None:
    assert found("The spillway will open on Friday, Moreno said.") == [
        Said("The spillway will open on Friday", "Moreno", "said", "tail")
    ]


def test_a_clause_that_the_parser_took_for_an_adverbial_is_content() -> None:
    text = "As a result puffs hold less protein than flakes, researchers report in the journal."
    assert [one.content for one in found(text)] == ["As a result puffs hold less protein than flakes"]


def test_a_tail_may_be_inverted() -> None:
    assert found("The spillway has never failed, says the agency.") == [
        Said("The spillway has never failed", "the agency", "says", "tail")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The virus is slowing, the agency said on Monday.",
        "The virus is slowing, the agency told reporters in Oslo.",
        "The virus is slowing, the agency said in a statement.",
    ],
)
def test_time_place_and_addressee_belong_to_the_tail(text: str) -> None:
    (one,) = found(text)
    assert (one.content, one.source) == ("The virus is slowing", "the agency")


def test_the_source_of_a_tail_keeps_its_description() -> None:
    (one,) = found("The runway is wet, Jonas Lind, a pilot from Toll, said.")
    assert one.source == "Jonas Lind, a pilot from Toll"


def test_an_interrupted_clause_is_content_on_both_sides() -> None:
    assert found("The spillway, the agency says, has never failed.") == [
        Said("The spillway … has never failed", "the agency", "says", "interruption")
    ]


def test_an_interruption_after_an_adverbial_is_one_too() -> None:
    (one,) = found("By the end of the decade, the institute said, one village in five would be empty.")
    assert one.content == "By the end of the decade … one village in five would be empty"


def test_a_participle_behind_a_tail_is_no_content() -> None:
    assert [
        one.content for one in found("The plant will close, Bello said, adding that 400 jobs were at risk.")
    ] == ["The plant will close"]


def test_two_tails_are_found_from_the_outside_in() -> None:
    assert [
        (one.content, one.source) for one in found("The border will reopen, Brandt said, NRK reported.")
    ] == [
        ("The border will reopen, Brandt said", "NRK"),
        ("The border will reopen", "Brandt"),
    ]


def test_a_joining_word_in_front_is_no_content() -> None:
    assert [one.content for one in found("But the spillway will open, Moreno said.")] == [
        "the spillway will open"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, Moreno said the spillway was open.",
        "After the flood, Moreno said, nothing.",
        "Bello, who said the loan was unfair, left early.",
        "Asked about the flood, Moreno said nothing.",
        "The minister thanked nobody and left the hall.",
        "The plant would close, Bello might say.",
        "“We lost the harvest,” Bello said.",
        "After the match, Moreno said, “We have learned a lot from the game.”",
    ],
)
def test_what_is_no_clause_before_a_verb_is_no_content_of_a_tail(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "In both cases, Holm said, those grants paid for boats.",
            "In both cases … those grants paid for boats",
            "Holm",
        ),
        ("By noon, said the mayor, all roads were open.", "By noon … all roads were open", "the mayor"),
    ],
)
def test_an_adverbial_in_front_goes_on_behind_the_attribution(text: str, content: str, source: str) -> None:
    assert [(one.content, one.source) for one in found(text)] == [(content, source)]


def test_an_inverted_attribution_may_interrupt() -> None:
    text = (
        "Part of the problem with the tunnels, say experts like Paul Lind, a Norwegian geologist, "
        "is the ground itself."
    )
    (one,) = found(text)
    assert (one.source, one.rule) == ("experts like Paul Lind, a Norwegian geologist", "interruption")


def test_what_was_rejected_is_not_the_sentence_before() -> None:
    text = "The fear was that an officer had stopped the rescue, an allegation rejected by two inquiries."
    assert found(text) == []


def test_an_interrupted_content_ends_before_the_next_act() -> None:
    text = (
        "The results, the authors write, are “in line with” older work, though they caution that few "
        "birds were caught."
    )
    assert found(text)[0].content == "The results … are “in line with” older work"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Plans from the front-runner, Ada Holm, to raise the fee, he added, amount to “theft”.",
            "Plans from the front-runner, Ada Holm, to raise the fee … amount to “theft”",
        ),
        (
            "If anything, Ash argued in his letter, the accident is a lesson in patience.",
            "If anything … the accident is a lesson in patience",
        ),
    ],
)
def test_what_needs_the_words_behind_the_attribution_is_interrupted(text: str, content: str) -> None:
    (one,) = found(text)
    assert (one.content, one.rule) == (content, "interruption")


def test_what_the_source_did_before_it_spoke_is_no_content() -> None:
    text = "The flight was a nightmare, she said, after landing in Toll."
    assert [one.content for one in found(text)] == ["The flight was a nightmare"]


def test_what_the_writer_makes_of_it_is_no_content() -> None:
    text = "The wreck is a frigate, divers said on Monday, a finding that stunned the town."
    assert [one.content for one in found(text)] == ["The wreck is a frigate"]


def test_what_something_is_called_names_nobody_who_speaks() -> None:
    table = """
    Lind      NNP  nsubj  makes
    makes     VBZ  ROOT   -         make
    short     JJ   amod   shows
    shows+    NNS  dobj   makes     show
    ,         ,    punct  shows
    called    VBN  amod   podcasts  call
    podcasts  NNS  appos  shows     podcast
    .         .    punct  makes
    """
    assert list(find_tails(read_tokens(doc(table), ()), load_cues())) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The plant was safe, the company claimed, a statement the union called false.",
            "The plant was safe",
        ),
        (
            "Sixty patients died, the union has alleged, a claim that the ministry disputes.",
            "Sixty patients died",
        ),
    ],
)
def test_what_is_thought_of_a_content_is_not_what_was_said(text: str, content: str) -> None:
    contents = [" ".join(shown(text, one.content)) for one in statements(text)]
    assert content in contents
    assert not any("claim" in other or "statement" in other for other in contents)
