"""A pattern that can take for ever is known without running it."""

from __future__ import annotations

import re
import time

import pytest

from kg.check.regexes import UnreadableError, explosion

EXPLOSIVE = [
    "^(a+)+$",
    "(a*)*",
    "(a|a)*",
    "(a|aa)+",
    "(a|b|ab)*c",
    r"(\w+\s?)*$",
    "(x+x+)+y",
    "(.*)*",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(a?){30}a{30}",
    "a**",
    "(.*a){20}",
    "a*b?a*a*a*",
    "(?:[0-9]+-?)*x",
    r"([a-zA-Z]+)*1",
    "(?i)(A+)+",
]
HARMLESS = [
    "",
    "^$",
    "^[0-9a-f]{64}$",
    "^https?://",
    "^[A-Z]{2}([A-Z]{2})?$",
    "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$",
    "(ab|cd)*e",
    "(a+b+)+",
    "^([^,]*,)*$",
    ".*foo.*",
    r"^\d{4}-\d\d-\d\d$",
    "a{1,100}b",
    r"^[^\[\]]+\]$",
    r"\bword\b",
    "[]a]+",
    "a*b*c*d*",
    "(?i)a+",
]


@pytest.mark.parametrize("pattern", EXPLOSIVE)
def test_a_pattern_that_explodes_is_refused(pattern: str) -> None:
    assert explosion(pattern) is not None


@pytest.mark.parametrize("pattern", HARMLESS)
def test_a_pattern_that_does_not_is_accepted(pattern: str) -> None:
    assert explosion(pattern) is None


@pytest.mark.parametrize("pattern", ["(a", "a)", "(?=a)b", r"(a)\1", "[a", "(?<!x)y", "a" * 500, "\\"])
def test_a_pattern_that_cannot_be_judged_is_said(pattern: str) -> None:
    with pytest.raises(UnreadableError):
        explosion(pattern)


def test_flags_count() -> None:
    assert (explosion("(a|A)*"), explosion("(a|A)*", "i") is None) == (None, False)
    assert (explosion("(.|\n)*"), explosion("(.|\n)*", "s") is None) == (None, False)


@pytest.mark.parametrize("pattern", [p for p in HARMLESS if p])
def test_what_is_accepted_ends_soon_on_texts_made_to_hurt(pattern: str) -> None:
    """Two thousand equal signs of each kind; an explosive pattern would not end in a year."""
    compiled = re.compile(pattern)
    began = time.process_time()
    for sign in "a0,-f":
        compiled.search(sign * 2000 + "!")
    assert time.process_time() - began < 5
