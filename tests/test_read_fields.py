"""Dates of records: every form that feeds have is read, and none becomes another day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.stamps import read_date

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1605, 1, 1), datetime(2199, 12, 31), timezones=ZONES).map(  # noqa: DTZ001  # bounds
    lambda moment: moment.replace(microsecond=0)
)


def iso(value: date | None) -> str | None:
    """The date or moment in ISO 8601, which tells a day from a midnight and a zone from none."""
    return value.isoformat() if value else None


@pytest.mark.parametrize("zone", ["Z", "+05:30", "-05:00", "\u221205:00", "+00:00"])
def test_the_zone_of_a_day_is_no_hour(zone: str) -> None:
    assert iso(read_date(f"2025-03-04{zone}")) == "2025-03-04"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("20250304", "2025-03-04", id="NITF day"),
        pytest.param("20250304T091500Z", "2025-03-04T09:15:00+00:00", id="NITF moment"),
        pytest.param("20250304T091500+0530", "2025-03-04T09:15:00+05:30", id="NewsML"),
        pytest.param("20250304T0915-05", "2025-03-04T09:15:00-05:00", id="zone of hours"),
        pytest.param("20250304T091500.123Z", "2025-03-04T09:15:00+00:00", id="parts of a second"),
        pytest.param("20250304091500", "2025-03-04T09:15:00", id="GDELT"),
        pytest.param("202503040915", "2025-03-04T09:15:00", id="without seconds"),
        pytest.param("2025-03-04T09:15:00,123Z", "2025-03-04T09:15:00+00:00", id="comma"),
        pytest.param("Tue Mar  4 09:15:00 2025", "2025-03-04T09:15:00", id="asctime"),
        pytest.param("Tue Mar 4 09:15:00 EST 2025", "2025-03-04T09:15:00-05:00", id="date(1)"),
        pytest.param("Tue Mar 04 09:15:00 +0000 2025", "2025-03-04T09:15:00+00:00", id="X"),
        pytest.param("Tue, 04 Mar 25 09:15:00 GMT", "2025-03-04T09:15:00+00:00", id="RFC 822"),
        pytest.param("Thu, 04 Mar 99 09:15 EST", "1999-03-04T09:15:00-05:00", id="last century"),
        pytest.param("Tuesday, 04-Mar-25 09:15:00 GMT", "2025-03-04T09:15:00+00:00", id="RFC 850"),
        pytest.param("Tue, 04 Mar 2025 09:15:00 UT", "2025-03-04T09:15:00+00:00", id="UT"),
        pytest.param("Tue, 04 Mar 2025 09:15:00 A", "2025-03-04T09:15:00", id="zone of one letter"),
        pytest.param("4 Mar 2025 09:15 PM", "2025-03-04T21:15:00", id="half of the day"),
        pytest.param("Tue, 04 Mar 2025 09:15:00 Z", "2025-03-04T09:15:00+00:00", id="Z"),
        pytest.param("1741079700", "2025-03-04T09:15:00+00:00", id="seconds"),
        pytest.param("1741079700.5", "2025-03-04T09:15:00+00:00", id="seconds and parts"),
        pytest.param("1741079700000", "2025-03-04T09:15:00+00:00", id="milliseconds"),
        pytest.param("999999999", "2001-09-09T01:46:39+00:00", id="nine figures"),
        pytest.param("1999999999", "2033-05-18T03:33:19+00:00", id="seconds that are no day"),
    ],
)
def test_a_date_of_a_feed_is_read(text: str, value: str) -> None:
    assert iso(read_date(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2025-02-30+01:00", id="zoned"),
        pytest.param("20250230", id="unsigned"),
        pytest.param("20251301T091500Z", id="unsigned moment"),
        pytest.param("20250230091500", id="GDELT"),
        pytest.param("Tue Feb 30 09:15:00 2025", id="asctime"),
        pytest.param("Tue, 31 Feb 25 09:15:00 GMT", id="RFC 822"),
        pytest.param("-2025-03-04", id="before the first year"),
        pytest.param("0", id="nought"),
        pytest.param("0000000000", id="clock that was never set"),
        pytest.param("2030030409", id="seconds, or a day and its hour"),
        pytest.param("9999999999", id="too late"),
        pytest.param("99999999", id="eight figures"),
        pytest.param("1741079700000000", id="sixteen figures"),
        pytest.param("٢٠٢٥٠٣٠٤", id="figures that are not ASCII"),
    ],
)
def test_an_impossible_date_of_a_feed_gives_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["20250304T246000Z", "20250304096100", "Tue Mar  4 25:00:00 2025"])
def test_an_impossible_hour_of_a_feed_leaves_the_day(text: str) -> None:
    assert iso(read_date(text)) == "2025-03-04"


@given(MOMENTS)
def test_every_moment_is_read_back_without_its_signs(moment: datetime) -> None:
    day = f"{moment:%Y}".rjust(4, "0") + f"{moment:%m%d}"
    assert read_date(f"{day}T{moment:%H%M%S%z}") == moment
    assert read_date(day) == moment.date()


@given(st.integers(10**9, 19 * 10**8 - 1))
def test_every_second_up_to_2030_is_read_back(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, tz=UTC)
    assert read_date(str(seconds)) == read_date(f"{seconds}999") == moment
