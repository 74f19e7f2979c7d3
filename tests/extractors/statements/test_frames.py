from __future__ import annotations

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.frames import complement
from tests.trees import place, tokens_of


def frame(text: str, verb: str) -> tuple[str, str]:
    """The content that a verb takes and the name of the frame."""
    tokens = tokens_of(text)
    at = place(tokens, verb)
    cue = load_cues().verb(tokens, at)
    assert cue is not None
    content, name = complement(tokens, at, cue, load_cues())
    return " … ".join(part.of(text) for part in tokens.spans(content)), name


@pytest.mark.parametrize(
    ("text", "verb", "content", "name"),
    [
        ("Lind said that the gate would hold.", "said", "that the gate would hold", "clause"),
        (
            "The ministry explained why the trains had stopped.",
            "explained",
            "why the trains had stopped",
            "question",
        ),
        ("Lind promised to publish the files.", "promised", "to publish the files", "infinitive"),
        (
            "The union has threatened to strike unless wages rise.",
            "threatened",
            "to strike unless wages rise",
            "infinitive",
        ),
        ("Lind asked the guests to wait.", "asked", "the guests to wait", "order"),
        ("The bank denied the allegations.", "denied", "the allegations", "object"),
        ("The agency warned of floods.", "warned", "floods", "preposition"),
        ("The governor ordered a review of the contract.", "ordered", "a review of the contract", "object"),
        ("The clerk reminded passengers about the fare.", "reminded", "the fare", "preposition"),
        ("The club, which its owner describes as a family, lost.", "describes", "which … as a family", "as"),
        (
            "Bello accused the bank of hiding its losses.",
            "accused",
            "the bank of hiding its losses",
            "charge",
        ),
        ("The coroner described the delay as shameful.", "described", "the delay as shameful", "as"),
        (
            "The mayor called the plan “a gift to speculators”.",
            "called",
            "the plan “a gift to speculators”",
            "naming",
        ),
    ],
)
def test_a_verb_takes_content_in_one_of_its_frames(text: str, verb: str, content: str, name: str) -> None:
    assert frame(text, verb) == (content, name)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The bank denied it.", "denied"),
        ("The navy ordered three tugs.", "ordered"),
        ("Lind spoke for an hour.", "spoke"),
        ("Lind declined to comment.", "comment"),
        ("Lind called the hospital.", "called"),
    ],
)
def test_a_verb_that_takes_nothing_has_no_frame(text: str, verb: str) -> None:
    assert frame(text, verb) == ("", "")


def test_what_somebody_is_called_may_be_joined_behind_a_place() -> None:
    text = (
        "The critic called the singer “the loudest storm in a generation” and someone who had “no fear "
        "of silence”."
    )
    content, name = frame(text, "called")
    assert (name, content.endswith("no fear of silence”")) == ("naming", True)


def test_to_say_nothing_is_no_statement() -> None:
    tokens = tokens_of("The counts say nothing about speed.")
    assert list(find_clauses(tokens, load_cues())) == []
