from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.grammar import subtree
from kg.extractors.statements.mending import own_clause, that_after, to_marks
from kg.extractors.statements.widening import widened
from tests.trees import place, tokens_of


def mended(text: str, verb: str, main: str) -> str:
    """The content that hangs on ``main``, mended as the clause of ``verb``."""
    tokens = tokens_of(text)
    content = own_clause(tokens, place(tokens, verb), subtree(tokens, place(tokens, main)), load_cues())
    return " … ".join(part.of(text) for part in tokens.spans(content))


def test_a_whole_clause_stays_as_it_is() -> None:
    assert mended("Lind said that the gate would hold.", "said", "hold") == "that the gate would hold"


def test_words_that_the_parser_left_between_verb_and_clause_are_taken_back() -> None:
    text = "Lind said by noon the gate would hold."
    assert mended(text, "said", "hold").endswith("the gate would hold")


def test_a_clause_in_front_of_its_verb_stays_as_it_is() -> None:
    assert (
        mended("The spillway will open on Friday, Moreno said.", "said", "open")
        == "The spillway will open on Friday"
    )


def test_a_joined_clause_with_a_backshifted_verb_is_taken_in() -> None:
    text = "Lind said the gate was safe, but the wall could give way."
    assert mended(text, "said", "was") == "the gate was safe, but the wall could give way"


def test_an_explanation_in_the_tense_of_the_writer_is_left_out() -> None:
    text = "Holm said she would close the road, which is used by miners."
    assert mended(text, "said", "close") == "she would close the road"


def test_an_explanation_in_the_tense_of_what_is_reported_is_kept() -> None:
    text = "Holm said the ferry would stop, which would leave the island alone."
    assert mended(text, "said", "stop").endswith("which would leave the island alone")


def test_a_subject_that_was_taken_for_the_clause_gets_its_verb() -> None:
    text = "Holm said losses at the yard were hidden."
    assert mended(text, "said", "losses") == "losses at the yard were hidden"


@pytest.mark.parametrize(
    ("text", "that"),
    [
        ("Lind said that the gate would hold.", True),
        ("Lind said on Monday that the gate would hold.", True),
        ("Lind said the gate would hold.", False),
    ],
)
def test_the_that_of_a_clause_is_found(text: str, that: bool) -> None:  # noqa: FBT001  # a table's cell
    tokens = tokens_of(text)
    found = that_after(tokens, place(tokens, "said"), len(tokens) - 1, load_cues())
    assert (found is not None and tokens.low(found) == "that") is that


def test_content_goes_on_to_the_end_of_its_quotation() -> None:
    text = "Okoro said the talks had “run out of road” by noon."
    tokens = tokens_of(text)
    content = to_marks(tokens, frozenset(range(place(tokens, "the"), place(tokens, "run") + 1)))
    assert max(content) == place(tokens, "”")


def test_content_outside_quotations_stays_as_it_is() -> None:
    tokens = tokens_of("Lind said that the gate would hold.")
    content = frozenset({2, 3})
    assert to_marks(tokens, content) == content


def test_content_that_begins_inside_a_quotation_has_the_sentences_before_it_there() -> None:
    tokens = tokens_of("“It rained. The mill ran” for a week, Lind said.")
    content = frozenset(range(place(tokens, "The"), place(tokens, "week") + 1))
    assert min(to_marks(tokens, content)) == 0


@pytest.mark.parametrize(
    ("text", "verb", "head", "content"),
    [
        ("Lind called for an inquiry into the fire.", "called", "inquiry", "an inquiry into the fire"),
        ("The commission proposed a ban on Monday.", "proposed", "ban", "a ban"),
        ("The group claimed responsibility in a statement.", "claimed", "responsibility", "responsibility"),
    ],
)
def test_a_noun_phrase_takes_what_follows_unless_it_tells_when_or_where(
    text: str, verb: str, head: str, content: str
) -> None:
    tokens = tokens_of(text)
    found = widened(tokens, place(tokens, verb), subtree(tokens, place(tokens, head)), load_cues())
    assert [part.of(text) for part in tokens.spans(found)] == [content]


def test_a_reason_may_open_with_a_condition() -> None:
    text = 'The lawyer wrote that the plea was "futile," because if there were letters, the bank holds them.'
    assert mended(text, "wrote", "was").endswith("the bank holds them")


@pytest.mark.parametrize(
    ("text", "main", "content"),
    [
        (
            "Lind said along the way, she has changed the trade.",
            "changed",
            "along the way, she has changed the trade",
        ),
        (
            "Lind said on Monday instead, the councils will share the cost.",
            "share",
            "instead, the councils will share the cost",
        ),
    ],
)
def test_a_phrase_that_opens_the_clause_belongs_to_it(text: str, main: str, content: str) -> None:
    assert mended(text, "said", main) == content


def test_a_comment_on_the_listener_does_not_end_the_search_for_that() -> None:
    text = "Lind told Reuters, which first reported the story, that the gate was open."
    tokens = tokens_of(text)
    at = that_after(tokens, place(tokens, "told"), len(tokens) - 1, load_cues())
    assert at == place(tokens, "that")
