from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import EntityKind
from tests.trees import blocks, place, places, shown, starts, statements, tables, tokens_of, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent


@pytest.mark.parametrize("text", sorted(tables()))
def test_each_tree_is_that_of_its_text(text: str) -> None:
    assert tree(text).text == text.replace(" / ", "\n")


def test_trees_are_sorted() -> None:
    texts = list(tables())
    assert texts == sorted(texts)


def written(code: ast.Module) -> Iterator[str]:
    """The strings of a module, also those made of its own constants (f"{_TRIP} was long.")."""
    named = {
        name.id: node.value.value
        for node in code.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for name in node.targets
        if isinstance(name, ast.Name)
    }
    for node in ast.walk(code):
        if isinstance(node, ast.Constant):
            yield str(node.value)
        elif isinstance(node, ast.JoinedStr):
            inner = (part.value if isinstance(part, ast.FormattedValue) else part for part in node.values)
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else str(named.get(ast.unparse(part)))
                for part in inner
            )


def test_no_tree_is_unused() -> None:
    paths = sorted(TESTS.rglob("test_*.py"))
    found = {text for path in paths for text in written(ast.parse(path.read_text(encoding="utf-8")))}
    assert [text for text in tables() if text not in found] == []


def test_a_text_without_a_tree_is_an_error() -> None:
    with pytest.raises(KeyError):
        tree("No tree has this text.")


def test_blocks_are_the_lines_of_a_text() -> None:
    tokens = tokens_of("“We lost the seed,” Bello said. / “Not mine,” Aalto said.")
    first, second = blocks(tokens)
    assert (tokens.word[first[-1]], tokens.word[second[0]]) == (".", "“")


def test_names_are_found_word_by_word() -> None:
    tokens = tokens_of("Bello and her brother said they would appeal.")
    assert places(tokens, "her brother", "Bello") == {0, 2, 3}
    assert place(tokens, "said") == 4


def test_names_become_mentions_of_their_kind() -> None:
    (one,) = statements("The governor wrote on X that the roads were open.", {EntityKind.PLATFORM.name: "X"})
    assert shown("The governor wrote on X that the roads were open.", one.media) == ["X"]


def test_a_name_is_no_part_of_a_word() -> None:
    assert list(starts("X and Xinhua", "X")) == [0]
