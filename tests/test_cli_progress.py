from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from kg.cli.progress import Progress
from kg.cli.summary import Distinct, Tally
from kg.model import EntityKind, Form
from kg.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Callable


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """True."""
        return True


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """A clock that moves only when it is told to."""
    now = 0.0

    def move(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr("kg.cli.progress.time.monotonic", lambda: now)
    return move


def piece(*entities: tuple[EntityKind, str]) -> Piece:
    return Piece(
        article="a",
        head=b"",
        body=b"",
        tail=b"",
        separator=b"",
        triples=5,
        words=100,
        forms=((Form.MIXED, 1),),
        entities=entities,
    )


def test_a_short_run_shows_no_progress(wait: Callable[[float], None]) -> None:
    stream = Terminal()
    with Progress(Tally(), stream) as shown:
        wait(1.9)
        shown.update()
    assert stream.getvalue() == ""


def test_a_long_run_shows_how_far_it_is_and_then_nothing(wait: Callable[[float], None]) -> None:
    stream, tally = Terminal(), Tally()
    with Progress(tally, stream) as shown:
        tally.add(piece())
        wait(4)
        shown.update()
        assert stream.getvalue().endswith("1 article, 25 words a second, 0 skipped")
    assert stream.getvalue().endswith("\r\x1b[2K")


def test_progress_tells_how_long_the_rest_takes(wait: Callable[[float], None]) -> None:
    stream, tally = Terminal(), Tally(share_read=lambda: 0.5)
    with Progress(tally, stream) as shown:
        tally.taken = 4  # half of the input was read, and half of that is done
        tally.add(piece())
        tally.skipped = 1
        wait(100)
        shown.update()
    assert "1 article, 1 words a second, 1 skipped, 5 min left" in stream.getvalue()


def test_progress_is_shown_five_times_a_second_at_most(wait: Callable[[float], None]) -> None:
    stream = Terminal()
    with Progress(Tally(), stream) as shown:
        for _ in range(100):
            wait(0.05)
            shown.update()
    assert stream.getvalue().count("articles") <= 25


def test_a_file_gets_no_progress(wait: Callable[[float], None]) -> None:
    stream = io.StringIO()
    with Progress(Tally(), stream) as shown:
        wait(60)
        shown.update()
    assert stream.getvalue() == ""


def test_an_entity_of_two_articles_counts_once() -> None:
    tally = Tally()
    tally.add(piece((EntityKind.PERSON, "person/lind"), (EntityKind.OUTLET, "organization/x")))
    tally.add(piece((EntityKind.PERSON, "person/lind"), (EntityKind.PLATFORM, "platform/y")))
    assert tally.lines(1.0)[0] == "2 articles, 1 person, 0 countries, 2 organizations"


def test_the_speed_is_that_of_the_time_given() -> None:
    tally = Tally()
    tally.add(piece())
    assert tally.lines(0.05)[2] == "2,000 words a second, 0 skipped"


def test_a_run_that_built_nothing_new_says_only_that() -> None:
    assert Tally(unchanged=1200).lines(0.0) == ["1,200 unchanged, 0 skipped"]


def test_counting_is_bounded() -> None:
    seen = Distinct(limit=10)
    seen.add(map(str, range(11)))
    seen.add(["3"])
    assert str(seen) == "over 10"
