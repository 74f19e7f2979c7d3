from __future__ import annotations

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.direct import find_direct
from kg.extractors.statements.floating import find_floating
from kg.extractors.statements.quotations import find_quotations
from tests.handmade import paragraphs
from tests.trees import Said, blocks, places, said, tokens_of


def found(text: str, *people: str) -> list[Said]:
    """The statements of a text after its floating quotations were carried over."""
    tokens = tokens_of(text)
    cues = load_cues()
    quotations = find_quotations(tokens.text, paragraphs(tokens.text))
    before = [*find_direct(tokens, quotations, blocks(tokens), cues), *find_clauses(tokens, cues)]
    anchors = {one.anchor: one for one in reversed(before)}
    floating = find_floating(tokens, blocks(tokens), list(anchors.values()), places(tokens, *people))
    return sorted((said(tokens, one) for one in floating), key=lambda one: tokens.text.index(one.content[:8]))


def test_a_quotation_after_an_attributed_one_goes_on_with_it() -> None:
    (one,) = found("“We lost the harvest,” Adaeze Bello said. / “Nothing at all grew here.”")
    assert one.content == "“We lost the harvest,” … “Nothing at all grew here.”"


def test_a_quotation_after_an_indirect_statement_is_its_speakers() -> None:
    one, other = found("Demir said the line was down. “We had no way to call.”", "Demir")
    assert (one.rule, other.rule) == ("clause", "floating after statement")
    assert (other.content, other.source) == ("“We had no way to call.”", "Demir")


def test_a_quotation_after_a_narrative_is_of_the_person_who_acts_there() -> None:
    (one,) = found(
        "Clara Benitez lost her house in the flood. / “I keep looking for the door.”", "Clara Benitez"
    )
    assert (one.source, one.rule) == ("Clara Benitez", "floating after narrative")


def test_things_are_not_carried_over_from_a_narrative() -> None:
    assert found("The house was lost in the flood. / “I keep looking for the door.”") == []


def test_the_speaker_is_not_carried_over_two_paragraphs() -> None:
    text = "Clara Benitez lost her house. / The river rose again. / “I keep looking for the door.”"
    assert found(text, "Clara Benitez") == []


def test_several_floating_paragraphs_are_one_statement() -> None:
    (one,) = found("“It is too late,” Demir said. / “The money is gone.” / “And nobody will look for it.”")
    assert one.content == "“It is too late,” … “The money is gone.” … “And nobody will look for it.”"


def test_a_quotation_that_opens_a_paragraph_goes_on_from_the_one_before() -> None:
    (one,) = found("“We lost the harvest,” Bello said. / “Nothing at all grew here.” The field lies bare.")
    assert one.content == "“We lost the harvest,” … “Nothing at all grew here.”"


def test_a_speech_that_opens_again_behind_a_narrative_stays_one() -> None:
    said_first, one = found(
        '"It hurt," said Berg. / Berg had to wait in a bed. "They put rods in. "That would have ended it."',
        "Berg",
    )
    assert said_first.content == '"It hurt,"'
    assert one.content == '"They put rods in. "That would have ended it."'


def test_quotations_side_by_side_that_open_a_paragraph_are_one_statement() -> None:
    text = "Demir said the line was down. / “We had no way to call.” “The road was shut.” It rained."
    clause, one = found(text, "Demir")
    assert one.content == "“We had no way to call.” “The road was shut.”"
    assert (clause.source, one.source) == ("Demir", "Demir")


@pytest.mark.parametrize(
    "text",
    [
        "Demir said the line was down. / “It was a dry year for all of us,” is the view of Ada.",
        "Demir said the line was down. / “It was a dry year for all of us”, as the paper put it.",
    ],
)
def test_a_quotation_that_words_take_up_is_not_carried_over(text: str) -> None:
    assert all("floating" not in one.rule for one in found(text, "Demir"))


@pytest.mark.parametrize(
    "text",
    [
        "Benitez wrote a novel. / “Salt Roads”",
        "Benitez carried a copy of “The Drowned Orchard” everywhere.",
        "Benitez lost the “smart” key.",
    ],
)
def test_a_title_or_a_scare_mark_does_not_float(text: str) -> None:
    assert all("floating" not in one.rule for one in found(text, "Benitez"))


def test_a_quotation_after_a_question_is_the_answer() -> None:
    asked, answer = found("I ask whether she is bitter. “No, never, and I would do it again.”", "I", "she")
    assert (asked.source, answer.source) == ("I", "she")


def test_a_quotation_is_of_the_one_who_acted_last() -> None:
    text = "Mira says she will write a book. Then Ada laughs. “You said that last year too.”"
    assert [one.source for one in found(text, "Mira", "she", "Ada")] == ["Mira", "Ada"]
