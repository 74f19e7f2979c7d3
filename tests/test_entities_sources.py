"""For whom pronouns and descriptions stand, in articles with marked mentions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import (
    EntityKind,
    Mention,
    MentionForm,
    Role,
)
from tests.marked_articles import (
    COUNTRY,
    ORGANIZATION,
    PERSON,
    entity,
    find,
    name,
    resolve,
    said,
    who,
)


def test_a_spokesperson_for_somebody_is_not_that_somebody() -> None:
    text = "A spokesperson for Anna Lind declined."
    source = "A spokesperson for Anna Lind"
    resolved = resolve(text, name(text, "Anna Lind", PERSON), statements=(said(text, source),))
    spokesperson = entity(resolved, resolved.at[find(text, source)])
    assert spokesperson.kind is EntityKind.UNNAMED_SOURCE
    assert spokesperson.acts_for == resolved.at[find(text, "Anna Lind")]


def test_an_official_of_a_country_acts_for_it() -> None:
    text = "Senior Norwegian officials agreed."
    adjective = Mention(find(text, "Norwegian"), COUNTRY, MentionForm.ADJECTIVE, "NO")
    resolved = resolve(text, adjective, statements=(said(text, "Senior Norwegian officials"),))
    assert entity(resolved, "source/senior-norwegian-officials").acts_for == "country/NO"


def test_the_same_description_is_the_same_unnamed_source() -> None:
    text = "A dock worker spoke. The dock worker left. The worker slept."
    agents = ("A dock worker", "The dock worker", "The worker")
    resolved = resolve(text, statements=tuple(said(text, agent) for agent in agents))
    assert [e.path for e in resolved.entities] == ["source/dock-worker"]


def test_one_official_and_several_officials_are_two_sources() -> None:
    text = "An official spoke. Officials agreed."
    resolved = resolve(text, statements=(said(text, "An official"), said(text, "Officials")))
    assert [e.path for e in resolved.entities] == ["source/official", "source/officials"]


def test_an_apposition_before_a_name_leads_to_the_name() -> None:
    text = "State broadcaster Nordkanal reported."
    resolved = resolve(
        text,
        name(text, "Nordkanal", ORGANIZATION),
        statements=(said(text, "State broadcaster Nordkanal"),),
    )
    assert resolved.at[find(text, "State broadcaster Nordkanal")] == "organization/nordkanal"


def test_behind_a_long_body_and_a_title_speaks_the_holder() -> None:
    text = "Chamber of Shipping president Eva Lind agreed."
    source = said(text, "Chamber of Shipping president Eva Lind")
    resolved = resolve(text, name(text, "Eva Lind", PERSON), statements=(source,))
    assert who(resolved, find(text, "Chamber of Shipping president Eva Lind")) == "Eva Lind"


def test_two_titles_before_a_name_are_held_by_one() -> None:
    text = "Nordkraft founder and chief executive Eva Lind agreed."
    source = "Nordkraft founder and chief executive Eva Lind"
    resolved = resolve(text, name(text, "Eva Lind", PERSON), statements=(said(text, source),))
    assert who(resolved, find(text, source)) == "Eva Lind"


def test_two_titles_in_a_named_body_are_held_by_one() -> None:
    text = "Nordkraft founder and chief executive Eva Lind agreed."
    source = "Nordkraft founder and chief executive Eva Lind"
    marks = (name(text, "Nordkraft", ORGANIZATION), name(text, "Eva Lind", PERSON))
    resolved = resolve(text, *marks, statements=(said(text, source),))
    assert who(resolved, find(text, source)) == "Eva Lind"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Farmers' union, the NFB,", "NFB"),
        ("The ministers, the NFB,", "ministers"),
    ],
)
def test_a_body_may_be_apposed_with_its_article(source: str, expected: str) -> None:
    text = f"{source} agreed."
    phrase = source.rstrip(",")
    marks = (name(text, "NFB", ORGANIZATION),)
    resolved = resolve(text, *marks, statements=(said(text, phrase),))
    assert who(resolved, find(text, phrase)).startswith(expected)


def test_and_inside_a_name_joins_nobody() -> None:
    text = "Lind and Berg's Eva Holm said no."
    marks = (name(text, "Lind and Berg", ORGANIZATION), name(text, "Eva Holm", PERSON))
    source = "Lind and Berg's Eva Holm"
    resolved = resolve(text, *marks, statements=(said(text, source),))
    assert who(resolved, find(text, source)) == "Eva Holm"


def test_two_people_with_titles_are_two() -> None:
    text = "Founder Karl Berg and director Eva Lind agreed."
    source = "Founder Karl Berg and director Eva Lind"
    people = (name(text, "Karl Berg", PERSON), name(text, "Eva Lind", PERSON))
    assert who(resolve(text, *people, statements=(said(text, source),)), find(text, source)) == (
        "Founder Karl Berg and director Eva Lind"
    )


@pytest.mark.parametrize(
    "source", ["A report earlier this week from Nordmeter", "The poll carried out by Nordmeter"]
)
def test_what_is_told_of_a_report_is_not_its_noun(source: str) -> None:
    text = f"{source} says so."
    resolved = resolve(text, name(text, "Nordmeter", ORGANIZATION), statements=(said(text, source),))
    assert resolved.at[find(text, source)] == "organization/nordmeter"


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("A memo by Nordmeter", True),
        ("A study at Nordmeter", True),
        ("A Nordmeter memo", True),
        ("A survey conducted by Nordmeter", True),
        ("A memo seen by Nordmeter", False),
        ("An internal memo obtained by Nordmeter", False),
        ("Documents reviewed by Nordmeter", False),
        ("A letter to Nordmeter", False),
        ("A report about Nordmeter", False),
        ("A report on Nordmeter", False),
        ("A study of Nordmeter workers", False),
    ],
)
def test_a_paper_speaks_for_the_body_that_wrote_it(source: str, *, own: bool) -> None:
    text = f"{source} says so."
    resolved = resolve(text, name(text, "Nordmeter", ORGANIZATION), statements=(said(text, source),))
    assert (resolved.at[find(text, source)] == "organization/nordmeter") is own


@pytest.mark.parametrize(
    ("source", "own"), [("An article in Nordkanal", True), ("A report on Nordkanal", False)]
)
def test_an_article_in_an_outlet_is_the_outlets(source: str, *, own: bool) -> None:
    text = f"{source} says so."
    resolved = resolve(text, name(text, "Nordkanal", EntityKind.OUTLET), statements=(said(text, source),))
    assert (resolved.at[find(text, source)] == "organization/nordkanal") is own


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nordkraft grew. Nordkraft hired. Sundbolt left. The company agreed.", "Nordkraft"),
        ("Nordkraft grew. Sundbolt left. The company agreed.", "company"),
        ("Nord University grew. Nord University hired. The company agreed.", "company"),
    ],
)
def test_the_company_is_the_one_that_the_article_is_about(text: str, expected: str) -> None:
    names = [
        name(text, body, ORGANIZATION, number + 1)
        for body in ("Nordkraft", "Sundbolt", "Nord University")
        for number in range(text.count(body))
    ]
    assert (
        who(resolve(text, *names, statements=(said(text, "The company"),)), find(text, "The company"))
        == expected
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("General secretary of the dockers' union Eva Lind", "Eva Lind"),
        ("Shadow spokesman for sport Eva Lind", "Eva Lind"),
        ("The chairman of the committee, Labour MP Eva Lind", "Eva Lind"),
        ("Lawyer for actor Eva Lind", "Lawyer for actor Eva Lind"),
        ("Wings of the Nord director Eva Lind", "Eva Lind"),
        ("Supporters of Nordby director Eva Lind", "Supporters of Nordby director Eva Lind"),
        ("A spokesman for sport Eva Lind", "spokesman for sport Eva Lind"),
    ],
)
def test_a_long_title_without_an_article_leads_to_the_name(source: str, expected: str) -> None:
    text = f"{source} agreed."
    resolved = resolve(text, name(text, "Eva Lind", PERSON), statements=(said(text, source),))
    assert who(resolved, find(text, source)) == expected


def test_which_is_no_person() -> None:
    text = "A note to Eva Lind which said so."
    resolved = resolve(text, name(text, "Eva Lind", PERSON), statements=(said(text, "which"),))
    assert who(resolved, find(text, "which")) != "Eva Lind"


def test_relatives_of_a_holder_are_not_the_holder() -> None:
    text = "Relatives of president Eva Lind agreed."
    source = said(text, "Relatives of president Eva Lind")
    resolved = resolve(text, name(text, "Eva Lind", PERSON), statements=(source,))
    assert who(resolved, find(text, "Relatives of president Eva Lind")) != "Eva Lind"


@pytest.mark.parametrize(
    ("description", "named"),
    [
        ("President of the Federated Farmers Eva Lind", True),
        ("Spokesman for president Eva Lind", False),
        ("President of farmer Eva Lind", False),
    ],
)
def test_several_people_before_a_name_are_no_title_of_hers(description: str, *, named: bool) -> None:
    text = f"{description} agreed."
    resolved = resolve(text, name(text, "Eva Lind", PERSON), statements=(said(text, description),))
    assert (who(resolved, find(text, description)) == "Eva Lind") is named


@pytest.mark.parametrize(
    ("title", "description", "same"),
    [
        ("Home Secretary", "The secretary", True),
        ("Home Secretary", "The home secretary", True),
        ("Home Secretary", "The foreign secretary", False),
        ("Shadow Chancellor", "The chancellor", False),
        ("Shadow Chancellor", "The shadow chancellor", True),
        ("shadow secretary for the family", "The constitutional affairs secretary", False),
        ("secretary for the family", "The secretary", True),
        ("Shadow Secretary", "The fisheries secretary", False),
        ("Deputy Prime Minister", "The prime minister", False),
    ],
)
def test_a_description_is_the_holder_of_that_title_only(title: str, description: str, *, same: bool) -> None:
    text = f"{title} Eva Lind spoke. {description} agreed."
    source = said(text, description)
    role = Role(find(text, "Eva Lind"), find(text, title))
    resolved = resolve(text, name(text, "Eva Lind", PERSON), roles=(role,), statements=(source,))
    assert (who(resolved, find(text, description)) == "Eva Lind") is same


def test_a_survey_by_a_body_speaks_for_the_body() -> None:
    text = "A survey by Nordmeter says so."
    resolved = resolve(
        text, name(text, "Nordmeter", ORGANIZATION), statements=(said(text, "A survey by Nordmeter"),)
    )
    assert resolved.at[find(text, "A survey by Nordmeter")] == "organization/nordmeter"


def test_the_official_is_the_one_just_introduced_without_a_name() -> None:
    text = "One official left. The official said rain fell. Nordby official Anna Lind slept."
    role = Role(find(text, "Anna Lind"), find(text, "official", 3))
    resolved = resolve(
        text,
        name(text, "Anna Lind", PERSON),
        statements=(said(text, "The official"),),
        roles=(role,),
    )
    assert who(resolved, find(text, "The official")) == "official"


def test_whom_a_description_names_first_is_its_bearer() -> None:
    text = "Her son, Peter Lind, who heads the firm, Lind Holdings, said no."
    agent = "Her son, Peter Lind, who heads the firm, Lind Holdings"
    resolved = resolve(
        text,
        name(text, "Peter Lind", PERSON),
        name(text, "Lind Holdings", ORGANIZATION),
        statements=(said(text, agent),),
    )
    assert who(resolved, find(text, agent)) == "Peter Lind"


@pytest.mark.parametrize(
    ("phrase", "label"),
    [
        ("The Nordby news agency", "Nordby"),
        ("The Nordby news editor", "Nordby news editor"),
    ],
)
def test_an_outlet_with_a_noun_for_it_is_the_outlet(phrase: str, label: str) -> None:
    text = f"{phrase} said rain fell."
    resolved = resolve(text, name(text, "Nordby", EntityKind.OUTLET), statements=(said(text, phrase),))
    assert who(resolved, find(text, phrase)) == label


def test_a_comment_on_somebody_is_no_part_of_the_label() -> None:
    text = "An aide at Nordby Hospital, speaking on television, said so. A nurse, who left early, agreed."
    aide = "An aide at Nordby Hospital, speaking on television"
    nurse = "A nurse, who left early"
    resolved = resolve(text, statements=(said(text, aide), said(text, nurse)))
    assert who(resolved, find(text, aide)) == "aide at Nordby Hospital"
    assert who(resolved, find(text, nurse)) == "nurse"


def test_what_an_agency_is_does_not_hide_its_name() -> None:
    text = "The semi-official Tasnim news agency said so. A rival of the paper said no."
    tasnim = name(text, "Tasnim", EntityKind.OUTLET)
    resolved = resolve(text, tasnim, statements=(said(text, "The semi-official Tasnim news agency"),))
    assert who(resolved, find(text, "The semi-official Tasnim news agency")) == "Tasnim"


def test_the_rival_of_an_agency_is_not_the_agency() -> None:
    text = "Tasnim's rival agency said so."
    tasnim = name(text, "Tasnim", EntityKind.OUTLET)
    resolved = resolve(text, tasnim, statements=(said(text, "Tasnim's rival agency"),))
    assert who(resolved, find(text, "Tasnim's rival agency")) != "Tasnim"


def test_the_only_registered_company_is_the_company() -> None:
    text = "Riverline Ltd. runs the ferry. The company said so."
    riverline = name(text, "Riverline Ltd.", ORGANIZATION)
    resolved = resolve(text, riverline, statements=(said(text, "The company"),))
    assert who(resolved, find(text, "The company")) == "Riverline Ltd."


def test_of_two_registered_companies_neither_is_meant() -> None:
    text = "Riverline Ltd. sued Nordship Inc. over it. The company said so."
    bodies = (name(text, "Riverline Ltd.", ORGANIZATION), name(text, "Nordship Inc.", ORGANIZATION))
    resolved = resolve(text, *bodies, statements=(said(text, "The company"),))
    assert who(resolved, find(text, "The company")) == "company"


def test_a_programme_and_a_website_speak_for_those_whose_they_are() -> None:
    text = "Tom Lind told the BBC's Harbour Today programme so. Nordship's website said so."
    bodies = (name(text, "BBC", EntityKind.OUTLET), name(text, "Nordship", ORGANIZATION))
    told = replace(said(text, "Tom Lind"), addressees=(find(text, "the BBC's Harbour Today programme"),))
    resolved = resolve(
        text, name(text, "Tom Lind", PERSON), *bodies, statements=(told, said(text, "Nordship's website"))
    )
    assert who(resolved, find(text, "the BBC's Harbour Today programme")) == "BBC"
    assert who(resolved, find(text, "Nordship's website")) == "Nordship"


def test_the_host_of_an_outlet_is_not_the_outlet() -> None:
    text = "The BBC's director said so."
    resolved = resolve(
        text, name(text, "BBC", EntityKind.OUTLET), statements=(said(text, "The BBC's director"),)
    )
    assert who(resolved, find(text, "The BBC's director")) != "BBC"


def test_a_name_that_holds_the_head_noun_is_who_speaks() -> None:
    text = "The Nurses, Midwives and Carers Union (NMCU) said so."
    union = name(text, "Nurses, Midwives and Carers Union", ORGANIZATION)
    phrase = "The Nurses, Midwives and Carers Union (NMCU)"
    resolved = resolve(text, union, statements=(said(text, phrase),))
    assert who(resolved, find(text, phrase)) == "Nurses, Midwives and Carers Union"


def test_researchers_of_a_university_are_not_the_university() -> None:
    text = "University of Nordby researchers said so."
    nordby = name(text, "University of Nordby", ORGANIZATION)
    resolved = resolve(text, nordby, statements=(said(text, "University of Nordby researchers"),))
    assert who(resolved, find(text, "University of Nordby researchers")) == "University of Nordby researchers"


@pytest.mark.parametrize(
    ("phrase", "label"),
    [
        ("Berg, Lind and Nordship (NS)", "Berg, Lind and Nordship (NS)"),
        ("Berg, Senator Lind, and the Nordship", "Berg, Senator Lind, and the Nordship"),
        ("Berg, president and founder of Nordship", "Berg"),
        ("Berg, friend of Lind and chief of Nordship", "Berg"),
    ],
)
def test_names_in_a_list_speak_together(phrase: str, label: str) -> None:
    text = f"{phrase}, said so."
    people = [name(text, surname, PERSON) for surname in ("Berg", "Lind") if surname in text]
    resolved = resolve(text, *people, name(text, "Nordship", ORGANIZATION), statements=(said(text, phrase),))
    assert who(resolved, find(text, phrase)) == label


@pytest.mark.parametrize(
    ("phrase", "named"),
    [
        ("Eva Berg and Tom Lind", ["Eva Berg", "Tom Lind"]),
        ("Eva Berg, Senator Tom Lind and Nordship (NS)", ["Eva Berg", "Tom Lind", "Nordship"]),
        ("Eva Berg and her lawyer", ["Eva Berg"]),
        ("Two nurses and Eva Berg", ["Eva Berg"]),
        ("Nordship and Eva Berg's lawyers", []),
        ("Nordship and Riverline officials", []),
        ("doctors and nurses", []),
    ],
)
def test_whom_the_text_names_is_a_member_of_several_who_speak(phrase: str, named: list[str]) -> None:
    text = f"{phrase} said so."
    people = [name(text, one, PERSON) for one in ("Eva Berg", "Tom Lind") if one in text]
    bodies = [name(text, one, ORGANIZATION) for one in ("Nordship", "Riverline") if one in text]
    resolved = resolve(text, *people, *bodies, statements=(said(text, phrase),))
    several = entity(resolved, resolved.at[find(text, phrase)])
    assert [entity(resolved, member).label for member in several.members] == named


def test_members_are_found_whatever_blanks_stand_between() -> None:
    phrase = "Eva Berg  and\n Tom Lind"
    text = f"{phrase} said so."
    people = (name(text, "Eva Berg", PERSON), name(text, "Tom Lind", PERSON))
    resolved = resolve(text, *people, statements=(said(text, phrase),))
    assert len(entity(resolved, resolved.at[find(text, phrase)]).members) == 2


def test_a_programme_called_by_its_name_speaks_for_its_outlet() -> None:
    text = "Tom Lind told Radio Nordby's Today programme so."
    phrase = "Radio Nordby's Today programme"
    told = replace(said(text, "Tom Lind"), addressees=(find(text, phrase),))
    people = (name(text, "Tom Lind", PERSON), name(text, "Radio Nordby's Today", EntityKind.OUTLET))
    resolved = resolve(text, *people, statements=(told,))
    assert who(resolved, find(text, phrase)) == "Radio Nordby's Today"


@pytest.mark.parametrize(("title", "held"), [("mother", []), ("nurse", ["nurse"])])
def test_a_circumstance_is_no_title_that_somebody_holds(title: str, held: list[str]) -> None:
    text = f"The {title} Eva Lind said so."
    role = Role(find(text, "Eva Lind"), find(text, title))
    resolved = resolve(text, name(text, "Eva Lind", PERSON), roles=frozenset({role}))
    assert [one.title for one in resolved.affiliations] == held
