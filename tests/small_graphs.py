"""Small graphs to ask questions of: the sample's, and those of one sentence by Lind."""

from __future__ import annotations

from dataclasses import replace

from rdflib import PROV, RDF, RDFS, Graph, URIRef

from kg.graph import build_graph
from kg.model import (
    Article,
    Attribution,
    ChainRole,
    Entity,
    EntityKind,
    Form,
    Mention,
    MentionForm,
    Resolved,
    Span,
    Statement,
)
from tests.namespaces import KG
from tests.samples import ARTICLE, BASE, RUN, STATEMENTS, sample_graph

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
