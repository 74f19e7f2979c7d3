"""What a newer text of an article changed, in words, and the records of corrections and retractions.

A record is a graph of its own, named after the article (``…/record/{article id}``), so that the graph of
the article stays what the files say. Records are the one place with a clock: when a store learnt of a
correction is a fact about the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple, Variable

from kg.store.articles import record_of, value_of
from kg.store.results import rows_of
from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.articles import Identity, Term

_LISTED = 3  # statements named one by one before "and 9 more": a correction rarely touches more
_QUOTED_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Outline:
    """What an article says in short: (speaker, words) of its statements, (kind, label) of its names."""

    statements: frozenset[tuple[str, str]]
    names: frozenset[tuple[str, str]]


def outline(quads: Iterable[Quad]) -> Outline:
    """The outline of an article's graph."""
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    found = store.query(read_query("outline"))
    if not isinstance(found, QuerySolutions):
        raise TypeError("not a SELECT")
    rows = [{name: value_of(term) for name, term in row.items()} for row in rows_of(found)]
    return Outline(
        frozenset((row["who"], row["words"]) for row in rows if "words" in row),
        frozenset((row["kind"], row["who"]) for row in rows if "words" not in row),
    )


def in_words(old: Outline, new: Outline) -> str:
    """What was added and what was removed between two outlines, as one sentence.

    >>> one = Outline(frozenset({("Anna Lind", "It is over")}), frozenset({("person", "Anna Lind")}))
    >>> in_words(Outline(frozenset(), frozenset()), one)
    'added 1 statement (Anna Lind: "It is over") and the person Anna Lind; 0 statements unchanged'
    """
    parts = [
        f"{verb} {change}"
        for verb, change in (
            ("added", _listed(new.statements - old.statements, new.names - old.names)),
            ("removed", _listed(old.statements - new.statements, old.names - new.names)),
        )
        if change
    ]
    kept = len(old.statements & new.statements)
    return "; ".join([*(parts or ["the wording changed, no statement did"]), f"{_count(kept)} unchanged"])


def _listed(statements: Iterable[tuple[str, str]], names: Iterable[tuple[str, str]]) -> str:
    """The statements and names of one side of the difference; empty when there are none."""
    said = [f'{who}: "{_short(words)}"' for who, words in sorted(statements)]
    named = [f"the {kind} {_short(label)}" for kind, label in sorted(names)]
    parts = [f"{_count(len(said))} ({_cut(said)})"] if said else []
    return " and ".join([*parts, _cut(named)] if named else parts)


def _cut(items: list[str]) -> str:
    """The first few items and how many more there are."""
    more = [f"and {len(items) - _LISTED} more"] if len(items) > _LISTED else []
    return ", ".join([*items[:_LISTED], *more])


def _count(number: int) -> str:
    """The number of statements in words."""
    return f"{number} statement{'' if number == 1 else 's'}"


def _short(text: str) -> str:
    """The text on one line, at most ``_QUOTED_CHARACTERS`` of it."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED_CHARACTERS else line[: _QUOTED_CHARACTERS - 1] + "…"


def revision(*, newer: str, older: str, article: str, words: str, when: str) -> frozenset[Quad]:
    """The record that the text ``newer`` of ``article`` replaced ``older``."""
    return _record(
        "revision",
        article,
        newer=NamedNode(newer),
        older=NamedNode(older),
        words=Literal(words, language="en"),
        when=_instant(when),
    )


def without(record: Iterable[Quad], name: str, gone: str) -> frozenset[Quad]:
    """The record ``name`` without the text or the article ``gone``; empty when no correction is left."""
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in record)
    return _constructed(store, "without", name, gone=NamedNode(gone))


def retraction(article: str, identity: Identity, *, when: str) -> frozenset[Quad]:
    """The record that ``article`` was taken back, with all the names by which it is known."""
    known: list[tuple[str, Term]] = [
        *(("identifier", Literal(name)) for name in identity.identifiers),
        *(("publisher", NamedNode(iri)) for iri in identity.publishers if _is_iri(iri)),
        *(("url", NamedNode(iri)) for iri in identity.urls if _is_iri(iri)),
    ]
    quads = _record("retraction", article, when=_instant(when))
    return quads.union(*(_record("retraction", article, **{name: value}) for name, value in known))


def _record(query: str, article: str, **bindings: Term) -> frozenset[Quad]:
    """What ``query``.rq makes of the values, in the record graph of the article."""
    return _constructed(Store(), query, record_of(article), article=NamedNode(article), **bindings)


def _constructed(store: Store, query: str, graph: str, **bindings: Term) -> frozenset[Quad]:
    """What the CONSTRUCT in ``query``.rq makes of the store and the values, in a graph of this name."""
    values = {Variable(key): value for key, value in bindings.items()}
    found = store.query(read_query(query), substitutions=values)
    if not isinstance(found, QueryTriples):
        raise TypeError("not a CONSTRUCT")
    triples: Iterator[Triple] = iter(found)
    return frozenset(Quad(t.subject, t.predicate, t.object, NamedNode(graph)) for t in triples)


def read_query(name: str) -> str:
    """The text of a query beside this module."""
    return (Path(__file__).parent / f"{name}.rq").read_text(encoding="utf-8")


def _instant(when: str) -> Literal:
    """A moment as xsd:dateTime."""
    return Literal(when, datatype=NamedNode(str(XSD.dateTime)))


def _is_iri(text: str) -> bool:
    """Whether the text can be an IRI at all."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
