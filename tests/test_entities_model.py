"""Names and entities of a whole invented article, read by the real model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.entities import resolve_entities
from kg.extractors import find_names
from kg.extractors.statements import find_statements
from kg.lexicons import load
from kg.model import EntityKind, Resolved
from kg.read import Defaults, article_from_text

if TYPE_CHECKING:
    from kg.parse import Parser

pytestmark = pytest.mark.model

TEXT = """Harbour Talks Resume In Oslo

Norwegian Prime Minister Ingrid Solberg said on Monday that the ferry line would reopen in May.

The prime minister told Reuters that Norway and Sweden had agreed on the costs. "I am relieved," she said.

Erik Dahl, a researcher at the Institute of Ports, Ships and Fisheries Studies at the University of Bergen, \
called the plan late. Dahl said he expected delays.

A spokesperson for Solberg said the costs were fixed, Reuters reported.
"""


@pytest.fixture(scope="module")
def resolved(parser: Parser) -> Resolved:
    article = article_from_text(TEXT, "a.txt", Defaults(published=date(2025, 3, 18)))
    doc = parser.parse(article)
    names = find_names(doc, article, load())
    return resolve_entities(article, names, find_statements(doc, article, names), load())


def test_each_person_is_one_entity(resolved: Resolved) -> None:
    people = {e.label for e in resolved.entities if e.kind is EntityKind.PERSON}
    assert people == {"Ingrid Solberg", "Erik Dahl"}


def test_countries_carry_their_codes(resolved: Resolved) -> None:
    assert {e.code for e in resolved.entities if e.kind is EntityKind.COUNTRY} == {"NO", "SE"}


def test_the_institute_is_whole_and_part_of_the_university(resolved: Resolved) -> None:
    by_path = {e.path: e for e in resolved.entities}
    institute = next(e for e in resolved.entities if e.label.startswith("Institute"))
    assert institute.label == "Institute of Ports, Ships and Fisheries Studies"
    assert institute.parent is not None
    assert by_path[institute.parent].label == "University of Bergen"


def test_pronouns_descriptions_and_titles_lead_to_their_person(resolved: Resolved) -> None:
    solberg = next(e for e in resolved.entities if e.label == "Ingrid Solberg")
    texts = [m.span.of(TEXT) for m in solberg.mentions]
    assert {"The prime minister", "I", "she"} <= set(texts)


def test_roles_are_held_in_country_and_body(resolved: Resolved) -> None:
    labels = {e.path: e.label for e in resolved.entities}
    assert {
        (labels[a.holder], a.title, labels.get(a.organization or ""), labels.get(a.country or ""))
        for a in resolved.affiliations
    } == {
        ("Ingrid Solberg", "Prime Minister", None, "Norway"),
        ("Erik Dahl", "researcher", "Institute of Ports, Ships and Fisheries Studies", None),
    }


def test_the_spokesperson_acts_for_her_and_is_not_her(resolved: Resolved) -> None:
    solberg = next(e for e in resolved.entities if e.label == "Ingrid Solberg")
    source = next(e for e in resolved.entities if e.kind is EntityKind.UNNAMED_SOURCE)
    assert (source.label, source.acts_for) == ("spokesperson for Solberg", solberg.path)


def test_a_prefix_is_no_part_of_the_name_behind_it(parser: Parser) -> None:
    article = article_from_text("The pro-Beijing New People Party's Regina Ip was re-elected.", "a.txt")
    names = find_names(parser.parse(article), article, load())
    assert "New People Party" in {mention.span.of(article.text) for mention in names.mentions}
