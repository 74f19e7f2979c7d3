"""Attributions in the passive: "was told by X that", "is said to be", "it was reported that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import MARKS, cue_tokens, has_to, is_finite, subtree, subtrees
from kg.extractors.statements.mending import own_clause, that_after, to_marks
from kg.extractors.statements.noun_phrases import agent_of, phrase
from kg.extractors.statements.sources import subject_of
from kg.extractors.statements.things import can_be_said
from kg.model import Force

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

# An infinitive behind them is an order: "was asked to wait", "was told to wait".
_TELLING = frozenset({Force.ASK, Force.ASSERT})


def find_passive(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Found | None:
    """The attribution at a passive verb; its source is the agent, or not stated."""
    agent = agent_of(tokens, verb)
    subject = tokens.one(verb, "nsubjpass", "nsubj")
    told = phrase(tokens, subject, verb) if subject is not None else _described(tokens, verb)
    clause = _clause(tokens, verb, agent, cues)
    infinitive = next((c for c in tokens.child(verb, "xcomp") if has_to(tokens, c)), None)
    addressee = None
    rule = "passive"
    if clause:
        if agent is None and not _stands_alone(tokens, verb, subject, cue):
            return None
        content = clause
        if agent is not None and agent.first < min(clause) <= agent.last:
            agent = Source(agent.head, agent.first, min(clause) - 1)
        addressee = told if cue.takes(Frame.ADDRESSEE) else None
    elif subject is None or tokens.low(subject) == "it":
        return None
    elif infinitive is not None and cues.has("passive hearsay", cue.lemma):
        content, rule = subtrees(tokens, subject, infinitive), "passive hearsay"
    elif agent is None and not (infinitive is not None and _stands_alone(tokens, verb, subject, cue)):
        return None
    elif infinitive is not None and cue.takes(Frame.ORDER):
        content, addressee = subtrees(tokens, subject, infinitive), told
    elif agent is not None and cue.takes(Frame.CHARGE, Frame.OBJECT, Frame.NAMING, Frame.AS):
        predicate, agent = _predicate(tokens, verb, agent, cues)
        if not predicate and (tokens.tag[subject] == "PRP" or not can_be_said(tokens, subject, cue, cues)):
            return None
        content = to_marks(tokens, subtree(tokens, subject) | predicate)
    else:
        return None
    ordered = rule == "passive" and not clause and infinitive is not None and cue.force in _TELLING
    return Found(
        content=content,
        cue=cue_tokens(tokens, verb),
        lemma=cue.lemma,
        source=agent,
        anchor=verb,
        rule=rule,
        rank=0.7,
        force=Force.ORDER if ordered else cue.force,
        addressee=addressee,
    )


def _described(tokens: Tokens, participle: int) -> Source | None:
    """Whom a participle without a subject describes: "Lind, asked by …, left", "Asked by …, Lind left"."""
    above = tokens.head[participle]
    if tokens.dep[participle] == "advcl" and above > participle:
        return subject_of(tokens, above)
    noun = tokens.dep[participle] == "acl" and above < participle
    return phrase(tokens, above, tokens.first[participle]) if noun else None


def _clause(tokens: Tokens, verb: int, agent: Source | None, cues: Cues) -> frozenset[int]:
    """The clause that was told, also where the parser hung it on the agent."""
    clause = tokens.one(verb, "ccomp")
    if clause is not None:
        told = subtree(tokens, clause) | _its_subject(tokens, verb, clause)
        return own_clause(tokens, verb, told, cues) if agent is None and told else told
    if agent is None:
        return frozenset()
    for question in tokens.child(agent.head, "relcl", "acl"):
        if tokens.tag[tokens.first[question]] == "WRB" and tokens.first[question] > agent.head:
            # "was asked by a caller why …"
            return subtree(tokens, question)
    end = tokens.bounds[tokens.sentence[verb]][1]
    that = that_after(tokens, agent.head, end, cues)
    words = [t for t in range(that, end + 1) if tokens.pos[t] not in MARKS] if that is not None else []
    return frozenset(range(words[0], words[-1] + 1)) if words else frozenset()


def _its_subject(tokens: Tokens, verb: int, clause: int) -> frozenset[int]:
    """The subject of a clause that the parser took for what is told ("we're told Ben was late")."""
    thing = tokens.one(verb, "dobj", "oprd")
    own = tokens.one(clause, "nsubj", "nsubjpass", "expl", "csubj")
    first = tokens.first[clause]
    if thing is None or own is not None or tokens.last[thing] + 1 != first or not is_finite(tokens, first):
        return frozenset()
    return subtree(tokens, thing)


def _stands_alone(tokens: Tokens, verb: int, subject: int | None, cue: CueVerb) -> bool:
    """Whether a passive without agent reports something: "it was said that", "villagers were told that".

    In a subordinate clause ("she had been informed that") it is part of what somebody else says.
    """
    if subject is not None and tokens.low(subject) == "it":
        return True
    return tokens.dep[verb] == "ROOT" and cue.takes(Frame.ADDRESSEE)


def _predicate(tokens: Tokens, verb: int, agent: Source, cues: Cues) -> tuple[frozenset[int], Source]:
    """What the subject is accused of or called, and the agent without it."""
    behind = [
        c
        for c in tokens.child(verb, "prep", "oprd")
        if c > verb and (tokens.dep[c] == "oprd" or cues.has("charge preposition", tokens.low(c)))
    ]
    if behind:
        return subtrees(tokens, *behind), agent
    for prep in tokens.child(agent.head, "prep"):
        if prep > agent.head and cues.has("accusing preposition", tokens.low(prep)):
            return subtree(tokens, prep), Source(agent.head, agent.first, min(agent.last, prep - 1))
    return frozenset(), agent
