"""Names of the tables in marked sentences: which of their forms mean what they name."""

from __future__ import annotations

import pytest

from kg.model import MentionForm
from tests.extractors.names import named, names_of

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


def test_the_name_of_a_region_is_not_the_country_in_it() -> None:
    assert (COUNTRY, "America") not in named("farms/NNS in/IN Central America closed/VBD .")
    assert named("farms/NNS in/IN America closed/VBD .") == [(COUNTRY, "America")]


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


def test_of_outlets_that_share_a_name_none_is_meant_without_a_sign() -> None:
    _, names = names_of("so/RB says/VBZ [ORG ABC News] .")
    assert [(m.kind, m.key) for m in names.mentions] == [(OUTLET, "")]
    _, names = names_of("so/RB says/VBZ [ORG ABC News] in/IN [GPE Australia] .")
    assert [m.key for m in names.mentions] == ["abc-australia", "AU"]


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No 10/CD:nsubj said/VBD so/RB .", (BODY, "No 10")),
        ("a/DT No 10 spokeswoman/NN left/VBD .", (BODY, "No 10")),
        ("a/DT spokeswoman for/IN No 10 left/VBD .", (BODY, "No 10")),
        ("The/DT Atlantic/NNP:nsubj reported/VBD so/RB .", (OUTLET, "Atlantic")),
        ("the/DT Sun/NNP:nsubj reported/VBD so/RB .", (OUTLET, "Sun")),
    ],
)
def test_who_speaks_is_no_number_and_no_word(text: str, name: tuple[str, str]) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "No 10/CD:nsubj scored/VBD ./.",
        "the/DT Sun/NNP:nsubj shone/VBD .",
        "Variety/NN:nsubj said/VBD so/RB .",
    ],
)
def test_a_number_or_a_word_that_does_something_else_is_no_name(text: str) -> None:
    assert named(text) == []
