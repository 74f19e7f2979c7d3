"""What a caller can ask of a check."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.check.report import FailOn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from kg.model import Article, Issue


class Engine(StrEnum):
    """Which program evaluates the shapes."""

    AUTO = "auto"
    FAST = "fast"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """The options of ``kg check``.

    ``shapes`` are files or folders of shapes, added to the project's own unless ``builtin`` is false.
    ``max_results`` cuts the rows kept, never the counts. ``articles`` gives, each time it is called,
    the articles that the graph was built from: every span is compared with them. ``minimum`` maps a
    class ("statements", "Article") to the number that must be reached. ``allow_empty`` accepts a check
    that looked at nothing.
    """

    shapes: tuple[Path, ...] = ()
    builtin: bool = True
    engine: Engine = Engine.AUTO
    fail_on: FailOn = FailOn.VIOLATION
    max_results: int | None = None
    articles: Callable[[], Iterable[Article | Issue]] | None = None
    minimum: Mapping[str, int] = field(default_factory=dict)
    allow_empty: bool = False
