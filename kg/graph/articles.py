"""The article, its wording and its metadata as triples."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kg.iris import safe_iri
from kg.model import BlockKind, EntityKind
from kg.vocab import KG, NIF, RDF, SCHEMA

if TYPE_CHECKING:
    from kg.graph.sheet import Sheet
    from kg.model import Credit
    from kg.rdf import Term


def write_article(sheet: Sheet) -> None:
    """Write the article, its text, and what was printed around it."""
    article, node = sheet.content, sheet.article
    sheet.type(node, KG.Article)
    sheet.add(node, SCHEMA.identifier, sheet.string(article.identifier))
    sheet.add(node, SCHEMA.inLanguage, sheet.string(article.language))
    if article.headline:
        sheet.add(node, SCHEMA.headline, sheet.words(article.headline))
    for span in article.spans(BlockKind.DEK):
        sheet.add(node, SCHEMA.alternativeHeadline, sheet.words(span.of(article.text)))
    if isinstance(article.published, datetime):
        sheet.add(node, SCHEMA.datePublished, sheet.moment(article.published))
    elif article.published is not None:
        sheet.add(node, SCHEMA.datePublished, sheet.day(article.published))
    url = safe_iri(article.url) if article.url else None
    if url is not None:
        sheet.add(node, SCHEMA.url, url)
    sheet.add(node, SCHEMA.author, *(_author(sheet, credit) for credit in article.authors))
    _write_images(sheet)
    _write_publisher(sheet)
    _write_text(sheet)


def _author(sheet: Sheet, credit: Credit) -> Term:
    """The person whom the byline names, or the name when the article has no such entity."""
    path = sheet.resolved.at.get(credit.span) if credit.span else None
    if path is None:
        people = (e for e in sheet.resolved.entities if e.kind is EntityKind.PERSON)
        path = next((e.path for e in people if e.label == credit.name), None)
    node = sheet.entity(path, EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.OUTLET) if path else None
    return node or sheet.string(credit.name)


def _write_images(sheet: Sheet) -> None:
    for number, credit in enumerate(sheet.content.photo_credits, start=1):
        image = sheet.iris.image(number)
        sheet.add(sheet.article, SCHEMA.image, image)
        sheet.add(image, RDF.type, SCHEMA.ImageObject)
        sheet.add(image, SCHEMA.creditText, sheet.string(credit.name))


def publisher(sheet: Sheet) -> str | None:
    """The outlet that printed the article, where the resolved entities name it."""
    path = sheet.resolved.publisher
    return sheet.entity(path, EntityKind.OUTLET, EntityKind.ORGANIZATION) if path else None


def _write_publisher(sheet: Sheet) -> None:
    outlet = publisher(sheet)
    if outlet is not None:
        sheet.add(sheet.article, SCHEMA.publisher, outlet)
        # An organization that prints an article is an outlet, whatever it is besides.
        sheet.type(outlet, KG.Outlet)


def _write_text(sheet: Sheet) -> None:
    article, text = sheet.content, sheet.text
    sheet.type(text, KG.Text)
    sheet.add(text, KG.textOf, sheet.article)
    sheet.add(text, KG.sha256, sheet.string(article.sha256))
    sheet.add(text, NIF.beginIndex, sheet.index(0))
    sheet.add(text, NIF.endIndex, sheet.index(len(article.text)))
