"""Questions that have a name, and what they answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rdflib import URIRef

from kg.query import count, find_question, open_files, open_folder, read_questions
from kg.query.formats import plain
from kg.query.sparql import tokens
from kg.rdf_files import find_sources
from kg.store import Inputs, load, open_store, retract
from kg.vocab import KG
from tests.newsroom import story, write_stories
from tests.samples import ARTICLE, RESOLVED, STATEMENTS, span
from tests.small_graphs import rdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.query import Source


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    """A store with a correction and an article taken back."""
    folder = tmp_path_factory.mktemp("corrected")
    write_stories(folder / "old", range(20))
    write_stories(folder / "old", range(103, 104))
    write_stories(folder / "new", range(3, 4), wording="may")
    with open_store(folder / "store") as store:
        for name in ("old", "new"):
            list(load(store, Inputs(find_sources([str(folder / name)])), now=lambda: "2024-06-01T12:00:00Z"))
        retract(store, "news/00004.txt", now=lambda: "2024-06-02T12:00:00Z")
    with open_folder(folder / "store") as opened:
        yield opened


@pytest.mark.parametrize("name", read_questions())
def test_every_question_has_an_answer(corrected: Source, name: str) -> None:
    question = read_questions()[name]
    statement = corrected.ask(f"SELECT ?s {{ ?s <{KG.contentText}> ?words }} LIMIT 1", {})
    given = {"statement": str(statement.rows[0][0])[1:-1], "words": "open"}  # type: ignore[union-attr]
    values = {p.name: given[p.name] for p in question.parameters if p.needed}
    assert not count(corrected.ask(question.text, question.bindings(values))).startswith("0 ")


@pytest.mark.parametrize("marks", ["a b", "b a", "a b . b a"])
def test_statements_that_people_marked_stand_side_by_side_once(tmp_path: Path, marks: str) -> None:
    write_stories(tmp_path, range(1, 3))
    found = [sorted(str(s) for s in story(number).subjects(URIRef(KG.contentText))) for number in (1, 2)]
    ends = {"a": f"<{found[0][0]}>", "b": f"<{found[1][0]}>", ".": "."}
    triples = [[ends[end] for end in mark.split()] for mark in marks.split(" . ")]
    with (tmp_path / "00001.ttl").open("a") as file:
        file.writelines(f"{a} <{KG.contradictionCandidate}> {b} .\n" for a, b in triples)
    with open_files([str(tmp_path)]) as opened:
        assert count(opened.ask(find_question("side-by-side").text, {})) == "1 row"


@pytest.mark.parametrize("name", read_questions())
def test_every_parameter_of_a_question_is_a_variable_of_its_query(name: str) -> None:
    question = read_questions()[name]
    variables = {token.text for token in tokens(question.text) if token.kind == "variable"}
    assert {f"?{parameter.name}" for parameter in question.parameters} <= variables
    assert {p.kind for p in question.parameters} <= {"label", "text", "date", "number", "iri"}


@pytest.fixture
def together(tmp_path: Path) -> Iterator[Source]:
    """A graph in which a first statement is one of Eva Lind and her lawyer."""
    at = {**RESOLVED.at, span("Eva Lind"): "source/lind-and-her-lawyer"}
    graph = rdf(ARTICLE, replace(RESOLVED, at=at), STATEMENTS)
    (tmp_path / "together.nt").write_text(graph.serialize(format="nt"), encoding="utf-8")
    with open_files([str(tmp_path)]) as opened:
        yield opened


def rows(source: Source, name: str, **given: str) -> list[list[str]]:
    """The answer to a question, a list of plain values for each row."""
    question = find_question(name)
    found = source.ask(question.text, question.bindings(given)).rows  # type: ignore[union-attr]
    return [[plain(term) for term in row] for row in found]


def test_what_several_say_together_is_said_by_each_of_them(together: Source) -> None:
    by_name = rows(together, "said-by", who="Eva Lind")
    assert [row[3] for row in by_name] == ["Lind and her lawyer"]
    assert rows(together, "said-by", who="Lind and her lawyer") == by_name
    assert {"Eva Lind", "Lind and her lawyer"} <= {row[0] for row in rows(together, "speakers")}


def test_who_speaks_with_somebody_who_has_a_name_is_no_unnamed_source(together: Source) -> None:
    unnamed = {row[0] for row in rows(together, "unnamed-sources")}
    assert unnamed == {"source not stated", "two officials at the Ministry of Ports"}
