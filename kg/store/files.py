"""Files of RDF: which ones a path names, and their quads as they are parsed."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}
_STDIN = "-"
_WITHOUT_NAME = (BlankNode, Triple)


@dataclass(frozen=True, slots=True)
class Source:
    """One file to load; ``data`` holds what stdin gave, which cannot be read twice."""

    name: str
    format: RdfFormat
    compressed: bool = False
    data: bytes | None = None

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The file's bytes, unpacked as they are read."""
        with Path(self.name).open("rb") if self.data is None else io.BytesIO(self.data) as raw:
            if self.compressed:
                with gzip.open(raw, "rb") as unpacked:
                    yield cast("IO[bytes]", unpacked)  # it reads as one; typeshed does not say so
            else:
                yield raw


def find_sources(paths: Sequence[str]) -> tuple[Source, ...]:
    """The files of RDF that ``paths`` name: files, folders with all below them, "-" for stdin (TriG).

    Symbolic links inside a folder are not followed. Raises ``InputError`` for what is not there, for a
    file whose name ends in no known format, and when there is nothing at all.
    """
    found: dict[str, Source] = {}
    for name in paths:
        path = Path(name)
        if name == _STDIN:
            found[name] = Source("stdin", RdfFormat.TRIG, data=sys.stdin.buffer.read())
        elif path.is_dir():
            found |= {source.name: source for source in _in_folder(path)}
        elif not path.is_file():
            raise InputError(f"{name}: no such file or folder", hint="check the path")
        elif (source := _source(path)) is not None:
            found[source.name] = source
        else:
            endings = ", ".join(FORMATS)
            raise InputError(f"{name}: not a name of RDF", hint=f"it ends in one of {endings}, each also .gz")
    if not found:
        raise InputError(f"{', '.join(paths)}: no file of RDF in it", hint="load what 'kg build' wrote")
    return tuple(found.values())


def _in_folder(folder: Path) -> Iterator[Source]:
    """The files of RDF in the folder and below, sorted; hidden ones are somebody's work in progress.

    A folder that cannot be opened is among them: it is told with the reason when it is read.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield Source(str(folder), RdfFormat.TURTLE)
        return
    for path in paths:
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _in_folder(path)
        elif path.is_file() and (source := _source(path)) is not None:
            yield source


def _source(path: Path) -> Source | None:
    """The file as a source; None when its name ends in no known format."""
    name = path.name.lower()
    compressed = name.endswith(".gz")
    suffix = Path(name.removesuffix(".gz")).suffix
    return Source(str(path), FORMATS[suffix], compressed) if suffix in FORMATS else None


def read_quads(source: Source, *, named: bool = False) -> Iterator[Quad]:
    """The quads of the file as they are parsed; ``named`` refuses blank nodes and triple terms.

    Raises ``InputError`` with the line when the file is not what its name says.
    """
    try:
        with source.open() as file:
            for quad in parse(file, source.format):
                if named and (isinstance(quad.subject, BlankNode) or isinstance(quad.object, _WITHOUT_NAME)):
                    raise InputError(
                        f"{source.name}: holds a blank node or a triple term beside {quad.predicate}",
                        hint="load what 'kg build' wrote: it names every node",
                    )
                yield quad
    except SyntaxError as error:
        place = f"{source.name}:{error.lineno}" if error.lineno else source.name
        raise InputError(f"{place}: not valid {source.format.name}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{source.name}: not UTF-8") from error
    except (EOFError, zlib.error) as error:
        raise InputError(f"{source.name}: the compressed file is cut short or damaged") from error
    except OSError as error:
        raise InputError(f"{source.name}: cannot be read: {error.strerror or error}") from error
    except MemoryError as error:
        # Oxigraph's parser, which holds one term at a time and no more than 16 MiB of it.
        raise InputError(f"{source.name}: a term is longer than can be read") from error
