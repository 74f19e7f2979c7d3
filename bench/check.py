"""Measure ``kg check``: against parsing alone, against pySHACL alone, and the memory of a large graph.

    python bench/check.py GRAPH.ttl [--triples 100000] [--large 1000000] [--slice 1500]

GRAPH.ttl is what ``kg build`` wrote, of any size: it is repeated with other articles' names until it
has the number of triples wanted. People, countries and the run are shared by the copies, as they are in
a real graph. Every time is processor time of a process of its own, so that a busy machine and warm
caches count the same for all.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pyoxigraph

ROOT = Path(__file__).resolve().parent.parent
# The run is one for all articles, so its name stays.
RUN = re.compile(r"(?:run/|run:)([0-9a-f]{32})")
NAME = re.compile(r"[0-9a-f]{32}")
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
MEGABYTE_KB = 1024

PARSE = """
import sys, pyoxigraph
print(sum(1 for _ in pyoxigraph.parse(path=sys.argv[1])))
"""
CHECK = """
import sys
from kg.check import check_paths
from kg.check.wording import summary
print(summary(check_paths([sys.argv[1]])))
"""
PYSHACL = """
import sys, pyshacl
from pathlib import Path
from rdflib import Graph
shapes = Graph()
for path in sorted(Path(sys.argv[2]).glob("*.ttl")):
    shapes.parse(path)
conforms, _, _ = pyshacl.validate(Graph().parse(sys.argv[1]), shacl_graph=shapes, allow_warnings=True)
print("conforms" if conforms else "does not conform")
"""


def main() -> None:
    """Print the three measurements."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("graph", type=Path)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=1_000_000, help="0 leaves it out")
    parser.add_argument(
        "--slice", type=int, default=1_500, help="triples for pySHACL; it takes 10 s for 1,000"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        against_parsing(options.graph, Path(folder) / "graph.ttl", options.triples)
        against_pyshacl(options.graph, Path(folder) / "slice.nt", options.slice)
        if options.large:
            large(options.graph, Path(folder) / "large.ttl", options.large)


def against_parsing(graph: Path, path: Path, triples: int) -> None:
    """The bar: 1.5 times the time that pyoxigraph needs to parse the file, and two seconds."""
    number = repeat(graph, path, triples)
    (parse_s, _, _), (check_s, _, said) = run(PARSE, path), run(CHECK, path)
    bar_s = 1.5 * parse_s + 2
    told = verdict(reached=check_s <= bar_s)
    print(f"{number:,} triples: parse {parse_s:.2f} s, check {check_s:.2f} s; at most {bar_s:.2f} s {told}")
    print(f"  {said}")


def against_pyshacl(graph: Path, path: Path, triples: int) -> None:
    """The bar: 20 times as fast as pySHACL alone on the same shapes and the same triples.

    pySHACL runs each rule once a node, in time that grows faster than the graph: a slice flatters it.
    """
    number = some_articles(graph, path, triples)
    (ours_s, _, _), (theirs_s, _, said) = run(CHECK, path), run(PYSHACL, path, ROOT / "shapes")
    ratio = theirs_s / ours_s
    print(f"{number:,} triples: pySHACL alone {theirs_s:.2f} s ({said}), check {ours_s:.2f} s")
    print(f"  {ratio:.0f} times as fast; at least 20 {verdict(reached=ratio >= 20)}")


def large(graph: Path, path: Path, triples: int) -> None:
    """The bar: under a gigabyte for a million triples."""
    number = repeat(graph, path, triples)
    check_s, megabytes, said = run(CHECK, path)
    told = verdict(reached=megabytes < 1000)
    print(f"{number:,} triples: check {check_s:.1f} s, {megabytes:,} MB; under 1,000 MB {told}")
    print(f"  {said}")


def repeat(graph: Path, path: Path, triples: int) -> int:
    """Write copies of a graph, each with other articles, texts and statements, until it is large enough."""
    text = graph.read_text(encoding="utf-8")
    once = int(run(PARSE, graph)[2])
    kept = set(RUN.findall(text))
    copies = -(-triples // once)
    with path.open("w", encoding="utf-8") as file:
        for number in range(copies):
            file.write(renamed(text, number, kept))
    return once * copies


def renamed(text: str, number: int, kept: set[str]) -> str:
    """The text with every name of 32 digits that is not kept replaced by another, the same one each time."""

    def other(found: re.Match[str]) -> str:
        if number == 0 or found[0] in kept:
            return found[0]
        return hashlib.sha256(f"{found[0]} {number}".encode()).hexdigest()[:32]

    return NAME.sub(other, text)


def some_articles(graph: Path, path: Path, triples: int) -> int:
    """Write the first articles of a graph, whole, and all that they share with others."""
    lines = {f"{q.subject} {q.predicate} {q.object} ." for q in pyoxigraph.parse(path=graph)}
    kept = set(RUN.findall("".join(lines)))
    # An article and its text may have two names; they stand beside each other in the output.
    named = {line: set(NAME.findall(LITERAL.sub("", line))) - kept for line in sorted(lines)}
    order = list(dict.fromkeys(name for names in named.values() for name in sorted(names)))
    chosen: list[str] = []
    for number in range(1, len(order) + 1):
        wanted = set(order[:number])
        chosen = [line for line, names in named.items() if names <= wanted]
        if len(chosen) >= triples:
            break
    path.write_text("\n".join(chosen) + "\n", encoding="utf-8")
    return len(chosen)


def run(program: str, *arguments: Path) -> tuple[float, int, str]:
    """Processor seconds, greatest memory in megabytes and last line of a program in a process of its own."""
    measured = (
        program
        + "\nimport resource, os\nused = resource.getrusage(resource.RUSAGE_SELF)\n"
        + "print(used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
    )
    command = [sys.executable, "-c", measured, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    *_, said, figures = done.stdout.splitlines()
    seconds, kilobytes = figures.split()
    return float(seconds), int(kilobytes) // MEGABYTE_KB, said


def verdict(*, reached: bool) -> str:
    """The word for a bar that was reached or missed."""
    return "reached" if reached else "MISSED"


if __name__ == "__main__":
    main()
