"""The whole noun phrase of a source, with title and description, without its longer stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.found import Source

if TYPE_CHECKING:
    from kg.extractors.statements.tokens import Tokens

# A relative clause longer than this is a story of its own and left out of the source.
_CLAUSE_WORDS = 12
_BRACKETS = frozenset("([{")


def phrase(tokens: Tokens, head: int, verb: int) -> Source:
    """The whole noun phrase of ``head``, never across ``verb`` or a quotation's edge."""
    first, last = tokens.first[head], tokens.last[head]
    if head < verb:
        last = min(last, verb - 1)
    elif head > verb:
        first = max(first, verb + 1)
    inside = tokens.quotation[head]
    cut = head
    while cut > first and (tokens.quotation[cut - 1] == inside or _nickname_before(tokens, cut - 1, first)):
        cut -= 1
    first = cut
    for described in (head, *tokens.child(head, "appos")):
        for clause in tokens.child(described, "relcl"):
            start = tokens.first[clause]
            if described < start <= last and tokens.last[clause] - start >= _CLAUSE_WORDS:
                last = start - 1
    cut = head
    while cut < last and (tokens.quotation[cut + 1] == inside or _is_name(tokens, cut + 1, last)):
        cut += 1
    while cut > head and (tokens.tag[cut] == "POS" or tokens.word[cut] in _BRACKETS):
        cut -= 1
    return Source(head, first, cut)


def _nickname_before(tokens: Tokens, token: int, first: int) -> bool:
    """Whether a quotation inside a noun phrase follows more of the phrase (a nickname)."""
    number = tokens.quotation[token]
    while token >= first and tokens.quotation[token] == number:
        token -= 1
    return number >= 0 and token >= first and tokens.pos[token] == "PROPN"


def _is_name(tokens: Tokens, token: int, last: int) -> bool:
    """Whether a quotation inside a noun phrase is a name: more of a name follows, or "named as" is before."""
    number = tokens.quotation[token]
    before = token
    while before > 0 and tokens.quotation[before] == number:
        before -= 1
    if number >= 0 and tokens.pos[before] == "ADP" and tokens.dep[tokens.head[before]] == "acl":
        return True
    while token <= last and tokens.quotation[token] == number:
        token += 1
    return number >= 0 and token <= last and tokens.pos[token] == "PROPN"


def agent_of(tokens: Tokens, verb: int) -> Source | None:
    """The agent of a passive verb ("told by the council"), or None."""
    by = tokens.one(verb, "agent")
    if by is None:
        return None
    noun = tokens.one(by, "pobj")
    return None if noun is None else phrase(tokens, noun, verb)
