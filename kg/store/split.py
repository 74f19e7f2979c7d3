"""Flat triples of many articles, split into one graph an article.

A triple hangs on the article that its subject belongs to. Texts, articles, spans, statements, runs and
unnamed sources say themselves whose they are. Everything else, what articles share, goes with every
article from which it can be reached; what only points at shared things (an affiliation at its holder, a
link at what it identifies) goes with the articles of what it points at, its own article's first. So the
graph of an article holds all that the article needs and nothing of another's.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.errors import InputError
from kg.store import terms
from kg.store.articles import ArticleGraph, graph_name, identity_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.store.articles import Term

Owners = dict["Term", set[NamedNode]]


def split(quads: Collection[Quad], origin: str) -> Iterator[ArticleGraph]:
    """The graph of each article among the triples, in the order of their names.

    A triple that hangs on no article goes with the first. Raises ``InputError`` when no text is among them.
    """
    texts = _texts(quads, origin)
    if len(texts) == 1:
        shares: Mapping[NamedNode, Iterable[Quad]] = {next(iter(texts)): quads}
    else:
        shares = _shares(quads, texts)
    for text in sorted(texts, key=lambda text: texts[text]):
        name = NamedNode(texts[text])
        own = frozenset(
            q if q.graph_name == name else Quad(q.subject, q.predicate, q.object, name) for q in shares[text]
        )
        identity, published = identity_of(own)
        yield ArticleGraph(name.value, text.value, identity, own, published, origin)


def _texts(quads: Iterable[Quad], origin: str) -> dict[NamedNode, str]:
    """The texts of articles and the names of their graphs."""
    texts: dict[NamedNode, str] = {}
    for quad in quads:
        if quad.predicate == terms.TEXT_OF and isinstance(quad.subject, NamedNode):
            name = graph_name(quad.subject.value)
            if name is None:
                raise InputError(
                    f"{origin}: {quad.subject} is no IRI of a text (…/text/ and 32 hexadecimal digits)",
                    hint="load what 'kg build' wrote",
                )
            if not isinstance(quad.object, NamedNode):
                raise InputError(
                    f"{origin}: {quad.subject} is the text of {quad.object}, which is no article",
                    hint="load what 'kg build' wrote",
                )
            texts[quad.subject] = name
    if not texts:
        raise InputError(f"{origin}: holds no article (no kg:Text)", hint="load what 'kg build' wrote")
    return texts


def _shares(quads: Collection[Quad], texts: Collection[NamedNode]) -> dict[NamedNode, list[Quad]]:
    """The triples that go with each text."""
    owned = _owned(quads, texts)
    owners: Owners = {node: set(of) for node, of in owned.items()}
    links = _links(quads)
    _reach(owners, owned, links)
    while adopted := _adopted(owners, owned, links):
        owners.update(adopted)
        _reach(owners, owned, links)
    shares: dict[NamedNode, list[Quad]] = defaultdict(list)
    # What nothing points at and what points at nothing is kept, once.
    nobody = {min(texts, key=str)}
    for quad in quads:
        of = owners.get(quad.subject, nobody)
        # What a shared thing says of one article's node is that article's alone.
        for text in (of & owned[quad.object] if quad.object in owned else of) or of:
            shares[text].append(quad)
    return shares


def _owned(quads: Iterable[Quad], texts: Iterable[NamedNode]) -> Owners:
    """The nodes that say whose they are, and the texts they belong to."""
    claims = [quad for quad in quads if quad.predicate in terms.BELONGS]
    owned: Owners = {text: {text} for text in texts}
    for quad in claims:
        if quad.predicate == terms.TEXT_OF and isinstance(quad.subject, NamedNode):
            owned.setdefault(quad.object, set()).add(quad.subject)
    claimed: Owners = defaultdict(set)
    for quad in claims:
        if quad.object in owned and quad.subject not in owned:
            claimed[quad.subject] |= owned[quad.object]
    # An article may have two texts in one file: what points at spans belongs to the text of the spans.
    narrow: Owners = defaultdict(set)
    for quad in quads:
        if len(claimed.get(quad.subject, ())) > 1 and len(claimed.get(quad.object, ())) == 1:
            narrow[quad.subject] |= claimed[quad.subject] & claimed[quad.object]
    return owned | claimed | {node: of for node, of in narrow.items() if of}


def _links(quads: Iterable[Quad]) -> dict[Term, set[Term]]:
    """The subjects and the subjects among their objects."""
    subjects = {quad.subject for quad in quads}
    links: dict[Term, set[Term]] = {subject: set() for subject in subjects}
    for quad in quads:
        if quad.object in links:
            links[quad.subject].add(quad.object)
    return links


def _reach(owners: Owners, owned: Owners, links: Mapping[Term, Collection[Term]]) -> None:
    """Give every shared node that can be reached from an owner's node to that owner too."""
    waiting = list(owners)
    while waiting:
        node = waiting.pop()
        for target in links.get(node, ()):
            if target in owned:
                continue
            known = owners.setdefault(target, set())
            if not owners[node] <= known:
                known |= owners[node]
                waiting.append(target)


def _adopted(owners: Owners, owned: Owners, links: Mapping[Term, Collection[Term]]) -> Owners:
    """The nodes that nobody reaches but that point at reached ones, and whose they are."""
    adopted: Owners = {}
    for node, targets in links.items():
        if node in owners:
            continue
        own = [owned[target] for target in targets if target in owned]
        every = [owners[target] for target in targets if target in owners]
        if every:
            adopted[node] = set.intersection(*every) or set().union(*(own or every))
    return adopted
