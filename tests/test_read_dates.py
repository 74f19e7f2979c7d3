"""Printed dates and hours: what they mean, and that no impossible or ambiguous one is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.stamps import is_reading_time, published_in, read_date, scan_stamp
from kg.read.tokens import tokenize


def iso(value: date | None) -> str | None:
    """The date or moment in ISO 8601, which tells a day from a midnight and a zone from none."""
    return value.isoformat() if value else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mar 19, 2025 12:32 AM", "2025-03-19T00:32:00"),
        ("March 19th, 2025", "2025-03-19"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("19 March 2025", "2025-03-19"),
        ("19th of March, 2025", "2025-03-19"),
        ("19-Mar-2025", "2025-03-19"),
        ("2025 March 19", "2025-03-19"),
        ("2025-03-19", "2025-03-19"),
        ("2025/03/19", "2025-03-19"),
        ("19.03.2025", "2025-03-19"),
        ("03/19/2025", "2025-03-19"),
        ("3/3/2025", "2025-03-03"),
        ("Friday, July 21, 2017.", "2017-07-21"),
        ("2025-03-19T00:32:00Z", "2025-03-19T00:32:00+00:00"),
        ("2025-03-19T00:32:00.123+08:00", "2025-03-19T00:32:00+08:00"),
        ("2025-03-19 00:32:05", "2025-03-19T00:32:05"),
        ("Wed, 19 Mar 2025 00:32:00 +0000", "2025-03-19T00:32:00+00:00"),
        ("Mar 19, 2025 at 12:32 AM (UTC+8)", "2025-03-19T00:32:00+08:00"),
        ("12:32 a.m., March 19, 2025", "2025-03-19T00:32:00"),
        ("March 19, 2025, 9 p.m. JST", "2025-03-19T21:00:00+09:00"),
        ("19 Mar 2025 10.05 GMT", "2025-03-19T10:05:00+00:00"),
        ("19 March 2025, 1400 GMT", "2025-03-19T14:00:00+00:00"),
        ("Published: 19 March 2025", "2025-03-19"),
    ],
)
def test_a_printed_date_is_read(text: str, value: str) -> None:
    assert iso(read_date(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Feb 30, 2024", id="no such day"),
        pytest.param("2025-13-01", id="no such month"),
        pytest.param("0000-01-01", id="year nought"),
        pytest.param("99999-01-01", id="five-digit year"),
        pytest.param("9999-12-31", id="clock that was never set"),
        pytest.param("3/4/2025", id="day and month in either order"),
        pytest.param("March 18", id="no year"),
        pytest.param("Monday", id="weekday alone"),
        pytest.param("10:15 p.m.", id="hour alone"),
        pytest.param("yesterday", id="relative"),
        pytest.param("March 19, 2025 was cold", id="sentence"),
        pytest.param("19 March 2025 " * 100, id="too long"),
        pytest.param("1" * 5000, id="giant number"),
        pytest.param("٢٠٢٥-٠٣-١٩", id="figures that are not ASCII"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["2016-12-31T23:59:60Z", "2016-12-31 24:00", "2016-12-31 13:75"])
def test_an_impossible_hour_leaves_the_day(text: str) -> None:
    assert read_date(text) == date(2016, 12, 31)


@pytest.mark.parametrize("zone", ["ET", "CST", "IST", "BST"])
def test_a_zone_with_several_offsets_tells_none(zone: str) -> None:
    assert iso(read_date(f"19 March 2025, 10:05 {zone}")) == "2025-03-19T10:05:00"


@given(st.dates(date(1605, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_printed_forms(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day:%B} {day.day}, {day:%Y}") == day
    assert read_date(f"{day:%A}, {day.day} {day:%b} {day:%Y}") == day


@given(st.dates(date(1605, 1, 1), date(2199, 12, 31)), st.times(timezones=st.just(UTC)))
def test_every_moment_is_read_back_from_iso_8601(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock.replace(microsecond=0))
    assert read_date(moment.isoformat()) == moment


@given(st.text())
def test_any_text_gives_a_date_or_none(text: str) -> None:
    found = read_date(text)
    assert found is None or isinstance(found, date)


def test_publication_goes_before_update_and_an_hour_before_none() -> None:
    line = "Updated 20 March 2025 09:00 | Published 19 March 2025 | 18 March 2025 07:00"
    stamp = scan_stamp(tokenize(line))
    assert stamp is not None
    assert iso(published_in(stamp.moments)) == "2025-03-19"
    assert iso(published_in(stamp.moments[::2])) == "2025-03-18T07:00:00"
    assert published_in(()) is None


def test_a_stamp_ends_where_the_text_begins() -> None:
    line = "date 2025-03-18 At least five bridges closed"
    stamp = scan_stamp(tokenize(line))
    assert stamp is not None
    assert (line[: stamp.end], stamp.whole) == ("date 2025-03-18", False)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("5 min read", True), ("2 hours ago", True), ("12 bridges", False), ("read", False)],
)
def test_reading_time_is_recognised(line: str, *, expected: bool) -> None:
    assert is_reading_time(tokenize(line)) is expected
