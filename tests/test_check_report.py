"""A report says the same in every format, in words for people and in fields for machines."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import pytest
from rdflib import RDF, SH, Graph, URIRef

from kg.check import FailOn, Place, Report, ReportFormat, Result, Severity, Shortfall, check_paths, render
from kg.check.wording import shown, summary, visible
from kg.model import Issue
from tests.broken_graphs import FOLDER, SAMPLE

HOSTILE = "\x1b[2J\u202e</script>\n::error::%0A\x00 é \U0001f600"


@cache
def bad() -> Report:
    return check_paths([FOLDER / "Attribution", FOLDER / "Country" / "bad-code.ttl"])


def report(*results: Result, fail_on: FailOn = FailOn.VIOLATION, **counts: int) -> Report:
    told = {Severity(name): number for name, number in counts.items()}
    if not told:
        told = {severity: sum(r.severity is severity for r in results) for severity in Severity}
    return Report(
        results=results,
        counts=told,
        files=1,
        triples=2,
        shapes=3,
        focus_nodes=4,
        engine="engine 1",
        fail_on=fail_on,
    )


ROW = Result(
    severity=Severity.WARNING,
    shape="Country-code",
    constraint="MinCount",
    focus="<https://example.org/kg/country/SE>",
    message="A country needs one code.",
    path="<https://w3id.org/newskg/ns#isoCode>",
    value='"SWE"@en',
    file="out dir/graph.ttl",
    line=118,
    place=Place("harbour.txt", "Sweden had offered", 318, 8),
    source="<https://w3id.org/newskg/shapes#Country-code>",
)


def test_a_line_of_text_begins_with_file_and_line_as_editors_read_them() -> None:
    first, *rest = render(report(ROW)).splitlines()
    assert first == "out dir/graph.ttl:118: warning: A country needs one code. (Country-code, MinCount)"
    assert rest[:3] == [
        "    node: https://example.org/kg/country/SE",
        '    kg:isoCode: "SWE"@en',
        "    article: harbour.txt:8: Sweden had offered",
    ]


def test_the_last_line_counts_results_shapes_and_nodes() -> None:
    words = "conforms: 0 violations, 1 warning, 0 infos; 2 triples in 1 file, 4 nodes looked at by 3 shapes"
    assert render(report(ROW)).splitlines()[-1] == f"{words} (engine 1)"


def test_what_was_cut_and_what_was_skipped_is_said() -> None:
    cut = replace(report(ROW, warning=5), skipped=(Issue("b.ttl", "b.ttl:3: not valid ttl"),))
    lines = render(cut).splitlines()
    assert ("… and 4 results more" in lines, "skipped: b.ttl:3: not valid ttl" in lines) == (True, True)


@pytest.mark.parametrize(
    ("fail_on", "counts", "code"),
    [
        (FailOn.VIOLATION, {"warning": 1}, 0),
        (FailOn.VIOLATION, {"violation": 1}, 1),
        (FailOn.WARNING, {"warning": 1}, 1),
        (FailOn.WARNING, {"info": 1}, 0),
        (FailOn.INFO, {"info": 1}, 1),
        (FailOn.NONE, {"violation": 9}, 0),
    ],
)
def test_the_exit_code_follows_the_mildest_severity_that_fails(
    fail_on: FailOn, counts: dict[str, int], code: int
) -> None:
    assert report(fail_on=fail_on, **counts).exit_code == code


def test_a_skipped_file_is_told_by_the_exit_code_unless_the_rest_fails() -> None:
    skipped = (Issue("b.ttl", "broken"),)
    assert replace(report(violation=0), skipped=skipped).exit_code == 3
    assert replace(report(violation=1), skipped=skipped).exit_code == 1


def test_json_has_every_field_of_the_report() -> None:
    told = json.loads(render(replace(report(ROW), shortfalls=(Shortfall("statements", 2, 1),)), "json"))
    assert (told["conforms"], told["counts"]) == (False, {"violation": 0, "warning": 1, "info": 0})
    assert told["shortfalls"] == [{"name": "statements", "expected": 2, "found": 1}]
    (row,) = told["results"]
    assert (row["file"], row["line"], row["value"]) == ("out dir/graph.ttl", 118, '"SWE"@en')
    assert row["article"] == {
        "identifier": "harbour.txt",
        "begin": 318,
        "line": 8,
        "words": "Sweden had offered",
    }


def test_turtle_is_the_report_of_the_shacl_recommendation() -> None:
    graph = Graph().parse(data=render(bad(), "turtle"), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    rows = list(graph.objects(node, SH.result))
    assert (len(rows), str(graph.value(node, SH.conforms))) == (len(bad().results), "false")
    told = (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape, SH.resultMessage)
    assert all(graph.value(row, predicate) is not None for row in rows for predicate in told)


def test_paths_in_turtle_are_those_of_the_shapes() -> None:
    rows = (
        replace(ROW, path="^<http://e/a>"),
        replace(ROW, path="<http://e/a>/<http://e/b>"),
        replace(ROW, path="<http://e/a>|(<http://e/b>/^<http://e/c>)*"),
    )
    graph = Graph().parse(data=render(report(*rows), "turtle"), format="turtle")
    inverse = [graph.value(path, SH.inversePath) for path in graph.objects(None, SH.resultPath)]
    assert URIRef("http://e/a") in inverse
    assert len(list(graph.objects(None, SH.resultPath))) == 3


def test_a_report_of_nothing_conforms_in_turtle() -> None:
    graph = Graph().parse(data=render(check_paths([SAMPLE]), "turtle"), format="turtle")
    assert [str(value) for value in graph.objects(None, SH.conforms)] == ["true"]


def test_sarif_has_a_rule_for_each_result_and_the_place_of_each() -> None:
    told = json.loads(render(report(ROW), "sarif"))
    (run,) = told["runs"]
    (result,) = run["results"]
    assert (told["version"], result["ruleId"], result["level"]) == ("2.1.0", "Country-code", "warning")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["Country-code"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("out%20dir/graph.ttl", {"startLine": 118})
    assert result["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 8}


def test_github_annotations_are_one_line_each() -> None:
    lines = render(report(replace(ROW, message="100 %,\nreally")), "github").splitlines()
    assert lines[0].startswith(
        "::warning file=out dir/graph.ttl,line=118,title=Country-code::100 %25,%0Areally ["
    )
    assert lines[-1].startswith("::notice title=kg check::conforms: ")


@pytest.mark.parametrize("report_format", list(ReportFormat))
def test_every_format_ends_with_one_newline_and_is_the_same_twice(report_format: ReportFormat) -> None:
    text = render(bad(), report_format)
    assert (text.endswith("\n"), text.endswith("\n\n"), text == render(bad(), report_format)) == (
        True,
        False,
        True,
    )


@pytest.mark.parametrize("report_format", list(ReportFormat))
def test_hostile_text_stays_text(report_format: ReportFormat) -> None:
    value = '"' + HOSTILE.replace("\n", "\\n").replace("\x00", "\\u0000") + '"'
    place = Place(HOSTILE, HOSTILE, 0)
    text = render(
        report(replace(ROW, message=HOSTILE, value=value, file=HOSTILE, place=place)), report_format
    )
    if report_format in (ReportFormat.TEXT, ReportFormat.GITHUB):
        assert not re.search(
            "[\x00\x1b\u202e]" if report_format is ReportFormat.TEXT else "\n::error::", text
        )
    if report_format in (ReportFormat.JSON, ReportFormat.SARIF):
        json.loads(text)
    if report_format is ReportFormat.TURTLE:
        Graph().parse(data=text, format="turtle")


def test_colour_is_only_added_when_asked_for() -> None:
    assert "\x1b[33mwarning\x1b[0m" in render(report(ROW), colour=True)
    assert "\x1b" not in render(report(ROW))


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(ValueError, match="yaml"):
        render(report(ROW), "yaml")


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("<https://w3id.org/newskg/ns#hop>", "kg:hop"),
        ("<http://www.wikidata.org/entity/Q20>", "wd:Q20"),
        ("<https://example.org/a b>", "https://example.org/a b"),
        ('"Monday"^^<http://www.w3.org/2001/XMLSchema#date>', '"Monday" (xsd:date)'),
        ('"' + "x" * 500 + '"', '"' + "x" * 119 + '…"'),
    ],
)
def test_terms_are_shown_as_people_write_them(term: str, words: str) -> None:
    assert shown(term) == words


def test_signs_that_a_terminal_would_obey_are_written_out() -> None:
    assert visible("a\x1b[0m\u202e\u00a0b\n") == "a\\x1b[0m\\u202e\\u00a0b\\n"


def test_results_are_sorted_worst_first_then_by_file_and_line() -> None:
    found = check_paths([FOLDER / "Article"]).results
    order = [(row.severity.rank, row.file, row.line or 0) for row in found]
    assert (order == sorted(order), len(order) > 3) == (True, True)


def test_the_summary_says_whether_the_graph_conforms() -> None:
    assert summary(report()).startswith("conforms: ")
    assert summary(report(violation=1)).startswith("does not conform: ")
