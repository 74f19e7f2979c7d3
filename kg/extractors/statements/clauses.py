"""Indirect statements by grammar: a verb of attribution and the complement it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.reality import Reality, reality
from kg.extractors.statements.sources import agent_of, phrase, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def find_clauses(tokens: Tokens, cues: Cues) -> Iterator[Found]:
    """Every attribution by a verb outside quotations whose complement the parser shows."""
    for verb in range(len(tokens)):
        cue = cues.verb(tokens, verb)
        if cue is None or tokens.dep[verb] in {"aux", "auxpass", "amod", "compound"}:
            continue
        found = find_clause(tokens, verb, cue, cues)
        if found is not None:
            yield found


def find_clause(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Found | None:
    """The attribution at one verb, or None when it has no complement, or did not take place."""
    real = reality(tokens, verb, cues)
    if real is Reality.UNREAL:
        return None
    if tokens.one(verb, "auxpass") is not None or tokens.one(verb, "agent") is not None:
        return _passive(tokens, verb, cue, cues)
    content, rule = complement(tokens, verb, cue, cues)
    if not content:
        return None
    if real is Reality.NEGATED and rule not in {"question", "clause"}:
        return None
    source = subject_of(tokens, verb)
    if source is None or source.head in content:
        return None
    return Found(
        content=content - span_set(source),
        cue=cue_tokens(tokens, verb),
        lemma=cue.lemma,
        source=source,
        anchor=verb,
        rule=rule,
        confidence=0.8,
        force=cue.force,
        negated=real is Reality.NEGATED,
    )


def span_set(source: Source | None) -> frozenset[int]:
    """The tokens of a source."""
    return frozenset() if source is None else frozenset(range(source.first, source.last + 1))


def cue_tokens(tokens: Tokens, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle."""
    return tuple(sorted({verb, *tokens.child(verb, "aux", "auxpass", "neg", "prt")}))


def subtree(tokens: Tokens, token: int) -> frozenset[int]:
    """The token and all below it; marks inside the range belong to it."""
    found = {token}
    stack = [token]
    while stack:
        for child in tokens.children[stack.pop()]:
            if child not in found:
                found.add(child)
                stack.append(child)
    return frozenset(found)


def complement(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> tuple[frozenset[int], str]:
    """The content that the verb takes, with the name of the frame; empty when it takes none."""
    nothing: tuple[frozenset[int], str] = (frozenset(), "")
    for clause in tokens.child(verb, "ccomp"):
        frame = _clause_frame(tokens, clause, cue)
        if frame and (clause > verb or tokens.last[clause] < verb):
            first = tokens.one(verb, "dobj") if frame == "order" else None
            return subtree(tokens, clause) | (subtree(tokens, first) if first is not None else frozenset()), frame
    for clause in tokens.child(verb, "xcomp"):
        if clause < verb:
            continue
        thing = tokens.one(verb, "dobj")
        if cue.takes(Frame.NAMING) and not _to(tokens, clause):
            parts = subtree(tokens, clause) | (subtree(tokens, thing) if thing is not None else frozenset())
            return parts, "naming"
        if not _to(tokens, clause):
            continue
        if cue.takes(Frame.ORDER) and thing is not None:
            return subtree(tokens, thing) | subtree(tokens, clause), "order"
        if cue.takes(Frame.INFINITIVE, Frame.ORDER):
            return subtree(tokens, clause), "infinitive"
    named = _naming(tokens, verb, cue)
    if named:
        return named, "naming"
    thing = tokens.one(verb, "dobj")
    if thing is not None and thing > verb:
        return _object(tokens, verb, thing, cue, cues)
    for prep in tokens.child(verb, "prep"):
        if prep > verb and tokens.low(prep) in cue.prepositions:
            inner = tokens.one(prep, "pobj", "pcomp")
            if inner is not None and not cues.has("empty content", tokens.low(inner)):
                return subtree(tokens, inner), "preposition"
    return nothing


def _to(tokens: Tokens, verb: int) -> bool:
    return any(tokens.low(a) == "to" for a in tokens.child(verb, "aux"))


def _clause_frame(tokens: Tokens, clause: int, cue: CueVerb) -> str:
    """Which frame a clause complement fills, "" for none that the verb has."""
    if _to(tokens, clause):
        return "order" if cue.takes(Frame.ORDER) else "infinitive" if cue.takes(Frame.INFINITIVE) else ""
    opening = tokens.first[clause]
    if tokens.tag[opening] in {"WP", "WRB", "WDT", "WP$"} or tokens.low(opening) in {"whether", "if"}:
        return "question" if cue.takes(Frame.QUESTION, Frame.CLAUSE) else ""
    if cue.takes(Frame.NAMING) and tokens.one(clause, "nsubj") is not None and tokens.one(clause, "aux") is None:
        return "naming"
    return "clause" if cue.takes(Frame.CLAUSE) else ""


def _naming(tokens: Tokens, verb: int, cue: CueVerb) -> frozenset[int]:
    """"called the plan a gift": the object and what it is called."""
    named = tokens.one(verb, "oprd")
    thing = tokens.one(verb, "dobj")
    if not cue.takes(Frame.NAMING) or named is None:
        return frozenset()
    return subtree(tokens, named) | (subtree(tokens, thing) if thing is not None else frozenset())


def _object(
    tokens: Tokens, verb: int, thing: int, cue: CueVerb, cues: Cues
) -> tuple[frozenset[int], str]:
    """Content given as a noun phrase: what was denied, who was accused of what, what X was called."""
    parts = subtree(tokens, thing)
    after = [p for p in tokens.child(verb, "prep") if p > thing]
    if cue.takes(Frame.CHARGE):
        for prep in after:
            if tokens.low(prep) in {"of", "for", "over", "as"}:
                return parts | subtree(tokens, prep), "charge"
    if cue.takes(Frame.AS):
        for prep in after:
            if tokens.low(prep) == "as":
                return parts | subtree(tokens, prep), "as"
    if not cue.takes(Frame.OBJECT) or not usable_object(tokens, thing, cue, cues):
        return frozenset(), ""
    return parts, "object"


def usable_object(tokens: Tokens, thing: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether a noun phrase says something: "denied the charges", not "denied it" or "raised a hand"."""
    if cues.has("empty content", tokens.low(thing)) or cues.has("temporal noun", tokens.low(thing)):
        return False
    return cue.lemma != "raise" or cues.has("raisable", tokens.lemma[thing])


def _passive(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Found | None:
    """"was told by X that", "is said to be", "it was reported that"."""
    agent = agent_of(tokens, verb)
    subject = tokens.one(verb, "nsubjpass", "nsubj")
    content: frozenset[int] = frozenset()
    addressee: Source | None = None
    rule = "passive"
    for clause in tokens.child(verb, "ccomp"):
        content = subtree(tokens, clause)
        if subject is not None and tokens.pos[subject] != "PRON" or cue.takes(Frame.ADDRESSEE):
            addressee = None if subject is None else phrase(tokens, subject, verb)
    if not content and subject is not None:
        clause_to = next((c for c in tokens.child(verb, "xcomp") if _to(tokens, c)), None)
        if clause_to is not None and cues.has("passive hearsay", cue.lemma):
            content = subtree(tokens, subject) | subtree(tokens, clause_to)
            rule = "passive hearsay"
        elif clause_to is not None and cue.takes(Frame.ORDER) and agent is not None:
            content = subtree(tokens, subject) | subtree(tokens, clause_to)
        elif agent is not None and cue.takes(Frame.CHARGE, Frame.OBJECT, Frame.NAMING, Frame.AS):
            rest = [c for c in tokens.child(verb, "prep", "oprd") if c > verb and tokens.low(c) in {"of", "for", "as"}]
            content = subtree(tokens, subject).union(*(subtree(tokens, c) for c in rest))
    if not content or (agent is None and rule == "passive" and subject is not None and tokens.pos[subject] != "PRON"):
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
