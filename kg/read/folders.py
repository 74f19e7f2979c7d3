"""The files that paths stand for, in a fixed order, and what in a folder is left out and why."""

from __future__ import annotations

import os
import stat
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.model import Issue
from kg.read.clean import clean
from kg.read.streams import kind_of, open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN: Final = "-"


class SourceFormat(StrEnum):
    """How articles are laid out in a file."""

    TEXT = "text"
    JSONL = "jsonl"
    JSON = "json"


_FORMATS: Final = {
    ".txt": SourceFormat.TEXT,
    ".text": SourceFormat.TEXT,
    ".jsonl": SourceFormat.JSONL,
    ".ndjson": SourceFormat.JSONL,
    ".json": SourceFormat.JSON,
}
# What ``kg build`` itself writes: a second run over a folder that holds the first one's result is no error.
_OWN_OUTPUT: Final = frozenset((".ttl", ".nt", ".nq", ".trig", ".jsonld"))
_OWN_RECORD: Final = "manifest.jsonl"
_OWN_LINE: Final = b'{"file": "'


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: the name that its articles or issues get, and its format if the file name tells.

    ``path`` is None for standard input. ``named`` is true for a path that somebody wrote: a symbolic
    link is then meant, while one found in a folder is not followed.
    """

    path: Path | None
    name: str
    source_format: SourceFormat | None = None
    named: bool = True


def find_sources(paths: Sequence[str]) -> tuple[Source | Issue, ...]:
    """The files behind the paths, each once, folders searched to the bottom in the order of their bytes.

    Raises ``InputError`` for a missing path, a folder without articles, or no path at all.
    """
    if not paths:
        raise InputError("no input", hint="name files or folders, or '-' for standard input")
    found: list[Source | Issue] = []
    for path in paths:
        if path == STDIN:
            found.append(Source(None, "stdin"))
        elif not Path(path).exists():
            raise InputError(f"{display(path)}: no such file or folder", hint="check the path")
        elif Path(path).is_dir():
            found += _folder(Path(path))
        else:
            found.append(Source(Path(path), display(Path(path).name), format_of(path)))
    # A folder alone gives each file once, and 10,000 files take a second to ask.
    return _named_apart(_once(found) if len(paths) > 1 else found)


def is_input(file: Path, paths: Sequence[str]) -> bool:
    """Whether ``file`` is there and reading ``paths`` reads it: what must not be written over."""
    if not file.is_file():
        return False
    real = file.resolve()
    return any(_holds(Path(path), real) for path in paths if path != STDIN)


def _holds(path: Path, real: Path) -> bool:
    """Whether a path is the file, or a folder in which it would be found."""
    top = path.resolve()
    if not real.is_relative_to(top):
        return False
    inner = real.relative_to(top).parts
    if not inner:
        return True
    suffix = _suffix(real.name)
    return not any(part.startswith(".") for part in inner) and (suffix in _FORMATS or not suffix)


def display(path: str) -> str:
    r"""A path as text that is the same under every locale and safe to print, parted by "/".

    >>> display("caf\udce9/a.txt")
    'caf\\xe9/a.txt'
    """
    text = os.fsencode(path).decode("utf-8", errors="backslashreplace").replace(os.sep, "/")
    return clean(text).replace("\n", " ").replace("\r", " ")


def format_of(path: str) -> SourceFormat | None:
    """The format that a file name tells, with or without .gz after it."""
    return _FORMATS.get(_suffix(path))


def _suffix(path: str) -> str:
    """The last suffix in lower case, the one before .gz for a compressed file."""
    name = Path(path.lower())
    return Path(name.stem).suffix if name.suffix == ".gz" else name.suffix


def _folder(top: Path) -> list[Source | Issue]:
    """What a folder holds. Raises ``InputError`` when no file in it can hold an article."""
    found = sorted(_walk(top), key=lambda pair: os.fsencode(pair[0]))
    if not any(isinstance(item, Source) for _, item in found):
        if [inner for inner, _ in found] == [os.curdir] and isinstance(item := found[0][1], Issue):
            raise InputError(f"{display(str(top))}: {item.reason}", hint="make the folder readable")
        others = f", {len(found)} entries of other kinds" if found else ""
        raise InputError(
            f"{display(str(top))}: a folder without articles{others}",
            hint="articles are .txt, .jsonl, .ndjson or .json files, or these with .gz",
        )
    return [item for _, item in found]


def _walk(top: Path) -> Iterator[tuple[str, Source | Issue]]:
    """Every entry below a folder with its path below it; hidden ones are passed over."""
    waiting = [str(top)]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            inner = os.path.relpath(folder, top)
            yield inner, Issue(display(inner), f"cannot be opened: {error.strerror}")
            continue
        for entry in entries:
            inner = os.path.relpath(entry.path, top)
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif item := _entry(entry, display(inner)):
                yield inner, item


def _entry(entry: os.DirEntry[str], name: str) -> Source | Issue | None:
    """What one entry of a folder that is no folder gives."""
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError as error:
        return Issue(name, f"cannot be opened: {error.strerror}")
    if not stat.S_ISREG(mode):
        return Issue(name, f"{kind_of(mode)}, not opened; name it on the command line if it is meant")
    suffix = _suffix(entry.name)
    if suffix in _OWN_OUTPUT or _is_own_record(entry):
        return None
    source_format = _FORMATS.get(suffix)
    if source_format is None and suffix:
        reason = f"{display(suffix)} is not a kind of file that holds articles"
        return Issue(name, f"{reason}; give .txt, .jsonl, .ndjson or .json files")
    return Source(Path(entry.path), name, source_format, named=False)


def _is_own_record(entry: os.DirEntry[str]) -> bool:
    """Whether a file is the record of an output folder, and not articles under the same name."""
    if entry.name != _OWN_RECORD:
        return False
    with suppress(OSError), open_regular(Path(entry.path), follow=False) as file:
        return file.read(len(_OWN_LINE)) == _OWN_LINE
    return False


def _once(found: Sequence[Source | Issue]) -> list[Source | Issue]:
    """The sources without those that an earlier path gave already."""
    seen: set[Path | None] = set()
    kept: list[Source | Issue] = []
    for item in found:
        if isinstance(item, Source):
            real = item.path.resolve() if item.path else None
            if real in seen:
                continue
            seen.add(real)
        kept.append(item)
    return kept


def _named_apart(found: Sequence[Source | Issue]) -> tuple[Source | Issue, ...]:
    """The sources, those that share a name with another one named from the folder above them all.

    A name is the path below the input folder, and two input folders can hold the same one.
    """
    sources = [item for item in found if isinstance(item, Source)]
    shared = {name for name, count in Counter(source.name for source in sources).items() if count > 1}
    if not shared:
        return tuple(found)
    above = os.path.commonpath([source.path.absolute() for source in sources if source.path])
    return tuple(
        replace(item, name=display(os.path.relpath(item.path.absolute(), above)))
        if isinstance(item, Source) and item.path and item.name in shared
        else item
        for item in found
    )
