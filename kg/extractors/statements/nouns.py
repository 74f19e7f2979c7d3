"""Attributions by a noun: "the minister's claim that …", "there were reports that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import has_to, subtree
from kg.extractors.statements.noun_phrases import agent_of, phrase
from kg.extractors.statements.sources import subject_of
from kg.model import Force

if TYPE_CHECKING:
    from kg.extractors.statements.cues import CueNoun, Cues
    from kg.extractors.statements.tokens import Tokens

_WITH_INFINITIVE = frozenset({Force.PROMISE, Force.ORDER, Force.WARN, Force.PROPOSE})


def find_noun(tokens: Tokens, token: int, cues: Cues) -> Found | None:
    """Reads "the minister's claim that …": a noun of attribution with a that-clause and an owner."""
    cue = cues.nouns.get(tokens.lemma[token]) if tokens.pos[token] == "NOUN" else None
    if cue is None:
        return None
    for clause in tokens.child(token, "acl", "ccomp", "relcl"):
        if clause < token or not any(tokens.low(m) == "that" for m in tokens.child(clause, "mark")):
            continue
        source = _owner(tokens, token, cues)
        if source is not None or _there_is(tokens, token):
            return _of_noun(token, cue, source, subtree(tokens, clause))
    for clause in tokens.child(token, "acl"):
        source = _owner(tokens, token, cues)
        if clause > token and source is not None and has_to(tokens, clause) and cue.force in _WITH_INFINITIVE:
            return _of_noun(token, cue, source, subtree(tokens, clause))
    return None


def _there_is(tokens: Tokens, noun: int) -> bool:
    """Whether the noun is what "there were reports that" says exists."""
    return tokens.one(tokens.head[noun], "expl") is not None and tokens.dep[noun] in {"attr", "nsubj"}


def _owner(tokens: Tokens, noun: int, cues: Cues) -> Source | None:
    """Whose claim it is: the possessor, "by X", "from X", or the subject of "made the claim"."""
    owner = tokens.one(noun, "poss")
    above = tokens.head[noun]
    makes = tokens.dep[noun] == "dobj" and cues.has("light verb", tokens.lemma[above])
    if owner is not None and not (makes and tokens.pos[owner] == "PRON"):
        return phrase(tokens, owner, noun)
    for prep in tokens.child(noun, "prep"):
        inner = tokens.one(prep, "pobj")
        if cues.has("owner preposition", tokens.low(prep)) and inner is not None:
            return phrase(tokens, inner, noun)
    if makes:
        return subject_of(tokens, above)
    if tokens.dep[noun] == "nsubjpass" and cues.has("light verb", tokens.lemma[above]):
        return agent_of(tokens, above)
    return None


def _of_noun(noun: int, cue: CueNoun, source: Source | None, content: frozenset[int]) -> Found:
    return Found(
        content=content,
        cue=(noun,),
        lemma=cue.lemma,
        source=source,
        anchor=noun,
        rule="noun",
        rank=0.85,
        force=cue.force,
    )
