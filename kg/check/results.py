"""The rows of a report from what an engine says of a constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.check.report import Result, Severity
from kg.check.terms import canonical

if TYPE_CHECKING:
    from kg.check.shapes import ShapeSet


def result(
    shapes: ShapeSet,
    *,
    shape: str,
    constraint: str,
    severity: str,
    focus: str,
    value: str | None = None,
    path: str | None = None,
    message: str | None = None,
) -> Result:
    """A row of the report from what an engine says, spelt the same way for every engine.

    A property shape has one path, so the path is the shape's own; a node shape may be told one.
    """
    known = shapes.shapes.get(shape)
    return Result(
        severity=_SEVERITIES.get(severity, Severity.VIOLATION),
        shape=known.name if known else shape,
        constraint=constraint,
        focus=canonical(focus),
        message=message or (known.message if known else None) or f"does not meet the constraint {constraint}",
        path=known.path if known and known.path else path,
        value=canonical(value) if value is not None else None,
        source=shape or None,
    )


_SEVERITIES = {"Violation": Severity.VIOLATION, "Warning": Severity.WARNING, "Info": Severity.INFO}
