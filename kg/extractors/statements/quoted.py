"""Attributions through a verb of quoting: "X quoted Y as saying", "Y was quoted by X as saying"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Relay, Source
from kg.extractors.statements.grammar import cue_tokens, is_finite, subtree
from kg.extractors.statements.mending import own_clause
from kg.extractors.statements.noun_phrases import agent_of, phrase
from kg.extractors.statements.sources import subject_of
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

_MARKS = frozenset({"PUNCT", "SPACE"})


def find_quoted(tokens: Tokens, cues: Cues) -> Iterator[Found]:
    """Every "quoted … as saying" outside quotations; the one who quotes is a relay hop."""
    for verb in range(len(tokens)):
        if (
            tokens.quotation[verb] >= 0
            or tokens.pos[verb] != "VERB"
            or not cues.has("citing", tokens.lemma[verb])
        ):
            continue
        found = _quoted(tokens, verb, cues)
        if found is not None:
            yield found


def as_saying(tokens: Tokens, verb: int, cues: Cues) -> tuple[int, int] | None:
    """The tokens "as" and "saying" after a verb of quoting, in its own sentence."""
    end = tokens.bounds[tokens.sentence[verb]][1]
    for t in range(verb + 1, end):
        said = cues.verb(tokens, t + 1)
        if tokens.low(t) == "as" and tokens.tag[t + 1] == "VBG" and said is not None:
            return t, t + 1
    return None


def _quoted(tokens: Tokens, verb: int, cues: Cues) -> Found | None:
    pair = as_saying(tokens, verb, cues)
    if pair is None:
        return None
    mark, saying = pair
    passive = tokens.one(verb, "auxpass") is not None
    subject = subject_of(tokens, verb)
    if passive:
        speaker, relay = subject, agent_of(tokens, verb) or _publisher(tokens, saying, cues)
    else:
        speaker, relay = _quoted_one(tokens, verb, mark), subject
    if speaker is None:
        return None
    content = _content(tokens, verb, saying, (relay or speaker) if not passive else speaker, cues)
    if not content:
        return None
    hop = () if relay is None else (Relay(relay, cue_tokens(tokens, verb), tokens.lemma[verb], verb),)
    return Found(
        content=content,
        cue=(*cue_tokens(tokens, verb), mark, saying) if passive else (mark, saying),
        lemma=tokens.lemma[saying],
        source=speaker,
        anchor=verb,
        rule="quoted as saying",
        rank=0.96,
        force=Force.ASSERT,
        relays=hop,
        addressee=_listener(tokens, saying, cues),
    )


def _publisher(tokens: Tokens, saying: int, cues: Cues) -> Source | None:
    """Who quotes in "was quoted as saying by the Ledger", not in "… as saying by telephone"."""
    noun = next((tokens.one(p, "pobj") for p in tokens.child(saying, "prep") if tokens.low(p) == "by"), None)
    named = noun is not None and (tokens.pos[noun] == "PROPN" or cues.has("relay noun", tokens.lemma[noun]))
    return phrase(tokens, noun, saying) if noun is not None and named else agent_of(tokens, saying)


def _listener(tokens: Tokens, saying: int, cues: Cues) -> Source | None:
    """Whom the one who is quoted told it: "quoted Lind as telling the envoy that …"."""
    cue = cues.verb(tokens, saying)
    told = tokens.one(saying, "dobj") if cue is not None and cue.takes(Frame.ADDRESSEE) else None
    return None if told is None or told < saying else phrase(tokens, told, saying)


def _quoted_one(tokens: Tokens, verb: int, mark: int) -> Source | None:
    """The noun phrase between the verb and "as"."""
    when = (tokens.first[c] for c in tokens.child(verb, "prep", "npadvmod") if verb + 1 < c < mark)
    words = [t for t in range(verb + 1, min([mark, *when])) if tokens.pos[t] not in _MARKS]
    if not words:
        return None
    head = next((t for t in words if tokens.head[t] not in words), words[-1])
    return Source(head, words[0], words[-1])


def _content(tokens: Tokens, verb: int, saying: int, first: Source, cues: Cues) -> frozenset[int]:
    """What follows "saying", else what stands before the one who quotes."""
    low, end = tokens.bounds[tokens.sentence[verb]]
    after = [t for t in range(saying + 1, end + 1) if tokens.pos[t] not in _MARKS]
    clause = next((c for c in tokens.child(saying, "ccomp") if c > saying), None)
    if clause is not None:
        return own_clause(tokens, saying, subtree(tokens, clause), cues)
    if any(tokens.pos[t] in {"VERB", "AUX"} for t in after):
        return frozenset(range(after[0], tokens.bounds[tokens.sentence[saying]][1] + 1))
    before = [t for t in range(low, first.first) if tokens.pos[t] not in _MARKS]
    number = tokens.quotation[before[0]] if before else -1
    if number >= 0 and not any(is_finite(tokens, t) for t in before if tokens.quotation[t] != number):
        # "“…,” news agency Apcom quoted him": of the agency only the name may be the source.
        before = [t for t in before if tokens.quotation[t] == number]
    return frozenset(range(before[0], before[-1] + 1)) if before else frozenset()
