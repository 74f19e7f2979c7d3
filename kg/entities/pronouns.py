"""Who each pronoun stands for: the most salient person of its gender so far.

Salience after Lappin and Leass (1994): a mention makes its entity salient, a subject more than
another, and every sentence halves what came before. Inside a direct quotation "I" is its
speaker and "he" is not.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.entities.groups import BODIES
from kg.lexicons.pronouns import load_pronouns
from kg.model import EntityKind, Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kg.entities.bynames import Byname
    from kg.entities.groups import Group
    from kg.lexicons.pronouns import Pronoun
    from kg.model import Names, Span

_SUBJECT = 2.0
_OTHER = 1.0
_PEOPLE = (EntityKind.PERSON, EntityKind.UNNAMED_SOURCE)
_MANNED = BODIES - {EntityKind.PLATFORM}  # "they" are people of it, which those of a platform are not
_REFLEXIVE = ("self", "selves")
_PROMINENT = 2.0  # a subject of the same sentence; with 1.0 "it" and "they" cost more than they gain
_SPEAKING = 1.0  # "it said": the subject of the sentence before will do
_SOURCE = "source"
_DESCRIBED = MentionForm.DESCRIPTION
_DECAY = 0.5  # a sentence
_AHEAD = 2.0  # times the salience of the next, where nothing tells that "the Spaniard" is one
_REACH = 6  # sentences; an antecedent further back is a guess


@dataclass(slots=True)
class Discourse:
    """How salient each entity is at a point of the text.

    ``acting`` are those who have been subjects, ``subject`` is the last one of the sentence: its object is
    another, unless it is reflexive (principle B of Chomsky's binding theory, 1981).
    """

    weight: dict[Group, float] = field(default_factory=dict)
    seen: dict[Group, int] = field(default_factory=dict)
    acting: set[Group] = field(default_factory=set)
    sentence: int = 0
    subject: Group | None = None

    def enter(self, sentence: int) -> None:
        """Go to a sentence: what was salient fades, what is out of reach is forgotten."""
        steps = sentence - self.sentence
        if steps <= 0:
            return
        self.sentence, self.subject = sentence, None
        fade = _DECAY**steps
        self.weight = {g: w * fade for g, w in self.weight.items() if sentence - self.seen[g] <= _REACH}

    def mention(self, group: Group, *, subject: bool) -> None:
        """Count one mention of an entity in the current sentence."""
        if subject:
            self.subject = group
            self.acting.add(group)
        self.weight[group] = self.weight.get(group, 0.0) + (_SUBJECT if subject else _OTHER)
        self.seen[group] = self.sentence

    def called(self, byname: Byname) -> Group | None:
        """The most salient person of whom nothing else is known.

        The byname must fit by what is known, or the person have acted and nobody else come near.
        """
        people = sorted(
            (
                (weight, group.longest, group)
                for group, weight in self.weight.items()
                if group.kind is EntityKind.PERSON and group not in byname.others
            ),
            key=lambda one: one[:2],
            reverse=True,
        )
        if not people:
            return None
        weight, _, best = people[0]
        alone = len(people) == 1 or weight > _AHEAD * people[1][0]
        guessed = alone and best in self.acting and not byname.fitting
        return best if best in byname.fitting or guessed else None

    def best(self, pronoun: Pronoun, barred: Collection[Group], least: float) -> Group | None:
        """The most salient entity that the pronoun can stand for, of those with the least weight."""
        fitting = [
            (weight, group.longest, group)
            for group, weight in self.weight.items()
            if weight >= least and group not in barred and _fits(group, pronoun)
        ]
        return max(fitting, key=lambda one: one[:2])[2] if fitting else None


def _fits(group: Group, pronoun: Pronoun) -> bool:
    """Whether the pronoun's number and gender allow the entity; a body is "it" or "they"."""
    if pronoun.thing:
        return group.body or group.kind in BODIES or group.kind is EntityKind.COUNTRY
    if pronoun.plural:
        return group.body or group.plural or group.kind in _MANNED
    if group.kind not in _PEOPLE or group.plural or group.body:
        return False
    return not group.gender or not pronoun.gender or group.gender is pronoun.gender


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters of a direct quotation and who says them, None when that is not known yet.

    ``body`` is the one for which the speaker speaks as "we".
    """

    span: Span
    speaker: Group | None
    body: Group | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks where: ``quotations`` in text order without overlaps, ``speaking`` the sources.

    ``bynames`` are those that are called by their nation or age. ``addressed`` are those who speak to
    somebody, and for whom, by the span of the one they speak to; ``named`` those whom a statement calls by
    name, by the span of its source.
    """

    quotations: Sequence[Quotation]
    speaking: Collection[Span]
    addressed: Mapping[Span, Sequence[Group]]
    named: Mapping[Span, Collection[Group]] = field(default_factory=dict)
    tellers: Mapping[int, Group] = field(default_factory=dict)
    bynames: Mapping[Span, Byname] = field(default_factory=dict)

    def barred(self, span: Span, word: str) -> Collection[Group]:
        """Who is not meant by a pronoun: nobody is "them" or "he" where they speak to them or of him.

        Nor is "he" whom "he said" something of by name: principle C of Chomsky's binding theory (1981).
        """
        quotation = _at(self.quotations, span)
        if quotation is not None:
            return () if quotation.speaker is None else (quotation.speaker,)
        addressing = () if word.endswith(_REFLEXIVE) else self.addressed.get(span, ())
        return (*self.named.get(span, ()), *addressing)


def resolve_pronouns(
    text: str,
    names: Names,
    at: Mapping[Span, Group],
    speech: Speech,
) -> dict[Span, Group]:
    """Who is meant by each pronoun that an entity fits; the others are left out."""
    found: dict[Span, Group] = {}
    state = Discourse()
    starts = [sentence.start for sentence in names.sentences]
    rows = load_pronouns()
    for mention in _with_sources(names, at, speech):
        state.enter(bisect_right(starts, mention.span.start))
        group = at.get(mention.span)
        byname = speech.bynames.get(mention.span) if group is None else None
        if byname is not None:
            group = state.called(byname)
            if group is None:
                continue
            found[mention.span] = group
        elif mention.form is MentionForm.PRONOUN and group is None:
            word = mention.span.of(text).lower()
            row, barred = rows[word], speech.barred(mention.span, word)
            if row.object and mention.span not in names.subjects and state.subject is not None:
                barred = (*barred, state.subject)
            least = 0.0 if row.gender else _SPEAKING if mention.span in speech.speaking else _PROMINENT
            teller = speech.tellers.get(mention.span.start)
            if row.person == "1":
                group = _first_person(row, _at(speech.quotations, mention.span))
            elif teller is not None and teller not in barred and _fits(teller, row):
                group = teller
            else:
                group = state.best(row, barred, least)
            if group is None:
                continue
            found[mention.span] = group
            group.gender = group.gender or row.gender
        if group is not None:
            speaks = mention.rule == _SOURCE or mention.span in speech.bynames
            state.mention(group, subject=speaks or mention.span in names.subjects)
    return found


def _with_sources(names: Names, at: Mapping[Span, Group], speech: Speech) -> Sequence[Mention]:
    """The mentions, in text order, and in their places other sources: "one newspaper", "the 36-year-old".

    One unnamed person is left out: with them "he" was wrong five times in 153 and right no more often.
    """
    unnamed = [span for span in speech.speaking if span in at and (at[span].body or at[span].plural)]
    unnamed += speech.bynames
    if not unnamed:
        return names.mentions
    known = {mention.span for mention in names.mentions}
    sources = [
        Mention(span, at[span].kind if span in at else EntityKind.PERSON, _DESCRIBED, rule=_SOURCE)
        for span in dict.fromkeys(unnamed)
        if span not in known
    ]
    return sorted((*names.mentions, *sources), key=lambda one: (one.span.start, one.span.end))


def _first_person(pronoun: Pronoun, quotation: Quotation | None) -> Group | None:
    """The speaker of the quotation that an "I" or a "we" stands in, if it can be that pronoun."""
    speaker = quotation.speaker if quotation else None
    if quotation is not None and pronoun.plural and quotation.body is not None:
        return quotation.body
    if speaker is None or (speaker.plural or speaker.body or speaker.kind in BODIES) != pronoun.plural:
        return None
    return speaker


def _at(quotations: Sequence[Quotation], span: Span) -> Quotation | None:
    """The quotation that the span lies in."""
    k = bisect_right(quotations, span.start, key=lambda one: one.span.start) - 1
    return quotations[k] if k >= 0 and quotations[k].span.covers(span) else None
