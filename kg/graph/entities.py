"""Entities, their mentions, affiliations and identity links as triples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.graph.sheet import AGENTS, CLASSES
from kg.iris import safe_iri, slug
from kg.model import EntityKind, IdentityLink
from kg.rdf import Literal
from kg.vocab import FOAF, KG, ORG, PREFIXES, PROV, RDFS, SCHEMA, SKOS, VALUES, XSD

if TYPE_CHECKING:
    from kg.graph.sheet import Sheet
    from kg.model import Affiliation, Entity, Mention

# People of one full name may be one person or not: nothing but the name speaks for it.
_NAMESAKE, _EVEN = "same full name", 0.5
_BODIES = (EntityKind.ORGANIZATION, EntityKind.OUTLET)
_NAMED = AGENTS - {EntityKind.UNNAMED_SOURCE}
_WIKIDATA_ITEM = re.compile(re.escape(PREFIXES["wd"]) + r"(Q[1-9][0-9]*)")


def write_entities(sheet: Sheet, *, run: str) -> None:
    """Write every entity of the article with its mentions, links and affiliations."""
    for entity in sheet.resolved.entities:
        _write_entity(sheet, entity)
        for mention in entity.mentions:
            _write_mention(sheet, entity, mention)
        if entity.kind is not EntityKind.UNNAMED_SOURCE:
            for link in entity.links:
                _write_link(sheet, entity, link, run=run)
            if entity.name_path is not None:
                namesake = IdentityLink(sheet.iris.entity(entity.name_path), _NAMESAKE, _EVEN, accepted=False)
                _write_link(sheet, entity, namesake, run=run)
    for affiliation in sheet.resolved.affiliations:
        _write_affiliation(sheet, affiliation)


def _write_entity(sheet: Sheet, entity: Entity) -> None:
    node = sheet.iris.entity(entity.path)
    sheet.type(node, CLASSES[entity.kind])
    sheet.add(node, RDFS.label, sheet.name(entity.label))
    others = (label for label in entity.alt_labels if label != entity.label)
    sheet.add(node, SKOS.altLabel, *map(sheet.name, others))
    if entity.kind is EntityKind.COUNTRY:
        sheet.add(node, KG.isoCode, sheet.string(entity.code or entity.path.rpartition("/")[2]))
    if entity.kind is EntityKind.UNNAMED_SOURCE:
        sheet.add(node, KG.scopedTo, sheet.article)
    if entity.country and entity.kind in (*_BODIES, EntityKind.PLACE):
        _relate(sheet, node, KG.country, entity.country, EntityKind.COUNTRY)
    if entity.parent and entity.kind in _BODIES:
        _relate(sheet, node, ORG.subOrganizationOf, entity.parent, *_BODIES)
    if entity.acts_for and entity.kind in AGENTS:
        _relate(sheet, node, PROV.actedOnBehalfOf, entity.acts_for, *AGENTS)
    if entity.kind is EntityKind.UNNAMED_SOURCE:
        for member in entity.members:
            _relate(sheet, node, FOAF.member, member, *_NAMED)


def _relate(sheet: Sheet, node: str, predicate: str, path: str, *kinds: EntityKind) -> None:
    """Write the triple to the entity at ``path`` unless its kind is outside the property's range."""
    value = sheet.entity(path, *kinds)
    if value is not None and value != node:
        sheet.add(node, predicate, value)


def _write_mention(sheet: Sheet, entity: Entity, mention: Mention) -> None:
    if sheet.resolved.at.get(mention.span, entity.path) != entity.path:
        return  # two entities claim the characters: a span stands for the one that was resolved
    node = sheet.span(mention.span)
    sheet.type(node, KG.Mention)
    sheet.add(node, KG.refersTo, sheet.iris.entity(entity.path))
    sheet.add(node, KG.mentionForm, VALUES["MentionForm"][mention.form])
    sheet.add(node, KG.confidence, sheet.score(mention.confidence))
    sheet.add(node, KG.rule, sheet.string(mention.rule))


def _write_link(sheet: Sheet, entity: Entity, link: IdentityLink, *, run: str) -> None:
    target = safe_iri(link.target)
    if target is None:
        return
    item = _WIKIDATA_ITEM.fullmatch(target)
    own = target.removeprefix(sheet.iris.base).replace("/", ".") if target.startswith(sheet.iris.base) else ""
    # A second article may be surer of the same link than the first: each score is a link of its own.
    score = f"{round(100 * link.confidence)}"
    node = sheet.iris.beside("link", entity.path, item[1] if item else own or slug(target), score)
    subject = sheet.iris.entity(entity.path)
    sheet.type(node, KG.IdentityLink)
    sheet.add(node, KG.identityOf, subject)
    sheet.add(node, KG.target, target)
    sheet.add(node, KG.method, sheet.string(link.method))
    sheet.add(node, KG.confidence, sheet.score(link.confidence))
    sheet.add(node, PROV.wasGeneratedBy, run)
    if link.accepted:
        sheet.add(subject, SCHEMA.sameAs, target)


def affiliation_node(sheet: Sheet, affiliation: Affiliation) -> str | None:
    """The affiliation's node; None when it has neither organization nor country, nor an agent."""
    bodies = _bodies(sheet, affiliation)
    if not bodies or sheet.entity(affiliation.holder, *AGENTS) is None:
        return None
    names = [slug(affiliation.title), *(path.rpartition("/")[2] for path in bodies)]
    names += ["former"] if affiliation.former else []
    return sheet.iris.beside("affiliation", affiliation.holder, *names)


def _bodies(sheet: Sheet, affiliation: Affiliation) -> tuple[str, ...]:
    """The paths of the affiliation's organization and country, those of the right kind."""
    body, country = affiliation.organization, affiliation.country
    found = [body] if body and sheet.entity(body, *_BODIES) else []
    found += [country] if country and sheet.entity(country, EntityKind.COUNTRY) else []
    return tuple(found)


def _write_affiliation(sheet: Sheet, affiliation: Affiliation) -> None:
    node = affiliation_node(sheet, affiliation)
    title = sheet.words(affiliation.title)
    if node is None:
        person = sheet.entity(affiliation.holder, EntityKind.PERSON)
        if person is not None and not affiliation.former:
            sheet.add(person, SCHEMA.jobTitle, title)
        return
    sheet.type(node, KG.Affiliation)
    sheet.add(node, ORG.member, sheet.iris.entity(affiliation.holder))
    sheet.add(node, KG.roleTitle, title)
    for path in _bodies(sheet, affiliation):
        predicate = KG.country if path.startswith("country/") else ORG.organization
        sheet.add(node, predicate, sheet.iris.entity(path))
    if affiliation.former:
        sheet.add(node, KG.former, Literal("true", XSD.boolean))
    if sheet.content.day is not None:
        sheet.add(node, KG.attestedOn, sheet.day(sheet.content.day))
    sheet.spans(node, KG.evidenceSpan, affiliation.spans)
