"""Quotations that go on: behind their cue, in the next sentence, over several paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extractors.statements.grammar import MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extractors.statements.found import Found
    from kg.extractors.statements.quotations import Quotation
    from kg.extractors.statements.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Frames:
    """The words around one quotation, outside all quotations, as token ranges."""

    lead: range
    trail: range


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Quotations of whole paragraphs that nobody speaks yet: their tokens and their opening mark."""

    tokens: frozenset[int] = frozenset()
    mark: str = ""


def left_open(
    tokens: Tokens,
    quotations: Sequence[Quotation],
    paragraph: range,
    quoted: Mapping[int, Sequence[int]],
    *,
    before: Unsaid,
    found: Sequence[Found],
) -> Unsaid:
    """The quotation that fills a paragraph, is not closed and not attributed, with those it takes up."""
    if len(quoted) != 1:
        return Unsaid()
    ((number, body),) = quoted.items()
    quotation = quotations[number]
    said = any(body[0] in one.content for one in reversed(found))
    if quotation.closed or said or body[0] != paragraph.start:
        return Unsaid()
    mark = tokens.text[quotation.span.start]
    carried = before.tokens if quotation.continues and mark == before.mark else frozenset()
    return Unsaid(carried | frozenset(body), mark)


def with_unsaid(
    found: list[Found],
    unsaid: Unsaid,
    quotations: Sequence[Quotation],
    quoted: Mapping[int, Sequence[int]],
) -> list[Found]:
    """The attributions of a paragraph, the one its first quotation belongs to with what that takes up."""
    first = next(iter(quoted), None)
    if not unsaid.tokens or first is None or not quotations[first].continues:
        return found
    body = frozenset(quoted[first])
    return [
        replace(one, content=one.content | unsaid.tokens)
        if one.rule == "quotation trail" and body <= one.content
        else one
        for one in found
    ]


def joins(
    tokens: Tokens,
    quotation: Quotation,
    frames: Frames,
    *,
    found: Sequence[Found],
    earlier: Sequence[Found],
    previous: int | None,
) -> Found | None:
    """The statement of which this quotation is a further part, or None."""
    if quotation.continues and earlier and previous is None:
        return earlier[-1]
    if not found or previous is None:
        return None
    last = found[-1]
    if not any(tokens.quotation[t] == previous for t in last.content):
        return None
    lead = [t for t in frames.lead if tokens.pos[t] not in MARKS]
    if not lead:
        return last
    held = {last.anchor, *range(last.source.first, last.source.last + 1)} if last.source else {last.anchor}
    others = [t for t in lead if tokens.pos[t] == "VERB" and t not in held and t != last.anchor]
    if others or last.rule != "quotation trail":
        return None
    return last if held & set(frames.lead) else None
