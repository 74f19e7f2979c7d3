"""Drafts: what a text is before it is cut into blocks, each once, and how far the reading is."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.model import Issue
from kg.read import Defaults, Draft, Gauge, Shard, read, read_drafts
from kg.read.article import draft_from_text
from kg.read.distinct import distinct

if TYPE_CHECKING:
    from pathlib import Path


def draft(text: str, identifier: str = "a", outlet: str | None = None) -> Draft:
    return draft_from_text(text, identifier, outlet=outlet)


def kept(*found: Draft) -> list[str]:
    placed = [(f"place {number}", one) for number, one in enumerate(found)]
    return [
        f"! {item.identifier}: {item.reason}" if isinstance(item, Issue) else item.identifier
        for item in distinct(iter(placed))
    ]


def test_a_draft_becomes_the_article_that_reading_gives(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks resume\n\nBy Ada Lind\nMar 4, 2025\n\nLind spoke.", "utf-8")
    defaults = Defaults(outlet="Example News")
    (one,) = read_drafts([str(tmp_path)], defaults=defaults)
    assert isinstance(one, Draft)
    assert [one.article()] == list(read([str(tmp_path)], defaults=defaults))


def test_the_digest_is_that_of_the_article() -> None:
    one = draft("Lind said “no”.")
    assert one.digest.hex() == one.article().sha256


def test_a_text_that_comes_twice_the_same_is_passed_over() -> None:
    assert kept(draft("Lind spoke."), draft("Lind spoke."), draft("Berg spoke.", "b")) == ["a", "b"]


@pytest.mark.parametrize("other", [draft("Lind spoke.", "b"), draft("Lind spoke.", outlet="The Ledger")])
def test_a_text_with_something_else_told_is_an_issue_that_names_both_places(other: Draft) -> None:
    assert kept(draft("Lind spoke."), other) == [
        "a",
        "! place 1: the same text as place 0: one text is one article",
    ]


def test_another_text_under_an_id_is_an_issue() -> None:
    assert kept(draft("Lind spoke."), draft("Berg spoke."))[1] == (
        "! place 1: another text under the id of place 0; give each article its own id"
    )


def test_a_folder_for_temporary_files_that_is_full_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.distinct._TABLES", ("PRAGMA max_page_count = 1",))
    with pytest.raises(OutputError, match="temporary files takes no more"):
        kept(draft("Lind spoke."))


# --- parts of an input --------------------------------------------------------------------------


@given(st.text(), st.integers(1, 50))
def test_every_article_is_in_exactly_one_part(identifier: str, of: int) -> None:
    assert [Shard(number, of).has(identifier) for number in range(1, of + 1)].count(True) == 1


def test_parts_are_about_equal() -> None:
    counts = [sum(Shard(number, 8).has(f"a{n}.txt") for n in range(8000)) for number in range(1, 9)]
    assert all(900 < count < 1100 for count in counts)


@pytest.mark.parametrize(("number", "of"), [(0, 3), (4, 3), (1, 0)])
def test_a_part_that_cannot_be_is_refused(number: int, of: int) -> None:
    with pytest.raises(ValueError, match="not a part"):
        Shard(number, of)


# --- how far the reading is ---------------------------------------------------------------------


def test_the_share_of_an_input_grows_to_all_of_it(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"Lind spoke {n} times. " * 200}) for n in range(100)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "b.txt").write_text("Berg spoke.", "utf-8")
    gauge = Gauge()
    shares = [gauge.share() for _ in read_drafts([str(tmp_path)], gauge=gauge)]
    told = [share for share in shares if share is not None]
    assert told == sorted(told)
    assert 0 < told[0] < 0.5
    assert gauge.share() == 1.0


def test_the_share_of_a_pipe_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Lind spoke.")))
    gauge = Gauge()
    assert len(list(read_drafts(["-"], gauge=gauge))) == 1
    assert gauge.share() is None
