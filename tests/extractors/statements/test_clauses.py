from __future__ import annotations

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.reading import read_tokens
from kg.model import Force
from tests.extractors.statements.clauses import contents, forces, found
from tests.handmade import doc
from tests.trees import Said, said, tokens_of


def test_who_is_asked_about_a_thing_says_what_follows_alone() -> None:
    (one,) = found("The ministry, asked about the leak, said it was no matter for diplomats.")
    assert one.content == "it was no matter for diplomats"


def test_a_clause_needs_no_that() -> None:
    assert found("Lind said the gate would hold.") == [Said("the gate would hold", "Lind", "said", "clause")]


def test_a_clause_before_a_verb_with_its_subject_behind_it_is_set_off() -> None:
    table = """
    The    DT   det    hits
    hits   NNS  nsubj  made
    made   VBD  ccomp  show
    it     PRP  dobj   made
    show   VBP  ROOT   -
    Salt   NNP  nsubj  show
    .      .    punct  show
    """
    tokens = read_tokens(doc(table), ())
    assert list(find_clauses(tokens, load_cues())) == []


def test_an_auxiliary_belongs_to_the_cue() -> None:
    assert found("The court has ruled that the sale was void.")[0].cue == "has ruled"


def test_a_verb_with_a_particle_is_one_cue() -> None:
    assert found("Lind pointed out that the gate was open.") == [
        Said("that the gate was open", "Lind", "pointed out", "clause")
    ]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    text = "Bello criticised the bank and said she would sue."
    assert [(one.content, one.source) for one in found(text)] == [
        ("the bank", "Bello"),
        ("she would sue", "Bello"),
    ]


def test_a_participle_has_the_subject_of_its_sentence() -> None:
    text = "Bello left the hall, saying that the vote was lost."
    assert found(text) == [Said("that the vote was lost", "Bello", "saying", "clause")]


def test_a_relative_pronoun_is_a_source() -> None:
    assert found("Bello, who said the loan was unfair, left early.")[0].source == "who"


def test_a_nested_clause_is_found_inside_the_outer_one() -> None:
    text = "Brandt said the envoy had told her that the border would reopen."
    assert [(one.content, one.source) for one in found(text)] == [
        ("the envoy had told her that the border would reopen", "Brandt"),
        ("that the border would reopen", "the envoy"),
    ]


def test_the_agent_of_a_passive_is_the_source() -> None:
    assert found("Residents were told by the council that the water was safe.") == [
        Said("that the water was safe", "the council", "were told", "passive")
    ]


def test_hearsay_in_the_passive_has_no_source() -> None:
    assert found("The company is said to be seeking a buyer.") == [
        Said("The company … to be seeking a buyer", "", "is said", "passive hearsay")
    ]


def test_it_was_reported_has_no_source() -> None:
    text = "It was reported that the company had found a buyer."
    assert [(one.content, one.source) for one in found(text)] == [("that the company had found a buyer", "")]


def test_the_speaker_who_goes_on_as_a_pronoun_says_something_new() -> None:
    tokens = tokens_of("Lind said the bridge was safe and he accused the mayor of lying.")
    contents = [said(tokens, one).content for one in find_clauses(tokens, load_cues())]
    assert contents == ["the bridge was safe", "the mayor of lying"]


def test_who_is_asked_is_no_part_of_the_question() -> None:
    text = "The paper asked the champion if he was ready."
    assert found(text) == [Said("if he was ready", "The paper", "asked", "question")]


def test_appealing_to_somebody_to_act_is_an_order() -> None:
    text = "Police appealed to witnesses to come forward."
    assert contents(text) == ["witnesses to come forward"]
    assert forces(text) == [Force.ORDER]


@pytest.mark.parametrize(
    ("text", "said_of", "content"),
    [
        ("Critics took issue with the ban on trams.", "Critics", "the ban on trams"),
        (
            "The prime minister paid tribute to the divers of Toll.",
            "The prime minister",
            "the divers of Toll",
        ),
    ],
)
def test_an_idiom_of_verb_noun_and_preposition_says_something(text: str, said_of: str, content: str) -> None:
    (one,) = found(text)
    assert (one.source, one.content) == (said_of, content)


def test_what_was_denied_may_lie_in_the_past() -> None:
    assert [one.content for one in found("She denied having met the contractor.")] == [
        "having met the contractor"
    ]


def test_a_clause_behind_those_who_are_cited_is_content_where_the_parser_gave_it_to_them() -> None:
    table = """
    Reuters   NNP    nsubj   reported
    reported  VBD    ROOT    -         report
    ,         ,      punct   reported
    citing    VBG    advcl   reported  cite
    two       CD     nummod  diplomats
    diplomats NNS    dobj    citing    diplomat
    ,         ,      punct   diplomats
    that      WDT    nsubj   opened
    gates     NNS    nsubj   opened
    opened    VBD    relcl   diplomats open
    on        IN     prep    opened
    Friday    NNP    pobj    on
    .         .      punct   reported
    """
    tokens = read_tokens(doc(table), ())
    (one,) = find_clauses(tokens, load_cues())
    assert said(tokens, one) == Said("that gates opened on Friday", "Reuters", "reported", "rest")


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said in an emailed statement that the road was closed.",
        "The ministry said in a statement posted on its website that the road was closed.",
        "The ministry said in a statement issued late on Monday that the road was closed.",
        "The ministry said in a message posted on Telegram and seen by AFP that the road was closed.",
        "The ministry said at a news conference held in Toll that the road was closed.",
    ],
)
def test_a_participle_that_describes_where_it_was_said_hides_no_content(text: str) -> None:
    assert contents(text) == ["that the road was closed"]


def test_what_the_source_did_while_it_spoke_is_no_part_of_it() -> None:
    (one,) = found("The agency, speaking on condition of anonymity, said the road was closed.")
    assert one.source == "The agency"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Kyiv says 14 people died in the strike; Moscow denies targeting civilians.", "targeting civilians"),
        ("The minister quit on Monday; he denies taking bribes.", "taking bribes"),
        (
            "The ministry in Toll on Monday called on both sides to show restraint and said it would help.",
            "both sides to show restraint",
        ),
    ],
)
def test_the_content_is_what_the_verb_takes_behind_it(text: str, content: str) -> None:
    said = contents(text)
    assert content in said
    assert not any("Monday" in one for one in said)
