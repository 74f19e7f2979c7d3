"""The tables of header words: sorted, folded, each word once a kind, each month there."""

from __future__ import annotations

import pytest

from kg.lexicons import TABLES, read_rows
from kg.read.words import BylineRow, BylineWord, CaptionRow, DateRow, DateWord, LabelRow, LayoutRow, words

ROWS: dict[str, type[BylineRow | CaptionRow | DateRow | LabelRow | LayoutRow]] = {
    "header_bylines.tsv": BylineRow,
    "header_captions.tsv": CaptionRow,
    "header_dates.tsv": DateRow,
    "header_labels.tsv": LabelRow,
    "header_layout.tsv": LayoutRow,
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_are_sorted_folded_unique_and_sourced(name: str) -> None:
    text = (TABLES / name).read_text(encoding="utf-8")
    assert len(read_rows(TABLES / name, ROWS[name])) == len(text.splitlines()) - 1
    lines = [tuple(line.split("\t")) for line in text.splitlines()[1:]]
    assert lines == sorted(lines)
    assert len({line[:2] for line in lines}) == len(lines)
    assert all(line[0] == line[0].casefold().strip() and line[-1] for line in lines)


def test_every_table_of_header_words_is_read() -> None:
    assert {path.name for path in TABLES.iterdir() if path.name.startswith("header_")} == set(ROWS)


def test_months_and_zones_have_values_in_range() -> None:
    months = {int(row.value) for row in words().dates.values() if row.kind is DateWord.MONTH}
    zones = {int(row.value) for row in words().dates.values() if row.kind is DateWord.ZONE and row.value}
    assert months == set(range(1, 13))
    assert zones <= set(range(-12 * 60, 14 * 60 + 1))


def test_every_kind_of_byline_word_has_forms() -> None:
    assert all(words().bylines[kind] for kind in BylineWord)


def test_platforms_are_no_outlets_and_agencies_are() -> None:
    assert words().agencies <= words().outlets
    assert {"reuters", "associated press"} <= words().agencies
    assert "facebook" not in words().outlets
