"""A check from start to end: read, divide, validate, count, find the lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.check import nodes
from kg.check.batches import batches
from kg.check.census import Census
from kg.check.judging import Engines
from kg.check.lines import Wanted, find_lines
from kg.check.locating import with_lines, with_places
from kg.check.minimum import shortfalls
from kg.check.options import CheckOptions
from kg.check.report import Report, Result
from kg.check.rules import reach
from kg.check.shapes import load_shapes
from kg.check.sources import Triple, find_sources, read_triples
from kg.check.terms import plain, shorten
from kg.check.texts import compare_texts, with_article_lines
from kg.check.vocabulary import load_vocabulary
from kg.errors import ConfigError, InputError
from kg.model import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib import Graph

    from kg.check.shapes import ShapeSet
    from kg.check.sources import Source

_DEFAULT = CheckOptions()


def check_paths(paths: Sequence[str | Path], options: CheckOptions = _DEFAULT) -> Report:
    """The report on the union of the graph files that ``paths`` name; "-" is Turtle on standard input.

    A file that is broken or empty is skipped and named in the report, unless no other is left. Raises
    ``InputError`` when nothing could be read or nothing was checked, ``ConfigError`` for shapes or
    options that make no sense, ``ExtraError`` when the engine asked for is not installed.
    """
    shapes = load_shapes(options.shapes, builtin=options.builtin)
    union = _Union(find_sources(paths), allow_empty=options.allow_empty)
    report = _check(union.read, shapes, options)
    results = with_lines(report.results, union.sources)
    skipped = tuple(union.skipped.values())
    return replace(report, results=results, files=len(union.sources) - len(skipped), skipped=skipped)


def check_graph(graph: Graph, options: CheckOptions = _DEFAULT, *, name: str = "graph") -> Report:
    """The report on a graph in memory; its results carry ``name`` and no line.

    Raises what ``check_paths`` raises.
    """
    triples = sorted(Triple(*map(nodes.term, triple)) for triple in graph)
    shapes = load_shapes(options.shapes, builtin=options.builtin)
    report = _check(lambda: iter(triples), shapes, options)
    return replace(report, results=tuple(replace(row, file=name) for row in report.results))


def _check(read: Callable[[], Iterator[Triple]], shapes: ShapeSet, options: CheckOptions) -> Report:
    """The report, without lines of the graph, on the triples that ``read`` gives each time it is called."""
    # Shapes from outside may look further than a batch reaches.
    divisible = not options.shapes
    census = Census(shapes)
    found: dict[tuple[str, ...], Result] = {}
    engines = Engines(options.engine, shapes, divisible=divisible)
    for batch in batches(read, divisible=divisible, reach=partial(reach, shapes)):
        census.add(batch)
        _keep(found, (row for row in engines.results(batch) if batch.owns(row.focus)))
        if batch.owned is None:
            read = partial(iter, batch.triples)
    _refuse_nothing(census, shapes, options)
    _keep(found, census.unknown_terms())
    if options.articles is not None:
        _keep(found, compare_texts(read, options.articles))
    everything = sorted(found.values(), key=_order)
    results = with_places(everything[: options.max_results], read)
    if options.articles is not None:
        results = with_article_lines(results, options.articles)
    return Report(
        results=results,
        counts=Counter(row.severity for row in everything),
        files=1,
        triples=census.triples,
        shapes=len(shapes.shapes),
        focus_nodes=census.focus_nodes,
        engine=", ".join(engines.used),
        fail_on=options.fail_on,
        shortfalls=shortfalls(options.minimum, census.classes, census.triples),
    )


@dataclass(slots=True)
class _Union:
    """Several files read as one graph, each time from the start; what cannot be read is left out."""

    sources: Sequence[Source]
    allow_empty: bool
    skipped: dict[str, Issue] = field(default_factory=dict)

    def read(self) -> Iterator[Triple]:
        """The triples of every file.

        Raises ``InputError`` when a file is broken or empty and no other is left.
        """
        for ordinal, source in enumerate(self.sources):
            if source.name not in self.skipped:
                yield from self._triples(source, ordinal)

    def _triples(self, source: Source, ordinal: int) -> Iterator[Triple]:
        if len(self.sources) == 1:
            triples = read_triples(source)
            first = next(triples, None)
            if first is not None:
                yield first
                yield from triples
            elif not self.allow_empty:
                raise InputError(
                    f"{source.name}: the graph is empty", hint="kg build makes a graph from articles"
                )
            return
        try:
            # A broken file is left out whole, so it has to be read whole before any of it counts.
            triples = iter(list(read_triples(source, ordinal=ordinal)))
        except InputError as error:
            self._skip(source, error)
            return
        yield from triples

    def _skip(self, source: Source, error: InputError) -> None:
        self.skipped[source.name] = Issue(source.name, error.message)
        if len(self.skipped) == len(self.sources):
            raise error


def _refuse_nothing(census: Census, shapes: ShapeSet, options: CheckOptions) -> None:
    """Raise when a shape cannot have been meant as it is written, or when no shape found anything."""
    vocabulary = load_vocabulary()
    for shape in shapes.shapes.values():
        for target in shape.targets:
            name = plain(target.term)
            if (
                target in census.focused
                or target.kind == "node"
                or name in vocabulary.terms
                or not options.shapes
            ):
                continue
            if target.term in shapes.declared:
                continue
            wanted = Wanted(shape.term, None, target.term)
            found = find_lines(shape.source, [wanted]).get(wanted)
            where = f"{shape.source.name}:{found.line}" if found else shape.source.name
            short = shorten(target.term, vocabulary.prefixes)
            meant = vocabulary.misspelt_namespace(name) or vocabulary.suggestion(name)
            hint = (
                f"did you mean {shorten(f'<{meant}>', vocabulary.prefixes)}?"
                if meant
                else "correct the target"
            )
            raise ConfigError(
                f"{where}: {short} is in no ontology and not in the data: nothing to check", hint=hint
            )
    if not census.focus_nodes and not options.allow_empty:
        raise InputError(
            f"nothing was checked: {len(shapes.shapes)} shapes found no node among {census.triples} triples",
            hint="is this a graph of kg build? other graphs need --shapes FILE",
        )


def _keep(found: dict[tuple[str, ...], Result], rows: Iterable[Result]) -> None:
    for row in rows:
        found.setdefault((*row.key, row.message), row)


def _order(row: Result) -> tuple[int, str, str, str, str, str, str]:
    return (row.severity.rank, *row.key[:3], row.shape, row.constraint, row.message)
