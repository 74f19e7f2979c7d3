"""Attributions inside what somebody else is told to have said: which of them are statements of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


def without_echo(tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The attributions without a pronoun's that only repeats who spoke the quotation before it.

    "Lind told the host: “I was tired,” she said": the colon has said whose words they are.
    """
    led = {
        min(one.content): one
        for one in found
        if one.rule == "quotation lead" and one.source is not None and _follows_colon(tokens, one)
    }
    return [one for one in found if not _is_echo(tokens, one, led)]


def _follows_colon(tokens: Tokens, one: Found) -> bool:
    """Whether a colon stands right before a content."""
    start = min(one.content)
    return any(tokens.word[t] == ":" for t in range(max(0, start - 2), start))


def _is_echo(tokens: Tokens, one: Found, led: Mapping[int, Found]) -> bool:
    """Whether a pronoun behind a quotation speaks it, which the words before its colon have given away."""
    if one.source is None or tokens.pos[one.source.head] != "PRON" or not one.cue:
        return False
    before = (led[t] for t in one.content if t in led and led[t].anchor != one.anchor)
    return any(max(one.content) <= max(lead.content) + 1 < one.cue[0] + 1 for lead in before)


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
