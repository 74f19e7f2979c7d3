"""Who each pronoun stands for: the most salient person of its gender so far.

Inside a direct quotation "I" is its speaker and "he" is not.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.entities.groups import BODIES
from kg.entities.salience import OTHER, SUBJECT, Discourse, fits
from kg.lexicons.pronouns import load_pronouns
from kg.model import EntityKind, Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kg.entities.bynames import Byname
    from kg.entities.groups import Group
    from kg.lexicons.pronouns import Pronoun
    from kg.model import Names, Span

_REFLEXIVE = ("self", "selves")
_PROMINENT = 2.0  # a subject of the same sentence; with 1.0 "it" and "they" cost more than they gain
_SPEAKING = 1.0  # "it said": the subject of the sentence before will do
_SOURCE = "source"
_DESCRIBED = MentionForm.DESCRIPTION


def _may_tell(pronoun: Pronoun) -> bool:
    """Whether the pronoun can be a subject: "he", "his" and "it", not "him"."""
    return pronoun.thing or not pronoun.object


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
            speaks = mention.span in speech.speaking
            least = 0.0 if row.gender else _SPEAKING if speaks else _PROMINENT
            teller = speech.tellers.get(mention.span.start)
            if row.person == "1":
                group = _first_person(row, _at(speech.quotations, mention.span))
            elif teller is not None and _may_tell(row) and teller not in barred and fits(teller, row):
                group = teller
            else:
                group = state.best(row, barred, least, speaks=speaks)
            if group is None:
                continue
            found[mention.span] = group
            group.gender = group.gender or row.gender
        if group is not None:
            _count(state, mention, group, names, speech)
    return found


def _count(state: Discourse, mention: Mention, group: Group, names: Names, speech: Speech) -> None:
    """Count a mention: who has spoken is salient for "he said" besides, "the company" for "it said" alone.

    As a subject like others the company took "it" and "they" of the next sentences, mostly wrongly.
    """
    if mention.rule == _SOURCE and group.kind in BODIES:
        state.hear(group, SUBJECT)
        return
    acts = mention.rule == _SOURCE or mention.span in speech.bynames or mention.span in names.subjects
    speaks = mention.span in speech.speaking and mention.span not in speech.addressed
    if speaks and group.kind is EntityKind.PERSON:
        state.hear(group, OTHER)
    state.mention(group, subject=acts)


def _with_sources(names: Names, at: Mapping[Span, Group], speech: Speech) -> Sequence[Mention]:
    """The mentions, in text order, and in their places other sources: "one newspaper", "the 36-year-old".

    One unnamed person is left out: with them "he" was wrong five times in 153 and right no more often.
    """
    groups = ((span, at[span]) for span in speech.speaking if span in at)
    unnamed = [
        span
        for span, group in groups
        if group.body or group.plural or (group.kind in BODIES and span not in speech.addressed)
    ]
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
