"""Entities of an article from marked mentions: no model, only text and offsets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities import resolve_entities
from kg.lexicons import load
from kg.model import (
    Credit,
    EntityKind,
    Mention,
    MentionForm,
    Names,
    Role,
)
from tests.marked_articles import (
    COUNTRY,
    ORGANIZATION,
    PERSON,
    PLACE,
    article,
    entity,
    find,
    name,
    pronoun,
    resolve,
    said,
    who,
)


def test_a_surname_goes_to_the_person_named_in_full() -> None:
    text = "Anna Lind spoke. Lind left."
    resolved = resolve(text, name(text, "Anna Lind", PERSON), name(text, "Lind", PERSON, 2))
    assert [e.label for e in resolved.entities] == ["Anna Lind"]


def test_a_given_name_that_comes_first_in_the_name_goes_to_its_bearer() -> None:
    text = "Wei Fang spoke. Wei left."
    resolved = resolve(text, name(text, "Wei Fang", PERSON), name(text, "Wei", PERSON, 2))
    assert len(resolved.entities) == 1


def test_of_two_bearers_of_a_surname_the_last_named_one_is_meant() -> None:
    text = "Anna Lind spoke. Karl Lind left. Lind returned."
    resolved = resolve(
        text, name(text, "Anna Lind", PERSON), name(text, "Karl Lind", PERSON), name(text, "Lind", PERSON, 3)
    )
    assert who(resolved, find(text, "Lind", 3)) == "Karl Lind"


def test_an_initial_and_a_shorter_full_name_go_to_the_full_name() -> None:
    text = "Anna Maria Lind met Anna Berg. A. Lind spoke. Anna Maria left."
    parts = ("Anna Maria Lind", "Anna Berg", "A. Lind")
    mentions = [name(text, part, PERSON) for part in parts]
    resolved = resolve(text, *mentions, name(text, "Anna Maria", PERSON, 2))
    assert {e.label: len(e.mentions) for e in resolved.entities} == {"Anna Maria Lind": 3, "Anna Berg": 1}


def test_an_acronym_in_brackets_is_the_body_before_it() -> None:
    text = "The Harbour Pilots Guild (HAPG) met. HAPG agreed."
    resolved = resolve(
        text,
        name(text, "Harbour Pilots Guild", ORGANIZATION),
        name(text, "HAPG", ORGANIZATION),
        name(text, "HAPG", ORGANIZATION, 2),
    )
    assert [(e.label, e.alt_labels) for e in resolved.entities] == [("Harbour Pilots Guild", ("HAPG",))]


def test_letters_are_those_of_the_words_that_the_article_prints() -> None:
    text = "The London Stock Exchange met. The LSE agreed."
    resolved = resolve(
        text, name(text, "London Stock Exchange", ORGANIZATION), name(text, "LSE", ORGANIZATION, key="lse")
    )
    assert [(e.label, len(e.mentions)) for e in resolved.entities] == [("London Stock Exchange", 2)]


def test_an_acronym_of_two_bodies_is_neither() -> None:
    text = "Harbour Pilots Guild and Highland Potters Group met HPG."
    resolved = resolve(
        text,
        name(text, "Harbour Pilots Guild", ORGANIZATION),
        name(text, "Highland Potters Group", ORGANIZATION),
        name(text, "HPG", ORGANIZATION),
    )
    assert len(resolved.entities) == 3


@pytest.mark.parametrize(
    ("bodies", "short", "number"),
    [
        pytest.param(["Northern Fisheries Council"], "Fisheries Council", 1, id="its end"),
        pytest.param(["Guild of Harbour Pilots"], "Harbour Pilots", 1, id="behind of"),
        pytest.param(
            ["Northern Fisheries Council", "Coastal Fisheries Council"], "Council", 3, id="two have it"
        ),
    ],
)
def test_the_end_of_one_bodys_name_is_that_body(bodies: list[str], short: str, number: int) -> None:
    text = f"The {' and the '.join(bodies)} met. Later the {short} agreed."
    mentions = [name(text, body, ORGANIZATION) for body in bodies]
    resolved = resolve(text, *mentions, name(text, short, ORGANIZATION, len(bodies) + 1))
    assert len(resolved.entities) == number


def test_the_newspaper_is_the_body_called_so() -> None:
    text = "The newspaper Nordby Posten praised Kystradio. Rain fell, the newspaper said."
    mentions = [name(text, "Nordby Posten", ORGANIZATION), name(text, "Kystradio", ORGANIZATION)]
    resolved = resolve(text, *mentions, statements=(said(text, "the newspaper"),))
    assert who(resolved, find(text, "the newspaper")) == "Nordby Posten"


def test_the_ministry_is_the_one_with_the_noun_in_its_name() -> None:
    text = "The Ministry of Ports wrote to Kystradio. Rain fell, the ministry said."
    mentions = [name(text, "Ministry of Ports", ORGANIZATION), name(text, "Kystradio", ORGANIZATION)]
    resolved = resolve(text, *mentions, statements=(said(text, "the ministry"),))
    assert who(resolved, find(text, "the ministry")) == "Ministry of Ports"


def test_a_team_of_a_city_is_not_its_university() -> None:
    text = "The University of Nordby congratulated Nordby."
    team = replace(name(text, "Nordby", ORGANIZATION, 2), rule="team")
    assert len(resolve(text, name(text, "University of Nordby", ORGANIZATION), team).entities) == 2


def test_an_adjective_and_a_name_of_a_country_are_one_country() -> None:
    text = "Norwegian ships left Norway."
    adjective = Mention(find(text, "Norwegian"), COUNTRY, MentionForm.ADJECTIVE, "NO")
    resolved = resolve(text, adjective, name(text, "Norway", COUNTRY, key="NO"))
    assert [(e.path, e.code, len(e.mentions)) for e in resolved.entities] == [("country/NO", "NO", 2)]


def test_a_title_with_a_country_leads_to_its_holder() -> None:
    text = "Norwegian President Anna Lind spoke. The Norwegian president left."
    first = Mention(find(text, "Norwegian"), COUNTRY, MentionForm.ADJECTIVE, "NO")
    second = Mention(find(text, "Norwegian", 2), COUNTRY, MentionForm.ADJECTIVE, "NO")
    resolved = resolve(
        text,
        first,
        second,
        name(text, "Anna Lind", PERSON),
        statements=(said(text, "The Norwegian president"),),
        roles=(Role(find(text, "Anna Lind"), find(text, "President"), None, first.span),),
    )
    assert who(resolved, find(text, "The Norwegian president")) == "Anna Lind"


def test_a_title_of_another_country_does_not() -> None:
    text = "Norwegian President Anna Lind met the Swedish president."
    norway = Mention(find(text, "Norwegian"), COUNTRY, MentionForm.ADJECTIVE, "NO")
    sweden = Mention(find(text, "Swedish"), COUNTRY, MentionForm.ADJECTIVE, "SE")
    resolved = resolve(
        text,
        norway,
        sweden,
        name(text, "Anna Lind", PERSON),
        statements=(said(text, "the Swedish president"),),
        roles=(Role(find(text, "Anna Lind"), find(text, "President"), None, norway.span),),
    )
    assert resolved.at[find(text, "the Swedish president")] == "source/swedish-president"


def test_a_capital_that_speaks_is_its_country_and_elsewhere_a_place() -> None:
    text = "Moscow said so. He flew to Moscow."
    resolved = resolve(
        text,
        name(text, "Moscow", PLACE, key="Moscow"),
        name(text, "Moscow", PLACE, 2, key="Moscow"),
        statements=(said(text, "Moscow"),),
    )
    assert (resolved.at[find(text, "Moscow")], resolved.at[find(text, "Moscow", 2)]) == (
        "country/RU",
        "place/moscow",
    )
    assert [m.rule for m in entity(resolved, "country/RU").mentions] == ["seat"]


def test_the_publisher_is_an_entity_without_a_mention() -> None:
    known = replace(article("Rain fell."), outlet=Credit("Harbour Post"))
    resolved = resolve_entities(known, Names(), (), load())
    assert (resolved.publisher, [e.kind for e in resolved.entities]) == (
        "organization/harbour-post",
        [EntityKind.OUTLET],
    )


def test_a_title_given_twice_is_one_affiliation() -> None:
    text = "Minister Anna Lind spoke. Minister Lind left Norway."
    norway = name(text, "Norway", COUNTRY, key="NO")
    resolved = resolve(
        text,
        name(text, "Anna Lind", PERSON),
        name(text, "Lind", PERSON, 2),
        norway,
        roles=(
            Role(find(text, "Anna Lind"), find(text, "Minister"), None, norway.span),
            Role(find(text, "Lind", 2), find(text, "Minister", 2)),
        ),
    )
    assert [(a.title, a.country, len(a.spans)) for a in resolved.affiliations] == [
        ("Minister", "country/NO", 2)
    ]


TEXT = "Anna Lind met Karl Berg. She spoke. The Harbour Pilots Guild (HPG) left Norway. Lind and HPG agreed."
MENTIONS = (
    name(TEXT, "Anna Lind", PERSON),
    name(TEXT, "Karl Berg", PERSON),
    pronoun(TEXT, "She"),
    name(TEXT, "Harbour Pilots Guild", ORGANIZATION),
    name(TEXT, "HPG", ORGANIZATION),
    name(TEXT, "Norway", COUNTRY, key="NO"),
    name(TEXT, "Lind", PERSON, 2),
    name(TEXT, "HPG", ORGANIZATION, 2),
)


@given(st.permutations(MENTIONS))
def test_any_order_of_mentions_gives_the_same_entities(mentions: list[Mention]) -> None:
    assert resolve(TEXT, *mentions) == resolve(TEXT, *MENTIONS)


@pytest.mark.parametrize("agent", ["Anna Lind", "a person who asked not to be named", "It", "…"])
def test_every_source_leads_to_an_entity(agent: str) -> None:
    text = f"{agent} said so."
    resolved = resolve(text, statements=(said(text, agent),))
    assert find(text, agent) in resolved.at


def test_an_unlinked_person_of_another_article_is_another_node() -> None:
    first, second = (
        resolve(text, name(text, "Anna Lind", PERSON)) for text in ("Anna Lind left.", "Anna Lind came.")
    )
    assert {e.path for e in first.entities}.isdisjoint(e.path for e in second.entities)


def test_an_unlinked_person_has_the_path_of_the_full_name_as_a_candidate() -> None:
    full, single = (
        resolve(f"{label} left.", name(f"{label} left.", label, PERSON)).entities[0].name_path
        for label in ("Anna Lind", "Lind")
    )
    assert (full, single) == ("person/anna-lind", None)


def test_an_unlinked_body_with_a_full_name_is_one_node_in_all_articles() -> None:
    paths = {
        resolve(text, name(text, "Harbour Pilots Guild", ORGANIZATION)).entities[0].path
        for text in ("Harbour Pilots Guild met.", "Harbour Pilots Guild left.")
    }
    assert paths == {"organization/harbour-pilots-guild"}


@given(st.permutations(["Anna Lind", "Vera Holm", "Ruth Falk"]))
def test_renaming_a_person_changes_nothing_but_the_name(names: list[str]) -> None:
    old, new = names[0], names[1]
    text = f"{old} met Karl Berg. {old.split()[1]} spoke for Norway."
    other = f"{new} met Karl Berg. {new.split()[1]} spoke for Norway."

    def shape(text: str, full: str) -> list[tuple[EntityKind, int, bool]]:
        resolved = resolve(
            text,
            name(text, full, PERSON),
            name(text, "Karl Berg", PERSON),
            name(text, full.split()[1], PERSON, 2),
            name(text, "Norway", COUNTRY, key="NO"),
        )
        return sorted((e.kind, len(e.mentions), e.label == full) for e in resolved.entities)

    assert shape(text, old) == shape(other, new)


def test_a_company_does_not_take_the_identifier_of_its_platform() -> None:
    text = "Facebook said so. He wrote on Facebook."
    resolved = resolve(
        text,
        name(text, "Facebook", ORGANIZATION, key="facebook"),
        name(text, "Facebook", EntityKind.PLATFORM, 2, key="facebook"),
    )
    accepted = {e.kind: [link.accepted for link in e.links] for e in resolved.entities}
    assert accepted == {ORGANIZATION: [False], EntityKind.PLATFORM: [True]}


def test_a_surname_without_its_arabic_article_goes_to_the_bearer() -> None:
    text = "Karim al-Lind spoke. Lind left."
    resolved = resolve(text, name(text, "Karim al-Lind", PERSON), name(text, "Lind", PERSON, 2))
    assert len(resolved.entities) == 1


def test_of_two_bearers_in_a_clause_its_subject_is_meant() -> None:
    text = "Anna Lind, daughter of Karl Lind, voted. Lind left."
    anna, karl = name(text, "Anna Lind", PERSON), name(text, "Karl Lind", PERSON)
    surname = name(text, "Lind", PERSON, 3)
    resolved = resolve(text, anna, karl, surname, subjects=frozenset({anna.span, surname.span}))
    assert who(resolved, surname.span) == "Anna Lind"


def test_a_station_is_not_the_club_of_its_town() -> None:
    text = "Radio Nordby reported. Nordby agreed."
    marks = (name(text, "Radio Nordby", EntityKind.OUTLET), name(text, "Nordby", ORGANIZATION, 2))
    resolved = resolve(text, *marks)
    assert who(resolved, find(text, "Nordby", 2)) == "Nordby"
