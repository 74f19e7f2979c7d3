from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

import kg.authority
from kg.authority import SHIPPED, Authority, CandidateType, Match, Office, load
from kg.authority.build import Spelling, build
from kg.authority.index import Index
from kg.authority.offices import Catalog, offices_of
from kg.authority.tables import HERE, read_tables
from kg.lexicons import load as load_lexicons
from kg.lexicons import read_rows

TABLES = read_tables()
CATALOGS = {row.catalog: row for row in read_rows(HERE / "catalogs.tsv", Catalog)}
COLUMNS = (
    "qid",
    "label",
    "aliases",
    "type",
    "country",
    "description",
    "catalog",
    "since",
    "start",
    "end",
    "adm1",
)
MEGABYTE = 1_000_000


def office(description: str, **row: str) -> list[Office]:
    return list(offices_of({"country": "", **row, "description": description}, "2025-01-31", CATALOGS))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every table, all of them empty."""
    for table in TABLES:
        fill(tmp_path, table.table)
    return tmp_path


def fill(folder: Path, name: str, *rows: dict[str, str]) -> None:
    table = next(table for table in TABLES if table.table == name)
    lines = [COLUMNS, *([row.get(column, "") for column in COLUMNS] for row in rows)]
    text = "".join("\t".join(line) + "\n" for line in lines).encode()
    (folder / table.file).write_bytes(gzip.compress(text) if table.file.endswith(".gz") else text)


def built(folder: Path) -> Authority:
    build(folder, folder / "out.authority")
    return Authority([Index(folder / "out.authority")])


def test_a_title_loses_its_country() -> None:
    assert office("Prime Minister of Kyrgyzstan 2021-", country="KG", start="2021") == [
        Office("Prime Minister", "", "KG", "2021", "", "2025-01-31")
    ]


def test_each_of_several_offices_is_one() -> None:
    found = office(
        "President / Minister of Finance (sri lanka)", country="LK", catalog="sri-lanka", since="2024-09-23"
    )
    assert [(one.title, one.body, one.start) for one in found] == [
        ("President", "", "2024-09-23"),
        ("Minister of Finance", "", "2024-09-23"),
    ]


def test_a_seat_in_a_legislature_has_the_legislature_as_body() -> None:
    (found,) = office("member of the Chamber of Deputies (italy) 2018-", country="IT", catalog="italy")
    assert (found.title, found.body) == ("member", "Chamber of Deputies")
    (found,) = office("member of legislature: UK, Commons (as of 2015)", country="GB")
    assert (found.title, found.body, found.start) == ("member", "UK, Commons", "")


def test_an_office_of_a_state_is_not_one_of_the_country() -> None:
    (found,) = office("Governor (ohio)", catalog="ohio", since="2019-01-14")
    assert (found.title, found.body, found.country) == ("Governor", "Ohio", "US")


def test_terms_of_the_united_states_end_on_the_day_the_constitution_says() -> None:
    (found,) = office("U.S. president  Democrat 2021-2025", country="US")
    assert (found.start, found.end) == ("2021-01-20", "2025-01-20")
    (found,) = office("U.S. senator MT Republican 2025-2031", country="US")
    assert (found.body, found.start, found.end) == ("MT", "2025-01-03", "2031-01-03")


def test_a_one_word_alias_of_a_person_is_left_out(folder: Path) -> None:
    fill(
        folder,
        "fb15k",
        {"qid": "Q990000001", "label": "Ada Lind", "aliases": "Lind|@ada|Ada L. Lind", "type": "person"},
    )
    authority = built(folder)
    assert authority.people("Lind") == authority.people("ada") == ()
    assert [one.match for one in authority.people("Ada L. Lind")] == [Match.ALIAS]


def test_every_alias_of_two_words_leads_to_the_person(folder: Path) -> None:
    fill(
        folder,
        "fb15k",
        {"qid": "Q990000001", "label": "Ada Lind", "aliases": "Ada L. Lind|Ada Berg", "type": "person"},
    )
    authority = built(folder)
    for alias in ("Ada L. Lind", "Ada Berg"):
        assert [one.match for one in authority.people(alias)] == [Match.ALIAS]


def test_an_alias_of_a_body_that_is_a_place_is_left_out(folder: Path) -> None:
    fill(folder, "natural-earth", {"qid": "Q990000002", "label": "Lindby", "type": "place", "adm1": "Skåne"})
    body = {
        "qid": "Q990000003",
        "label": "Lindby University (Sweden)",
        "aliases": "Lindby|LU",
        "type": "organization",
    }
    fill(folder, "ror", body)
    authority = built(folder)
    assert authority.organizations("Lindby") == ()
    assert [one.label for one in authority.organizations("Lindby University")] == ["Lindby University"]
    assert [one.description for one in authority.places("Lindby")] == ["Skåne"]


def test_names_without_latin_letters_are_left_out(folder: Path) -> None:
    fill(folder, "officeholders", {"qid": "Q990000004", "label": "黄志峰", "type": "person", "country": "CN"})
    assert built(folder).get("Q990000004") is None


def test_a_guessed_place_is_believed_only_with_a_word_for_a_place(folder: Path) -> None:
    rows = [
        {"qid": "Q990000005", "label": "Lindology", "type": "place", "description": "study of limes"},
        {"qid": "Q990000006", "label": "Lindia", "type": "place", "description": "town in Sweden"},
    ]
    fill(folder, "fb15k", *rows)
    authority = built(folder)
    assert authority.places("Lindology") == ()
    assert [one.type for one in authority.places("Lindia")] == [CandidateType.PLACE]


def test_two_tables_of_one_person_become_one_candidate(folder: Path) -> None:
    person = {"qid": "Q990000007", "label": "Ada Lind", "type": "person"}
    leader = {
        "country": "NO",
        "catalog": "norway",
        "since": "2024-01-01",
        "description": "Prime Minister (norway)",
    }
    fill(folder, "leaders", person | leader)
    fill(
        folder,
        "officeholders",
        person | {"country": "SE", "description": "Minister of Trade (sweden) 2011-2012"},
    )
    (found,) = built(folder).people("Ada Lind")
    assert found.countries == ("NO", "SE")
    assert [one.title for one in found.offices] == ["Prime Minister", "Minister of Trade"]
    assert found.tables == ("leaders", "officeholders")


def test_countries_and_bodies_of_the_lexicons_can_be_looked_up(folder: Path) -> None:
    authority = built(folder)
    assert [one.identifier for one in authority.places("Ivory Coast")] == ["Q1008"]
    assert [one.identifier for one in authority.organizations("IAEA")] == ["Q41984"]
    assert authority.organizations("Fed") == ()


def test_the_build_is_the_same_each_time(folder: Path) -> None:
    build(folder, folder / "a")
    build(folder, folder / "b")
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes()


def test_every_table_may_be_shipped_and_is_credited() -> None:
    notice = (Path(kg.authority.__file__).parent / "NOTICE").read_text(encoding="utf-8")
    assert {table.terms for table in TABLES} == {"yes", "attribution", "wikidata"}
    assert [table.order for table in TABLES] == sorted(table.order for table in TABLES)
    for table in TABLES:
        assert table.origin in notice
        assert table.licence in notice
        assert table.credit in notice


def test_small_tables_are_sorted_without_duplicates() -> None:
    catalogs = [row.catalog for row in read_rows(HERE / "catalogs.tsv", Catalog)]
    assert catalogs == sorted(set(catalogs))
    spellings = [(row.qid, row.name) for row in read_rows(HERE / "spellings.tsv", Spelling)]
    assert spellings == sorted(set(spellings))


def test_the_shipped_file_is_whole_and_small() -> None:
    assert 200_000 < len(Index(SHIPPED)) < 300_000
    assert SHIPPED.stat().st_size < 32 * MEGABYTE


def test_the_shipped_file_names_known_tables_only() -> None:
    known = {"newskg", *(table.table for table in TABLES)}
    for name in ("Vladimir Putin", "Angela Merkel", "Lionel Messi"):
        (found,) = load().people(name)
        assert set(found.tables) <= known


@pytest.mark.parametrize(
    ("name", "qid"),
    [
        ("Donald Trump", "Q22686"),
        ("Donald J. Trump", "Q22686"),
        ("Vladimir Putin", "Q7747"),
        ("Volodymyr Zelensky", "Q3874799"),
        ("Volodymyr Zelenskyy", "Q3874799"),
        ("Volodymyr Zelenskiy", "Q3874799"),
        ("Emmanuel Macron", "Q3052772"),
        ("Keir Starmer", "Q6383803"),
        ("JD Vance", "Q28935729"),
        ("J. D. Vance", "Q28935729"),
        ("Sergei Lavrov", "Q58217"),
        ("Recep Tayyip Erdogan", "Q39259"),
        ("Ferdinand Marcos Jr.", "Q983324"),
        ("Abdel Fattah el-Sissi", "Q307871"),
    ],
)
def test_leaders_are_found_by_the_spellings_of_the_news(name: str, qid: str) -> None:
    assert [one.identifier for one in load().people(name)] == [qid]


def test_an_academy_is_found_by_its_full_name() -> None:
    assert [one.identifier for one in load().organizations("Chinese Academy of Social Sciences")] == [
        "Q1073828"
    ]


def test_every_country_is_a_place_with_its_own_id() -> None:
    authority = load()
    for country in load_lexicons().countries:
        assert country.qid in [one.identifier for one in authority.places(country.label)], country.code


@pytest.mark.parametrize(
    ("title", "country", "day", "labels"),
    [
        ("president", "RU", date(2024, 3, 1), ["Vladimir Putin"]),
        ("prime minister", "GB", date(2014, 3, 1), ["David Cameron"]),
        ("President", "US", date(2025, 3, 18), ["Donald Trump"]),
        ("president", "XK", date(1900, 1, 1), []),
    ],
)
def test_holders_of_an_office_are_found_by_day(
    title: str, country: str, day: date, labels: list[str]
) -> None:
    assert [one.label for one in load().holders(title, country, day)] == labels
