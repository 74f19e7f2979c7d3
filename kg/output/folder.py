"""An output folder: one file an article, a manifest of hashes, a lock, and only changed articles rebuilt.

``manifest.jsonl`` is the record of finished runs: one line an article, sorted, with the hash of
everything its file was built from and the hash of the file. While a run is under way each finished
article is a line of ``.kg-journal.jsonl``; the next run after a killed one reads it and goes on. No file
that is not of the articles at hand is touched.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Protocol

from kg.errors import OutputError
from kg.output.formats import Target
from kg.output.manifest import Entry, Manifest, read_entries
from kg.output.safe import TEMPORARY, compressed, lock, naming, open_for_writing, replace_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

MANIFEST = "manifest.jsonl"
_JOURNAL = ".kg-journal.jsonl"
_LOCK = ".kg-lock"

_SLUG_CHARACTERS = 60
# 64 bits: among 100 million articles two share them with a probability of 3 in 10,000.
_HASH_DIGITS = 16


class Identified(Protocol):
    """An article or its draft: a name, and a ``repr`` that tells everything its graph is built from."""

    @property
    def identifier(self) -> str:
        """The name of the article in its input."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article's graph belongs, and whether what is there is still right."""

    file: str
    article: str
    source: str
    current: bool


class OutputFolder:
    """The files of articles in one folder, while ``hold`` keeps it locked.

    ``run`` names everything besides the article that decides the bytes: software, model, options.
    """

    def __init__(self, target: Target, run: str) -> None:
        """Write into the folder ``target.path``, which ``hold`` makes and locks."""
        if target.path is None or not target.folder:
            message = "not a folder"
            raise ValueError(message)
        self._folder = target.path
        self._target = target
        self._run = run
        self._manifest = Manifest()
        self._journal: BinaryIO | None = None

    @contextmanager
    def hold(self) -> Iterator[OutputFolder]:
        """Lock the folder and read what earlier runs left; on a normal end the manifest is renewed.

        Raises ``OutputError`` when the folder cannot be made or another process holds it.
        """
        with self._locked(), self._manifest:
            for name in (MANIFEST, _JOURNAL):
                for entry in read_entries(self._folder / name):
                    self._manifest.put(entry)
            with naming(str(self._folder)):
                (self._folder / TEMPORARY).unlink(missing_ok=True)
            try:
                yield self
            finally:
                if self._journal is not None:
                    self._journal.close()
            self._finish()

    def place(self, article: Identified) -> Place:
        """Where the article belongs; to be asked once an article, in input order.

        An article that repeats the identifier of another of this run, with anything else different, is
        a version of its own and gets a file of its own.
        """
        source = hashlib.sha256(f"{self._run}\0{article!r}".encode("utf-8", "backslashreplace")).hexdigest()
        file = file_name(article.identifier, self._target.suffix)
        if not self._manifest.meet(file, source):
            file = file_name(f"{article.identifier} {source}", self._target.suffix)
            self._manifest.meet(file, source)
        return Place(file, article.identifier, source, current=self._is_whole(file, source))

    def put(self, place: Place, data: bytes, *, settled: bool = True) -> Path:
        """Write the article's file; the next run leaves it alone if it is ``settled``."""
        path = self._folder / place.file
        written = compressed(data) if self._target.compressed else data
        replace_file(path, written)
        content = hashlib.sha256(written).hexdigest()
        entry = Entry(place.file, place.article, place.source if settled else "", content)
        with naming(str(self._folder)):
            if self._journal is None:
                self._journal = (self._folder / _JOURNAL).open("ab")
            self._journal.write(entry.line())
            self._journal.flush()
        self._manifest.put(entry)
        return path

    def others(self) -> int:
        """How many files of the manifest belong to articles that this run did not meet."""
        return self._manifest.others()

    def _is_whole(self, file: str, source: str) -> bool:
        """Whether the file is there as it was written, built from the same source."""
        entry = self._manifest.entry(file)
        if entry is None or entry.source != source:
            return False
        try:
            # Without a Path for each of ten thousand files.
            with open(os.path.join(self._folder, file), "rb", buffering=0) as content:  # noqa: PTH118, PTH123
                return hashlib.sha256(content.read()).hexdigest() == entry.content
        except OSError:
            return False

    def _finish(self) -> None:
        """Renew the manifest when every file is on the disk, then drop the journal."""
        journal = self._folder / _JOURNAL
        with naming(str(self._folder)):
            unrecorded = journal.exists()
        if unrecorded:
            sync_folder(self._folder)
        path = self._folder / MANIFEST
        if not _same_lines(path, self._manifest.lines()):
            with open_for_writing(Target(path, self._target.format)) as writer:
                for line in self._manifest.lines():
                    writer.write(line)
        with naming(str(self._folder)):
            journal.unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Make the folder and hold its lock, which tells this process's id."""
        path = self._folder / _LOCK
        with naming(str(self._folder)):
            self._folder.mkdir(parents=True, exist_ok=True)
            file = lock(path)
        if file is None:
            holder = path.read_text(encoding="ascii", errors="replace").strip() if path.is_file() else "?"
            raise OutputError(
                f"{self._folder}: process {holder} is writing it",
                hint="wait for it to end, or give another folder",
            )
        with file:
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode())
            file.flush()
            try:
                yield
            finally:
                path.unlink(missing_ok=True)


def file_name(identifier: str, suffix: str) -> str:
    """A file name for an article that no identifier can make leave the folder, or share with another.

    >>> file_name("../wire/Talks in Geneva.txt", ".ttl")
    'wire-talks-in-geneva-txt-fb4fbf87ce731171.ttl'
    """
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
    plain = (
        unicodedata.normalize("NFKD", identifier[-1000:]).encode("ascii", "ignore").decode("ascii").lower()
    )
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[-_SLUG_CHARACTERS:].strip("-")
    return f"{slug or 'article'}-{digest}{suffix}"


def _same_lines(path: Path, lines: Iterator[bytes]) -> bool:
    """Whether a file is there and has exactly these lines."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        return all(old == new for old, new in zip_longest(file, lines))
    return False
