"""When a name of the tables is the one in the article, and when it may be a namesake's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.authority import Authority, CandidateType
from kg.authority.candidate import Office
from kg.authority.index import Index
from kg.authority.writing import Filing, Record
from kg.entities.groups import Group
from kg.entities.links import Linker, is_public
from kg.entities.tenure import Tenure
from kg.lexicons import load
from kg.model import EntityKind

if TYPE_CHECKING:
    from pathlib import Path

MEMBER = Office("member", "", "NO", "2001", "2005", "2022-07-22")
PRESIDENT = Office("President", "", "NO", "2001", "2005", "2022-07-22")


def accepted(
    path: Path,
    *,
    tables: tuple[str, ...],
    office: Office = MEMBER,
    title: str = "",
    countries: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> bool:
    """Whether Karl Berg of these tables is the Karl Berg of an article with these titles and countries."""
    filing = Filing()
    filing.add(Record("Q1", "Karl Berg", (), CandidateType.PERSON, ("NO",), "", (office,), (), tables))
    filing.write(path)
    authority = Authority([Index(path)])
    berg, other = (Group(EntityKind.PERSON, names=[name]) for name in ("Karl Berg", "Eva Lind"))
    tenures = {berg: [Tenure(berg, title)] if title else [], other: [Tenure(other, one) for one in others]}
    public = is_public([title, *others], load())
    linker = Linker(None, frozenset(countries), tenures, load(), authority, public)
    return any(link.accepted for link in linker.identify(berg).links)


def test_a_notable_person_needs_no_second_sign(tmp_path: Path) -> None:
    assert accepted(tmp_path / "a", tables=("fb15k",))
    assert accepted(tmp_path / "a", tables=("officeholders", "fb15k"))


def test_a_table_of_the_users_own_is_trusted(tmp_path: Path) -> None:
    assert accepted(tmp_path / "a", tables=("staff",))


@pytest.mark.parametrize("table", ["officeholders", "everypolitician", "congress", "chadwick", "leaders"])
def test_a_name_of_a_list_of_everybody_may_be_a_namesakes(tmp_path: Path, table: str) -> None:
    assert not accepted(tmp_path / "a", tables=(table,))
    assert not accepted(tmp_path / "a", tables=(table,), title="coach", countries=("NO",))


def test_an_office_in_the_article_tells_the_office_holder(tmp_path: Path) -> None:
    assert accepted(tmp_path / "a", tables=("officeholders",), title="Senator")


def test_among_office_holders_the_country_tells_enough(tmp_path: Path) -> None:
    tables = ("officeholders",)
    assert accepted(tmp_path / "a", tables=tables, countries=("NO",), others=("Finance Minister",))
    assert not accepted(tmp_path / "a", tables=tables, countries=("SE",), others=("Finance Minister",))


def test_who_led_a_country_is_known_there(tmp_path: Path) -> None:
    assert accepted(tmp_path / "a", tables=("leaders",), office=PRESIDENT, countries=("NO",))
    assert not accepted(tmp_path / "a", tables=("leaders",), office=PRESIDENT)


def linker(path: Path, record: Record, tenures: dict[Group, list[Tenure]], day: date | None = None) -> Linker:
    """A linker of an article in Norway, with one record to ask."""
    filing = Filing()
    filing.add(record)
    filing.write(path)
    return Linker(day, frozenset({"NO"}), tenures, load(), Authority([Index(path)]), political=False)


@pytest.mark.parametrize(
    ("day", "former", "found"),
    [
        pytest.param(date(2003, 1, 1), False, True, id="in office"),
        pytest.param(date(2007, 1, 1), False, False, id="after it"),
        pytest.param(date(2003, 1, 1), True, False, id="called former"),
        pytest.param(None, False, False, id="no day"),
    ],
)
def test_a_surname_with_a_title_tells_who_held_it_on_the_day(
    tmp_path: Path, day: date | None, *, former: bool, found: bool
) -> None:
    record = Record("Q1", "Karl Berg", (), CandidateType.PERSON, ("NO",), "", (PRESIDENT,), (), ("leaders",))
    berg, norway = Group(EntityKind.PERSON, names=["Berg"]), Group(EntityKind.COUNTRY, key="NO")
    tenures = {berg: [Tenure(berg, "President", country=norway, former=former)]}
    asked = linker(tmp_path / "a", record, tenures, day)
    identity = asked.identify(berg)
    accepted = [link.target for link in identity.links if link.accepted]
    assert accepted == (["http://www.wikidata.org/entity/Q1"] if found else [])
    assert identity.country == ("NO" if found else "")


@pytest.mark.parametrize(("country", "found"), [("NO", True), ("SE", False)])
def test_a_body_of_one_word_is_linked_in_its_country(tmp_path: Path, country: str, *, found: bool) -> None:
    record = Record("Q2", "Nordkraft", (), CandidateType.ORGANIZATION, (country,), tables=("ror",))
    body = Group(EntityKind.ORGANIZATION, names=["Nordkraft"])
    links = linker(tmp_path / "a", record, {}).identify(body).links
    assert [link.accepted for link in links] == [found]
