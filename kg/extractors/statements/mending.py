"""Content mended where the parser cut it: too short, too long, or short of its quotation mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.grammar import MARKS, is_finite, subtree, subtrees

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_PAUSES = frozenset({",", "—", "–", "--"})
# What is left of a clause without its last phrase must still say something.
_LEAST_WORDS = 3
_WIDENING = frozenset({"prep", "dative", "advcl", "xcomp", "relcl", "acl"})


def own_clause(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content of a clause after its verb, mended where the parser cut it wrongly.

    Words between the verb and the content that are no modifier of the verb belong to the content;
    a clause without a finite verb runs on to the end of the sentence; what the source does next
    ("…, calling them dull", "… and vowed to fight") does not belong to it.
    """
    start = min(content)
    if start < verb:
        return content
    that = that_after(tokens, verb, start)
    if that is not None:
        content |= frozenset(range(that, start))
        start = that
    between = [c for c in tokens.children[verb] if verb < c < start and c not in content]
    if not any(tokens.dep[t] in _SUBJECTS for t in content):
        between = [c for c in between if tokens.dep[c] != "dobj" or tokens.last[c] + 1 != start]
    modifiers = subtrees(tokens, *between)
    gap = [t for t in range(verb + 1, start) if t not in modifiers and tokens.pos[t] not in MARKS]
    if gap and tokens.sentence[gap[0]] == tokens.sentence[verb]:
        content |= frozenset(range(gap[0], start))
    if not any(is_finite(tokens, t) for t in content):
        content |= frozenset(range(max(content), tokens.bounds[tokens.sentence[verb]][1] + 1))
    content = _with_backshifted(tokens, verb, content, cues)
    end = next_act(tokens, verb, content, cues)
    return content if end is None else frozenset(t for t in content if t < end) or content


def _with_backshifted(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content with a joined clause whose tense shows that it is still reported.

    "Lind said the gate would hold, but the wall could give way": could depends on said.
    """
    end = tokens.bounds[tokens.sentence[verb]][1]
    joint = max(content) + 1
    while joint < end and tokens.word[joint] == ",":
        joint += 1
    if tokens.tag[verb] != "VBD" or joint >= end or tokens.pos[joint] != "CCONJ":
        return content
    for t in range(joint + 1, end):
        main = tokens.head[t]
        if is_finite(tokens, t) and not cues.has("backshifted auxiliary", tokens.low(t)):
            return content
        if is_finite(tokens, t) and tokens.dep[t] == "aux":
            own = tokens.one(main, "nsubj", "nsubjpass", "expl")
            first = tokens.first[main]
            if own is None or not joint <= first <= joint + 1:
                return content
            return content | frozenset(range(max(content) + 1, tokens.last[main] + 1))
    return content


def next_act(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> int | None:
    """Where inside the content the source goes on to another act of saying, or None."""
    turns = [_by_participle, _by_contrast, _by_joining]
    if any(tokens.word[t] == ";" for t in range(verb + 1, max(content, default=verb))):
        turns.append(_by_semicolon)
    for t in sorted(content):
        if t <= verb or tokens.quotation[t] >= 0 or tokens.pos[t] != "VERB" or cues.verb(tokens, t) is None:
            continue
        before = t - 1
        while before > verb and tokens.pos[before] == "ADV":
            before -= 1
        for turn in turns:
            end = turn(tokens, verb, t, before, cues)
            if end is not None:
                return end
    return None


def _by_participle(tokens: Tokens, _verb: int, act: int, before: int, _cues: Cues) -> int | None:
    """Reads "…, calling them dull", also behind a quotation that ends in a comma."""
    if tokens.tag[act] != "VBG" or tokens.dep[act] not in {"advcl", "acl", "conj", "prep"}:
        return None
    closes = tokens.quotation[before] >= 0 and tokens.word[before - 1] == ","
    return before + closes if tokens.word[before] in _PAUSES or closes else None


def _by_contrast(tokens: Tokens, verb: int, act: int, _before: int, cues: Cues) -> int | None:
    """Reads "…, while Kyodo said it had stopped"."""
    opening = tokens.first[act]
    if tokens.dep[act] != "advcl" or not cues.has("contrasting conjunction", tokens.low(opening)):
        return None
    if not any(is_finite(tokens, t) for t in range(verb + 1, opening)):
        return None
    return opening - 1 if tokens.word[opening - 1] == "," else opening


def _by_joining(tokens: Tokens, verb: int, act: int, before: int, _cues: Cues) -> int | None:
    """Reads "… and vowed to fight", in the tense of the verb that reports."""
    if tokens.dep[act] != "conj" or tokens.tag[act] != tokens.tag[verb]:
        return None
    if tokens.one(act, "nsubj") is not None:
        # "Residents said the siren had failed and the mayor promised an inquiry": a second speaker.
        opening = tokens.first[act] - 1
        backshifted = tokens.tag[tokens.head[act]] in {"VBN", "VB"}
        return opening if opening > verb and tokens.dep[opening] == "cc" and backshifted else None
    if tokens.dep[before] != "cc":
        return None
    return before - 1 if tokens.word[before - 1] == "," else before


def _by_semicolon(tokens: Tokens, verb: int, act: int, _before: int, _cues: Cues) -> int | None:
    """Reads "…; on Monday it said the bridge was closed"."""
    if tokens.one(act, "nsubj", "nsubjpass") is None:
        return None
    return next((t for t in range(act - 1, verb, -1) if tokens.word[t] == ";"), None)


def that_after(tokens: Tokens, verb: int, end: int) -> int | None:
    """The "that" which opens the verb's clause: no comma, verb or "so" stands between."""
    for t in range(verb + 1, end):
        if _opens_clause(tokens, t):
            return None if tokens.low(t - 1) in {"so", "now"} else t
        if tokens.word[t] == "," or tokens.pos[t] in {"VERB", "AUX"}:
            return None
    return None


def _opens_clause(tokens: Tokens, token: int) -> bool:
    """Whether a "that" opens a clause of its own: not a relative pronoun that is its subject."""
    if tokens.low(token) != "that":
        return False
    return tokens.pos[token] == "SCONJ" or (tokens.tag[token] == "WDT" and tokens.dep[token] != "nsubj")


def to_mark(tokens: Tokens, content: frozenset[int]) -> frozenset[int]:
    """The content up to the end of the quotation that its last word stands in."""
    last = max(content)
    number = tokens.quotation[last]
    end = last
    while number >= 0 and end + 1 < len(tokens) and tokens.quotation[end + 1] == number:
        end += 1
    return content | frozenset(range(last, end + 1))


def widened(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """Content given as a noun phrase with the phrases after it that the parser hangs on the verb.

    They end at the first that tells when or on which medium it was said, or that a comma sets off.
    """
    for child in tokens.children[verb]:
        if child <= max(content) or child in content:
            continue
        part = subtree(tokens, child)
        if min(part) != max(content) + 1 or tokens.dep[child] not in _WIDENING:
            break
        if any(
            cues.has("temporal noun", tokens.low(t)) or cues.has("statement carrier", tokens.lemma[t])
            for t in part
        ):
            break
        content |= part
    return content


def without_occasion(tokens: Tokens, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content of a clause without a last phrase that tells where it was said ("in an interview")."""
    last = max((t for t in content if tokens.pos[t] not in MARKS), default=-1)
    for t in sorted(content):
        prep = tokens.head[t]
        occasion = cues.has("statement carrier", tokens.lemma[t]) or cues.has(
            "interview noun", tokens.lemma[t]
        )
        if not occasion or tokens.dep[t] != "pobj" or tokens.low(prep) not in {"in", "during"}:
            continue
        if prep in content and tokens.last[prep] >= last and tokens.tag[tokens.head[prep]].startswith("V"):
            kept = frozenset(c for c in content if c < prep)
            words = [c for c in kept if tokens.pos[c] not in MARKS]
            return kept if len(words) >= _LEAST_WORDS else content
    return content


def without_carrier(tokens: Tokens, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content of a noun phrase without "in a message" and the like, which tell where it was said."""
    for t in sorted(content):
        prep = tokens.head[t]
        if tokens.dep[t] == "pobj" and prep in content and cues.has("statement carrier", tokens.lemma[t]):
            kept = frozenset(c for c in content if c < prep)
            return kept if kept and tokens.low(prep) in {"in", "on"} else content
    return content
