"""Statements by more than a verb: "is skeptical that …", "made it clear that …", "let slip that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found
from kg.extractors.statements.grammar import cue_tokens, has_to, subtree
from kg.extractors.statements.idioms import find_idiom
from kg.extractors.statements.mending import own_clause
from kg.extractors.statements.reality import Reality, reality
from kg.extractors.statements.sources import subject_of

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens


def find_attitude(tokens: Tokens, verb: int, cues: Cues) -> Found | None:
    """Reads "is skeptical any results will be reached": an adjective of attitude with a clause."""
    adjective = tokens.one(verb, "acomp")
    if adjective is None or not cues.has("attitude adjective", tokens.low(adjective)):
        return None
    clauses = (*tokens.child(adjective, "ccomp"), *tokens.child(verb, "ccomp"))
    clause = next((c for c in clauses if c > adjective and not has_to(tokens, c)), None)
    source = subject_of(tokens, verb)
    if clause is None or source is None or reality(tokens, verb, cues) is not Reality.REAL:
        return None
    if ":" in tokens.word[adjective + 1 : clause]:
        # What stands behind a colon may be another's: "She was less sure: “It may rain,” said Lind."
        return None
    return Found(
        content=own_clause(tokens, adjective, subtree(tokens, clause), cues),
        cue=(*cue_tokens(tokens, verb), adjective),
        lemma=tokens.low(adjective),
        source=source,
        anchor=verb,
        rule="attitude",
        rank=0.6,
        negated=cues.has("doubting adjective", tokens.low(adjective)),
    )


def find_estimate(tokens: Tokens, verb: int, cues: Cues) -> Found | None:
    """Reads "put the number of marchers at 40,000"."""
    thing = tokens.one(verb, "dobj")
    if thing is None or thing < verb or not cues.has("putting verb", tokens.lemma[verb]):
        return None
    for prep in tokens.child(verb, "prep"):
        figure = tokens.one(prep, "pobj")
        numbers = figure is not None and any(tokens.pos[t] == "NUM" for t in subtree(tokens, figure))
        source = subject_of(tokens, verb)
        if (
            prep < thing
            or not numbers
            or source is None
            or not cues.has("estimating preposition", tokens.low(prep))
        ):
            continue
        return Found(
            content=frozenset(range(tokens.first[thing], tokens.last[prep] + 1)),
            cue=cue_tokens(tokens, verb),
            lemma=tokens.lemma[verb],
            source=source,
            anchor=verb,
            rule="object",
            rank=0.8,
        )
    return None


def find_plea(tokens: Tokens, verb: int, cues: Cues) -> Found | None:
    """Reads "pleaded not guilty to two counts of fraud"."""
    if not cues.has("pleading verb", tokens.lemma[verb]) or reality(tokens, verb, cues) is not Reality.REAL:
        return None
    plea = next((t for t in tokens.children[verb] if t > verb and cues.has("plea", tokens.low(t))), None)
    source = subject_of(tokens, verb)
    if plea is None or source is None:
        return None
    return Found(
        content=frozenset(range(verb + 1, tokens.last[plea] + 1)),
        cue=tuple(t for t in cue_tokens(tokens, verb) if t <= verb),
        lemma=tokens.lemma[verb],
        source=source,
        anchor=verb,
        rule="object",
        rank=0.8,
    )


def find_made_plain(tokens: Tokens, verb: int, cues: Cues) -> Found | None:
    """Reads "made it clear that …", "let it be known that …", "let slip that …"."""
    if not cues.has("making verb", tokens.lemma[verb]) or reality(tokens, verb, cues) is not Reality.REAL:
        return None
    plain = next(
        (c for c in tokens.child(verb, "ccomp", "xcomp", "dobj") if cues.has("made plain", tokens.low(c))),
        None,
    )
    if plain is None or plain < verb:
        return None
    clauses = (*tokens.child(plain, "ccomp", "advcl"), *tokens.child(verb, "ccomp"))
    clause = next((c for c in clauses if c > plain and not has_to(tokens, c)), None)
    source = subject_of(tokens, verb)
    if clause is None or source is None:
        return None
    opening = tokens.child(plain, "nsubj", "nsubjpass", "auxpass", "aux")
    return Found(
        content=own_clause(tokens, plain, subtree(tokens, clause), cues),
        cue=tuple(sorted({*cue_tokens(tokens, verb), *opening, plain})),
        lemma=f"{tokens.lemma[verb]} {tokens.low(plain)}",
        source=source,
        anchor=verb,
        rule="clause",
        rank=0.8,
    )


def find_other(tokens: Tokens, verb: int, cues: Cues) -> Found | None:
    """The statement by a verb that is no cue by itself, or None."""
    readers = (find_attitude, find_made_plain, find_estimate, find_idiom)
    return next((one for read in readers if (one := read(tokens, verb, cues)) is not None), None)
