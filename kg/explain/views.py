"""What a graph says, as values to read: entities and statements with their words and IRIs.

They tell what the RDF graph of the same article tells, under names that a reader guesses; the classes
are those of ``ontologies/kg.ttl``. Offsets count code points of the article's text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kg.model import Certainty, ChainRole, EntityKind, Force, Form, Polarity


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of the article and where they stand; ``str()`` gives the characters.

    >>> str(Passage(0, 4, "Lind"))
    'Lind'
    """

    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organization, country, place, platform or unnamed source of the article.

    ``same_as`` are IRIs elsewhere that newskg accepts as the same thing; ``titles`` are the titles and
    functions the article gives it; ``code`` is a country's ISO code; ``members`` are the IRIs of those
    whom the article names among several who speak together. An unnamed source whom nobody
    describes has the label "source not stated" and no mentions.
    """

    iri: str
    kind: EntityKind
    label: str
    alt_labels: tuple[str, ...] = ()
    mentions: tuple[Passage, ...] = ()
    titles: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    code: str = ""
    members: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of a chain: who speaks, relays or publishes, and the words that say so.

    ``source`` is None where the hop has no words of its own: a speaker carried over from an earlier
    sentence, an outlet known from metadata.
    """

    role: ChainRole
    agent: Entity
    source: Passage | None = None
    cue: tuple[Passage, ...] = ()
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece of content that the article attributes.

    ``number`` counts from 1 in the article. ``content`` is all the words, parts joined by "…";
    ``parts`` says where they stand. ``chain`` starts with the speaker and ends with the outlet that
    printed it, where that is known. ``not_before`` and ``not_after`` are the days between which it
    can have been said: None where nothing tells.
    """

    number: int
    iri: str
    form: Form
    content: str
    parts: tuple[Passage, ...]
    quoted: tuple[Passage, ...]
    chain: tuple[Hop, ...]
    addressees: tuple[Entity, ...]
    media: tuple[Entity, ...]
    not_before: date | None
    not_after: date | None
    time: Passage | None
    polarity: Polarity
    certainty: Certainty
    force: Force
    evidence: tuple[Passage, ...]
    confidence: float
    rule: str

    @property
    def speaker(self) -> Entity:
        """Who said it, as far as the article tells."""
        return self.chain[0].agent

    def __str__(self) -> str:
        return f"{self.speaker}: {self.content}"


def days(first: date | None, last: date) -> str:
    """The days from ``first`` to ``last`` in words.

    >>> from datetime import date
    >>> days(None, date(2025, 3, 19)), days(date(2025, 3, 19), date(2025, 3, 19))
    ('by 2025-03-19', '2025-03-19')
    """
    if first is None:
        return f"by {last}"
    return f"{last}" if first == last else f"{first} to {last}"
