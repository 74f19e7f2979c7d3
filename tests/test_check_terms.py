"""Terms keep their characters whatever they are, and two spellings of one term are one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat
from rdflib import Literal, URIRef

from kg.check import nodes
from kg.check.algebra import compared_predicates, parsed, runs_alone
from kg.check.index import Index
from kg.check.paths import path_text, path_turtle
from kg.check.shapes import Rule, Shape, load_shapes
from kg.check.sources import read_triples
from kg.check.spool import replayed
from kg.check.terms import canonical, literal, parse_literal, shorten
from kg.errors import OutputError
from kg.rdf_files import Source
from tests.broken_graphs import sample
from tests.full_disk import small_files

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

CHARACTERS = st.text(st.characters(codec="utf-8"))


@given(CHARACTERS)
def test_the_characters_of_a_literal_come_back(characters: str) -> None:
    parts = parse_literal(literal(characters, language="en"))
    assert parts is not None
    assert (parts.characters, parts.language) == (characters, "en")


@given(CHARACTERS)
def test_a_literal_goes_through_rdflib_and_back(characters: str) -> None:
    term = literal(characters, datatype="http://example.org/t")
    assert nodes.term(nodes.node(term)) == term


@given(CHARACTERS)
def test_the_parser_spells_a_literal_as_we_do(characters: str) -> None:
    line = f"<urn:s> <urn:p> {literal(characters)} .\n"
    (triple,) = read_triples(Source("graph", RdfFormat.N_TRIPLES, content=line.encode()))
    assert canonical(triple.object) == literal(characters)


@pytest.mark.parametrize("node", [URIRef("urn:a"), Literal("a"), Literal("a", lang="en")])
def test_a_node_of_rdflib_comes_back(node: Node) -> None:
    assert nodes.node(nodes.term(node)) == node


def test_triples_are_replayed_from_memory_and_from_a_file_alike() -> None:
    triples = list(sample())
    for most in (10, len(triples)):
        with replayed(triples, most=most) as read:
            assert list(read()) == list(read()) == triples


@pytest.mark.parametrize("limit_bytes", [100, 9_000])
def test_a_full_disk_names_the_folder_of_temporary_files(tmp_path: Path, limit_bytes: int) -> None:
    triples = list(sample())[:99]
    assert sum(len(" ".join(triple)) + 1 for triple in triples) > 9_000
    with (
        mock.patch("tempfile.tempdir", str(tmp_path)),
        pytest.raises(OutputError) as caught,
        small_files(limit_bytes),
        replayed(triples, most=10),
    ):
        pass
    assert str(tmp_path) in caught.value.message
    assert "TMPDIR" in str(caught.value.hint)
    assert not list(tmp_path.iterdir())


def test_a_namespace_is_shortened_by_its_longest_prefix() -> None:
    assert shorten("<http://e/a/b> <http://e/a>", {"e": "http://e/", "ea": "http://e/a/"}) == "ea:b e:a"


PATHS = {
    "<urn:a>": "<urn:a>",
    "[ sh:inversePath <urn:a> ]": "^<urn:a>",
    "( <urn:a> <urn:b> )": "<urn:a>/<urn:b>",
    "( <urn:a> [ sh:inversePath <urn:b> ] )": "<urn:a>/^<urn:b>",
    "[ sh:alternativePath ( <urn:a> <urn:b> ) ]": "<urn:a>|<urn:b>",
    "[ sh:zeroOrMorePath ( <urn:a> <urn:b> ) ]": "(<urn:a>/<urn:b>)*",
    "[ sh:inversePath [ sh:oneOrMorePath <urn:a/b> ] ]": "^<urn:a/b>+",
    "( <urn:a> [ sh:alternativePath ( <urn:b> <urn:c> ) ] )": "<urn:a>/(<urn:b>|<urn:c>)",
}


@pytest.mark.parametrize(("turtle", "text"), PATHS.items(), ids=PATHS.values())
def test_a_path_is_written_as_sparql_and_read_back(turtle: str, text: str) -> None:
    prefix = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"

    def written(path: str) -> str:
        index = Index(
            read_triples(
                Source("shapes", RdfFormat.TURTLE, content=f"{prefix}<urn:s> sh:path {path} .".encode())
            )
        )
        return path_text(index, index.objects("<urn:s>", "<http://www.w3.org/ns/shacl#path>")[0])

    assert written(turtle) == text
    assert written(path_turtle(text)) == text


QUERIES = {
    "SELECT $this { $this <urn:p> ?o FILTER (?o = $this) }": True,
    "SELECT $this { ?s <urn:p> ?o FILTER (?o = $this) }": False,
    "SELECT $this { $this <urn:p> ?o FILTER NOT EXISTS { $this <urn:q> ?o } }": True,
    "SELECT $this { { SELECT (COUNT(?o) AS ?n) { $this <urn:p> ?o } } $this <urn:p> ?n }": False,
    "SELECT $this { { SELECT $this (COUNT(?o) AS ?n) { $this <urn:p> ?o } GROUP BY $this } }": True,
    "SELECT $this { { $this <urn:p> ?o } UNION { ?s <urn:q> $this } }": True,
    "SELECT $this { { $this <urn:p> ?o } UNION { ?s <urn:q> ?o } }": False,
    "SELECT $this { $this <urn:p> ?o OPTIONAL { ?o <urn:q> ?v FILTER (?v = $this) } }": True,
    "SELECT ?o { $this <urn:p> ?o }": False,
    "ASK { $this <urn:p> ?o }": False,
}


@pytest.mark.parametrize(("query", "alone"), QUERIES.items(), ids=QUERIES)
def test_a_rule_runs_alone_when_each_part_binds_this(query: str, alone: bool) -> None:  # noqa: FBT001
    shape = next(iter(load_shapes().shapes.values()))
    assert runs_alone(parsed(Rule("_:rule", query, None), shape)) == alone


def test_predicates_are_compared_only_between_nodes_that_nothing_else_connects() -> None:
    shape: Shape = next(iter(load_shapes().shapes.values()))
    apart = parsed(Rule("_:a", "SELECT $this { $this <urn:code> ?c . ?other <urn:code> ?c }", None), shape)
    joined = parsed(
        Rule("_:b", "SELECT $this { $this <urn:p> ?x ; <urn:q> ?c . ?x <urn:q> ?c }", None), shape
    )
    assert [set(compared_predicates(query)) for query in (apart, joined)] == [{"<urn:code>"}, set()]
