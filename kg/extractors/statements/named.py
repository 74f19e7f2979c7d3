"""The source that a phrase of attribution names right behind it: "according to X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.found import Source
from kg.extractors.statements.grammar import MARKS, is_finite
from kg.extractors.statements.noun_phrases import phrase

if TYPE_CHECKING:
    from kg.extractors.statements.tokens import Tokens

_NAMING = frozenset({"NOUN", "PROPN", "ADJ"})


def source_behind(tokens: Tokens, start: int, end: int) -> Source | None:
    """The noun phrase that starts at a token, also one whose first noun was taken for a verb."""
    if tokens.tag[start] == "VB":
        noun = next(
            (c for c in tokens.child(start, "dobj") if c > start and tokens.first[c] == start + 1), None
        )
        return None if noun is None else Source(noun, start, min(tokens.last[noun], end))
    if tokens.pos[start] in MARKS | {"VERB", "AUX", "ADP"}:
        return None
    head = start
    while tokens.first[tokens.head[head]] >= start and tokens.head[head] != head and tokens.head[head] <= end:
        above = tokens.head[head]
        if tokens.pos[above] in {"VERB", "AUX"}:
            break
        head = above
    last = min(tokens.last[head], end)
    found = phrase(tokens, head, start - 1)
    last = max(head, min(found.last, last))
    while last < end and tokens.pos[last] in _NAMING and _goes_on(tokens, last + 1, start):
        # "to Rana news agency": the parser took the first word for all of it.
        last += 1
        head = last
    fresh = (t for t in range(head + 1, last + 1) if tokens.pos[t] == "DET" and tokens.pos[t - 1] == "PROPN")
    # "According to Rathbone the house was empty": what was said begins without a comma.
    return _before_subject(tokens, Source(head, start, next(fresh, last + 1) - 1), end)


def _goes_on(tokens: Tokens, word: int, start: int) -> bool:
    """Whether a word goes on with the noun before it, of which the parser made the whole phrase.

    "to Rana news agency", "to Rana chief executive Eva Lind".
    """
    if tokens.pos[word] == "PROPN" and tokens.dep[word] in {"nsubj", "nsubjpass"}:
        # "to news agency Rana, the road is closed": the road is closed, and no agency.
        own = [*tokens.child(tokens.head[word], "nsubj", "nsubjpass")]
        return len(own) > 1 and tokens.word[word + 1 : word + 2] == [","]
    top = word
    while tokens.dep[top] in {"amod", "compound"} and tokens.head[top] > top:
        top = tokens.head[top]
    return tokens.dep[word] in {"compound", "pobj"} or (
        tokens.dep[top] == "pobj" and tokens.head[top] < start
    )


def _before_subject(tokens: Tokens, source: Source, end: int) -> Source:
    """The source without the subject of what it said, which the parser took for its description.

    "According to Lind, the prize for books is given in May".
    """
    verb = next((t for t in range(source.last + 1, end + 1) if is_finite(tokens, t)), None)
    if verb is None:
        return source
    main = tokens.head[verb] if tokens.dep[verb] in {"aux", "auxpass"} else verb
    between = range(source.last + 1, verb)
    subject = tokens.one(main, "nsubj", "nsubjpass", "expl", "csubj")
    adverbs = all(tokens.pos[t] in MARKS | {"ADV"} or tokens.dep[t] == "npadvmod" for t in between)
    if not adverbs or tokens.dep[main] == "relcl" or (subject is not None and subject > source.last):
        return source
    openings = [
        tokens.first[t]
        for t in range(source.head + 1, source.last + 1)
        if tokens.dep[t] in {"appos", "npadvmod"}
        and tokens.first[t] > source.head + 1
        and tokens.word[tokens.first[t] - 1] == ","
    ]
    if not openings:
        return source
    return Source(source.head, source.first, openings[-1] - 2)
