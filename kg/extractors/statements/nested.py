"""Attributions inside what somebody else is told to have said: which of them are statements of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extractors.statements.found import Found
    from kg.extractors.statements.tokens import Tokens

# What gives no clause of its own: a thing that was denied, called something, promised or spoken about.
_SLIGHT = frozenset({"object", "preposition", "naming", "noun", "attitude", "hearsay"})

# What the one who is reported thinks himself, or says he heard, is what he says.
_NEVER_INSIDE = frozenset({"attitude", "hearsay"})


def without_passing(tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The attributions without those that a reported clause only mentions in passing.

    "She said he had denied the charge" tells of a denial; "she said she has not slept since announcing
    her bid" does not announce it once more.
    """
    holders: dict[int, list[Found]] = {one.cue[0]: [] for one in found if one.cue}
    for one in found:
        for token in holders.keys() & one.content:
            holders[token].append(one)
    return [one for one in found if not one.cue or not _in_passing(tokens, one, holders[one.cue[0]])]


def is_slight(one: Found) -> bool:
    """Whether an attribution has no clause as content, or is an attitude or hearsay alone."""
    return one.rule in _SLIGHT


def _in_passing(tokens: Tokens, one: Found, holders: Iterable[Found]) -> bool:
    """Whether a slight attribution stands in the content of another, whose main verb is a different one."""
    outer = [other for other in holders if other is not one and other.anchor not in one.content]
    if not outer or not is_slight(one):
        return False
    return one.rule in _NEVER_INSIDE or not any(_heads(tokens, one.anchor, other) for other in outer)


def _heads(tokens: Tokens, verb: int, outer: Found) -> bool:
    """Whether a verb, or the one that it is joined to, is the main verb of a content."""
    while tokens.dep[verb] == "conj" and tokens.head[verb] in outer.content and tokens.head[verb] != verb:
        verb = tokens.head[verb]
    return tokens.pos[verb] in {"VERB", "AUX"} and (
        tokens.head[verb] not in outer.content or tokens.head[verb] == verb
    )
