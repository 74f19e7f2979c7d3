"""GENERATED from ontologies/ by ``python -m kg.vocab_source --write``: do not edit."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rdflib import URIRef

if TYPE_CHECKING:
    from collections.abc import Mapping


class KG:
    """Terms of https://w3id.org/newskg/ns#"""

    Affiliation: Final = URIRef("https://w3id.org/newskg/ns#Affiliation")
    Agent: Final = URIRef("https://w3id.org/newskg/ns#Agent")
    Article: Final = URIRef("https://w3id.org/newskg/ns#Article")
    Attribution: Final = URIRef("https://w3id.org/newskg/ns#Attribution")
    Certainty: Final = URIRef("https://w3id.org/newskg/ns#Certainty")
    ChainRole: Final = URIRef("https://w3id.org/newskg/ns#ChainRole")
    Country: Final = URIRef("https://w3id.org/newskg/ns#Country")
    DirectStatement: Final = URIRef("https://w3id.org/newskg/ns#DirectStatement")
    ExtractionRun: Final = URIRef("https://w3id.org/newskg/ns#ExtractionRun")
    Force: Final = URIRef("https://w3id.org/newskg/ns#Force")
    IdentityLink: Final = URIRef("https://w3id.org/newskg/ns#IdentityLink")
    IndirectStatement: Final = URIRef("https://w3id.org/newskg/ns#IndirectStatement")
    Mention: Final = URIRef("https://w3id.org/newskg/ns#Mention")
    MentionForm: Final = URIRef("https://w3id.org/newskg/ns#MentionForm")
    MixedStatement: Final = URIRef("https://w3id.org/newskg/ns#MixedStatement")
    Organization: Final = URIRef("https://w3id.org/newskg/ns#Organization")
    Outlet: Final = URIRef("https://w3id.org/newskg/ns#Outlet")
    Person: Final = URIRef("https://w3id.org/newskg/ns#Person")
    Place: Final = URIRef("https://w3id.org/newskg/ns#Place")
    Platform: Final = URIRef("https://w3id.org/newskg/ns#Platform")
    Polarity: Final = URIRef("https://w3id.org/newskg/ns#Polarity")
    Span: Final = URIRef("https://w3id.org/newskg/ns#Span")
    Statement: Final = URIRef("https://w3id.org/newskg/ns#Statement")
    Text: Final = URIRef("https://w3id.org/newskg/ns#Text")
    UnnamedSource: Final = URIRef("https://w3id.org/newskg/ns#UnnamedSource")
    about: Final = URIRef("https://w3id.org/newskg/ns#about")
    accuse: Final = URIRef("https://w3id.org/newskg/ns#accuse")
    addressee: Final = URIRef("https://w3id.org/newskg/ns#addressee")
    adjective: Final = URIRef("https://w3id.org/newskg/ns#adjective")
    affirmed: Final = URIRef("https://w3id.org/newskg/ns#affirmed")
    ask: Final = URIRef("https://w3id.org/newskg/ns#ask")
    assert_: Final = URIRef("https://w3id.org/newskg/ns#assert")
    attestedOn: Final = URIRef("https://w3id.org/newskg/ns#attestedOn")
    certain: Final = URIRef("https://w3id.org/newskg/ns#certain")
    certainty: Final = URIRef("https://w3id.org/newskg/ns#certainty")
    confidence: Final = URIRef("https://w3id.org/newskg/ns#confidence")
    contentSpan: Final = URIRef("https://w3id.org/newskg/ns#contentSpan")
    contentText: Final = URIRef("https://w3id.org/newskg/ns#contentText")
    contradictionCandidate: Final = URIRef("https://w3id.org/newskg/ns#contradictionCandidate")
    country: Final = URIRef("https://w3id.org/newskg/ns#country")
    cueLemma: Final = URIRef("https://w3id.org/newskg/ns#cueLemma")
    cueSpan: Final = URIRef("https://w3id.org/newskg/ns#cueSpan")
    deny: Final = URIRef("https://w3id.org/newskg/ns#deny")
    description: Final = URIRef("https://w3id.org/newskg/ns#description")
    evidenceSpan: Final = URIRef("https://w3id.org/newskg/ns#evidenceSpan")
    force: Final = URIRef("https://w3id.org/newskg/ns#force")
    former: Final = URIRef("https://w3id.org/newskg/ns#former")
    hasAttribution: Final = URIRef("https://w3id.org/newskg/ns#hasAttribution")
    hop: Final = URIRef("https://w3id.org/newskg/ns#hop")
    identityOf: Final = URIRef("https://w3id.org/newskg/ns#identityOf")
    isoCode: Final = URIRef("https://w3id.org/newskg/ns#isoCode")
    medium: Final = URIRef("https://w3id.org/newskg/ns#medium")
    mentionForm: Final = URIRef("https://w3id.org/newskg/ns#mentionForm")
    method: Final = URIRef("https://w3id.org/newskg/ns#method")
    name: Final = URIRef("https://w3id.org/newskg/ns#name")
    negated: Final = URIRef("https://w3id.org/newskg/ns#negated")
    option: Final = URIRef("https://w3id.org/newskg/ns#option")
    order: Final = URIRef("https://w3id.org/newskg/ns#order")
    originator: Final = URIRef("https://w3id.org/newskg/ns#originator")
    polarity: Final = URIRef("https://w3id.org/newskg/ns#polarity")
    possible: Final = URIRef("https://w3id.org/newskg/ns#possible")
    praise: Final = URIRef("https://w3id.org/newskg/ns#praise")
    probable: Final = URIRef("https://w3id.org/newskg/ns#probable")
    promise: Final = URIRef("https://w3id.org/newskg/ns#promise")
    pronoun: Final = URIRef("https://w3id.org/newskg/ns#pronoun")
    propose: Final = URIRef("https://w3id.org/newskg/ns#propose")
    publishedIn: Final = URIRef("https://w3id.org/newskg/ns#publishedIn")
    publisher: Final = URIRef("https://w3id.org/newskg/ns#publisher")
    quotedText: Final = URIRef("https://w3id.org/newskg/ns#quotedText")
    refersTo: Final = URIRef("https://w3id.org/newskg/ns#refersTo")
    relay: Final = URIRef("https://w3id.org/newskg/ns#relay")
    reportedBy: Final = URIRef("https://w3id.org/newskg/ns#reportedBy")
    restates: Final = URIRef("https://w3id.org/newskg/ns#restates")
    roleTitle: Final = URIRef("https://w3id.org/newskg/ns#roleTitle")
    rule: Final = URIRef("https://w3id.org/newskg/ns#rule")
    saidNotAfter: Final = URIRef("https://w3id.org/newskg/ns#saidNotAfter")
    saidNotBefore: Final = URIRef("https://w3id.org/newskg/ns#saidNotBefore")
    scopedTo: Final = URIRef("https://w3id.org/newskg/ns#scopedTo")
    sha256: Final = URIRef("https://w3id.org/newskg/ns#sha256")
    sourceSpan: Final = URIRef("https://w3id.org/newskg/ns#sourceSpan")
    speaker: Final = URIRef("https://w3id.org/newskg/ns#speaker")
    speakerRole: Final = URIRef("https://w3id.org/newskg/ns#speakerRole")
    target: Final = URIRef("https://w3id.org/newskg/ns#target")
    textOf: Final = URIRef("https://w3id.org/newskg/ns#textOf")
    thank: Final = URIRef("https://w3id.org/newskg/ns#thank")
    timeSpan: Final = URIRef("https://w3id.org/newskg/ns#timeSpan")
    warn: Final = URIRef("https://w3id.org/newskg/ns#warn")


class NIF:
    """Terms of http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"""

    anchorOf: Final = URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf")
    beginIndex: Final = URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex")
    endIndex: Final = URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex")
    referenceContext: Final = URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#referenceContext")


class ORG:
    """Terms of http://www.w3.org/ns/org#"""

    member: Final = URIRef("http://www.w3.org/ns/org#member")
    organization: Final = URIRef("http://www.w3.org/ns/org#organization")
    subOrganizationOf: Final = URIRef("http://www.w3.org/ns/org#subOrganizationOf")


class PROV:
    """Terms of http://www.w3.org/ns/prov#"""

    SoftwareAgent: Final = URIRef("http://www.w3.org/ns/prov#SoftwareAgent")
    actedOnBehalfOf: Final = URIRef("http://www.w3.org/ns/prov#actedOnBehalfOf")
    agent: Final = URIRef("http://www.w3.org/ns/prov#agent")
    hadRole: Final = URIRef("http://www.w3.org/ns/prov#hadRole")
    used: Final = URIRef("http://www.w3.org/ns/prov#used")
    wasAssociatedWith: Final = URIRef("http://www.w3.org/ns/prov#wasAssociatedWith")
    wasGeneratedBy: Final = URIRef("http://www.w3.org/ns/prov#wasGeneratedBy")


class RDF:
    """Terms of http://www.w3.org/1999/02/22-rdf-syntax-ns#"""

    langString: Final = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
    type: Final = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class RDFS:
    """Terms of http://www.w3.org/2000/01/rdf-schema#"""

    label: Final = URIRef("http://www.w3.org/2000/01/rdf-schema#label")


class SCHEMA:
    """Terms of https://schema.org/"""

    ImageObject: Final = URIRef("https://schema.org/ImageObject")
    alternativeHeadline: Final = URIRef("https://schema.org/alternativeHeadline")
    author: Final = URIRef("https://schema.org/author")
    creditText: Final = URIRef("https://schema.org/creditText")
    datePublished: Final = URIRef("https://schema.org/datePublished")
    headline: Final = URIRef("https://schema.org/headline")
    identifier: Final = URIRef("https://schema.org/identifier")
    image: Final = URIRef("https://schema.org/image")
    inLanguage: Final = URIRef("https://schema.org/inLanguage")
    jobTitle: Final = URIRef("https://schema.org/jobTitle")
    publisher: Final = URIRef("https://schema.org/publisher")
    sameAs: Final = URIRef("https://schema.org/sameAs")
    softwareVersion: Final = URIRef("https://schema.org/softwareVersion")
    url: Final = URIRef("https://schema.org/url")


class SKOS:
    """Terms of http://www.w3.org/2004/02/skos/core#"""

    altLabel: Final = URIRef("http://www.w3.org/2004/02/skos/core#altLabel")


class XSD:
    """Terms of http://www.w3.org/2001/XMLSchema#"""

    boolean: Final = URIRef("http://www.w3.org/2001/XMLSchema#boolean")
    date: Final = URIRef("http://www.w3.org/2001/XMLSchema#date")
    dateTime: Final = URIRef("http://www.w3.org/2001/XMLSchema#dateTime")
    decimal: Final = URIRef("http://www.w3.org/2001/XMLSchema#decimal")
    integer: Final = URIRef("http://www.w3.org/2001/XMLSchema#integer")
    nonNegativeInteger: Final = URIRef("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")


PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kg": "https://w3id.org/newskg/ns#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


SUPERCLASSES: Final[Mapping[URIRef, tuple[URIRef, ...]]] = MappingProxyType(
    {
        KG.Country: (KG.Agent, KG.Place,),
        KG.DirectStatement: (KG.Statement,),
        KG.IndirectStatement: (KG.Statement,),
        KG.Mention: (KG.Span,),
        KG.MixedStatement: (KG.Statement,),
        KG.Organization: (KG.Agent,),
        KG.Outlet: (KG.Organization, KG.Agent,),
        KG.Person: (KG.Agent,),
        KG.UnnamedSource: (KG.Agent,),
    }
)


VALUES: Final[Mapping[str, Mapping[str, URIRef]]] = MappingProxyType(
    {
        "Certainty": MappingProxyType({"certain": KG.certain, "possible": KG.possible, "probable": KG.probable}),
        "ChainRole": MappingProxyType({"originator": KG.originator, "publisher": KG.publisher, "relay": KG.relay}),
        "Force": MappingProxyType({"accuse": KG.accuse, "ask": KG.ask, "assert": KG.assert_, "deny": KG.deny, "order": KG.order, "praise": KG.praise, "promise": KG.promise, "propose": KG.propose, "thank": KG.thank, "warn": KG.warn}),
        "MentionForm": MappingProxyType({"adjective": KG.adjective, "description": KG.description, "name": KG.name, "pronoun": KG.pronoun}),
        "Polarity": MappingProxyType({"affirmed": KG.affirmed, "negated": KG.negated}),
    }
)
