"""The ontology, the code, the shapes and the word lists speak of the same terms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

import kg
from kg import model
from kg.files import folder
from kg.graph.sheet import CLASSES
from kg.graph.statements import FORMS
from kg.vocab import PREFIXES
from kg.vocab_source import read_external, read_ontology
from tests.samples import sample_graph

if TYPE_CHECKING:
    from enum import StrEnum

KG = Namespace(PREFIXES["kg"])
SCHEMES: dict[str, type[StrEnum]] = {
    "Polarity": model.Polarity,
    "Certainty": model.Certainty,
    "Force": model.Force,
    "ChainRole": model.ChainRole,
    "MentionForm": model.MentionForm,
}
# Written by people who compare statements, as their scope in the ontology says.
BY_PEOPLE = {KG.contradictionCandidate, KG.restates}
# Vocabularies that describe terms and shapes rather than news.
DESCRIBING = (
    str(RDF), str(RDFS), str(OWL), "http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/ns/shacl#",
    "http://purl.org/dc/terms/", "http://purl.org/vocab/vann/", str(SKOS),
)  # fmt: skip


def terms_of(graph: Graph) -> set[URIRef]:
    return {node for triple in graph for node in triple if isinstance(node, URIRef)}


def defined() -> set[URIRef]:
    return {s for s in read_ontology().subjects(RDFS.isDefinedBy) if isinstance(s, URIRef)}


def shapes() -> Graph:
    graph = Graph()
    for path in sorted(folder("shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


def named_in(text: str, prefix: str = "kg") -> set[URIRef]:
    """The terms with this prefix that a Turtle, SPARQL or table text names."""
    return {URIRef(PREFIXES[prefix] + name) for name in re.findall(rf"\b{prefix}:([A-Za-z0-9]+)", text)}


def data_files(*patterns: str) -> list[Path]:
    roots = [Path(kg.__file__).parent, folder("shapes")]
    return sorted(path for root in roots for pattern in patterns for path in root.rglob(pattern))


@pytest.mark.parametrize("term", sorted(defined()), ids=lambda term: term.rpartition("#")[2])
def test_every_term_has_an_english_label_and_definition(term: URIRef) -> None:
    ontology = read_ontology()
    for annotation in (RDFS.label, SKOS.definition):
        texts = list(ontology.objects(term, annotation))
        assert [getattr(text, "language", None) for text in texts] == ["en"]


def test_no_two_terms_share_a_definition() -> None:
    texts = [str(text) for text in read_ontology().objects(None, SKOS.definition)]
    assert len(texts) == len(set(texts))


def test_every_own_term_that_the_ontology_uses_is_defined() -> None:
    used = {term for term in terms_of(read_ontology()) if term.startswith(PREFIXES["kg"])}
    assert used == defined()


@pytest.mark.parametrize("graph", [read_ontology(), read_external()], ids=["kg", "external"])
def test_the_ontologies_have_no_blank_node(graph: Graph) -> None:
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]


def test_every_property_says_where_it_applies() -> None:
    ontology = read_ontology()
    schema = Namespace(PREFIXES["schema"])
    properties = set(ontology.subjects(RDF.type, OWL.ObjectProperty)) | set(
        ontology.subjects(RDF.type, OWL.DatatypeProperty)
    )
    places = [(RDFS.domain, schema.domainIncludes), (RDFS.range, schema.rangeIncludes)]
    silent = [p for p in properties for ways in places if not any((p, way, None) in ontology for way in ways)]
    assert not silent


def test_every_borrowed_term_is_in_the_external_file() -> None:
    known = {term for term in read_external().subjects(RDFS.isDefinedBy) if isinstance(term, URIRef)}
    own = (PREFIXES["kg"], "https://w3id.org/newskg/", *DESCRIBING)
    pages = set(read_ontology().objects(None, RDFS.seeAlso))
    licence = "https://creativecommons.org/"
    used = {
        term
        for term in terms_of(read_ontology()) | set(sample_graph().to_rdf().predicates())
        if isinstance(term, URIRef) and not str(term).startswith((*own, licence)) and term not in pages
    }
    describing = {URIRef(PREFIXES["schema"] + name) for name in ("domainIncludes", "rangeIncludes")}
    assert used - describing <= known


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_a_value_list_has_the_members_of_its_enumeration(name: str) -> None:
    concepts = {str(c).removeprefix(KG) for c in read_ontology().subjects(SKOS.inScheme, KG[name])}
    assert concepts == {member.value for member in SCHEMES[name]}


def test_every_value_list_has_an_enumeration() -> None:
    schemes = {str(s).removeprefix(KG) for s in read_ontology().subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == set(SCHEMES)


def test_dataclasses_that_are_nodes_have_the_name_of_a_class() -> None:
    classes = {str(c).removeprefix(KG) for c in read_ontology().subjects(RDF.type, OWL.Class)}
    dataclasses = {name for name, value in vars(model).items() if hasattr(value, "__dataclass_fields__")}
    # Values that only carry others between stages are no things of the graph.
    carriers = {"Block", "Credit", "Role", "Names", "SayingTime", "Entity", "Resolved", "Issue"}
    assert dataclasses - carriers <= classes
    assert {kind.value for kind in model.EntityKind} <= classes
    assert {form.value for form in model.Form} <= classes


def test_every_kind_and_form_has_the_class_of_its_name() -> None:
    assert {kind: f"{KG}{kind.value}" for kind in model.EntityKind} == CLASSES
    assert {form: f"{KG}{form.value}" for form in model.Form} == FORMS


def test_shapes_queries_and_tables_name_only_defined_terms() -> None:
    unknown = {
        f"{path.name}: {term}"
        for path in data_files("*.ttl", "*.rq", "*.tsv")
        for term in named_in(path.read_text(encoding="utf-8")) - defined()
    }
    assert not unknown


def test_no_term_is_without_use() -> None:
    """Each term is in the sample's graph, above one that is, a scheme of values, or for people."""
    in_graph = terms_of(sample_graph().to_rdf())
    ontology = read_ontology()
    values = set(ontology.subjects(SKOS.inScheme)) | set(ontology.subjects(RDF.type, SKOS.ConceptScheme))
    assert defined() - in_graph - BY_PEOPLE - {v for v in values if isinstance(v, URIRef)} == set()


def test_no_borrowed_term_is_without_use() -> None:
    graph = sample_graph().to_rdf()
    used = terms_of(graph) | {o.datatype for o in graph.objects() if isinstance(o, Literal)}
    noted = set(read_external().subjects(URIRef("http://purl.org/vocab/vann/usageNote")))
    aligned = terms_of(read_ontology())
    listed = set(read_external().subjects(RDFS.isDefinedBy))
    # A date without an hour is as good a publication date; texts have a language, or no datatype.
    assert noted - used <= {URIRef(str(RDF) + "langString")}
    assert listed - noted <= aligned
