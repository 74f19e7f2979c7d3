"""Chains: "X said, AP reported" is one statement with two hops, not two statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found, Relay, Source
from kg.extractors.statements.grammar import MARKS, subtrees
from kg.extractors.statements.noun_phrases import can_speak, phrase
from kg.extractors.statements.publishing import passes_on, publishes, quoted_by
from kg.extractors.statements.quoted import as_saying
from kg.model import EntityKind, Force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens
    from kg.model import Mention

# Words of a relay's content that may stay outside the statement it carries ("However", "in general").
_LOOSE_WORDS = 3
_LOOSE_SHARE = 0.2
_MODIFIERS = ("prep", "npadvmod", "advmod", "dobj", "dative", "prt", "agent", "aux", "auxpass", "mark")


def join_chains(tokens: Tokens, found: Sequence[Found], outlets: frozenset[int], cues: Cues) -> list[Found]:
    """The attributions with every relay made a hop of the statement it carries.

    ``outlets`` are the tokens of mentions of outlets. Hops are ordered from the speaker outwards.
    """
    cited = [quoted_by(tokens, one, outlets, cues) for one in _without_citing(tokens, found, outlets, cues)]
    carried: dict[int, list[Found]] = {}
    bearers: dict[int, list[Found]] = {}
    for relay in sorted(cited, key=lambda one: (len(one.content), one.anchor)):
        cites = _relayed(tokens, relay, outlets, cues)
        if not cites and not is_relay(tokens, relay, outlets, cues):
            continue
        inner = [one for one in cited if one is not relay and _carries(tokens, relay, one)]
        outermost = [
            one for one in inner if not any(_inside(one, other) for other in inner if other is not one)
        ]
        if cites and any(one.force is not Force.ASSERT for one in outermost):
            continue  # "Lind demands a vote, TASS reported, citing two aides": the aides tell of her demand
        if outermost and _covers(tokens, relay, outermost):
            bearers[id(relay)] = [end for one in outermost for end in bearers.get(id(one), [one])]
            for one in bearers[id(relay)]:
                carried.setdefault(id(one), []).append(relay)
    return [
        replace(one, relays=_each_once((*one.relays, *_hops(carried.get(id(one), ())))))
        for one in cited
        if id(one) not in bearers
    ]


def _relayed(tokens: Tokens, one: Found, outlets: frozenset[int], cues: Cues) -> bool:
    """Whether an outlet passes on what others told it: "TASS reported, citing the ministry"."""
    return bool(one.relays) and passes_on(tokens, one.relays[-1].source, outlets, cues)


def _covers(tokens: Tokens, relay: Found, inner: Sequence[Found]) -> bool:
    """Whether what the relay passes on is these statements and hardly a word more."""
    told = (one.content | extent(tokens, one) | _scene(tokens, one) for one in inner)
    covered = frozenset().union(*told)
    rest = [t for t in relay.content - covered if tokens.pos[t] not in MARKS]
    words = [t for t in relay.content if tokens.pos[t] not in MARKS]
    return len(rest) <= _LOOSE_WORDS or len(rest) <= _LOOSE_SHARE * len(words)


def _scene(tokens: Tokens, one: Found) -> frozenset[int]:
    """The clauses before an attribution that tell when or upon what it was said: "Asked if …, Lind said"."""
    before = (c for c in tokens.child(one.anchor, "advcl") if tokens.last[c] < one.anchor)
    return subtrees(tokens, *before)


def _without_citing(
    tokens: Tokens, found: Sequence[Found], outlets: frozenset[int], cues: Cues
) -> list[Found]:
    """The attributions with "citing X" read as the source; what "citing" gave on its own is dropped."""
    cited = [_cited(tokens, one, outlets, cues) for one in found]
    used = {one.cue[0] for one, before in zip(cited, found, strict=True) if one is not before}
    return [
        one for one, before in zip(cited, found, strict=True) if one is not before or one.anchor not in used
    ]


def _each_once(hops: Sequence[Relay]) -> tuple[Relay, ...]:
    """The hops, one of those that two rules found for one source: the cue of the later."""
    return tuple({hop.source.head: hop for hop in hops}.values())


def _hops(relays: Iterable[Found]) -> tuple[Relay, ...]:
    """The relays from the inside out: the one with less content carried it first."""
    ordered = sorted(relays, key=lambda r: (len(r.content), r.anchor))
    return tuple(
        hop
        for relay in ordered
        if relay.source is not None
        for hop in (Relay(relay.source, relay.cue, relay.lemma, relay.anchor), *relay.relays)
    )


def is_relay(tokens: Tokens, one: Found, outlets: frozenset[int], cues: Cues) -> bool:
    """Whether the source passes on what others say: an outlet, or "the newspaper", "local media"."""
    return one.source is not None and passes_on(tokens, one.source, outlets, cues)


def only_thinks(tokens: Tokens, one: Found, outlets: frozenset[int], cues: Cues) -> bool:
    """Whether a verb tells a thought, which of an outlet is a report ("the BBC understands that …")."""
    thought = one.source is not None and cues.has("outlet verb", one.lemma)
    return thought and not is_relay(tokens, one, outlets, cues)


def extent(tokens: Tokens, one: Found) -> frozenset[int]:
    """Source, cue and the modifiers of the verb: everything of the attribution but its content."""
    tokens_of = set(one.cue)
    if one.source is not None:
        tokens_of.update(range(one.source.first, one.source.last + 1))
    for child in tokens.child(one.anchor, *_MODIFIERS):
        tokens_of.update(range(tokens.first[child], tokens.last[child] + 1))
    tokens_of -= one.content
    for relay in one.relays:
        tokens_of.update(range(relay.source.first, relay.source.last + 1))
        tokens_of.update(relay.cue)
    return frozenset(tokens_of)


def _carries(tokens: Tokens, relay: Found, one: Found) -> bool:
    """Whether ``one`` is said inside what ``relay`` passes on."""
    if one.anchor == relay.anchor or not one.cue:
        return False
    return (
        one.cue[0] in relay.content
        and tokens.sentence[one.cue[0]] == tokens.sentence[relay.cue[0]]
        and bool(one.content & relay.content or one.anchor in relay.content)
    )


def _inside(one: Found, other: Found) -> bool:
    """Whether ``one`` is nested in the content of ``other``."""
    return one.cue[0] in other.content


def _cited(tokens: Tokens, one: Found, outlets: frozenset[int], cues: Cues) -> Found:
    """Reads "Reuters reported, citing two diplomats, that …": the diplomats speak, Reuters passes it on."""
    if one.source is None or one.carried is not None:
        return one
    for verb in _citing(tokens, one, outlets, cues):
        if as_saying(tokens, verb, cues) is not None:
            continue
        thing = tokens.one(verb, "dobj")
        relayed = is_relay(tokens, one, outlets, cues)
        whole = None if thing is None else phrase(tokens, thing, verb)
        if thing is None or whole is None:
            continue
        if not can_speak(tokens, thing, cues, relayed=relayed) and not publishes(
            tokens, whole, outlets, cues
        ):
            continue
        hop = Relay(_before_comment(tokens, one.source, verb), one.cue, one.lemma, one.anchor)
        rest = one.content - frozenset(range(verb, whole.last + 1)) if verb in one.content else one.content
        behind = min((t for t in rest if t > thing), default=len(tokens))
        limit = one.anchor if thing < one.anchor else behind
        limit = min(limit, one.source.first) if thing < one.source.first else limit
        last = min(whole.last, behind - 1, limit - 1)
        speaker = Source(thing, whole.first, last - (tokens.pos[last] in MARKS))
        content = one.content - frozenset(range(verb, speaker.last + 1))
        return replace(
            one,
            source=speaker,
            cue=(verb,),
            lemma=tokens.lemma[verb],
            relays=(hop, *one.relays),
            content=content,
        )
    return one


def _before_comment(tokens: Tokens, source: Source, verb: int) -> Source:
    """The source without the comment whose verb lies in it: "The Ledger, which cited two officials"."""
    comma = tokens.first[verb] - (tokens.word[tokens.first[verb]] != ",")
    inside = source.head < comma < source.last and tokens.word[comma] == ","
    return Source(source.head, source.first, comma - 1) if inside else source


def _citing(tokens: Tokens, one: Found, outlets: frozenset[int], cues: Cues) -> Iterator[int]:
    """The participles "citing" of an attribution: those of its verb, and of an outlet the one that ends it.

    In "The Ledger reported that the deal was off, citing two officials" the parser hangs the participle
    on the last verb, but those who are off cite nobody. Of "The Ledger, which cited two officials, said"
    it is the one that describes the source.
    """
    if one.source is not None:
        for child in tokens.child(one.source.head, "acl", "advcl", "relcl"):
            if child <= one.source.last and cues.has("citing", tokens.lemma[child]):
                yield child
    for child in (*tokens.children[one.anchor], *_of_reports(tokens, one.anchor, cues)):
        if child not in one.content and _is_citing(tokens, child, cues):
            yield child
    if is_relay(tokens, one, outlets, cues) and not one.relays:
        for t in range(tokens.bounds[tokens.sentence[one.anchor]][1], one.anchor, -1):
            if tokens.word[t - 1] == "," and tokens.quotation[t] < 0 and _is_citing(tokens, t, cues):
                yield t


def _of_reports(tokens: Tokens, verb: int, cues: Cues) -> Iterator[int]:
    """The participles of the documents in which something was said: "in a report citing two officials"."""
    for prep in tokens.child(verb, "prep"):
        noun = tokens.one(prep, "pobj")
        if noun is not None and cues.has("statement carrier", tokens.lemma[noun]):
            yield from tokens.child(noun, "acl")


def _is_citing(tokens: Tokens, token: int, cues: Cues) -> bool:
    return tokens.tag[token] == "VBG" and cues.has("citing", tokens.lemma[token])


def outlet_tokens(tokens: Tokens, mentions: Iterable[Mention]) -> frozenset[int]:
    """The tokens of mentions of outlets."""
    return frozenset(t for m in mentions if m.kind is EntityKind.OUTLET for t in tokens.within(m.span))
