"""An article and everything that was read from it: what ``kg explain`` and ``kg.build`` show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.explain.unused import find_unused
from kg.explain.viewing import view_entities, view_statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.explain.unused import UnusedCue
    from kg.explain.views import Entity, Statement
    from kg.model import Article, Span
    from kg.pipeline import Extracted, Pipeline


@dataclass(frozen=True, slots=True)
class Explanation:
    """The entities and statements of an article, and the cues that gave no statement.

    ``extracted`` is what the graph of the article is built from; ``entities`` are in the order of
    their paths, which are the keys.
    """

    extracted: Extracted
    entities: Mapping[str, Entity]
    statements: tuple[Statement, ...]
    unused: tuple[UnusedCue, ...]

    @property
    def article(self) -> Article:
        """The article."""
        return self.extracted.article

    @property
    def publisher(self) -> str | None:
        """The label of the outlet that printed the article, None when nobody says."""
        outlet = self.entities.get(self.extracted.resolved.publisher or "")
        return None if outlet is None else outlet.label

    @property
    def summary(self) -> str:
        """How many statements there are, and how many cues without one."""
        return f"{self.statement_count}, {_number(len(self.unused), 'cue')} without one"

    @property
    def statement_count(self) -> str:
        """How many statements there are, in words."""
        return _number(len(self.statements), "statement")

    def at(self, span: Span) -> Entity:
        """The entity that is meant at a span of an agent, an addressee or a medium."""
        return self.entities[self.extracted.resolved.at[span]]


def explain(article: Article, pipeline: Pipeline) -> Explanation:
    """What ``pipeline`` reads from an article, with the reasons for what it leaves.

    The Doc is asked once more, for the cues left over.
    """
    doc = pipeline.parser.parse(article)
    extracted = pipeline.extract_parsed(article, doc)
    unused = find_unused(doc, article, extracted.statements)
    return explain_extracted(extracted, unused=unused, base=pipeline.base)


def explain_extracted(extracted: Extracted, *, unused: tuple[UnusedCue, ...] = (), base: str) -> Explanation:
    """The explanation of what was extracted before, with the IRIs below ``base``."""
    article, resolved = extracted.article, extracted.resolved
    entities = view_entities(article, resolved, base=base)
    statements = view_statements(article, resolved, extracted.statements, entities, base=base)
    return Explanation(extracted, entities, statements, unused)


def _number(number: int, noun: str) -> str:
    """The number with its noun.

    >>> _number(1, "cue"), _number(2, "cue")
    ('1 cue', '2 cues')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
