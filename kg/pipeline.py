"""The way of an article through the stages: Doc, names and statements, entities, graph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import __version__
from kg.entities import resolve_entities
from kg.errors import KgError
from kg.extractors.columns import read_columns
from kg.extractors.names import find_names
from kg.extractors.statements import find_statements
from kg.graph import Run, build_graph
from kg.lexicons import load
from kg.model import Issue
from kg.parse import DEFAULT_MODEL, load_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from kg.authority import Authority
    from kg.lexicons import Lexicons
    from kg.model import Article, Resolved, Statement
    from kg.parse import Parser
    from kg.rdf import NamedGraph

DEFAULT_BASE = "https://example.org/kg/"


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one article says, before it is a graph."""

    article: Article
    resolved: Resolved
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What one article became."""

    article: Article
    resolved: Resolved
    statements: tuple[Statement, ...]
    graph: NamedGraph

    @property
    def triples(self) -> int:
        """The number of triples of the graph."""
        return len(self.graph)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything that stays the same from article to article."""

    parser: Parser
    lexicons: Lexicons
    authority: Authority | None
    run: Run
    base: str

    def asking(self, authority: Authority | None) -> Pipeline:
        """The same pipeline with another authority.

        The run tells the files that did not come with newskg: they change who is linked to whom.
        """
        told = () if authority is None else tuple(f"authority={digest}" for digest in authority.digests())
        return replace(self, authority=authority, run=replace(self.run, options=told))

    def extract(self, article: Article) -> Extracted:
        """The entities and statements of an article."""
        return self.extract_parsed(article, self.parser.parse(article))

    def extract_parsed(self, article: Article, doc: Doc) -> Extracted:
        """The entities and statements of an article that ``parser`` has parsed."""
        columns = read_columns(doc)
        names = find_names(columns, article, self.lexicons, authority=self.authority)
        statements = find_statements(columns, article, names)
        resolved = resolve_entities(article, names, statements, self.lexicons, authority=self.authority)
        return Extracted(article, resolved, statements)

    def build(self, article: Article) -> Built:
        """The entities, statements and graph of an article."""
        found = self.extract(article)
        graph = build_graph(article, found.resolved, found.statements, self.run, base=self.base)
        return Built(article, found.resolved, found.statements, graph)


def open_pipeline(
    *,
    model: str | None = None,
    base: str | None = None,
    authority: Authority | None = None,
    one_thread: bool = False,
) -> Pipeline:
    """The pipeline with its model loaded; ``one_thread`` as for ``load_parser``.

    Raises ``ModelError`` when the model is not there or is not the one expected.
    """
    parser = load_parser(model or DEFAULT_MODEL, one_thread=one_thread)
    run = Run("newskg", __version__, f"{parser.name} {parser.version}", parser.sha256)
    return Pipeline(parser, load(), None, run, base or DEFAULT_BASE).asking(authority)


def build_articles(items: Iterable[Article | Issue], pipeline: Pipeline) -> Iterator[Built | Issue]:
    """Each article built, in order; one that fails becomes an issue, and issues pass through."""
    for item in items:
        yield item if isinstance(item, Issue) else build_or_issue(item, pipeline)


def build_or_issue(article: Article, pipeline: Pipeline) -> Built | Issue:
    """The built article, or the issue that says why it could not be built."""
    try:
        return pipeline.build(article)
    except KgError as error:
        return Issue(article.identifier, error.message)
    except MemoryError:
        raise  # the process is at its limit, and whoever set it sees to the article
    except Exception as error:  # noqa: BLE001 - the edge of one article: the rest of the batch must be built
        return Issue(article.identifier, f"internal error, please report it: {type(error).__name__}: {error}")
