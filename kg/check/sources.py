"""Files and folders in, triples out: N-Triples terms, one file after another, nothing kept in memory."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

import pyoxigraph

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = ("ttl", "nt", "nq", "trig", "jsonld")
_STDIN = "-"
# 128 bits in hexadecimal, leading zeros left out.
_DRAWN = re.compile("_:[0-9a-f]{24,32}")

# A literal of RDF 1.2 can say which way it is written: "x"@en--ltr. No other term ends so.
_DIRECTIONS = ("--ltr", "--rtl")


class Triple(NamedTuple):
    """A triple of N-Triples terms; a tuple, because a large graph has millions of them."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Source:
    """One graph file: its name as reports show it, where it is, its format.

    Standard input has no path; its bytes are kept, because a check reads more than once.
    """

    name: str
    path: Path | None
    format: str
    content: bytes = b""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The file's bytes, decompressed; raises ``InputError`` when they cannot be read."""
        try:
            if self.path is None:
                yield io.BytesIO(self.content)
            elif self.path.suffix == ".gz":
                with gzip.open(self.path, "rb") as compressed:
                    yield io.BufferedReader(compressed)
            else:
                with self.path.open("rb") as stream:
                    yield stream
        except (OSError, EOFError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise InputError(f"{self.name}: cannot be read: {reason}") from error


def find_sources(paths: Sequence[str | Path]) -> tuple[Source, ...]:
    """The graph files that ``paths`` name, each once; a folder stands for every graph file below it.

    Raises ``InputError`` when a path is missing, is no graph file, or is a folder without any.
    """
    found: dict[Path | None, Source] = {}
    for given in paths:
        for source in _sources_of(str(given)):
            found.setdefault(source.path and source.path.resolve(), source)
    if not found:
        raise InputError("no graph to check was named", hint="kg check FILE, FOLDER or - for stdin")
    return tuple(found.values())


def read_triples(source: Source, *, ordinal: int = 0) -> Iterator[Triple]:
    """The triples of a file, in file order; named graphs are read as one.

    ``ordinal`` keeps the blank nodes of several files apart. Raises ``InputError`` with file and line
    when the file is not what its name says.
    """
    names = _BlankNames(f"_:f{ordinal}." if ordinal else "_:")
    rdf_format = pyoxigraph.RdfFormat.from_extension(source.format)
    with source.open() as stream:
        try:
            for quad in pyoxigraph.parse(stream, format=rdf_format, base_iri=_base(source)):
                triple = Triple(str(quad.subject), str(quad.predicate), str(quad.object))
                if isinstance(quad.object, pyoxigraph.Triple) or triple.object.endswith(_DIRECTIONS):
                    raise InputError(
                        f"{source.name}: holds a term of RDF 1.2 beside {quad.predicate}",
                        hint="write it as RDF 1.1, which is what shapes are made for",
                    )
                named = "_" not in (triple[0][0], triple[2][0])
                yield triple if named else Triple(*map(names.of, triple))
        except SyntaxError as error:
            raise _syntax_error(source, error.lineno, error.msg) from error
        except ValueError as error:
            raise _syntax_error(source, None, str(error)) from error
        except MemoryError as error:
            # Oxigraph's parser, which holds one term at a time and no more than 16 MiB of it.
            raise _syntax_error(source, None, "a term is longer than can be read") from error


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


def _sources_of(given: str) -> Iterator[Source]:
    if given == _STDIN:
        # TriG has all of Turtle and N-Triples in it.
        yield Source("<stdin>", None, "trig", sys.stdin.buffer.read())
        return
    path = Path(given)
    if path.is_dir():
        files = sorted(_graphs_below(path))
        if not files:
            raise InputError(
                f"{given}: no graph in this folder",
                hint="graphs end in " + ", ".join(f".{s}" for s in SUFFIXES),
            )
        yield from (Source(str(file), file, _format(file) or "ttl") for file in files)
    elif not path.exists():
        raise InputError(f"{given}: there is no such file or folder", hint="kg build makes a graph")
    elif (format_ := _format(path)) is None or not path.is_file():
        raise InputError(
            f"{given}: not a graph file", hint="graphs end in " + ", ".join(f".{s}" for s in SUFFIXES)
        )
    else:
        yield Source(given, path, format_)


def _graphs_below(top: Path) -> Iterator[Path]:
    """Every graph file in a folder and below; links and hidden files are left alone.

    A folder that cannot be opened is among them: it is told with the reason when it is read.
    """
    unopened: list[str] = []
    for folder, inner, names in os.walk(top, onerror=lambda error: unopened.append(error.filename)):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for path in (Path(folder, name) for name in names if not name.startswith(".")):
            if not path.is_symlink() and path.is_file() and _format(path) is not None:
                yield path
    yield from map(Path, unopened)


def _format(path: Path) -> str | None:
    suffix = path.name.lower().removesuffix(".gz").rpartition(".")[2]
    return suffix if suffix in SUFFIXES else None


def _base(source: Source) -> str:
    """What a relative IRI is resolved against: a name that nobody mistakes for a place on this machine."""
    return f"urn:newskg:file:{source.format}:"


def _syntax_error(source: Source, line: int | None, reason: str) -> InputError:
    """The error of a file that does not parse: one line, whatever the parser said."""
    where = source.name if line is None else f"{source.name}:{line}"
    words = " ".join(reason.split())
    return InputError(
        f"{where}: not valid {source.format}: {words}", hint="the file was cut or edited; build it again"
    )
