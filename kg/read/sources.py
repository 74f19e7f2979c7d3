"""Paths become articles one after the other; what cannot be read becomes an issue and the rest goes on."""

from __future__ import annotations

import hashlib
import sys
from contextlib import nullcontext
from typing import IO, TYPE_CHECKING, Final

from kg.errors import ConfigError, InputError
from kg.model import Article, Issue
from kg.read.article import NO_DEFAULTS, Defaults, article_from_text
from kg.read.clean import clean
from kg.read.decode import decode
from kg.read.folders import Source, SourceFormat, find_sources
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

_SNIFFED: Final = 1 << 16


def read(
    paths: Sequence[str], *, defaults: Defaults = NO_DEFAULTS, source_format: str | None = None
) -> Iterator[Article | Issue]:
    """The articles of files, folders and "-" (standard input) in a fixed order, and what was left out.

    ``source_format`` ("text", "jsonl", "json") wins over what file names tell. An article's
    identifier is its path below the input folder, or its record's id. Raises ``InputError`` at once
    for a missing path or a folder without articles, ``ConfigError`` for an unknown format.
    """
    chosen = _chosen(source_format)
    found = find_sources(paths)
    return _distinct(_each(found, defaults, chosen))


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
    found: Iterable[Source | Issue], defaults: Defaults, chosen: SourceFormat | None
) -> Iterator[tuple[str, Article] | Issue]:
    """Every article with the place it was read from, and every issue."""
    for source in found:
        if isinstance(source, Issue):
            yield source
            continue
        try:
            with _opened(source) as stream:
                yield from _articles(source, stream, defaults, chosen)
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
    source: Source, stream: IO[bytes], defaults: Defaults, chosen: SourceFormat | None
) -> Iterator[tuple[str, Article] | Issue]:
    """The articles of one open source."""
    pieces = chunks(stream)
    source_format = chosen or source.source_format
    if source_format is None:
        head = _head(pieces)
        source_format = SourceFormat.JSONL if _begins_with_object(head) else SourceFormat.TEXT
        pieces = _chain(head, pieces)
    match source_format:
        case SourceFormat.TEXT:
            text = decode(whole(pieces, MAX_ARTICLE_BYTES))
            yield source.name, article_from_text(text, source.name, defaults)
        case SourceFormat.JSON:
            for number, item in enumerate(read_document(whole(utf8(pieces), MAX_RECORD_BYTES)), 1):
                yield from _built(item, f"{source.name}[{number}]", defaults)
        case SourceFormat.JSONL:
            yield from _lines(source, pieces, defaults)


def _lines(
    source: Source, pieces: Iterator[bytes], defaults: Defaults
) -> Iterator[tuple[str, Article] | Issue]:
    """The articles of JSON Lines; an issue names file and line."""
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
) -> Iterator[tuple[str, Article] | Issue]:
    """The article of one record, or the issue it is."""
    try:
        if isinstance(item, InputError):
            raise item
        record = read_record(item) if isinstance(item, bytes) else item
        yield (
            place,
            article_from_text(
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


def _distinct(found: Iterable[tuple[str, Article] | Issue]) -> Iterator[Article | Issue]:
    """The articles without those whose text or id another one has: one text is one article.

    An article that comes twice the same is passed over. The same id with another text, and the same
    text under another id or with other metadata, are issues that name both places.
    """
    texts: dict[bytes, tuple[str, bytes]] = {}
    identifiers: dict[str, str] = {}
    for item in found:
        if isinstance(item, Issue):
            yield item
            continue
        place, article = item
        digest = bytes.fromhex(article.sha256)
        known = texts.get(digest)
        if known and article.identifier in identifiers and known[1] == _fingerprint(article):
            continue
        if known:
            yield Issue(place, f"the same text as {known[0]}: one text is one article")
        elif article.identifier in identifiers:
            other = identifiers[article.identifier]
            yield Issue(place, f"another text under the id of {other}; give each article its own id")
        else:
            texts[digest] = place, _fingerprint(article)
            identifiers[article.identifier] = place
            yield article


def _fingerprint(article: Article) -> bytes:
    """What two articles share that have the same text and metadata."""
    told = (
        article.identifier,
        article.headline,
        article.published,
        article.outlet,
        article.url,
        article.language,
    )
    return hashlib.blake2b(repr(told).encode(), digest_size=16).digest()
