"""What a court, an inquest or an inquiry is told: "…, a court heard", "the tribunal heard that …".

The body that hears is the listener; who spoke is not stated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import MARKS, cue_tokens, is_finite, subtree
from kg.extractors.statements.mending import own_clause
from kg.extractors.statements.noun_phrases import phrase
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens


def find_hearings(tokens: Tokens, cues: Cues) -> Iterator[Found]:
    """Every clause or sentence that a body heard, outside quotations."""
    for verb in range(1, len(tokens)):
        if tokens.pos[verb] != "VERB" or tokens.quotation[verb] >= 0:
            continue
        if cues.has("hearing verb", tokens.lemma[verb]):
            body = _body(tokens, verb, cues)
        else:
            body = _told_body(tokens, verb, cues)
        content = frozenset() if body is None else _told(tokens, verb, body, cues)
        if content:
            yield Found(
                content=content,
                cue=cue_tokens(tokens, verb),
                lemma=tokens.lemma[verb],
                source=None,
                anchor=verb,
                rule="hearing",
                rank=0.92,
                force=Force.ASSERT,
                addressee=body,
            )


def _body(tokens: Tokens, verb: int, cues: Cues) -> Source | None:
    """The body right before the verb that hears ("the inquest", "jurors at Leeds Crown Court")."""
    subject = tokens.one(verb, "nsubj")
    if (
        subject is None
        or subject > verb
        or not is_finite(tokens, verb)
        or tokens.one(verb, "neg") is not None
    ):
        return None
    words = (tokens.lemma[subject], tokens.low(subject))
    return phrase(tokens, subject, verb) if any(cues.has("hearing body", word) for word in words) else None


def _told_body(tokens: Tokens, verb: int, cues: Cues) -> Source | None:
    """The body of a headline that leaves out "was" ("Nurse forged letters, court told")."""
    body = verb - 1
    if not cues.has("telling verb", tokens.lemma[verb]) or tokens.word[body - 1] != ",":
        return None
    behind = tokens.bounds[tokens.sentence[verb]][1]
    last = all(tokens.pos[t] in MARKS for t in range(verb + 1, behind + 1))
    return Source(body, body, body) if last and cues.has("hearing body", tokens.low(body)) else None


def _told(tokens: Tokens, verb: int, body: Source, cues: Cues) -> frozenset[int]:
    """The clause behind the verb, or the sentence before the body when a comma sets it off."""
    clause = next((c for c in tokens.child(verb, "ccomp") if c > verb), None)
    if clause is not None and any(is_finite(tokens, t) for t in subtree(tokens, clause)):
        return own_clause(tokens, verb, subtree(tokens, clause), cues)
    low = tokens.bounds[tokens.sentence[verb]][0]
    if body.first <= low + 1 or tokens.word[body.first - 1] != "," or tokens.one(verb, "dobj") is not None:
        return frozenset()
    before = [t for t in range(low, body.first) if tokens.pos[t] not in MARKS]
    telegram = cues.has("telling verb", tokens.lemma[verb])
    if not telegram and not any(is_finite(tokens, t) for t in before):
        return frozenset()
    return frozenset(range(before[0], body.first - 1))
