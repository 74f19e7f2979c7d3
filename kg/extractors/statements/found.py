"""What a rule of attribution finds, in tokens, before it is turned into a statement."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Force


@dataclass(frozen=True, slots=True)
class Source:
    """The noun phrase of a source: its tokens ``first`` to ``last`` and its ``head``."""

    head: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Relay:
    """A hop beyond the speaker that the same construction names ("Bloomberg quoted … as saying")."""

    source: Source
    cue: tuple[int, ...]
    lemma: str
    anchor: int


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution: content tokens, cue tokens, source.

    ``rank`` decides between two readings of one cue: the higher is kept. ``anchor`` is the token
    whose dependents give addressee, medium and time. ``carried`` is the speaker taken over from
    an earlier sentence. ``verbatim`` is content given word for word without quotation marks.
    """

    content: frozenset[int]
    cue: tuple[int, ...]
    lemma: str
    source: Source | None
    anchor: int
    rule: str
    rank: float
    force: Force = Force.ASSERT
    negated: bool = False
    relays: tuple[Relay, ...] = ()
    carried: Source | None = None
    addressee: Source | None = None
    verbatim: bool = False
