"""Content given as a noun phrase or infinitive, with what belongs to it and the parser hung elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.grammar import MARKS, subtree

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

_WIDENING = frozenset({"prep", "dative", "advcl", "xcomp", "relcl", "acl"})


def widened(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """Content given as a noun phrase with the phrases after it that the parser hangs on the verb.

    They end at the first that tells when, how or on which medium it was said, or that a comma sets off.
    """
    for child in tokens.children[verb]:
        if child <= max(content) or child in content:
            continue
        part = subtree(tokens, child)
        if min(part) != max(content) + 1 or tokens.dep[child] not in _WIDENING:
            break
        if cues.has("circumstance preposition", tokens.low(child)):
            break
        if any(
            cues.has("temporal noun", tokens.low(t)) or cues.has("statement carrier", tokens.lemma[t])
            for t in part
        ):
            break
        content |= part
    return content


def joined(tokens: Tokens, content: frozenset[int]) -> frozenset[int]:
    """A content that ends in "and" or "or" with what is joined, which the parser hung elsewhere."""
    joint = max(content)
    after = joint + 1
    if tokens.dep[joint] != "cc" or after >= len(tokens) or tokens.sentence[after] != tokens.sentence[joint]:
        return content
    top = after
    while tokens.head[top] != top and tokens.first[tokens.head[top]] >= after:
        top = tokens.head[top]
    return content | frozenset(range(after, tokens.last[top] + 1))


def listed(tokens: Tokens, verb: int, content: frozenset[int]) -> frozenset[int]:
    """A thing with the further members of its list, which the parser hangs on the verb.

    "described families at play, cafes packed with guests, and a city at peace".
    """
    behind = max(content) + 1
    if tokens.word[behind : behind + 1] != [","]:
        return content
    for other in tokens.child(verb, "dobj", "npadvmod", "appos", "conj", "dep"):
        parts = subtree(tokens, other)
        noun = tokens.pos[other] in {"NOUN", "PROPN"}
        if noun and tokens.first[other] == behind + 1 and any(tokens.dep[t] == "cc" for t in parts):
            return content | frozenset(range(behind, tokens.last[other] + 1))
    return content


def with_condition(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """An infinitive with the condition right behind it ("threatened to strike unless wages rise")."""
    for clause in tokens.child(verb, "advcl"):
        opening = tokens.first[clause]
        if opening == max(content) + 1 and cues.has("condition", tokens.low(opening)):
            return content | subtree(tokens, clause)
    return content


def with_quoted_end(tokens: Tokens, verb: int, content: frozenset[int]) -> frozenset[int]:
    """The content with the quoted words that end its sentence, which the parser hung elsewhere.

    "Lind said he would meet her “any time, any place”.", "… was open, “but not for ever”."
    """
    last = max(content)
    at = last + 1
    while at < len(tokens) and tokens.word[at] == ",":
        at += 1
    end = tokens.bounds[tokens.sentence[verb]][1]
    number = tokens.quotation[at] if at <= end else -1
    if last < verb or number < 0 or number == tokens.quotation[last]:
        return content
    quoted = [t for t in range(at, end + 1) if tokens.quotation[t] == number and tokens.pos[t] not in MARKS]
    rest = (t for t in range(at, end + 1) if tokens.quotation[t] != number)
    if not quoted or not tokens.word[quoted[0]].islower() or any(tokens.pos[t] not in MARKS for t in rest):
        return content
    return content | frozenset(range(last + 1, quoted[-1] + 1))
