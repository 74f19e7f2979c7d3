"""Where a clause behind its verb begins, when the parser left its first words to the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.grammar import MARKS, QUESTION_TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def is_fronted(tokens: Tokens, preposition: int, content: frozenset[int], cues: Cues) -> bool:
    """Whether a clause begins with a phrase before its subject: "despite the rain, the harvest was good"."""
    if not cues.has("fronting preposition", tokens.low(preposition)) or opens_clause(tokens, min(content)):
        return False
    subject = min((t for t in content if tokens.dep[t] in SUBJECTS), default=preposition)
    return "," in tokens.word[preposition:subject]


def opening_of(tokens: Tokens, between: Sequence[int], start: int, cues: Cues) -> int | None:
    """Where a phrase begins that opens the clause and ends in a comma: "said in fact, the gate was open"."""
    for word in between:
        first, comma = tokens.first[word], tokens.last[word] + 1
        if comma not in {start, start - 1} or tokens.word[comma] != "," or tokens.word[first - 1] == ",":
            continue
        noun = tokens.one(word, "pobj")
        if cues.has("fronting adverb", tokens.low(word)) or (
            noun is not None and cues.has("fronting noun", tokens.lemma[noun])
        ):
            return first
    return None


def is_lost_subject(tokens: Tokens, verb: int, thing: int, start: int, cues: Cues) -> bool:
    """Whether an object is the start of the clause: "admitted their trip to leaders Toll was …".

    A verb that tells nobody has no object before its clause.
    """
    cue = cues.verb(tokens, verb)
    if tokens.dep[thing] != "dobj" or tokens.first[thing] != verb + 1 or cue is None:
        return False
    opens = (
        opens_clause(tokens, start)
        or tokens.tag[start] in QUESTION_TAGS
        or tokens.word[start - 1] in {",", ":"}
        or (tokens.pos[start - 1] == "CCONJ" and tokens.word[start - 2] != ",")
    )
    return (
        not opens
        and not cue.takes(Frame.ADDRESSEE, Frame.ORDER, Frame.NAMING)
        and tokens.quotation[start] < 0
    )


def subject_beside(tokens: Tokens, modifiers: Sequence[int], start: int) -> int | None:
    """Where the subject of a clause begins that the parser took for an apposition of the listener.

    "told the BBC the old pier “will not reopen”": the pier is no other name of the BBC.
    """
    before = start - 1
    while before > 0 and tokens.pos[before] in MARKS:
        before -= 1
    for listener in modifiers:
        for name in tokens.child(listener, "appos"):
            if tokens.last[name] == before and tokens.word[tokens.first[name] - 1] != ",":
                return tokens.first[name]
        noun = tokens.one(listener, "pobj")
        for story in tokens.child(noun, "relcl") if noun is not None else ():
            # "said in a statement that plans to build it were dead": no statement plans.
            if tokens.last[story] == before and tokens.low(tokens.first[story]) == "that":
                return tokens.first[story]
    return None


def opens_clause(tokens: Tokens, token: int) -> bool:
    """Whether a "that" opens a clause of its own: not a relative pronoun that is its subject."""
    if tokens.low(token) != "that":
        return False
    return tokens.pos[token] == "SCONJ" or (tokens.tag[token] == "WDT" and tokens.dep[token] != "nsubj")
