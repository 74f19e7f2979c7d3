"""The cues of an article that gave no statement, each with the reason the rules give for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.direct import find_direct
from kg.extractors.statements.nested import is_slight
from kg.extractors.statements.phrases import find_phrases
from kg.extractors.statements.quotations import find_quotations
from kg.extractors.statements.quoted import find_quoted
from kg.extractors.statements.reading import read_tokens
from kg.extractors.statements.reasons import (
    Reason,
    Verdict,
    why_not_noun,
    why_not_phrase,
    why_not_quotation,
    why_not_verb,
)
from kg.extractors.statements.tails import find_tails
from kg.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.found import Found
    from kg.extractors.statements.quotations import Quotation
    from kg.extractors.statements.tokens import Tokens
    from kg.model import Article, Statement

_READ = (BlockKind.HEADLINE, BlockKind.DEK, BlockKind.PROSE)


class CueKind(StrEnum):
    """What a cue is: a word or phrase of the cue tables, or a quotation by its marks."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"
    ADVERB = "adverb"
    QUOTATION = "quotation"


# What a noun lacks is not what a verb lacks.
_NOUN_WORDS = {
    Reason.NO_CONTENT: "no content: no clause with “that” after the noun",
    Reason.NO_SOURCE: "no source: nobody is told whose word it is",
}


@dataclass(frozen=True, slots=True)
class UnusedCue:
    """A cue without a statement.

    ``witness`` is the word that decided ("would", "plans"), where one did. ``statement`` counts from 1
    and is the statement that the cue would repeat, or in whose quotation it stands. ``lemma`` is "" for
    a quotation.
    """

    kind: CueKind
    span: Span
    lemma: str
    reason: Reason
    witness: Span | None = None
    statement: int | None = None

    def because(self, text: str) -> str:
        """The reason in plain words, with the word of ``text`` that decided and the statement."""
        words = self.reason.words
        if self.kind is CueKind.NOUN:
            words = _NOUN_WORDS.get(self.reason, words)
        if self.witness is not None:
            words += f" (“{self.witness.of(text)}”)"
        return words if self.statement is None else f"{words} (statement {self.statement})"


def find_unused(doc: Doc, article: Article, statements: Sequence[Statement]) -> tuple[UnusedCue, ...]:
    """The cues of the article that gave none of its ``statements``, in text order.

    ``statements`` are what ``find_statements`` gave for ``doc``, in its order.
    """
    quotations = find_quotations(article.text, article.spans(*_READ))
    tokens = read_tokens(doc, quotations)
    blocks = tuple(tokens.within(span) for span in article.spans(*_READ))
    holders: dict[int, list[int]] = {}
    for number, statement in enumerate(statements, start=1):
        for token in (t for span in statement.content for t in tokens.within(span)):
            holders.setdefault(token, []).append(number)
    spare = _spare(tokens, quotations, blocks, holders)
    search = _Search(tokens, quotations, load_cues(), tuple(statements), blocks, holders, spare)
    return tuple(sorted((*search.words(), *search.marks()), key=lambda cue: (cue.span, cue.kind)))


def _spare(
    tokens: Tokens, quotations: Sequence[Quotation], blocks: Sequence[range], holders: Mapping[int, object]
) -> Mapping[int, Reason]:
    """The quotations with no token in a statement, by number, with the reason."""
    bodies: dict[int, list[int]] = {}
    for token in (token for block in blocks for token in block):
        bodies.setdefault(tokens.quotation[token], []).append(token)
    # A quotation that holds the first and the last word of its block is alone in it.
    words = ([t for t in block if tokens.pos[t] not in {"PUNCT", "SPACE"}] for block in blocks)
    edges = {(tokens.quotation[own[0]], tokens.quotation[own[-1]]) for own in words if own}
    return {
        number: why_not_quotation(tokens, bodies.get(number, []), alone=(number, number) in edges).reason
        for number in range(len(quotations))
        if not any(token in holders for token in bodies.get(number, ()))
    }


@dataclass(frozen=True, slots=True)
class _Search:
    """Where cues stand in one article.

    ``holders`` are the numbers of the statements whose content holds a token, ``spare`` the quotations
    that are no part of a statement, with the reason.
    """

    tokens: Tokens
    quotations: Sequence[Quotation]
    cues: Cues
    statements: tuple[Statement, ...]
    blocks: tuple[range, ...]
    holders: Mapping[int, Sequence[int]]
    spare: Mapping[int, Reason]

    def words(self) -> Iterator[UnusedCue]:
        """The words and phrases of the cue tables that gave no statement."""
        tokens = self.tokens
        hops = (hop for statement in self.statements for hop in statement.chain)
        used = {token for hop in hops for span in hop.cue for token in tokens.within(span)}
        read = frozenset(token for block in self.blocks for token in block)
        proposed = self._proposed()
        for token in range(len(tokens)):
            if token in used:
                continue
            for kind, words, lemma in self._cue_at(token):
                yield self._unused(kind, words, lemma, proposed.get(token), read=token in read)

    def _proposed(self) -> Mapping[int, Found]:
        """What the rules made of each cue word, before one statement was kept of those that agree."""
        tokens, cues = self.tokens, self.cues
        proposed: dict[int, Found] = {}
        for found in (
            *find_direct(tokens, self.quotations, self.blocks, cues),
            *find_quoted(tokens, cues),
            *find_tails(tokens, cues),
            *find_clauses(tokens, cues),
            *find_phrases(tokens, cues),
        ):
            for token in found.cue:
                proposed.setdefault(token, found)
        return proposed

    def _cue_at(self, token: int) -> Iterator[tuple[CueKind, range, str]]:
        """The cue that starts at a token, if one does: its kind, its tokens, its key in the tables."""
        tokens, cues = self.tokens, self.cues
        alone = range(token, token + 1)
        noun = cues.nouns.get(tokens.lemma[token]) if tokens.pos[token] == "NOUN" else None
        verb = cues.verb(tokens, token)
        ends = [
            token + len(words)
            for words, _ in cues.phrases_from(tokens.low(token))
            if words == tuple(tokens.lower[token : token + len(words)])
        ]
        if ends:
            words = range(token, max(ends))
            yield CueKind.PHRASE, words, " ".join(tokens.lower[t] for t in words)
        elif verb is not None:
            yield CueKind.VERB, alone, verb.lemma
        elif noun is not None:
            yield CueKind.NOUN, alone, noun.lemma
        elif cues.has("hearsay adverb", tokens.low(token)):
            yield CueKind.ADVERB, alone, tokens.low(token)

    def _unused(
        self, kind: CueKind, words: range, lemma: str, proposed: Found | None, *, read: bool
    ) -> UnusedCue:
        """The unused cue; where it stands, and what a rule made of it, go before what its words say."""
        tokens = self.tokens
        span = Span(tokens.start[words[0]], tokens.end[words[-1]])
        statement = None
        if not read:
            verdict = Verdict(Reason.UNREAD)
        elif tokens.quotation[words[0]] >= 0:
            verdict, statement = Verdict(Reason.QUOTED), min(self.holders.get(words[0], ()), default=None)
        elif proposed is not None:
            statement = self._sharing(proposed)
            passing = is_slight(proposed) and words[0] in self.holders
            shared = Reason.PASSING if passing else Reason.SAME
            verdict = Verdict(Reason.NO_CONTENT if statement is None else shared)
        else:
            verdict = self._judged(kind, words)
        at = verdict.witness
        witness = None if at is None else Span(tokens.start[at], tokens.end[at])
        return UnusedCue(kind, span, lemma, verdict.reason, witness, statement)

    def _judged(self, kind: CueKind, words: range) -> Verdict:
        """What the rules say of a cue of which none of them made anything."""
        tokens = self.tokens
        cue = self.cues.verb(tokens, words[0])
        if kind is CueKind.PHRASE:
            return why_not_phrase(tokens, words)
        if kind is CueKind.NOUN:
            return why_not_noun(tokens, words[0])
        if cue is None:
            return Verdict(Reason.NO_CONTENT)
        verdict = why_not_verb(tokens, words[0], cue, self.cues)
        return self._scare_after(words[0]) or verdict if verdict.reason is Reason.NO_CONTENT else verdict

    def _scare_after(self, verb: int) -> Verdict | None:
        """That the quotation after a verb in its sentence is no speech; None when there is none or it is."""
        tokens = self.tokens
        rest = range(verb + 1, tokens.bounds[tokens.sentence[verb]][1] + 1)
        number = next((tokens.quotation[t] for t in rest if tokens.quotation[t] >= 0), None)
        reason = None if number is None else self.spare.get(number)
        return Verdict(Reason.SCARE) if reason is Reason.SCARE else None

    def marks(self) -> Iterator[UnusedCue]:
        """The quotations that are no part of a statement."""
        for number, reason in self.spare.items():
            yield UnusedCue(CueKind.QUOTATION, self.quotations[number].span, "", reason)

    def _sharing(self, found: Found) -> int | None:
        """The statement with most of the words that a rule proposed, None when none has any."""
        shares = Counter(number for token in found.content for number in self.holders.get(token, ()))
        return min(shares, key=lambda number: (-shares[number], number), default=None)
