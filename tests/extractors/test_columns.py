from __future__ import annotations

import pytest
from hypothesis import given
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan
from spacy.vocab import Vocab

from kg.extractors import columns
from kg.extractors.columns import columns_of, first_run, read_columns
from kg.extractors.words import Run, read_words
from kg.model import Article, Block, BlockKind, Span
from tests.extractors.statements.test_any_tree import trees


@given(trees())
def test_the_columns_are_those_of_the_doc(built: Doc) -> None:
    found = read_columns(built)
    assert found.text == built.text
    assert found.word == [token.text for token in built]
    assert found.lower == [token.lower_ for token in built]
    assert found.lemma == [token.lemma_.lower() for token in built]
    assert found.head == [token.head.i for token in built]
    assert found.start == [token.idx for token in built]
    assert found.end == [token.idx + len(token) for token in built]
    assert found.white == [token.i for token in built if token.is_space]
    assert found.named == [(ent.start, ent.end, ent.label_) for ent in built.ents]


def test_columns_at_hand_are_not_read_again() -> None:
    found = read_columns(Doc(Vocab(), words=["Rain", "fell"]))
    assert columns_of(found) is found


def test_neighbouring_names_are_two() -> None:
    built = Doc(Vocab(), words=["Anna", "Lind", "Nordby"], ents=["B-PERSON", "I-PERSON", "B-GPE"])
    assert read_columns(built).named == [(0, 2, "PERSON"), (2, 3, "GPE")]


@pytest.mark.parametrize(
    ("text", "first"), [("Nordby-based", "Nordby"), ("U.S.", "U"), ("’s", ""), ("12", "12"), ("", "")]
)
def test_a_word_begins_with_letters_or_digits_or_another_sign(text: str, first: str) -> None:
    assert first_run(text) == first


def test_more_strings_than_are_remembered_are_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_REMEMBERED", 2)
    words = ["Rain", "fell", "on", "Nordby", "and", "Rain", "fell"]
    assert read_columns(Doc(Vocab(), words=words)).lower == [word.lower() for word in words]


def test_the_words_of_an_article_are_those_of_its_columns() -> None:
    vocab = Vocab(lex_attr_getters=LEX_ATTRS)  # tells what white space is
    built = Doc(vocab, words=["Rain", "\n\n", "Anna", "Lind"], spaces=[False, False, True, False])
    built.set_ents([SpacySpan(built, 1, 4, "PERSON")])
    text = "Rain\n\nAnna Lind"
    blocks = (Block(BlockKind.PROSE, Span(0, 4)), Block(BlockKind.PROSE, Span(6, 15)))
    article = Article("a.txt", text, blocks)
    words = read_words(read_columns(built), article)
    assert words == read_words(built, article)
    assert (words.word, words.block) == (("Rain", "Anna", "Lind"), (0, 1, 1))
    assert words.labelled == ((Run(1, 3), "PERSON"),)
    assert list(words.sentence_spans()) == [Span(0, 4), Span(6, 15)]
