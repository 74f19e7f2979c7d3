"""Whether a cue reports something said: not planned, not wished, not asked, not denied to be said."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens


class Reality(StrEnum):
    """What the text says of the act of saying: it took place, was denied, or is only imagined."""

    REAL = "real"
    NEGATED = "negated"
    UNREAL = "unreal"


def reality(tokens: Tokens, verb: int, cues: Cues) -> Reality:
    """Whether the act at ``verb`` took place, by its auxiliaries, negation and governors."""
    unreal = any(cues.has("unreal auxiliary", tokens.low(a)) for a in tokens.child(verb, "aux"))
    if unreal and not _looks_back(tokens, verb, cues):
        would = any(tokens.low(a) == "would" for a in tokens.child(verb, "aux"))
        return Reality.NEGATED if would and tokens.one(verb, "neg") is not None else Reality.UNREAL
    imagined = any(
        cues.has("unreal conjunction", tokens.low(m)) for m in tokens.child(verb, "mark", "advmod")
    )
    if imagined or _is_told_or_let(tokens, verb, cues):
        return Reality.UNREAL
    if tokens.one(verb, "neg") is not None:
        return Reality.NEGATED
    if _infinitive(tokens, verb):
        return _governed(tokens, verb, cues)
    relation = tokens.dep[verb]
    if relation == "conj" and tokens.one(verb, "nsubj", "nsubjpass") is None and tokens.head[verb] != verb:
        above = tokens.head[verb]
        if tokens.pos[above] in {"VERB", "AUX"} and tokens.tag[verb] in {"VB", tokens.tag[above]}:
            return reality(tokens, above, cues) if above < verb else Reality.REAL
    return Reality.REAL


def _looks_back(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether "would" tells of a later past ("would later say"), or of a habit ("would often say")."""
    would = any(tokens.low(a) == "would" for a in tokens.child(verb, "aux"))
    told = any(cues.has("narrating adverb", tokens.low(a)) for a in tokens.child(verb, "advmod"))
    return would and told and tokens.one(verb, "neg") is None


def is_purpose(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether the verb is an infinitive of purpose ("met to discuss", not "went on to call")."""
    above = tokens.lemma[tokens.head[verb]]
    return (
        tokens.dep[verb] == "advcl"
        and _infinitive(tokens, verb)
        and not (cues.has("licensing governor", above) and tokens.one(tokens.head[verb], "prt") is not None)
    )


def _is_told_or_let(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether readers are told to ("be warned that …"), or somebody is let ("it lets you tell …").

    One who asks to be let does it ("let me express").
    """
    helpers = [*tokens.child(verb, "aux", "auxpass")]
    told = [tokens.low(t) for t in helpers] == ["be"] and tokens.dep[verb] == "ROOT"
    let = not helpers and tokens.tag[verb] == "VB" and tokens.lemma[tokens.head[verb]] == "let"
    asks = any(cues.has("own words", tokens.low(t)) for t in tokens.child(verb, "nsubj"))
    return told or (let and not asks and tokens.dep[verb] in {"ccomp", "xcomp"})


def is_announced(tokens: Tokens, verb: int) -> bool:
    """Whether an infinitive leads in what follows: "had this to say: “…”"."""
    words = tokens.lower[max(verb - 2, 0) : verb]
    return words == ["this", "to"] and tokens.lemma[verb - 3] == "have" and tokens.head[verb] == verb - 3


def _infinitive(tokens: Tokens, verb: int) -> bool:
    return tokens.tag[verb] == "VB" and any(tokens.low(a) == "to" for a in tokens.child(verb, "aux"))


def _governed(tokens: Tokens, verb: int, cues: Cues) -> Reality:
    """An infinitive took place when its governor says so ("went on to say", "wrote to say")."""
    above = tokens.head[verb]
    if is_announced(tokens, verb):
        return reality(tokens, above, cues)
    if tokens.dep[verb] == "advcl":
        return Reality.REAL if tokens.tag[above] in {"VBD", "VBN", "VBZ", "VBP"} else Reality.UNREAL
    if tokens.dep[verb] == "xcomp" and cues.has("licensing governor", tokens.lemma[above]):
        return reality(tokens, above, cues)
    if tokens.dep[verb] == "xcomp" and cues.has("licensing adjective", tokens.lemma[above]):
        # "was quick to add": the adjective hangs on the verb that tells whether.
        return reality(tokens, tokens.head[above], cues)
    return Reality.UNREAL
