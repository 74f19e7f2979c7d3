"""Graph files in, triples out: N-Triples terms, one file after another, nothing kept in memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

from kg.errors import InputError
from kg.rdf_files import read_quads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf_files import Source

# 128 bits in hexadecimal, leading zeros left out.
_DRAWN = re.compile("_:[0-9a-f]{24,32}")

# A literal of RDF 1.2 can say which way it is written: "x"@en--ltr. No other term ends so.
_DIRECTIONS = ("--ltr", "--rtl")


class Triple(NamedTuple):
    """A triple of N-Triples terms; a tuple, because a large graph has millions of them."""

    subject: str
    predicate: str
    object: str


def read_triples(source: Source, *, ordinal: int = 0) -> Iterator[Triple]:
    """The triples of a file, in file order; named graphs are read as one.

    ``ordinal`` keeps the blank nodes of several files apart. Raises ``InputError`` with file and line
    when the file is not what its name says, and for a term that shapes know nothing of.
    """
    names = _BlankNames(f"_:f{ordinal}." if ordinal else "_:")
    for quad in read_quads(source, base=_base(source)):
        triple = Triple(str(quad.subject), str(quad.predicate), str(quad.object))
        if isinstance(quad.object, pyoxigraph.Triple) or triple.object.endswith(_DIRECTIONS):
            raise InputError(
                f"{source.name}: holds a term of RDF 1.2 beside {quad.predicate}",
                hint="write it as RDF 1.1, which is what shapes are made for",
            )
        named = "_" not in (triple[0][0], triple[2][0])
        yield triple if named else Triple(*map(names.of, triple))


class _BlankNames:
    """Names of blank nodes that are the same in every run; the parser draws one for each it finds bare."""

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._drawn: dict[str, str] = {}

    def of(self, term: str) -> str:
        """The term, renamed when it is a blank node."""
        if not term.startswith("_:"):
            return term
        if not _DRAWN.fullmatch(term):
            return self._mark + term[2:]
        return self._drawn.setdefault(term, f"{self._mark}anonymous{len(self._drawn) + 1}")


def _base(source: Source) -> str:
    """What a relative IRI is resolved against: a name that nobody mistakes for a place on this machine."""
    return f"urn:newskg:file:{source.format.file_extension}:"
