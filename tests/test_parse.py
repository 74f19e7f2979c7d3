from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg import parse
from kg.errors import ModelError
from kg.files import folder
from kg.model import Article, Block, BlockKind, Span
from kg.parse import KnownModel, Parser, load_parser
from kg.parse.joining import join_docs
from tests.handmade import article, paragraphs

if TYPE_CHECKING:
    from pathlib import Path

LABELS = ("DATE", "GPE", "NORP", "ORG", "PERSON")
BLANK = Parser(spacy.blank("en"), "blank", "0", "")


def model(
    folder: Path, *, language: str = "en", labels: tuple[str, ...] = LABELS, parser: bool = True
) -> str:
    """A model of a few kilobytes with what the rules read, or less; its folder."""
    nlp = spacy.blank(language)
    ner = nlp.add_pipe("ner")
    for label in labels:
        ner.add_label(label)  # type: ignore[attr-defined]  # a pipe with labels, which the type does not say
    if parser:
        nlp.add_pipe("parser").add_label("ROOT")  # type: ignore[attr-defined]  # the same
    nlp.initialize()
    nlp.to_disk(folder)
    return str(folder)


def known(monkeypatch: pytest.MonkeyPatch, name: str, sha256: str) -> None:
    """Make a model one with a known checksum."""
    monkeypatch.setattr(parse, "read_rows", lambda *_: (KnownModel(name, sha256, "a test"),))


# --- the text is kept -----------------------------------------------------------------------------


@given(st.text(max_size=80))
def test_a_doc_has_the_text_of_its_article(text: str) -> None:
    assert BLANK.parse(article(text)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "\n\n  The gate.  \n \n\tIt held.\n",
        "A\u00a0B\u2003C\u2028D",
        "cannot don't gonna",
        "a\r\nb",
        "😀 said “ok”",
        " ",
        "",
    ],
)
def test_blanks_and_contractions_are_kept(text: str) -> None:
    assert BLANK.parse(article(text)).text == text


@pytest.mark.parametrize("character", ['"', "x", "a/", "“", "-", ".", "9,"])
def test_a_giant_run_of_characters_is_one_token(character: str) -> None:
    run = character * (6_000 // len(character))
    text = f"He said {run} and left."
    doc = BLANK.parse(article(text))
    assert doc.text == text
    assert run in [token.text for token in doc]


def test_a_run_longer_than_a_piece_is_kept() -> None:
    text = "x" * 30_000
    assert BLANK.parse(article(text)).text == text


def test_two_giant_runs_are_kept() -> None:
    text = f"{'x' * 500} {'y' * 500}"
    assert [token.text for token in BLANK.parse(article(text))] == ["x" * 500, "y" * 500]


def test_a_run_of_ordinary_length_is_tokenized() -> None:
    assert len(BLANK.parse(article("(" * 40))) == 40


@pytest.mark.parametrize("word", ["The gate held. ", "gate ", "x", "gate\n"])
def test_a_paragraph_of_any_length_is_kept(word: str) -> None:
    text = (word * 25_000)[:25_000]
    assert BLANK.parse(article(text)).text == text


def pieces(text: str | Article, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pieces of at most 50 characters in which a text is parsed."""
    monkeypatch.setattr(parse, "_PIECE_CHARACTERS", 50)
    nlp = spacy.blank("en")
    make_doc = nlp.make_doc
    seen: list[str] = []

    def record(piece: str) -> Doc:
        seen.append(piece)
        return make_doc(piece)

    monkeypatch.setattr(nlp, "make_doc", record)
    whole = article(text) if isinstance(text, str) else text
    assert Parser(nlp, "blank", "0", "").parse(whole).text == whole.text
    return seen


@pytest.mark.parametrize("text", ["The gate held well. " * 20, "gate " * 50, "x" * 300, "gate\n" * 50])
def test_no_piece_is_longer_than_the_limit(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert max(map(len, pieces(text.strip(), monkeypatch))) <= 50


def test_a_long_piece_ends_after_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(
        piece.endswith((". ", ".")) for piece in pieces(("The gate held well. " * 5).strip(), monkeypatch)
    )


def test_a_block_is_a_piece_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pieces("The gate held.\nIt rained.", monkeypatch) == ["The gate held.\n", "It rained."]


def test_what_stands_between_blocks_is_no_part_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Article(
        "a",
        "The gate held\nSource: Post\n\nIt rained.",
        (Block(BlockKind.HEADLINE, Span(0, 13)), Block(BlockKind.PROSE, Span(28, 38))),
    )
    assert pieces(whole, monkeypatch) == ["The gate held\n", "Source: Post\n\n", "It rained."]


def test_text_before_the_first_block_is_kept() -> None:
    whole = Article(
        "a",
        "  The gate.\n\nIt held.",
        (Block(BlockKind.PROSE, Span(2, 11)), Block(BlockKind.PROSE, Span(13, 21))),
    )
    assert BLANK.parse(whole).text == whole.text


def test_a_tokenizer_that_changes_the_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    monkeypatch.setattr(nlp, "make_doc", lambda piece: spacy.blank("en").make_doc(piece.upper()))
    with pytest.raises(ModelError, match="changed the text of article"):
        Parser(nlp, "blank", "0", "").parse(article("The gate."))


# --- the model ------------------------------------------------------------------------------------


def test_a_folder_is_a_model(tmp_path: Path) -> None:
    loaded = load_parser(model(tmp_path))
    assert loaded.parse(article("The gate held.")).text == "The gate held."
    assert len(loaded.sha256) == 64


@pytest.mark.parametrize("name", ["no_such_model", "/no/such/folder", ""])
def test_a_model_that_is_not_there_is_an_error_with_a_hint(name: str) -> None:
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        load_parser(name)
    assert "pip" in (caught.value.hint or "")


def test_an_error_is_one_line() -> None:
    with pytest.raises(ModelError) as caught:
        load_parser("no_such_model")
    assert "\n" not in caught.value.message


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_parser(str(tmp_path))


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not an English model"):
        load_parser(model(tmp_path, language="de"))


def test_a_model_without_the_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the labels DATE, GPE, NORP, ORG, PERSON"):
        load_parser(model(tmp_path, labels=("PERSON", "ORG")))


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="with a parser"):
        load_parser(model(tmp_path, parser=False))


# --- the checksum ---------------------------------------------------------------------------------


def test_a_model_with_its_known_checksum_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = model(tmp_path)
    known(monkeypatch, folder, load_parser(folder).sha256)
    assert load_parser(folder).name == folder


def test_a_model_that_differs_by_one_byte_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = model(tmp_path)
    known(monkeypatch, folder, load_parser(folder).sha256)
    meta = tmp_path / "meta.json"
    meta.write_bytes(meta.read_bytes() + b"\n")
    with pytest.raises(ModelError, match="are not the ones newskg was measured with") as caught:
        load_parser(folder)
    assert "reinstall" in (caught.value.hint or "")


def test_a_file_too_many_changes_the_checksum(tmp_path: Path) -> None:
    folder = model(tmp_path)
    before = load_parser(folder).sha256
    (tmp_path / "notes").write_text("", encoding="utf-8")
    assert load_parser(folder).sha256 != before


def test_what_python_keeps_beside_a_model_is_no_part_of_it(tmp_path: Path) -> None:
    folder = model(tmp_path)
    before = load_parser(folder).sha256
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert load_parser(folder).sha256 == before


# --- warnings -------------------------------------------------------------------------------------


def test_a_model_of_an_older_spacy_loads_without_a_warning(tmp_path: Path) -> None:
    folder = model(tmp_path)
    meta = tmp_path / "meta.json"
    meta.write_text(
        json.dumps({**json.loads(meta.read_bytes()), "spacy_version": ">=3.7.0,<3.8.0"}), encoding="utf-8"
    )
    with pytest.warns(UserWarning, match=r"\[W095\]"):
        spacy.load(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load_parser(folder)


def test_any_other_warning_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.load(model(tmp_path))

    def load(_name: str) -> object:
        warnings.warn("[W999] something else", UserWarning, stacklevel=1)
        return nlp

    monkeypatch.setattr(spacy, "load", load)
    with pytest.warns(UserWarning, match="W999"):
        load_parser(str(tmp_path))


# --- what the rules rely on -----------------------------------------------------------------------


def test_an_outlet_of_one_letter_may_end_a_sentence(tmp_path: Path) -> None:
    doc = load_parser(model(tmp_path)).parse(article("He wrote it on X."))
    assert [token.text for token in doc][-2:] == ["X", "."]


def test_the_short_form_of_a_title_keeps_its_stop(tmp_path: Path) -> None:
    doc = load_parser(model(tmp_path)).parse(article("Brig. Gen. Lemma spoke."))
    assert [token.text for token in doc][:2] == ["Brig.", "Gen."]


def test_millions_may_end_a_sentence(tmp_path: Path) -> None:
    doc = load_parser(model(tmp_path)).parse(article("It cost £84m. We paid."))
    assert [token.text for token in doc][3:6] == ["84", "m", "."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("At No. 10 they wait.", ["At", "No.", "10", "they", "wait", "."]),
        ("Nos. 3 and 4", ["Nos.", "3", "and", "4"]),
        ("Will he? No. He waits.", ["Will", "he", "?", "No", ".", "He", "waits", "."]),
    ],
)
def test_a_number_keeps_its_stop_before_a_figure(tmp_path: Path, text: str, words: list[str]) -> None:
    doc = load_parser(model(tmp_path)).parse(article(text))
    assert [token.text for token in doc] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We wait,”said Lind", ["“", "We", "wait", ",", "”", "said", "Lind"]),
        ('"We wait,"Lind said', ['"', "We", "wait", ",", '"', "Lind", "said"]),
        ("“No.”The crowd", ["“", "No", ".", "”", "The", "crowd"]),
        ("He said:“We go”—no", ["He", "said", ":", "“", "We", "go", "”", "—", "no"]),
        ('Eva said:"We go"', ["Eva", "said", ":", '"', "We", "go", '"']),
        ("“We go.”― Eva", ["“", "We", "go", ".", "”", "―", "Eva"]),
        ('a 6"x4" print', ["a", '6"x4', '"', "print"]),
        ("Who knows?Nobody", ["Who", "knows", "?", "Nobody"]),
        ("(we knew.)Then", ["(", "we", "knew", ".)", "Then"]),
        ("O’Neill’s rock'n'roll", ["O’Neill", "’s", "rock'n'roll"]),
    ],
)
def test_a_mark_that_lost_its_blank_is_a_token(tmp_path: Path, text: str, words: list[str]) -> None:
    doc = load_parser(model(tmp_path)).parse(article(text))
    assert [token.text for token in doc] == words


@pytest.mark.model
def test_every_block_starts_a_sentence(parser: Parser) -> None:
    one = article("Bridge to close\nThe bridge will close, she said\nNobody\nknows why.")
    starts = {sentence.start_char for sentence in parser.parse(one).sents}
    assert {span.start for span in paragraphs(one.text)} <= starts


@pytest.mark.model
def test_an_article_gives_the_same_doc_whatever_was_read_before(parser: Parser) -> None:
    one = article("“We will rebuild,” said Ana Ruiz.\nShe did.")
    first = parser.parse(one).to_json()
    parser.parse(article("Another text about other things, Lind said."))
    assert parser.parse(one).to_json() == first


# --- the ruler -------------------------------------------------------------------------------------


@pytest.mark.model
def test_the_remembered_ruler_annotates_as_the_model_does(parser: Parser) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder("seeds").glob("*.txt"))]
    assert texts
    for text in texts:
        read, remembered = parser.nlp.make_doc(text), parser.nlp.make_doc(text)
        for name in ("tok2vec", "tagger", "parser"):
            read, remembered = parser.nlp.get_pipe(name)(read), parser.nlp.get_pipe(name)(remembered)
        read = parser.nlp.get_pipe("attribute_ruler")(read)
        remembered = parser.nlp.get_pipe("kg_remembered_ruler")(remembered)
        fields = ("pos_", "morph", "lemma_", "tag_", "dep_")
        assert [[str(getattr(t, f)) for f in fields] for t in remembered] == [
            [str(getattr(t, f)) for f in fields] for t in read
        ]


@pytest.mark.model
def test_pieces_are_joined_as_spacy_joins_them(parser: Parser) -> None:
    docs = list(
        parser.nlp.pipe(["Lind said: “The gate held.”\n", "\n", "Moreno, an engineer in Oslo, left.\n"])
    )
    expected, (joined, text) = Doc.from_docs(docs, ensure_whitespace=False), join_docs(docs)
    assert expected is not None
    assert text == joined.text == expected.text
    fields = ("text", "whitespace_", "idx", "tag_", "pos_", "morph", "lemma_", "dep_", "is_sent_start")
    assert [[str(getattr(t, f)) for f in fields] + [t.head.i] for t in joined] == [
        [str(getattr(t, f)) for f in fields] + [t.head.i] for t in expected
    ]
    assert [(e.text, e.label_) for e in joined.ents] == [(e.text, e.label_) for e in expected.ents]
