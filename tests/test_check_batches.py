"""Dividing a graph changes nothing but the memory it takes."""

from __future__ import annotations

import random
from functools import cache

import pytest

from kg.check.batches import Reach, batches
from kg.check.fast import FastEngine
from kg.check.rules import reach
from kg.check.shapes import load_shapes
from kg.check.sources import Triple
from tests.broken_graphs import Broken, broken_graphs, parse, sample

# About a third of an article: every article of the sample falls into several segments.
SMALL = 150


@cache
def engine() -> FastEngine:
    return FastEngine(load_shapes())


@cache
def far() -> Reach:
    return reach(load_shapes())


def keys(triples: list[Triple], size: int) -> set[tuple[str, ...]]:
    return {
        row.key
        for batch in batches(lambda: iter(triples), size=size, reach=far)
        for row in engine().validate(batch.triples)
        if batch.owns(row.focus)
    }


def named(graph: Broken) -> bool:
    return not any(term.startswith("_:") for t in graph.triples() for term in (t.subject, t.object))


NAMED = [graph for graph in broken_graphs() if named(graph)]


@pytest.mark.parametrize("graph", NAMED, ids=lambda graph: graph.name)
def test_a_divided_graph_gives_the_results_of_the_whole(graph: Broken) -> None:
    triples = graph.triples()
    assert keys(triples, SMALL) == keys(triples, len(triples))


@pytest.mark.parametrize("graph", NAMED[::7], ids=lambda graph: graph.name)
def test_the_order_of_triples_does_not_matter(graph: Broken) -> None:
    triples = sorted(graph.triples())
    random.Random(7).shuffle(triples)
    assert keys(triples, SMALL) == keys(triples, len(triples))


def test_the_predicates_that_compare_articles_are_found_in_the_rules() -> None:
    assert far().compared == {
        "<https://w3id.org/newskg/ns#isoCode>",
        "<https://schema.org/sameAs>",
    }


@pytest.mark.parametrize("size", [40, 100, 300, 500, 700, 900])
def test_every_node_belongs_to_exactly_one_batch(size: int) -> None:
    triples = list(sample())
    owned = [node for batch in batches(lambda: iter(triples), size=size) for node in batch.owned or ()]
    assert sorted(owned) == sorted({t.subject for t in triples})


def test_a_small_graph_is_one_batch_that_owns_everything() -> None:
    triples = list(sample())
    (batch,) = batches(lambda: iter(triples), size=len(triples))
    assert (batch.owned, list(batch.triples)) == (None, triples)


def test_an_indivisible_graph_is_one_batch_whatever_its_size() -> None:
    triples = list(sample())
    assert len(list(batches(lambda: iter(triples), size=10, divisible=False))) == 1


def test_no_graph_is_one_empty_batch() -> None:
    (batch,) = batches(lambda: iter(()), size=10)
    assert list(batch.triples) == []


def copies(number: int) -> list[Triple]:
    """So many articles that share their people."""
    return [
        Triple(*(term.replace("39fcbd4a", f"{n:08x}").replace("d70e3e36", f"{n:08x}") for term in triple))
        for n in range(number)
        for triple in sample()
        if "dd84441a" not in "".join(triple)
    ]


@pytest.mark.parametrize("graph", NAMED[::6], ids=lambda graph: graph.name)
def test_what_is_said_far_from_its_article_counts_as_if_it_stood_there(graph: Broken) -> None:
    added = graph.triples()[len(graph.triples()) - len(parse(graph.added)) :]
    kept = [triple for triple in graph.triples() if triple not in added]
    triples = [*kept, *copies(5), *added]
    assert keys(triples, 700) == keys(triples, len(triples))


def test_a_body_described_in_one_article_and_named_far_away_changes_nothing() -> None:
    """The one article is then judged with the shared nodes, and needs its publisher there."""
    body = "<https://example.org/kg/organization/far-body>"
    about = "<https://w3id.org/newskg/ns#about>"
    kinds = [
        triple._replace(subject=body)
        for triple in sample()
        if triple.subject == "<https://example.org/kg/organization/fjord-post>"
    ]
    near, *_, last = [t.subject for t in (*sample(), *copies(9)) if t.predicate.endswith("publishedIn>")]
    triples = [Triple(near, about, body), *sample(), *kinds, *copies(9), Triple(last, about, body)]
    for size in (300, 700, 1500):
        assert keys(triples, size) == keys(triples, len(triples))


def test_a_batch_grows_with_its_articles_and_not_with_the_graph() -> None:
    """Of a hundred articles that share their people, no batch holds more than a dozen."""
    triples = copies(100)
    sizes = [len(batch.triples) for batch in batches(lambda: iter(triples), size=5000)]
    assert (len(triples) // len(sizes) < 6000, max(sizes) < 6500) == (True, True)
