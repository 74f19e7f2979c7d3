"""Whether the words behind an attribution set off by commas go on with what stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.ends import is_verdict
from kg.extractors.statements.grammar import MARKS, is_finite, is_pause

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.segments import Segment
    from kg.extractors.statements.tokens import Tokens

_JOINTS = frozenset({"ADP", "SCONJ"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"})


def continues(tokens: Tokens, run: Segment, after: int, before: frozenset[int], cues: Cues) -> bool:
    """Whether what follows the segment goes on with the clause before it."""
    other = cues.has("not continuation", tokens.low(after)) or is_verdict(tokens, after, cues)
    if other or not is_pause(tokens, run.last + 1):
        return False
    tail = range(after, tokens.bounds[tokens.sentence[run.verb]][1] + 1)
    if _acts(tokens, after) and not any(is_finite(tokens, t) for t in tail):
        return False
    joined = any(tokens.head[t] in before for t in tail) or any(tokens.head[t] in tail for t in before)
    joined = joined or (tokens.dep[run.verb] == "parataxis" and tokens.head[run.verb] in tail)
    plain = tokens.quotation[run.first - 1] < 0 and tokens.quotation[run.first - 2] < 0
    joined = joined or (
        plain
        and (
            _joins_clause(tokens, after, tail)
            or (tokens.one(run.verb, "dobj") is None and _opens(tokens, before, tail))
        )
    )
    shared = any(
        any(tokens.head[t] == c or t == c for t in before) and tokens.last[c] >= after
        for c in tokens.child(run.verb, "ccomp")
    )
    return joined or shared


def _acts(tokens: Tokens, after: int) -> bool:
    """Whether a participle tells what the source does meanwhile (", smiling", ", after landing")."""
    joined = tokens.pos[after] in _JOINTS and after + 1 < len(tokens) and tokens.tag[after + 1] == "VBG"
    return joined or tokens.tag[after] == "VBG"


def spans(tokens: Tokens, content: frozenset[int], run: Segment) -> bool:
    """Whether the content is an adverbial before the run with its clause behind it."""
    before = frozenset(t for t in content if t < run.first)
    behind = [t for t in content if t > run.last]
    return bool(behind) and _opens(tokens, before, range(min(behind), max(behind) + 1))


def _opens(tokens: Tokens, before: frozenset[int], tail: range) -> bool:
    """Reads "In March, Lind said, the mill will reopen", "Plans to raise it, Lind said, amount to theft"."""
    words = [t for t in sorted(before) if tokens.pos[t] not in MARKS]
    behind = [t for t in tail if tokens.pos[t] not in MARKS]
    if not words or not behind or any(is_finite(tokens, t) for t in words):
        return False
    if tokens.pos[words[0]] not in {"ADP", "SCONJ"}:
        subjects = tokens.child(behind[0], "nsubj", "nsubjpass")
        predicate = is_finite(tokens, behind[0]) or any(s in before for s in subjects)
        return tokens.pos[words[0]] in _NOMINAL and predicate
    return tokens.pos[behind[0]] in _NOMINAL and any(tokens.pos[t] in {"VERB", "AUX"} for t in behind)


def _joins_clause(tokens: Tokens, after: int, tail: range) -> bool:
    """Whether what follows is "and" with a clause of its own subject ("…, it added, and the road is cut")."""
    if tokens.pos[after] != "CCONJ":
        return False
    subjects = (t for t in tail if tokens.dep[t] in {"nsubj", "nsubjpass"} and tokens.pos[t] != "PRON")
    return next(subjects, None) is not None


def starts_other(tokens: Tokens, mark: int, after: int, cues: Cues) -> bool:
    """Whether a comma and a word such as "adding" or "according" close the tail."""
    return is_pause(tokens, mark) and (
        cues.has("not continuation", tokens.low(after))
        or _acts(tokens, after)
        or is_verdict(tokens, after, cues)
    )
