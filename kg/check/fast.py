"""The fast engine: the compiled validator of the package ``shacl``.

Chosen by measurement over ``pyshacl-turbo``: 98 of 98 core tests of the W3C suite with every result
equal, 21 of 22 of the SPARQL tests, typed, one wheel a platform for every Python from 3.9 (Linux
x86-64, macOS both, Windows), and on 100,000 triples 0.6 s where pyshacl-turbo takes 3 s and pySHACL 13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shacl

from kg.check.engines import result
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.check.report import Result
    from kg.check.shapes import ShapeSet
    from kg.check.sources import Triple

_COMPONENT = "ConstraintComponent"


class FastEngine:
    """The shapes, compiled once."""

    def __init__(self, shapes: ShapeSet) -> None:
        """Compile ``shapes``; raises ``ConfigError`` when they cannot be."""
        self._shapes = shapes
        try:
            self._compiled = shacl.Shapes.from_text(_ntriples(shapes.triples), "ntriples")
        except ValueError as error:
            raise ConfigError(f"the shapes cannot be used: {' '.join(str(error).split())}") from error

    @property
    def name(self) -> str:
        """The package and its version."""
        return f"shacl {shacl.__version__}"

    def validate(self, triples: Sequence[Triple]) -> Iterator[Result]:
        """Every result of a graph; the SPARQL rules are evaluated by the engine's own SPARQL."""
        report = self._compiled.validate_text(_ntriples(triples), "ntriples")
        for row in report.results:
            yield result(
                self._shapes,
                shape=row.source_shape or "",
                constraint=row.component.removesuffix(_COMPONENT),
                severity=row.severity,
                focus=row.focus_node,
                value=row.value,
                path=row.path,
                message=row.message,
            )


def _ntriples(triples: Iterable[Triple]) -> str:
    return "".join([f"{subject} {predicate} {value} .\n" for subject, predicate, value in triples])
