"""Datelines: how far they reach, which day they print, and what only looks like one."""

from __future__ import annotations

import pytest

from kg.read.datelines import find_dateline

REST = "The council voted on Tuesday to keep the bridge shut for the winter."


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON (AP) —",
        "MANCHESTER, N.H. (AP) —",
        "Washington (AFP) –",
        "BEIJING, March 18 (Xinhua) --",
        "LONDON, March 3 (Reuters) -",
        "KYIV/LONDON, March 3 (Reuters) -",
        "FLINT, Mich., Oct. 4 (UPI) —",
        "Nairobi, May 6 2022 (IPS) -",
        "WASHINGTON, D.C. —",
        "NEWPORT NEWS, Va. -",
        "WASHINGTON ―",
        "(Reuters) -",
        "KUWAIT:",
        "New Delhi:",
        "SRINAGAR, March 3:",
        "Srinagar, March 3 (KNO):",
    ],
)
def test_dateline_of_the_first_paragraph(dateline: str) -> None:
    found = find_dateline(f"{dateline} {REST}", first=True)
    assert found is not None
    assert found.end == len(dateline)


@pytest.mark.parametrize("text", ["TEHRAN— The council voted.", "BOSTON —Standing there, he spoke."])
def test_blanks_beside_the_dash_may_be_missing(text: str) -> None:
    found = find_dateline(text, first=True)
    assert found is not None
    assert text[: found.end].endswith("—")


@pytest.mark.parametrize("head", ["Oslo (CNN)", "(CNN)", "Oslo, March 3 (Reuters) "])
def test_an_outlet_in_brackets_needs_no_dash(head: str) -> None:
    found = find_dateline(f"{head}{REST}", first=True)
    assert found is not None
    assert found.end == len(head.rstrip())


@pytest.mark.parametrize(
    "text", [f"Anna Lind (Labour) {REST}", f"Oslo (CNN) and other cities say: {REST}", "Oslo (CNN)The end"]
)
def test_other_words_in_brackets_are_no_dateline(text: str) -> None:
    assert find_dateline(text, first=True) is None


def test_a_full_date_is_told() -> None:
    found = find_dateline(f"OSLO, May 6, 2022 (Reuters) - {REST}", first=True)
    assert found is not None
    assert [moment.day.isoformat() for moment in found.moments] == ["2022-05-06"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NASA — the space agency — said no.", id="acronym and apposition"),
        pytest.param("US - China talks resume.", id="two letters"),
        pytest.param("World Health Organization (WHO) – It is a body of the UN.", id="name and acronym"),
        pytest.param("Lind — She is the mayor — said no.", id="name and insertion"),
        pytest.param("VOSS: I have not decided.", id="transcript"),
        pytest.param("Moscow: We will not yield.", id="capital in a conversation"),
        pytest.param("On March 3 – Easter Sunday – the council met.", id="sentence with a date"),
        pytest.param(f"Oslo: {REST.lower()}", id="small letter after the colon"),
        pytest.param("THE COUNCIL HAS VOTED AGAIN ON THIS - Nobody knows why.", id="sentence in capitals"),
        pytest.param("OSLO —", id="nothing after it"),
        pytest.param("— OSLO", id="nothing before it"),
        pytest.param("She said: no - Never.", id="prose with a dash"),
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text, first=True) is None


def test_later_paragraphs_need_place_in_capitals_and_agency_or_day() -> None:
    assert find_dateline(f"OSLO (AP) — {REST}", first=False) is not None
    assert find_dateline(f"OSLO, June 3 – {REST}", first=False) is not None
    assert find_dateline(f"Oslo, June 3 – {REST}", first=False) is None
    assert find_dateline(f"OSLO — {REST}", first=False) is None
    assert find_dateline(f"Oslo (AP) — {REST}", first=False) is None
