from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from rdflib import FOAF, ORG, PROV, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib import SDO as SCHEMA

from kg.errors import ConfigError
from kg.graph import Run, build_graph
from kg.model import (
    Article,
    Credit,
    EntityKind,
    IdentityLink,
    Resolved,
    Span,
    Statement,
)
from tests.namespaces import KG, NIF
from tests.samples import ARTICLE, BASE, RESOLVED, RUN, STATEMENTS, TEXT, span
from tests.small_graphs import (
    ARTICLE_NODE,
    DIRECT,
    GRAPH,
    KNOWN,
    LIND,
    LIND_SAYS,
    PERSON,
    RAINS,
    TEXT_NODE,
    entity,
    rdf,
    small,
)

# The article and its text


def test_the_article_carries_what_was_printed_around_the_text() -> None:
    def values(predicate: URIRef) -> set[str]:
        return {str(value) for value in GRAPH.objects(ARTICLE_NODE, predicate)}

    assert values(SCHEMA.identifier) == {"harbour/plan.txt"}
    assert values(SCHEMA.headline) == {"Harbour Plan Divides Norway"}
    assert values(SCHEMA.alternativeHeadline) == {"Minister sees no way back"}
    assert values(SCHEMA.author) == {f"{PERSON}ada-holm", "the newsroom"}
    assert values(SCHEMA.inLanguage) == {"en"}
    assert values(SCHEMA.url) == {"https://post.example/harbour?id=7#top"}
    assert values(SCHEMA.publisher) == {f"{BASE}organization/fjord-post"}
    image = URIRef(f"{ARTICLE_NODE}.image1")
    assert (image, SCHEMA.creditText, Literal("Per Dahl/Fjord Images")) in GRAPH


def test_an_author_without_a_place_in_the_text_is_found_by_name() -> None:
    article = replace(LIND_SAYS, authors=(Credit("Lind"),))
    graph = rdf(article, KNOWN, ())
    assert list(graph.objects(None, SCHEMA.author)) == [URIRef(f"{PERSON}lind")]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (date(2024, 5, 14), Literal("2024-05-14", datatype=XSD.date)),
        (datetime(2024, 5, 14, 8, 30), Literal("2024-05-14T08:30:00", datatype=XSD.dateTime)),  # noqa: DTZ001
        (
            datetime(2024, 5, 14, 8, 30, 1, 999, tzinfo=UTC),
            Literal("2024-05-14T08:30:01+00:00", datatype=XSD.dateTime),
        ),
        (
            datetime(2024, 5, 14, 8, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
            Literal("2024-05-14T08:30:00+05:45", datatype=XSD.dateTime),
        ),
        (
            datetime(2024, 5, 14, 8, 30, tzinfo=timezone(timedelta(seconds=61))),
            Literal("2024-05-14T08:28:59+00:00", datatype=XSD.dateTime),
        ),
    ],
    ids=["day", "no-zone", "utc", "zone", "odd-zone"],
)
def test_the_publication_time_is_written_as_precisely_as_it_is_known(
    published: date, expected: Literal
) -> None:
    graph = rdf(replace(LIND_SAYS, published=published), KNOWN, ())
    assert list(graph.objects(None, SCHEMA.datePublished)) == [expected]


def test_an_unsafe_address_is_left_out() -> None:
    graph = rdf(replace(LIND_SAYS, url="javascript:alert(1)"), KNOWN, ())
    assert not list(graph.objects(None, SCHEMA.url))


def test_the_text_is_named_by_its_hash_and_measured_in_code_points() -> None:
    article = small("😀é")
    graph = rdf(article, Resolved(), ())
    text = URIRef(f"{BASE}text/{article.sha256[:32]}")
    assert (text, KG.sha256, Literal(article.sha256)) in graph
    assert (text, NIF.beginIndex, Literal("0", datatype=XSD.nonNegativeInteger)) in graph
    assert (text, NIF.endIndex, Literal("2", datatype=XSD.nonNegativeInteger)) in graph


@pytest.mark.parametrize(("language", "tag"), [("en-GB", "en"), ("DE", "de"), ("x y", "en"), ("", "en")])
def test_texts_carry_the_primary_language_or_english(language: str, tag: str) -> None:
    article = replace(LIND_SAYS, headline="Rain", language=language)
    graph = rdf(article, Resolved(), ())
    assert list(graph.objects(None, SCHEMA.headline)) == [Literal("Rain", lang=tag)]


# Spans, mentions, entities


def test_every_span_has_the_characters_of_its_offsets() -> None:
    for node in GRAPH.subjects(RDF.type, KG.Span):
        begin, end = (int(str(GRAPH.value(node, p))) for p in (NIF.beginIndex, NIF.endIndex))
        assert node == URIRef(f"{TEXT_NODE}#offset_{begin}_{end}")
        assert str(GRAPH.value(node, NIF.anchorOf)) == TEXT[begin:end]


def test_a_mention_says_for_whom_it_stands_and_how() -> None:
    found = span("We")
    node = URIRef(f"{TEXT_NODE}#offset_{found.start}_{found.end}")
    assert set(GRAPH.objects(node, RDF.type)) == {KG.Mention, KG.Span}
    assert (node, KG.refersTo, URIRef(f"{PERSON}eva-lind")) in GRAPH
    assert (node, KG.mentionForm, KG.pronoun) in GRAPH
    assert (node, KG.confidence, Literal("0.95", datatype=XSD.decimal)) in GRAPH


def test_characters_that_two_entities_claim_stand_for_the_resolved_one() -> None:
    rival = entity("organization/lind", EntityKind.ORGANIZATION, "Lind", Span(0, 4))
    graph = rdf(LIND_SAYS, replace(KNOWN, entities=(rival, LIND)), ())
    assert list(graph.objects(None, KG.refersTo)) == [URIRef(f"{PERSON}lind")]


@pytest.mark.parametrize(
    ("path", "classes"),
    [
        ("person/eva-lind", {KG.Person, KG.Agent}),
        ("organization/nordic-wire", {KG.Outlet, KG.Organization, KG.Agent}),
        ("country/NO", {KG.Country, KG.Place, KG.Agent}),
        ("place/oslo", {KG.Place}),
        ("platform/chirp", {KG.Platform}),
    ],
)
def test_an_entity_has_its_super_classes_written_out(path: str, classes: set[URIRef]) -> None:
    assert set(GRAPH.objects(URIRef(BASE + path), RDF.type)) == classes


def test_an_entity_has_its_names_its_country_and_its_whole() -> None:
    ministry = URIRef(f"{BASE}organization/ministry-of-ports")
    assert (ministry, RDFS.label, Literal("Ministry of Ports", lang="en")) in GRAPH
    assert (ministry, SKOS.altLabel, Literal("the ministry", lang="en")) in GRAPH
    assert (ministry, KG.country, URIRef(f"{BASE}country/NO")) in GRAPH
    assert (ministry, ORG.subOrganizationOf, URIRef(f"{BASE}organization/government-of-norway")) in GRAPH
    assert (URIRef(f"{BASE}country/NO"), KG.isoCode, Literal("NO")) in GRAPH


def test_an_unnamed_source_stays_in_its_article() -> None:
    source = URIRef(f"{ARTICLE_NODE}/source/two-officials-at-the-ministry-of-ports")
    assert (source, KG.scopedTo, ARTICLE_NODE) in GRAPH
    assert (source, PROV.actedOnBehalfOf, URIRef(f"{BASE}organization/ministry-of-ports")) in GRAPH
    affiliation = next(iter(GRAPH.subjects(ORG.member, source)))
    assert str(affiliation).startswith(str(source))


def test_several_who_speak_together_have_those_with_names_as_members() -> None:
    several = URIRef(f"{ARTICLE_NODE}/source/lind-and-her-lawyer")
    assert set(GRAPH.objects(several, FOAF.member)) == {URIRef(f"{PERSON}eva-lind")}
    assert not set(GRAPH.subjects(FOAF.member)) - {several}


def test_only_an_accepted_link_is_an_identity_but_every_link_is_kept() -> None:
    lind = URIRef(f"{PERSON}eva-lind")
    links = {str(GRAPH.value(link, KG.target)) for link in GRAPH.subjects(KG.identityOf, lind)}
    assert links == {"http://www.wikidata.org/entity/Q999001", "https://people.example/eva-lind"}
    assert {str(same) for same in GRAPH.objects(lind, SCHEMA.sameAs)} == {
        "http://www.wikidata.org/entity/Q999001"
    }


def test_namesakes_of_two_articles_are_candidates_with_one_target() -> None:
    lind = replace(
        entity("person/eva-lind.1a2b3c4d", EntityKind.PERSON, "Eva Lind"), name_path="person/eva-lind"
    )
    graph = rdf(LIND_SAYS, Resolved((lind,)), ())
    link = graph.value(predicate=RDF.type, object=KG.IdentityLink)
    assert graph.value(link, KG.target) == URIRef(f"{BASE}person/eva-lind")
    assert graph.value(link, KG.identityOf) == URIRef(f"{BASE}{lind.path}")
    assert (None, SCHEMA.sameAs, None) not in graph


def test_articles_that_are_not_equally_sure_of_a_link_make_two_of_it() -> None:
    merged = Graph()
    for confidence in (0.98, 0.95):
        link = IdentityLink("http://www.wikidata.org/entity/Q999001", "name", confidence, accepted=True)
        merged += rdf(LIND_SAYS, replace(KNOWN, entities=(replace(LIND, links=(link,)),)), ())
    scores = [
        list(merged.objects(link, KG.confidence)) for link in merged.subjects(RDF.type, KG.IdentityLink)
    ]
    assert sorted(map(len, scores)) == [1, 1]


def test_a_link_of_an_unnamed_source_or_to_no_address_is_left_out() -> None:
    link = IdentityLink("urn:x", "m", 0.9, accepted=True)
    source = replace(entity("source/aide", EntityKind.UNNAMED_SOURCE, "aide"), links=(link,))
    named = replace(LIND, links=(link,))
    graph = rdf(LIND_SAYS, replace(KNOWN, entities=(named, source)), ())
    assert not list(graph.subjects(RDF.type, KG.IdentityLink))
    assert not list(graph.objects(None, SCHEMA.sameAs))


def test_an_affiliation_has_holder_title_place_and_day() -> None:
    node = URIRef(f"{BASE}affiliation/eva-lind.minister.NO")
    assert (node, ORG.member, URIRef(f"{PERSON}eva-lind")) in GRAPH
    assert (node, KG.roleTitle, Literal("Minister", lang="en")) in GRAPH
    assert (node, KG.country, URIRef(f"{BASE}country/NO")) in GRAPH
    assert (node, KG.attestedOn, Literal("2024-05-14", datatype=XSD.date)) in GRAPH
    assert (node, KG.former, None) not in GRAPH


def test_a_former_affiliation_is_another_node_than_a_present_one() -> None:
    node = URIRef(f"{BASE}affiliation/jon-berg.mayor.government-of-norway.former")
    assert (node, KG.former, Literal("true", datatype=XSD.boolean)) in GRAPH


def test_a_title_without_organization_or_country_is_a_job_title() -> None:
    moe = URIRef(f"{PERSON}kai-moe")
    assert (moe, SCHEMA.jobTitle, Literal("Analyst", lang="en")) in GRAPH
    assert (None, ORG.member, moe) not in GRAPH


# The run and the whole


def test_a_statement_leads_to_the_software_and_the_text_it_read() -> None:
    run = GRAPH.value(DIRECT, PROV.wasGeneratedBy)
    assert (run, PROV.used, TEXT_NODE) in GRAPH
    assert (run, KG.option, Literal("links=yes")) in GRAPH
    versions = {
        str(GRAPH.value(a, SCHEMA.softwareVersion)) for a in GRAPH.objects(run, PROV.wasAssociatedWith)
    }
    assert "0.1.0" in versions


@pytest.mark.parametrize(
    "other",
    [replace(RUN, version="0.2.0"), replace(RUN, model_sha256="1" * 64), replace(RUN, options=())],
    ids=["version", "model", "options"],
)
def test_another_version_model_or_option_is_another_run(other: Run) -> None:
    assert other.digest != RUN.digest


def test_the_graph_has_no_blank_node_and_a_name() -> None:
    assert not [node for node in GRAPH.all_nodes() if isinstance(node, BNode)]
    assert GRAPH.identifier == URIRef(f"{BASE}graph/{ARTICLE.sha256[:32]}")


def test_hostile_words_stand_in_literals_only() -> None:
    text = 'x" } ; <http://evil.example/> said it.'
    article = small(text, headline=text, authors=(Credit(text),), photo_credits=(Credit(text),))
    resolved = Resolved((entity("person/~12345678", EntityKind.PERSON, text, Span(0, 4)),))
    graph = rdf(article, resolved, ())
    assert not [node for node in graph.all_nodes() if isinstance(node, URIRef) and "evil" in node]


@pytest.mark.parametrize(
    ("article", "resolved", "statements", "message"),
    [
        (LIND_SAYS, Resolved((LIND,)), (RAINS,), "no entity at"),
        (LIND_SAYS, Resolved(at={Span(0, 4): "person/nobody"}), (RAINS,), "no entity has the path"),
        (LIND_SAYS, KNOWN, (replace(RAINS, confidence=1.5),), "not a confidence"),
        (LIND_SAYS, KNOWN, (replace(RAINS, confidence=float("nan")),), "not a confidence"),
        (replace(LIND_SAYS, headline="\ud800"), KNOWN, (), "surrogates"),
    ],
    ids=["unresolved", "unknown-path", "score", "nan", "surrogate"],
)
def test_values_that_break_their_promise_are_refused(
    article: Article, resolved: Resolved, statements: tuple[Statement, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        rdf(article, resolved, statements)


@pytest.mark.parametrize(("confidence", "written"), [(0.0, "0.0"), (1.0, "1.0"), (0.87541, "0.8754")])
def test_a_confidence_is_from_nothing_to_one(confidence: float, written: str) -> None:
    graph = rdf(LIND_SAYS, KNOWN, (replace(RAINS, confidence=confidence),))
    scores = {
        str(score) for node in graph.subjects(RDF.type, KG.Statement) for score in graph[node : KG.confidence]
    }
    assert scores == {written}


def test_a_base_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigError):
        build_graph(LIND_SAYS, Resolved(), (), RUN, base="nowhere")


def test_the_order_of_entities_does_not_matter() -> None:
    turned = replace(RESOLVED, entities=RESOLVED.entities[::-1])
    assert set(rdf(ARTICLE, turned, STATEMENTS)) == set(GRAPH)
