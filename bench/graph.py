"""What graphs cost: processor time to build and to write them, a triple, against rdflib.

"Ours" is ``build_graph`` and the Turtle of ``kg build``. rdflib has it easier: it is handed the triples
of the finished graph as its own terms, adds them to a graph and serializes that as Turtle. All run in
one process by turns, article by article; each figure is the median of the rounds.

    python bench/graph.py [PATH...] [--rounds N] [--model NAME]

PATH is what ``kg build`` takes (the articles in seeds/ unless given).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import rdflib

from kg.files import folder
from kg.graph import build_graph
from kg.model import Article
from kg.pipeline import open_pipeline
from kg.read import read
from kg.turtle import GraphFormat, serialize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.pipeline import Extracted, Pipeline
    from kg.rdf import NamedGraph


@dataclass(frozen=True, slots=True)
class Round:
    """Processor seconds of one pass over all articles."""

    build_s: float
    write_s: float
    add_s: float
    serialize_s: float

    @property
    def ours_s(self) -> float:
        """From entities and statements to Turtle."""
        return self.build_s + self.write_s

    @property
    def rdflib_s(self) -> float:
        """From rdflib's terms to Turtle."""
        return self.add_s + self.serialize_s


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--model")
    options = parser.parse_args(arguments)
    articles = [item for item in read(options.paths or [str(folder("seeds"))]) if isinstance(item, Article)]
    if not articles:
        print("no article", file=sys.stderr)
        return 2
    pipeline = open_pipeline(model=options.model)
    found = [pipeline.extract(article) for article in articles]
    triples = sum(len(_built(one, pipeline)) for one in found)
    _round(found, pipeline)
    rounds = [_round(found, pipeline) for _ in range(options.rounds)]
    _show(rounds, triples, len(articles))
    return 0


def _built(one: Extracted, pipeline: Pipeline) -> NamedGraph:
    return build_graph(one.article, one.resolved, one.statements, pipeline.run, base=pipeline.base)


def _round(found: Sequence[Extracted], pipeline: Pipeline) -> Round:
    """Every article, both ways."""
    build_s = write_s = add_s = serialize_s = 0.0
    for one in found:
        began = process_time()
        graph = _built(one, pipeline)
        built = process_time()
        serialize([graph], GraphFormat.TURTLE, base=pipeline.base)
        written = process_time()
        build_s += built - began
        write_s += written - built
        terms = list(graph.to_rdf())
        began = process_time()
        theirs = rdflib.Graph(bind_namespaces="none")
        for prefix, space in graph.prefixes.items():
            theirs.bind(prefix, space)
        for triple in terms:
            theirs.add(triple)
        added = process_time()
        theirs.serialize(format="turtle")
        add_s += added - began
        serialize_s += process_time() - added
    return Round(build_s, write_s, add_s, serialize_s)


def _show(rounds: Sequence[Round], triples: int, articles: int) -> None:
    """Print microseconds a triple and how many times rdflib takes."""
    print(f"{articles:,} articles, {triples:,} triples, median of {len(rounds)} rounds, processor time")
    rows = {
        "build": [r.build_s for r in rounds],
        "write Turtle": [r.write_s for r in rounds],
        "both": [r.ours_s for r in rounds],
        "rdflib: add": [r.add_s for r in rounds],
        "rdflib: serialize": [r.serialize_s for r in rounds],
        "rdflib: both": [r.rdflib_s for r in rounds],
    }
    for name, seconds in rows.items():
        print(f"{name:<18} {median(seconds) / triples * 1e6:7.2f} µs a triple")
    print(f"ratio to rdflib    {median(r.ours_s / r.rdflib_s for r in rounds):7.3f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
