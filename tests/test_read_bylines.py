"""Bylines: names are authors, roles, places and outlets are not, and prose is no byline."""

from __future__ import annotations

import pytest

from kg.read.bylines import read_byline, read_names


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Zhao Yusha", ["Zhao Yusha"]),
        ("By Ada Lind and Jo Voss, Reuters", ["Ada Lind", "Jo Voss"]),
        ("BY ADA LIND | STAFF WRITER", ["Ada Lind"]),
        ("By ADA LIND, JO VOSS and PER O'NEILL", ["Ada Lind", "Jo Voss", "Per O'Neill"]),
        ("By Ada Lind in Oslo and Jo Voss in Bergen", ["Ada Lind", "Jo Voss"]),
        ("By Ada Lind, Political Editor", ["Ada Lind"]),
        ("By Political Editor Ada Lind", ["Ada Lind"]),
        ("By Ada Lind Staff Writer", ["Ada Lind"]),
        ("By Dr. Ada Lind, Special to The Ledger", ["Ada Lind"]),
        ("By Ada M. Lind", ["Ada M. Lind"]),
        ("By Per Lind Jr., Associated Press", ["Per Lind"]),
        ("By Rosa de la Cruz & Karl von Amsel", ["Rosa de la Cruz", "Karl von Amsel"]),
        ("Written by: Ada Lind", ["Ada Lind"]),
        ("Text by Ada Lind | Photos by Jo Voss", ["Ada Lind"]),
        ("Ada Lind, Staff reporter in Oslo", ["Ada Lind"]),
        ("Ada Lind | Reuters", ["Ada Lind"]),
        ("(Reporting by Ada Lind in Oslo; Editing by Jo Voss)", ["Ada Lind"]),
        ("By Peter Sun", ["Peter Sun"]),
        ("By Peter Sun Associated Press", ["Peter Sun"]),
        ("By Reuters Staff", []),
        ("By The Associated Press", []),
        ("By Our Correspondent", []),
        ("By Staff and agencies", []),
        ("Edited by Jo Voss", []),
    ],
)
def test_byline(line: str, authors: list[str]) -> None:
    byline = read_byline(line, 0)
    assert byline is not None
    assert [credit.name for credit in byline.authors] == authors


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the town had run out of water.",
        "By Monday",
        "By the time the bridge opened, nobody came",
        "By The Numbers",
        "By law, the council must vote",
        "By Ada Lind?",
        "Ada Lind",
        "Ada Lind said no",
        "Reuters",
        "Bridge closes for winter",
        "Trump, Putin hold phone call",
        "(The bridge was built in 1903)",
        "By " + "Ada Lind, " * 30,
    ],
)
def test_no_byline(line: str) -> None:
    assert read_byline(line, 0) is None


def test_spans_are_the_names_as_printed() -> None:
    line = "BY ADA LIND and Jo Voss."
    byline = read_byline(line, 100)
    assert byline is not None
    printed = [line[c.span.start - 100 : c.span.end - 100] for c in byline.authors if c.span]
    assert printed == ["ADA LIND", "Jo Voss"]


@pytest.mark.parametrize(("line", "printed"), [("By Ada Lo.", "Ada Lo"), ("By Ada L.", "Ada L.")])
def test_the_stop_behind_a_name_is_no_part_of_it_and_that_of_an_initial_is(line: str, printed: str) -> None:
    byline = read_byline(line, 0)
    assert byline is not None
    assert [c.span.of(line) for c in byline.authors if c.span] == [printed]


def test_names_alone_are_authors_only_where_headers_have_them() -> None:
    alone = read_names("Ada Lind in Oslo", 0)
    assert alone is not None
    assert [credit.name for credit in alone.authors] == ["Ada Lind"]
    assert read_names("Bridge closes", 0) is None
