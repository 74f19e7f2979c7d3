"""What a verb of naming takes: who or what is called something, and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.grammar import subtree, subtrees
from kg.extractors.statements.mending import to_marks

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

    Content = tuple[frozenset[int], str]


def naming(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "called the plan a gift": the object and what it is called."""
    if not cue.takes(Frame.NAMING):
        return None
    thing, name = tokens.one(verb, "dobj"), tokens.one(verb, "oprd")
    home = name is not None and cues.has(f"not {cue.lemma}", tokens.low(name))
    if home or (thing is not None and cues.has("reflexive", tokens.low(thing))):
        # "called the valley home", "called herself a poet"
        return None
    if name is not None and tokens.word[tokens.first[name] - 1] != ",":
        return _and_named(tokens, verb, to_marks(tokens, subtrees(tokens, name, thing))), "naming"
    if thing is None:
        return _named_clause(tokens, verb)
    second = next((c for c in tokens.child(verb, "dobj") if c > thing), None)
    if second is not None and tokens.word[tokens.first[second] - 1] != ",":
        return frozenset(range(min(subtree(tokens, thing)), max(subtree(tokens, second)) + 1)), "naming"
    parts = subtree(tokens, thing)
    quoted = thing > verb and any(tokens.quotation[t] >= 0 for t in parts)
    return (parts, "naming") if quoted else None


def _and_named(tokens: Tokens, verb: int, content: frozenset[int]) -> frozenset[int]:
    """What somebody is called with a second noun phrase joined to it ("“a storm” and someone who …")."""
    for other in tokens.child(verb, "conj"):
        joint = tokens.first[other] - 1
        noun = tokens.pos[other] in {"NOUN", "PROPN", "PRON"}
        if noun and joint > max(content) and tokens.dep[joint] == "cc" and joint - 2 <= max(content):
            return content | frozenset(range(max(content) + 1, tokens.last[other] + 1))
    return content


def _named_clause(tokens: Tokens, verb: int) -> Content | None:
    """Reads "called what she saw “terrible”": a clause with a quotation right after it."""
    clause = next((c for c in tokens.child(verb, "ccomp") if c > verb), None)
    if clause is None:
        return None
    parts = subtree(tokens, clause)
    after = max(parts) + 1
    quoted = after < len(tokens) and tokens.quotation[after] >= 0
    return (to_marks(tokens, parts | {after}), "naming") if quoted else None
