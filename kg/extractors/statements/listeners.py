"""Listeners that the parser took for a part of what they were told: "told Reuters exports were up"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Source
from kg.extractors.statements.grammar import MARKS, is_finite
from kg.extractors.statements.opening import opens_clause

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.found import Found
    from kg.extractors.statements.tokens import Tokens


# When it was told stands between the programme and "that" in a few words ("on Sunday morning").
_TIME_WORDS = 5


def without_listeners(
    tokens: Tokens, found: Iterable[Found], outlets: frozenset[int], cues: Cues
) -> list[Found]:
    """The attributions, each without an outlet at the start of its content that was told it."""
    return [_without_listener(tokens, one, outlets, cues) for one in found]


def _without_listener(tokens: Tokens, one: Found, outlets: frozenset[int], cues: Cues) -> Found:
    """The attribution of "told the BBC exports were up" with the BBC as its listener."""
    start = one.anchor + 1
    cue = cues.verb(tokens, one.anchor)
    if cue is None or not cue.takes(Frame.ADDRESSEE) or min(one.content) != start:
        return one
    name = start + (tokens.pos[start] == "DET")
    if name not in outlets:
        return one
    last = name
    while last + 1 in outlets and last + 1 in one.content:
        last += 1
    # "the Rana news agency"
    nouns = (t for t in (last + 1, last + 2) if t in one.content and cues.has("listener", tokens.low(t)))
    last = next(nouns, last)
    after = last + 1
    if after not in one.content:
        return one
    if tokens.tag[after] == "POS":
        that = _that_behind_programme(tokens, one, after)
        listener = Source(last, start, last)
        kept = frozenset(t for t in one.content if t >= that) if that is not None else frozenset()
        return replace(one, content=kept, addressee=listener) if kept else one
    if tokens.pos[after] in MARKS | {"ADP", "VERB", "CCONJ"} or is_finite(tokens, after):
        return one
    listener = Source(last, start, last)
    return replace(one, content=frozenset(t for t in one.content if t > last), addressee=listener)


def _that_behind_programme(tokens: Tokens, one: Found, mark: int) -> int | None:
    """The "that" behind a programme of an outlet: "told NRK’s “Face the Day” on Sunday that …"."""
    title = mark + 1
    number = tokens.quotation[title] if title in one.content else -1
    if number < 0 or number == tokens.quotation[one.anchor]:
        return None
    while title in one.content and tokens.quotation[title] == number:
        title += 1
    near = (t for t in range(title, title + _TIME_WORDS) if t in one.content)
    return next((t for t in near if opens_clause(tokens, t)), None)
