"""Paths become drafts one after the other; what cannot be read becomes an issue and the rest goes on."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import IO, TYPE_CHECKING, Final

from kg.errors import ConfigError, InputError
from kg.model import Issue
from kg.read.article import NO_DEFAULTS, Defaults, Draft, draft_from_text
from kg.read.clean import clean
from kg.read.decode import decode
from kg.read.distinct import distinct
from kg.read.folders import Source, SourceFormat, find_sources
from kg.read.gauge import Gauge, Gauged
from kg.read.records import Record, read_document, read_record
from kg.read.streams import (
    MAX_ARTICLE_BYTES,
    MAX_RECORD_BYTES,
    chunks,
    open_regular,
    split_records,
    utf8,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from kg.model import Article

_SNIFFED: Final = 1 << 16


def read(
    paths: Sequence[str], *, defaults: Defaults = NO_DEFAULTS, source_format: str | None = None
) -> Iterator[Article | Issue]:
    """The articles of files, folders and "-" (standard input) in a fixed order, and what was left out.

    ``source_format`` ("text", "jsonl", "json") wins over what file names tell. An article's
    identifier is its path below the input folder, or its record's id. Raises ``InputError`` at once
    for a missing path or a folder without articles, ``ConfigError`` for an unknown format.
    """
    drafts = read_drafts(paths, defaults=defaults, source_format=source_format)
    return (item if isinstance(item, Issue) else item.article() for item in drafts)


def read_drafts(
    paths: Sequence[str],
    *,
    defaults: Defaults = NO_DEFAULTS,
    source_format: str | None = None,
    gauge: Gauge | None = None,
) -> Iterator[Draft | Issue]:
    """What ``read`` gives, before the texts are cut into blocks; ``gauge`` tells how far the reading is."""
    chosen = _chosen(source_format)
    found = find_sources(paths)
    gauge = gauge or Gauge()
    gauge.expect(source.path for source in found if isinstance(source, Source))
    return distinct(_each(found, defaults, chosen, gauge))


def _chosen(source_format: str | None) -> SourceFormat | None:
    """The format that the caller names."""
    if source_format is None:
        return None
    try:
        return SourceFormat(source_format)
    except ValueError as error:
        known = ", ".join(SourceFormat)
        raise ConfigError(
            f"unknown source format '{clean(source_format)}'", hint=f"one of {known}"
        ) from error


def _each(
    found: Iterable[Source | Issue], defaults: Defaults, chosen: SourceFormat | None, gauge: Gauge
) -> Iterator[tuple[str, Draft] | Issue]:
    """Every draft with the place it was read from, and every issue."""
    for source in found:
        if isinstance(source, Issue):
            yield source
            continue
        try:
            with _opened(source) as stream:
                yield from _articles(source, Gauged(stream, gauge), defaults, chosen)
        except InputError as error:
            yield _issue(source.name, error)
        except OSError as error:
            yield Issue(source.name, f"cannot be read: {error.strerror or error}")


def _opened(source: Source) -> AbstractContextManager[IO[bytes]]:
    """The bytes of a source; standard input is left open."""
    return (
        nullcontext(sys.stdin.buffer)
        if source.path is None
        else open_regular(source.path, follow=source.named)
    )


def _articles(
    source: Source, stream: Gauged, defaults: Defaults, chosen: SourceFormat | None
) -> Iterator[tuple[str, Draft] | Issue]:
    """The drafts of one open source."""
    pieces = chunks(stream)
    source_format = chosen or source.source_format
    if source_format is None:
        head = _head(pieces)
        source_format = SourceFormat.JSONL if _begins_with_object(head) else SourceFormat.TEXT
        pieces = _chain(head, pieces)
    match source_format:
        case SourceFormat.TEXT:
            text = decode(whole(pieces, MAX_ARTICLE_BYTES))
            yield source.name, draft_from_text(text, source.name, defaults)
        case SourceFormat.JSON:
            for number, item in enumerate(read_document(whole(utf8(pieces), MAX_RECORD_BYTES)), 1):
                yield from _built(item, f"{source.name}[{number}]", defaults)
        case SourceFormat.JSONL:
            yield from _lines(source, pieces, defaults)


def _lines(
    source: Source, pieces: Iterator[bytes], defaults: Defaults
) -> Iterator[tuple[str, Draft] | Issue]:
    """The drafts of JSON Lines; an issue names file and line."""
    empty = True
    for number, line in split_records(utf8(pieces), MAX_RECORD_BYTES):
        empty = False
        place = f"{source.name}:{number}"
        if line is None:
            yield Issue(place, f"a line of more than {MAX_RECORD_BYTES:,} bytes; split it")
        else:
            yield from _built(line, place, defaults)
    if empty:
        yield Issue(source.name, "empty; leave it out")


def _built(
    item: bytes | Record | InputError, place: str, defaults: Defaults
) -> Iterator[tuple[str, Draft] | Issue]:
    """The draft of one record, or the issue it is."""
    try:
        if isinstance(item, InputError):
            raise item
        record = read_record(item) if isinstance(item, bytes) else item
        yield (
            place,
            draft_from_text(
                record.text,
                record.identifier,
                defaults,
                headline=record.headline,
                published=record.published,
                outlet=record.outlet,
                url=record.url,
                language=record.language,
            ),
        )
    except InputError as error:
        yield _issue(place, error)


def _issue(place: str, error: InputError) -> Issue:
    """The issue that an error at a place is."""
    return Issue(place, f"{error.message}; {error.hint}" if error.hint else error.message)


def _head(pieces: Iterator[bytes]) -> bytes:
    """The first bytes of a stream, enough to tell JSON from text."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= _SNIFFED or b"\n" in head.lstrip():
            break
    return head


def _chain(head: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes with those already read before them."""
    yield head
    yield from rest


def _begins_with_object(head: bytes) -> bool:
    """Whether the first line begins as a JSON object with a key or without any."""
    line = b"".join(utf8(iter([head]))).lstrip() if head else b""
    return line.startswith(b"{") and line[1:].lstrip()[:1] in {b'"', b"}"}
