"""What the verbs of a text attribute, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from tests.trees import Said, said, tokens_of

if TYPE_CHECKING:
    from kg.model import Force


def found(text: str) -> list[Said]:
    """What the verbs of a text attribute."""
    tokens = tokens_of(text)
    return [said(tokens, one) for one in find_clauses(tokens, load_cues())]


def contents(text: str) -> list[str]:
    """The contents alone."""
    return [one.content for one in found(text)]


def forces(text: str) -> list[Force]:
    """The forces alone."""
    tokens = tokens_of(text)
    return [one.force for one in find_clauses(tokens, load_cues())]
