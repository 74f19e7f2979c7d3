"""Whether a clause denies: "is not open", "there is no evidence", "nobody was hurt"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens


def is_negated(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether a verb has a negation of its own: "not", "never", "no longer"."""
    adverbs = [*tokens.child(verb, "neg", "advmod")]
    adverbs += [c for adverb in adverbs for c in tokens.child(adverb, "neg")]
    return any(tokens.dep[c] == "neg" or cues.has("negative adverb", tokens.low(c)) for c in adverbs)


def is_emptied(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether the subject, what "there is" or the predicate denies: "nobody was hurt", "it is unlikely".

    "There is no doubt that …" affirms.
    """
    exists = ("attr", "nsubj") if tokens.one(verb, "expl") is not None else ()
    parts = tokens.child(verb, "nsubj", "nsubjpass", "acomp", *exists)
    return any(_denies(tokens, part, cues) for part in parts)


def _denies(tokens: Tokens, part: int, cues: Cues) -> bool:
    """Whether a part of a clause is a negative word ("nobody", "impossible") or has one before it."""
    if cues.has("doubt", tokens.lemma[part]):
        return False
    words = (part, *tokens.child(part, "det", "neg"))
    return any(cues.has("negative word", tokens.low(word)) for word in words)
