"""How fast the embedded store loads and answers: ``python -m bench.store [ARTICLES]`` (1,000).

Prints the load rate against pyoxigraph's own ``bulk_load`` of the same quads, what the first reader then
pays for the merger of all graphs, and the median time of each named question over the loaded store, rows
included. Ends in 1 when loading takes more than twice as long, or one of the ten questions of the ontology
more than 50 ms or has no answer.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store
from rdflib import URIRef

from kg.query import count, open_folder, read_questions
from kg.rdf_files import find_sources
from kg.store import Inputs, load, open_store
from kg.vocab import KG
from tests.newsroom import story

if TYPE_CHECKING:
    from collections.abc import Callable

PARAGRAPHS = 2  # 8 statements an article, 560 triples: what a news agency's report has
STATEMENT = min(str(node) for node in story(0, paragraphs=PARAGRAPHS).subjects(URIRef(KG.contentText)))
SETTINGS = {
    "said-by": {"who": "Boris Berg"},
    "chains": {"who": "Boris Berg"},
    "said-about": {"about": "Norway", "first": "2024-05-13", "last": "2024-05-19"},
    "quotes": {"who": "Boris Berg"},
    "addressees": {"who": "Boris Berg"},
    "agencies": {"outlet": "Fjord Post"},
    "positions": {"who": "Boris Berg", "about": "Norway"},
    "evidence": {"who": "Boris Berg"},
    "with-words": {"words": "harbour will open"},
    "roles": {"who": "Boris Berg"},
    "statement": {"statement": STATEMENT},
}
TEN = (
    "said-by", "chains", "unnamed-sources", "said-about", "quotes",
    "addressees", "agencies", "positions", "side-by-side", "evidence",
)  # fmt: skip
LONGEST_S = 0.05
REPEATS = 5


def timed(work: Callable[[], object]) -> float:
    """The seconds of processor time that the work takes: other work on the machine does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def write_quads(path: Path, articles: int) -> int:
    """Write the articles' graphs as N-Quads; how many quads."""
    count = 0
    with path.open("wb") as file:
        for number in range(articles):
            graph = story(number, paragraphs=PARAGRAPHS)
            name = f" <{graph.identifier}> .\n".encode()
            lines = graph.serialize(format="nt", encoding="utf-8").splitlines()
            for line in sorted(line for line in lines if line):
                file.write(line.removesuffix(b".").rstrip() + name)
                count += 1
    return count


def measure_load(quads: Path, folder: Path, count: int) -> bool:
    """Print both load rates; whether ours is at least half of pyoxigraph's."""
    plain = Store(folder / "plain")
    bulk_s = timed(lambda: plain.bulk_load(path=str(quads), format=RdfFormat.N_QUADS))

    def load_all() -> None:
        with open_store(folder / "store") as store:
            inputs = Inputs(find_sources([str(quads)]))
            for _ in load(store, inputs, now=lambda: "2024-06-01T00:00:00Z"):
                pass

    first_s, again_s = timed(load_all), timed(load_all)
    print(f"quads {count:,}")
    print(f"pyoxigraph bulk_load  {bulk_s:6.2f} s  {count / bulk_s:>10,.0f} quads/s")
    print(f"kg load               {first_s:6.2f} s  {count / first_s:>10,.0f} quads/s")
    print(f"kg load, unchanged    {again_s:6.2f} s  {count / again_s:>10,.0f} quads/s")
    with open_store(folder / "store") as store:
        print(f"merged before reading {timed(store.merge):6.2f} s")
    return first_s <= 2 * bulk_s


def measure_questions(folder: Path) -> bool:
    """Print the time of each question; whether each of the ten is quick enough."""
    quick = True
    with open_folder(folder) as source:
        for question in read_questions().values():
            bound = question.bindings(SETTINGS.get(question.name, {}))
            found = source.ask(question.text, bound)
            median_s = statistics.median(
                timed(partial(source.ask, question.text, bound)) for _ in range(REPEATS)
            )
            rows = len(getattr(found, "rows", ()))
            marked = question.name in TEN
            quick &= not marked or (rows > 0 and median_s <= LONGEST_S)
            print(f"{question.name:16} {'*' if marked else ' '} {count(found):>13} {median_s * 1000:8.1f} ms")
    return quick


def main(articles: int) -> int:
    """Measure; the exit code."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        count = write_quads(folder / "articles.nq", articles)
        loads = measure_load(folder / "articles.nq", folder, count)
        answers = measure_questions(folder / "store")
    return 0 if loads and answers else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
