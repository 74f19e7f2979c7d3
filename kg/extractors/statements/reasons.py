"""Why a cue gave no statement: what the rules answer when they are asked about it.

The questions are put to the functions that decide (``reality``, ``complement``, ``subject_of`` …), in
the order in which a cue fails them, so that a reason cannot drift from the rules. Where none of them
tells, the reason is that no rule matched.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.extractors.statements.clauses import asks_anonymity, is_bare_participle
from kg.extractors.statements.floating import LEAST_WORDS, SPEECH_WORDS, is_speech
from kg.extractors.statements.frames import complement
from kg.extractors.statements.named import source_behind
from kg.extractors.statements.noun_phrases import agent_of
from kg.extractors.statements.reality import Reality, is_purpose, reality
from kg.extractors.statements.sources import subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

# Relations in which a verb form helps, names or colours something ("have said", "the promised aid").
_ATTRIBUTES = frozenset({"aux", "auxpass", "amod", "compound"})
# How far up the word is looked for that makes an act unreal; further up a reader sees no connection.
_GOVERNORS = 5


class Reason(StrEnum):
    """Why a cue gave no statement; ``words`` says it plainly."""

    UNREAD = "unread"
    QUOTED = "quoted"
    SAME = "same"
    PASSING = "passing"
    ATTRIBUTE = "attribute"
    UNREAL = "unreal"
    PARTICIPLE = "participle"
    NEGATED = "negated"
    PURPOSE = "purpose"
    ANONYMITY = "anonymity"
    SCARE = "scare"
    THOUGHT = "thought"
    NO_CONTENT = "no-content"
    NO_SOURCE = "no-source"
    NO_RULE = "no-rule"

    @property
    def words(self) -> str:
        """The reason in plain words."""
        return _WORDS[self]


_WORDS = {
    Reason.UNREAD: "outside headline and paragraphs, where no statement is looked for",
    Reason.QUOTED: "inside a quotation: a word of the one who is quoted",
    Reason.SAME: "the same statement as another cue",
    Reason.PASSING: "only mentioned in passing inside another statement",
    Reason.ATTRIBUTE: "an auxiliary or an attribute here, not an act of saying",
    Reason.UNREAL: "planned, wished or only possible, not told as done",
    Reason.PARTICIPLE: "participle of a passive, not told as an act of saying",
    Reason.NEGATED: "negated, and no clause tells what was not said",
    Reason.PURPOSE: "only the purpose of another act, and no clause follows",
    Reason.ANONYMITY: "asks not to be named, nothing else",
    Reason.SCARE: "only a title, a name or words in scare marks, no sentence",
    Reason.THOUGHT: "tells what somebody thinks; only of an outlet is it a report",
    Reason.NO_CONTENT: "no content: no clause, no quotation, nothing that was said",
    Reason.NO_SOURCE: "no source: nobody is told to have said it",
    Reason.NO_RULE: "no rule matched",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A reason with the token that decided ("would", "plans"), where one did."""

    reason: Reason
    witness: int | None = None


def why_not_verb(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Verdict:
    """Why no rule made a statement of a verb outside quotations that is the cue ``cue``."""
    act = _why_no_act(tokens, verb, cues)
    if act is not None:
        return act
    if tokens.one(verb, "auxpass", "agent") is not None:
        return Verdict(Reason.NO_SOURCE if agent_of(tokens, verb) is None else Reason.NO_CONTENT)
    content, _ = complement(tokens, verb, cue, cues)
    if reality(tokens, verb, cues) is Reality.NEGATED:
        return Verdict(Reason.NEGATED, tokens.one(verb, "neg"))
    if not content:
        return Verdict(Reason.NO_CONTENT)
    if is_purpose(tokens, verb, cues):
        return Verdict(Reason.PURPOSE, tokens.head[verb])
    source = subject_of(tokens, verb)
    return Verdict(Reason.NO_SOURCE if source is None or source.head in content else Reason.NO_RULE)


def _why_no_act(tokens: Tokens, verb: int, cues: Cues) -> Verdict | None:
    """Why a verb does not tell an act of saying, None when it does."""
    if tokens.dep[verb] in _ATTRIBUTES:
        return Verdict(Reason.ATTRIBUTE)
    if reality(tokens, verb, cues) is Reality.UNREAL:
        return Verdict(Reason.UNREAL, unreal_by(tokens, verb, cues))
    if is_bare_participle(tokens, verb):
        return Verdict(Reason.PARTICIPLE)
    if cues.has("outlet verb", tokens.lemma[verb]):
        return Verdict(Reason.THOUGHT)
    return Verdict(Reason.ANONYMITY) if asks_anonymity(tokens, verb, cues) else None


def unreal_by(tokens: Tokens, verb: int, cues: Cues) -> int | None:
    """The word that makes an act unreal, looked for where ``reality`` looks; None when none shows."""
    at = verb
    for _ in range(_GOVERNORS):
        for word in tokens.child(at, "aux", "mark", "advmod"):
            if any(cues.has(f"unreal {group}", tokens.low(word)) for group in ("auxiliary", "conjunction")):
                return word
        above = tokens.head[at]
        if above == at:
            return None
        if tokens.pos[above] not in {"VERB", "AUX"} or reality(tokens, above, cues) is not Reality.UNREAL:
            return above
        at = above
    return None


def why_not_noun(tokens: Tokens, noun: int) -> Verdict:
    """Why no rule made a statement of a noun: no clause with "that" after it, or nobody who owns it."""
    clauses = [c for c in tokens.child(noun, "acl", "ccomp", "relcl") if c > noun]
    told = any(tokens.low(m) == "that" for c in clauses for m in tokens.child(c, "mark"))
    return Verdict(Reason.NO_SOURCE if told else Reason.NO_CONTENT)


def why_not_phrase(tokens: Tokens, words: range) -> Verdict:
    """Why no rule made a statement of a phrase: nobody after it, or nothing around it."""
    end = tokens.bounds[tokens.sentence[words[0]]][1]
    source = source_behind(tokens, words.stop, end) if words.stop <= end else None
    nobody = source is None or (len(words) == 1 and tokens.pos[source.head] != "PROPN")
    return Verdict(Reason.NO_SOURCE if nobody else Reason.NO_CONTENT)


def why_not_quotation(tokens: Tokens, body: Sequence[int], *, alone: bool) -> Verdict:
    """Why a quotation is part of no statement: it is no speech, or nobody speaks it.

    ``body`` are its tokens; ``alone`` tells that its paragraph has no other words.
    """
    speech = is_speech(tokens, body, least=LEAST_WORDS if alone else SPEECH_WORDS)
    return Verdict(Reason.NO_SOURCE if speech else Reason.SCARE)
