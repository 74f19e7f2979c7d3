from __future__ import annotations

import pytest

from kg.extractors.statements.cues import Frame, load_cues
from kg.lexicons import TABLES
from kg.model import Force
from tests.trees import place, tokens_of


def cue(text: str, verb: str) -> str:
    """The lemma of the cue that a verb is, "" for none."""
    tokens = tokens_of(text)
    found = load_cues().verb(tokens, place(tokens, verb))
    return "" if found is None else found.lemma


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("Lind said the gate would hold.", "said", "say"),
        ("Lind pointed out that the gate was open.", "pointed", "point out"),
        ("The minister thanked nobody and left the hall.", "left", ""),
        ("A winger was slammed down by the keeper.", "slammed", ""),
        ("The referee called up the captain.", "called", ""),
        ("The crew knocked out the champions.", "knocked", ""),
        ("The minister thanked nobody and left the hall.", "hall", ""),
    ],
)
def test_a_verb_is_looked_up_by_lemma_and_particle(text: str, verb: str, lemma: str) -> None:
    assert cue(text, verb) == lemma


def test_a_frame_is_one_of_those_that_exist() -> None:
    frames = {frame for verb in load_cues().verbs.values() for frame in verb.frames}
    assert frames <= set(Frame)


def test_every_verb_takes_something() -> None:
    cues = load_cues()
    assert not [verb.lemma for verb in cues.verbs.values() if not verb.frames and not verb.prepositions]


def test_every_verb_has_a_force() -> None:
    cues = load_cues()
    assert all(isinstance(verb.force, Force) for verb in cues.verbs.values())


@pytest.mark.parametrize(
    ("lemma", "force"),
    [
        ("say", Force.ASSERT),
        ("deny", Force.DENY),
        ("ask", Force.ASK),
        ("order", Force.ORDER),
        ("promise", Force.PROMISE),
        ("accuse", Force.ACCUSE),
        ("praise", Force.PRAISE),
        ("warn", Force.WARN),
        ("propose", Force.PROPOSE),
        ("thank", Force.THANK),
    ],
)
def test_each_force_has_its_plainest_verb(lemma: str, force: Force) -> None:
    assert load_cues().verbs[lemma].force is force


def test_phrases_are_found_by_their_first_word() -> None:
    assert ("according", "to") in [words for words, _ in load_cues().phrases_from("according")]
    assert load_cues().phrases_from("gate") == ()


def test_a_word_is_in_its_group_alone() -> None:
    cues = load_cues()
    assert cues.has("hearsay adverb", "reportedly")
    assert not cues.has("hearsay adverb", "quickly")
    assert not cues.has("no such group", "reportedly")


def test_cues_are_read_once() -> None:
    assert load_cues() is load_cues()


@pytest.mark.parametrize("table", ["cue_verbs", "cue_nouns", "cue_phrases", "statement_words", "time_words"])
def test_rows_are_sorted_and_each_key_stands_once(table: str) -> None:
    lines = (TABLES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    width = 2 if table == "statement_words" else 1
    keys = [tuple(line.split("\t")[:width]) for line in lines[1:]]
    assert lines[0].split("\t")[-1] == "source"
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("table", ["cue_verbs", "cue_nouns"])
def test_a_lemma_is_in_lower_case(table: str) -> None:
    lines = (TABLES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    assert all(line.split("\t")[0] == line.split("\t")[0].lower() for line in lines[1:])
