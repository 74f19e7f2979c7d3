"""Where a content ends: before what the writer adds, and before where or on what it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.grammar import MARKS, heads_finite, is_finite, is_pause
from kg.extractors.statements.reticence import without_reticence

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

_PRESENT = frozenset({"VBZ", "VBP"})
# What is left of a clause without its last phrase must still say something.
_LEAST_WORDS = 3


def without_comment(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content of a clause without a last part in which the writer comments on it."""
    content = _before_speech(tokens, verb, content, cues)
    content = without_reticence(tokens, content, cues)
    content = _without_aside(tokens, verb, content, cues)
    return _without_gloss(tokens, content, cues)


def _before_speech(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content before a colon with a quoted sentence, which is a statement of its own."""
    for t in sorted(content):
        number = tokens.quotation[t + 1] if t + 1 < len(tokens) else -1
        if tokens.word[t] != ":" or tokens.quotation[t] >= 0 or number < 0 or t < verb:
            continue
        first = next((q for q in range(t + 1, len(tokens)) if tokens.pos[q] not in MARKS), t)
        inner = cues.verb(tokens, t - 1)
        if inner is not None and inner.takes(Frame.QUOTATION):
            continue  # as in "Lind said he replied: …", where the inner verb leads in the quotation
        if tokens.quotation[first] == number and tokens.word[first][:1].isupper():
            return frozenset(c for c in content if c < t) or content
    return content


def without_story(tokens: Tokens, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content of a noun phrase or infinitive without a last clause in which the writer goes on.

    "praised the surgeon, who has worked there for years", "denounced the strike as it entered its third
    week".
    """
    content = _without_gloss(tokens, content, cues)
    last = max((t for t in content if tokens.pos[t] not in MARKS), default=-1)
    low = min(content)
    for t in sorted(content):
        if t == low or t - 1 not in content or tokens.quotation[t] >= 0:
            continue
        clause = tokens.head[t]
        if tokens.last[clause] < last or tokens.first[clause] != t:
            continue
        set_off = tokens.word[t - 1] in {",", "("}
        gloss = tokens.tag[t] in {"WDT", "WP"} and set_off and tokens.dep[clause] == "relcl"
        when = tokens.dep[clause] == "advcl" and cues.has("temporal conjunction", tokens.low(t))
        when = when and heads_finite(tokens, clause) and not any(is_finite(tokens, c) for c in range(low, t))
        if gloss or when:
            return frozenset(c for c in content if c < t - gloss) or content
    return content


def _without_gloss(tokens: Tokens, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content without what the writer says of it behind a comma.

    "…, dealing a blow to the mayor", "…, a charge she denies", "…, even as rivals closed theirs".
    """
    last = max((t for t in content if tokens.pos[t] not in MARKS), default=-1)
    for t in sorted(content):
        opening = t + 1
        if opening not in content or tokens.quotation[t] >= 0:
            continue
        pause = is_pause(tokens, t)
        if opening < last and cues.has("comment opening", " ".join(tokens.lower[opening : opening + 2])):
            end = last
        elif not pause:
            continue
        elif _is_consequence(tokens, opening, content, cues):
            end = tokens.last[opening]
        elif is_verdict(tokens, opening, cues):
            end = tokens.last[tokens.head[opening]]
        else:
            continue
        kept = frozenset(c for c in content if c < opening - pause)
        words = [c for c in kept if tokens.pos[c] not in MARKS]
        quoted = any(tokens.quotation[c] >= 0 for c in range(t, last + 1))
        others = is_verdict(tokens, opening, cues) and _is_said(tokens, tokens.head[opening], cues)
        if end >= last and (others or not quoted) and len(words) >= _LEAST_WORDS:
            return kept
    return content


def _is_consequence(tokens: Tokens, participle: int, content: frozenset[int], cues: Cues) -> bool:
    """Whether a participle tells what an announcement did: "would sell it, sparking a row"."""
    if tokens.tag[participle] != "VBG" or not cues.has("consequence verb", tokens.lemma[participle]):
        return False
    mains = [t for t in content if tokens.head[t] not in content and tokens.pos[t] in {"VERB", "AUX"}]
    return any(cues.has("planning auxiliary", tokens.low(a)) for m in mains for a in tokens.child(m, "aux"))


def is_verdict(tokens: Tokens, opening: int, cues: Cues) -> bool:
    """Whether a noun phrase passes judgement on what was said: "a move that surprised many"."""
    head = tokens.head[opening]
    if tokens.dep[opening] != "det" or head <= opening or not cues.has("verdict noun", tokens.lemma[head]):
        return False
    return _has_own_subject(tokens, head) or any(c > head for c in tokens.child(head, "relcl", "acl"))


def _has_own_subject(tokens: Tokens, noun: int) -> bool:
    """Whether a noun has the subject of its clause for an apposition: "a claim Lind called untrue"."""
    return any(tokens.first[c] == noun + 1 for c in tokens.child(noun, "appos"))


def _is_said(tokens: Tokens, noun: int, cues: Cues) -> bool:
    """Whether a noun is described by what somebody called or said of it: "a claim Lind called “untrue”"."""
    described = tokens.child(noun, "relcl", "acl")
    return _has_own_subject(tokens, noun) or any(
        c > noun and cues.verb(tokens, c) is not None for c in described
    )


def is_gloss(tokens: Tokens, thing: int, cues: Cues) -> bool:
    """Whether an object judges what was said before it: "It was safe, Lind claimed, a view nobody shares"."""
    opening = tokens.first[thing]
    return opening > 0 and tokens.word[opening - 1] == "," and is_verdict(tokens, opening, cues)


def _without_aside(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content without a last clause behind a comma whose tense shows that the writer explains.

    "Lind said he would shut the road, which is used by miners": what is reported is backshifted, the
    explanation is not. "Lind says she is free to meet Holm, who was ill on Monday": what is reported is
    in the present, the explanation in the past.
    """
    last = max((t for t in content if tokens.pos[t] not in MARKS), default=-1)
    for t in sorted(content):
        if tokens.tag[t] not in {"WDT", "WP", "WP$"} or t - 1 not in content:
            continue
        clause = _relative(tokens, t, content)
        opening = t if clause is None else tokens.first[clause]
        if clause is None or tokens.last[clause] < last or tokens.word[opening - 1] != ",":
            continue
        tense = _tense(tokens, clause)
        shifted = tokens.tag[verb] == "VBD" and tense in _PRESENT and _is_backshifted(tokens, content, cues)
        shifted = shifted or (
            tense == "VBD" and cues.verb(tokens, clause) is None and _is_present(tokens, content, cues)
        )
        quoted = any(tokens.quotation[w] >= 0 for w in range(t, last + 1))
        return frozenset(c for c in content if c < opening - 1) if shifted and not quoted else content
    return content


def _relative(tokens: Tokens, pronoun: int, content: frozenset[int]) -> int | None:
    """The verb of the relative clause that a pronoun, or a phrase with it, opens ("with whom")."""
    at = pronoun
    while tokens.dep[at] != "relcl" and tokens.head[at] != at and tokens.head[at] in content:
        at = tokens.head[at]
    return at if tokens.dep[at] == "relcl" and tokens.first[at] <= pronoun < at else None


def _is_present(tokens: Tokens, content: frozenset[int], cues: Cues) -> bool:
    """Whether every main verb of a content is in the present or the future."""
    mains = [t for t in content if tokens.head[t] not in content and tokens.pos[t] in {"VERB", "AUX"}]
    told = {_tense(tokens, main) for main in mains}
    return bool(mains) and told <= {*_PRESENT, "MD"} and not _is_backshifted(tokens, content, cues)


def _is_backshifted(tokens: Tokens, content: frozenset[int], cues: Cues) -> bool:
    """Whether the main verb of a content is in the past or has a backshifted auxiliary."""
    mains = [t for t in content if tokens.head[t] not in content and tokens.pos[t] in {"VERB", "AUX"}]
    return any(
        tokens.tag[t] == "VBD" or cues.has("backshifted auxiliary", tokens.low(t))
        for main in mains
        for t in (main, *tokens.child(main, "aux", "auxpass"))
    )


def _tense(tokens: Tokens, verb: int) -> str:
    """The tag of a verb's finite word."""
    words = (verb, *tokens.child(verb, "aux", "auxpass"))
    return next((tokens.tag[t] for t in sorted(words) if is_finite(tokens, t)), "")


def without_occasion(tokens: Tokens, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content of a clause without a last phrase that tells where it was said ("in an interview")."""
    last = max((t for t in content if tokens.pos[t] not in MARKS), default=-1)
    for t in sorted(content):
        prep = tokens.head[t]
        occasion = cues.has("statement carrier", tokens.lemma[t]) or cues.has(
            "interview noun", tokens.lemma[t]
        )
        if not occasion or tokens.tag[t] != "NN" or tokens.dep[t] != "pobj":
            continue
        if not cues.has("occasion preposition", tokens.low(prep)):
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
            return kept if kept and cues.has("carrier preposition", tokens.low(prep)) else content
    return content


def behind_colon(tokens: Tokens, content: frozenset[int]) -> frozenset[int]:
    """The content without what leads to a quoted sentence by a colon: "She was unsure: “It may rain,” …"."""
    for t in sorted(content):
        number = tokens.quotation[t + 1] if t + 1 in content else -1
        if tokens.word[t] == ":" and tokens.quotation[t] < 0 <= number:
            words = [c for c in content if c > t and tokens.pos[c] not in MARKS]
            quoted = bool(words) and all(tokens.quotation[c] == number for c in words)
            return frozenset(c for c in content if c > t) if quoted else content
    return content
