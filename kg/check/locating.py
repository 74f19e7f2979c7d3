"""Where each result stands: file and line of the graph, and the words of the article behind it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.check.lines import Wanted, find_lines
from kg.check.report import Place
from kg.check.terms import iri, parse_literal, plain
from kg.vocab import KG, NIF, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.check.lines import Found
    from kg.check.report import Result
    from kg.check.sources import Triple
    from kg.rdf_files import Source

# Which characters stand for a node, best first: a hop's source, a statement's content, its sentence.
_SPANS = tuple(map(iri, (KG.sourceSpan, KG.cueSpan, KG.contentSpan, KG.evidenceSpan, KG.timeSpan)))
_HOP, _REFERS = iri(KG.hasAttribution), iri(KG.refersTo)
_BEGIN, _WORDS, _TEXT = iri(NIF.beginIndex), iri(NIF.anchorOf), iri(NIF.referenceContext)
_ARTICLE, _IDENTIFIER = iri(KG.textOf), iri(SCHEMA.identifier)


def with_lines(results: Sequence[Result], sources: Iterable[Source]) -> tuple[Result, ...]:
    """The results with file and line of the triple that each is about, or of what comes closest to it.

    In a format without lines of its own, such as JSON-LD, the name of the only file is what is known.
    """
    sources = tuple(sources)
    only = sources[0].name if len(sources) == 1 else None
    wanted = {row: _wanted(row) for row in results}
    best: dict[Wanted, tuple[Found, str]] = {}
    for source in sources:
        for one, found in find_lines(source, set(wanted.values())).items():
            if one not in best or found.closeness > best[one][0].closeness:
                best[one] = (found, source.name)
    located = [_located(row, best.get(one), only) for row, one in wanted.items()]
    return tuple(sorted(located, key=lambda row: (row.severity.rank, row.file or "", row.line or 0)))


def _located(row: Result, best: tuple[Found, str] | None, only: str | None) -> Result:
    return replace(row, file=only) if best is None else replace(row, file=best[1], line=best[0].line)


def with_places(results: Sequence[Result], read: Callable[[], Iterator[Triple]]) -> tuple[Result, ...]:
    """The results with the words of the article that each is about, where the graph tells them."""
    if not results:
        return ()
    words = _Words.of(results, read)
    return tuple(replace(row, place=words.place(row)) for row in results)


def _wanted(row: Result) -> Wanted:
    """The triple that a row is about; on an inverse path it is the value that says it."""
    if row.path and row.path.startswith("^<") and row.value and row.value.startswith("<"):
        return Wanted(row.value, row.path[1:], row.focus)
    value = row.value if row.value != row.focus else None
    focus = "" if row.focus.startswith("_:") else row.focus
    return Wanted(focus, row.path if row.path and row.path.startswith("<") else None, value)


@dataclass(slots=True)
class _Words:
    """The spans behind the nodes that results name, and what is said of those spans."""

    spans: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    about: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    identifiers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, results: Sequence[Result], read: Callable[[], Iterator[Triple]]) -> _Words:
        """What two readings of the graph tell about the nodes of ``results``."""
        words = cls()
        named = {node for row in results for node in (row.focus, row.value or "") if node.startswith("<")}
        statements: dict[str, str] = {}
        for triple in read():
            if triple.subject in named or triple.object in named:
                words._collect(triple, named, statements)
        outer = set(statements.values()) - named
        spans = named | {span for found in words.spans.values() for span in found.values()}
        for triple in read():
            if triple.subject in outer:
                words._collect(triple, outer, {})
                spans.update(words.spans[triple.subject].values())
        for hop, statement in statements.items():
            for rank, span in words.spans[statement].items():
                words.spans[hop].setdefault(rank + len(_SPANS), span)
        for subject, predicate, value in read():
            if predicate in (_ARTICLE, _IDENTIFIER):
                words.identifiers[subject] = value
            elif subject in spans and predicate in (_BEGIN, _WORDS, _TEXT):
                words.about[subject][predicate] = value
        return words

    def _collect(self, triple: Triple, named: set[str], statements: dict[str, str]) -> None:
        subject, predicate, value = triple
        if subject in named and predicate in _SPANS:
            rank = _SPANS.index(predicate)
            self.spans[subject][rank] = min(value, self.spans[subject].get(rank, value))
        elif value in named and predicate == _HOP:
            statements[value] = subject
        elif value in named and predicate == _REFERS:
            rank = 2 * len(_SPANS)
            self.spans[value][rank] = min(subject, self.spans[value].get(rank, subject))

    def place(self, row: Result) -> Place | None:
        """The words of the value, of the focus node, or of the best span for them; else the article alone."""
        for node in (row.value or "", row.focus):
            for span in (node, *(span for _, span in sorted(self.spans.get(node, {}).items()))):
                if (place := self._place(span)) is not None:
                    return place
        name = self._article(row.focus)
        return Place(article=name, words="", begin=0) if name else None

    def _article(self, node: str) -> str | None:
        """The identifier of an article or of the article of a text."""
        named = self.identifiers.get(self.identifiers.get(node, ""), self.identifiers.get(node, ""))
        return plain(named) if named.startswith('"') else None

    def _place(self, span: str) -> Place | None:
        said = self.about.get(span, {})
        begin = parse_literal(said.get(_BEGIN, ""))
        if begin is None or not begin.characters.isdecimal() or _TEXT not in said:
            return None
        article = self.identifiers.get(said[_TEXT], said[_TEXT])
        name = self.identifiers.get(article, article)
        return Place(article=plain(name), words=plain(said.get(_WORDS, '""')), begin=int(begin.characters))
