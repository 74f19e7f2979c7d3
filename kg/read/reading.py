"""What one line of an article is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import BlockKind, Credit, Span
    from kg.read.stamps import Moment


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; without a kind it is layout, which is no part of the article."""

    kind: BlockKind | None
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line is made of; ``text`` is the part that is still to be called headline or prose.

    ``anchor`` tells that the line is one that only headers have (a byline, a full date), ``label``
    what a printed label ("Headline:") calls the text.
    """

    pieces: tuple[Piece, ...] = ()
    text: Span | None = None
    authors: tuple[Credit, ...] = ()
    photo_credits: tuple[Credit, ...] = ()
    moments: tuple[Moment, ...] = ()
    outlet: Credit | None = None
    anchor: bool = False
    label: BlockKind | None = None
