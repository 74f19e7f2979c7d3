"""Where sentences end for the rules: the parser's boundaries, with those added that it overlooked."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Prose stays far below; lists and broken files do not.
_LONGEST_SENTENCE = 400
# Both marks, and more words than a title in marks has as a rule.
_SENTENCE_TOKENS = 6
_SENTENCE_ENDS = (".", "!", "?", "…")


def openings(word: Sequence[str], starts: Sequence[int], quoted: Sequence[range]) -> frozenset[int]:
    """The tokens that open a quotation of a whole sentence after a full stop that the parser overlooked.

    A stop that belongs to its token ("£84m.", "Inc.", "p.m.") may end the sentence too.
    """
    return frozenset(
        inside.start
        for inside in quoted
        if len(inside) >= _SENTENCE_TOKENS
        and inside.start
        and word[inside.start - 1][-1:] in _SENTENCE_ENDS
        and 1 not in starts[inside.start : inside.start + 2]
        and word[inside.start + 1][:1].isupper()
    )


def cut(head: list[int], starts: list[int], *, openings: frozenset[int]) -> list[int]:
    """The heads, cut at ``openings`` and where a sentence runs on without an end; ``starts`` is changed.

    The rules compare the verbs of a sentence with one another, in time that its square bounds.
    """
    cuts: list[int] = []
    begin = 0
    for token, start in enumerate(starts):
        if start == 1:
            begin = token
        elif token in openings or token - begin >= _LONGEST_SENTENCE:
            begin = token
            starts[token] = 1
            cuts.append(token)
    if not cuts:
        return head
    piece = [bisect_right(cuts, token) for token in range(len(head))]
    return [up if piece[up] == piece[token] else token for token, up in enumerate(head)]


def sentences(starts: Sequence[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """Each token's sentence number, and the first and last token of each sentence."""
    firsts = [token for token, start in enumerate(starts) if start == 1 or token == 0]
    bounds = [(first, after - 1) for first, after in pairwise([*firsts, len(starts)])]
    sentence: list[int] = []
    for number, (first, last) in enumerate(bounds):
        sentence += [number] * (last + 1 - first)
    return sentence, bounds
