"""The subject that a verb has of its own, as the source that it is: whole, agreeing, resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.found import Source
from kg.extractors.statements.noun_phrases import is_thing, phrase

if TYPE_CHECKING:
    from kg.extractors.statements.tokens import Tokens

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"})


def own_source(tokens: Tokens, subject: int, clause: int, verb: int) -> Source | None:
    """The source of a verb whose clause has this subject; None when the subject is "this" or "that" alone."""
    if points(tokens, subject):
        return None
    subject = _agreeing(tokens, subject, clause)
    return _antecedent(tokens, subject, clause, verb) or _from_left(tokens, phrase(tokens, subject, verb))


def points(tokens: Tokens, subject: int) -> bool:
    """Whether a subject is "this" or "that" alone, which says nothing."""
    alone = tokens.tag[subject] == "DT" and tokens.first[subject] == tokens.last[subject]
    return alone and load_cues().has("demonstrative", tokens.low(subject))


def _agreeing(tokens: Tokens, subject: int, verb: int) -> int:
    """The last of several subjects of a verb in the singular: what is before belongs to another clause.

    "His name is Ole Holm and Eva Lind says …".
    """
    joined = tokens.one(subject, "conj") if tokens.tag[verb] == "VBZ" and subject < verb else None
    return subject if joined is None or joined > verb else _agreeing(tokens, joined, verb)


def _from_left(tokens: Tokens, source: Source) -> Source:
    """The source with the noun phrase that the parser cut before its name.

    "A spokesman for phone maker Nordex said": the name alone became the subject.
    """
    noun = source.first - 1
    if noun < 0 or tokens.pos[source.head] != "PROPN" or tokens.pos[noun] != "NOUN":
        return source
    at = noun
    while tokens.dep[at] == "pobj" and tokens.dep[tokens.head[at]] == "prep":
        above = tokens.head[tokens.head[at]]
        if above >= at or tokens.pos[above] not in {"NOUN", "PROPN"}:
            return source
        at = above
    return source if at == noun else Source(at, tokens.first[at], source.last)


def _antecedent(tokens: Tokens, pronoun: int, clause: int, verb: int) -> Source | None:
    """What "that" stands for, or who spoke in "whose letter"; "who" and "which" are sources of their own."""
    whose = tokens.one(pronoun, "poss")
    owned = whose is not None and tokens.low(whose) == "whose" and bears_words(tokens, pronoun)
    if tokens.dep[clause] != "relcl" or not (owned or tokens.low(pronoun) == "that"):
        return None
    noun, opening = tokens.head[clause], whose if owned and whose is not None else pronoun
    if noun >= opening or tokens.pos[noun] not in _NOMINAL:
        return None
    whole = phrase(tokens, noun, verb)
    last = min(whole.last, opening - 1)
    return Source(noun, whole.first, last - (tokens.word[last] == "," and last > noun))


def bears_words(tokens: Tokens, noun: int) -> bool:
    """Whether a noun is what somebody says or writes ("a letter"), not who speaks ("a group")."""
    if tokens.word[noun][:1].isupper():
        return False
    return tokens.lemma[noun] in load_cues().nouns or _speaks(tokens, noun)


def _speaks(tokens: Tokens, noun: int) -> bool:
    """Whether a noun is a text or a speech."""
    cues, lemma = load_cues(), tokens.lemma[noun]
    return any(cues.has(group, lemma) for group in ("statement carrier", "document noun", "speech event"))


def may_say(tokens: Tokens, verb: int) -> bool:
    """Whether the subject of a verb, if it has one, can speak: "he admitted", not "the bridge showed"."""
    subject = tokens.one(verb, "nsubj")
    return subject is None or not is_thing(tokens, subject) or _speaks(tokens, subject)
