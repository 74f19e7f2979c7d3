"""The subject of a verb behind a comment in commas, where the parser lost it.

"The ministry, asked about it, said …", "The Ledger, citing two diplomats, reported …".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.grammar import is_finite
from kg.extractors.statements.noun_phrases import phrase

if TYPE_CHECKING:
    from kg.extractors.statements.found import Source
    from kg.extractors.statements.tokens import Tokens

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_REACH = 40  # words of the longest comment that news put between a subject and its verb
_CLIMB = 4  # heads from the verb up to the participle that carries it off


def subject_before_comment(tokens: Tokens, verb: int) -> Source | None:
    """The noun phrase before the comment that ends right before a verb, or None."""
    if (
        verb < 1
        or tokens.word[verb - 1] != ","
        or tokens.one(verb, "nsubj", "nsubjpass", "auxpass") is not None
    ):
        return None
    if tokens.tag[verb] in _FINITE:
        noun = _asked(tokens, verb)
        noun = _citing_by_words(tokens, verb) if noun is None else noun
    else:
        noun = _citing(tokens, verb)
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


def _citing_by_words(tokens: Tokens, verb: int) -> int | None:
    """The noun before "citing …" in commas, when the parser hung the verb on what is cited.

    It opens its sentence or clause, and no other finite verb stands in the comment.
    """
    first = tokens.bounds[tokens.sentence[verb]][0]
    cues = load_cues()
    for at in range(verb - 2, max(first, verb - _REACH), -1):
        if is_finite(tokens, at) and tokens.quotation[at] < 0:
            return None
        if tokens.tag[at] != "VBG" or tokens.word[at - 1] != "," or not cues.has("citing", tokens.lemma[at]):
            continue
        noun = at - 2
        while noun > first and tokens.pos[noun - 1] in _NOMINAL:
            noun -= 1
        opens = noun == first or tokens.pos[noun - 1] in {"DET", "PUNCT", "CCONJ", "SCONJ"}
        return at - 2 if opens and tokens.pos[at - 2] in _NOMINAL else None
    return None
