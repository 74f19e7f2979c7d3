"""Statements by an idiom of a verb, a noun and a preposition: "took issue with …", "paid tribute to …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.ends import without_story
from kg.extractors.statements.found import Found
from kg.extractors.statements.grammar import cue_tokens, subtree
from kg.extractors.statements.mending import to_marks
from kg.extractors.statements.reality import Reality, reality
from kg.extractors.statements.sources import subject_of
from kg.model import Force

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

_FORCES = {
    "idiom of saying": Force.ASSERT,
    "idiom of blame": Force.ACCUSE,
    "idiom of praise": Force.PRAISE,
}


def find_idiom(tokens: Tokens, verb: int, cues: Cues) -> Found | None:
    """Reads "took issue with the ban": what the preposition leads in is said something about."""
    noun = tokens.one(verb, "dobj")
    if noun is None or noun < verb:
        return None
    for prep in (*tokens.child(noun, "prep"), *tokens.child(verb, "prep", "dative")):
        words = f"{tokens.lemma[verb]} {tokens.lemma[noun]} {tokens.low(prep)}"
        force = next((force for group, force in _FORCES.items() if cues.has(group, words)), None)
        inner = tokens.one(prep, "pobj", "pcomp")
        if force is None or inner is None or prep < noun or cues.has("empty content", tokens.low(inner)):
            continue
        source = subject_of(tokens, verb)
        if source is None or reality(tokens, verb, cues) is not Reality.REAL:
            return None
        content = without_story(tokens, subtree(tokens, inner), cues)
        return Found(
            content=to_marks(tokens, content),
            cue=tuple(sorted({*cue_tokens(tokens, verb), noun, prep})),
            lemma=words,
            source=source,
            anchor=verb,
            rule="object",
            rank=0.8,
            force=force,
        )
    return None
