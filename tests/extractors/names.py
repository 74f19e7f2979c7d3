"""Docs for the rules of names: a line of words, the model's names in brackets, tags where they matter.

``[PERSON Anna Lind] , a professor/NN at [ORG Nord University] , left/VBD .`` A word with a capital is a
proper noun and any other a noun unless a tag follows it; ``word/TAG:relation`` gives the relation too.
Every word but a root hangs on the first verb of its line. ``|`` starts a new paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.names import find_names
from kg.lexicons import load
from kg.model import Article, Block, BlockKind, Mention, Names
from tests.handmade import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from kg.model import Credit

_TOKEN = re.compile(r"\[(?P<label>[A-Z_]+) (?P<inside>[^\]]+)\]|(?P<word>\S+)")
_NO_BLANK_BEFORE = frozenset({",", ".", ";", ":", ")", "'s", "’s", "?", "!"})


@cache
def _vocab() -> Vocab:
    from spacy.lang.en import English  # noqa: PLC0415  # spaCy takes seconds to import

    return English().vocab


def _read(line: str) -> list[tuple[str, str, str, str]]:
    """Each word with its tag, relation and entity mark."""
    found: list[tuple[str, str, str, str]] = []
    for match in _TOKEN.finditer(line):
        label = match["label"] or ""
        for number, cell in enumerate((match["inside"] or match["word"]).split()):
            word, _, tags = cell.partition("/") if len(cell) > 1 else (cell, "", "")
            tag, _, dep = tags.partition(":")
            mark = f"{'I' if number else 'B'}-{label}" if label else "O"
            found.append((word, tag or _tag(word), dep or "dep", mark))
    return found


def _tag(word: str) -> str:
    if not word[0].isalnum():
        return "POS" if word in {"'s", "’s"} else word
    return "CD" if word.isdigit() else "NNP" if word[0].isupper() else "NN"


def marked(text: str) -> Doc:
    """The Doc of marked lines."""
    from spacy.tokens import Doc  # noqa: PLC0415

    cells: list[tuple[str, str, str, str]] = []
    heads: list[int] = []
    for number, line in enumerate(text.split(" | ")):
        if number:
            cells.append(("\n", "_SP", "dep", "O"))
            heads.append(len(cells) - 1)
        words = _read(line)
        verb = next((i for i, cell in enumerate(words) if cell[1].startswith("VB")), 0)
        heads += [len(cells) + verb] * len(words)
        words[verb] = (words[verb][0], words[verb][1], "ROOT", words[verb][3])
        cells += words
    forms = [cell[0] for cell in cells]
    return Doc(
        _vocab(),
        words=forms,
        spaces=[_blank_after(forms, i) for i in range(len(forms))],
        tags=[cell[1] for cell in cells],
        deps=[cell[2] for cell in cells],
        heads=heads,
        ents=[cell[3] for cell in cells],
    )


def _blank_after(words: Sequence[str], i: int) -> bool:
    after = words[i + 1] if i + 1 < len(words) else "\n"
    return after not in _NO_BLANK_BEFORE and "\n" not in (words[i], after) and words[i] != "("


def names_of(
    text: str,
    *,
    kinds: Sequence[BlockKind] = (),
    authors: tuple[Credit, ...] = (),
    photo_credits: tuple[Credit, ...] = (),
) -> tuple[str, Names]:
    """The text of marked lines and the names in it; ``kinds`` are those of the first paragraphs."""
    doc = marked(text)
    article = replace(article_of(doc, kinds), authors=authors, photo_credits=photo_credits)
    return doc.text, find_names(doc, article, load())


def article_of(doc: Doc, kinds: Sequence[BlockKind] = ()) -> Article:
    """The article of a Doc, prose but for the first paragraphs."""
    spans = paragraphs(doc.text)
    kinds = [*kinds, *[BlockKind.PROSE] * len(spans)]
    blocks = tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=False))
    return Article("a.txt", doc.text, blocks)


def named(text: str, *kinds: BlockKind) -> list[tuple[str, str]]:
    """The names and adjectives found in marked lines: kind and characters, in text order."""
    printed, names = names_of(text, kinds=kinds)
    return [(mention.kind, mention.span.of(printed)) for mention in names.mentions if is_name(mention)]


def is_name(mention: Mention) -> bool:
    """Whether the mention is a name or an adjective made of one."""
    return mention.form in {"name", "adjective"}
