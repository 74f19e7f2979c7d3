"""Attributions before a quotation: "Lind said: “…”", "Lind told the Ledger, “…”", "shouting “…”"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import MARKS, heads_finite, is_dash
from kg.extractors.statements.noun_phrases import can_speak
from kg.extractors.statements.reality import Reality, reality
from kg.extractors.statements.sources import subject_of
from kg.extractors.statements.trails import quoted_by
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

_NAME_PARTS = frozenset({"PROPN", "NOUN", "ADJ", "PART", "DET"})
# A name with its titles before a colon.
_NAME_WORDS = 8
_NAMING = frozenset({"PROPN", "CCONJ"})


def find_lead(tokens: Tokens, body: frozenset[int], lead: range, cues: Cues) -> Found | None:
    """Lind said: "…" / Lind told the Ledger, "…" / shouting "…"."""
    words = [t for t in lead if tokens.pos[t] not in MARKS]
    if not words:
        return None
    closing = tokens.word[lead.stop - 1] if tokens.pos[lead.stop - 1] != "SPACE" else tokens.word[words[-1]]
    signed = (_signed(tokens, body, lead) or _named(tokens, body, words, cues)) if closing == ":" else None
    if signed is not None:
        return signed
    for verb in reversed(words):
        cue = cues.verb(tokens, verb)
        if cue is None or tokens.dep[verb] in {"aux", "auxpass", "amod"} or not cue.takes(Frame.QUOTATION):
            continue
        source = subject_of(tokens, verb)
        if (
            source is None
            or tokens.quotation[source.head] >= 0
            or reality(tokens, verb, cues) is Reality.UNREAL
        ):
            return None
        leads = _leads_in(tokens, verb, range(verb + 1, lead.stop), closing, last=words[-1])
        shouted = cues.has("shouting verb", cue.lemma) and tokens.quotation[verb + 1] >= 0
        whole = is_whole(tokens, body) or _is_clause_of(tokens, verb, body, cue)
        spoken = whole and (shouted or _says(tokens, body))
        if not leads and closing == ":":
            break
        if not leads or (closing not in {":", ","} and not spoken):
            return None
        found = quoted_by(tokens, body, verb, cue=cue, source=source, rule="quotation lead")
        return _beside_clause(tokens, found, words[-1] + 1) if closing == ":" else found
    return _colon(tokens, body, words) if closing == ":" else None


def _beside_clause(tokens: Tokens, found: Found, colon: int) -> Found:
    """The attribution by the colon alone where the verb before it has a clause of its own.

    "Lind warns that gusts are near: “Stay at home.”"
    """
    verb = found.anchor
    clauses = (c for c in tokens.child(verb, "ccomp") if verb < c < colon and tokens.quotation[c] < 0)
    if not any(heads_finite(tokens, clause) for clause in clauses):
        return found
    return replace(found, cue=(colon,), lemma=":", anchor=colon, rule="quotation colon")


def _signed(tokens: Tokens, body: frozenset[int], lead: range) -> Found | None:
    """Reads "Red roofs win - Ada Holm: “…”": a heading, a dash, and who wrote what follows the colon."""
    dash = next((t for t in reversed(lead) if is_dash(tokens, t)), None)
    if dash is None or dash == lead.start or not is_whole(tokens, body):
        return None
    behind = [t for t in range(dash + 1, lead.stop - 1) if tokens.pos[t] != "SPACE"]
    if not behind or tokens.pos[behind[-1]] != "PROPN" or any(tokens.pos[t] == "VERB" for t in behind):
        return None
    first = next((n + 1 for n in range(len(behind) - 1, -1, -1) if tokens.pos[behind[n]] not in _NAMING), 0)
    source = Source(behind[-1], behind[first], behind[-1])
    return Found(
        content=body,
        cue=(lead.stop - 1,),
        lemma=":",
        source=source,
        anchor=behind[-1],
        rule="quotation colon",
        rank=0.7,
    )


def _named(tokens: Tokens, body: frozenset[int], words: Sequence[int], cues: Cues) -> Found | None:
    """Reads "City boss Ada Holm: “…”", "A spokesman: “…”", "Said Ada Holm, who won twice: “…”": who speaks.

    The first word may be a verb of saying that the tagger took for a part of the name.
    """
    inverted = tokens.word[words[0]].istitle() and cues.has("inverted opening", tokens.low(words[0]))
    colon = words[-1] + 1
    words = words if inverted else _without_carrier(tokens, words, cues)
    name = list(words[inverted:])
    comma = next((n for n, t in enumerate(name) if tokens.word[t - 1] == "," and n), len(name))
    short = name[:comma]
    if not short or len(short) > _NAME_WORDS or not is_whole(tokens, body):
        return None
    speaks = tokens.pos[short[-1]] == "PROPN" or can_speak(tokens, short[-1], cues, relayed=False)
    if not speaks or any(tokens.pos[t] not in _NAME_PARTS for t in short):
        return None
    if not inverted and (comma < len(name) or not tokens.word[short[0]][:1].isupper()):
        return None
    lost = (t for t in short[1:] if tokens.pos[t] == "PROPN")
    if any(tokens.low(t).removesuffix("s") in cues.verbs for t in lost):
        return None  # "Warren Slams Bank Chief: ‘…’", where the tagger took the verb for a name
    return Found(
        content=body,
        cue=(words[0],) if inverted else (colon,),
        lemma="say" if inverted else ":",
        source=Source(short[-1], short[0], name[-1]),
        anchor=words[0] if inverted else short[-1],
        rule="quotation colon",
        rank=0.7,
    )


def _without_carrier(tokens: Tokens, words: Sequence[int], cues: Cues) -> Sequence[int]:
    """The words without where it was said: "Eva Lind in a statement: “…”", "Lind, in a tweet: “…”"."""
    at = next((n for n, t in enumerate(words) if cues.has("occasion preposition", tokens.low(t))), 0)
    carrier = any(
        cues.has(group, tokens.lemma[words[-1]]) for group in ("statement carrier", "interview noun")
    )
    return words[:at] if at and carrier else words


def _leads_in(tokens: Tokens, verb: int, between: range, closing: str, *, last: int) -> bool:
    """Whether the words between a verb and a quotation leave the quotation to the verb.

    A colon does; a comma does unless another clause stands between; otherwise the verb is the last word.
    """
    if closing == ":":
        return not any(tokens.dep[t] == "ROOT" and tokens.one(t, "nsubj") is not None for t in between)
    if closing == ",":
        return not any(tokens.pos[t] in {"VERB", "AUX"} and tokens.head[t] != verb for t in between)
    return verb == last


def is_whole(tokens: Tokens, body: frozenset[int]) -> bool:
    """Whether a quotation is speech rather than a few words: a capital at its start, or a full stop in it."""
    inner = [t for t in sorted(body) if tokens.pos[t] not in MARKS]
    return bool(inner) and tokens.word[inner[0]][:1].isupper()


def _is_clause_of(tokens: Tokens, verb: int, body: frozenset[int], cue: CueVerb) -> bool:
    """Whether a quotation is the clause of a verb that takes no other: "The letter reads “we may come”"."""
    return not cue.takes(Frame.CLAUSE) and any(c in body for c in tokens.child(verb, "ccomp"))


def _says(tokens: Tokens, body: frozenset[int]) -> bool:
    """Whether a quotation is more than a title: a verb in it, or a sentence mark."""
    return any(tokens.pos[t] in {"VERB", "AUX"} or tokens.word[t] in {".", "!", "?"} for t in body)


def _colon(tokens: Tokens, body: frozenset[int], words: Sequence[int]) -> Found | None:
    """A sentence without a verb of saying that ends in a colon: its subject speaks."""
    if not is_whole(tokens, body):
        return None
    roots = [t for t in words if tokens.pos[t] in {"VERB", "AUX"} and tokens.one(t, "nsubj") is not None]
    if not roots:
        return None
    main = next((t for t in roots if tokens.dep[t] == "ROOT"), roots[0])
    source = subject_of(tokens, main)
    if source is None:
        return None
    return Found(
        content=body,
        cue=(words[-1] + 1,) if words[-1] + 1 < min(body) else (),
        lemma=":",
        source=source,
        anchor=main,
        rule="quotation colon",
        rank=0.7,
        force=Force.ASSERT,
    )
