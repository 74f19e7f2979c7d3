"""Graphs and shapes in, a report out: ``check_paths`` for files, ``check_graph`` for a graph in memory.

>>> from kg.check import CheckOptions, FailOn
>>> CheckOptions(fail_on=FailOn.WARNING).fail_on.value
'warning'
"""

from __future__ import annotations

from kg.check.minimum import parse_minimum
from kg.check.options import CheckOptions, Engine
from kg.check.rendering import ReportFormat, render
from kg.check.report import FailOn, Place, Report, Result, Severity, Shortfall
from kg.check.running import check_graph, check_paths

__all__ = [
    "CheckOptions",
    "Engine",
    "FailOn",
    "Place",
    "Report",
    "ReportFormat",
    "Result",
    "Severity",
    "Shortfall",
    "check_graph",
    "check_paths",
    "parse_minimum",
    "render",
]
