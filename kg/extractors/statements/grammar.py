"""Questions about the parse that several rules ask."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.statements.found import Source
    from kg.extractors.statements.tokens import Tokens

MARKS = frozenset({"PUNCT", "SPACE"})
"""Parts of speech of tokens that are no words."""

_DASHES = frozenset({"—", "–", "--", "―"})
QUESTION_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
"""Tags of words that open a question or a relative clause."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_dash(tokens: Tokens, token: int) -> bool:
    """Whether a token is a dash, or a hyphen with a blank before or after it that stands for one."""
    if tokens.word[token] != "-":
        return tokens.word[token] in _DASHES
    glued = token > 0 and tokens.end[token - 1] == tokens.start[token]
    return not (glued and token + 1 < len(tokens) and tokens.end[token] == tokens.start[token + 1])


def is_pause(tokens: Tokens, token: int) -> bool:
    """Whether a token is a comma or a dash."""
    return tokens.word[token] == "," or is_dash(tokens, token)


def subtree(tokens: Tokens, token: int) -> frozenset[int]:
    """The token and all below it."""
    found = {token}
    stack = [token]
    while stack:
        for child in tokens.children[stack.pop()]:
            if child not in found:
                found.add(child)
                stack.append(child)
    return frozenset(found)


def subtrees(tokens: Tokens, *roots: int | None) -> frozenset[int]:
    """The tokens of several subtrees; None stands for none."""
    return frozenset().union(*(subtree(tokens, root) for root in roots if root is not None))


def span_set(source: Source | None) -> frozenset[int]:
    """The tokens of a source."""
    return frozenset() if source is None else frozenset(range(source.first, source.last + 1))


def cue_tokens(tokens: Tokens, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle."""
    return tuple(sorted({verb, *tokens.child(verb, "aux", "auxpass", "neg", "prt")}))


def has_to(tokens: Tokens, verb: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(tokens.low(a) == "to" for a in tokens.child(verb, "aux"))


def is_finite(tokens: Tokens, token: int) -> bool:
    """Whether a token is a finite verb or a modal."""
    return tokens.tag[token] in _FINITE


def tells(tokens: Tokens, token: int) -> bool:
    """Whether a token is finite, or a bare form with a subject, which is a finite one mistagged."""
    bare = tokens.tag[token] == "VB" and tokens.one(token, "nsubj") is not None
    return is_finite(tokens, token) or (bare and tokens.one(token, "aux") is None)


def heads_finite(tokens: Tokens, verb: int) -> bool:
    """Whether a verb or one of its auxiliaries is finite."""
    return any(is_finite(tokens, t) for t in (verb, *tokens.child(verb, "aux", "auxpass")))


def bridged(tokens: Tokens, content: frozenset[int]) -> frozenset[int]:
    """The content with the marks between its parts, where nothing but marks parts them."""
    marks = frozenset(
        t
        for before, after in pairwise(sorted(content))
        if all(tokens.pos[t] in MARKS for t in range(before + 1, after))
        for t in range(before + 1, after)
    )
    return content | marks
