"""Sentences with their trees, for tests of rules without a model: ``tree("Lind said it rains.")``.

The trees stand in ``trees.txt`` as tables of ``tests.handmade``, each under a line with its text (`` / ``
for the end of a paragraph). They were parsed once and read over. ``python -m tests.trees`` prints the
tables of the texts that it reads, line by line, from standard input.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extractors.statements.quotations import find_quotations
from kg.extractors.statements.tokens import read_tokens
from kg.parse import load_parser
from tests.handmade import article, doc, paragraphs, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from kg.extractors.statements.tokens import Tokens
    from kg.parse import Parser

TREES = Path(__file__).parent / "trees.txt"
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


def entries(texts: Iterable[str], parser: Parser) -> Iterator[str]:
    """What stands in ``trees.txt`` for each text, as the model parses it."""
    for text in texts:
        parsed = parser.parse(article(text.replace(" / ", "\n")))
        yield f"{_TEXT}{text}\n{table_of(parsed)}\n"


if __name__ == "__main__":
    sys.stdout.writelines(entry + "\n" for entry in entries(sys.stdin.read().splitlines(), load_parser()))
