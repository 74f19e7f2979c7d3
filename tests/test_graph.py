from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from rdflib import ORG, PROV, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib import SDO as SCHEMA

from kg.errors import ConfigError
from kg.graph import Run, build_graph
from kg.model import (
    Article,
    Attribution,
    ChainRole,
    Credit,
    Entity,
    EntityKind,
    Form,
    IdentityLink,
    Mention,
    MentionForm,
    Resolved,
    SayingTime,
    Span,
    Statement,
)
from tests.namespaces import KG, NIF
from tests.samples import ARTICLE, BASE, RESOLVED, RUN, STATEMENTS, TEXT, sample_graph, span

GRAPH = sample_graph().to_rdf()
PERSON = f"{BASE}person/"
TEXT_NODE = next(iter(GRAPH.subjects(RDF.type, KG.Text)))
ARTICLE_NODE = next(iter(GRAPH.subjects(RDF.type, KG.Article)))


def statement_node(statement: Statement) -> URIRef:
    start, end = statement.content[0].start, statement.content[-1].end
    return URIRef(f"{BASE}statement/{ARTICLE.sha256[:32]}/offset_{start}_{end}")


DIRECT, RELAYED, OWN_RELAY, UNSTATED, LAST = map(statement_node, STATEMENTS)


def rdf(article: Article, resolved: Resolved, statements: tuple[Statement, ...]) -> Graph:
    return build_graph(article, resolved, statements, RUN, base=BASE).to_rdf()


def chain(node: URIRef, graph: Graph = GRAPH) -> list[tuple[str, str]]:
    """Role and label of each hop, in order."""
    hops = sorted(graph.objects(node, KG.hasAttribution), key=lambda hop: int(str(graph.value(hop, KG.hop))))
    return [
        (
            str(graph.value(hop, PROV.hadRole)).rpartition("#")[2],
            str(graph.value(graph.value(hop, PROV.agent), RDFS.label)),
        )
        for hop in hops
    ]


def small(text: str, **fields: object) -> Article:
    return replace(Article("a.txt", text, ()), **fields)  # type: ignore[arg-type]


def entity(path: str, kind: EntityKind, label: str, *spans: Span) -> Entity:
    return Entity(path, kind, label, tuple(Mention(s, kind, MentionForm.NAME) for s in spans))


def statement(content: Span, agent: Span | None, **fields: object) -> Statement:
    plain = Statement(
        Form.INDIRECT, (content,), (Attribution(ChainRole.ORIGINATOR, agent),), (content,), "r", 0.9
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


LIND_SAYS = small("Lind says it rains.")
LIND = entity("person/lind", EntityKind.PERSON, "Lind", Span(0, 4))
KNOWN = Resolved((LIND,), at={Span(0, 4): LIND.path})
RAINS = statement(Span(10, 18), Span(0, 4))


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


def test_only_an_accepted_link_is_an_identity_but_every_link_is_kept() -> None:
    lind = URIRef(f"{PERSON}eva-lind")
    links = {str(GRAPH.value(link, KG.target)) for link in GRAPH.subjects(KG.identityOf, lind)}
    assert links == {"http://www.wikidata.org/entity/Q999001", "https://people.example/eva-lind"}
    assert {str(same) for same in GRAPH.objects(lind, SCHEMA.sameAs)} == {
        "http://www.wikidata.org/entity/Q999001"
    }


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


# Statements


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


def test_a_base_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigError):
        build_graph(LIND_SAYS, Resolved(), (), RUN, base="nowhere")


def test_the_order_of_entities_does_not_matter() -> None:
    turned = replace(RESOLVED, entities=RESOLVED.entities[::-1])
    assert set(rdf(ARTICLE, turned, STATEMENTS)) == set(GRAPH)
