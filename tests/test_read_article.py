"""One text and its metadata become one article."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import BlockKind, Credit, Span
from kg.read import Defaults, article_from_text
from kg.read.article import MAX_CHARACTERS, is_web_address
from kg.read.clean import clean

TEXT = "Bridge stays shut\nBy Ada Lind\n19 March 2025, 10:05\nThe mayor spoke on Tuesday and then he left.\n"


@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_text_is_kept_but_for_what_is_cleaned_and_blocks_lie_in_it(text: str) -> None:
    if not clean(text).strip():
        return
    article = article_from_text(text, "a")
    assert article.text == clean(text)
    spans = [block.span for block in article.blocks]
    assert spans == sorted(spans)
    assert all(span.end <= len(text) for span in spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_line_ends_are_untouched() -> None:
    article = article_from_text("One.\r\nTwo.\rThree.", "a")
    assert article.text == "One.\r\nTwo.\rThree."
    assert [span.of(article.text) for span in article.spans(BlockKind.PROSE)] == ["One.", "Two.", "Three."]


def test_the_text_tells_its_metadata() -> None:
    article = article_from_text(TEXT, "a")
    assert (article.headline, article.identifier, article.language) == ("Bridge stays shut", "a", "en")
    assert [author.name for author in article.authors] == ["Ada Lind"]
    assert str(article.published) == "2025-03-19 10:05:00"
    assert article.day == date(2025, 3, 19)


def test_given_metadata_wins_over_the_text() -> None:
    article = article_from_text(
        TEXT,
        "a",
        headline="Another headline",
        published=date(2025, 3, 20),
        outlet="The Ledger",
        url="https://example.org/a",
        language="EN-gb",
    )
    assert (article.headline, article.published) == ("Another headline", date(2025, 3, 20))
    assert (article.outlet, article.url, article.language) == (
        Credit("The Ledger"),
        "https://example.org/a",
        "en-gb",
    )


def test_the_text_adds_the_hour_to_a_given_day() -> None:
    published = article_from_text(TEXT, "a", published=date(2025, 3, 19)).published
    assert isinstance(published, datetime)


def test_defaults_hold_only_where_nothing_else_tells() -> None:
    defaults = Defaults(outlet="The Ledger", published=date(2020, 1, 1), language="de")
    bare = article_from_text("The mayor spoke.", "a", defaults)
    assert (bare.outlet, bare.published, bare.language) == (Credit("The Ledger"), date(2020, 1, 1), "de")
    told = article_from_text("Source: Halverton Times\n" + TEXT, "a", defaults, language="en")
    assert told.outlet == Credit("Halverton Times", Span(8, 23))
    assert (told.day, told.language) == (date(2025, 3, 19), "en")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" \n\t\u00a0\x00", "no text", id="white space and NUL"),
        pytest.param("a" * (MAX_CHARACTERS + 1), "1,000,001 characters", id="too long"),
        pytest.param("<!DOCTYPE html><p>Hello", "markup, not text", id="HTML"),
        pytest.param(' <?xml version="1.0"?><a/>', "markup, not text", id="XML"),
    ],
)
def test_what_is_no_article_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        article_from_text(text, "a")
    assert caught.value.hint


def test_the_longest_article_is_taken() -> None:
    assert len(article_from_text("a " * (MAX_CHARACTERS // 2), "a").text) == MAX_CHARACTERS


def test_identifier_headline_and_outlet_are_cleaned() -> None:
    article = article_from_text(
        "The mayor spoke.", "a\x1b[31m\ud800", headline="Bridge\n\x00shut", outlet="\x07Ledger"
    )
    assert article.identifier == "a [31m\ufffd"
    assert (article.headline, article.outlet) == ("Bridge shut", Credit("Ledger"))


@pytest.mark.parametrize("language", ["", "english please", "e", "en_GB", "\x00"])
def test_a_language_that_is_no_tag_is_left_out(language: str) -> None:
    assert article_from_text("The mayor spoke.", "a", language=language).language == "en"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("//example.org/a", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u202ea", False),
        ("https://[::1", False),
    ],
)
def test_web_addresses(url: str, *, expected: bool) -> None:
    assert is_web_address(url) is expected
    assert (article_from_text("The mayor spoke.", "a", url=url).url == url) is expected
