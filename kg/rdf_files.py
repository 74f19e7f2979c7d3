"""Files of RDF: which ones a path names, and their quads as they are parsed."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}
_ENDINGS = f"graphs end in {', '.join(FORMATS)}, each also .gz"
_STDIN = "-"
_WITHOUT_NAME = (BlankNode, Triple)


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name as messages show it, its format, where it is.

    Standard input has no path; its bytes are kept, because it is read more than once.
    """

    name: str
    format: RdfFormat
    path: Path | None = None
    content: bytes = b""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The file's bytes, unpacked as they are read; raises ``InputError`` when they cannot be."""
        try:
            if self.path is None:
                yield io.BytesIO(self.content)
            elif self.path.name.lower().endswith(".gz"):
                with gzip.open(self.path, "rb") as packed:
                    yield io.BufferedReader(packed)
            else:
                with self.path.open("rb") as stream:
                    yield stream
        except (EOFError, zlib.error) as error:
            raise InputError(f"{self.name}: the compressed file is cut short or damaged") from error
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read: {error.strerror or error}") from error


def find_sources(paths: Sequence[str | Path]) -> tuple[Source, ...]:
    """The files of RDF that ``paths`` name, each once: files, folders with all below, "-" for stdin (TriG).

    Raises ``InputError`` for what is not there, for a file whose name ends in no known format, and when
    there is nothing at all.
    """
    if not paths:
        raise InputError("no graph was named", hint="name a FILE, a FOLDER or - for stdin")
    found: dict[Path | None, Source] = {}
    for given in paths:
        for source in _sources_of(str(given)):
            found.setdefault(source.path and source.path.resolve(), source)
    if not found:
        raise InputError(f"{', '.join(map(str, paths))}: no graph in this folder", hint=_ENDINGS)
    return tuple(found.values())


def read_quads(source: Source, *, base: str | None = None, named: bool = False) -> Iterator[Quad]:
    """The quads of the file as they are parsed; ``named`` refuses blank nodes and triple terms.

    Relative IRIs are resolved against ``base``, and a fault where there is none. Raises ``InputError``
    with the line when the file is not what its name says.
    """
    wrong = f"not valid {source.format.name}"
    try:
        with source.open() as stream:
            for quad in parse(stream, source.format, base_iri=base):
                if named and (isinstance(quad.subject, BlankNode) or isinstance(quad.object, _WITHOUT_NAME)):
                    raise InputError(
                        f"{source.name}: holds a blank node or a triple term beside {quad.predicate}",
                        hint="load what 'kg build' wrote: it names every node",
                    )
                yield quad
    except SyntaxError as error:
        place = f"{source.name}:{error.lineno}" if error.lineno else source.name
        raise _broken(f"{place}: {wrong}: {error.msg}") from error
    except ValueError as error:
        raise _broken(f"{source.name}: {wrong}: {error}") from error
    except MemoryError as error:
        # Oxigraph's parser, which holds one term at a time and no more than 16 MiB of it.
        raise _broken(f"{source.name}: {wrong}: a term is longer than can be read") from error


def _broken(message: str) -> InputError:
    """The error of a file that does not parse: one line, whatever the parser said."""
    return InputError(" ".join(message.split()), hint="the file was cut or edited; build it again")


def _sources_of(given: str) -> Iterator[Source]:
    """The files that one path names, those of a folder in order."""
    path = Path(given)
    if given == _STDIN:
        # TriG has all of Turtle and N-Triples in it.
        yield Source("stdin", RdfFormat.TRIG, content=sys.stdin.buffer.read())
    elif path.is_dir():
        for file in sorted(_files_below(path)):
            yield Source(str(file), _format(file) or RdfFormat.TURTLE, file)
    elif not path.exists():
        raise InputError(f"{given}: no such file or folder", hint="kg build makes a graph")
    elif (format_ := _format(path)) is None or not path.is_file():
        raise InputError(f"{given}: not a graph file", hint=_ENDINGS)
    else:
        yield Source(given, format_, path)


def _files_below(top: Path) -> Iterator[Path]:
    """The files of RDF in a folder and below; links are left alone, and hidden files, which are half written.

    A folder that cannot be opened is among them: it is told with the reason when it is read.
    """
    unopened: list[str] = []
    for folder, inner, names in os.walk(top, onerror=lambda error: unopened.append(error.filename)):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for path in (Path(folder, name) for name in names if not name.startswith(".")):
            if not path.is_symlink() and path.is_file() and _format(path) is not None:
                yield path
    yield from map(Path, unopened)


def _format(path: Path) -> RdfFormat | None:
    """The format that a name ends in."""
    return FORMATS.get(Path(path.name.lower().removesuffix(".gz")).suffix)
