"""What an attribution set into a sentence attributes: the rest of it, of a clause, or of its brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.grammar import MARKS, is_pause, subtree

if TYPE_CHECKING:
    from kg.extractors.statements.found import Source
    from kg.extractors.statements.tokens import Tokens

_JOINTS = frozenset({"SCONJ", "ADP"})
_BRACKETS = frozenset({"(", ")"})


def within_brackets(tokens: Tokens, token: int) -> tuple[int, int]:
    """The first and last token of the brackets that hold a token, or of its sentence."""
    low, end = tokens.bounds[tokens.sentence[token]]
    for before in range(token - 1, low - 1, -1):
        if tokens.word[before] in _BRACKETS:
            closing = (t for t in range(token + 1, end + 1) if tokens.word[t] in _BRACKETS)
            after = next(closing, end + 1)
            opens = tokens.word[before] == "(" and tokens.word[after : after + 1] != ["("]
            return (before + 1, after - 1) if opens else (low, end)
    return low, end


def around(tokens: Tokens, token: int, source: Source, low: int, end: int) -> frozenset[int]:
    """The sentence without the phrase; where the phrase stands inside, the clause it hangs on."""
    last = source.last
    while end > last and (tokens.pos[end] in MARKS):
        end -= 1
    before = [t for t in range(low, token) if tokens.pos[t] not in MARKS]
    after = [t for t in range(last + 1, end + 1) if tokens.pos[t] not in MARKS]
    if not before:
        return frozenset(range(after[0], end + 1)) if after else frozenset()
    if not after:
        return frozenset(range(before[0], before[-1] + 1))
    if tokens.pos[before[-1]] in _JOINTS and tokens.word[last + 1] == ",":
        # "He left after, according to him, the network censored his report."
        return frozenset(range(after[0], end + 1))
    if is_pause(tokens, token - 1) and (is_pause(tokens, last + 1) or tokens.word[last + 1] == ")"):
        inner = _host(tokens, token)
        if inner and min(inner) < token and max(inner) > last:
            return frozenset(t for t in inner if not token <= t <= last)
        return frozenset(range(before[0], before[-1] + 1))
    host = _host(tokens, token)
    kept = frozenset(t for t in host if t < token or t > last)
    return kept or frozenset(range(before[0], before[-1] + 1))


def _host(tokens: Tokens, token: int) -> frozenset[int]:
    """The clause that a phrase hangs on."""
    at = tokens.head[token]
    while tokens.head[at] != at and tokens.pos[at] not in {"VERB", "AUX"}:
        at = tokens.head[at]
    while tokens.dep[at] in {"aux", "auxpass", "xcomp"}:
        at = tokens.head[at]
    return subtree(tokens, at)
