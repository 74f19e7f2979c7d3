"""What a check found: rows, counts and the exit code they end in; no RDF library needed to read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Issue


class Severity(StrEnum):
    """How bad a result is; the three of SHACL, in lower case."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst.

        >>> Severity.WARNING.rank
        1
        """
        return list(Severity).index(self)


class FailOn(StrEnum):
    """The mildest severity that makes a check fail."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"

    def covers(self, severity: Severity) -> bool:
        """Whether a result of this severity makes the check fail.

        >>> FailOn.WARNING.covers(Severity.VIOLATION), FailOn.VIOLATION.covers(Severity.WARNING)
        (True, False)
        """
        return self is not FailOn.NONE and severity.rank <= Severity(self.value).rank


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an article a result has its root: the words, and the line when the text is at hand.

    ``begin`` counts code points of the article's text, ``line`` counts from 1.
    """

    article: str
    words: str
    begin: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One row of a report.

    ``focus`` and ``value`` are terms in N-Triples syntax, ``path`` is a SPARQL property path in the
    same syntax, ``shape`` the name of the shape or rule that spoke and ``constraint`` the local name
    of the SHACL component ("MinCount"). ``file`` and ``line`` say where the data has it, ``source`` is
    the term of the shape, None for what no shape says.
    """

    severity: Severity
    shape: str
    constraint: str
    focus: str
    message: str
    path: str | None = None
    value: str | None = None
    file: str | None = None
    line: int | None = None
    place: Place | None = None
    source: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str, str]:
        """What two engines must agree on: focus, path, value, severity, shape, constraint."""
        return (
            self.focus,
            self.path or "",
            self.value or "",
            self.severity.value,
            self.shape,
            self.constraint,
        )


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A declared minimum that the data does not reach."""

    name: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check.

    ``results`` are sorted, worst first, and cut to ``CheckOptions.max_results``; ``counts`` tells all
    of them. ``skipped`` are graphs that could not be read while others could.
    """

    results: tuple[Result, ...]
    counts: Mapping[Severity, int]
    files: int
    triples: int
    shapes: int
    focus_nodes: int
    engine: str
    fail_on: FailOn = FailOn.VIOLATION
    shortfalls: tuple[Shortfall, ...] = ()
    skipped: tuple[Issue, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing at or above ``fail_on`` was found and every minimum is reached."""
        failing = any(self.fail_on.covers(s) for s, number in self.counts.items() if number)
        return not failing and not self.shortfalls

    @property
    def exit_code(self) -> int:
        """0 conforms, 1 does not, 3 conforms as far as the graphs could be read."""
        if not self.conforms:
            return 1
        return 3 if self.skipped else 0
