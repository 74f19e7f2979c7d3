"""Sources right behind their verb: "said engineer Lind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.gerunds import NOMINAL
from kg.extractors.statements.noun_phrases import phrase

if TYPE_CHECKING:
    from kg.extractors.statements.found import Source
    from kg.extractors.statements.tokens import Tokens

SET_OFF = frozenset({",", "”", '"', "''", "’"})
"""The marks behind which a clause goes on with words of its own."""


def inverted(tokens: Tokens, verb: int) -> Source | None:
    """The noun phrase right after a verb ("said engineer Lind"), where the parser names no subject."""
    after = verb + 1
    if after < len(tokens) and tokens.pos[after] in NOMINAL:
        head = after
        while tokens.head[head] != head and tokens.head[head] > verb and tokens.dep[head] in {
            "compound", "det", "amod", "nummod", "poss", "nmod", "appos",
        }:  # fmt: skip
            head = tokens.head[head]
        set_off = tokens.word[verb - 1] in SET_OFF
        if tokens.dep[head] in {"nsubj", "nsubjpass"} and tokens.head[head] != verb and not set_off:
            # "The former mayor Ruiz said his wife was ready": the subject of what is said.
            return None
        if tokens.pos[head] in {"NOUN", "PROPN", "PRON"} and (
            tokens.dep[head] not in {"dobj", "dative", "pobj"} or _set_behind(tokens, verb, head)
        ):
            return phrase(tokens, head, verb)
    return None


def _set_behind(tokens: Tokens, verb: int, head: int) -> bool:
    """Whether verb and noun close a sentence behind a comma ("…, reported the Ledger")."""
    end = tokens.bounds[tokens.sentence[verb]][1]
    rest = range(tokens.last[head] + 1, end + 1)
    closed = all(tokens.pos[t] in {"PUNCT", "SPACE"} for t in rest)
    return closed and verb > 0 and tokens.word[verb - 1] in SET_OFF
