from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.statements.times import find_time
from kg.model import SayingTime, Span
from tests.handmade import span

TUESDAY = date(2025, 3, 18)


def days(text: str, anchor: date = TUESDAY) -> tuple[date | None, date] | None:
    """First and last day that the text tells, or None."""
    time = find_time(text, Span(0, len(text)), anchor)
    return None if time is None else (time.not_before, time.not_after)


def day(text: str, anchor: date = TUESDAY) -> date | None:
    """The one day that the text tells, or None; a period fails."""
    told = days(text, anchor)
    assert told is None or told[0] == told[1]
    return None if told is None else told[1]


def period(first: str, last: str) -> tuple[date, date]:
    """Two days written as ISO dates."""
    return date.fromisoformat(first), date.fromisoformat(last)


# --- one day --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2025-03-18"),
        ("tonight", "2025-03-18"),
        ("this morning", "2025-03-18"),
        ("this afternoon", "2025-03-18"),
        ("this evening", "2025-03-18"),
        ("yesterday", "2025-03-17"),
        ("last night", "2025-03-17"),
        ("on Tuesday", "2025-03-18"),
        ("Tuesday", "2025-03-18"),
        ("on Monday", "2025-03-17"),
        ("on Monday morning", "2025-03-17"),
        ("late on Sunday", "2025-03-16"),
        ("early Saturday", "2025-03-15"),
        ("on Friday", "2025-03-14"),
        ("on Thursday", "2025-03-13"),
        ("on Wednesday", "2025-03-12"),
        ("last Tuesday", "2025-03-11"),
        ("last Friday", "2025-03-14"),
        ("On MONDAY", "2025-03-17"),
        ("on Thurs", "2025-03-13"),
        ("two days ago", "2025-03-16"),
        ("a day ago", "2025-03-17"),
        ("10 days ago", "2025-03-08"),
    ],
)
def test_a_day_is_read_from_the_day_of_publication(text: str, expected: str) -> None:
    assert day(text) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 13", "2025-03-13"),
        ("on March 13th", "2025-03-13"),
        ("on 13 March", "2025-03-13"),
        ("on the 13th of March", "2025-03-13"),
        ("on Feb. 3", "2025-02-03"),
        ("on Sept. 4", "2024-09-04"),
        ("on 4 Sept", "2024-09-04"),
        ("March 18", "2025-03-18"),
        ("March 19", "2024-03-19"),
        ("December 31", "2024-12-31"),
        ("February 29", "2024-02-29"),
    ],
)
def test_a_day_of_a_month_is_the_latest_one_not_after_publication(text: str, expected: str) -> None:
    assert day(text) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 13, 2021", "2021-03-13"),
        ("13 March 2021", "2021-03-13"),
        ("on 1 August 1999", "1999-08-01"),
        ("2024-11-05", "2024-11-05"),
        ("Aug. 9, 2020", "2020-08-09"),
    ],
)
def test_an_explicit_year_wins(text: str, expected: str) -> None:
    assert day(text) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday, March 6", "2025-03-06"),
        ("on Thursday 6 March", "2025-03-06"),
        ("Friday, May 9, 2021", "2021-05-09"),
    ],
)
def test_a_date_beside_a_weekday_decides(text: str, expected: str) -> None:
    assert day(text) == date.fromisoformat(expected)


@pytest.mark.parametrize("offset", range(7))
def test_a_weekday_is_one_of_the_last_seven_days(offset: int) -> None:
    anchor = TUESDAY + timedelta(offset)
    told = day("on Thursday", anchor)
    assert told is not None
    assert told.strftime("%A") == "Thursday"
    assert timedelta(0) <= anchor - told < timedelta(7)


def test_a_last_weekday_is_never_the_day_of_publication() -> None:
    assert day("last Tuesday", TUESDAY) == TUESDAY - timedelta(7)


# --- periods --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("last week", "2025-03-10", "2025-03-16"),
        ("late last week", "2025-03-10", "2025-03-16"),
        ("this week", "2025-03-17", "2025-03-18"),
        ("earlier this week", "2025-03-17", "2025-03-18"),
        ("this month", "2025-03-01", "2025-03-18"),
        ("earlier this month", "2025-03-01", "2025-03-18"),
        ("last month", "2025-02-01", "2025-02-28"),
        ("late last month", "2025-02-01", "2025-02-28"),
        ("this year", "2025-01-01", "2025-03-18"),
        ("earlier this year", "2025-01-01", "2025-03-18"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("late last year", "2024-01-01", "2024-12-31"),
        ("two weeks ago", "2025-03-03", "2025-03-09"),
        ("a week ago", "2025-03-10", "2025-03-16"),
        ("a month ago", "2025-02-01", "2025-02-28"),
        ("six months ago", "2024-09-01", "2024-09-30"),
        ("two years ago", "2023-01-01", "2023-12-31"),
        ("over the weekend", "2025-03-15", "2025-03-16"),
        ("at the weekend", "2025-03-15", "2025-03-16"),
        ("last weekend", "2025-03-15", "2025-03-16"),
        ("in 2018", "2018-01-01", "2018-12-31"),
    ],
)
def test_a_period_is_the_whole_calendar_unit(text: str, first: str, last: str) -> None:
    assert days(text) == period(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in February", "2025-02-01", "2025-02-28"),
        ("in early February", "2025-02-01", "2025-02-28"),
        ("in mid-February", "2025-02-01", "2025-02-28"),
        ("in March", "2025-03-01", "2025-03-18"),
        ("in April", "2024-04-01", "2024-04-30"),
        ("in December", "2024-12-01", "2024-12-31"),
        ("in June 2019", "2019-06-01", "2019-06-30"),
        ("in June of 2019", "2019-06-01", "2019-06-30"),
        ("June 2019", "2019-06-01", "2019-06-30"),
        ("in August last year", "2024-08-01", "2024-08-31"),
        ("in January last year", "2024-01-01", "2024-01-31"),
        ("last September", "2024-09-01", "2024-09-30"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
    ],
)
def test_a_month_is_the_latest_that_has_begun_unless_its_year_is_told(
    text: str, first: str, last: str
) -> None:
    assert days(text) == period(first, last)


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert days("last week", date(2025, 3, 17)) == period("2025-03-10", "2025-03-16")
    assert days("last week", date(2025, 3, 23)) == period("2025-03-10", "2025-03-16")


def test_last_month_in_january_is_december_of_the_year_before() -> None:
    assert days("last month", date(2025, 1, 31)) == period("2024-12-01", "2024-12-31")


def test_a_month_ago_goes_over_the_turn_of_the_year() -> None:
    assert days("two months ago", date(2025, 1, 31)) == period("2024-11-01", "2024-11-30")


@pytest.mark.parametrize("weekday", ["2025-03-15", "2025-03-16"])
def test_the_weekend_told_on_itself_ends_on_the_day_of_publication(weekday: str) -> None:
    anchor = date.fromisoformat(weekday)
    assert days("over the weekend", anchor) == (date(2025, 3, 15), anchor)


@pytest.mark.parametrize(
    "text", ["over the past weeks", "in recent weeks", "over the last few days", "during the past months"]
)
def test_the_past_weeks_are_open_at_their_start(text: str) -> None:
    assert days(text) == (None, TUESDAY)


# --- no date is better than an invented one -------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "earlier",
        "later",
        "before the storm",
        "after the match",
        "hours before the vote",
        "next week",
        "next Monday",
        "tomorrow",
        "on the phone",
        "in a statement",
        "since Monday",
        "until Friday",
        "by Friday",
        "before Monday",
        "after March 3",
        "from Tuesday",
        "since March",
        "every Monday",
        "on Mondays",
        "a day earlier",
        "the day before",
        "the next day",
        "the following week",
        "three weeks after the fire",
        "March 31, 2027",
        "in 2030",
        "in June 2027",
        "2025-13-40",
        "February 30, 2024",
        "June 31",
        "0 March",
        "on the march",
        "he may",
        "the second half",
        "the 1940s",
        "in the 1990s",
        "at 9:30",
        "room 2019",
        "the Monday Club",
        "Black Friday",
        "ahead of Tuesday's vote",
        "on the eve of Tuesday's vote",
        "following Monday's talks",
        "ahead of a vote on Thursday",
        "before a vote on Thursday",
        "on the first Monday of May",
    ],
)
def test_what_tells_no_day_of_saying_gives_none(text: str) -> None:
    assert days(text) is None


def test_only_the_window_is_read() -> None:
    text = "It will open on Friday, he said on Monday."
    window = span(text, "said on Monday")
    assert find_time(text, window, TUESDAY) == SayingTime(
        date(2025, 3, 17), date(2025, 3, 17), span(text, "Monday")
    )


def test_the_first_phrase_of_a_window_is_taken() -> None:
    assert day("on Monday after the talks on Friday") == date(2025, 3, 17)


def test_the_characters_of_the_phrase_are_kept() -> None:
    text = "said in early February in Oslo"
    time = find_time(text, Span(0, len(text)), TUESDAY)
    assert time is not None
    assert time.span is not None
    assert time.span.of(text) == "in early February"


# --- any text -------------------------------------------------------------------------------------

_ANCHORS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_PIECES = [
    "last",
    "this",
    "next",
    "in",
    "on",
    "early",
    "late",
    "week",
    "weeks",
    "month",
    "year",
    "ago",
    "two",
    "99",
    "31",
    "Monday",
    "Sunday",
    "March",
    "May",
    "Feb.",
    "2019",
    "2024-02-30",
    "yesterday",
    "the",
    "past",
    "weekend",
    ",",
    "of",
]
_WORDS = st.lists(st.sampled_from(_PIECES), max_size=6).map(" ".join)


@given(_WORDS | st.text(max_size=40), _ANCHORS)
def test_nothing_was_said_after_it_was_printed(text: str, anchor: date) -> None:
    time = find_time(text, Span(0, len(text)), anchor) if text else None
    assert time is None or (time.not_before or time.not_after) <= time.not_after <= anchor


@given(_WORDS.filter(bool), _ANCHORS)
def test_the_characters_that_tell_a_time_lie_in_the_window(text: str, anchor: date) -> None:
    time = find_time(text, Span(0, len(text)), anchor)
    assert time is None or (time.span is not None and time.span.end <= len(text))


@given(_ANCHORS, st.sampled_from(["Monday", "Wednesday", "Saturday", "Sunday"]))
def test_a_weekday_is_less_than_a_week_back(anchor: date, weekday: str) -> None:
    told = day(f"on {weekday}", anchor)
    assert told is not None
    assert timedelta(0) <= anchor - told < timedelta(7)


@given(_ANCHORS, st.sampled_from(["January", "February", "June", "December"]))
def test_a_month_is_less_than_a_year_back(anchor: date, month: str) -> None:
    told = days(f"in {month}", anchor)
    assert told is not None
    assert told[0] is not None
    assert anchor - told[0] <= timedelta(366)
    assert told[0].day == 1


def test_a_programme_called_today_is_no_day() -> None:
    assert day("Lind told Radio Nordby's Today programme so") is None
    assert day("“We leave.” Today Lind said so") == TUESDAY
