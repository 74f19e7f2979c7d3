"""Names in marked sentences: what is one, where it ends, what it names."""

from __future__ import annotations

import pytest

from kg.extractors.words import read_words
from kg.model import Article, BlockKind, Credit, MentionForm, Span
from tests.extractors.names import marked, named, names_of

PERSON, BODY, COUNTRY, PLACE, OUTLET, PLATFORM = (
    "Person",
    "Organization",
    "Country",
    "Place",
    "Outlet",
    "Platform",
)


def keys(text: str) -> list[str]:
    """The table keys of the names of a text."""
    return [m.key for m in names_of(text)[1].mentions if m.form is MentionForm.NAME]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[PERSON President Anna Lind] spoke/VBD .", (PERSON, "Anna Lind"), id="title inside"),
        pytest.param("[PERSON Anna Lind 's] boat sank/VBD .", (PERSON, "Anna Lind"), id="possessive inside"),
        pytest.param(
            "[ORG the Harbour Pilots Guild] met/VBD .", (BODY, "Harbour Pilots Guild"), id="article"
        ),
        pytest.param(
            "[PERSON UK Prime Minister Anna Lind] spoke/VBD .", (PERSON, "Anna Lind"), id="country and title"
        ),
        pytest.param("[PERSON Lee Cheuk]-yan spoke/VBD .", (PERSON, "Lee Cheuk"), id="no hyphen of its own"),
    ],
)
def test_the_name_is_bare(text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[PERSON Mr Norway] spoke/VBD .", "Norway", id="a country"),
        pytest.param("Ms/NNP [PERSON Paris] spoke/VBD .", "Paris", id="a capital"),
        pytest.param("Mr/NNP [PERSON Major] spoke/VBD .", "Major", id="a title"),
        pytest.param("Mr/NNP [PERSON Haji-Lind] spoke/VBD .", "Haji-Lind", id="a title before a hyphen"),
    ],
)
def test_behind_a_form_of_address_stands_a_person(text: str, expected: str) -> None:
    assert named(text) == [(PERSON, expected)]


def test_a_party_of_the_articles_own_country_is_that_party() -> None:
    party = "The/DT Liberal Democrats agreed/VBD ."
    assert (BODY, "Liberal Democrats") in named(f"[GPE Britain] voted/VBD . | {party}")
    assert (BODY, "Liberal Democrats") not in named(f"[GPE Japan] voted/VBD . | {party}")
    assert (BODY, "Liberal Democrats") in named(f"The/DT [ORG Tories] voted/VBD . | {party}")


def test_the_letters_of_a_party_need_its_country_or_its_name() -> None:
    party = "[ORG EFF] sued/VBD ."
    assert "eff" not in keys(party)
    assert keys(f"[GPE South Africa] voted/VBD . | {party}") == ["ZA", "eff"]
    assert keys(f"Economic Freedom Fighters met/VBD . | {party}") == ["eff", "eff"]


def test_a_country_behind_a_body_is_part_of_its_name() -> None:
    assert named("[ORG Harbour Association] [GPE UK] agreed/VBD .") == [(BODY, "Harbour Association UK")]


def test_a_list_of_fields_belongs_to_the_institute() -> None:
    text = "[ORG the Institute of Northern] , Coastal and Polar Studies at/IN [ORG Nord Academy] met/VBD ."
    assert named(text) == [
        (BODY, "Institute of Northern, Coastal and Polar Studies"),
        (BODY, "Nord Academy"),
    ]


def test_the_country_of_a_university_is_no_part_of_its_name() -> None:
    found = named("Scholars/NNS at/IN [ORG University of/IN Nord] of/IN the/DT [GPE UK] agreed/VBD")
    assert found == [("Organization", "University of Nord"), ("Country", "UK")]


def test_a_part_is_told_from_its_whole() -> None:
    text, names = names_of(
        "[ORG the Institute of Polar Studies] at/IN the/DT [ORG Nord Academy] agreed/VBD ."
    )
    assert [(part.of(text), whole.of(text)) for part, whole in names.parts] == [
        ("Institute of Polar Studies", "Nord Academy")
    ]


def test_a_surname_has_the_kind_of_the_full_name() -> None:
    text = "[PERSON Anna Lind] spoke/VBD . | [ORG Lind] left/VBD . | [GPE Lind] came/VBD ."
    assert {kind for kind, name in named(text) if "Lind" in name} == {PERSON}


def test_a_name_that_the_model_missed_once_is_found_by_the_article() -> None:
    text = "[PERSON Anna Lind] spoke/VBD . | Then/RB Lind left/VBD ."
    assert named(text) == [(PERSON, "Anna Lind"), (PERSON, "Lind")]


def test_a_headline_in_title_case_holds_names_of_the_body_only() -> None:
    text = "[PERSON Lind Hold Phone Call] To Discuss Harbour | [PERSON Anna Lind] spoke/VBD ."
    assert named(text, BlockKind.HEADLINE) == [(PERSON, "Lind"), (PERSON, "Anna Lind")]


def test_nothing_in_a_byline_is_a_name_but_its_authors() -> None:
    authors = (Credit("Vera Holm", Span(3, 12)),)
    text, names = names_of("By/IN [PERSON Vera Holm] Staff Writer", kinds=[BlockKind.BYLINE], authors=authors)
    assert [(m.kind, m.span.of(text), m.rule) for m in names.mentions] == [(PERSON, "Vera Holm", "credit")]


def test_an_agency_in_a_photo_credit_is_no_person() -> None:
    credits_ = (Credit("NBX", Span(7, 10)),)
    _, names = names_of("Photo : NBX", kinds=[BlockKind.CREDIT], photo_credits=credits_)
    assert [m.kind for m in names.mentions] == [BODY]


def test_an_adjective_names_its_country() -> None:
    text, names = names_of("[NORP Norwegian] ships left/VBD [GPE Norway] .")
    assert [(m.key, m.form, m.span.of(text)) for m in names.mentions] == [
        ("NO", MentionForm.ADJECTIVE, "Norwegian"),
        ("NO", MentionForm.NAME, "Norway"),
    ]


def test_a_country_in_capitals_is_a_country() -> None:
    assert named("NORWAY : ships left/VBD .") == [(COUNTRY, "NORWAY")]


def test_the_name_of_a_currency_names_no_country() -> None:
    assert named("the/DT [GPE US] dollar fell/VBD .") == []


def test_a_law_called_after_a_people_leaves_the_adjective() -> None:
    assert named("the/DT [LAW Norwegian Ports Act] passed/VBD .") == [(COUNTRY, "Norwegian")]


def test_common_nouns_after_an_adjective_make_no_body() -> None:
    assert named("[ORG the Norwegian coastguard] came/VBD .") == [(COUNTRY, "Norwegian")]


def test_an_ambiguous_form_that_is_a_surname_here_is_a_person() -> None:
    text = "[PERSON Vera Jordan] spoke/VBD . | [PERSON Jordan] left/VBD ."
    assert named(text) == [(PERSON, "Vera Jordan"), (PERSON, "Jordan")]


@pytest.mark.parametrize(
    "text",
    [
        "She/PRP wrote/VBD on/IN X about/IN rain .",
        "a/DT post on/IN the/DT platform X about/IN rain rose/VBD .",
        "She/PRP wrote/VBD in/IN a/DT post on/IN X.",
    ],
)
def test_a_letter_is_a_platform_where_people_post(text: str) -> None:
    assert named(text) == [(PLATFORM, "X")]


def test_a_letter_elsewhere_is_none() -> None:
    assert (PLATFORM, "X") not in named("the/DT witness called/VBN X left/VBD .")


def test_a_paper_with_an_everyday_name_needs_a_word_of_the_trade() -> None:
    assert named("the/DT newspaper the/DT Independent reported/VBD rain .") == [(OUTLET, "Independent")]


def test_a_seat_with_a_body_in_it_is_that_body() -> None:
    assert named("[FAC the White House] spoke/VBD .") == [(BODY, "White House")]


def test_the_teams_of_a_match_are_bodies_and_where_they_play_is_a_place() -> None:
    text = (
        "[GPE Norway] 2 - 1 [GPE Sweden] . | A/DT football match in/IN [GPE Sweden] ended/VBD . | "
        "The/DT goal by/IN the/DT striker won/VBD the/DT game after/IN a/DT penalty . | "
        "The/DT coach spoke/VBD ."
    )
    assert named(text) == [(BODY, "Norway"), (BODY, "Sweden"), (COUNTRY, "Sweden")]


def test_a_title_before_the_name_is_a_role_with_its_country() -> None:
    text, names = names_of("[NORP Norwegian] President [PERSON Anna Lind] spoke/VBD .")
    (role,) = names.roles
    assert (role.holder.of(text), role.title.of(text), role.former) == ("Anna Lind", "President", False)
    assert role.country is not None
    assert role.country.of(text) == "Norwegian"


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        pytest.param(
            "[PERSON Anna Lind] , a/DT professor at/IN the/DT [ORG Nord University] , spoke/VBD .",
            "professor",
            "Nord University",
            id="of a body",
        ),
        pytest.param(
            "[PERSON Anna Lind] , [ORG White House] deputy chief of/IN staff , spoke/VBD .",
            "deputy chief of staff",
            "White House",
            id="body before",
        ),
        pytest.param(
            "[PERSON Anna Lind] , associate/JJ research fellow with/IN [ORG Nord University] , spoke/VBD .",
            "associate research fellow",
            "Nord University",
            id="several words",
        ),
    ],
)
def test_a_function_after_the_name_is_a_role(text: str, title: str, body: str) -> None:
    printed, names = names_of(text)
    (role,) = names.roles
    assert role.title.of(printed) == title
    assert role.organization is not None
    assert role.organization.of(printed) == body


def test_a_former_title_is_told() -> None:
    _, names = names_of("former/JJ President [PERSON Anna Lind] spoke/VBD .")
    assert [role.former for role in names.roles] == [True]


def test_pronouns_and_descriptions_wait_for_their_entities() -> None:
    text, names = names_of("She/PRP met/VBD the/DT:det minister/NN:dobj .")
    assert [(m.form, m.span.of(text)) for m in names.mentions] == [
        (MentionForm.PRONOUN, "She"),
        (MentionForm.DESCRIPTION, "minister"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("[ORG Facebook/NNP:nsubj] said/VBD", BODY, id="subject"),
        pytest.param("police/NNS:nsubj read/VBD [ORG Facebook] 's/POS:case rules/NNS", BODY, id="owner"),
        pytest.param("it/PRP was/VBD removed/VBN by/IN [ORG Facebook]", BODY, id="agent"),
        pytest.param("the/DT [ORG Facebook] spokesman/NN:nsubj left/VBD", BODY, id="employer"),
        pytest.param("police/NNS:nsubj wrote/VBD on/IN [ORG Facebook]", PLATFORM, id="medium"),
        pytest.param("[ORG Facebook] users/NNS:nsubj left/VBD", PLATFORM, id="public"),
    ],
)
def test_a_platform_that_acts_is_its_company(text: str, kind: str) -> None:
    assert named(text) == [(kind, "Facebook")]


def test_the_text_of_the_doc_must_be_the_articles() -> None:
    with pytest.raises(ValueError, match=r"a\.txt"):
        read_words(marked("Rain fell/VBD ."), Article("a.txt", "Snow fell.", ()))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "The/DT [ORG Nordby Trade Union - Hamar Workers Army] struck/VBD .",
            ["Nordby Trade Union", "Hamar Workers Army"],
            id="two bodies joined by a hyphen",
        ),
        pytest.param(
            "The/DT [ORG Nordby Fisheries Council 's Coast Agency] paid/VBD .",
            ["Nordby Fisheries Council", "Coast Agency"],
            id="a body of a body",
        ),
        pytest.param(
            "The/DT [ORG Nordby Trade Union] NTU struck/VBD .",
            ["Nordby Trade Union", "NTU"],
            id="an acronym without brackets",
        ),
        pytest.param(
            "Shares/NNS of/IN [ORG Nordfrakt Group Co.] , Ltd. fell/VBD .",
            ["Nordfrakt Group Co., Ltd."],
            id="a legal form behind a comma",
        ),
        pytest.param(
            "The/DT [ORG Lind & Partners] firm paid/VBD .", ["Lind & Partners"], id="a plural title in a name"
        ),
        pytest.param(
            "The/DT [ORG Nordby Fisheries Council] [DATE Thursday] paid/VBD .",
            ["Nordby Fisheries Council"],
            id="no day of the week",
        ),
    ],
)
def test_names_of_bodies_end_where_another_begins(text: str, names: list[str]) -> None:
    printed, found = names_of(text)
    assert [m.span.of(printed) for m in found.mentions] == names


def test_an_initial_and_name_in_one_word_begin_a_person() -> None:
    text = "President of/IN [GPE Mongolia U.Khurelsukh] spoke/VBD ."
    assert named(text) == [(COUNTRY, "Mongolia"), (PERSON, "U.Khurelsukh")]


def test_a_name_in_brackets_behind_a_person_is_a_club() -> None:
    text = "[PERSON Anna Lind] ( [PERSON Valby] ) and/CC [PERSON Mads Kjaer] ( [GPE Valby] ) scored/VBD ."
    assert (BODY, "Valby") in named(text)


def test_who_behind_a_complement_is_not_the_complement() -> None:
    text = "Members of/IN [ORG Nordkirke] , who/WP left/VBD , praised/VBD [ORG Nordkirke] ."
    assert {kind for kind, name in named(text) if name == "Nordkirke"} <= {BODY}


def test_small_letters_stand_where_the_capitals_stood() -> None:
    words = read_words(
        marked("İstanbul met/VBD Minister [PERSON Anna Lind] ."),
        Article("a.txt", "İstanbul met Minister Anna Lind.", ()),
    )
    assert len(words.flat_lower) == len(words.text)
    assert words.flat_lower[words.start[2] :].startswith("minister")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("the/DT [NORP Catholic] schools/NNS closed/VBD .", [], id="adjective of a faith"),
        pytest.param("[PERSON Christian] left/VBD .", [(PERSON, "Christian")], id="a given name"),
    ],
)
def test_a_word_for_a_faith_is_no_body(text: str, names: list[tuple[str, str]]) -> None:
    assert named(text) == names


def test_the_name_of_a_region_is_not_the_country_in_it() -> None:
    assert (COUNTRY, "America") not in named("farms/NNS in/IN Central America closed/VBD .")
    assert named("farms/NNS in/IN America closed/VBD .") == [(COUNTRY, "America")]


def test_an_acronym_behind_a_name_with_its_article_is_a_name_of_its_own() -> None:
    text = "[ORG the/DT Nordby Fisheries Council NFC] paid/VBD ."
    assert [name for _, name in named(text)] == ["Nordby Fisheries Council", "NFC"]


def test_one_use_behind_its_noun_tells_an_acronym_from_a_body() -> None:
    brackets = "sold/VBD voting/NN rights/NNS token/NN (/( VQT )/) ."
    others = "[ORG VQT/NNP:nsubj] said/VBD so . | [ORG VQT/NNP:nsubj] said/VBD more ."
    assert {kind for kind, _ in named(others)} == {BODY}
    assert named(f"{brackets} | {others}") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("[PERSON Helen Abara KC] told/VBD jurors/NNS", ["Helen Abara"], id="in the name"),
        pytest.param("[PERSON Helen Abara] OBE left/VBD .", ["Helen Abara"], id="behind the name"),
        pytest.param("[PERSON Nathan Berg of/IN Sarvik] left/VBD .", ["Nathan Berg"], id="whose"),
        pytest.param(
            "[ORG Home] Secretary [PERSON Anna Lind] left/VBD .", ["Anna Lind"], id="first word of a title"
        ),
        pytest.param(
            "Finnish [ORG Senate] President [PERSON Anna Lind] left/VBD .",
            ["Finnish Senate", "Anna Lind"],
            id="a body before a title",
        ),
    ],
)
def test_what_is_no_part_of_a_name_is_left_out(text: str, names: list[str]) -> None:
    assert [name for _, name in named(text) if name != "Sarvik"] == names


def test_letters_behind_a_name_describe_nobody_else() -> None:
    _, names = names_of("[PERSON Helen Abara] KC left/VBD .")
    assert [mention.form for mention in names.mentions] == [MentionForm.NAME]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[ORG Nordby Bank] said/VBD it/PRP is/VBZ time/NN to/TO go/VB .", 0),
        ("[ORG Nordby Bank] said/VBD it/PRP would/MD not/RB be/VB possible/JJ .", 0),
        ("[ORG Nordby Bank] said/VBD it/PRP would/MD appeal/VB .", 1),
    ],
)
def test_it_that_stands_for_nothing_is_no_mention(text: str, count: int) -> None:
    _, names = names_of(text)
    assert sum(mention.form is MentionForm.PRONOUN for mention in names.mentions) == count


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("talks/NNS ended/VBD at/IN the/DT [ORG Kremlin] .", PLACE, id="where"),
        pytest.param("an/DT aide/NN at/IN the/DT [ORG Kremlin] left/VBD .", BODY, id="whose"),
        pytest.param("the/DT [ORG Kremlin/NNP:nsubj] denied/VBD it/PRP .", BODY, id="who"),
    ],
)
def test_a_seat_of_power_is_a_place_where_one_goes_and_stays(text: str, kind: str) -> None:
    assert named(text) == [(kind, "Kremlin")]


def test_a_country_behind_a_rank_is_somebodys_name() -> None:
    assert (COUNTRY, "America") not in named("fans/NNS met/VBD Captain America .")


def test_the_place_of_a_university_is_part_of_its_name() -> None:
    text = "the/DT [ORG University of/IN North Sarvik] at/IN [GPE Hamar] closed/VBD ."
    assert (BODY, "University of North Sarvik at Hamar") in named(text)


def test_of_outlets_that_share_a_name_none_is_meant_without_a_sign() -> None:
    _, names = names_of("so/RB says/VBZ [ORG ABC News] .")
    assert [(m.kind, m.key) for m in names.mentions] == [(OUTLET, "")]
    _, names = names_of("so/RB says/VBZ [ORG ABC News] in/IN [GPE Australia] .")
    assert [m.key for m in names.mentions] == ["abc-australia", "AU"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("[PERSON Ursula von/NNP der/NNP] Leyen left/VBD .", "Ursula von der Leyen"),
        ("[PERSON Joseph Kiprono] [PERSON arap/NNP Langat] left/VBD .", "Joseph Kiprono arap Langat"),
    ],
)
def test_small_words_lead_on_to_the_surname(text: str, whole: str) -> None:
    assert named(text) == [(PERSON, whole)]


def test_a_capital_in_capitals_is_the_same_capital() -> None:
    _, names = names_of("RIYADH (/( AFP )/) : Riyadh slept/VBD .")
    assert [m.key for m in names.mentions if m.kind == PLACE] == ["Riyadh", "Riyadh"]


def test_a_country_joined_to_a_prefix_is_not_named() -> None:
    assert (COUNTRY, "American") not in named("the/DT Inter-American talks/NNS ended/VBD .")


def test_a_surname_of_the_article_is_a_firm_only_behind_a_noun_for_it() -> None:
    person = "[PERSON Anna Roche] left/VBD . | [ORG Roche] wrote/VBD ."
    kinds = [kind for kind, _ in named(f"{person} | the/DT drugmaker/NN [ORG Roche] paid/VBD .")]
    assert kinds == [PERSON, PERSON, BODY]


def test_a_name_that_stands_alone_before_its_bearers_is_the_firm() -> None:
    text = "[ORG Ford] pays/VBZ . | [PERSON Bill Ford] left/VBD . | [ORG Ford] said/VBD so/RB ."
    assert [kind for kind, _ in named(text)] == [BODY, PERSON, BODY]
