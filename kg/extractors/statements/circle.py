"""The circle around a statement: which characters identify its agents, whom it was told, on what medium."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.statements.chains import extent
from kg.extractors.statements.cues import Frame
from kg.extractors.statements.grammar import has_to
from kg.extractors.statements.scenes import scenes
from kg.lexicons import load
from kg.model import EntityKind, MentionForm

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
        antecedent = self._antecedent(source.head)
        if antecedent is not None:
            return antecedent
        mention = self.mentions.get(source.head)
        if mention is None or mention.kind is EntityKind.PLATFORM:
            return tokens.span(source.first, source.last)
        if self._is_joined(source, mention) or self._ends_in_person(source, mention):
            return tokens.span(source.first, source.last)
        if mention.form is MentionForm.DESCRIPTION:
            return self._described(source, mention)
        return mention.span

    def _is_joined(self, source: Source, mention: Mention) -> bool:
        """Whether several speak: "Lind and Berg", "Lind, Berg and Holm"; a list inside a name is one body."""
        tokens = self.tokens
        others = list(tokens.child(source.head, "conj"))
        for apposed in tokens.child(source.head, "appos"):
            if self._is_named(apposed):
                others += (c for c in tokens.child(apposed, "conj") if self._is_named(c))
        for other in others:
            if not source.first <= other <= source.last:
                continue
            if self.mentions.get(other) != mention:
                return True
            others += tokens.child(other, "conj")
        return False

    def _ends_in_person(self, source: Source, mention: Mention) -> bool:
        """Whether a person's name ends the phrase that a body's heads: "Rail Union chief Eva Lind"."""
        last = self.mentions.get(source.last)
        body = mention.kind is EntityKind.ORGANIZATION
        return body and last is not None and last.kind is EntityKind.PERSON and last.form is MentionForm.NAME

    def _is_named(self, head: int) -> bool:
        mention = self.mentions.get(head)
        return mention is not None and mention.form is MentionForm.NAME

    def _antecedent(self, head: int) -> Span | None:
        """The mention, or the words, that "who" stands for."""
        tokens = self.tokens
        verb = tokens.head[head]
        if tokens.tag[head] not in {"WP", "WDT"} or tokens.dep[verb] != "relcl" or tokens.head[verb] >= head:
            return None
        noun = tokens.head[verb]
        mention = self.mentions.get(noun)
        return mention.span if mention is not None else tokens.span(tokens.first[noun], head - 1)

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
        own = range(found.source.first, found.source.last + 1) if found.source is not None else range(0)
        scene = (
            h
            for verb in scenes(self.tokens, found, self.cues)
            for h in self._partners(verb, "partner preposition")
        )
        told = (
            h
            for h in (*self._told(found.anchor, takes=cue.takes(Frame.ADDRESSEE)), *scene)
            if h not in found.content
            and h not in own
            and not (found.anchor < min(found.content) and h > max(found.content))
            and self.tokens.quotation[h] == self.tokens.quotation[found.anchor]
        )
        heads = [h for head in (*told, *self._addressed_inside(found)) for h in self._joined(head)]
        heads = [h for h in heads if not (h + 1 in heads and self._is_named(h + 1))]  # "told broadcaster Yle"
        spans = (self._listener(head, found.content) for head in heads)
        return tuple(sorted({span for span in spans if span is not None}))

    def _told(self, verb: int, *, takes: bool) -> Iterator[int]:
        """The heads of the listeners: objects if the verb takes any, "to X", "in an interview with X"."""
        tokens = self.tokens
        for child in tokens.child(verb, "dobj", "dative", "prep"):
            if tokens.pos[child] != "ADP":
                object_told = takes and tokens.dep[child] == "dobj" and self._is_somebody(child)
                if tokens.dep[child] == "dative" or object_told:
                    yield self._maker(child)
                continue
            noun = tokens.one(child, "pobj")
            if noun is None:
                continue
            if self.cues.has("addressee preposition", tokens.low(child)) and self._can_listen(noun):
                yield noun
            elif self.cues.has("interview noun", tokens.lemma[noun]):
                yield from self._partners(noun, "partner preposition")
            elif self.cues.has("statement carrier", tokens.lemma[noun]):
                yield from self._partners(noun, "addressee preposition")

    def _partners(self, word: int, group: str) -> Iterator[int]:
        """The heads of those with whom an interview was held or somebody spoke, or to whom a letter went."""
        tokens = self.tokens
        for prep in tokens.child(word, "prep"):
            inner = tokens.one(prep, "pobj")
            listener = None if inner is None else self._maker(inner)
            if listener is not None and self.cues.has(group, tokens.low(prep)) and self._can_listen(listener):
                yield listener

    def _maker(self, head: int) -> int:
        """Whose programme a title in marks names ("told NRK’s “Breakfast”"), or the head itself."""
        owner = self.tokens.one(head, "poss") if self.tokens.quotation[head] >= 0 else None
        return head if owner is None else owner

    def _joined(self, head: int) -> Iterator[int]:
        """A head and those joined to it: "police and prosecutors"."""
        yield head
        for other in self.tokens.child(head, "conj"):
            if self._is_somebody(other):
                yield other

    def _is_somebody(self, head: int) -> bool:
        """Whether the object of telling is not a thing told ("told a story")."""
        tokens = self.tokens
        mention = self.mentions.get(head)
        if mention is not None:
            return mention.kind not in {EntityKind.PLACE, EntityKind.PLATFORM}
        return tokens.pos[head] in {"NOUN", "PROPN", "PRON"} and not self.cues.has(
            "empty content", tokens.lemma[head]
        )

    def _addressed_inside(self, found: Found) -> list[int]:
        """Who is addressed by words of the content: whom an order, thanks or good wishes go to."""
        tokens = self.tokens
        verb = found.anchor
        things = list(tokens.child(verb, "dobj"))
        if self.cues.has("addressed object", tokens.lemma[verb]):
            return [thing for thing in things if self._is_somebody(thing)]
        if found.rule == "order":
            orders = (c for c in tokens.child(verb, "ccomp") if has_to(tokens, c))
            return things or [n for c in orders for n in tokens.child(c, "nsubj")]
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
        words = (tokens.lemma[head], tokens.low(head))
        lexicons = load()
        if any(self.cues.has("listener", word) or word in lexicons.title_forms for word in words):
            return True
        return any(row.word.lower() in words for row in lexicons.org_words)

    def _listener(self, head: int, content: frozenset[int]) -> Span | None:
        """The mention at a head, or the name a noun introduces ("outlet the Ledger"), else the phrase."""
        tokens = self.tokens
        after = range(head + 1, tokens.last[head] + 1)
        ends = (t for t in after if tokens.word[t] in {",", ":"} or tokens.last[t] in content)
        phrase = tokens.span(tokens.first[head], next(ends, after.stop) - 1)
        named = [c for c in tokens.child(head, "appos") if tokens.pos[head] == "NOUN"]
        for token in (*named, head):
            mention = self.mentions.get(token)
            if mention is not None and (token == head or mention.form is MentionForm.NAME):
                described = token == head and mention.form is not MentionForm.NAME
                if described and phrase is not None and not phrase.covers(mention.span):
                    return phrase
                return mention.span
        return phrase

    def media(self, found: Found) -> tuple[Span, ...]:
        """The platforms named among the modifiers of the verb, in text order."""
        own = range(found.source.first, found.source.last + 1) if found.source is not None else range(0)
        covering = (self.mentions.get(t) for t in extent(self.tokens, found) if t not in own)
        return tuple(sorted({m.span for m in covering if m is not None and m.kind is EntityKind.PLATFORM}))
