"""On which line of its file a triple stands: a scanner of Turtle, TriG, N-Triples and N-Quads.

Parsers throw lines away. This one keeps nothing else, and reads a file only when a result needs a line.
"""

from __future__ import annotations

import io
import mmap
import re
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, TYPE_CHECKING, NamedTuple

from rdflib import XSD

from kg.check.index import TYPE
from kg.check.terms import canonical, literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from kg.rdf_files import Source

_NAME = rb"(?:[^\s<>\"'#;,.\[\](){}@^\\]|\\.)"
_TYPED = rb"(?:@[A-Za-z0-9-]+|\^\^(?:<[^<>\s]*>|" + _NAME + rb"(?:" + _NAME + rb"|\.(?=" + _NAME + rb"))*))?"
# Every alternative begins with its own sign or excludes what ends it: one pass, no going back.
_LONG = rb'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""' + rb"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*'''"
_TOKEN = re.compile(
    rb"(?P<space>\s+|#[^\r\n]*)"
    rb"|(?P<iri><[^<>\s]*>)"
    rb"|(?P<string>(?:" + _LONG + rb'|"(?:[^"\\\r\n]|\\.)*"' + rb"|'(?:[^'\\\r\n]|\\.)*')" + _TYPED + rb")"
    rb"|(?P<word>@?" + _NAME + rb"(?:" + _NAME + rb"|\.(?=" + _NAME + rb"))*)"
    rb"|(?P<sign>.)",
    re.DOTALL,
)
_STARTS = (
    rb"^(?:(?:@prefix|PREFIX)[ \t]+(?P<prefix>[^\s:]*):[ \t]*<(?P<namespace>[^<>\s]*)>"
    rb"|(?P<skipped>#)|(?P<subject>[^\s@{}]\S*))"
)
_HEAD = re.compile(_STARTS, re.MULTILINE)
# Looking for strings that run over lines means looking at every character: ten times as slow.
_HEAD_OR_LONG = re.compile(_STARTS + rb"|" + _LONG, re.MULTILINE | re.DOTALL)
_NUMBERS = (
    (re.compile(r"[+-]?[0-9]+"), str(XSD.integer)),
    (re.compile(r"[+-]?[0-9]*\.[0-9]+"), str(XSD.decimal)),
    (re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"), str(XSD.double)),
)
_STRING = re.compile(r"^(\"\"\"|'''|\"|')(.*)\1(?:@([A-Za-z0-9-]+)|\^\^(.+))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A triple to be found; ``predicate`` and ``value`` None stand for any.

    ``subject`` "" stands for a node without a name: only the triple itself is then found.
    """

    subject: str
    predicate: str | None = None
    value: str | None = None


@dataclass(slots=True)
class _Scanner:
    """Where the scanner is in a file: which part of a triple comes next, and what it belongs to."""

    prefixes: dict[str, str] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)
    nested: list[list[str]] = field(default_factory=list)
    directive: list[str] | None = None
    anonymous: int = 0

    def term(self, token: str) -> Iterator[tuple[str, str, str]]:
        """A subject, a predicate, or an object, which completes a triple."""
        if self.directive is not None:
            self._declare(token)
        elif token.lower() in ("@prefix", "prefix", "@base", "base"):
            self.directive = [token.lower()]
        elif token.lower() == "graph" and not self.terms:
            return
        else:
            self.terms.append(self.resolve(token))
            if len(self.terms) >= 3:  # noqa: PLR2004 - a triple; the fourth term of N-Quads names the graph
                yield (self.terms[0], self.terms[1], self.terms[2])
                del self.terms[3:]

    def sign(self, sign: str) -> None:
        """Punctuation: the end of an object, of a predicate, of a statement, or a nested node."""
        if sign == ",":
            del self.terms[2:]
        elif sign == ";":
            del self.terms[1:]
        elif sign in ".{}" and not self.nested:
            self.terms.clear()
            self.directive = None
        elif sign in "[(":
            self.anonymous += 1
            node = f"_:anonymous{self.anonymous}"
            self.nested.append([*self.terms[:2], node])
            self.terms = [node] if sign == "[" else [*self.terms[:2]]
        elif sign in "])" and self.nested:
            self.terms = self.nested.pop()

    def resolve(self, token: str) -> str:
        """The N-Triples term that a token stands for."""
        if token.startswith(("<", "_:")):
            return token
        if token == "a" and len(self.terms) == 1:  # noqa: S105 - a keyword of Turtle
            return TYPE
        found = _STRING.match(token)
        if found:
            datatype = self.resolve(found[4])[1:-1] if found[4] else ""
            return canonical(literal(_raw(found[2]), language=found[3] or "", datatype=datatype))
        for pattern, datatype in _NUMBERS:
            if pattern.fullmatch(token):
                return literal(token, datatype=datatype)
        if token in ("true", "false"):
            return literal(token, datatype=str(XSD.boolean))
        prefix, _, local = token.partition(":")
        unescaped = re.sub(r"\\(.)", r"\1", local)
        return f"<{self.prefixes.get(prefix, prefix + ':')}{unescaped}>"

    def _declare(self, token: str) -> None:
        directive = self.directive or []
        directive.append(token)
        if len(directive) == 2 and directive[0].endswith("base"):  # noqa: PLR2004 - "@base <iri>"
            self.directive = None
        elif len(directive) == 3:  # noqa: PLR2004 - "@prefix p: <iri>"
            self.prefixes[directive[1].partition(":")[0]] = directive[2][1:-1]
            self.directive = None


def _raw(text: str) -> str:
    """The characters of a quoted string, its escapes undone."""
    safe = '"' + re.sub(r'(?<!\\)((?:\\\\)*)"', r'\1\\"', text) + '"'
    parts = parse_literal(safe)
    return text if parts is None else parts.characters


class Found(NamedTuple):
    """A line, from 1, and how close what stands there is to what was wanted: 3 is the triple itself."""

    closeness: int
    line: int


def find_lines(source: Source, wanted: Iterable[Wanted]) -> dict[Wanted, Found]:
    """The line of each wanted triple of which the file has at least the subject.

    Closest is the triple, then its subject with the predicate, with the value, and alone.
    """
    by_subject: dict[str, list[Wanted]] = {}
    for one in wanted:
        by_subject.setdefault(one.subject, []).append(one)
    if not by_subject:
        return {}
    with source.open() as stream:
        data = _contents(stream)
        best = _closest(_blocks(data, by_subject), by_subject)
        if missing := {
            one.subject: by_subject[one.subject]
            for ones in by_subject.values()
            for one in ones
            if one not in best
        }:
            best |= _closest(_triples(data, 0, len(data), {}), missing)
        return _numbered(data, best)


_EXACT = 3
_Position = tuple[int, str, str, str]


def _closest(
    triples: Iterable[_Position], by_subject: Mapping[str, Sequence[Wanted]]
) -> dict[Wanted, tuple[int, int]]:
    """Closeness and position of the best of ``triples`` for each wanted one."""
    best: dict[Wanted, tuple[int, int]] = {}
    for position, subject, predicate, value in triples:
        for one in chain(by_subject.get(subject, ()), by_subject.get("", ())):
            closeness = 2 * (one.predicate == predicate) + (one.value == value)
            if closeness > best.get(one, (-1 if one.subject else _EXACT - 1, 0))[0]:
                best[one] = (closeness, position)
    return best


def _contents(stream: IO[bytes]) -> bytes | mmap.mmap:
    """The bytes of a file, mapped into memory where the file allows it, so that its size does not count.

    What is decompressed on the way has a file number too, that of the compressed file.
    """
    if not isinstance(getattr(stream, "raw", None), io.FileIO):
        return stream.read()
    try:
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return stream.read()


def _blocks(data: bytes | mmap.mmap, subjects: Container[str]) -> Iterator[_Position]:
    """The triples of the blocks that begin, at the start of a line, with one of ``subjects``.

    A serializer sets subjects there and everything else behind a blank: the file need not be scanned.
    """
    prefixes: dict[str, str] = {}
    long = any(data.find(mark) >= 0 for mark in (b'"""', b"'''"))
    found = (_HEAD_OR_LONG if long else _HEAD).finditer(data)
    heads = (head for head in found if head.lastgroup not in (None, "skipped"))
    head = next(heads, None)
    while head is not None:
        following = next(heads, None)
        if head["prefix"] is not None:
            prefixes[head["prefix"].decode()] = head["namespace"].decode("utf-8", "replace")
        elif _Scanner(prefixes).resolve(head["subject"].decode("utf-8", "replace")) in subjects:
            yield from _triples(data, head.start(), following.start() if following else len(data), prefixes)
        head = following


def _triples(
    data: bytes | mmap.mmap, begin: int, end: int, prefixes: Mapping[str, str]
) -> Iterator[_Position]:
    """Position of its object, subject, predicate and object of every triple, in file order."""
    scanner = _Scanner(dict(prefixes))
    for token in _TOKEN.finditer(data, begin, end):
        kind = token.lastgroup
        if kind == "space":
            continue
        text = token[0].decode("utf-8", "replace")
        if kind == "sign":
            scanner.sign(text)
            continue
        for subject, predicate, value in scanner.term(text):
            yield token.start(), subject, predicate, value


def _numbered(data: bytes | mmap.mmap, found: dict[Wanted, tuple[int, int]]) -> dict[Wanted, Found]:
    """Lines from positions, counted in one pass."""
    lines: dict[Wanted, Found] = {}
    line, last = 1, 0
    for one, (closeness, position) in sorted(found.items(), key=lambda item: item[1][1]):
        line += data[last:position].count(b"\n")
        last = position
        lines[one] = Found(closeness, line)
    return lines
