from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rdflib import PROV, RDF, RDFS, XSD, Literal, URIRef

from kg.model import (
    EntityKind,
    Form,
    Resolved,
    SayingTime,
    Span,
)
from tests.namespaces import KG
from tests.samples import BASE
from tests.small_graphs import (
    ARTICLE_NODE,
    DIRECT,
    GRAPH,
    KNOWN,
    LIND,
    LIND_SAYS,
    OWN_RELAY,
    PERSON,
    RAINS,
    RELAYED,
    UNSTATED,
    chain,
    entity,
    rdf,
    statement,
)


def test_a_direct_statement_has_its_words_and_its_circle() -> None:
    assert set(GRAPH.objects(DIRECT, RDF.type)) == {KG.Statement, KG.DirectStatement}
    assert str(GRAPH.value(DIRECT, KG.contentText)) == "We will build the harbour and nothing else"
    assert {str(w) for w in GRAPH.objects(DIRECT, KG.quotedText)} == {
        "We will build the harbour",
        "and nothing else",
    }
    assert (DIRECT, KG.speaker, URIRef(f"{PERSON}eva-lind")) in GRAPH
    assert (DIRECT, KG.speakerRole, URIRef(f"{BASE}affiliation/eva-lind.minister.NO")) in GRAPH
    assert (DIRECT, KG.addressee, URIRef(f"{BASE}organization/fjord-post")) in GRAPH
    assert (OWN_RELAY, KG.medium, URIRef(f"{BASE}platform/chirp")) in GRAPH


def test_a_statement_is_about_what_its_content_mentions() -> None:
    assert set(GRAPH.objects(OWN_RELAY, KG.about)) == {URIRef(f"{BASE}country/SE")}
    assert set(GRAPH.objects(DIRECT, KG.about)) == {URIRef(f"{PERSON}eva-lind")}
    assert not list(GRAPH.objects(RELAYED, KG.about))


@pytest.mark.parametrize(
    ("named", "inside"),
    [
        (Span(10, 18), True),
        (Span(10, 12), True),
        (Span(16, 18), True),
        (Span(9, 12), False),
        (Span(16, 19), False),
        (Span(18, 19), False),
    ],
    ids=["all", "first", "last", "begins-before", "ends-behind", "behind"],
)
def test_a_name_is_in_the_content_from_its_first_to_its_last_character(named: Span, inside: bool) -> None:  # noqa: FBT001
    place = entity("place/rain", EntityKind.PLACE, "Rain", named)
    graph = rdf(LIND_SAYS, replace(KNOWN, entities=(LIND, place)), (RAINS,))
    assert bool(list(graph.objects(None, KG.about))) is inside


def test_a_statement_has_the_values_of_its_lists_and_its_score() -> None:
    assert (OWN_RELAY, KG.polarity, KG.negated) in GRAPH
    assert (OWN_RELAY, KG.force, KG.deny) in GRAPH
    assert (RELAYED, KG.certainty, KG.probable) in GRAPH
    assert (OWN_RELAY, KG.confidence, Literal("0.8765", datatype=XSD.decimal)) in GRAPH


def test_the_chain_runs_from_the_speaker_to_the_publisher() -> None:
    assert chain(RELAYED) == [
        ("originator", "two officials at the Ministry of Ports"),
        ("relay", "Nordic Wire"),
        ("publisher", "Fjord Post"),
    ]
    assert list(GRAPH.objects(RELAYED, KG.reportedBy)) == [URIRef(f"{BASE}organization/nordic-wire")]


def test_a_relay_by_the_publisher_is_the_publishers_hop_with_its_cue() -> None:
    assert chain(OWN_RELAY) == [("originator", "Jon Berg"), ("publisher", "Fjord Post")]
    assert not list(GRAPH.objects(OWN_RELAY, KG.reportedBy))
    assert (URIRef(f"{OWN_RELAY}.hop2"), KG.cueLemma, Literal("report")) in GRAPH


def test_an_outlet_that_speaks_for_itself_speaks_and_publishes() -> None:
    outlet = entity("organization/post", EntityKind.OUTLET, "Lind", Span(0, 4))
    resolved = Resolved((outlet,), at={Span(0, 4): outlet.path}, publisher=outlet.path)
    graph = rdf(LIND_SAYS, resolved, (RAINS,))
    node = next(iter(graph.subjects(RDF.type, KG.Statement)))
    assert isinstance(node, URIRef)
    assert chain(node, graph) == [("originator", "Lind"), ("publisher", "Lind")]


def test_without_a_known_outlet_there_is_no_publisher_hop() -> None:
    graph = rdf(LIND_SAYS, KNOWN, (RAINS,))
    assert [str(role) for role in graph.objects(None, PROV.hadRole)] == [str(KG.originator)]


def test_an_organization_that_prints_an_article_is_an_outlet() -> None:
    body = entity("organization/office", EntityKind.ORGANIZATION, "Office")
    resolved = replace(KNOWN, entities=(LIND, body), publisher=body.path)
    graph = rdf(LIND_SAYS, resolved, (RAINS,))
    assert (URIRef(f"{BASE}organization/office"), RDF.type, KG.Outlet) in graph


def test_a_source_that_is_not_stated_is_an_unnamed_source() -> None:
    speaker = GRAPH.value(UNSTATED, KG.speaker)
    assert (speaker, RDF.type, KG.UnnamedSource) in GRAPH
    assert (speaker, RDFS.label, Literal("source not stated", lang="en")) in GRAPH
    assert (speaker, KG.scopedTo, ARTICLE_NODE) in GRAPH


def test_a_place_that_speaks_becomes_an_unnamed_source() -> None:
    place = entity("place/lind", EntityKind.PLACE, "Lind", Span(0, 4))
    resolved = Resolved((place,), at={Span(0, 4): place.path})
    graph = rdf(LIND_SAYS, resolved, (RAINS,))
    speaker = next(iter(graph.objects(None, KG.speaker)))
    assert (speaker, RDF.type, KG.UnnamedSource) in graph
    assert str(graph.value(speaker, RDFS.label)) == "Lind"


def test_statements_with_the_same_hull_are_told_apart() -> None:
    graph = rdf(LIND_SAYS, KNOWN, (RAINS, RAINS))
    nodes = sorted(str(node).rpartition("/")[2] for node in graph.subjects(RDF.type, KG.Statement))
    assert nodes == ["offset_10_18", "offset_10_18_2"]


def test_quoted_words_always_occur_in_the_content() -> None:
    wide = statement(Span(10, 18), Span(0, 4), form=Form.MIXED, quoted=(Span(5, 12), Span(17, 19)))
    graph = rdf(LIND_SAYS, KNOWN, (wide,))
    assert {str(words) for words in graph.objects(None, KG.quotedText)} == {"it", "s"}


@pytest.mark.parametrize(
    ("published", "time", "expected"),
    [
        (None, None, (None, None)),
        (date(2024, 5, 14), None, (None, "2024-05-14")),
        (None, SayingTime(date(2024, 5, 1)), (None, "2024-05-01")),
        (date(2024, 5, 14), SayingTime(date(2024, 5, 2), date(2024, 5, 1)), ("2024-05-01", "2024-05-02")),
        (date(2024, 5, 14), SayingTime(date(2024, 5, 20), date(2024, 5, 13)), ("2024-05-13", "2024-05-14")),
        (date(2024, 5, 14), SayingTime(date(2024, 6, 2), date(2024, 6, 1)), (None, "2024-05-14")),
    ],
    ids=["undated", "publication", "told", "both", "cut-at-publication", "after-publication"],
)
def test_the_days_of_saying_never_lie_after_the_article(
    published: date | None, time: SayingTime | None, expected: tuple[str | None, str | None]
) -> None:
    article = replace(LIND_SAYS, published=published)
    graph = rdf(article, KNOWN, (replace(RAINS, time=time),))
    node = next(iter(graph.subjects(RDF.type, KG.Statement)))
    found = [graph.value(node, bound) for bound in (KG.saidNotBefore, KG.saidNotAfter)]
    assert tuple(None if day is None else str(day) for day in found) == expected
