"""Turns what the rules found into statements: characters, hops, times, polarity, evidence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, islice, takewhile
from typing import TYPE_CHECKING

from kg.extractors.statements.evidence import evidence
from kg.extractors.statements.grammar import MARKS
from kg.extractors.statements.polarity import is_emptied, is_negated
from kg.extractors.statements.scenes import scenes
from kg.extractors.statements.times import find_time
from kg.model import (
    Attribution,
    Certainty,
    ChainRole,
    Force,
    Form,
    Polarity,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kg.extractors.statements.circle import Circle
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.found import Found, Source
    from kg.extractors.statements.quotations import Quotation
    from kg.extractors.statements.tokens import Tokens
    from kg.model import Article, SayingTime

_TRIM = " \t\n\r\f\v\xa0,;:"
# Share of words inside quotation marks from which a statement counts as direct: nine in ten, so that
# "[The] bridge …" with one word outside stays direct.
_DIRECT_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Builder:
    """What every statement of one article is built from."""

    article: Article
    tokens: Tokens
    quotations: Sequence[Quotation]
    circle: Circle
    cues: Cues

    def build(self, found: Found) -> Statement | None:
        """The statement, or None when no characters of content are left."""
        content = self._content(found)
        if not content:
            return None
        form, quoted = (Form.DIRECT, content) if found.verbatim else self._form(content)
        originator = Attribution(
            ChainRole.ORIGINATOR,
            self.circle.agent(found.source or found.carried),
            None if found.source is None else self._span(found.source),
            self.tokens.exact(found.cue),
            found.lemma,
        )
        relays = tuple(
            Attribution(
                ChainRole.RELAY,
                self.circle.agent(r.source),
                self._span(r.source),
                self.tokens.exact(r.cue),
                r.lemma,
            )
            for r in found.relays
        )
        return Statement(
            form=form,
            content=content,
            chain=(originator, *relays),
            evidence=evidence(self.tokens, found, content),
            rule=found.rule,
            confidence=self._confidence(found),
            quoted=quoted,
            addressees=self.circle.addressees(found),
            media=self.circle.media(found),
            time=self._time(found),
            polarity=self._polarity(found),
            certainty=self._certainty(found),
            force=found.force,
        )

    def _content(self, found: Found) -> tuple[Span, ...]:
        """The content's characters: the inside of whole quotations, clauses without outer marks."""
        spans = (part for span in self.tokens.spans(found.content) for part in self._parts(span))
        return tuple(bare for part in spans if (bare := self._bare(part)) is not None)

    def _parts(self, span: Span) -> Sequence[Span]:
        """The quotations of which the span consists, when there is nothing else in it; else the span."""
        text = self.article.text
        quoted = [part for one in self._near(span) if (part := _overlap(span, one.span)) is not None]
        ends = [span.start, *(part.end for part in quoted)]
        starts = [*(part.start for part in quoted), span.end]
        alone = len(quoted) > 1 and not any(
            text[end:start].strip() for end, start in zip(ends, starts, strict=True)
        )
        return quoted if alone else [span]

    def _near(self, span: Span) -> Iterator[Quotation]:
        """The quotations that reach into the span."""
        first = bisect_right(self.quotations, span.start, key=lambda one: one.span.end)
        return takewhile(lambda one: one.span.start < span.end, islice(self.quotations, first, None))

    def _bare(self, span: Span) -> Span | None:
        """The span without a pair of quotation marks around all of it, and without loose marks."""
        text = self.article.text
        start, end = span.start, span.end
        for quotation in self._near(span):
            if quotation.span.start <= start and end <= quotation.span.end:
                start, end = max(start, quotation.inner.start), min(end, quotation.inner.end)
        while start < end and text[start] in _TRIM:
            start += 1
        while start < end and text[end - 1] in _TRIM:
            end -= 1
        return Span(start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None

    def _form(self, content: Sequence[Span]) -> tuple[Form, tuple[Span, ...]]:
        """Direct, indirect or mixed, with the quoted parts."""
        quoted = tuple(
            part
            for span in content
            for quotation in self._near(span)
            if (part := _overlap(span, quotation.inner)) is not None
        )
        inside = total = 0
        opening = self.tokens.within(content[0]).start
        for span in content:
            for token in self.tokens.within(span):
                if token == opening and self.cues.has("complementizer", self.tokens.low(token)):
                    continue
                if self.tokens.pos[token] not in MARKS:
                    total += 1
                    inside += self.tokens.quotation[token] >= 0
        if not inside or not quoted:
            return Form.INDIRECT, ()
        return (Form.DIRECT if inside >= _DIRECT_SHARE * total else Form.MIXED), quoted

    def _span(self, source: Source) -> Span | None:
        return self.tokens.span(source.first, source.last)

    def _time(self, found: Found) -> SayingTime | None:
        """The time beside the verb of saying, else beside the verb of a relay, from the inside out."""
        day = self.article.day
        if day is None or found.carried is not None:
            return None
        if found.rule == "signature":
            block = self.tokens.bounds[self.tokens.sentence[found.anchor]][1]
            span = self.tokens.span(found.anchor, block)
            return None if span is None else find_time(self.article.text, span, day)
        beside = scenes(self.tokens, found, self.cues)
        for anchor in (found.anchor, *beside, *(r.anchor for r in found.relays)):
            time = self._time_at(anchor, found.content, day)
            if time is not None:
                return time
        return None

    def _time_at(self, anchor: int, content: frozenset[int], day: date) -> SayingTime | None:
        tokens = self.tokens
        for child in tokens.child(anchor, "npadvmod", "prep", "advmod", "dobj", "pobj", "dep", "nmod"):
            if child in content:
                continue
            words = range(tokens.first[child], self._time_end(anchor, child, content) + 1)
            for own, run in groupby(words, lambda t: tokens.quotation[t] == tokens.quotation[anchor]):
                parts = [*run]
                span = tokens.span(parts[0], parts[-1]) if own else None  # "on NRK’s “This Week”" is no time
                time = None if span is None else find_time(self.article.text, span, day)
                if time is not None:
                    return time
        return None

    def _time_end(self, anchor: int, child: int, content: frozenset[int]) -> int:
        """The last token of a modifier with the modifiers that follow it at once ("in January last year")."""
        tokens = self.tokens
        last = tokens.last[child]
        for other in tokens.child(anchor, "npadvmod", "advmod", "prep"):
            if other > last and other not in content and tokens.first[other] == last + 1:
                last = tokens.last[other]
        return last

    def _main_verbs(self, found: Found) -> list[int]:
        """The verbs of the content that nothing in the content governs."""
        tokens = self.tokens
        return [
            t
            for t in found.content
            if (tokens.pos[t] in {"VERB", "AUX"} or tokens.one(t, "auxpass") is not None)
            and (tokens.head[t] not in found.content or tokens.head[t] == t)
        ]

    def _polarity(self, found: Found) -> Polarity:
        """Negated when the content's main clause is, or when the act is a denial of a clause."""
        mains = sorted(self._main_verbs(found))
        negative = any(is_negated(self.tokens, t, self.cues) for t in mains)
        negative = negative or any(is_emptied(self.tokens, t, self.cues) for t in mains[:1])
        denied = found.force is Force.DENY or found.negated
        return Polarity.NEGATED if negative != denied else Polarity.AFFIRMED

    def _certainty(self, found: Found) -> Certainty:
        """By the hedges that hang on the content's main verb ("may close", "is likely to close")."""
        tokens = self.tokens
        hedges = {
            tokens.low(c)
            for t in self._main_verbs(found)
            for c in tokens.child(t, "aux", "advmod", "acomp", "attr")
        }
        if any(self.cues.has("possible hedge", word) for word in hedges):
            return Certainty.POSSIBLE
        probable = any(self.cues.has("probable hedge", word) for word in hedges)
        return Certainty.PROBABLE if probable else Certainty.CERTAIN

    def _confidence(self, found: Found) -> float:
        """The share of statements that this rule gets right, by the kind of its cue."""
        cue = found.cue[-1] if found.cue else None
        if found.lemma == "say" and (cue is None or self.tokens.tag[cue] != "VBG"):
            kind = "say"
        else:
            kind = "participle" if cue is not None and self.tokens.tag[cue] == "VBG" else ""
        return self.cues.confidence.get((found.rule, kind)) or self.cues.confidence[found.rule, ""]


def _overlap(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None
