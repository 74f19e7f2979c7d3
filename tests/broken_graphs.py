"""Graphs that are broken on purpose: the good graph with one small edit each.

``shapes/sample.ttl`` is the good graph. ``shapes/<Class>/broken.txt`` lists the edits: a head line
``Shape Constraint: what is wrong``, then a line for every triple taken out (``-``, with ``*`` for
anything), put in (``+``, Turtle), and for every other result that the same edit has to give (``=``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat

from kg.check.sources import Triple, read_triples
from kg.rdf_files import Source

FOLDER = Path(__file__).parent / "shapes"
SAMPLE = FOLDER / "sample.ttl"
# The nodes whose names are too long to be read in an edit.
_ALIASES = {
    "article1": "a:d70e3e3672b8545ef2429d3f0411bb76",
    "article2": "a:dd84441a70768582ade8f6e070b93015",
    "text1": "x:39fcbd4a9dc0652b590ef70b4c7743e1",
    "text2": "x:dd84441a70768582ade8f6e070b93015",
    "run": "r:30393e80b6cc67d97fd2999b0640ea4e",
}


@dataclass(frozen=True)
class Broken:
    """One edit: what it breaks in words, the results it must give, and the graph after it."""

    file: str
    name: str
    results: frozenset[str]
    removed: tuple[str, ...]
    added: str

    @property
    def shape(self) -> str:
        """The shape that has to speak."""
        return self.name.split(" ", 1)[0]

    def triples(self) -> list[Triple]:
        """The triples of the broken graph; a line that takes out nothing is a mistake in the edit."""
        kept = dict.fromkeys(sample())
        for line in self.removed:
            pattern = [None if term == "*" else term for term in _terms(line)]
            matched = [t for t in kept if all(p in (None, term) for p, term in zip(pattern, t, strict=True))]
            if not matched:
                message = f"{self.file}: {self.name}: nothing to take out: {line}"
                raise ValueError(message)
            for triple in matched:
                del kept[triple]
        return [*kept, *parse(self.added)]

    def turtle(self) -> str:
        """The broken graph as N-Triples, which is Turtle too."""
        return "".join(f"{s} {p} {o} .\n" for s, p, o in self.triples())


@cache
def sample() -> tuple[Triple, ...]:
    """The triples of the good graph."""
    return tuple(read_triples(Source(str(SAMPLE), RdfFormat.TURTLE, SAMPLE)))


def parse(turtle: str) -> list[Triple]:
    """The triples of some Turtle that uses the prefixes of the good graph and the aliases."""
    text = _prefixes() + _unaliased(turtle)
    return list(read_triples(Source("<edit>", RdfFormat.TURTLE, content=text.encode())))


@cache
def broken_graphs() -> tuple[Broken, ...]:
    """Every edit, in the order of the files."""
    found = []
    for file in sorted(FOLDER.glob("*/broken.txt")):
        blocks = re.split(r"\n(?=[A-Z])", file.read_text(encoding="utf-8").strip())
        found += [_broken(file.parent.name, block) for block in blocks if not block.startswith("#")]
    return tuple(found)


def _broken(folder: str, block: str) -> Broken:
    head, *lines = block.splitlines()
    marked = [(line[0], line[2:]) for line in lines if line]
    reason = head.split(":", 1)[0]
    return Broken(
        file=folder,
        name=head,
        results=frozenset([reason, *(text for mark, text in marked if mark == "=")]),
        removed=tuple(text for mark, text in marked if mark == "-"),
        added="\n".join(text for mark, text in marked if mark == "+"),
    )


def _terms(line: str) -> list[str]:
    """The terms of a line to take out; a star stays one."""
    stand_in = line.replace("*", "<urn:any>")
    return ["*" if term == "<urn:any>" else term for term in parse(f"{stand_in} .")[0]]


@cache
def _prefixes() -> str:
    return "".join(re.findall(r"^@prefix .*\n", SAMPLE.read_text(encoding="utf-8"), re.MULTILINE))


def _unaliased(turtle: str) -> str:
    pattern = r"(?<![\w:\".-])(" + "|".join(_ALIASES) + r")(?![\w:.-])"
    return re.sub(pattern, lambda found: _ALIASES[found[1]], turtle)
