"""For whom pronouns and descriptions stand, in articles with marked mentions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import (
    EntityKind,
    Form,
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
    pronoun,
    resolve,
    said,
    who,
)


def test_he_is_no_body_without_a_name() -> None:
    text = "The police said rain fell. He left."
    resolved = resolve(text, pronoun(text, "He"), statements=(said(text, "The police"),))
    assert find(text, "He") not in resolved.at


def test_who_speaks_to_them_is_not_they() -> None:
    text = "Drivers met officials. The officials asked them to stay."
    statement = replace(said(text, "The officials"), addressees=(find(text, "them"),))
    resolved = resolve(text, pronoun(text, "them"), statements=(said(text, "Drivers"), statement))
    assert who(resolved, find(text, "them")) != who(resolved, find(text, "The officials"))


def test_whom_an_order_is_given_does_not_give_it() -> None:
    text = "Nurses at Nordby Hospital asked them to stay."
    content = (find(text, "them to stay"),)
    order = replace(said(text, "Nurses at Nordby Hospital"), form=Form.INDIRECT, content=content)
    order = replace(order, addressees=(find(text, "them"),))
    hospital = name(text, "Nordby Hospital", ORGANIZATION)
    resolved = resolve(text, hospital, pronoun(text, "them"), statements=(order,))
    assert who(resolved, find(text, "them")) != "Nordby Hospital"
    assert who(resolved, find(text, "them")) != who(resolved, find(text, "Nurses at Nordby Hospital"))


def test_they_are_no_platform() -> None:
    text = "Facebook grew. They left."
    facebook = name(text, "Facebook", EntityKind.PLATFORM)
    subjects = frozenset({find(text, "Facebook"), find(text, "They")})
    resolved = resolve(text, facebook, pronoun(text, "They"), subjects=subjects)
    assert find(text, "They") not in resolved.at


def test_whom_he_calls_by_name_is_not_he() -> None:
    text = "Karl Berg spoke. Paul Holm had failed, he added."
    people = (name(text, "Karl Berg", PERSON), name(text, "Paul Holm", PERSON))
    added = replace(said(text, "he"), content=(find(text, "Paul Holm had failed"),))
    subjects = frozenset({find(text, "Karl Berg"), find(text, "Paul Holm")})
    resolved = resolve(text, *people, pronoun(text, "he"), statements=(added,), subjects=subjects)
    assert who(resolved, find(text, "he")) == "Karl Berg"


def test_she_is_the_person_whose_title_tells_her_gender() -> None:
    text = "Anna Lind met Karl Berg. She smiled."
    resolved = resolve(
        text,
        name(text, "Anna Lind", PERSON),
        name(text, "Karl Berg", PERSON),
        pronoun(text, "She"),
        subjects=frozenset({find(text, "Anna Lind")}),
    )
    assert who(resolved, find(text, "She")) == "Anna Lind"


def test_a_gender_once_learned_is_kept() -> None:
    text = "Anna Lind spoke. She left. Karl Berg came. She waved."
    resolved = resolve(
        text,
        name(text, "Anna Lind", PERSON),
        pronoun(text, "She"),
        name(text, "Karl Berg", PERSON),
        pronoun(text, "She", 2),
        roles=(Role(find(text, "Karl Berg"), find(text, "Karl")),),
    )
    assert who(resolved, find(text, "She")) == "Anna Lind"


def test_i_inside_a_quotation_is_its_speaker() -> None:
    text = '"I leave," Anna Lind said.'
    resolved = resolve(
        text,
        pronoun(text, "I"),
        name(text, "Anna Lind", PERSON),
        statements=(said(text, "Anna Lind", quoted="I leave,"),),
    )
    assert who(resolved, find(text, "I")) == "Anna Lind"


def test_he_inside_a_quotation_is_not_its_speaker() -> None:
    text = 'Karl Berg was ill. Anna Lind said "he will rest".'
    resolved = resolve(
        text,
        name(text, "Karl Berg", PERSON),
        name(text, "Anna Lind", PERSON),
        pronoun(text, "he"),
        statements=(said(text, "Anna Lind", quoted="he will rest"),),
        subjects=frozenset({find(text, "Anna Lind")}),
    )
    assert who(resolved, find(text, "he")) == "Karl Berg"


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


def test_it_is_the_unnamed_body_that_has_just_spoken() -> None:
    text = "A newspaper reported delays. It quoted Lind."
    statements = (said(text, "A newspaper"), said(text, "It"))
    resolved = resolve(text, pronoun(text, "It"), statements=statements)
    assert who(resolved, find(text, "It")) == "newspaper"


def test_they_are_the_unnamed_people_who_have_just_spoken() -> None:
    text = "Researchers at Nordby found it. They said so."
    statements = (said(text, "Researchers at Nordby"), said(text, "They"))
    resolved = resolve(text, pronoun(text, "They"), statements=statements)
    assert who(resolved, find(text, "They")) == "Researchers at Nordby"


def test_we_of_a_spokesperson_is_the_body() -> None:
    text = "Nordby Bank spokeswoman Anna Lind said we pay."
    role = Role(find(text, "Anna Lind"), find(text, "spokeswoman"), organization=find(text, "Nordby Bank"))
    resolved = resolve(
        text,
        name(text, "Nordby Bank", ORGANIZATION),
        name(text, "Anna Lind", PERSON),
        pronoun(text, "we"),
        statements=(said(text, "Anna Lind", quoted="we pay"),),
        roles=(role,),
    )
    assert who(resolved, find(text, "we")) == "Nordby Bank"


def test_he_at_the_head_of_indirect_speech_is_the_one_who_speaks() -> None:
    text = "Karl Berg met Karl Berg. Karl Berg waited. Tom Lind told Karl Berg he would help."
    statement = replace(said(text, "Tom Lind"), form=Form.INDIRECT, content=(find(text, "he would help"),))
    resolved = resolve(
        text,
        *(name(text, "Karl Berg", PERSON, k) for k in (1, 2, 3, 4)),
        name(text, "Tom Lind", PERSON),
        pronoun(text, "he"),
        statements=(statement,),
    )
    assert who(resolved, find(text, "he")) == "Tom Lind"


def test_the_object_of_a_clause_is_not_its_subject() -> None:
    text = "Nordby Bank grew. Lind Motors bought it."
    resolved = resolve(
        text,
        name(text, "Nordby Bank", ORGANIZATION),
        name(text, "Lind Motors", ORGANIZATION),
        pronoun(text, "it"),
        subjects=frozenset({find(text, "Nordby Bank"), find(text, "Lind Motors")}),
    )
    assert find(text, "it") not in resolved.at


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


def test_who_spoke_last_speaks_on_though_no_subject() -> None:
    text = "Karl Berg slept. It rained, according to Tom Lind. More will come, he said."
    resolved = resolve(
        text,
        name(text, "Karl Berg", PERSON),
        name(text, "Tom Lind", PERSON),
        pronoun(text, "he"),
        statements=(said(text, "Tom Lind"), said(text, "he")),
        subjects=frozenset({find(text, "Karl Berg"), find(text, "he")}),
    )
    assert who(resolved, find(text, "he")) == "Tom Lind"


def test_the_company_that_spoke_is_it_that_speaks() -> None:
    text = "Riverline Ltd. grew. Ferries sailed. The company said so. It said more. It rained."
    resolved = resolve(
        text,
        name(text, "Riverline Ltd.", ORGANIZATION),
        pronoun(text, "It"),
        pronoun(text, "It", 2),
        statements=(said(text, "The company"), said(text, "It")),
    )
    assert who(resolved, find(text, "It")) == "Riverline Ltd."
    assert find(text, "It", 2) not in resolved.at


def test_whose_lawyer_speaks_is_rather_he_than_the_lawyer() -> None:
    text = "Karl Berg left. His lawyer said he would return."
    statement = replace(
        said(text, "His lawyer"), form=Form.INDIRECT, content=(find(text, "he would return"),)
    )
    resolved = resolve(
        text,
        name(text, "Karl Berg", PERSON),
        pronoun(text, "His"),
        pronoun(text, "he"),
        statements=(statement,),
        subjects=frozenset({find(text, "Karl Berg")}),
    )
    assert who(resolved, find(text, "he")) == "Karl Berg"


def test_whom_a_content_names_first_as_an_object_is_not_who_tells_it() -> None:
    text = "Tom Lind acted. The jury praised him for it."
    statement = replace(said(text, "The jury"), form=Form.INDIRECT, content=(find(text, "him for it"),))
    resolved = resolve(
        text,
        name(text, "Tom Lind", PERSON),
        pronoun(text, "him"),
        statements=(statement,),
        subjects=frozenset({find(text, "Tom Lind")}),
    )
    assert who(resolved, find(text, "him")) == "Tom Lind"


def test_who_has_spoken_is_he_that_speaks_before_whom_he_spoke_of() -> None:
    text = "Adam Lind said Tom Berg failed. More is due, he said."
    spoken = replace(said(text, "Adam Lind"), content=(find(text, "Tom Berg failed"),))
    resolved = resolve(
        text,
        name(text, "Adam Lind", PERSON),
        name(text, "Tom Berg", PERSON),
        pronoun(text, "he"),
        statements=(spoken, replace(said(text, "he"), content=(find(text, "More is due"),))),
        subjects=frozenset({find(text, "Adam Lind"), find(text, "Tom Berg")}),
    )
    assert who(resolved, find(text, "he")) == "Adam Lind"


def test_of_whom_he_is_asked_is_not_he() -> None:
    text = "Adam Lind spoke. Asked if Tom Berg would go, he said no."
    evidence = find(text, "Asked if Tom Berg would go, he said no")
    resolved = resolve(
        text,
        name(text, "Adam Lind", PERSON),
        name(text, "Tom Berg", PERSON),
        pronoun(text, "he"),
        statements=(replace(said(text, "he"), content=(find(text, "no"),), evidence=(evidence,)),),
        subjects=frozenset({find(text, "Adam Lind"), find(text, "Tom Berg")}),
    )
    assert who(resolved, find(text, "he")) == "Adam Lind"


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


def test_a_pronoun_is_a_member_where_its_bearer_is_known() -> None:
    text = "Eva Berg spoke. She and Tom Lind said so."
    people = (name(text, "Eva Berg", PERSON), name(text, "Tom Lind", PERSON))
    subjects = frozenset({find(text, "Eva Berg"), find(text, "She")})
    statements = (said(text, "She and Tom Lind"),)
    resolved = resolve(text, *people, pronoun(text, "She"), statements=statements, subjects=subjects)
    several = entity(resolved, resolved.at[find(text, "She and Tom Lind")])
    assert [entity(resolved, member).label for member in several.members] == ["Eva Berg", "Tom Lind"]


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
