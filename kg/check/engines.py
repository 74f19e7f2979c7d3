"""One interface over the programs that evaluate shapes, and which of them a check uses."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from kg.check.options import Engine
from kg.errors import ConfigError, ExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.check.report import Result
    from kg.check.shapes import ShapeSet
    from kg.check.sources import Triple


class ShapeEngine(Protocol):
    """Evaluates one set of shapes over any number of graphs."""

    @property
    def name(self) -> str:
        """Which program it is, with its version."""

    def validate(self, triples: Sequence[Triple]) -> Iterator[Result]:
        """Every result of a graph, in no particular order."""

    def is_sure(self, triples: Sequence[Triple], results: Sequence[Result]) -> bool:
        """Whether the reference would give the same results of the graph."""


@lru_cache(maxsize=4)
def engine_for(choice: Engine, shapes: ShapeSet, *, blank_nodes: bool = False) -> ShapeEngine:
    """The engine to use: the fast one where it is installed and keeps the names of the data's nodes.

    The fast engine renames blank nodes, so that its rows could not be found in the file again.
    Raises ``ExtraError`` when the fast engine is asked for and is not installed, ``ConfigError`` when
    an engine refuses the shapes.
    """
    if choice is Engine.REFERENCE or (choice is Engine.AUTO and (blank_nodes or not find_spec("shacl"))):
        from kg.check.reference import ReferenceEngine  # noqa: PLC0415 - pySHACL takes 1.5 s to import

        return ReferenceEngine(shapes)
    if not find_spec("shacl"):
        raise ExtraError(
            "the fast engine, the package shacl, is not installed",
            hint="pip install shacl, or --engine reference where it has no wheel",
        )
    if blank_nodes:
        raise ConfigError(
            "the fast engine cannot name blank nodes, and the data has some", hint="use --engine auto"
        )
    from kg.check.fast import FastEngine  # noqa: PLC0415 - optional

    return FastEngine(shapes)
