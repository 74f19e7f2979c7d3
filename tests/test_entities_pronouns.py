"""For whom pronouns stand, in articles with marked mentions."""

from __future__ import annotations

from dataclasses import replace

from kg.model import (
    EntityKind,
    Form,
    Role,
)
from tests.marked_articles import (
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


def test_a_pronoun_is_a_member_where_its_bearer_is_known() -> None:
    text = "Eva Berg spoke. She and Tom Lind said so."
    people = (name(text, "Eva Berg", PERSON), name(text, "Tom Lind", PERSON))
    subjects = frozenset({find(text, "Eva Berg"), find(text, "She")})
    statements = (said(text, "She and Tom Lind"),)
    resolved = resolve(text, *people, pronoun(text, "She"), statements=statements, subjects=subjects)
    several = entity(resolved, resolved.at[find(text, "She and Tom Lind")])
    assert [entity(resolved, member).label for member in several.members] == ["Eva Berg", "Tom Lind"]
