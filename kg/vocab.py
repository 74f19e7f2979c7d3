"""GENERATED from ontologies/ by ``python -m kg.vocab_source --write``: do not edit."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class FOAF:
    """Terms of http://xmlns.com/foaf/0.1/"""

    member: Final = "http://xmlns.com/foaf/0.1/member"


class KG:
    """Terms of https://w3id.org/newskg/ns#"""

    Affiliation: Final = "https://w3id.org/newskg/ns#Affiliation"
    Agent: Final = "https://w3id.org/newskg/ns#Agent"
    Article: Final = "https://w3id.org/newskg/ns#Article"
    Attribution: Final = "https://w3id.org/newskg/ns#Attribution"
    Certainty: Final = "https://w3id.org/newskg/ns#Certainty"
    ChainRole: Final = "https://w3id.org/newskg/ns#ChainRole"
    Country: Final = "https://w3id.org/newskg/ns#Country"
    DirectStatement: Final = "https://w3id.org/newskg/ns#DirectStatement"
    ExtractionRun: Final = "https://w3id.org/newskg/ns#ExtractionRun"
    Force: Final = "https://w3id.org/newskg/ns#Force"
    IdentityLink: Final = "https://w3id.org/newskg/ns#IdentityLink"
    IndirectStatement: Final = "https://w3id.org/newskg/ns#IndirectStatement"
    Mention: Final = "https://w3id.org/newskg/ns#Mention"
    MentionForm: Final = "https://w3id.org/newskg/ns#MentionForm"
    MixedStatement: Final = "https://w3id.org/newskg/ns#MixedStatement"
    Organization: Final = "https://w3id.org/newskg/ns#Organization"
    Outlet: Final = "https://w3id.org/newskg/ns#Outlet"
    Person: Final = "https://w3id.org/newskg/ns#Person"
    Place: Final = "https://w3id.org/newskg/ns#Place"
    Platform: Final = "https://w3id.org/newskg/ns#Platform"
    Polarity: Final = "https://w3id.org/newskg/ns#Polarity"
    Span: Final = "https://w3id.org/newskg/ns#Span"
    Statement: Final = "https://w3id.org/newskg/ns#Statement"
    Text: Final = "https://w3id.org/newskg/ns#Text"
    UnnamedSource: Final = "https://w3id.org/newskg/ns#UnnamedSource"
    about: Final = "https://w3id.org/newskg/ns#about"
    accuse: Final = "https://w3id.org/newskg/ns#accuse"
    addressee: Final = "https://w3id.org/newskg/ns#addressee"
    adjective: Final = "https://w3id.org/newskg/ns#adjective"
    affirmed: Final = "https://w3id.org/newskg/ns#affirmed"
    ask: Final = "https://w3id.org/newskg/ns#ask"
    assert_: Final = "https://w3id.org/newskg/ns#assert"
    attestedOn: Final = "https://w3id.org/newskg/ns#attestedOn"
    certain: Final = "https://w3id.org/newskg/ns#certain"
    certainty: Final = "https://w3id.org/newskg/ns#certainty"
    confidence: Final = "https://w3id.org/newskg/ns#confidence"
    contentSpan: Final = "https://w3id.org/newskg/ns#contentSpan"
    contentText: Final = "https://w3id.org/newskg/ns#contentText"
    contradictionCandidate: Final = "https://w3id.org/newskg/ns#contradictionCandidate"
    country: Final = "https://w3id.org/newskg/ns#country"
    cueLemma: Final = "https://w3id.org/newskg/ns#cueLemma"
    cueSpan: Final = "https://w3id.org/newskg/ns#cueSpan"
    deny: Final = "https://w3id.org/newskg/ns#deny"
    description: Final = "https://w3id.org/newskg/ns#description"
    evidenceSpan: Final = "https://w3id.org/newskg/ns#evidenceSpan"
    force: Final = "https://w3id.org/newskg/ns#force"
    former: Final = "https://w3id.org/newskg/ns#former"
    hasAttribution: Final = "https://w3id.org/newskg/ns#hasAttribution"
    hop: Final = "https://w3id.org/newskg/ns#hop"
    identityOf: Final = "https://w3id.org/newskg/ns#identityOf"
    isoCode: Final = "https://w3id.org/newskg/ns#isoCode"
    medium: Final = "https://w3id.org/newskg/ns#medium"
    mentionForm: Final = "https://w3id.org/newskg/ns#mentionForm"
    method: Final = "https://w3id.org/newskg/ns#method"
    name: Final = "https://w3id.org/newskg/ns#name"
    negated: Final = "https://w3id.org/newskg/ns#negated"
    option: Final = "https://w3id.org/newskg/ns#option"
    order: Final = "https://w3id.org/newskg/ns#order"
    originator: Final = "https://w3id.org/newskg/ns#originator"
    polarity: Final = "https://w3id.org/newskg/ns#polarity"
    possible: Final = "https://w3id.org/newskg/ns#possible"
    praise: Final = "https://w3id.org/newskg/ns#praise"
    probable: Final = "https://w3id.org/newskg/ns#probable"
    promise: Final = "https://w3id.org/newskg/ns#promise"
    pronoun: Final = "https://w3id.org/newskg/ns#pronoun"
    propose: Final = "https://w3id.org/newskg/ns#propose"
    publishedIn: Final = "https://w3id.org/newskg/ns#publishedIn"
    publisher: Final = "https://w3id.org/newskg/ns#publisher"
    quotedText: Final = "https://w3id.org/newskg/ns#quotedText"
    refersTo: Final = "https://w3id.org/newskg/ns#refersTo"
    relay: Final = "https://w3id.org/newskg/ns#relay"
    reportedBy: Final = "https://w3id.org/newskg/ns#reportedBy"
    restates: Final = "https://w3id.org/newskg/ns#restates"
    roleTitle: Final = "https://w3id.org/newskg/ns#roleTitle"
    rule: Final = "https://w3id.org/newskg/ns#rule"
    saidNotAfter: Final = "https://w3id.org/newskg/ns#saidNotAfter"
    saidNotBefore: Final = "https://w3id.org/newskg/ns#saidNotBefore"
    scopedTo: Final = "https://w3id.org/newskg/ns#scopedTo"
    sha256: Final = "https://w3id.org/newskg/ns#sha256"
    sourceSpan: Final = "https://w3id.org/newskg/ns#sourceSpan"
    speaker: Final = "https://w3id.org/newskg/ns#speaker"
    speakerRole: Final = "https://w3id.org/newskg/ns#speakerRole"
    target: Final = "https://w3id.org/newskg/ns#target"
    textOf: Final = "https://w3id.org/newskg/ns#textOf"
    thank: Final = "https://w3id.org/newskg/ns#thank"
    timeSpan: Final = "https://w3id.org/newskg/ns#timeSpan"
    warn: Final = "https://w3id.org/newskg/ns#warn"


class NIF:
    """Terms of http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"""

    anchorOf: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf"
    beginIndex: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex"
    endIndex: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex"
    referenceContext: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#referenceContext"


class ORG:
    """Terms of http://www.w3.org/ns/org#"""

    member: Final = "http://www.w3.org/ns/org#member"
    organization: Final = "http://www.w3.org/ns/org#organization"
    subOrganizationOf: Final = "http://www.w3.org/ns/org#subOrganizationOf"


class PROV:
    """Terms of http://www.w3.org/ns/prov#"""

    SoftwareAgent: Final = "http://www.w3.org/ns/prov#SoftwareAgent"
    actedOnBehalfOf: Final = "http://www.w3.org/ns/prov#actedOnBehalfOf"
    agent: Final = "http://www.w3.org/ns/prov#agent"
    hadRole: Final = "http://www.w3.org/ns/prov#hadRole"
    used: Final = "http://www.w3.org/ns/prov#used"
    wasAssociatedWith: Final = "http://www.w3.org/ns/prov#wasAssociatedWith"
    wasGeneratedBy: Final = "http://www.w3.org/ns/prov#wasGeneratedBy"


class RDF:
    """Terms of http://www.w3.org/1999/02/22-rdf-syntax-ns#"""

    langString: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    type: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class RDFS:
    """Terms of http://www.w3.org/2000/01/rdf-schema#"""

    label: Final = "http://www.w3.org/2000/01/rdf-schema#label"


class SCHEMA:
    """Terms of https://schema.org/"""

    ImageObject: Final = "https://schema.org/ImageObject"
    alternativeHeadline: Final = "https://schema.org/alternativeHeadline"
    author: Final = "https://schema.org/author"
    creditText: Final = "https://schema.org/creditText"
    datePublished: Final = "https://schema.org/datePublished"
    headline: Final = "https://schema.org/headline"
    identifier: Final = "https://schema.org/identifier"
    image: Final = "https://schema.org/image"
    inLanguage: Final = "https://schema.org/inLanguage"
    jobTitle: Final = "https://schema.org/jobTitle"
    publisher: Final = "https://schema.org/publisher"
    sameAs: Final = "https://schema.org/sameAs"
    softwareVersion: Final = "https://schema.org/softwareVersion"
    url: Final = "https://schema.org/url"


class SKOS:
    """Terms of http://www.w3.org/2004/02/skos/core#"""

    altLabel: Final = "http://www.w3.org/2004/02/skos/core#altLabel"


class XSD:
    """Terms of http://www.w3.org/2001/XMLSchema#"""

    boolean: Final = "http://www.w3.org/2001/XMLSchema#boolean"
    date: Final = "http://www.w3.org/2001/XMLSchema#date"
    dateTime: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
    decimal: Final = "http://www.w3.org/2001/XMLSchema#decimal"
    integer: Final = "http://www.w3.org/2001/XMLSchema#integer"
    nonNegativeInteger: Final = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"


PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "foaf": "http://xmlns.com/foaf/0.1/",
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


SUPERCLASSES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
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


VALUES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "Certainty": MappingProxyType({"certain": KG.certain, "possible": KG.possible, "probable": KG.probable}),
        "ChainRole": MappingProxyType({"originator": KG.originator, "publisher": KG.publisher, "relay": KG.relay}),
        "Force": MappingProxyType({"accuse": KG.accuse, "ask": KG.ask, "assert": KG.assert_, "deny": KG.deny, "order": KG.order, "praise": KG.praise, "promise": KG.promise, "propose": KG.propose, "thank": KG.thank, "warn": KG.warn}),
        "MentionForm": MappingProxyType({"adjective": KG.adjective, "description": KG.description, "name": KG.name, "pronoun": KG.pronoun}),
        "Polarity": MappingProxyType({"affirmed": KG.affirmed, "negated": KG.negated}),
    }
)
