"""Whose act a verb behind a preposition is: "accused her of lying", "drew fire for saying …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues

if TYPE_CHECKING:
    from kg.extractors.statements.tokens import Tokens

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"})
"""Parts of speech of what heads a noun phrase."""

# How far a verb stands above a noun; longer chains in real news are parser errors.
_GOVERNORS = 5


def names_an_act(tokens: Tokens, preposition: int, above: int) -> bool:
    """Whether a preposition leads in what somebody is accused of, or what a noun is about."""
    return accuses(tokens, preposition, above) or hangs_on_noun(tokens, preposition, above)


def accuses(tokens: Tokens, preposition: int, above: int) -> bool:
    """Whether a preposition leads in what the object of its verb is accused of or thanked for."""
    if tokens.one(above, "dobj") is None:
        return False
    return load_cues().has("accusing preposition", tokens.low(preposition))


def receives(tokens: Tokens, preposition: int, above: int) -> int | None:
    """The verb whose subject does what a preposition behind its object leads in, or None.

    "The mayor drew fire for saying …", "She cleared the way for a sale by saying …".
    """
    cues = load_cues()
    noun: int | None = above if tokens.pos[above] in NOMINAL else tokens.one(above, "dobj")
    means = noun == above and cues.has("means preposition", tokens.low(preposition))
    if noun is None or not (means or cues.has("reception noun", tokens.lemma[noun])):
        return None
    at = noun
    for _ in range(_GOVERNORS):
        at = tokens.head[at]
        if tokens.pos[at] == "VERB":
            return at if means or cues.verb(tokens, at) is None else None
    return None


def hangs_on_noun(tokens: Tokens, preposition: int, above: int) -> bool:
    """Whether a preposition hangs on a noun, also where the parser hung it on the verb before."""
    if tokens.pos[above] in NOMINAL:
        return True
    thing = tokens.one(above, "dobj")
    return (
        thing is not None
        and tokens.last[thing] == preposition - 1
        and load_cues().has("nominal preposition", tokens.low(preposition))
    )
