"""Who passes on what somebody said, as the words around the attribution tell: "remarks carried by AP"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found, Relay, Source
from kg.extractors.statements.grammar import MARKS
from kg.extractors.statements.noun_phrases import agent_of

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens


def quoted_by(tokens: Tokens, one: Found, outlets: frozenset[int], cues: Cues) -> Found:
    """Reads "Lind, quoted by the Ledger, said", "Lind said in remarks carried by the Ledger".

    The Ledger passes on what Lind said.
    """
    if one.source is None or one.relays:
        return one
    source = one.source
    for verb in (*tokens.child(source.head, "acl", "advcl"), *tokens.child(one.anchor, "advcl")):
        agent = agent_of(tokens, verb) if cues.has("citing", tokens.lemma[verb]) else None
        if agent is None or verb in one.content or tokens.first[verb] <= source.head:
            continue
        hop = Relay(agent, (verb,), tokens.lemma[verb], verb)
        last = tokens.first[verb] - 1 if verb <= source.last else source.last
        last -= tokens.pos[last] in MARKS
        return replace(one, source=Source(source.head, source.first, last), relays=(hop,))
    return _in_remarks(tokens, one, outlets, cues)


def _in_remarks(tokens: Tokens, one: Found, outlets: frozenset[int], cues: Cues) -> Found:
    """The attribution with the outlet as a relay that published the remarks in which it was said."""
    nouns = (tokens.one(prep, "pobj") for prep in tokens.child(one.anchor, "prep"))
    for noun in nouns:
        if noun is None or not any(
            cues.has(group, tokens.lemma[noun]) for group in ("statement carrier", "interview noun")
        ):
            continue
        for verb in tokens.child(noun, "acl"):
            agent = agent_of(tokens, verb) if cues.has("carrying verb", tokens.lemma[verb]) else None
            if agent is not None and passes_on(tokens, agent, outlets, cues):
                return replace(one, relays=(Relay(agent, (verb,), tokens.lemma[verb], verb),))
    return one


def passes_on(tokens: Tokens, source: Source, outlets: frozenset[int], cues: Cues) -> bool:
    """Whether somebody is an outlet or its report, or "the newspaper", "local media"."""
    known = source.head in outlets or cues.has("relay noun", tokens.lemma[source.head])
    return known or publishes(tokens, source, outlets, cues)


def publishes(tokens: Tokens, source: Source, outlets: frozenset[int], cues: Cues) -> bool:
    """Whether a document is an outlet's own: "a Reuters report", "an article in the Ledger"."""
    noun = source.head
    if not any(cues.has(group, tokens.lemma[noun]) for group in ("document noun", "statement carrier")):
        return False
    for t in range(source.first, source.last + 1):
        if t not in outlets:
            continue
        prep = tokens.head[t]
        owns = tokens.dep[t] in {"compound", "poss"} and prep == noun
        groups = ("owner preposition", "carrier preposition")
        if owns or (
            tokens.dep[t] == "pobj"
            and tokens.head[prep] == noun
            and any(cues.has(group, tokens.low(prep)) for group in groups)
        ):
            return True
    return False
