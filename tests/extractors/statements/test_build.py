from __future__ import annotations

from datetime import date

import pytest

from kg.model import Certainty, Force, Form, Polarity, Statement
from tests.trees import shown, statements

TUESDAY = date(2025, 3, 18)


def one(text: str, **named: str) -> Statement:
    """The only statement of a text printed on a Tuesday."""
    (only,) = statements(text, named, day=TUESDAY)
    return only


# --- content and form -----------------------------------------------------------------------------


def test_the_marks_of_a_quotation_are_left_out_of_its_content() -> None:
    text = "“We cannot wait,” Lind said."
    assert shown(text, one(text).content) == ["We cannot wait"]


def test_a_broken_quotation_has_two_spans() -> None:
    text = "“If it rains,” Moreno said, “we will open the gate.”"
    assert shown(text, one(text).content) == ["If it rains", "we will open the gate."]


def test_quotations_side_by_side_are_spans_without_their_marks() -> None:
    text = 'Lind said: "We cannot wait." "We have waited for years. "It is enough."'
    assert shown(text, one(text).content) == [
        "We cannot wait.",
        "We have waited for years.",
        "It is enough.",
    ]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“We cannot wait,” Lind said.", Form.DIRECT),
        ("Lind said the gate would hold.", Form.INDIRECT),
        ("Okoro said the talks had “run out of road” by noon.", Form.MIXED),
        ("The rector said that “students are not customers”.", Form.DIRECT),
    ],
)
def test_the_share_of_quoted_words_makes_the_form(text: str, form: Form) -> None:
    assert one(text).form is form


def test_the_quoted_part_of_a_mixed_statement_is_known() -> None:
    text = "Okoro said the talks had “run out of road” by noon."
    assert shown(text, one(text).quoted) == ["run out of road"]


def test_an_indirect_statement_quotes_nothing() -> None:
    assert one("Lind said the gate would hold.").quoted == ()


# --- who ------------------------------------------------------------------------------------------


def test_the_agent_is_the_mention_at_the_head_of_the_source() -> None:
    text = "“It rains,” said engineer Pilar Moreno."
    (hop,) = one(text, person="Pilar Moreno").chain
    assert shown(text, [hop.agent, hop.source]) == ["Pilar Moreno", "engineer Pilar Moreno"]


def test_a_source_without_a_mention_is_its_own_agent() -> None:
    text = "A spokesman for Voss said she was ill."
    (hop,) = one(text, person="Voss").chain
    assert shown(text, [hop.agent, hop.source]) == ["A spokesman for Voss", "A spokesman for Voss"]


def test_two_people_are_one_agent() -> None:
    text = "Bello and her brother said they would appeal."
    (hop,) = one(text, person="Bello").chain
    assert shown(text, [hop.agent]) == ["Bello and her brother"]


def test_a_source_that_is_not_stated_has_no_agent() -> None:
    (hop,) = one("The company has reportedly found a buyer.").chain
    assert (hop.agent, hop.source) == (None, None)


def test_the_lemma_of_the_cue_is_kept() -> None:
    assert one("Lind pointed out that the gate was open.").chain[0].cue_lemma == "point out"


# --- when -----------------------------------------------------------------------------------------


def test_the_time_beside_the_verb_is_that_of_saying() -> None:
    text = "Lind said on Monday that the gate would hold."
    time = one(text).time
    assert time is not None
    assert (time.not_before, time.not_after) == (date(2025, 3, 17), date(2025, 3, 17))
    assert shown(text, [time.span]) == ["Monday"]


@pytest.mark.parametrize(
    "text",
    [
        "Lind said the gate would open on Friday.",
        "The gate was closed on Monday, Lind said.",
        "Lind said the gate would hold.",
        "“The gate was closed on Monday,” Lind said.",
    ],
)
def test_a_time_in_the_content_is_not_that_of_saying(text: str) -> None:
    assert one(text).time is None


@pytest.mark.parametrize(
    "text",
    [
        "Lind, speaking on Monday, said the gate was open.",
        "Speaking to reporters in Oslo on Monday, Lind said the gate was open.",
    ],
)
def test_the_time_of_speaking_is_that_of_saying(text: str) -> None:
    time = one(text).time
    assert time is not None
    assert shown(text, [time.span]) == ["Monday"]


def test_the_name_of_a_programme_is_no_time() -> None:
    assert one("“It never stops,” Lind told NRK’s “This Week.”").time is None


def test_an_article_without_a_day_has_no_times() -> None:
    (only,) = statements("Lind said on Monday that the gate would hold.")
    assert only.time is None


# --- what kind of content -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Lind said the gate would hold.", Polarity.AFFIRMED),
        ("Lind said the gate would not hold.", Polarity.NEGATED),
        ("“We cannot wait,” Lind said.", Polarity.NEGATED),
        ("The bank denied that it had sold the data.", Polarity.NEGATED),
        ("The bank denied the allegations.", Polarity.NEGATED),
        ("Lind said the man who did not vote was ill.", Polarity.AFFIRMED),
    ],
)
def test_content_is_negated_by_its_main_verb_or_by_a_denial(text: str, polarity: Polarity) -> None:
    assert one(text).polarity is polarity


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Lind said the gate would hold.", Certainty.CERTAIN),
        ("Lind said the gate may open.", Certainty.POSSIBLE),
        ("Lind said the gate would probably open.", Certainty.PROBABLE),
        ("Lind said the gate was likely to open.", Certainty.PROBABLE),
        ("Lind said the man who may vote was ill.", Certainty.CERTAIN),
    ],
)
def test_a_hedge_of_the_main_verb_makes_content_less_certain(text: str, certainty: Certainty) -> None:
    assert one(text).certainty is certainty


def test_a_denial_has_its_force() -> None:
    assert one("The bank denied that it had sold the data.").force is Force.DENY


# --- evidence and confidence ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "“We checked every gate,” Moreno said. “Two of them stuck.”",
        "Demir said the line was down. “We had no way to call.”",
        "“We lost the harvest,” Adaeze Bello said. / “Nothing at all grew here.”",
        "The strait is open, Haddad said, Reuters reported.",
    ],
)
def test_evidence_contains_content_source_and_cue(text: str) -> None:
    for statement in statements(text, {"person": "Demir, Moreno, Haddad", "outlet": "Reuters"}):
        said = [
            *statement.content,
            *(hop.source for hop in statement.chain),
            *(c for h in statement.chain for c in h.cue),
        ]
        inside = [any(e.covers(span) for e in statement.evidence) for span in said if span is not None]
        assert all(inside)


def test_evidence_is_whole_sentences() -> None:
    text = "The river rose. Lind said the gate would hold. Nobody slept."
    assert shown(text, one(text).evidence) == ["Lind said the gate would hold."]


def test_evidence_does_not_join_paragraphs() -> None:
    text = "“We lost the harvest,” Adaeze Bello said. / “Nothing at all grew here.”"
    assert len(one(text).evidence) == 2


@pytest.mark.parametrize(
    "text", ["Lind said the gate would hold.", "The company has reportedly found a buyer."]
)
def test_confidence_is_a_share(text: str) -> None:
    assert 0 < one(text).confidence < 1


def test_statements_stand_in_text_order() -> None:
    text = "“We want a vote,” said Virtanen. “There will be no vote,” replied Aalto."
    spans = [statement.content[0] for statement in statements(text)]
    assert spans == sorted(spans)
