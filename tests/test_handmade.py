from __future__ import annotations

from datetime import date

import pytest

from kg.model import BlockKind, Span
from tests.handmade import article, doc, paragraphs, span, table_of, tokens

TABLE = """
“     ``    punct  rains
It    PRP   nsubj  rains
rains VBZ   ccomp  said   rain
,     ,     punct  said
”     ''    punct  said
Ann   NNP   nsubj  said   @PERSON
said  VBD   ROOT   -      say
.     .     punct  said

He    PRP   nsubj  was
was   VBD/AUX ROOT -      be
n't   RB    neg    was    not
here  RB    advmod was
.     .     punct  was
/
End   NN    ROOT   -
"""


def test_marks_and_endings_stand_as_in_print() -> None:
    assert doc(TABLE).text == "“It rains,” Ann said. He wasn't here.\nEnd"


def test_a_plus_leaves_out_the_blank() -> None:
    assert doc('"+ `` punct No\nNo UH ROOT -').text == '"No'


def test_every_sentence_is_a_tree() -> None:
    assert [sentence.root.text for sentence in doc(TABLE).sents] == ["said", "was", "End"]


def test_a_head_is_found_in_its_own_sentence() -> None:
    built = doc("a DT det b\nb NN ROOT -\n\na DT det c\nc NN ROOT -")
    assert [token.head.text for token in built] == ["b", "b", "c", "c"]


def test_a_number_chooses_among_equal_words() -> None:
    built = doc("that DT det that#2\nthat NN ROOT -\nend NN dep that#2")
    assert [token.head.i for token in built] == [1, 1, 1]


def test_tag_and_relation_tell_the_part_of_speech() -> None:
    built = doc(TABLE)
    assert [(t.text, t.pos_) for t in built if t.text in {"said", "was", "n't", "Ann", "“"}] == [
        ("“", "PUNCT"),
        ("Ann", "PROPN"),
        ("said", "VERB"),
        ("was", "AUX"),
        ("n't", "PART"),
    ]


def test_a_lemma_is_the_word_unless_given() -> None:
    assert [t.lemma_ for t in doc(TABLE)][:7] == ["“", "it", "rain", ",", "”", "Ann", "say"]


def test_entities_are_marked_by_word() -> None:
    assert [(e.text, e.label_) for e in doc(TABLE).ents] == [("Ann", "PERSON")]


def test_a_word_that_is_not_there_is_no_head() -> None:
    with pytest.raises(ValueError, match="no word 'c'"):
        doc("a DT det c\nb NN ROOT -")


def test_a_line_with_too_few_cells_is_no_word() -> None:
    with pytest.raises(ValueError, match="not 'word tag relation head"):
        doc("a DT")


def test_tokens_know_the_quotation_they_stand_in() -> None:
    columns = tokens(TABLE)
    assert [w for w, q in zip(columns.word, columns.quotation, strict=True) if q == 0] == [
        "“",
        "It",
        "rains",
        ",",
        "”",
    ]


def test_each_line_is_a_paragraph() -> None:
    assert paragraphs("ab\n\n cd \n") == (Span(0, 2), Span(5, 7))


def test_the_first_line_is_the_headline_when_told_so() -> None:
    kinds = [block.kind for block in article("A\nb", headline=True).blocks]
    assert kinds == [BlockKind.HEADLINE, BlockKind.PROSE]


def test_an_article_has_its_day() -> None:
    assert article("A", day=date(2024, 5, 14)).day == date(2024, 5, 14)


def test_words_are_found_where_they_stand_again() -> None:
    assert span("a b a", "a", 2) == Span(4, 5)


def test_a_table_is_read_as_it_is_written() -> None:
    one, other = doc(TABLE), doc(table_of(doc(TABLE)))
    assert other.text == one.text
    assert [(t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_) for t in other] == [
        (t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_) for t in one
    ]
