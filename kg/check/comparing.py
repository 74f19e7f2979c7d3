"""Values that cannot be compared become results, where pySHACL ends with an error.

sh:lessThan and sh:lessThanOrEquals ask for a result where two values cannot be compared. pySHACL 0.40
refuses the whole graph for a blank node, and passes on rdflib's TypeError for an impossible day.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from functools import partialmethod
from typing import TYPE_CHECKING, Protocol, TypeAlias

from pyshacl.constraints.core.property_pair_constraints import (
    LessThanConstraintComponent,
    LessThanOrEqualsConstraintComponent,
)
from pyshacl.errors import ReportableRuntimeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyshacl.pytypes import GraphLike
    from rdflib.term import Node

Rows: TypeAlias = "list[tuple[object, ...]]"
"""Results as pySHACL keeps them until it writes its report."""


class Comparing(Protocol):
    """The part of a constraint of pySHACL that is needed here."""

    def make_v_result(
        self, datagraph: GraphLike, focus_node: Node, *, value_node: Node
    ) -> tuple[object, ...]:
        """A result about a value."""


Compare: TypeAlias = (
    "Callable[[Comparing, Iterable[Node], Iterable[Node], GraphLike, Node], tuple[bool, Rows]]"
)
_PLACES = (
    (LessThanConstraintComponent, "_compare_lt"),
    (LessThanOrEqualsConstraintComponent, "_compare_ltoe"),
)


@contextmanager
def every_comparison() -> Iterator[None]:
    """While it lasts, pySHACL reports values that cannot be compared; then it is as it was."""
    kept = [(component, name, getattr(component, name)) for component, name in _PLACES]
    for component, name, compare in kept:
        setattr(component, name, partialmethod(_compared, compare))
    try:
        with warnings.catch_warnings():
            # rdflib takes its own NotImplemented for "less"; from Python 3.14 on that is a TypeError.
            warnings.filterwarnings("error", "NotImplemented", DeprecationWarning, module="rdflib")
            yield
    finally:
        for component, name, compare in kept:
            setattr(component, name, compare)


def _compared(  # noqa: PLR0917 - the arguments of the method it stands in for
    self: Comparing,
    compare: Compare,
    values: Iterable[Node],
    others: Iterable[Node],
    graph: GraphLike,
    focus: Node,
) -> tuple[bool, Rows]:
    """Whether there is a result, and the results: a pair at a time, so that one cannot end the others."""
    rows: Rows = []
    second = list(others)
    for value in values:
        for other in second:
            try:
                rows += compare(self, [value], [other], graph, focus)[1]
            except (TypeError, DeprecationWarning, ReportableRuntimeError):
                rows.append(self.make_v_result(graph, focus, value_node=value))
    return bool(rows), rows
