from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.authority import SHIPPED, Authority, CandidateType, Match, Office, normalize_name
from kg.authority.index import Index
from kg.authority.names import body_key, spelling_key
from kg.authority.writing import Filing, Record, plain
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TERM = Office("President", "", "XK", "2019-05-20", "", "2025-01-31")
ADA = Record(
    "Q1",
    "Ada Lindqvist",
    ("Ada M. Lindkvist",),
    CandidateType.PERSON,
    ("SE",),
    "chemist",
    (TERM,),
    (),
    ("a",),
)
NAMESAKE = Record("Q2", "Ada Lindqvist", (), CandidateType.PERSON, ("FI",), "rower", (), (), ("b",))
BODY = Record("Q3", "Lind Defence Ltd", ("LD",), CandidateType.COMPANY, ("SE",), "", (), (), ("a",))
TOWN = Record("Q4", "Lindö", (), CandidateType.PLACE, ("SE",), "town", (), (), ("a",))


def write(path: Path, records: Iterable[Record]) -> Index:
    filing = Filing()
    for record in records:
        filing.add(record)
    filing.write(path)
    return Index(path)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority([write(tmp_path / "one.authority", [ADA, NAMESAKE, BODY, TOWN])])


def identifiers(found: Iterable[object]) -> list[str]:
    return [getattr(one, "identifier", "") for one in found]


def test_a_file_is_told_by_its_bytes_but_for_the_one_that_comes_with_newskg(tmp_path: Path) -> None:
    path = tmp_path / "one.authority"
    one = write(path, [ADA])
    assert Authority([one, Index(SHIPPED)]).digests() == (sha256(path.read_bytes()).hexdigest(),)


def test_every_bearer_of_a_name_is_a_candidate(authority: Authority) -> None:
    assert identifiers(authority.people("Ada Lindqvist")) == ["Q1", "Q2"]


def test_a_candidate_carries_what_its_table_says(authority: Authority) -> None:
    found = authority.people("ada lindqvist")[0]
    assert (found.label, found.type, found.countries, found.description, found.tables) == (
        "Ada Lindqvist",
        CandidateType.PERSON,
        ("SE",),
        "chemist",
        ("a",),
    )
    assert found.offices == (TERM,)


def test_an_alias_is_told_from_a_label(authority: Authority) -> None:
    assert [one.match for one in authority.people("Ada M. Lindkvist")] == [Match.ALIAS]


def test_a_name_without_its_initial_is_met_as_a_spelling(authority: Authority) -> None:
    found = authority.people("Ada Lindkvist")
    assert [(one.identifier, one.match) for one in found] == [("Q1", Match.SPELLING)]


def test_a_body_is_met_without_its_legal_form(authority: Authority) -> None:
    assert [(one.identifier, one.match) for one in authority.organizations("Lind Defense")] == [
        ("Q3", Match.SPELLING)
    ]


@pytest.mark.parametrize(
    "name",
    ["Ada Lindqvist", "Ada Lindkvist", "Lind Defence Ltd", "Lind Defense", "LD", "Lindö", "Ida Lind", ""],
)
def test_a_name_is_known_when_it_has_a_candidate(authority: Authority, name: str) -> None:
    assert authority.knows_person(name) == bool(authority.people(name))
    assert authority.knows_organization(name) == bool(authority.organizations(name))
    assert authority.knows_place(name) == bool(authority.places(name))


def test_a_country_leaves_out_bodies_of_others(authority: Authority) -> None:
    assert identifiers(authority.organizations("Lind Defence Ltd", country="SE")) == ["Q3"]
    assert authority.organizations("Lind Defence Ltd", country="FI") == ()


def test_kinds_are_kept_apart(authority: Authority) -> None:
    assert identifiers(authority.places("Lindo")) == ["Q4"]
    assert authority.people("Lindö") == authority.organizations("Lindö") == ()


def test_holders_are_found_for_attested_days_only(authority: Authority) -> None:
    assert identifiers(authority.holders("president", "XK", date(2024, 1, 1))) == ["Q1"]
    assert authority.holders("president", "XK", date(2025, 2, 1)) == ()
    assert authority.holders("president", "XK", date(2019, 5, 19)) == ()


def test_an_earlier_file_speaks_for_what_it_knows(tmp_path: Path) -> None:
    own = Record("urn:ada", "Ada Lindqvist", (), CandidateType.PERSON, same_as=("Q1",))
    indexes = [write(tmp_path / "own", [own]), write(tmp_path / "other", [ADA, NAMESAKE])]
    assert identifiers(Authority(indexes).people("Ada Lindqvist")) == ["urn:ada", "Q2"]


def test_rows_of_one_identifier_become_one_entity(tmp_path: Path) -> None:
    more = Record("Q1", "A. Lindqvist", (), CandidateType.PERSON, ("NO",), "", (), (), ("c",))
    found = Authority([write(tmp_path / "a", [ADA, more])]).people("A. Lindqvist")
    assert [(one.label, one.countries, one.tables) for one in found] == [
        ("Ada Lindqvist", ("SE", "NO"), ("a", "c"))
    ]


def test_order_of_records_does_not_change_the_file(tmp_path: Path) -> None:
    write(tmp_path / "a", [ADA, NAMESAKE, BODY, TOWN]).close()
    write(tmp_path / "b", [TOWN, BODY, NAMESAKE, ADA]).close()
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"qid\tlabel\n", b"#newskg-authority\t9\t1\t1\t60\n", b"\xff\xfe\n\x00"]
)
def test_another_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(InputError, match="authority file"):
        Index(tmp_path / "x")


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_ends_in_an_answer_or_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "a"
    write(path, [ADA, NAMESAKE, BODY, TOWN]).close()
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    try:
        authority = Authority([Index(path)])
        authority.people("Ada Lindqvist")
        authority.organizations("Lind Defense")
        authority.places("Lindö")
        authority.holders("president", "XK", date(2024, 1, 1))
    except InputError as error:
        assert str(path) in error.message  # noqa: PT017 - either outcome is right


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_every_name_filed_is_found_again(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    records = [Record(f"Q{n}", name, (), CandidateType.PERSON) for n, name in enumerate(names, 1)]
    index = write(tmp_path_factory.mktemp("names") / "a", records)
    authority = Authority([index])
    for record in records:
        if normalize_name(record.label):
            assert record.identifier in identifiers(authority.people(record.label))
        found = authority.get(record.identifier)
        assert found is not None
        assert found.label == plain(record.label)
    index.close()


@given(st.text())
def test_keys_are_keys_of_themselves(name: str) -> None:
    key = normalize_name(name)
    assert normalize_name(key) == key
    assert spelling_key(spelling_key(key)) == spelling_key(key)
    assert body_key(body_key(key)) == body_key(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Abdel-Fattah el-Sissi", "Abdel Fattah al-Sisi"),
        ("Muhammad Yunus", "Mohammed Yunus"),
        ("Donald J. Trump", "Donald Trump"),
        ("Dmitry Medvedev", "Dmitri Medvedev"),
        ("Bashar al-Assad", "Bashar Assad"),
    ],
)
def test_agency_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert spelling_key(normalize_name(one)) == spelling_key(normalize_name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Li Keqiang", "Ly Keqiang"),
        ("Anna Lind", "Anne Lind"),
        ("Robert Lind Jr.", "Robert Lind"),
        ("Xi Jinping", "Jinping"),
    ],
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert spelling_key(normalize_name(one)) != spelling_key(normalize_name(other))


def test_every_key_of_a_long_file_is_found(tmp_path: Path) -> None:
    filing = Filing()
    numbers = range(1, 6000)
    for number in numbers:
        filing.add(Record(f"Q{number}", f"Body {number} of Nordby", type=CandidateType.ORGANIZATION))
    path = tmp_path / "bodies.authority"
    filing.write(path)
    authority = Authority((Index(path),))
    found = [authority.organizations(f"Body {number} of Nordby") for number in numbers]
    assert [[one.identifier for one in each] for each in found] == [[f"Q{number}"] for number in numbers]
    for name in ("Body 0 of Nordby", "Aaa", "Zzz"):
        assert authority.organizations(name) == ()
    authority.close()
