"""Attributions as runs of tokens: a source with its verb, and what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.statements.grammar import is_pause
from kg.extractors.statements.sources import subject_of

if TYPE_CHECKING:
    from kg.extractors.statements.cues import CueVerb
    from kg.extractors.statements.found import Source
    from kg.extractors.statements.tokens import Tokens


# How far an auxiliary or adverb, or an inverted subject, stands from its verb in a set-off attribution.
_HELPER_REACH = 3
_INVERTED_REACH = 2
_AFTER = ("prt", "npadvmod", "advmod", "prep", "dobj", "dative", "agent", "pobj")


@dataclass(frozen=True, slots=True)
class Segment:
    """A source with its verb and what belongs to them, as one run of tokens."""

    verb: int
    cue: CueVerb
    source: Source
    first: int
    last: int


def segment_at(tokens: Tokens, verb: int, cue: CueVerb, low: int, high: int) -> Segment | None:
    """The run of tokens "X said on Monday" around a verb inside ``low``..``high``, or None."""
    source = subject_of(tokens, verb)
    if source is None or not low <= source.first <= high or not low <= source.last <= high:
        return None
    helpers = [
        verb,
        *(
            c
            for c in tokens.child(verb, "aux", "advmod", "neg")
            if abs(c - verb) <= _HELPER_REACH and c >= low
        ),
    ]
    first = min([source.first, *helpers])
    last = max([source.last - (is_pause(tokens, source.last)), *helpers])
    if source.first < verb and any(
        not (source.first <= t <= source.last) and t not in helpers and tokens.word[t] != ","
        for t in range(first, verb)
    ):
        return None
    if source.first > verb and source.first - verb > _INVERTED_REACH:
        return None
    for child in tokens.child(verb, *_AFTER):
        if last < child <= high and tokens.first[child] <= last + 1:
            last = max(last, min(tokens.last[child], high))
    return Segment(verb, cue, source, first, last)
