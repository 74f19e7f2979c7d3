"""A report for machines: JSON, the W3C report in Turtle, SARIF 2.1.0, GitHub annotations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from rdflib import SH, XSD

from kg.check.paths import path_turtle
from kg.check.report import Severity
from kg.check.terms import iri, literal, shorten
from kg.check.wording import shown, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.check.report import Report, Result

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_OWN_RESULT = "urn:newskg:check:"
_PREFIXES = {"sh": str(SH), "xsd": str(XSD)}

_Json = dict[str, object]


def as_json(report: Report) -> str:
    """The report as one JSON object; keys are those of ``Report``, terms are N-Triples."""
    document: _Json = {
        "conforms": report.conforms,
        "counts": {severity.value: report.counts.get(severity, 0) for severity in Severity},
        "files": report.files,
        "triples": report.triples,
        "shapes": report.shapes,
        "focus_nodes": report.focus_nodes,
        "engine": report.engine,
        "fail_on": report.fail_on.value,
        "results": [_json_row(row) for row in report.results],
        "shortfalls": [{"name": s.name, "expected": s.expected, "found": s.found} for s in report.shortfalls],
        "skipped": [{"file": issue.identifier, "reason": issue.reason} for issue in report.skipped],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _json_row(row: Result) -> _Json:
    place = row.place
    return {
        "severity": row.severity.value,
        "shape": row.shape,
        "constraint": row.constraint,
        "focus": row.focus,
        "path": row.path,
        "value": row.value,
        "message": row.message,
        "file": row.file,
        "line": row.line,
        "article": place
        and {"identifier": place.article, "begin": place.begin, "line": place.line, "words": place.words},
    }


def as_turtle(report: Report) -> str:
    """The ``sh:ValidationReport`` of the SHACL recommendation, without blank nodes at its results."""
    rows = list(report.results)
    nodes = [iri(f"{_OWN_RESULT}result-{number}") for number in range(1, len(rows) + 1)]
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in _PREFIXES.items()]
    conforms = literal(str(not rows).lower(), datatype=str(XSD.boolean))
    head = [f"{iri(_OWN_RESULT + 'report')} a {iri(SH.ValidationReport)}", f"{iri(SH.conforms)} {conforms}"]
    head += [f"{iri(SH.result)} {node}" for node in nodes]
    blocks = [head, *(_turtle_row(node, row) for node, row in zip(nodes, rows, strict=True))]
    lines += [shorten(" ;\n    ".join(block), _PREFIXES) + " .\n" for block in blocks]
    return "\n".join(lines)


def _turtle_row(node: str, row: Result) -> list[str]:
    component = str(SH) if row.source else _OWN_RESULT
    said = [
        f"{node} a {iri(SH.ValidationResult)}",
        f"{iri(SH.resultSeverity)} {iri(str(SH) + row.severity.value.title())}",
        f"{iri(SH.focusNode)} {row.focus}",
        f"{iri(SH.sourceConstraintComponent)} {iri(f'{component}{row.constraint}ConstraintComponent')}",
        f"{iri(SH.resultMessage)} {literal(row.message)}",
    ]
    if row.path is not None:
        said.append(f"{iri(SH.resultPath)} {path_turtle(row.path)}")
    if row.value is not None:
        said.append(f"{iri(SH.value)} {row.value}")
    if row.source is not None:
        said.append(f"{iri(SH.sourceShape)} {row.source}")
    return said


def as_sarif(report: Report) -> str:
    """The report as SARIF 2.1.0, which code hosts and editors show beside the lines."""
    rules = {row.shape: row for row in sorted(report.results, key=lambda row: row.shape)}
    driver: _Json = {
        "name": "newskg",
        "rules": [{"id": name, "shortDescription": {"text": row.message}} for name, row in rules.items()],
    }
    notices = [{"level": "error", "message": {"text": text}} for text in _unplaced(report)]
    run: _Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.skipped,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": notices,
            }
        ],
        "results": [_sarif_row(row) for row in report.results],
    }
    return (
        json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _sarif_row(row: Result) -> _Json:
    location: _Json = {"logicalLocations": [{"fullyQualifiedName": row.focus, "kind": "resource"}]}
    if row.file is not None:
        location["physicalLocation"] = _sarif_place(row.file, row.line)
    result: _Json = {
        "ruleId": row.shape,
        "level": _LEVELS[row.severity],
        "message": {"text": _sentence(row)},
        "locations": [location],
    }
    if row.place is not None:
        related = {
            "physicalLocation": _sarif_place(row.place.article, row.place.line),
            "message": {"text": row.place.words},
        }
        result["relatedLocations"] = [related]
    return result


def _sarif_place(file: str, line: int | None) -> _Json:
    place: _Json = {"artifactLocation": {"uri": quote(file.replace("\\", "/"))}}
    if line is not None:
        place["region"] = {"startLine": line}
    return place


def as_github(report: Report) -> str:
    """The report as workflow commands, which GitHub shows beside the lines of a change."""
    lines = []
    for row in report.results:
        places = {"file": row.file, "line": row.line, "title": row.shape}
        told = ",".join(
            f"{key}={_property(str(value))}" for key, value in places.items() if value is not None
        )
        lines.append(f"::{_COMMANDS[row.severity]} {told}::{_data(_sentence(row))}")
    lines += [f"::error title=kg check::{_data(text)}" for text in _unplaced(report)]
    lines.append(f"::notice title=kg check::{_data(summary(report))}")
    return "\n".join(lines) + "\n"


def _sentence(row: Result) -> str:
    value = f": {shown(row.value)}" if row.value is not None and row.value != row.focus else ""
    return f"{row.message} [{shown(row.focus)}{value}]"


def _unplaced(report: Report) -> Iterator[str]:
    """What no line of the graph is to blame for."""
    for short in report.shortfalls:
        yield f"too few {short.name}: {short.found}, and at least {short.expected} are wanted"
    for issue in report.skipped:
        yield f"skipped: {issue.reason}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
