"""The graph against the articles themselves: a changed, swapped or missing text is found here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.check.report import Result, Severity
from kg.check.terms import iri, parse_literal, plain
from kg.model import Article
from kg.vocab import KG, NIF, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.check.sources import Triple
    from kg.model import Issue

_RULE = "ArticleText"
_SHA256, _ARTICLE, _IDENTIFIER = iri(KG.sha256), iri(KG.textOf), iri(SCHEMA.identifier)
_TEXT, _WORDS = iri(NIF.referenceContext), iri(NIF.anchorOf)
_BEGIN, _END = iri(NIF.beginIndex), iri(NIF.endIndex)


@dataclass(slots=True)
class _Said:
    """What the graph says of texts and their spans."""

    hashes: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    spans: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    values: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


def compare_texts(
    read: Callable[[], Iterator[Triple]], articles: Callable[[], Iterable[Article | Issue]]
) -> Iterator[Result]:
    """A result for each text that is not that of its article, and each span that quotes other words."""
    said = _collect(read())
    texts: dict[str, list[str]] = defaultdict(list)
    for text in said.hashes:
        article = said.links.get(text, "")
        texts[plain(said.links.get(article, article))].append(text)
    for given in articles():
        if isinstance(given, Article):
            for text in texts.pop(given.identifier, ()):
                yield from _compare(text, given, said)
    for identifier, missing in sorted(texts.items()):
        for text in missing:
            message = (
                f"The article {identifier} is not among the articles given, so its spans cannot be compared."
            )
            yield _result(text, "Missing", message, None)


def with_article_lines(
    results: Sequence[Result], articles: Callable[[], Iterable[Article | Issue]]
) -> tuple[Result, ...]:
    """The results with the line of the article at which each one's words begin."""
    wanted = {row.place.article for row in results if row.place is not None}
    texts = {a.identifier: a.text for a in articles() if isinstance(a, Article) and a.identifier in wanted}
    located = []
    for row in results:
        place = row.place
        if place is not None and place.article in texts and place.begin <= len(texts[place.article]):
            line = texts[place.article].count("\n", 0, place.begin) + 1
            located.append(replace(row, place=replace(place, line=line)))
        else:
            located.append(row)
    return tuple(located)


def _collect(triples: Iterable[Triple]) -> _Said:
    said = _Said()
    for subject, predicate, value in triples:
        if predicate == _SHA256:
            said.hashes[subject] = value
        elif predicate in (_ARTICLE, _IDENTIFIER):
            said.links[subject] = value
        elif predicate == _TEXT:
            said.spans[value].append(subject)
        elif predicate in (_BEGIN, _END, _WORDS):
            said.values[subject][predicate] = value
    # A model has a checksum too, and is the text of nothing.
    said.hashes = {text: value for text, value in said.hashes.items() if text in said.links}
    return said


def _compare(text: str, article: Article, said: _Said) -> Iterator[Result]:
    """The results of one text and its spans."""
    if plain(said.hashes[text]) != article.sha256:
        name, digest = article.identifier, article.sha256
        message = (
            f"The article {name} is not the text that the graph was built from: its SHA-256 is {digest}."
        )
        yield _result(text, "Changed", message, said.hashes[text], iri(KG.sha256))
    for span in sorted(said.spans.get(text, ())):
        values = said.values[span]
        begin, end = _offset(values.get(_BEGIN)), _offset(values.get(_END))
        if begin is None or end is None or _WORDS not in values:
            continue
        printed = article.text[begin:end]
        if plain(values[_WORDS]) != printed:
            message = f"The article has other words from {begin} to {end}: {printed or 'none'}"
            yield _result(span, "Words", message, values[_WORDS], _WORDS)


def _offset(term: str | None) -> int | None:
    parts = parse_literal(term or "")
    return int(parts.characters) if parts and parts.characters.isdecimal() else None


def _result(focus: str, constraint: str, message: str, value: str | None, path: str | None = None) -> Result:
    return Result(
        severity=Severity.VIOLATION,
        shape=_RULE,
        constraint=constraint,
        focus=focus,
        message=message,
        path=path,
        value=value,
    )
