"""Docs built by hand from a readable table, so that rules are tested without a model.

One word a line: the word, its Penn tag, its relation, its head, its lemma::

    Lind   NNP  nsubj  said
    said   VBD  ROOT   -       say
    the    DT   det    dam
    dam    NN   nsubj  holds
    holds  VBZ  ccomp  said    hold
    .      .    punct  said

The head is a word of the same sentence, ``word#2`` the second such word of it; a root has ``-``. Without
a lemma the word is its own, in lower case unless it is a name. ``AUX``, ``SCONJ`` and the like after the tag
(``was VBD/AUX``) overrule the part of speech that the tag implies. ``@PERSON`` at the end of a line makes
the word part of an entity. An empty line ends a sentence, ``/`` alone ends a paragraph. Marks that open
or close stand as in print; a word with ``+`` at its end has no blank after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.statements.quotations import find_quotations
from kg.extractors.statements.reading import read_tokens
from kg.model import Article, Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

    from kg.extractors.statements.tokens import Tokens

_POS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET",
    "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP",
    "TO": "PART", "UH": "INTJ", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB",
    "VBZ": "VERB", "WDT": "PRON", "WP": "PRON", "WP$": "PRON", "WRB": "SCONJ", "FW": "X", "SYM": "SYM",
    "XX": "X",
}  # fmt: skip
_OPENING = frozenset("“„‘(«[")
_CLOSING = frozenset(
    ("”", "’", "»", ")", "]", ".", ",", ";", ":", "?", "!", "…", "''", "%", "'s", "’s", "n't", "n’t")
)
_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class _Word:
    """One line of a table."""

    word: str
    pos: str
    tag: str
    dep: str
    head: str
    lemma: str
    entity: str
    glued: bool


@dataclass(slots=True)
class _Columns:
    """What ``Doc`` takes, word by word."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)


def doc(table: str) -> Doc:
    """The Doc of a table. Raises ``ValueError`` for a line that is none and for a head that is not there."""
    from spacy.tokens import Doc  # noqa: PLC0415  # spaCy takes seconds to import

    columns = _Columns()
    for number, paragraph in enumerate(_split(table.splitlines(), "/")):
        if number:
            _end_paragraph(columns)
        for sentence in _split(paragraph, ""):
            _add(columns, [_word(line) for line in sentence])
    if columns.spaces:
        columns.spaces[-1] = False
    return Doc(
        _vocab(),
        words=columns.words,
        spaces=columns.spaces,
        pos=columns.pos,
        tags=columns.tags,
        deps=columns.deps,
        heads=columns.heads,
        lemmas=columns.lemmas,
        ents=columns.ents,
    )


def table_of(built: Doc) -> str:
    """The table of a Doc, its columns aligned: ``doc(table_of(built))`` is ``built`` without its entities."""
    rows: list[list[str]] = []
    for sentence in built.sents:
        words = [token for token in sentence if not token.is_space]
        rows += [*(_row(built, words, token) for token in words), []]
        if any("\n" in token.text for token in sentence):
            rows[-1] = ["/"]
    while rows and rows[-1] in ([], ["/"]):
        rows.pop()
    widths = [max((len(row[n]) for row in rows if len(row) > n), default=0) for n in range(_COLUMNS)]
    return "\n".join("  ".join(cell.ljust(widths[n]) for n, cell in enumerate(row)).rstrip() for row in rows)


def _row(built: Doc, words: Sequence[Token], token: Token) -> list[str]:
    """The cells of a word."""
    after = built[token.i + 1].text if token.i + 1 < len(built) else "."
    glued = not (token.whitespace_ or after in _CLOSING or "\n" in after or token.text in _OPENING)
    same = [word.i for word in words if word.text == token.head.text]
    number = same.index(token.head.i) + 1 if token.head.i in same else 0
    tag = token.tag_ if token.pos_ == _pos(token.tag_, token.dep_) else f"{token.tag_}/{token.pos_}"
    cells = [
        token.text + "+" * glued,
        tag,
        token.dep_,
        "-" if token.head.i == token.i else token.head.text + f"#{number}" * (number > 1),
        token.lemma_ if token.lemma_ != _lemma(token.text, token.tag_) else "",
    ]
    return [cell for cell in cells if cell]


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of a text that are not blank, as spans."""
    spans: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            spans.append(Span(start, start + len(bare)))
        at += len(line)
    return tuple(spans)


def tokens(table: str) -> Tokens:
    """The columns of a table's Doc with its quotations, each line of the text a paragraph."""
    built = doc(table)
    return read_tokens(built, find_quotations(built.text, paragraphs(built.text)))


def article(text: str, *, day: date | None = None, headline: bool = False) -> Article:
    """The article of a text: each line a paragraph, the first one the headline when told so."""
    kinds = [
        BlockKind.HEADLINE if headline and not n else BlockKind.PROSE for n, _ in enumerate(paragraphs(text))
    ]
    blocks = (Block(kind, span) for kind, span in zip(kinds, paragraphs(text), strict=True))
    return Article("article", text, tuple(blocks), published=day)


def span(text: str, words: str, occurrence: int = 1) -> Span:
    """The span of these words where they stand in the text for the n-th time."""
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


@cache
def _vocab() -> Vocab:
    from spacy.lang.en import English  # noqa: PLC0415

    return English().vocab


def _split(lines: Sequence[str], mark: str) -> list[list[str]]:
    """The lines in groups, divided by lines that are the mark; no group is empty."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == mark:
            groups.append([])
        else:
            groups[-1].append(line)
    return [group for group in groups if any(line.strip() for line in group)]


def _word(line: str) -> _Word:
    """The word of a line."""
    cells = line.split()
    entity = cells.pop()[1:] if len(cells) >= _COLUMNS and cells[-1].startswith("@") else ""
    if not _COLUMNS - 1 <= len(cells) <= _COLUMNS:
        message = f"not 'word tag relation head [lemma]': {line!r}"
        raise ValueError(message)
    word, tag, dep, head = cells[:4]
    glued = len(word) > 1 and word.endswith("+")
    word = word[:-1] if glued else word
    tag, _, pos = tag.partition("/")
    lemma = cells[4] if len(cells) == _COLUMNS else _lemma(word, tag)
    return _Word(word, pos or _pos(tag, dep), tag, dep, head, lemma, entity, glued)


def _lemma(word: str, tag: str) -> str:
    """The lemma of a word that none is given for."""
    return word if tag in {"NNP", "NNPS"} else word.lower()


def _pos(tag: str, dep: str) -> str:
    """The part of speech that tag and relation imply."""
    if dep == "neg":
        return "PART"
    return "AUX" if dep in {"aux", "auxpass"} and tag.startswith("V") else _POS.get(tag, "PUNCT")


def _add(columns: _Columns, words: Sequence[_Word]) -> None:
    """Add a sentence."""
    first = len(columns.words)
    before = ""
    for number, word in enumerate(words):
        after = words[number + 1].word if number + 1 < len(words) else ""
        columns.words.append(word.word)
        columns.spaces.append(not (word.glued or word.word in _OPENING or after in _CLOSING))
        columns.pos.append(word.pos)
        columns.tags.append(word.tag)
        columns.deps.append(word.dep)
        columns.heads.append(first + (number if word.head == "-" else _head(words, word.head)))
        columns.lemmas.append(word.lemma)
        columns.ents.append(f"{'I' if word.entity == before else 'B'}-{word.entity}" if word.entity else "O")
        before = word.entity


def _head(words: Sequence[_Word], head: str) -> int:
    """Where the head stands in its sentence: a word, or ``word#2``."""
    form, _, occurrence = head.rpartition("#") if "#" in head[1:] else (head, "", "1")
    places = [number for number, word in enumerate(words) if word.word == form]
    if len(places) < int(occurrence):
        message = f"no word {head!r} in {' '.join(word.word for word in words)!r}"
        raise ValueError(message)
    return places[int(occurrence) - 1]


def _end_paragraph(columns: _Columns) -> None:
    """Add a line break that hangs on the word before it, as the parser does."""
    columns.spaces[-1] = False
    columns.words.append("\n")
    columns.spaces.append(False)
    columns.pos.append("SPACE")
    columns.tags.append("_SP")
    columns.deps.append("dep")
    columns.heads.append(len(columns.heads) - 1)
    columns.lemmas.append("\n")
    columns.ents.append("O")
