from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.statements.quotations import Quotation, find_quotations
from kg.model import Span
from tests.handmade import paragraphs


def found(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, each line a paragraph."""
    return find_quotations(text, paragraphs(text))


def inside(text: str) -> list[str]:
    """What stands between the marks."""
    return [quotation.inner.of(text) for quotation in found(text)]


# --- kinds of marks -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "“It rains,” she said.",
        '"It rains," she said.',
        "„It rains,” she said.",
        "„It rains,“ she said.",
        "«It rains,» she said.",
        "‟It rains,” she said.",
        "``It rains,'' she said.",
        "‘It rains,’ she said.",
        "'It rains,' she said.",
        "''It rains,'' she said.",
        "»It rains,« she said.",
    ],
)
def test_every_kind_of_mark_opens_and_closes(text: str) -> None:
    assert inside(text) == ["It rains,"]


def test_the_span_has_the_marks_and_the_inner_span_has_not() -> None:
    text = "She said “it rains”."
    assert found(text) == (Quotation(Span(9, 19), Span(10, 18)),)


def test_marks_of_two_characters_belong_to_the_span() -> None:
    text = "``It rains''"
    assert found(text) == (Quotation(Span(0, 12), Span(2, 10)),)


@pytest.mark.parametrize(
    "text", ["(“It rains”)", '["It rains"]', "—“It rains”—", 'said:"It rains"', "He,“It rains”"]
)
def test_a_mark_opens_after_a_bracket_a_dash_or_a_colon(text: str) -> None:
    assert inside(text) == ["It rains"]


def test_two_quotations_of_a_paragraph_are_two() -> None:
    assert inside('"It rains," he said, "and it pours."') == ["It rains,", "and it pours."]


def test_curly_and_straight_marks_may_stand_in_one_paragraph() -> None:
    assert inside('“It rains,” he said. "It pours."') == ["It rains,", "It pours."]


def test_a_curly_mark_may_be_closed_by_a_straight_one() -> None:
    assert inside('“It rains," he said.') == ["It rains,"]


def test_a_straight_mark_may_be_closed_by_a_curly_one() -> None:
    assert inside('"It rains,” he said.') == ["It rains,"]


# --- marks inside marks ---------------------------------------------------------------------------


def test_marks_of_the_same_kind_may_stand_inside() -> None:
    assert inside("“We saw the “old” crane fall,” she said.") == ["We saw the “old” crane fall,"]


def test_an_outer_mark_that_never_closes_leaves_the_quotation_behind_it_alone() -> None:
    assert inside("“It rains, he said. “It pours,” she said. ”") == ["It pours,"]


@pytest.mark.parametrize(
    "text",
    [
        "“He said ‘no’ twice,” she said.",
        "\"He said 'no' twice,\" she said.",
        "‘He said “no” twice,’ she said.",
    ],
)
def test_only_the_outermost_quotation_counts(text: str) -> None:
    assert len(found(text)) == 1
    assert inside(text)[0].endswith("twice,")


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    assert inside("‘We don’t know,’ he said.") == ["We don’t know,"]


def test_a_plural_possessive_inside_single_marks_does_not_close_them() -> None:
    assert inside("‘The farmers’ seed is gone,’ he said.") == ["The farmers’ seed is gone,"]


def test_single_words_in_single_marks_are_closed_at_once() -> None:
    assert inside("The ‘smart’ road and the ‘green’ bridge") == ["smart", "green"]


# --- what is no quotation -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        'The 6" pipe burst.',
        'A 6" pipe and an 8" pipe',
        "In the ’90s it rained.",
        "Rock ’n’ roll",
        "the farmers' seed",
        "The farmers’ seed and the miners’ coal",
        "It’s hers, isn’t it?",
        "O'Brien and d'Arcy",
        "the players' and the coaches' room",
        '""',
        "“”",
        "“ ”",
        "",
    ],
)
def test_marks_that_quote_nothing_are_no_quotation(text: str) -> None:
    assert inside(text) == []


@pytest.mark.parametrize(
    "text", ['Marcia "Cia" Berg left.', "Bo “The Ox” Holm spoke.", "Karl 'Kalle' Berg ran."]
)
def test_a_nickname_inside_a_name_is_no_quotation(text: str) -> None:
    assert inside(text) == []


def test_a_word_in_marks_outside_a_name_is_a_quotation() -> None:
    assert inside('They called Berg "Cia" at home.') == ["Cia"]
    assert inside('She said "Never" twice.') == ["Never"]
    assert inside('Berg "never" met Holm.') == ["never"]


def test_an_inch_mark_does_not_swallow_the_quotation_after_it() -> None:
    assert inside('The 6" pipe burst. "It was loud," he said.') == ["It was loud,"]


def test_an_inch_mark_inside_a_curly_quotation_does_not_close_it() -> None:
    assert inside('“The 6" pipe burst,” he said.') == ['The 6" pipe burst,']


# --- odd marks ------------------------------------------------------------------------------------


def test_an_opening_mark_that_nothing_closes_is_no_quotation() -> None:
    assert inside("She called it “the long winter and left.") == []


def test_an_odd_mark_costs_only_its_own_paragraph() -> None:
    assert inside("She called it “the long winter and left.\n“It rains,” he said.")[-1] == "It rains,"


def test_an_odd_straight_mark_costs_only_its_own_paragraph() -> None:
    assert inside('She called it "the long winter and left.\nHe paused.\n"It rains," he said.') == [
        "It rains,"
    ]


def test_a_closing_mark_alone_is_no_quotation() -> None:
    assert inside("It rains,” he said.") == []


def test_a_speech_that_is_never_closed_runs_to_the_end_of_its_paragraph() -> None:
    text = "He said: “It rains. It pours.\nThen he left."
    assert inside(text) == ["It rains. It pours."]
    assert not found(text)[0].closed


def test_a_paragraph_that_only_opens_is_quoted_to_its_end() -> None:
    assert inside("“It rains and it pours.\nThen he left.") == ["It rains and it pours."]


# --- several paragraphs ---------------------------------------------------------------------------


def test_a_paragraph_that_reopens_continues_the_one_before() -> None:
    one, other = found("He said: “It rains.\n“It pours.”")
    assert (one.closed, one.continues) == (False, False)
    assert (other.closed, other.continues) == (True, True)


def test_three_paragraphs_of_one_speech_are_joined() -> None:
    assert [q.continues for q in found("“It rains.\n“It pours.\n“It snows.”")] == [False, True, True]


def test_straight_marks_are_reopened_too() -> None:
    assert [q.continues for q in found('He said: "It rains.\n"It pours."')] == [False, True]


def test_a_closed_quotation_is_not_continued() -> None:
    assert [q.continues for q in found("“It rains,” he said.\n“It pours,” she said.")] == [False, False]


def test_a_quotation_later_in_the_next_paragraph_does_not_continue() -> None:
    assert [q.continues for q in found("“It rains.\nShe said: “It pours.”")] == [False, False]


def test_a_paragraph_without_marks_between_ends_the_speech() -> None:
    assert [q.continues for q in found("“It rains.\nHe paused.\n“It pours.”")] == [False, False]


def test_a_speech_whose_paragraphs_run_together_goes_on_at_the_mark_that_opens_it_again() -> None:
    text = 'He said: "It rains. "It pours! "It snows." She left.'
    assert inside(text) == ["It rains.", "It pours!", "It snows."]
    assert [q.closed for q in found(text)] == [False, False, True]
    assert [q.continues for q in found(text)] == [False, True, True]


def test_an_odd_straight_mark_inside_a_sentence_is_no_speech_that_goes_on() -> None:
    assert inside('A 6 "pipe and "a hose" burst.') == ["a hose"]


@pytest.mark.parametrize("unit", ["‘a ", "'a ", "‘a ’b ", "«a ", "“«a ", '"A b. ', '" a. "'])
def test_a_text_of_marks_that_nothing_closes_is_read_once(unit: str) -> None:
    assert len(found(unit * 20_000)) <= 1  # read to the end from each mark, it takes minutes


# --- any text -------------------------------------------------------------------------------------

_MARKED = st.text(alphabet="ab \n“”„«»‘’\"'`.,:—(", max_size=60)


@given(_MARKED | st.text(max_size=40))
def test_quotations_never_overlap_and_are_in_text_order(text: str) -> None:
    spans = [quotation.span for quotation in found(text)]
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(_MARKED | st.text(max_size=40))
def test_no_quotation_crosses_a_paragraph(text: str) -> None:
    blocks = paragraphs(text)
    assert all(any(block.covers(q.span) for block in blocks) for q in found(text))


@given(_MARKED | st.text(max_size=40))
def test_the_inner_span_lies_within_the_marks(text: str) -> None:
    assert all(q.span.covers(q.inner) and q.inner.start > q.span.start for q in found(text))


@given(_MARKED)
def test_a_quotation_stays_open_to_the_end_of_its_paragraph_or_is_opened_again(text: str) -> None:
    blocks = paragraphs(text)
    for block in blocks:
        here = [q for q in found(text) if block.covers(q.span)]
        assert all(q.closed or q.span.end == block.end for q in here[-1:])
        assert all(one.closed != other.continues for one, other in pairwise(here))


@given(_MARKED, _MARKED)
def test_a_paragraph_after_a_blank_one_is_read_alone(before: str, text: str) -> None:
    line = text.replace("\n", " ").strip()
    alone = inside(line)
    joined = f"{before}\nHe left.\n{line}"
    start = joined.rindex("\n") + 1
    assert [q.inner.of(joined) for q in found(joined) if q.span.start >= start] == alone
