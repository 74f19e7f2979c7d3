from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.lexicons import TABLES, Gender, load, read_rows
from kg.model import MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEXICONS = load()
QID = re.compile(r"Q[1-9][0-9]*")
README = TABLES.joinpath("README.md").read_text(encoding="utf-8")
SOURCES = set(re.findall(r"^\| ([a-z0-9-]+) \| [^|]+ \| [^|]+ \|$", README, re.MULTILINE)) - {"source"}
LISTED = {
    "countries": ("code",),
    "seats": ("name", "country"),
    "organizations": ("key",),
    "outlets": ("key",),
    "generic_bodies": ("name",),
    "titles": ("title",),
    "given_names": ("name",),
    "org_words": ("word",),
    "place_words": ("word",),
    "entity_types": ("label",),
}


def lines(table: str) -> tuple[list[str], list[list[str]]]:
    header, *rows = TABLES.joinpath(f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return header.split("\t"), [row.split("\t") for row in rows]


@pytest.mark.parametrize("table", LISTED)
def test_rows_are_sorted_and_keys_are_unique(table: str) -> None:
    header, rows = lines(table)
    keys = [tuple(row[header.index(column)] for column in LISTED[table]) for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))
    assert rows


@pytest.mark.parametrize("table", LISTED)
def test_every_row_has_a_source_that_the_readme_explains(table: str) -> None:
    header, rows = lines(table)
    assert header[-1] == "source"
    assert {row[-1] for row in rows} <= SOURCES


@pytest.mark.parametrize("table", LISTED)
def test_cells_are_clean(table: str) -> None:
    for row in lines(table)[1]:
        for cell in row:
            assert cell == cell.strip()
            parts = cell.split("|") if cell else []
            assert all(part and part == part.strip() for part in parts), row
            assert len(parts) == len(set(parts)), row


def test_weights_of_names_were_fitted_on_licensed_texts_only() -> None:
    header, rows = lines("name_evidence")
    sources = {source for row in rows for source in row[header.index("source")].split("|")}
    assert sources == {"gum", "newskg", "uner"}
    assert sources <= SOURCES
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})


def test_every_table_of_the_folder_is_in_the_readme() -> None:
    for path in TABLES.iterdir():
        if path.name.endswith(".tsv"):
            family = re.sub(r"_.*", "_*", path.name.removesuffix(".tsv")) + ".tsv"
            assert path.name in README or f"`{family}`" in README, path.name


def test_all_of_iso_3166_is_there_with_kosovo_and_former_states() -> None:
    codes = [row.code for row in LEXICONS.countries]
    assert sum(len(code) == 2 for code in codes) == 250
    assert {"XK", "NA", "SUHH", "YUCS", "CSHH", "DDDE", "ZRCD", "XDEW"} <= set(codes)
    assert all(row.former == (len(row.code) == 4) for row in LEXICONS.countries)


def test_every_country_can_be_linked() -> None:
    qids = [row.qid for row in LEXICONS.countries]
    assert all(QID.fullmatch(qid) for qid in qids)
    assert len(qids) == len(set(qids))
    assert all(row.geonames.isdigit() for row in LEXICONS.countries if not row.former)


def named_rows() -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    for country in LEXICONS.countries:
        forms = tuple(dict.fromkeys(country.names + country.adjectives + country.people))
        yield country.code, country.label, forms, country.cautious
    for body in LEXICONS.organizations:
        yield body.key, body.label, body.names, body.cautious
    for outlet in LEXICONS.outlets:
        yield outlet.key, outlet.label, outlet.names, outlet.cautious


def test_a_row_starts_with_its_label_and_is_cautious_of_its_own_forms() -> None:
    for key, label, forms, cautious in named_rows():
        assert forms[0] == label, key
        assert set(cautious) <= set(forms), key
        assert not any(form.startswith("the ") for form in forms), key


@pytest.mark.parametrize(
    "tables",
    [LEXICONS.organization_forms, LEXICONS.outlet_forms],
    ids=["organizations", "outlets"],
)
def test_a_form_that_rows_share_is_cautious_in_all_of_them(tables: dict[str, tuple[object, ...]]) -> None:
    shared = [(form, rows) for form, rows in tables.items() if len(rows) > 1]
    assert shared
    for form, rows in shared:
        assert all(form in getattr(row, "cautious", ()) for row in rows), form


def test_a_country_form_that_countries_share_is_cautious() -> None:
    shared = [forms for forms in LEXICONS.country_forms.values() if len(forms) > 1]
    assert shared
    assert all(form.cautious for forms in shared for form in forms)


@pytest.mark.parametrize(
    "form", ["Georgia", "Jordan", "Chad", "Congolese", "Dominican", "Korean", "Guinean", "Indian"]
)
def test_ambiguous_country_forms_are_cautious(form: str) -> None:
    assert all(one.cautious for one in LEXICONS.country_forms[form])


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("US", "US"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("America", "US"),
        ("American", "US"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("Britain", "GB"),
        ("Britons", "GB"),
        ("UAE", "AE"),
        ("Emirati", "AE"),
        ("DRC", "CD"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("South Korea", "KR"),
        ("DPRK", "KP"),
        ("Turkey", "TR"),
        ("Burma", "MM"),
        ("Dutch", "NL"),
        ("Danes", "DK"),
        ("Soviet", "SUHH"),
        ("Kosovar", "XK"),
        ("Holy See", "VA"),
    ],
)
def test_news_forms_of_countries_are_known(form: str, code: str) -> None:
    assert [one.country.code for one in LEXICONS.country_forms[form]] == [code]


def test_names_and_adjectives_are_told_apart() -> None:
    form = {text: LEXICONS.country_forms[text][0] for text in ("US", "Swiss", "Germans", "Polish")}
    assert form["US"].form is MentionForm.NAME
    assert form["Swiss"].form is MentionForm.ADJECTIVE
    assert form["Swiss"].people
    assert form["Germans"].people
    assert not form["Polish"].people


def test_references_between_tables_are_met() -> None:
    codes = {"", *LEXICONS.country_by_code}
    assert {row.country for row in LEXICONS.outlets} <= codes
    assert {row.country for row in LEXICONS.organizations} <= codes
    assert {row.country for row in LEXICONS.seats} <= codes
    keys = {"", *LEXICONS.organization_by_key}
    assert {row.parent for row in LEXICONS.organizations} <= keys
    assert {row.organization for row in LEXICONS.seats} <= keys


def test_ids_are_wikidata_ids_of_one_row_each() -> None:
    for rows in (LEXICONS.organizations, LEXICONS.outlets):
        qids = [row.qid for row in rows if row.qid]
        assert all(QID.fullmatch(qid) for qid in qids)
        assert len(qids) == len(set(qids))
        assert all(row.qid for row in rows if row.source != "newskg")


@pytest.mark.parametrize(
    ("form", "label", "qid"),
    [
        ("AP", "Associated Press", "Q40469"),
        ("Reuters", "Reuters", "Q130879"),
        ("TASS", "TASS", "Q223799"),
        ("NPR", "NPR", "Q671510"),
        ("Bloomberg News", "Bloomberg", "Q14270642"),
        ("Xinhua", "Xinhua News Agency", "Q204839"),
        ("AFP", "Agence France-Presse", "Q40464"),
        ("Twitter", "X", "Q918"),
        ("Yonhap", "Yonhap News Agency", ""),
        ("VCG", "VCG", ""),
        ("Global Times", "Global Times", ""),
    ],
)
def test_agencies_outlets_and_platforms_have_one_row(form: str, label: str, qid: str) -> None:
    assert [(row.label, row.qid) for row in LEXICONS.outlet_forms[form]] == [(label, qid)]


@pytest.mark.parametrize(
    ("name", "country", "organization"),
    [
        ("Moscow", "RU", "russian-government"),
        ("Kremlin", "RU", "kremlin"),
        ("Washington", "US", "us-government"),
        ("White House", "US", "white-house"),
        ("Downing Street", "GB", "downing-street"),
        ("Pentagon", "US", "us-defense-department"),
        ("Brussels", "BE", "european-union"),
        ("Nairobi", "KE", "kenyan-government"),
    ],
)
def test_seats_stand_for_bodies(name: str, country: str, organization: str) -> None:
    assert [(row.country, row.organization) for row in LEXICONS.seat_forms[name]] == [(country, organization)]


def test_bodies_that_need_a_country_are_claimed_only_with_caution() -> None:
    for row in LEXICONS.organizations:
        claimed = LEXICONS.generic_bodies.intersection(row.names)
        assert claimed <= set(row.cautious), row.key


def test_titles_are_found_in_singular_and_plural() -> None:
    assert LEXICONS.title_forms["spokesmen"].gender is Gender.MALE
    assert LEXICONS.title_forms["deputy chiefs of staff"].title == "deputy chief of staff"
    assert LEXICONS.title_forms["gen."].before
    forms = [form for row in LEXICONS.titles for form in (row.title, row.plural) if form]
    assert len(forms) == len(set(forms))
    assert all(form == form.lower() for form in forms)


def test_a_longer_title_is_read_by_its_last_word() -> None:
    tables = load()
    assert tables.title_row("Prime Minister") is tables.title_forms["prime minister"]
    assert tables.title_row("Acting Harbour Minister") is tables.title_forms["minister"]
    assert tables.title_row("juggler of words") is None


def test_given_names_tell_a_gender_only_when_it_is_sure() -> None:
    assert LEXICONS.given_names["vladimir"] is Gender.MALE
    assert LEXICONS.given_names["ursula"] is Gender.FEMALE
    assert not {"jean", "andrea", "kim", "jordan", "taylor"} & set(LEXICONS.given_names)
    assert set(LEXICONS.given_names.values()) == {Gender.MALE, Gender.FEMALE}


def test_the_tables_are_read_once() -> None:
    assert load() is load()


class Colour(StrEnum):
    """A column with allowed values."""

    RED = "red"


@dataclass(frozen=True, slots=True)
class Pot:
    """A row with a column of each sort."""

    name: str
    colour: Colour
    handles: tuple[str, ...]
    full: bool


def test_cells_become_the_values_of_the_fields(tmp_path: Path) -> None:
    path = tmp_path / "pots.tsv"
    path.write_text("name\tcolour\thandles\tfull\na\tred\tl|r\t1\nb\tred\t\t\n", encoding="utf-8")
    assert read_rows(path, Pot) == (
        Pot("a", Colour.RED, ("l", "r"), full=True),
        Pot("b", Colour.RED, (), full=False),
    )


def test_a_table_without_rows_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "pots.tsv"
    path.write_text("name\tcolour\thandles\tfull\n", encoding="utf-8")
    assert read_rows(path, Pot) == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name\tcolour\n", "line 1: the columns must be name colour handles full"),
        ("name\tcolour\thandles\tfull\na\tred\t\n", "line 2: 3 cells, expected 4"),
        ("name\tcolour\thandles\tfull\na\tred\t\t1\nb\tblue\t\t\n", "line 3, column colour: 'blue'"),
        ("name\tcolour\thandles\tfull\na\tred\t\tyes\n", "line 2, column full: 'yes'"),
    ],
    ids=["header", "cells", "value", "flag"],
)
def test_a_broken_table_is_named_with_line_and_column(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "pots.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(f"pots.tsv, {complaint}")):
        read_rows(path, Pot)
