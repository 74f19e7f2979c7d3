"""Statements that punctuation attributes: a headline's colon, a dash before a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import is_dash
from kg.extractors.statements.labelling import (
    CONTENT_WORDS,
    LABEL_WORDS,
    colon_at,
    ends,
    is_label,
    labelled,
    marks_around,
    proper,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.labelling import Known
    from kg.extractors.statements.tokens import Tokens


def find_labels(
    tokens: Tokens,
    headings: tuple[range, ...],
    paragraphs: tuple[range, ...],
    known: Known,
    cues: Cues,
) -> Iterator[Found]:
    """Statements of headings ("Voss: bridge will open") and dash signatures."""
    named = known.named
    for heading in headings:
        found = _heading(tokens, heading, known, cues)
        if found is not None:
            yield found
    for number, paragraph in enumerate(paragraphs):
        signed = _signed(tokens, paragraphs[number - 1], paragraph, named) if number else None
        if signed is not None:
            yield signed
            continue
        found = None if ends(tokens, paragraph) else _heading(tokens, paragraph, known, cues)
        found = found or _signature(tokens, paragraph, named)
        if found is not None:
            yield found


def _heading(tokens: Tokens, heading: range, known: Known, cues: Cues) -> Found | None:
    """Reads "Voss: bridge will open in May" and "Bridge will open: expert"."""
    colon = colon_at(tokens, heading)
    if colon is None:
        return _dashed(tokens, heading, known.named, cues)
    before, after = (
        words_of(tokens, range(heading.start, colon)),
        words_of(tokens, range(colon + 1, heading.stop)),
    )
    named = known.named | known.seats
    if (
        len(before) > 1
        and before[-1] not in known.places
        and not cues.has("no label", tokens.low(before[-1]))
    ):
        # One unknown word before a colon is as often a place or a topic.
        named |= proper(tokens, before)
    for side, content in ((after, before), (before, after)):
        label = _beside_quotation(tokens, side, content, known.named, cues) or side
        if len(content) >= CONTENT_WORDS and (label != side or is_label(tokens, label, named, cues)):
            span = frozenset(range(content[0], content[-1] + 1)) | marks_around(tokens, content)
            return labelled(tokens, label, span, colon, rule="headline colon", rank=0.75)
    return None


def _beside_quotation(
    tokens: Tokens, side: list[int], content: list[int], named: frozenset[int], cues: Cues
) -> list[int]:
    """Who speaks a quotation that is all of one side of a colon.

    "‘We left’: Lind on the storm", and where the name is known "‘We left’: Eva Lind recalls the storm".
    """
    if not content or any(tokens.quotation[t] < 0 for t in content):
        return []
    topic = next((n for n, t in enumerate(side) if tokens.pos[t] in {"ADP", "SCONJ", "VERB"}), len(side))
    if 0 < topic < len(side) and tokens.pos[side[topic]] == "VERB":
        acts = tokens.tag[side[topic]] in {"VBZ", "VBP"} and side[topic - 1] in named
        topic = topic if acts and content[-1] < side[0] else len(side)
    name = side[:topic]
    if not 0 < topic < len(side) or topic > LABEL_WORDS or cues.has("no label", tokens.low(name[-1])):
        return []
    plain = all(tokens.pos[t] in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} for t in name)
    return name if plain and tokens.pos[name[-1]] in {"NOUN", "PROPN"} else []


def _dashed(tokens: Tokens, heading: range, named: frozenset[int], cues: Cues) -> Found | None:
    """Reads "Bank to cut jobs - sources"."""
    dash = next((t for t in reversed(heading) if is_dash(tokens, t) and tokens.quotation[t] < 0), None)
    if dash is None or dash == heading.start or tokens.end[dash - 1] == tokens.start[dash]:
        return None
    before, after = (
        words_of(tokens, range(heading.start, dash)),
        words_of(tokens, range(dash + 1, heading.stop)),
    )
    if len(before) < CONTENT_WORDS or not is_label(tokens, after, named, cues):
        return None
    if any(tokens.pos[t] == "NUM" for t in (before[0], before[-1], after[0], after[-1])):
        # "England 2 - Tunisia 1"
        return None
    return labelled(
        tokens, after, frozenset(range(before[0], before[-1] + 1)), dash, rule="headline dash", rank=0.7
    )


def _signature(tokens: Tokens, paragraph: range, named: frozenset[int]) -> Found | None:
    """Reads "“Measure twice.” — Carla Voss, builder" and an embedded post with its handle."""
    dash = next((t for t in reversed(paragraph) if is_dash(tokens, t) and tokens.quotation[t] < 0), None)
    if dash is None or dash < paragraph.start + CONTENT_WORDS:
        return None
    after = words_of(tokens, range(dash + 1, paragraph.stop))
    before = range(paragraph.start, dash)
    quoted = all(tokens.quotation[t] >= 0 for t in before if tokens.pos[t] != "SPACE")
    handle = any(tokens.word[t].startswith("@") for t in after)
    starts_with_name = bool(after) and (after[0] in named or tokens.pos[after[0]] == "PROPN")
    if not starts_with_name or not (quoted or handle) or any(tokens.pos[t] == "VERB" for t in after):
        return None
    name = [after[0]]
    for t in after[1:]:
        if t != name[-1] + 1 or tokens.pos[t] != "PROPN" or tokens.word[t].startswith("@"):
            break
        name.append(t)
    label = name if handle else after
    found = labelled(tokens, label, frozenset(before), dash, rule="signature", rank=0.85)
    source = Source(name[-1], label[0], label[-1])
    return replace(found, cue=(), lemma="", source=source, verbatim=True)


def _signed(tokens: Tokens, quoted: range, paragraph: range, named: frozenset[int]) -> Found | None:
    """A paragraph that is one quotation, signed in the next: "— Anselm Huber"."""
    words = words_of(tokens, paragraph)
    if not words or len(words) > LABEL_WORDS or not is_dash(tokens, paragraph.start):
        return None
    speech = [t for t in quoted if tokens.pos[t] != "SPACE"]
    if not speech or any(tokens.quotation[t] < 0 for t in speech) or not _is_name(tokens, words[0], named):
        return None
    return labelled(tokens, words, frozenset(quoted), paragraph.start, rule="signature", rank=0.85)


def _is_name(tokens: Tokens, token: int, named: frozenset[int]) -> bool:
    return token in named or tokens.pos[token] == "PROPN"
