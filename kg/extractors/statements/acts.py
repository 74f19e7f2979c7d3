"""Where inside a content the source goes on to another act of saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.grammar import is_finite, is_pause, tells
from kg.extractors.statements.subjects import may_say

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens


def next_act(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> int | None:
    """Where inside the content the source goes on to another act of saying, or None."""
    turns = [_by_participle, _by_contrast, _by_joining]
    if any(tokens.word[t] == ";" for t in range(verb + 1, max(content, default=verb))):
        turns.append(_by_semicolon)
    for t in sorted(content):
        if t <= verb or tokens.quotation[t] >= 0 or tokens.pos[t] != "VERB":
            continue
        cue = cues.verb(tokens, t)
        if cue is None or not _says_on(tokens, t, cue):
            continue
        before = t - 1
        while before > verb and tokens.pos[before] == "ADV":
            before -= 1
        for turn in turns:
            end = turn(tokens, verb, t, before, cues)
            if end is not None:
                return end
    return None


def _says_on(tokens: Tokens, act: int, cue: CueVerb) -> bool:
    """Whether a verb inside a content takes something said itself ("vowed to fight", not "called him")."""
    if tokens.one(act, "ccomp", "xcomp", "oprd", "advcl") is not None:
        return True
    if cue.takes(Frame.OBJECT, Frame.CHARGE, Frame.AS) and tokens.one(act, "dobj", "dative") is not None:
        return True
    if any(tokens.low(p) in cue.prepositions for p in tokens.child(act, "prep")):
        return True
    after = tokens.last[act]
    return any(tokens.quotation[t] >= 0 for t in range(act + 1, min(after + 3, len(tokens))))


def _by_participle(tokens: Tokens, _verb: int, act: int, before: int, _cues: Cues) -> int | None:
    """Reads "…, calling them dull", also behind a quotation that ends in a comma."""
    if tokens.tag[act] != "VBG" or tokens.dep[act] not in {"advcl", "acl", "conj", "prep"}:
        return None
    closes = tokens.quotation[before] >= 0 and tokens.word[before - 1] == ","
    return before + closes if is_pause(tokens, before) or closes else None


def _by_contrast(tokens: Tokens, verb: int, act: int, _before: int, cues: Cues) -> int | None:
    """Reads "…, while Kyodo said it had stopped", "…, as doctors warned that it would not"."""
    opening = tokens.first[act]
    word, alike = tokens.low(opening), tokens.tag[act] == tokens.tag[verb]
    told = alike and any(c > act for c in tokens.child(act, "ccomp"))
    beside = told and tokens.word[opening - 1] == "," and cues.has("accompanying conjunction", word)
    if tokens.dep[act] != "advcl" or not (beside or cues.has("contrasting conjunction", word)):
        return None
    if not any(tells(tokens, t) for t in range(verb + 1, opening)):
        return None
    return opening - 1 if tokens.word[opening - 1] == "," else opening


def _by_joining(tokens: Tokens, verb: int, act: int, before: int, cues: Cues) -> int | None:
    """Reads "… and vowed to fight", in the tense of the verb that reports."""
    if tokens.dep[act] != "conj" or tokens.tag[act] != tokens.tag[verb] or tokens.one(act, "neg") is not None:
        return None
    if tokens.one(act, "nsubj") is not None:
        # "Residents said the siren had failed and the mayor promised an inquiry": a second speaker.
        opening = tokens.first[act] - 1
        backshifted = tokens.tag[tokens.head[act]] in {"VBN", "VB"}
        resumed = any(tokens.pos[s] == "PRON" for s in tokens.child(act, "nsubj"))
        return (
            opening if opening > verb and tokens.dep[opening] == "cc" and (backshifted or resumed) else None
        )
    above = tokens.head[act]
    parallel = above != verb and tokens.tag[above] == tokens.tag[act] and cues.verb(tokens, above) is not None
    if tokens.dep[before] != "cc" or (parallel and may_say(tokens, above)):
        # "said he admitted the theft but claimed …": both are acts of the one who admits.
        return None
    return before - 1 if tokens.word[before - 1] == "," else before


def _by_semicolon(tokens: Tokens, verb: int, act: int, _before: int, _cues: Cues) -> int | None:
    """Reads "…; on Monday it said the bridge was closed"."""
    if tokens.one(act, "nsubj", "nsubjpass") is None:
        return None
    return next((t for t in range(act - 1, verb, -1) if tokens.word[t] == ";"), None)


def without_next_subject(tokens: Tokens, content: frozenset[int]) -> frozenset[int]:
    """A noun phrase without a joined noun that is the subject of the finite verb right behind it.

    "Holm denied the theft and witnesses backed him": nobody denies witnesses.
    """
    last = max(content)
    after = last + 1
    if after >= len(tokens) or not is_finite(tokens, after) or tokens.quotation[after] >= 0:
        return content
    main = tokens.head[after] if tokens.dep[after] in {"aux", "auxpass"} else after
    if tokens.one(main, "nsubj", "nsubjpass", "expl") is not None:
        return content
    joined = (t for t in content if tokens.dep[t] == "conj" and tokens.last[t] == last)
    joint = next(
        (tokens.first[t] - 1 for t in sorted(joined) if tokens.pos[tokens.first[t] - 1] == "CCONJ"), -1
    )
    return frozenset(t for t in content if t < joint) or content
