from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.labelling import Known
from kg.extractors.statements.labels import find_labels
from tests.trees import Said, blocks, places, said, tokens_of


def headings(text: str, *names: str) -> list[Said]:
    """What punctuation attributes in a headline; ``names`` are those of its people."""
    tokens = tokens_of(text)
    return [
        said(tokens, one)
        for one in find_labels(tokens, blocks(tokens), (), Known(places(tokens, *names)), load_cues())
    ]


def prose(text: str, *names: str) -> list[Said]:
    """What punctuation attributes in paragraphs."""
    tokens = tokens_of(text)
    return [
        said(tokens, one)
        for one in find_labels(tokens, (), blocks(tokens), Known(places(tokens, *names)), load_cues())
    ]


def test_a_name_before_a_colon_speaks_in_a_headline() -> None:
    assert headings("Voss: bridge will open in May", "Voss") == [
        Said("bridge will open in May", "Voss", ":", "headline colon")
    ]


@pytest.mark.parametrize("text", ["Bridge will open in May: expert", "Bridge will open in May: officials"])
def test_who_speaks_may_stand_behind_the_colon(text: str) -> None:
    assert [one.content for one in headings(text)] == ["Bridge will open in May"]


def test_who_speaks_may_stand_behind_a_dash() -> None:
    assert [(one.content, one.source) for one in headings("Bank to cut 400 jobs - sources")] == [
        ("Bank to cut 400 jobs", "sources")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ferry runs aground: 40 rescued",
        "Football: Two late goals sink champions",
        "Half-time shock for champions",
    ],
)
def test_a_headline_of_topics_attributes_nothing(text: str) -> None:
    assert headings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Note: The museum is closed on Mondays.",
        "The prize went to three towns: Lodz, Gdynia and Radom.",
        "The ferry leaves at 9:30 and returns at noon.",
    ],
)
def test_a_colon_in_prose_attributes_nothing(text: str) -> None:
    assert prose(text, "Lodz", "Gdynia", "Radom") == []


def test_a_name_behind_a_dash_signs_a_quotation() -> None:
    (one,) = prose("“Measure twice.” — Carla Voss, builder", "Carla Voss")
    assert (one.content, one.source) == ("“Measure twice.”", "Carla Voss, builder")


def test_a_handle_signs_a_post() -> None:
    (one,) = prose("Nobody asked the nurses. — Rosa Iglesias (@rosaiglesias) May 3, 2024", "Rosa Iglesias")
    assert (one.content, one.source) == ("Nobody asked the nurses", "Rosa Iglesias")


def test_a_dash_in_a_sentence_signs_nothing() -> None:
    assert prose("The bridge — a gift of Carla Voss — opened in May.", "Carla Voss") == []


def test_who_speaks_a_quotation_may_be_named_with_a_topic() -> None:
    (one,) = headings("‘We lost everything’: islanders on the storm")
    assert one.source == "islanders"


def test_a_score_is_no_statement() -> None:
    assert headings("England 2 - Tunisia 1", "Tunisia") == []


def test_who_recalls_something_behind_a_quotation_speaks_where_the_name_is_known() -> None:
    text = "'I never wanted to leave': Oda Holm talks about her season"
    assert [(one.source, one.rule) for one in headings(text, "Oda Holm")] == [("Oda Holm", "headline colon")]
    assert headings(text) == []
