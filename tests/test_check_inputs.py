"""What ``kg check`` can be given: files of every format, standard input, a graph in memory."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import Graph

from kg.check import check_graph, check_paths
from tests.broken_graphs import FOLDER, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

GOOD = FOLDER / "Country" / "good-Country.ttl"
BAD = FOLDER / "Country" / "bad-code.ttl"


def test_files_are_checked_as_one_graph() -> None:
    country, link = GOOD, FOLDER / "IdentityLink" / "good-IdentityLink.ttl"
    assert check_paths([country, link]).exit_code == 0
    assert check_paths([FOLDER / "Country", FOLDER / "Outlet"]).files == len(
        [*(FOLDER / "Country").glob("*.ttl"), *(FOLDER / "Outlet").glob("*.ttl")]
    )


def test_a_file_named_twice_is_read_once() -> None:
    assert check_paths([GOOD, GOOD, GOOD.parent / "." / GOOD.name]).files == 1


@pytest.mark.parametrize(
    "name", ["graph.nt", "graph.nq", "graph.trig", "graph.jsonld", "graph.ttl.gz", "graph.nt.gz"]
)
def test_every_format_that_is_written_can_be_checked(name: str, tmp_path: Path) -> None:
    rdf_format = pyoxigraph.RdfFormat.from_extension(name.split(".")[1])
    text = pyoxigraph.serialize(pyoxigraph.parse(path=SAMPLE), format=rdf_format) or b""
    path = tmp_path / name
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    assert (check_paths([path]).triples, check_paths([path]).exit_code) == (1035, 0)


@pytest.mark.parametrize(("name", "line"), [("graph.ttl.gz", 6), ("graph.jsonld", None)])
def test_what_is_found_names_its_file_and_the_line_where_the_format_has_lines(
    name: str, line: int | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    if line is None:
        text = pyoxigraph.serialize(pyoxigraph.parse(path=BAD), format=pyoxigraph.RdfFormat.JSON_LD) or b""
        path.write_bytes(text)
    else:
        path.write_bytes(gzip.compress(BAD.read_bytes()))
    report = check_paths([path])
    assert (report.results[0].file, report.results[0].line) == (str(path), line)


def test_standard_input_is_turtle_or_trig(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(BAD.read_bytes())

    monkeypatch.setattr("sys.stdin", Stdin)
    report = check_paths(["-"])
    assert (report.exit_code, report.results[0].file, report.results[0].line) == (1, "stdin", 6)


def test_a_graph_in_memory_is_checked_like_a_file() -> None:
    report = check_graph(Graph().parse(BAD), name="harbour.txt")
    assert [(row.shape, row.file, row.line) for row in report.results] == [
        ("Country-code", "harbour.txt", None)
    ]
