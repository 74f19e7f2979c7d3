from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.store.split import split
from tests.newsroom import BASE, story

if TYPE_CHECKING:
    from pyoxigraph import Triple
    from rdflib import Graph


def quads_of(*graphs: Graph) -> list[Quad]:
    found = {
        quad
        for graph in graphs
        for quad in parse(graph.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    }
    return sorted(found, key=str)


def triples_of(quads: frozenset[Quad] | list[Quad]) -> set[Triple]:
    return {quad.triple for quad in quads}


def test_one_article_is_its_graph_whole() -> None:
    quads = quads_of(story(1))
    (graph,) = split(quads, "one.ttl")
    assert triples_of(graph.quads) == triples_of(quads)
    assert graph.identity.identifiers == {"news/00001.txt"}
    assert {quad.graph_name for quad in graph.quads} == {NamedNode(graph.name)}


def test_a_graph_is_named_after_its_text() -> None:
    (graph,) = split(quads_of(story(1)), "one.ttl")
    assert graph.name == graph.text.replace(f"{BASE}text/", f"{BASE}graph/")


def test_flat_articles_are_parted_without_loss() -> None:
    stories = [story(number) for number in range(12)]
    graphs = list(split(quads_of(*stories), "flat.ttl"))
    assert len(graphs) == 12
    assert set().union(*(triples_of(g.quads) for g in graphs)) == triples_of(quads_of(*stories))


def test_each_part_holds_all_that_its_article_said() -> None:
    stories = [story(number) for number in range(12)]
    by_name = {graph.name: graph for graph in split(quads_of(*stories), "flat.ttl")}
    for one in stories:
        assert triples_of(by_name[str(one.identifier)].quads) >= triples_of(quads_of(one))


def test_no_part_holds_a_node_of_another_article() -> None:
    graphs = list(split(quads_of(*(story(number) for number in range(12))), "flat.ttl"))
    own = {g.name: {g.name.rpartition("/")[2], min(g.identity.articles).rpartition("/")[2]} for g in graphs}
    for graph in graphs:
        others = set().union(*(ids for name, ids in own.items() if name != graph.name))
        nodes = {q.subject.value for q in graph.quads if isinstance(q.subject, NamedNode)}
        assert not [node for node in nodes if any(other in node for other in others)]


def test_the_order_of_the_triples_does_not_matter() -> None:
    quads = quads_of(*(story(number) for number in range(6)))
    parts = [graph.quads for graph in split(quads, "flat.ttl")]
    random.Random(3).shuffle(quads)
    assert parts == [graph.quads for graph in split(quads, "flat.ttl")]


def test_two_texts_of_one_article_are_two_graphs() -> None:
    first, second = story(3), story(3, wording="may")
    graphs = {graph.name: graph for graph in split(quads_of(first, second), "flat.ttl")}
    for one in (first, second):
        said = {q for q in triples_of(quads_of(one)) if "contentText" in str(q.predicate)}
        held = {q for q in triples_of(graphs[str(one.identifier)].quads) if "contentText" in str(q.predicate)}
        assert held == said


def test_a_triple_of_no_article_is_kept_once() -> None:
    stray = Quad(NamedNode("https://x.example/a"), NamedNode("https://x.example/b"), NamedNode("urn:c"))
    graphs = list(split([*quads_of(story(1), story(2)), stray], "flat.ttl"))
    assert [stray.triple in triples_of(graph.quads) for graph in graphs] == [True, False]


def test_a_file_without_an_article_is_refused() -> None:
    with pytest.raises(InputError, match="holds no article"):
        list(split([], "empty.ttl"))
