"""The circle around a statement: which characters identify its agents, whom it was told, on what medium."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.statements.chains import extent
from kg.extractors.statements.cues import Frame
from kg.model import EntityKind, Force, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.found import Found, Source
    from kg.extractors.statements.tokens import Tokens
    from kg.model import Mention, Span


@dataclass(frozen=True, slots=True)
class Circle:
    """The tokens of an article with the mention that covers each."""

    tokens: Tokens
    mentions: Mapping[int, Mention]
    cues: Cues

    def agent(self, source: Source | None) -> Span | None:
        """The mention that is the source's head, or the whole source when none is."""
        if source is None:
            return None
        tokens = self.tokens
        joined = any(source.first <= c <= source.last for c in tokens.child(source.head, "conj"))
        mention = self.mentions.get(source.head)
        if mention is None or joined or mention.kind is EntityKind.PLATFORM:
            return tokens.span(source.first, source.last)
        if mention.form is MentionForm.DESCRIPTION:
            return self._described(source, mention)
        return mention.span

    def _described(self, source: Source, mention: Mention) -> Span:
        """The description without name or clause beside it ("people with knowledge of the matter")."""
        tokens = self.tokens
        beside = (tokens.first[c] for c in tokens.child(source.head, "relcl", "appos", "acl"))
        last = min([source.last, *(first - 1 for first in beside if first > source.head)])
        span = tokens.span(source.first, last)
        return span if span is not None and span.covers(mention.span) else mention.span

    def addressees(self, found: Found) -> tuple[Span, ...]:
        """Who was told, thanked, asked or ordered, in text order, each once."""
        if found.addressee is not None:
            agent = self.agent(found.addressee)
            return () if agent is None else (agent,)
        cue = self.cues.verb(self.tokens, found.anchor)
        if cue is None or found.carried is not None:
            return ()
        told = (
            h for h in self._told(found.anchor, takes=cue.takes(Frame.ADDRESSEE)) if h not in found.content
        )
        heads = [*told, *self._addressed_inside(found)]
        spans = (self._listener(head) for head in heads if self._can_listen(head))
        return tuple(sorted({span for span in spans if span is not None}))

    def _told(self, verb: int, *, takes: bool) -> Iterator[int]:
        """The heads of the listeners: objects if the verb takes any, "to X", "in an interview with X"."""
        tokens = self.tokens
        for child in tokens.child(verb, "dobj", "dative", "prep"):
            if tokens.pos[child] != "ADP":
                if tokens.dep[child] == "dative" or (takes and tokens.dep[child] == "dobj"):
                    yield child
                continue
            noun = tokens.one(child, "pobj")
            if noun is not None and self.cues.has("addressee preposition", tokens.low(child)):
                yield noun
            elif noun is not None and self.cues.has("interview noun", tokens.lemma[noun]):
                yield from self._interviewers(noun)

    def _interviewers(self, noun: int) -> Iterator[int]:
        """The heads of those with whom an interview was held."""
        tokens = self.tokens
        for prep in tokens.child(noun, "prep"):
            inner = tokens.one(prep, "pobj")
            if inner is not None and tokens.low(prep) in {"with", "to"}:
                yield inner

    def _addressed_inside(self, found: Found) -> list[int]:
        """Who is addressed by words of the content: whom an order, thanks or good wishes go to."""
        tokens = self.tokens
        verb = found.anchor
        things = list(tokens.child(verb, "dobj"))
        if found.force is Force.THANK:
            return things
        if found.rule == "order":
            return things or [n for c in tokens.child(verb, "ccomp") for n in tokens.child(c, "nsubj")]
        if not self.cues.has("addressing verb", tokens.lemma[verb]):
            return []
        preps = [p for thing in (verb, *things) for p in tokens.child(thing, "prep") if tokens.low(p) == "to"]
        return [noun for prep in preps if (noun := tokens.one(prep, "pobj")) is not None]

    def _can_listen(self, head: int) -> bool:
        """Whether a noun is somebody: a name, a pronoun for people, or a noun for people."""
        mention = self.mentions.get(head)
        if mention is not None:
            return mention.kind not in {EntityKind.PLACE, EntityKind.PLATFORM}
        tokens = self.tokens
        return self.cues.has("listener", tokens.lemma[head]) or self.cues.has("listener", tokens.low(head))

    def _listener(self, head: int) -> Span | None:
        """The mention at a head, or the name a noun introduces ("outlet the Ledger"), else the phrase."""
        tokens = self.tokens
        named = [c for c in tokens.child(head, "appos") if tokens.pos[head] == "NOUN"]
        for token in (*named, head):
            mention = self.mentions.get(token)
            if mention is not None and (token == head or mention.form is MentionForm.NAME):
                return mention.span
        return tokens.span(tokens.first[head], tokens.last[head])

    def media(self, found: Found) -> tuple[Span, ...]:
        """The platforms named among the modifiers of the verb, in text order."""
        covering = (self.mentions.get(t) for t in extent(self.tokens, found))
        return tuple(sorted({m.span for m in covering if m is not None and m.kind is EntityKind.PLATFORM}))
