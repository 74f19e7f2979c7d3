"""Whom a source means that is called by nation or age, in articles with marked mentions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Attribution, ChainRole, EntityKind, Mention, MentionForm, Role, Statement
from tests.marked_articles import COUNTRY, PERSON, entity, find, name, resolve, said, who


def national(text: str, word: str, code: str, number: int = 1) -> Mention:
    return Mention(find(text, word, number), COUNTRY, MentionForm.ADJECTIVE, code)


def speaking(text: str, phrase: str, word: str = "") -> Statement:
    """A statement whose source is the phrase, called by its last word."""
    source = find(text, phrase)
    agent = source if not word else find(text, phrase[: -len(word)] + word)
    start = agent.end - len(word) if word else agent.start
    chain = (Attribution(ChainRole.ORIGINATOR, replace(agent, start=start), source),)
    return replace(said(text, phrase), chain=chain)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "Spanish sailor Eva Lind beat Anna Berg. The Spaniard said it was wet.",
            "Eva Lind",
            id="adjective",
        ),
        pytest.param(
            "Spain ’s Eva Lind beat Anna Berg. The Spaniard said it was wet.", "Eva Lind", id="country"
        ),
        pytest.param(
            "Eva Lind of Spain left. The Spaniard said it was wet.", "Eva Lind", id="of the country"
        ),
        pytest.param(
            "Eva Lind beat Danish Anna Berg. The Spaniard said it was wet.",
            "Eva Lind",
            id="the one not of another",
        ),
        pytest.param(
            "Eva Lind met Anna Berg. Rain fell. The Spaniard said it was wet.", "Spaniard", id="nobody fits"
        ),
        pytest.param("Eva Lind left. A Spaniard said it was wet.", "Spaniard", id="somebody else"),
    ],
)
def test_a_noun_for_a_national_is_a_person(text: str, speaker: str) -> None:
    words = {"Spanish": "ES", "Danish": "DK", "Spaniard": "ES"}
    marks = [national(text, word, code) for word, code in words.items() if word in text]
    marks += [name(text, part, PERSON) for part in ("Eva Lind", "Anna Berg") if part in text]
    marks += [name(text, "Spain", COUNTRY, key="ES")] if "Spain " in text or "Spain l" in text else []
    phrase = "The Spaniard" if "The Spaniard" in text else "A Spaniard"
    statement = speaking(text, phrase, "Spaniard")
    resolved = resolve(text, *marks, statements=(statement,), subjects=frozenset({find(text, "Eva Lind")}))
    assert who(resolved, find(text, "Spaniard")) == speaker


@pytest.mark.parametrize("word", ["Swiss", "Spaniards", "Chinese"])
def test_a_noun_for_a_people_stays_the_country(word: str) -> None:
    text = f"Eva Lind left. The {word} said it was wet."
    code = {"Swiss": "CH", "Spaniards": "ES", "Chinese": "CN"}[word]
    marks = (name(text, "Eva Lind", PERSON), national(text, word, code))
    resolved = resolve(text, *marks, statements=(speaking(text, f"The {word}", word),))
    assert entity(resolved, resolved.at[find(text, word)]).kind is EntityKind.COUNTRY


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "Eva Lind, 36, met Anna Berg, 29. The 29-year-old said no.", "Anna Berg", id="after a comma"
        ),
        pytest.param(
            "Eva Lind, a 36-year-old nurse, met Anna Berg. The 36-year-old said no.",
            "Eva Lind",
            id="apposition",
        ),
        pytest.param(
            "The 36-year-old nurse Eva Lind met Anna Berg. The 36-year-old said no.", "Eva Lind", id="before"
        ),
        pytest.param("Eva Lind left. The 36-year-old said no.", "Eva Lind", id="who acted"),
        pytest.param("Eva Lind, 52, left. The 36-year-old said no.", "36-year-old", id="another age"),
        pytest.param(
            "A 36-year-old man fell. Eva Lind left. The 36-year-old said no.",
            "36-year-old",
            id="a man of that age",
        ),
    ],
)
def test_an_age_is_the_person_who_has_it(text: str, speaker: str) -> None:
    marks = [name(text, part, PERSON) for part in ("Eva Lind", "Anna Berg") if part in text]
    year = text.rpartition("The ")[2].split()[0]
    phrase = find(text, f"The {year}", text.count(f"The {year}"))
    statement = replace(said(text, f"The {year}"), chain=(Attribution(ChainRole.ORIGINATOR, phrase, phrase),))
    resolved = resolve(text, *marks, statements=(statement,), subjects=frozenset({find(text, "Eva Lind")}))
    assert who(resolved, phrase) == speaker


def test_a_day_is_no_part_of_a_description() -> None:
    text = "The mayor on Sunday said no. The mayor said yes."
    sources = (said(text, "The mayor on Sunday"), said(text, "The mayor", 2))
    resolved = resolve(text, statements=sources)
    assert [one.label for one in resolved.entities] == ["mayor"]


def test_whose_minister_speaks_may_be_told_by_the_country() -> None:
    text = "Spain 's minister Eva Lind met minister Anna Berg. Spain's minister said no."
    marks = [name(text, part, PERSON) for part in ("Eva Lind", "Anna Berg")]
    marks += [name(text, "Spain", COUNTRY, number, "ES") for number in (1, 2)]
    roles = (
        Role(find(text, "Eva Lind"), find(text, "minister"), country=find(text, "Spain")),
        Role(find(text, "Anna Berg"), find(text, "minister", 2)),
    )
    resolved = resolve(text, *marks, statements=(said(text, "Spain's minister"),), roles=roles)
    assert who(resolved, find(text, "Spain's minister")) == "Eva Lind"
