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
        pytest.param(
            "[PERSON Eva Holm guided/VBD Nordby] to a win .", (PERSON, "Eva Holm"), id="a verb inside"
        ),
        pytest.param(
            "[PERSON Hendrik van der Berg] spoke/VBD .", (PERSON, "Hendrik van der Berg"), id="small"
        ),
        pytest.param("Lind beat/VBD [PERSON Eva Holm 6 - 4] .", (PERSON, "Eva Holm"), id="a score behind"),
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


def test_a_country_behind_a_body_is_part_of_its_name() -> None:
    assert named("[ORG Harbour Association] [GPE UK] agreed/VBD .") == [(BODY, "Harbour Association UK")]


def test_the_short_form_of_a_country_makes_the_name_of_a_branch() -> None:
    assert named("The/DT company [ORG Nordix] [GPE UK] agreed/VBD .") == [(BODY, "Nordix UK")]
    assert (BODY, "BBC UK") not in named("Lind told/VBD the [ORG BBC] [GPE UK] ministers/NNS agreed/VBD .")


def test_what_a_title_was_held_in_is_no_name_of_its_own() -> None:
    assert named("[ORG The Bishop of Nordby] , [PERSON Tom Holm] , spoke/VBD .") == [(PERSON, "Tom Holm")]


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


def test_the_place_of_a_university_is_part_of_its_name() -> None:
    text = "the/DT [ORG University of/IN North Sarvik] at/IN [GPE Hamar] closed/VBD ."
    assert (BODY, "University of North Sarvik at Hamar") in named(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("[PERSON Ursula von/NNP der/NNP] Leyen left/VBD .", "Ursula von der Leyen"),
        ("[PERSON Joseph Kiprono] [PERSON arap/NNP Langat] left/VBD .", "Joseph Kiprono arap Langat"),
    ],
)
def test_small_words_lead_on_to_the_surname(text: str, whole: str) -> None:
    assert named(text) == [(PERSON, whole)]


@pytest.mark.parametrize(
    "text",
    [
        "the/DT [ORG National Farmers '/POS Union] left/VBD .",
        "the/DT [ORG African Workers] '/POS [ORG Congress] left/VBD .",
        "the/DT [ORG Teachers '/POS Association] of/IN Nordby left/VBD .",
    ],
)
def test_the_members_of_a_body_are_part_of_its_name(text: str) -> None:
    assert any("'" in name for kind, name in named(text) if kind == "Organization")


def test_an_outlet_that_owns_a_place_is_no_part_of_its_name() -> None:
    assert ("Organization", "Nordix ' Union Street") not in named(
        "the/DT [ORG Nordix] '/POS [FAC Union Street] ."
    )


def test_a_title_that_opens_the_name_of_a_body_is_no_title() -> None:
    assert named("the/DT General Staff/NNP:nsubj said/VBD so .") == [(BODY, "General Staff")]
    assert named("General Staffan left/VBD .") == [(PERSON, "Staffan")]


@pytest.mark.parametrize(
    ("gloss", "kind"),
    [
        ("a/DT small/JJ think/NN tank/NN", BODY),
        ("a/DT Telegram/NNP channel/NN", BODY),
        ("a/DT company/NN director/NN", PERSON),
        ("a/DT tank/NN", PERSON),
        ("the/DT military/JJ body/NN in/IN charge/NN", BODY),
    ],
)
def test_what_a_name_is_glossed_as_tells_a_body(gloss: str, kind: str) -> None:
    (first, *_) = named(f"[PERSON Zaun/NNP:nsubj] , {gloss} , said/VBD prices/NNS rose/VBD .")
    assert first == (kind, "Zaun")
