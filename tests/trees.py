"""Sentences with their trees, for tests of rules without a model: ``tree("Lind said it rains.")``.

The trees stand in ``trees.txt`` as tables of ``tests.handmade``, each under a line with its text (`` / ``
for the end of a paragraph). They were parsed once and read over. ``python -m tests.trees`` prints the
tables of the texts that it reads, line by line, from standard input.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.extractors.statements import find_statements
from kg.extractors.statements.quotations import find_quotations
from kg.extractors.statements.reading import read_tokens
from kg.model import EntityKind, Mention, MentionForm, Names, Span
from kg.parse import load_parser
from tests.handmade import article, doc, paragraphs, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from spacy.tokens import Doc

    from kg.extractors.statements.found import Found
    from kg.extractors.statements.tokens import Tokens
    from kg.model import Statement
    from kg.parse import Parser

TREES = Path(__file__).parent / "trees.txt"
NOBODY: Mapping[str, str] = MappingProxyType({})
_TEXT = "# "


@cache
def tables() -> dict[str, str]:
    """The table of each text."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in TREES.read_text(encoding="utf-8").splitlines():
        if line.startswith(_TEXT):
            lines = found.setdefault(line.removeprefix(_TEXT), [])
        else:
            lines.append(line)
    return {text: "\n".join(lines) for text, lines in found.items()}


def tree(text: str) -> Doc:
    """The Doc of a text, `` / `` for the end of a paragraph. Raises ``KeyError`` when it has no tree."""
    built = doc(tables()[text])
    if built.text != text.replace(" / ", "\n"):
        message = f"the tree is that of {built.text!r}"
        raise ValueError(message)
    return built


def tokens_of(text: str) -> Tokens:
    """The columns of a text's tree with its quotations, each line a paragraph."""
    built = tree(text)
    return read_tokens(built, find_quotations(built.text, paragraphs(built.text)))


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule found, in words: parts of content and cue are joined by " … "."""

    content: str
    source: str
    cue: str
    rule: str


def said(tokens: Tokens, found: Found) -> Said:
    """What was found, in words."""
    source = found.source or found.carried
    span = None if source is None else tokens.span(source.first, source.last)
    return Said(
        content=" … ".join(part.of(tokens.text) for part in tokens.spans(found.content)),
        source="" if span is None else span.of(tokens.text),
        cue=" … ".join(part.of(tokens.text) for part in tokens.exact(found.cue)),
        rule=found.rule,
    )


def statements(
    text: str, named: Mapping[str, str] = NOBODY, *, day: date | None = None, headline: bool = False
) -> tuple[Statement, ...]:
    """The statements of a text's tree; ``named`` are its names by kind of entity, commas between them."""
    built = tree(text)
    mentions = [
        Mention(Span(at, at + len(name)), EntityKind[kind.upper()], MentionForm.NAME)
        for kind, names in named.items()
        for name in names.split(", ")
        for at in starts(built.text, name)
    ]
    names = Names(tuple(sorted(mentions, key=lambda mention: mention.span)))
    return find_statements(built, article(built.text, day=day, headline=headline), names)


def starts(text: str, words: str) -> Iterator[int]:
    """Where the words begin in a text."""
    return (found.start() for found in re.finditer(rf"\b{re.escape(words)}\b", text))


def shown(text: str, spans: Iterable[Span | None]) -> list[str]:
    """The words of spans, "" for none; `` / `` in the text is the end of a paragraph."""
    plain = text.replace(" / ", "\n")
    return ["" if span is None else span.of(plain) for span in spans]


def blocks(tokens: Tokens) -> tuple[range, ...]:
    """The tokens of each line of the text."""
    return tuple(tokens.within(span) for span in paragraphs(tokens.text))


def places(tokens: Tokens, *names: str) -> frozenset[int]:
    """The tokens of these names wherever they stand."""
    words = {word for name in names for word in name.split()}
    return frozenset(token for token in range(len(tokens)) if tokens.word[token] in words)


def place(tokens: Tokens, word: str) -> int:
    """The first token that is the word."""
    return tokens.word.index(word)


def entries(texts: Iterable[str], parser: Parser) -> Iterator[str]:
    """What stands in ``trees.txt`` for each text, as the model parses it."""
    for text in texts:
        parsed = parser.parse(article(text.replace(" / ", "\n")))
        yield f"{_TEXT}{text}\n{table_of(parsed)}\n"


if __name__ == "__main__":
    sys.stdout.writelines(entry + "\n" for entry in entries(sys.stdin.read().splitlines(), load_parser()))
