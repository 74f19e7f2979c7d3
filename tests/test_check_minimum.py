"""A build that came out too thin does not conform, whatever its triples say."""

from __future__ import annotations

import pytest

from kg.check import CheckOptions, Shortfall, check_paths, parse_minimum, render
from kg.errors import ConfigError
from tests.broken_graphs import SAMPLE


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("statements", 10),
        ("Statement", 10),
        ("statement", 10),
        ("articles", 2),
        ("countries", 2),
        ("organizations", 4),
        ("DirectStatement", 4),
        ("direct-statements", 4),
        ("unnamed sources", 5),
        ("triples", 1035),
        ("Persons", 4),
        ("people", 4),
    ],
)
def test_a_minimum_is_reached_exactly(name: str, number: int) -> None:
    assert check_paths([SAMPLE], CheckOptions(minimum={name: number})).exit_code == 0
    report = check_paths([SAMPLE], CheckOptions(minimum={name: number + 1}))
    assert (report.exit_code, report.shortfalls) == (1, (Shortfall(name, number + 1, number),))


def test_a_shortfall_is_told_in_the_report() -> None:
    report = check_paths([SAMPLE], CheckOptions(minimum={"statements": 99}))
    assert "too few statements: 10, and at least 99 are wanted" in render(report)


def test_what_the_data_does_not_have_at_all_counts_as_none() -> None:
    report = check_paths(
        [SAMPLE.parent / "Place" / "good-Place.ttl"], CheckOptions(minimum={"statements": 1})
    )
    assert report.shortfalls == (Shortfall("statements", 1, 0),)


def test_a_minimum_is_a_name_and_a_number() -> None:
    assert parse_minimum(" articles = 10 ") == ("articles", 10)


@pytest.mark.parametrize(
    "text", ["", "statements", "statements=", "=1", "statements=many", "statements=-1", "statments=1"]
)
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError):
        parse_minimum(text)


def test_a_misspelt_class_is_an_error_with_the_one_that_was_meant() -> None:
    with pytest.raises(ConfigError) as caught:
        check_paths([SAMPLE], CheckOptions(minimum={"statments": 1}))
    assert "statement" in (caught.value.hint or "")
