from __future__ import annotations

import pytest
from hypothesis import given
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extractors.statements.quotations import find_quotations
from kg.extractors.statements.reading import read_tokens
from kg.model import Span
from tests.extractors.statements.test_any_tree import trees
from tests.handmade import doc, paragraphs
from tests.trees import place, shown, tables, tokens_of, tree

TEXT = "Jonas Lind, a pilot from Toll, said the runway was wet."


# --- the columns ----------------------------------------------------------------------------------


@given(trees())
def test_the_columns_are_those_of_the_doc(built: Doc) -> None:
    columns = read_tokens(built, find_quotations(built.text, paragraphs(built.text)))
    assert len(columns) == len(built)
    for token in built:
        assert columns.word[token.i] == token.text
        assert columns.lemma[token.i] == token.lemma_.lower()
        assert (columns.pos[token.i], columns.tag[token.i], columns.dep[token.i]) == (
            token.pos_,
            token.tag_,
            token.dep_,
        )
        assert (columns.head[token.i], columns.start[token.i]) == (token.head.i, token.idx)
        assert (columns.first[token.i], columns.last[token.i]) == (token.left_edge.i, token.right_edge.i)
        assert columns.children[token.i] == [child.i for child in token.children]


@given(trees())
def test_the_sentences_are_those_of_the_doc(built: Doc) -> None:
    columns = read_tokens(built, ())
    assert columns.bounds == [(sentence.start, sentence.end - 1) for sentence in built.sents]


# Words cut behind a prefix, days of saying and verbs taken for nouns are governed anew (see test_prefixes.py,
# test_days.py, test_tags.py).
GOVERNED = ("co-op", "Monday", " shows.", " show.")
WHOLE = [text for text in sorted(tables()) if not any(word in text for word in GOVERNED)]


@pytest.mark.parametrize("text", WHOLE[::9])
def test_the_edges_of_real_sentences_are_those_of_the_parser(text: str) -> None:
    built = tree(text)
    columns = read_tokens(built, ())
    assert columns.first == [token.left_edge.i for token in built]
    assert columns.last == [token.right_edge.i for token in built]


def test_what_runs_on_without_an_end_is_cut() -> None:
    built = Doc(Vocab(), words=["said"] * 1000, heads=[0] * 1000, deps=["ROOT", *["dep"] * 999])
    columns = read_tokens(built, ())
    assert max(last - first + 1 for first, last in columns.bounds) == 400
    assert columns.bounds[-1][1] == 999
    assert all(columns.sentence[up] == columns.sentence[token] for token, up in enumerate(columns.head))


@pytest.mark.parametrize(
    ("said", "sentences"),
    [("We shall deliver it by Easter,", 2), ("Big Red", 1), ("we deliver it by then,", 1)],
)
def test_a_quoted_sentence_after_a_full_stop_begins_a_sentence(said: str, sentences: int) -> None:
    words = ["It", "went", "to", "Marlow", "Inc.", "“", *said.split(), "”", "Lind", "said"]
    built = Doc(
        Vocab(), words=words, heads=[1] * len(words), deps=["dep", "ROOT", *["dep"] * (len(words) - 2)]
    )
    columns = read_tokens(built, find_quotations(built.text, paragraphs(built.text)))
    assert [first for first, _ in columns.bounds] == [0, 5][:sentences]


def test_an_empty_doc_has_no_tokens() -> None:
    assert len(read_tokens(doc(""), ())) == 0


def test_the_marks_of_a_quotation_belong_to_it() -> None:
    columns = tokens_of("“We cannot wait,” Lind said.")
    assert [word for word, number in zip(columns.word, columns.quotation, strict=True) if number == 0] == [
        "“",
        "We",
        "can",
        "not",
        "wait",
        ",",
        "”",
    ]


def test_quotations_are_numbered_in_text_order() -> None:
    columns = tokens_of("“If it rains,” Moreno said, “we will open the gate.”")
    assert sorted(set(columns.quotation)) == [-1, 0, 1]
    assert columns.quotation[place(columns, "we")] == 1


# --- the questions --------------------------------------------------------------------------------


def test_children_are_found_by_relation() -> None:
    columns = tokens_of(TEXT)
    said = place(columns, "said")
    assert [columns.word[child] for child in columns.child(said, "nsubj", "ccomp")] == ["Lind", "was"]
    assert columns.one(said, "ccomp") == place(columns, "was")
    assert columns.one(said, "neg") is None


def test_a_word_is_known_in_lower_case() -> None:
    assert tokens_of(TEXT).low(0) == "jonas"


def test_a_span_leaves_out_marks_at_its_ends() -> None:
    columns = tokens_of(TEXT)
    first, last = place(columns, ","), place(columns, "said")
    assert shown(TEXT, [columns.span(first, last)]) == ["a pilot from Toll, said"]


def test_marks_alone_are_no_span() -> None:
    columns = tokens_of(TEXT)
    assert columns.span(place(columns, ","), place(columns, ",")) is None


def test_tokens_in_a_row_are_one_span() -> None:
    columns = tokens_of(TEXT)
    assert shown(TEXT, columns.spans({0, 1, 3, 4, 8})) == ["Jonas Lind", "a pilot", "said"]


def test_exact_spans_keep_their_marks() -> None:
    columns = tokens_of("Voss: I have not decided.")
    assert shown("Voss: I have not decided.", columns.exact({place(columns, ":")})) == [":"]


def test_the_tokens_of_a_span_lie_wholly_in_it() -> None:
    columns = tokens_of(TEXT)
    assert list(columns.within(Span(0, 10))) == [0, 1]
    assert list(columns.within(Span(0, 9))) == [0]
    assert list(columns.within(Span(1, 4))) == []


@given(trees())
def test_every_token_lies_in_its_own_span(built: Doc) -> None:
    columns = read_tokens(built, ())
    for token in range(len(columns)):
        assert token in columns.within(Span(columns.start[token], columns.end[token]))
