"""The cues of attribution as data: verbs, nouns and phrases with what they take and do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicons import TABLES, read_rows
from kg.lexicons.tsv import grouped_words
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extractors.statements.tokens import Tokens


class Frame(StrEnum):
    """What a verb of attribution can take as content."""

    QUOTATION = "quotation"
    CLAUSE = "clause"
    QUESTION = "question"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    ORDER = "order"
    CHARGE = "charge"
    AS = "as"
    NAMING = "naming"
    ADDRESSEE = "addressee"


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb that attributes, with its particle if it has one; ``lemma`` is the key.

    ``frames`` are values of ``Frame``; ``prepositions`` introduce content as a noun phrase
    ("warn of", "call for").
    """

    lemma: str
    frames: tuple[str, ...]
    prepositions: tuple[str, ...]
    force: Force
    source: str

    def takes(self, *frames: Frame) -> bool:
        """Whether the verb has one of the frames."""
        return any(frame in self.frames for frame in frames)


@dataclass(frozen=True, slots=True)
class CueNoun:
    """A noun that attributes ("the claim that …"); ``lemma`` is the key."""

    lemma: str
    force: Force
    source: str


@dataclass(frozen=True, slots=True)
class CuePhrase:
    """A phrase with the source right after it ("according to"); ``phrase`` is the key."""

    phrase: str
    force: Force
    source: str


@dataclass(frozen=True, slots=True)
class StatementWord:
    """A word that some rule asks for; ``group`` names the rule's question, (group, word) is the key."""

    group: str
    word: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleConfidence:
    """The measured share of right statements of a rule; ("rule", "cue") is the key.

    ``cue`` is "say" for that verb, "participle" for an -ing form, "" for all others.
    """

    rule: str
    cue: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues by lemma, phrases by their first word; ``words`` by group.

    ``stems`` are the verbs without their particles.
    """

    verbs: Mapping[str, CueVerb]
    nouns: Mapping[str, CueNoun]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], CuePhrase], ...]]
    words: Mapping[str, frozenset[str]]
    confidence: Mapping[tuple[str, str], float]
    stems: frozenset[str]

    def verb(self, tokens: Tokens, token: int) -> CueVerb | None:
        """The cue that the verb at ``token`` is, with its particle ("point out"), or None."""
        lemma = tokens.lemma[token]
        if lemma not in self.stems or tokens.pos[token] not in {"VERB", "AUX"}:
            return None
        particle = tokens.one(token, "prt")
        if particle is not None:
            found = self.verbs.get(f"{lemma} {tokens.low(particle)}")
            bare = self.verbs.get(lemma)
            accuses = bare is not None and bare.force is Force.ACCUSE
            # "slammed down", "called up", "knocked out": another verb, of something else.
            if found or accuses or self.has("particle of deeds", tokens.low(particle)):
                return found
        after = tokens.low(token + 1) if token + 1 < len(tokens) else ""
        return self.verbs.get(f"{lemma} {after}") or self.verbs.get(lemma)

    def phrases_from(self, word: str) -> tuple[tuple[tuple[str, ...], CuePhrase], ...]:
        """The phrases that begin with a word, each with all its words."""
        return self.phrases.get(word, ())

    def has(self, group: str, word: str) -> bool:
        """Whether the word is in the group."""
        return word in self.words.get(group, frozenset())


@cache
def load_cues() -> Cues:
    """The cue tables of this installation; the same value on each call."""
    rows = read_rows(TABLES / "statement_words.tsv", StatementWord)
    phrases: dict[str, list[tuple[tuple[str, ...], CuePhrase]]] = {}
    for phrase in read_rows(TABLES / "cue_phrases.tsv", CuePhrase):
        words = tuple(phrase.phrase.split())
        phrases.setdefault(words[0], []).append((words, phrase))
    verbs = {row.lemma: row for row in read_rows(TABLES / "cue_verbs.tsv", CueVerb)}
    return Cues(
        verbs=verbs,
        stems=frozenset(lemma.split()[0] for lemma in verbs),
        nouns={row.lemma: row for row in read_rows(TABLES / "cue_nouns.tsv", CueNoun)},
        phrases={word: tuple(found) for word, found in phrases.items()},
        words=grouped_words((row.group, row.word) for row in rows),
        confidence={
            (row.rule, row.cue): float(row.confidence)
            for row in read_rows(TABLES / "rule_confidence.tsv", RuleConfidence)
        },
    )
