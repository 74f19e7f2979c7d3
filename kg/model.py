"""The values that pass between stages: frozen, slotted, offsets in code points.

Every ``Span`` counts Unicode code points of ``Article.text``, half open. Class names are those of
``ontologies/kg.ttl`` wherever the ontology has the class.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` (exclusive) of one text; never empty.

    Raises ``ValueError`` when the range is empty or negative: a programming error, not bad input.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """The characters of the span.

        >>> Span(0, 3).of("Lind said")
        'Lin'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all ``spans`` (at least one).

    >>> hull([Span(4, 6), Span(1, 2)])
    Span(start=1, end=6)
    """
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found))


class BlockKind(StrEnum):
    """What a stretch of an article is, as ``read`` finds it."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    STAMP = "stamp"
    CAPTION = "caption"
    CREDIT = "credit"
    DATELINE = "dateline"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the text, white space at both ends left out; PROSE is one paragraph."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Credit:
    """A name printed as metadata (author, photographer, agency) and where, if in the text."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news item as read: its immutable text, its blocks in text order, its metadata.

    ``identifier`` is the path relative to the input folder or the record's id. ``published`` is a
    ``datetime`` when the article tells the hour (naive when it tells no zone), else a ``date``.
    ``blocks`` do not overlap; text outside any block is white space or layout.
    """

    identifier: str
    text: str
    blocks: tuple[Block, ...]
    headline: str | None = None
    authors: tuple[Credit, ...] = ()
    photo_credits: tuple[Credit, ...] = ()
    published: date | datetime | None = None
    outlet: Credit | None = None
    url: str | None = None
    language: str = "en"

    @property
    def sha256(self) -> str:
        """64 lower-case hexadecimal digits: the SHA-256 of the text's UTF-8 bytes."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def day(self) -> date | None:
        """The calendar day of publication, or None."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    def spans(self, *kinds: BlockKind) -> tuple[Span, ...]:
        """The spans of the blocks of these kinds, in text order."""
        return tuple(b.span for b in self.blocks if b.kind in kinds)


class EntityKind(StrEnum):
    """The classes of ``ontologies/kg.ttl`` that an entity can have (the most specific one)."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    OUTLET = "Outlet"
    PLATFORM = "Platform"
    COUNTRY = "Country"
    PLACE = "Place"
    UNNAMED_SOURCE = "UnnamedSource"


class MentionForm(StrEnum):
    """How a mention stands for its entity; concepts of ``kg:MentionForm``."""

    NAME = "name"
    ADJECTIVE = "adjective"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters that name, describe or stand for an entity.

    The span of a name is the bare name: no article ("the"), no title ("President"), no possessive
    ending. ``key`` is the key of the lexicon row that recognised it ("" when none did): an ISO
    code, an outlet key. ``rule`` says what found it.
    """

    span: Span
    kind: EntityKind
    form: MentionForm
    key: str = ""
    rule: str = "model"
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Role:
    """A title the text gives to the holder of a mention.

    ``holder``, ``organization`` and ``country`` are spans of mentions; ``title`` is the title as
    printed ("deputy chief of staff"). ``former`` is true for "former", "ex-", "then-".
    """

    holder: Span
    title: Span
    organization: Span | None = None
    country: Span | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What the extractors of people, countries and organizations found, in text order.

    ``parts`` holds (part, whole) pairs of mention spans: "… Studies at the Chinese Academy".
    ``sentences`` are the article's sentences in text order; ``subjects`` the spans of those
    mentions that are the subject of a clause, which pronouns prefer.
    """

    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    parts: tuple[tuple[Span, Span], ...] = ()
    sentences: tuple[Span, ...] = ()
    subjects: frozenset[Span] = frozenset()


class Form(StrEnum):
    """How the content is given; the subclasses of ``kg:Statement``."""

    DIRECT = "DirectStatement"
    INDIRECT = "IndirectStatement"
    MIXED = "MixedStatement"


class ChainRole(StrEnum):
    """The part an agent plays in a chain; concepts of ``kg:ChainRole``."""

    ORIGINATOR = "originator"
    RELAY = "relay"
    PUBLISHER = "publisher"


class Polarity(StrEnum):
    """Whether the content affirms or denies; concepts of ``kg:Polarity``."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Certainty(StrEnum):
    """How firmly the speaker commits to the content; concepts of ``kg:Certainty``."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Force(StrEnum):
    """What the speaker does in saying it; concepts of ``kg:Force``."""

    ASSERT = "assert"
    DENY = "deny"
    ASK = "ask"
    ORDER = "order"
    PROMISE = "promise"
    ACCUSE = "accuse"
    PRAISE = "praise"
    WARN = "warn"
    PROPOSE = "propose"
    THANK = "thank"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One hop of a chain as printed, before anybody knows who the agent is.

    ``agent`` is the span that identifies the agent: a mention's span, or the whole source when no
    mention is its head. ``source`` is the whole noun phrase, None when the hop is carried over
    from an earlier sentence. ``agent`` None means that the text does not state the source.
    """

    role: ChainRole
    agent: Span | None
    source: Span | None = None
    cue: tuple[Span, ...] = ()
    cue_lemma: str = ""


@dataclass(frozen=True, slots=True)
class SayingTime:
    """The days on which a statement can have been made, and the characters that say so."""

    not_after: date
    not_before: date | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Content that the article attributes, with the chain that carried it.

    ``chain`` is ordered: the originator, then relays outwards; the publisher hop is added when
    the graph is built. ``content`` is in text order, quotation marks left out at its ends.
    ``addressees`` and ``media`` are spans that identify entities, as ``Attribution.agent`` does.
    """

    form: Form
    content: tuple[Span, ...]
    chain: tuple[Attribution, ...]
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    quoted: tuple[Span, ...] = ()
    addressees: tuple[Span, ...] = ()
    media: tuple[Span, ...] = ()
    time: SayingTime | None = None
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    force: Force = Force.ASSERT


@dataclass(frozen=True, slots=True)
class IdentityLink:
    """A scored link from an entity to an identifier elsewhere; ``accepted`` gives ``sameAs``."""

    target: str
    method: str
    confidence: float
    accepted: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organization, country, place, platform or unnamed source of an article.

    ``path`` is the entity's IRI below the base ("person/vladimir-putin", "country/UA"; for an
    unnamed source below its article's IRI: "source/officials"). ``country`` and ``parent`` and
    ``acts_for`` are paths of other entities of the same article; so are ``members``, the named ones of
    several who speak together. ``name_path`` is the path that all
    bearers of the name would share: who is not linked has a path of its own, and that one as a candidate.
    """

    path: str
    kind: EntityKind
    label: str
    mentions: tuple[Mention, ...] = ()
    alt_labels: tuple[str, ...] = ()
    links: tuple[IdentityLink, ...] = ()
    code: str = ""
    country: str | None = None
    parent: str | None = None
    acts_for: str | None = None
    members: tuple[str, ...] = ()
    name_path: str | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A title or function that an entity holds, as the article attests it.

    ``holder``, ``organization`` and ``country`` are entity paths; ``spans`` are the characters of
    the title wherever the article gives it.
    """

    holder: str
    title: str
    organization: str | None = None
    country: str | None = None
    former: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entities of one article, sorted by path, and who is meant at which span.

    ``at`` maps every mention span and every ``agent``, addressee and medium span of a statement
    to an entity path. ``publisher`` is the path of the outlet that printed the article, also when
    only metadata names it; None when nobody says.
    """

    entities: tuple[Entity, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    at: Mapping[Span, str] = field(default_factory=dict)
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """An article that was left out, and why, in one line."""

    identifier: str
    reason: str
