"""The line of a triple is found however the file is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat

from kg.check.lines import Wanted, find_lines
from kg.check.sources import read_triples
from kg.rdf_files import Source
from tests.broken_graphs import SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

EX = "http://example.org/"
PREFIX = "@prefix ex: <http://example.org/> .\n"


def line(text: str, subject: str, predicate: str | None = None, value: str | None = None) -> int | None:
    wanted = Wanted(f"<{EX}{subject}>", predicate and f"<{EX}{predicate}>", value)
    found = find_lines(Source("graph.ttl", RdfFormat.TURTLE, content=text.encode()), [wanted]).get(wanted)
    return found.line if found else None


LAYOUTS = {
    "rdflib": (PREFIX + "ex:s ex:p 1 ;\n    ex:q 2 .\n", 3),
    "one line": (PREFIX + "ex:s ex:p 1 ; ex:q 2 .", 2),
    "a word a line": (PREFIX + "\n\nex:s\n ex:p\n 1\n ;\n ex:q\n 2\n .", 9),
    "crooked": (PREFIX + "  ex:a ex:q 2 . ex:s ex:p 1 ; ex:q\n0, 2 .", 3),
    "N-Triples": (f"<{EX}s> <{EX}p> 1 .\n<{EX}s> <{EX}q> 2 .\n", 2),
    "N-Quads": (f'<{EX}s> <{EX}q> "2"^^<http://www.w3.org/2001/XMLSchema#integer> <{EX}graph> .', 1),
    "TriG": (PREFIX + "ex:g {\n ex:s ex:p 1 .\n ex:s ex:q 2 }", 4),
    "TriG with GRAPH": (PREFIX + "GRAPH ex:g {\n ex:s ex:q 2 . }", 3),
    "SPARQL prefix": ("PREFIX ex: <http://example.org/>\nex:s ex:q 2 .", 2),
    "comment": (PREFIX + "# ex:s ex:q 2 .\nex:s ex:q 2 . # ex:s", 3),
    "long string": (PREFIX + 'ex:a ex:p """\nex:s ex:q 2 .\n""" .\nex:s ex:q 2 .', 5),
    "string": (PREFIX + "ex:a ex:p 'ex:s ex:q 2 .' .\nex:s ex:q 2 .", 3),
    "nested": (PREFIX + "ex:a ex:p [ ex:q 2 ;\n ex:r ( 1 2 ) ] .\nex:s ex:p [] ;\n ex:q 2 .", 5),
    "prefix bound twice": (
        "@prefix ex: <http://other.org/> .\nex:s ex:q 2 .\n" + PREFIX + "ex:s ex:q 2 .",
        4,
    ),
}


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_triple_is_found_in_every_layout(text: str, expected: int) -> None:
    two = '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert line(text, "s", "q", two) == expected


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("0.50", '"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("-1e3", '"-1e3"^^<http://www.w3.org/2001/XMLSchema#double>'),
        ('"é\\t\\""@en-GB', '"é\\t\\""@en-gb'),
        ('"""two\nlines"""', '"two\\nlines"'),
        ("'it is \"so\"'", '"it is \\"so\\""'),
        ('"1"^^ex:t', f'"1"^^<{EX}t>'),
        ("ex:a.b", f"<{EX}a.b>"),
        ("ex:a\\,b", f"<{EX}a,b>"),
    ],
)
def test_a_value_is_known_in_every_spelling(written: str, value: str) -> None:
    assert line(PREFIX + f"ex:s ex:p 0 ;\n  ex:p {written} .", "s", "p", value) == 3


def test_the_closest_line_is_given_when_the_triple_is_not_there() -> None:
    text = PREFIX + "ex:s a ex:C ;\n ex:p 1 ;\n ex:q 2 .\n"
    two = '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert [
        line(text, "s"),
        line(text, "s", "p"),
        line(text, "s", "r", two),
        line(text, "s", "r", '"9"'),
    ] == [2, 3, 4, 2]


def test_a_subject_that_is_not_there_has_no_line() -> None:
    assert line(PREFIX + "ex:a ex:p ex:s .", "s") is None


def test_every_triple_of_the_sample_is_found_on_the_line_that_says_it() -> None:
    source = Source(str(SAMPLE), RdfFormat.TURTLE, SAMPLE)
    wanted = [Wanted(*triple) for triple in read_triples(source)]
    found = find_lines(source, wanted)
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    assert {found[one].closeness for one in wanted} == {3}
    local = [one for one in wanted if (one.predicate or "").endswith("#hop>")]
    assert all("kg:hop " in lines[found[one].line - 1] for one in local)
    assert len(local) > 10


def test_a_file_that_is_cut_ends_the_search(tmp_path: Path) -> None:
    path = tmp_path / "cut.ttl"
    path.write_bytes(SAMPLE.read_bytes()[:5000] + b'"""' + b"\\")
    assert find_lines(Source("cut.ttl", RdfFormat.TURTLE, path), [Wanted("<urn:nothing>")]) == {}
