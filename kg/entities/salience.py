"""How salient each entity is at a point of a text, and whom a pronoun can stand for.

Salience after Lappin and Leass (1994): a mention makes its entity salient, a subject more than
another, and every sentence halves what came before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.entities.groups import BODIES
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.entities.bynames import Byname
    from kg.entities.groups import Group
    from kg.lexicons.pronouns import Pronoun

SUBJECT = 2.0
"""The weight of a mention as a subject."""

OTHER = 1.0
"""The weight of any other mention."""

_PEOPLE = (EntityKind.PERSON, EntityKind.UNNAMED_SOURCE)
_MANNED = BODIES - {EntityKind.PLATFORM}  # "they" are people of it, which those of a platform are not
_DECAY = 0.5  # a sentence
_AHEAD = 2.0  # times the salience of the next, where nothing tells that "the Spaniard" is one
_REACH = 6  # sentences; an antecedent further back is a guess


@dataclass(slots=True)
class Discourse:
    """How salient each entity is at a point of the text.

    ``heard`` is what those weigh more for "he said" who have spoken.
    ``acting`` are those who have been subjects, ``subject`` is the last one of the sentence: its object is
    another, unless it is reflexive (principle B of Chomsky's binding theory, 1981).
    """

    weight: dict[Group, float] = field(default_factory=dict)
    heard: dict[Group, float] = field(default_factory=dict)
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
        self.heard = {g: w * fade for g, w in self.heard.items() if sentence - self.seen[g] <= _REACH}

    def hear(self, group: Group, weight: float) -> None:
        """Count a speaker for who speaks next."""
        self.heard[group] = max(self.heard.get(group, 0.0), weight)
        self.seen[group] = self.sentence

    def mention(self, group: Group, *, subject: bool) -> None:
        """Count one mention of an entity in the current sentence."""
        if subject:
            self.subject = group
            self.acting.add(group)
        self.weight[group] = self.weight.get(group, 0.0) + (SUBJECT if subject else OTHER)
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

    def best(
        self, pronoun: Pronoun, barred: Collection[Group], least: float, *, speaks: bool
    ) -> Group | None:
        """The most salient entity that the pronoun can stand for, of those with the least weight."""
        weighed = self.weight
        if speaks and self.heard:
            both = (*self.weight, *(group for group in self.heard if group not in self.weight))
            weighed = {g: self.weight.get(g, 0.0) + self.heard.get(g, 0.0) for g in both}
        fitting = [
            (weight, group.longest, group)
            for group, weight in weighed.items()
            if weight >= least and group not in barred and fits(group, pronoun)
        ]
        return max(fitting, key=lambda one: one[:2])[2] if fitting else None


def fits(group: Group, pronoun: Pronoun) -> bool:
    """Whether the pronoun's number and gender allow the entity; a body is "it" or "they"."""
    if pronoun.thing:
        return group.body or group.kind in BODIES or group.kind is EntityKind.COUNTRY
    if pronoun.plural:
        return group.body or group.plural or group.kind in _MANNED
    if group.kind not in _PEOPLE or group.plural or group.body:
        return False
    return not group.gender or not pronoun.gender or group.gender is pronoun.gender
