"""A report as text, JSON, Turtle, SARIF or GitHub annotations."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kg.check import formats, wording

if TYPE_CHECKING:
    from kg.check.report import Report


class ReportFormat(StrEnum):
    """The forms in which a report can be printed."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"
    SARIF = "sarif"
    GITHUB = "github"


def render(
    report: Report, report_format: ReportFormat | str = ReportFormat.TEXT, *, colour: bool = False
) -> str:
    """The report in a format, ending in a newline; colour touches text only."""
    match ReportFormat(report_format):
        case ReportFormat.TEXT:
            return wording.as_text(report, colour=colour)
        case ReportFormat.JSON:
            return formats.as_json(report)
        case ReportFormat.TURTLE:
            return formats.as_turtle(report)
        case ReportFormat.SARIF:
            return formats.as_sarif(report)
        case ReportFormat.GITHUB:
            return formats.as_github(report)
