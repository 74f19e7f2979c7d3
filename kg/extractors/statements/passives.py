"""Attributions in the passive: "was told by X that", "is said to be", "it was reported that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found
from kg.extractors.statements.grammar import cue_tokens, has_to, subtree, subtrees
from kg.extractors.statements.sources import agent_of, phrase

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens


def find_passive(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Found | None:
    """The attribution at a passive verb; its source is the agent, or not stated."""
    agent = agent_of(tokens, verb)
    subject = tokens.one(verb, "nsubjpass", "nsubj")
    clause = tokens.one(verb, "ccomp")
    infinitive = next((c for c in tokens.child(verb, "xcomp") if has_to(tokens, c)), None)
    addressee = None
    rule = "passive"
    if clause is not None:
        # "It was reported that" needs no agent; "she had been informed that" tells nothing of a source.
        if agent is None and (subject is None or tokens.low(subject) != "it"):
            return None
        content = subtree(tokens, clause)
        if cue.takes(Frame.ADDRESSEE) and subject is not None:
            addressee = phrase(tokens, subject, verb)
    elif subject is None:
        return None
    elif infinitive is not None and cues.has("passive hearsay", cue.lemma):
        content, rule = subtrees(tokens, subject, infinitive), "passive hearsay"
    elif agent is None:
        return None
    elif infinitive is not None and cue.takes(Frame.ORDER):
        content = subtrees(tokens, subject, infinitive)
    elif cue.takes(Frame.CHARGE, Frame.OBJECT, Frame.NAMING, Frame.AS):
        content = subtrees(tokens, subject, *_predicates(tokens, verb, cues))
    else:
        return None
    return Found(
        content=content,
        cue=cue_tokens(tokens, verb),
        lemma=cue.lemma,
        source=agent,
        anchor=verb,
        rule=rule,
        confidence=0.7,
        force=cue.force,
        addressee=addressee,
    )


def _predicates(tokens: Tokens, verb: int, cues: Cues) -> tuple[int, ...]:
    """What the subject is accused of or called, after the verb."""
    return tuple(
        c
        for c in tokens.child(verb, "prep", "oprd")
        if c > verb and (tokens.dep[c] == "oprd" or cues.has("charge preposition", tokens.low(c)))
    )
