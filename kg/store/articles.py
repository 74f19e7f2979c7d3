"""Article graphs: what one named graph of the store holds, and which article it is of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.iris import Iris
from kg.store import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
GraphName: TypeAlias = NamedNode | BlankNode | DefaultGraph

_TEXT_IRI = re.compile(r"(?P<base>.*/)text/(?P<id>[0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything that tells one article from another, as graphs state it."""

    articles: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()
    urls: frozenset[str] = frozenset()

    def is_same(self, other: Identity) -> bool:
        """Whether both are one article: the same IRI, or the same identifier and nothing against it.

        Two outlets may both have a "1.txt": a publisher or an address known of both and not shared
        tells them apart.
        """
        if self.articles & other.articles:
            return True
        return (
            bool(self.identifiers & other.identifiers)
            and not _differ(self.publishers, other.publishers)
            and not _differ(self.urls, other.urls)
        )

    def joined(self, other: Identity) -> Identity:
        """What both tell."""
        return Identity(
            self.articles | other.articles,
            self.identifiers | other.identifiers,
            self.publishers | other.publishers,
            self.urls | other.urls,
        )

    def answers_to(self, name: str) -> bool:
        """Whether ``name`` is the identifier, the address, the IRI or the 32 digits of the article."""
        if name in self.identifiers or name in self.urls or name in self.articles:
            return True
        return any(iri.endswith(f"/article/{name}") for iri in self.articles)

    @property
    def shown(self) -> str:
        """The name of the article in a message."""
        return min(self.identifiers or self.articles, default="an article without a name")


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both are known and have nothing in common."""
    return bool(one and other and not one & other)


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """One article's graph: its name, its text, whose it is, its quads, and the file it came from."""

    name: str
    text: str
    identity: Identity
    quads: frozenset[Quad] = field(repr=False)
    published: str = ""
    origin: str = ""


def graph_name(text: str) -> str | None:
    """The name of the graph of the text with this IRI; None when it is no IRI of a text.

    >>> graph_name("https://example.org/kg/text/31df5e8f86961ed8c5965508ee7f23ce")
    'https://example.org/kg/graph/31df5e8f86961ed8c5965508ee7f23ce'
    """
    found = _TEXT_IRI.fullmatch(text)
    return Iris(found["base"], "", found["id"]).graph if found else None


def record_of(article: str) -> str:
    """The name of the graph that records what was corrected or taken back of an article.

    >>> record_of("https://example.org/kg/article/31df5e8f86961ed8c5965508ee7f23ce")
    'https://example.org/kg/record/31df5e8f86961ed8c5965508ee7f23ce'
    """
    base, _, name = article.rpartition("/article/")
    return f"{base}/record/{name}" if base else f"{article}/record"


def identity_of(quads: Iterable[Quad]) -> tuple[Identity, str]:
    """The identity of the article that the quads of one graph are about, and its date of publication."""
    objects: dict[NamedNode, set[Quad]] = {term: set() for term in IDENTITY_TERMS}
    for quad in quads:
        if quad.predicate in objects:
            objects[quad.predicate].add(quad)
    articles = {value_of(quad.object) for quad in objects[terms.TEXT_OF]}

    def values(term: NamedNode) -> frozenset[str]:
        return frozenset(value_of(q.object) for q in objects[term] if value_of(q.subject) in articles)

    identity = Identity(
        frozenset(articles), values(terms.IDENTIFIER), values(terms.PUBLISHER), values(terms.URL)
    )
    return identity, max(values(terms.DATE_PUBLISHED), default="")


IDENTITY_TERMS = frozenset(
    {terms.TEXT_OF, terms.IDENTIFIER, terms.PUBLISHER, terms.URL, terms.DATE_PUBLISHED}
)


def value_of(term: Term) -> str:
    """The IRI or the characters of a term."""
    return str(term) if isinstance(term, Triple) else term.value


def n_triples(quads: Iterable[Quad]) -> bytes:
    """The triples of the quads as canonical N-Triples, one line each, sorted: equal sets, equal bytes."""
    data = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(set(data.splitlines(keepends=True))))
