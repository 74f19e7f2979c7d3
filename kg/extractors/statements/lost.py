"""Subjects that the parser lost: the noun phrase before a finite verb, read from the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.found import Source
from kg.extractors.statements.grammar import QUESTION_TAGS, has_to, is_dash, is_finite, is_pause
from kg.extractors.statements.noun_phrases import is_thing

if TYPE_CHECKING:
    from kg.extractors.statements.tokens import Tokens

_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "PART"})
_SPEAKERS = frozenset({"NOUN", "PROPN", "PRON"})
# A comma or bracket after a noun opens an aside, and the same mark right before the verb closes it.
_CLOSING = {",": ",", "(": ")"}
# The longest subjects of news have some fifty words; every comma is tried, so there must be an end.
_REACH = 80
# What goes on with a noun without a comma: "of …", "accused of …", "who …".
_GOES_ON = frozenset({"ADP", "VERB", "ADJ", "CCONJ"})


def lost_subject(tokens: Tokens, verb: int) -> Source | None:
    """The noun phrase that stands before a finite verb without a subject, or None.

    "Police chief Eva Lind, who led the search, said …", "Two men held since May - one of them ill - say …":
    the phrase opens the sentence or follows a comma, and all that parts it from the verb describes it.
    """
    first_word = tokens.bounds[tokens.sentence[verb]][0]
    end = _verb_group(tokens, verb, first_word)
    if end is None or end == first_word:
        return None
    for first in _openings(tokens, first_word, end):
        head = _run(tokens, first, end)
        if head is None:
            continue
        last = _described_to(tokens, head, end)
        if last is not None:
            return None if is_thing(tokens, head) else Source(head, first, last)
    return None


def _verb_group(tokens: Tokens, verb: int, first_word: int) -> int | None:
    """Where the verb begins with its auxiliaries and adverbs; None when nothing of it is finite."""
    helpers = [a for a in tokens.child(verb, "aux") if a < verb]
    if has_to(tokens, verb) or not any(is_finite(tokens, t) for t in (verb, *helpers)):
        return None
    start = min([verb, *helpers])
    while start > first_word and tokens.pos[start - 1] == "ADV":
        start -= 1
    return start


def _openings(tokens: Tokens, first_word: int, end: int) -> list[int]:
    """Where the phrase can begin: at the sentence, past a joining word, and behind each comma."""
    near = max(first_word, end - _REACH)
    openings = [near] * (near == first_word) + [t + 1 for t in range(near, end) if tokens.word[t] == ","]
    return [t + (tokens.pos[t] == "CCONJ") for t in openings if t + 1 < end]


def _run(tokens: Tokens, first: int, end: int) -> int | None:
    """The last noun of the words that make a noun phrase from ``first`` on, or None."""
    at = first
    while at < end and tokens.pos[at] in _PHRASE and tokens.tag[at] not in QUESTION_TAGS:
        at += 1
    head = at - 1
    if head < first or (tokens.pos[head] not in _SPEAKERS and tokens.tag[at] not in QUESTION_TAGS):
        return None
    if tokens.tag[head] == "DT" and tokens.tag[at] not in QUESTION_TAGS:
        # "That said, …"
        return None
    timed = tokens.pos[head] == "NOUN" and tokens.dep[head] == "npadvmod"
    return None if timed or load_cues().has("day of saying", tokens.low(head)) else head


def _described_to(tokens: Tokens, head: int, end: int) -> int | None:
    """The last token of what describes the noun up to the verb; None when there is more than that."""
    after = head + 1
    if after == end:
        return head
    mark = tokens.word[after]
    closing = end - 1
    if is_dash(tokens, after) or mark in _CLOSING:
        same = is_dash(tokens, closing) if is_dash(tokens, after) else tokens.word[closing] == _CLOSING[mark]
        if closing == after or not same or not _is_aside(tokens, after + 1, closing):
            return None
        return closing - (tokens.word[closing] != ")")
    relative = tokens.tag[after] in QUESTION_TAGS
    if not relative and tokens.pos[after] not in _GOES_ON:
        return None
    last = closing - is_pause(tokens, closing)
    if last == closing and not relative and "," in tokens.word[after:end]:
        # "The harbour in Toll, nurse Eva Lind said": the name behind the comma is nearer.
        return None
    return last if relative or not _has_finite(tokens, after, last + 1) else None


def _is_aside(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words between two marks are a relative clause, or no clause at all."""
    return tokens.tag[start] in QUESTION_TAGS or not _has_finite(tokens, start, end)


def _has_finite(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a finite verb stands between two tokens, outside quotations and relative clauses."""
    relative = False
    for t in range(start, end):
        relative = relative or tokens.tag[t] in QUESTION_TAGS
        if is_finite(tokens, t) and tokens.quotation[t] < 0 and not relative:
            return True
    return False
