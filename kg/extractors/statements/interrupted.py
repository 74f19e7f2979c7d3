"""The subject of a verb behind a comment in commas, where the parser lost it.

"The ministry, asked about it, said …", "The Ledger, citing two diplomats, reported …".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.noun_phrases import phrase

if TYPE_CHECKING:
    from kg.extractors.statements.found import Source
    from kg.extractors.statements.tokens import Tokens

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_CLIMB = 4  # heads from the verb up to the participle that carries it off


def subject_before_comment(tokens: Tokens, verb: int) -> Source | None:
    """The noun phrase before the comment that ends right before a verb, or None."""
    if verb < 1 or tokens.word[verb - 1] != "," or any(tokens.child(verb, "nsubj", "nsubjpass", "auxpass")):
        return None
    noun = _asked(tokens, verb) if tokens.tag[verb] in _FINITE else _citing(tokens, verb)
    return None if noun is None else phrase(tokens, noun, verb)


def is_comment(tokens: Tokens, verb: int) -> bool:
    """Whether a verb is the participle of such a comment, taken for a finite one ("asked about it")."""
    above = tokens.head[verb]
    return above > verb and tokens.tag[verb] in {"VBD", "VBN"} and _commented(tokens, verb, above) is not None


def _asked(tokens: Tokens, verb: int) -> int | None:
    """The subject that a participle before the verb took, "The ministry, asked about it, said"."""
    found = (
        _commented(tokens, c, verb)
        for c in tokens.child(verb, "ccomp", "advcl", "dep", "parataxis")
        if c < verb
    )
    return next((noun for noun in found if noun is not None), None)


def _commented(tokens: Tokens, participle: int, verb: int) -> int | None:
    """The noun right before a comma and a participle whose clause ends with the comma before the verb."""
    if tokens.word[verb - 1] != "," or tokens.word[participle - 1] != "," or _has_subject(tokens, verb):
        return None
    subject = tokens.one(participle, "nsubj")
    if subject is None or subject > participle or tokens.last[participle] < verb - 2:
        return None
    between = tokens.word[subject + 1 : participle]
    return subject if tokens.last[subject] >= participle - 2 and between.count(",") == 1 else None


def _has_subject(tokens: Tokens, verb: int) -> bool:
    return tokens.one(verb, "nsubj", "nsubjpass") is not None


def _citing(tokens: Tokens, verb: int) -> int | None:
    """The noun that "citing …" in commas describes, when what is cited took the verb for its participle.

    Only a verb with a "that" behind it: a participle that describes a noun has none.
    """
    clause = tokens.one(verb, "ccomp")
    if tokens.tag[verb] != "VBN" or tokens.dep[verb] != "acl" or clause is None or clause < verb:
        return None
    at = verb
    for _ in range(_CLIMB):
        at = tokens.head[at]
        if tokens.tag[at] == "VBG" and tokens.word[at - 1] == ",":
            noun = tokens.head[at]
            return noun if noun < at and tokens.pos[noun] in _NOMINAL else None
    return None
