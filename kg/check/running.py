"""A check from start to end: read, divide, validate, count, find the lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.check import nodes
from kg.check.batches import BATCH_TRIPLES, batches
from kg.check.census import Census
from kg.check.judging import Engines
from kg.check.lines import Wanted, find_lines
from kg.check.locating import with_lines, with_places
from kg.check.minimum import shortfalls
from kg.check.options import CheckOptions
from kg.check.report import Report, Result
from kg.check.rules import reach
from kg.check.shapes import load_shapes
from kg.check.sources import Triple, read_triples
from kg.check.spool import replayed
from kg.check.terms import iri, plain, plain_term, shorten
from kg.check.texts import compare_texts, with_article_lines
from kg.check.vocabulary import load_vocabulary
from kg.errors import ConfigError, InputError
from kg.model import Issue
from kg.rdf import NamedGraph
from kg.rdf_files import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib import Graph

    from kg.check.shapes import Shape, ShapeSet, Target
    from kg.rdf_files import Source

_DEFAULT = CheckOptions()


def check_paths(paths: Sequence[str | Path], options: CheckOptions = _DEFAULT) -> Report:
    """The report on the union of the graph files that ``paths`` name.

    "-" is Turtle or TriG on standard input. A file that is broken or empty is skipped and named in the
    report, unless no other is left. Raises ``InputError`` when nothing could be read or nothing was
    checked, ``ConfigError`` for shapes or options that make no sense, ``ExtraError`` when the engine asked
    for is not installed.
    """
    shapes = load_shapes(options.shapes, builtin=options.builtin)
    union = _Union(find_sources(paths), allow_empty=options.allow_empty)
    report = _check(union.triples(), shapes, options)
    results = with_lines(report.results, union.read)
    return replace(report, results=results, files=len(union.read), skipped=tuple(union.skipped))


def check_graph(
    graph: Graph | NamedGraph, options: CheckOptions = _DEFAULT, *, name: str = "graph"
) -> Report:
    """The report on a graph in memory; its results carry ``name`` and no line.

    Raises what ``check_paths`` raises.
    """
    if isinstance(graph, NamedGraph):
        triples = [Triple(iri(s), iri(p), plain_term(o)) for s, p, o in graph]
    else:
        triples = sorted(Triple(*map(nodes.term, triple)) for triple in graph)
    shapes = load_shapes(options.shapes, builtin=options.builtin)
    report = _check(triples, shapes, options)
    return replace(report, results=tuple(replace(row, file=name) for row in report.results))


def _check(triples: Iterable[Triple], shapes: ShapeSet, options: CheckOptions) -> Report:
    """The report, without lines of the graph, on ``triples``."""
    with replayed(triples, most=BATCH_TRIPLES) as read:
        census = Census(shapes)
        engines = Engines(options.engine, shapes, divisible=not options.shapes)
        found = sorted(_results(read, census, engines, options), key=_order)
        results = with_places(found[: options.max_results], read)
        if options.articles is not None:
            results = with_article_lines(results, options.articles)
    return Report(
        results=results,
        counts=Counter(row.severity for row in found),
        files=1,
        triples=census.triples,
        shapes=len(shapes.shapes),
        focus_nodes=census.focus_nodes,
        engine=", ".join(engines.used),
        fail_on=options.fail_on,
        shortfalls=shortfalls(options.minimum, census.classes, census.triples),
    )


def _results(
    read: Callable[[], Iterator[Triple]], census: Census, engines: Engines, options: CheckOptions
) -> Iterable[Result]:
    """Every result of every part of a check, each once; what the graph holds is counted on the way."""
    found: dict[tuple[str, ...], Result] = {}
    # Shapes from outside may look further than a batch reaches.
    for batch in batches(read, divisible=not options.shapes, reach=partial(reach, census.shapes)):
        census.add(batch)
        _keep(found, (row for row in engines.results(batch) if batch.owns(row.focus)))
    _refuse_nothing(census, options)
    _keep(found, census.unknown_terms())
    if options.articles is not None:
        _keep(found, compare_texts(read, options.articles))
    return found.values()


@dataclass(slots=True)
class _Union:
    """Several files read as one graph; what cannot be read is left out.

    ``read`` and ``skipped`` are complete when all ``triples`` were taken.
    """

    sources: Sequence[Source]
    allow_empty: bool
    read: list[Source] = field(default_factory=list)
    skipped: list[Issue] = field(default_factory=list)

    def triples(self) -> Iterator[Triple]:
        """The triples of every file.

        Raises ``InputError`` when a file is broken or empty and no other is left.
        """
        if len(self.sources) == 1:
            yield from self._filled(read_triples(self.sources[0]), self.sources[0])
            self.read.append(self.sources[0])
            return
        for ordinal, source in enumerate(self.sources):
            try:
                # A broken file is left out whole, so it has to be read whole before any of it counts.
                yield from list(self._filled(read_triples(source, ordinal=ordinal), source))
            except InputError as error:
                self.skipped.append(Issue(source.name, error.message))
                if len(self.skipped) == len(self.sources):
                    raise
            else:
                self.read.append(source)

    def _filled(self, triples: Iterator[Triple], source: Source) -> Iterator[Triple]:
        """The triples of a file that has some."""
        first = next(triples, None)
        if first is not None:
            yield first
        elif not self.allow_empty:
            raise InputError(
                f"{source.name}: the graph is empty", hint="kg build makes a graph from articles"
            )
        yield from triples


def _refuse_nothing(census: Census, options: CheckOptions) -> None:
    """Raise when a shape cannot have been meant as it is written, or when no shape found anything."""
    shapes = census.shapes
    for shape in shapes.shapes.values():
        for target in shape.targets:
            known = target in census.focused or target.kind == "node" or target.term in shapes.declared
            if not shape.builtin and not known:
                _refuse_target(shape, target)
    if not census.focus_nodes and not options.allow_empty:
        raise InputError(
            f"nothing was checked: {len(shapes.shapes)} shapes found no node among {census.triples} triples",
            hint="is this a graph of kg build? other graphs need --shapes FILE",
        )


def _refuse_target(shape: Shape, target: Target) -> None:
    """Raise when what a shape looks at is not in the data and in no ontology either: it is misspelt."""
    vocabulary = load_vocabulary()
    name = plain(target.term)
    if name in vocabulary.terms:
        return
    wanted = Wanted(shape.term, None, target.term)
    found = find_lines(shape.source, [wanted]).get(wanted)
    where = f"{shape.source.name}:{found.line}" if found else shape.source.name
    short = shorten(target.term, vocabulary.prefixes)
    meant = vocabulary.misspelt_namespace(name) or vocabulary.suggestion(name)
    hint = f"did you mean {shorten(f'<{meant}>', vocabulary.prefixes)}?" if meant else "correct the target"
    raise ConfigError(f"{where}: {short} is in no ontology and not in the data: nothing to check", hint=hint)


def _keep(found: dict[tuple[str, ...], Result], rows: Iterable[Result]) -> None:
    for row in rows:
        found.setdefault((*row.key, row.message), row)


def _order(row: Result) -> tuple[int, str, str, str, str, str, str]:
    return (row.severity.rank, *row.key[:3], row.shape, row.constraint, row.message)
