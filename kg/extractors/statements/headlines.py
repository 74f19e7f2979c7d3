"""Statements of headlines in telegram style: verbs tagged as nouns, clauses without a verb, bare passives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import MARKS, has_to, is_finite
from kg.extractors.statements.labelling import marks_around
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
# Words that join a clause to the verb before it: such an opening of a headline is not what was said.
_JOINING = frozenset({"ADP", "SCONJ", "CCONJ"})
# A headline names its speaker in so many words at most; longer runs before a verb are clauses.
_SPEAKER_WORDS = 5
_CONTENT_WORDS = 2


def find_headlines(
    tokens: Tokens, headings: Sequence[range], anchors: frozenset[int], cues: Cues
) -> Iterator[Found]:
    """What headlines attribute and a parser of prose does not show; ``anchors`` are those found so far.

    A lost verb is looked for only in a headline where nothing else was found.
    """
    for heading in headings:
        words = _without_label(tokens, [t for t in heading if tokens.pos[t] not in MARKS], cues)
        bare = _passive(tokens, words, cues)
        if bare is not None:
            yield bare
            continue
        if len(words) <= _CONTENT_WORDS or not anchors.isdisjoint(heading):
            continue
        found = (
            _tail(tokens, heading, words, cues)
            or _commitment(tokens, words, cues)
            or _lost_verb(tokens, words, cues)
        )
        if found is not None:
            yield found


def _cue(tokens: Tokens, token: int, cues: Cues) -> CueVerb | None:
    """The verb of attribution that a word of the present tense can be ("orders"), whatever its tag."""
    word = tokens.low(token)
    if tokens.pos[token] == "VERB":
        return cues.verb(tokens, token)
    stems = (word[:-1], word[:-2], f"{word[:-3]}y") if word.endswith("s") else ()
    return next((cues.verbs[stem] for stem in stems if stem in cues.verbs), None)


def _passive(tokens: Tokens, words: Sequence[int], cues: Cues) -> Found | None:
    """Reads "Bank accused of hiding losses", "Council urged to reopen pool": nobody is told to say it.

    Headlines tell the past in the present tense, so a form in "-ed" without an object is a participle.
    """
    for number, verb in enumerate(words[:-1]):
        if (
            tokens.pos[verb] != "VERB"
            or tokens.tag[verb] not in {"VBN", "VBD"}
            or tokens.quotation[verb] >= 0
        ):
            continue
        if any(tokens.pos[t] not in _NOMINAL for t in words[:number]) or not 0 < number <= _SPEAKER_WORDS:
            return None
        cue = cues.verb(tokens, verb)
        after = tokens.low(words[number + 1])
        after = tokens.low(words[number + 2]) if after == "not" and number + 2 < len(words) else after
        charged = cue is not None and cue.takes(Frame.CHARGE) and cues.has("charge preposition", after)
        ordered = cue is not None and cue.takes(Frame.ORDER) and after == "to"
        # "Nurses warned about calls", but "Lind told of her fear" and full sentences.
        several = tokens.tag[words[number - 1]] == "NNS" and tokens.word[words[-1] + 1 : words[-1] + 2] != [
            "."
        ]
        informed = several and cue is not None and cue.takes(Frame.ADDRESSEE) and after in cue.prepositions
        if cue is None or not (charged or ordered or informed):
            return None
        whole = frozenset(t for t in range(words[0], words[-1] + 1) if t != verb)
        if informed and not charged:
            # "Workers told of new shifts": they are told it, and it begins behind the preposition.
            also = (t for t in whole if tokens.low(t) == "as" and tokens.dep[t] == "mark")
            end = min(also, default=len(tokens))
            whole = frozenset(t for t in whole if words[number + 1] < t < end)
        told = None if charged else Source(words[number - 1], words[0], words[number - 1])
        return _found(tokens, whole, verb, cue, None, order=ordered, addressee=told)
    return None


def _tail(tokens: Tokens, heading: range, words: Sequence[int], cues: Cues) -> Found | None:
    """Reads "Reactor safe after quake, says operator" and "Mill to close, owner tells workers"."""
    comma = next((t for t in reversed(heading) if tokens.word[t] == "," and tokens.quotation[t] < 0), None)
    if comma is None:
        return None
    before = _without_label(tokens, [t for t in words if t < comma], cues)
    behind = [t for t in words if t > comma]
    if len(before) < _CONTENT_WORDS or tokens.pos[before[0]] in _JOINING or len(behind) > _SPEAKER_WORDS + 1:
        return None
    for verb in behind:
        cue = _cue(tokens, verb, cues)
        if cue is None or not cue.takes(Frame.CLAUSE, Frame.QUOTATION):
            continue
        front, rest = [t for t in behind if t < verb], [t for t in behind if t > verb]
        if front and rest and not cue.takes(Frame.ADDRESSEE):
            continue
        speaker = front or rest
        if speaker and _is_noun_phrase(tokens, speaker):
            source = Source(speaker[-1], speaker[0], speaker[-1])
            content = frozenset(range(before[0], before[-1] + 1))
            return _found(tokens, content, verb, cue, source, order=False)
    return None


def _commitment(tokens: Tokens, words: Sequence[int], cues: Cues) -> Found | None:
    """Reads "Ministers agree to cut fuel tax": in a headline the act is news, and what was said."""
    for verb in words[1:]:
        infinitive = tokens.one(verb, "xcomp")
        cue = cues.verb(tokens, verb)
        speaker = [t for t in words if t < verb]
        if cue is None or infinitive is None or not cues.has("headline commitment", cue.lemma):
            continue
        if has_to(tokens, infinitive) and tokens.low(verb + 1) == "to" and _is_noun_phrase(tokens, speaker):
            source = Source(speaker[-1], speaker[0], speaker[-1])
            return _found(tokens, frozenset(range(verb + 1, words[-1] + 1)), verb, cue, source, order=False)
    return None


def _without_label(tokens: Tokens, words: list[int], cues: Cues) -> list[int]:
    """The words without a label of the desk in front ("Exclusive: Mill to close")."""
    colon = len(words) > 1 and tokens.word[words[0] + 1] == ":"
    labelled = colon and cues.has("no label", tokens.low(words[0]))
    return words[1:] if labelled else words


def _lost_verb(tokens: Tokens, words: Sequence[int], cues: Cues) -> Found | None:
    """Reads "Court orders ministry to open archive" where the parser took the verb for a noun."""
    for number, verb in enumerate(words[: _SPEAKER_WORDS + 1]):
        cue = _cue(tokens, verb, cues) if number and tokens.low(verb).endswith("s") else None
        speaker, rest = words[:number], words[number + 1 :]
        if cue is None or len(rest) < _CONTENT_WORDS or not _is_noun_phrase(tokens, speaker):
            continue
        if cues.has("headline act", cue.lemma) and tokens.one(verb, "dobj") is not None:
            # "Mill adds forty jobs".
            return None
        if any(is_finite(tokens, t) for t in words if t != verb and tokens.quotation[t] < 0):
            return None
        start = _content_start(tokens, rest, cue)
        if start is None:
            return None
        order = any(tokens.low(t) == "to" for t in rest[1:]) and cue.takes(Frame.ORDER)
        source = Source(speaker[-1], speaker[0], speaker[-1])
        told = None
        if order:
            mark = next(t for t in rest[1:] if tokens.low(t) == "to")
            told = Source(mark - 1, start, mark - 1)
        content = frozenset(range(start, rest[-1] + 1))
        return _found(tokens, content, verb, cue, source, order=order, addressee=told)
    return None


def _content_start(tokens: Tokens, rest: Sequence[int], cue: CueVerb) -> int | None:
    """Where what was said starts, by what the verb takes; None where it takes none of it."""
    first = tokens.low(rest[0])
    if first in cue.prepositions:
        return rest[1]
    if first == "to":
        return rest[0] if cue.takes(Frame.INFINITIVE) else None
    if tokens.pos[rest[0]] == "ADP":
        return None
    return rest[0] if cue.takes(Frame.CLAUSE, Frame.OBJECT, Frame.ORDER, Frame.CHARGE) else None


def _is_noun_phrase(tokens: Tokens, words: Sequence[int]) -> bool:
    """Whether the words can be one who speaks: nouns and what stands before them."""
    return (
        len(words) <= _SPEAKER_WORDS
        and tokens.pos[words[-1]] in _NOUNS
        and all(tokens.pos[t] in _NOMINAL or tokens.word[t] in {"’s", "'s", "of"} for t in words)
    )


def _found(
    tokens: Tokens,
    content: frozenset[int],
    verb: int,
    cue: CueVerb,
    source: Source | None,
    *,
    order: bool,
    addressee: Source | None = None,
) -> Found:
    return Found(
        content=content | marks_around(tokens, sorted(content)),
        cue=(verb,),
        lemma=cue.lemma,
        source=source,
        anchor=verb,
        rule="headline",
        rank=0.9,
        force=Force.ORDER if order and cue.force is Force.ASK else cue.force,
        addressee=addressee,
    )
