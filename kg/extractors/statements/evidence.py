"""The sentences that show a statement: those that hold its content, its sources and its cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Span, hull

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extractors.statements.found import Found
    from kg.extractors.statements.tokens import Tokens


def evidence(tokens: Tokens, found: Found, content: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences that hold content, source and cues, neighbours joined."""
    wanted = {tokens.sentence[t] for t in found.content}
    wanted.update(tokens.sentence[t] for t in (*found.cue, *(t for r in found.relays for t in r.cue)))
    for source in (found.source, found.carried, *(r.source for r in found.relays)):
        if source is not None:
            wanted.add(tokens.sentence[source.head])
    spans: list[Span] = []
    for number in sorted(wanted):
        span = _stripped(
            tokens.text,
            tokens.start[tokens.bounds[number][0]],
            tokens.end[tokens.bounds[number][1]],
        )
        if span is not None:
            spans.append(span)
    return _joined(tokens.text, [*spans, *content])


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with those joined that overlap or have only blanks without a line break between them."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and (span.start <= result[-1].end or not _breaks(text[result[-1].end : span.start])):
            result[-1] = hull((result[-1], span))
        else:
            result.append(span)
    return tuple(result)


def _breaks(gap: str) -> bool:
    return bool(gap.strip()) or "\n" in gap
