"""The Python interface: an article in, a frozen graph of who said what out.

::

    import kg

    graph = kg.build("article.txt", outlet="Fjord Post")
    for statement in graph.statements:
        print(statement.speaker.label, statement.content)

Every name here is also one of ``kg`` itself, which imports this module when it is first asked.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - `date` is a keyword of build
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kg.authority import open_authorities
from kg.errors import ConfigError, ExtraError, InputError
from kg.explain import Explanation, explain
from kg.explain.page import fragment
from kg.explain.rows import COLUMNS, row
from kg.explain.unused import UnusedCue
from kg.explain.views import Entity, Hop, Passage, Statement
from kg.graph import Run, build_graph
from kg.iris import check_base
from kg.model import EntityKind, Issue
from kg.pipeline import open_pipeline
from kg.read import Defaults, article_from_text, read
from kg.turtle import GraphFormat, serialize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame
    from rdflib import Graph

    from kg.model import Article
    from kg.pipeline import Pipeline
    from kg.rdf import NamedGraph

__all__ = ["ArticleGraph", "Entity", "Hop", "Passage", "Statement", "UnusedCue", "build"]

_TEXT_IDENTIFIER = "text"
_BODIES = (EntityKind.ORGANIZATION, EntityKind.OUTLET)
_LOADING = Lock()


@dataclass(frozen=True, slots=True, repr=False)
class ArticleGraph:
    """What one article says: its entities, its statements, and the same as RDF, as a table, as HTML.

    Two graphs are equal when article, model, base and everything read are.
    """

    explanation: Explanation
    run: Run
    base: str

    @property
    def article(self) -> Article:
        """The article as read: text, blocks, headline, authors, day."""
        return self.explanation.article

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, by the first character of their content."""
        return self.explanation.statements

    @property
    def unused(self) -> tuple[UnusedCue, ...]:
        """The cues that gave no statement, each with its reason, in text order."""
        return self.explanation.unused

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everybody and everything named or described, by IRI path."""
        return tuple(self.explanation.entities.values())

    @property
    def people(self) -> tuple[Entity, ...]:
        """The people with a name."""
        return self._of(EntityKind.PERSON)

    @property
    def countries(self) -> tuple[Entity, ...]:
        """The countries."""
        return self._of(EntityKind.COUNTRY)

    @property
    def organizations(self) -> tuple[Entity, ...]:
        """The organizations, outlets among them."""
        return self._of(*_BODIES)

    @property
    def outlets(self) -> tuple[Entity, ...]:
        """The outlets: newspapers, broadcasters, agencies."""
        return self._of(EntityKind.OUTLET)

    @property
    def platforms(self) -> tuple[Entity, ...]:
        """The platforms on which something was published."""
        return self._of(EntityKind.PLATFORM)

    @property
    def places(self) -> tuple[Entity, ...]:
        """The places that are no countries."""
        return self._of(EntityKind.PLACE)

    @property
    def unnamed_sources(self) -> tuple[Entity, ...]:
        """Those who speak and are described, not named."""
        return self._of(EntityKind.UNNAMED_SOURCE)

    def to_rdf(self) -> Graph:
        """The RDF graph, made anew: what is done to it changes nothing here."""
        return self._graph().to_rdf()

    def to_turtle(self) -> str:
        """The RDF graph as Turtle, the same text that ``kg build`` writes."""
        return serialize([self._graph()], GraphFormat.TURTLE, base=self.base).decode("utf-8")

    def to_frame(self) -> DataFrame:
        """The statements as a table of pandas, a row each; entities by label, chains as "A < B".

        Raises ``ExtraError`` when pandas is not installed.
        """
        try:
            pandas = import_module("pandas")
        except ModuleNotFoundError as error:
            raise ExtraError(
                "a table needs pandas, which is not installed", hint="pip install 'newskg[pandas]'"
            ) from error
        frame: DataFrame = pandas.DataFrame([row(s) for s in self.statements], columns=list(COLUMNS))
        return frame

    def _graph(self) -> NamedGraph:
        found = self.explanation.extracted
        return build_graph(found.article, found.resolved, found.statements, self.run, base=self.base)

    def _of(self, *kinds: EntityKind) -> tuple[Entity, ...]:
        return tuple(entity for entity in self.entities if entity.kind in kinds)

    def _repr_html_(self) -> str:
        """The annotated article, for a notebook."""
        return fragment(self.explanation)

    def __repr__(self) -> str:
        counts = f"statements={len(self.statements)}, entities={len(self.entities)}"
        return f"<ArticleGraph {self.article.identifier!r}: {counts}>"


def build(
    path: str | os.PathLike[str] | None = None,
    *,
    text: str | None = None,
    outlet: str | None = None,
    date: Date | str | None = None,
    language: str | None = None,
    model: str | None = None,
    base: str | None = None,
    authority: Sequence[str | os.PathLike[str]] = (),
) -> ArticleGraph:
    """The graph of one article, given as a file's ``path`` or as its ``text``.

    ``outlet``, ``date`` (a day, "2025-03-19") and ``language`` hold where the article does not tell
    its own. ``model`` is what ``spacy.load`` takes; it is loaded once a process. ``base`` begins the
    graph's own IRIs. ``authority`` are files of ``kg authority import``, asked before the one that comes
    with newskg. Raises ``InputError`` for a path that is not one readable article or authority file,
    ``ModelError`` when the model is not there, ``ConfigError`` for options that make no sense.
    """
    if (path is None) == (text is None):
        raise ConfigError("kg.build takes either a path or text=", hint='kg.build("article.txt")')
    defaults = Defaults(outlet=outlet, published=_day(date), language=language)
    article = _one(os.fspath(path), defaults) if path is not None else None
    if article is None:
        article = article_from_text(text or "", _TEXT_IDENTIFIER, defaults)
    if base is not None:
        check_base(base)
    pipeline = _pipeline(model)
    if base is not None:
        pipeline = replace(pipeline, base=base)
    if authority:
        pipeline = pipeline.asking(open_authorities(map(Path, authority)))
    return ArticleGraph(explain(article, pipeline), pipeline.run, pipeline.base)


def _one(path: str, defaults: Defaults) -> Article:
    """The one article in a file; raises ``InputError`` when there is none, or more."""
    found = iter(read([path], defaults=defaults))
    first, second = next(found, None), next(found, None)
    if first is None:
        raise InputError(f"{path}: no article")
    if isinstance(first, Issue):
        raise InputError(f"{first.identifier}: {first.reason}")
    if second is not None:
        raise InputError(
            f"{path}: more than one article",
            hint="kg.build takes one; 'kg build' takes folders and JSON Lines",
        )
    return first


def _day(day: Date | str | None) -> Date | None:
    """The day, read from "2025-03-19" where it is text."""
    if not isinstance(day, str):
        return day
    try:
        return Date.fromisoformat(day)
    except ValueError:
        raise ConfigError(f"'{day}' is not a day like 2025-03-19") from None


def _pipeline(model: str | None) -> Pipeline:
    """The pipeline of a model, loaded when it is first asked for; threads wait for one another."""
    with _LOADING:
        return _load(model)


@cache
def _load(model: str | None) -> Pipeline:
    # As `kg build` does, it asks the authority that comes with newskg.
    return open_pipeline(model=model, authority=open_authorities([], shipped=True))
