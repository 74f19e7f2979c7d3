"""What a speaker left unsaid, told behind a content: no part of what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.grammar import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

_SAME_SPEAKER = frozenset({"VBD", "VBZ", "VBP"})


def without_reticence(tokens: Tokens, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content without a last phrase on what the speaker left out.

    "…, without giving details", "… without elaborating", "…, declining to name them", "… but gave no
    details".
    """
    last = max((t for t in content if tokens.pos[t] not in MARKS), default=-1)
    for t in sorted(content):
        if tokens.last[t] < last or tokens.quotation[t] >= 0 or tokens.pos[t] != "VERB":
            continue
        opening = (
            _opens_silence(tokens, t, cues) if tokens.tag[t] == "VBG" else _turns_silent(tokens, t, cues)
        )
        if opening is not None:
            return frozenset(c for c in content if c < opening) or content
    return content


def _opens_silence(tokens: Tokens, gerund: int, cues: Cues) -> int | None:
    """Where "without giving details" or "declining to name them" opens, or None."""
    if not cues.has("lacking preposition", tokens.low(gerund - 1)):
        declines = tokens.pos[gerund - 1] in MARKS and cues.has("declining verb", tokens.lemma[gerund])
        return gerund if declines and _names_speech(tokens, tokens.child(gerund, "xcomp"), cues) else None
    set_off = tokens.pos[gerund - 2] in MARKS or tokens.one(gerund, "dobj", "ccomp") is None
    return gerund - 1 if set_off and _names_speech(tokens, (gerund,), cues) else None


def _turns_silent(tokens: Tokens, verb: int, cues: Cues) -> int | None:
    """Where "but declined to name them", "but did not elaborate" or "and gave no details" opens, or None."""
    opening = tokens.first[verb] - 1
    joined = tokens.dep[verb] == "conj" and tokens.pos[opening] == "CCONJ"
    if not joined or tokens.one(verb, "nsubj", "nsubjpass", "auxpass") is not None:
        return None
    if cues.has("declining verb", tokens.lemma[verb]) and tokens.tag[verb] in _SAME_SPEAKER:
        return opening if _names_speech(tokens, tokens.child(verb, "xcomp"), cues) else None
    thing = tokens.one(verb, "dobj")
    did = next((tokens.lemma[a] for a in tokens.child(verb, "aux")), "") == "do"
    none = thing is not None and any(cues.has("no", tokens.low(d)) for d in tokens.child(thing, "det"))
    if not (did and tokens.one(verb, "neg") is not None) and not (none and tokens.tag[verb] in _SAME_SPEAKER):
        return None
    if cues.has("light verb", tokens.lemma[verb]) or none:
        # "gave no reason" may be what somebody in the content did; details are the speaker's.
        return opening if thing is not None and cues.has("detail", tokens.lemma[thing]) else None
    return opening if cues.has("left out", tokens.lemma[verb]) else None


def _names_speech(tokens: Tokens, verbs: Iterable[int], cues: Cues) -> bool:
    """Whether one of the verbs tells what a speaker may leave out."""
    return any(cues.has("left out", tokens.lemma[verb]) for verb in verbs)
