from __future__ import annotations

import pytest

from kg.model import Force, Form, Statement
from tests.trees import shown, statements

INTERVIEW = "Q: Is inflation beaten? / A: Prices still rise too fast."


def turns(text: str, people: str = "Nobody") -> list[tuple[str, ...]]:
    """The source and the content of each turn of a transcript."""
    found = [one for one in statements(text, {"person": people}) if one.rule == "transcript"]
    return [(*shown(text, [one.chain[0].source]), *shown(text, one.content)) for one in found]


def only(text: str, people: str) -> Statement:
    (one,) = statements(text, {"person": people})
    return one


def test_a_name_before_a_colon_speaks() -> None:
    assert turns("Voss: I have not decided.", "Voss") == [("Voss", "I have not decided")]


def test_each_line_has_its_speaker() -> None:
    text = "Voss: I have not decided. / Lind: Nobody has decided yet."
    assert [source for source, _ in turns(text, "Voss, Lind")] == ["Voss", "Lind"]


def test_the_words_of_a_turn_are_given_word_for_word() -> None:
    one = only("Voss: I have not decided.", "Voss")
    assert (one.form, one.quoted) == (Form.DIRECT, one.content)


def test_a_label_that_comes_back_between_others_is_a_speaker_that_no_table_knows() -> None:
    text = (
        "Interviewer: Why did you leave? / Okafor: The data were locked away. / "
        "Interviewer: Who locked them? / Okafor: The people who paid for them."
    )
    assert [source for source, _ in turns(text)] == ["Interviewer", "Okafor"] * 2


def test_labels_that_do_not_come_back_are_headings() -> None:
    assert turns("Winner: The mill in Toll won. / Runner: The dairy in Onagi was second.") == []


def test_a_turn_that_ends_in_a_question_mark_asks() -> None:
    text = "The governor, Ilse Brandt, spoke on Wednesday. / Q: Is inflation beaten? / A: No."
    assert [one.force for one in statements(text, {"person": "Ilse Brandt"})] == [Force.ASK, Force.ASSERT]


# --- letters ------------------------------------------------------------------------------------


def test_the_person_named_before_the_questions_answers_them() -> None:
    text = "The governor, Ilse Brandt, spoke on Wednesday. / Q: Is inflation beaten? / A: No."
    assert turns(text, "Ilse Brandt") == [("Q", "Is inflation beaten?"), ("Ilse Brandt", "No")]


@pytest.mark.parametrize("people", ["Nobody", "Brandt, Holm"])
def test_a_letter_speaks_for_itself_where_nobody_is_named_before(people: str) -> None:
    assert turns(INTERVIEW, people) == [("Q", "Is inflation beaten?"), ("A", "Prices still rise too fast")]


def test_a_letter_without_its_partner_is_no_label() -> None:
    assert turns("Q: Is inflation beaten? / The governor was silent.") == []


def test_a_place_before_a_colon_is_where_the_text_was_written() -> None:
    text = "Kabul: Three people died on the road."
    found = statements(text, {"place": "Kabul"})
    assert [one for one in found if one.rule == "transcript"] == []


def test_words_of_somebody_who_says_i_are_a_turn_of_an_unknown_name() -> None:
    assert turns("Holm: I signed the order at noon.") == [("Holm", "I signed the order at noon")]


def test_a_colon_in_brackets_begins_no_turn() -> None:
    text = "Halvor Energy (OSE: HLV) today announced that it has signed the lease."
    assert [one.rule for one in statements(text)] == ["clause"]
