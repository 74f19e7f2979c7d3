"""Quotations without words that attribute them: the speaker is carried over from what stands before."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.noun_phrases import phrase
from kg.extractors.statements.sources import subject_of
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.statements.tokens import Tokens

_MARKS = frozenset({"PUNCT", "SPACE"})
_ENDS = frozenset(".!?…")
# Fewer words are a title, a nickname or a scare mark.
SPEECH_WORDS = 4
# A quotation that is a paragraph of its own is speech however short ("“Nothing grew.”").
LEAST_WORDS = 2


def find_floating(
    tokens: Tokens, paragraphs: Sequence[range], found: Sequence[Found], people: frozenset[int]
) -> list[Found]:
    """``found`` with every floating quotation added, as part of a statement or as one of its own.

    ``people`` are the tokens of mentions of people, who alone can be carried over from narrative.
    """
    result = list(found)
    taken = {tokens.quotation[t] for one in result for t in one.content} - {-1}
    for number, paragraph in enumerate(paragraphs):
        for quotation, body in tokens.quoted(paragraph).items():
            if quotation in taken:
                continue
            outside = chain(range(paragraph.start, body[0]), range(body[-1] + 1, paragraph.stop))
            alone = all(tokens.pos[t] in _MARKS for t in outside)
            if not is_speech(tokens, body, least=LEAST_WORDS if alone else SPEECH_WORDS):
                continue
            opens = alone or (_opens(tokens, paragraph, body) and _is_whole(tokens, body))
            previous = paragraphs[number - 1] if number and opens else None
            added = _carry(tokens, body, paragraph, previous=previous, found=result, people=people)
            if added is not None:
                taken.add(quotation)
                result = added
    return result


def is_speech(tokens: Tokens, body: Sequence[int], *, least: int = SPEECH_WORDS) -> bool:
    """Whether a quotation is a sentence: a capital first, a verb, some words, its own end."""
    words = [t for t in body if tokens.pos[t] not in _MARKS]
    if len(words) < least or not tokens.word[words[0]][:1].isupper():
        return False
    return any(tokens.pos[t] in {"VERB", "AUX"} for t in words) and any(
        tokens.word[t][-1:] in {".", "!", "?", ","} for t in body
    )


def _opens(tokens: Tokens, paragraph: range, body: Sequence[int]) -> bool:
    """Whether nothing but quotations stands before a quotation in its paragraph."""
    return all(tokens.pos[t] in _MARKS or tokens.quotation[t] >= 0 for t in range(paragraph.start, body[0]))


def _is_whole(tokens: Tokens, body: Sequence[int]) -> bool:
    """Whether a quotation ends its sentence; what ends in a comma is taken up by the words behind it."""
    return any(tokens.word[t][-1] in _ENDS for t in body[-2:])


def _carry(
    tokens: Tokens,
    body: Sequence[int],
    paragraph: range,
    *,
    previous: range | None,
    found: Sequence[Found],
    people: frozenset[int],
) -> list[Found] | None:
    """``found`` with the quotation carried over from its own or the previous paragraph, or None."""
    here = range(paragraph.start, body[0])
    last = _last_in(here, found)
    if last is not None and _adjoins(tokens, last, body[0]):
        return _longer(found, last, body)
    if not _opens(tokens, paragraph, body):
        if last is not None and _goes_on(tokens, last, body[0]):
            return _longer(found, last, body)
        return _from_sentence(tokens, body, here, found, people)
    if previous is None:
        return None
    last = _last_in(previous, found)
    if (
        last is not None
        and last.rule.startswith(("quotation", "floating"))
        and _reaches_end(tokens, last, previous)
    ):
        return _longer(found, last, body)
    return _from_sentence(tokens, body, previous, found, people)


def _adjoins(tokens: Tokens, one: Found, start: int) -> bool:
    """Whether a quotation that floats ends right before another."""
    end = max(one.content)
    return one.rule.startswith("floating") and all(tokens.pos[t] in _MARKS for t in range(end + 1, start))


def _longer(found: Sequence[Found], one: Found, body: Sequence[int]) -> list[Found]:
    """``found`` with the quotation as part of one of them."""
    result = list(found)
    result[result.index(one)] = replace(one, content=one.content | frozenset(body))
    return result


def _goes_on(tokens: Tokens, last: Found, start: int) -> bool:
    """Whether a quotation goes on with one whose attribution ends right before it."""
    if (
        not any(tokens.quotation[t] >= 0 for t in last.content)
        or not last.cue
        or last.cue[0] < max(last.content)
    ):
        return False
    between = range(max(last.cue) + 1, start)
    return len({tokens.sentence[t] for t in (last.cue[0], *between)} - {tokens.sentence[start]}) <= 1


def _last_in(paragraph: range, found: Sequence[Found]) -> Found | None:
    """The attribution of the paragraph whose content or cue stands last."""
    inside = [one for one in found if any(t in paragraph for t in (*one.cue, max(one.content)))]
    return max(inside, key=lambda one: max(*one.content, one.anchor), default=None)


def _reaches_end(tokens: Tokens, one: Found, paragraph: range) -> bool:
    """Whether nothing but the attribution follows its content in the paragraph."""
    end = max([*one.content, *one.cue, one.source.last if one.source else 0])
    rest = [t for t in range(end + 1, paragraph.stop) if tokens.pos[t] not in _MARKS]
    return not any(tokens.pos[t] in {"VERB", "AUX"} and tokens.dep[t] == "ROOT" for t in rest)


def _from_sentence(
    tokens: Tokens, body: Sequence[int], before: range, found: Sequence[Found], people: frozenset[int]
) -> list[Found] | None:
    """The speaker of the last statement before the quotation, else the last person who acts there."""
    last = _last_in(before, found)
    source = None if last is None else _speaks_on(tokens, last, before, people)
    cue: tuple[int, ...] = ()
    rule, confidence = "floating after statement", 0.75
    if source is None and (last is None or last.force is not Force.ASK):
        source = _last_subject(tokens, before, people)
        rule, confidence = "floating after narrative", 0.6
    if source is None:
        return None
    if rule == "floating after narrative":
        verb = tokens.head[source.head]
        cue = (verb,) if tokens.pos[verb] == "VERB" and tokens.quotation[verb] < 0 else ()
    floating = Found(
        content=frozenset(body),
        cue=cue,
        lemma=tokens.lemma[cue[0]] if cue else "",
        source=source,
        carried=source,
        anchor=body[0],
        rule=rule,
        rank=confidence,
    )
    return [*found, floating]


def _speaks_on(tokens: Tokens, last: Found, before: range, people: frozenset[int]) -> Source | None:
    """Who speaks a quotation after a statement: its source, unless somebody acts in between.

    After a question it is the one whom the question is about.
    """
    end = tokens.bounds[tokens.sentence[max(*last.content, last.anchor)]][1]
    behind = range(end + 1, before.stop)
    if any(tokens.dep[t] == "nsubj" and t in people and tokens.quotation[t] < 0 for t in behind):
        return None
    if last.force is not Force.ASK:
        return last.source or last.carried
    asked = [t for t in sorted(last.content) if tokens.dep[t] == "nsubj" and t in people]
    return phrase(tokens, asked[0], tokens.head[asked[0]]) if asked else None


def _last_subject(tokens: Tokens, before: range, people: frozenset[int]) -> Source | None:
    """The person who is the subject of a main verb, looking back sentence by sentence."""
    words = [t for t in before if tokens.pos[t] not in _MARKS and tokens.quotation[t] < 0]
    for number in sorted({tokens.sentence[t] for t in words}, reverse=True):
        low, high = tokens.bounds[number]
        for t in range(max(low, before.start), min(high + 1, before.stop)):
            if tokens.dep[t] in {"ROOT", "ccomp", "conj", "parataxis"} and tokens.pos[t] in {"VERB", "AUX"}:
                source = subject_of(tokens, t)
                if source is not None and source.head in people and source.head < t:
                    return source
    return _last_named(tokens, words, people)


def _last_named(tokens: Tokens, words: Sequence[int], people: frozenset[int]) -> Source | None:
    """The person named last in the last sentence, when there is just one."""
    last = [t for t in words if tokens.sentence[t] == tokens.sentence[words[-1]]] if words else []
    named = [t for t in last if t in people and tokens.pos[t] == "PROPN"]
    heads = [t for t in named if tokens.head[t] not in named]
    return Source(heads[0], named[0], named[-1]) if len(heads) == 1 else None
