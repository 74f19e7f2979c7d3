"""The shapes: every promise has a graph that keeps it, and graphs that break it for the named reason."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import RdfFormat
from rdflib import Graph

from kg.check.algebra import parsed, runs_alone
from kg.check.fast import FastEngine
from kg.check.focus import focus_nodes
from kg.check.reference import ReferenceEngine
from kg.check.regexes import explosion
from kg.check.shapes import ShapeSet, load_shapes
from kg.check.sources import Triple, read_triples
from kg.check.terms import plain
from kg.check.vocabulary import load_vocabulary
from kg.files import folder
from kg.rdf_files import Source
from tests.broken_graphs import FOLDER, Broken, broken_graphs, sample

GOOD = sorted(FOLDER.glob("*/good-*.ttl"))
BAD = sorted(FOLDER.glob("*/bad-*.ttl"))


@cache
def shapes() -> ShapeSet:
    return load_shapes()


@cache
def reference() -> ReferenceEngine:
    return ReferenceEngine(shapes())


@cache
def fast() -> FastEngine:
    return FastEngine(shapes())


def read(path: Path) -> list[Triple]:
    return list(read_triples(Source(str(path), RdfFormat.TURTLE, path)))


def has_blank_nodes(triples: list[Triple]) -> bool:
    return any(term.startswith("_:") for t in triples for term in (t.subject, t.object))


def reasons(triples: list[Triple]) -> set[str]:
    engine = reference() if has_blank_nodes(triples) else fast()
    return {f"{row.shape} {row.constraint}" for row in engine.validate(triples)}


def checking_shapes() -> set[str]:
    """The shapes that have a message of their own; the others only gather property shapes."""
    return {shape.name for shape in shapes().shapes.values() if shape.message or shape.rules}


def path_id(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def test_each_file_of_shapes_is_named_as_a_class_of_the_ontology() -> None:
    vocabulary = load_vocabulary()
    classes = {t[len(vocabulary.own) :] for t in vocabulary.terms if t.startswith(vocabulary.own)}
    files = {path.stem for path in folder("shapes").glob("*.ttl")}
    assert files - classes == {"Thing"}


def test_each_class_of_the_ontology_has_a_file_of_shapes() -> None:
    index = load_vocabulary().index
    classes = {
        plain(s).rpartition("#")[2]
        for s in index.subjects()
        if plain(s).startswith(load_vocabulary().own)
        and "<http://www.w3.org/2002/07/owl#Class>"
        in index.objects(s, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")
    }
    assert classes - {path.stem for path in folder("shapes").glob("*.ttl")} == set()


def test_each_shape_lives_in_the_file_it_is_named_after() -> None:
    misplaced = [s.name for s in shapes().shapes.values() if s.name.split("-")[0] != Path(s.source.name).stem]
    assert misplaced == []


def test_the_sample_gives_no_result() -> None:
    assert reasons(list(sample())) == set()


def test_the_sample_has_a_node_for_every_shape_but_those_of_what_is_forbidden() -> None:
    found = focus_nodes(shapes(), sample())
    idle = {
        shapes().shapes[term].name
        for term, nodes in found.items()
        if not nodes and shapes().shapes[term].targets
    }
    assert idle == {"Thing-owlSameAs"}


@pytest.mark.parametrize("path", GOOD, ids=path_id)
def test_a_good_graph_gives_no_result_and_has_its_class(path: Path) -> None:
    triples = read(path)
    looked_at = {
        shapes().shapes[term].name.split("-")[0]
        for term, nodes in focus_nodes(shapes(), triples).items()
        if nodes
    }
    assert (reasons(triples), path.parent.name in looked_at) == (set(), True)


@pytest.mark.parametrize("path", BAD, ids=path_id)
def test_a_bad_graph_gives_the_results_it_names_and_no_other(path: Path) -> None:
    named = path.read_text(encoding="utf-8").split("\n", 1)[0].partition("Gives: ")[2]
    shape = f"{path.parent.name}-{path.stem.removeprefix('bad-')}"
    found = reasons(read(path))
    assert (found, shape in {reason.split()[0] for reason in found}) == (set(named.split(", ")), True)


@pytest.mark.parametrize("graph", broken_graphs(), ids=lambda graph: graph.name)
def test_a_broken_graph_gives_the_results_it_names_and_no_other(graph: Broken) -> None:
    assert reasons(graph.triples()) == graph.results


def test_each_shape_has_a_bad_graph() -> None:
    assert checking_shapes() == {f"{path.parent.name}-{path.stem.removeprefix('bad-')}" for path in BAD}


def test_each_shape_has_three_broken_graphs_that_make_it_speak() -> None:
    spoken = [reason.split()[0] for graph in broken_graphs() for reason in graph.results]
    assert {shape for shape in checking_shapes() if spoken.count(shape) < 3} == set()


def test_each_class_has_a_good_graph() -> None:
    assert {path.stem for path in folder("shapes").glob("*.ttl")} == {path.parent.name for path in GOOD}


def test_no_two_broken_graphs_are_the_same() -> None:
    graphs = [frozenset(graph.triples()) for graph in broken_graphs() if not has_blank_nodes(graph.triples())]
    assert len(graphs) == len(set(graphs))


def test_each_message_is_one_sentence_in_plain_words() -> None:
    messages = {
        s.name: m for s in shapes().shapes.values() for m in (s.message, *(r.message for r in s.rules)) if m
    }
    odd = [
        name for name, text in messages.items() if not re.fullmatch(r"[A-Z{].*[.}?]", text) or "sh:" in text
    ]
    assert odd == []


def test_each_rule_in_sparql_names_the_values_it_found() -> None:
    silent = [s.name for s in shapes().shapes.values() for r in s.rules if "{?" not in (r.message or "")]
    assert silent == ["Statement-other"]


def test_no_pattern_of_the_shapes_can_explode() -> None:
    patterns = [plain(t.object) for t in shapes().triples if t.predicate.endswith("shacl#pattern>")]
    assert [pattern for pattern in patterns if explosion(pattern)] == []


def test_the_shapes_conform_to_the_shapes_of_shapes() -> None:

    graph = Graph()
    for path in sorted(folder("shapes").glob("*.ttl")):
        graph.parse(path)
    conforms, _, words = pyshacl.validate(Graph(), shacl_graph=graph, meta_shacl=True)
    assert (conforms, words.count("Constraint Violation")) == (True, 0)


def test_each_rule_in_sparql_runs_over_a_whole_graph_at_once() -> None:
    rules = [(shape, rule) for shape in shapes().shapes.values() for rule in shape.rules]
    assert [shape.name for shape, rule in rules if not runs_alone(parsed(rule, shape))] == []
