"""Which engine judges which part of a graph, so that the report is the reference's at the other's speed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from kg.check.batches import batches
from kg.check.engines import engine_for
from kg.check.options import Engine
from kg.check.rules import reach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.check.batches import Batch
    from kg.check.engines import ShapeEngine
    from kg.check.report import Result
    from kg.check.shapes import ShapeSet
    from kg.check.sources import Triple

# Some eight articles: pySHACL takes half a second for them.
_DOUBTFUL_TRIPLES = 3_000


@dataclass(slots=True)
class Engines:
    """The engines of one check: the one chosen, and the reference for what that cannot decide."""

    choice: Engine
    shapes: ShapeSet
    divisible: bool = True
    used: dict[str, None] = field(default_factory=dict)

    def results(self, batch: Batch) -> Iterator[Result]:
        """The results of a batch, those of nodes that it does not own too.

        Where the fast engine is not sure, the batch is divided, and the reference judges the pieces
        that hold what is doubtful: an ill-typed literal costs a second, and not the whole graph.
        """
        engine = self._engine(batch.triples)
        rows = list(engine.validate(batch.triples)) if batch.triples else []
        if self.choice is not Engine.AUTO or engine.is_sure(batch.triples, rows):
            yield from rows
            return
        read = partial(iter, batch.triples)
        far = partial(reach, self.shapes)
        for piece in batches(read, size=_DOUBTFUL_TRIPLES, divisible=self.divisible, reach=far):
            yield from (row for row in self._decided(piece.triples) if piece.owns(row.focus))

    def _decided(self, triples: Sequence[Triple]) -> Sequence[Result]:
        engine = self._engine(triples)
        rows = list(engine.validate(triples))
        if engine.is_sure(triples, rows):
            return rows
        reference = engine_for(Engine.REFERENCE, self.shapes)
        self.used[reference.name] = None
        return list(reference.validate(triples))

    def _engine(self, triples: Sequence[Triple]) -> ShapeEngine:
        """The engine for these triples."""
        blank = any(subject[0] == "_" or value[0] == "_" for subject, _, value in triples)
        engine = engine_for(self.choice, self.shapes, blank_nodes=blank)
        self.used[engine.name] = None
        return engine
