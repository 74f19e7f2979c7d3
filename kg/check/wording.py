"""A report in plain words: a line a result, where it stands, the words of the article, then the counts."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kg.check.report import Severity
from kg.check.terms import parse_literal, plain, shorten
from kg.check.vocabulary import load_vocabulary
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.check.report import Place, Report, Result

_COLOURS = {Severity.VIOLATION: "31", Severity.WARNING: "33", Severity.INFO: "36"}
# A line of a terminal and a half; the words of a whole paragraph would bury the message.
_LONGEST = 120


def as_text(report: Report, *, colour: bool = False) -> str:
    """The report as a person reads it, nothing in it that a terminal would obey."""
    return "\n".join([*_lines(report, colour=colour), ""])


def summary(report: Report) -> str:
    """One line: the verdict, the counts, and how much was looked at.

    A report of nothing wrong says so in the same words every time: "conforms".
    """
    counts = [_count(report.counts.get(severity, 0), severity.value) for severity in Severity]
    verdict = "conforms" if report.conforms else "does not conform"
    read = f"{_count(report.triples, 'triple')} in {_count(report.files, 'file')}"
    looked = f"{_count(report.focus_nodes, 'node')} looked at by {_count(report.shapes, 'shape')}"
    return f"{verdict}: {', '.join(counts)}; {read}, {looked} ({report.engine or 'no engine'})"


def visible(text: str) -> str:
    r"""The text on one line, with every sign that a terminal would obey or hide written out.

    >>> visible("a\x1b[2J\u202eb")
    'a\\x1b[2J\\u202eb'
    """
    return "".join(
        character
        if character == " " or unicodedata.category(character)[0] not in "CZ"
        else _escaped(character)
        for character in text
    )


def shown(term: str) -> str:
    """A term as a person reads it: a prefixed name, an IRI, or characters in quotation marks."""
    parts = parse_literal(term)
    if parts is None:
        return shorten(term, _prefixes()).removeprefix("<").removesuffix(">")
    words = visible(parts.characters)
    quoted = '"' + (words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…") + '"'
    if parts.language:
        return f"{quoted}@{parts.language}"
    return f"{quoted} ({shorten(f'<{parts.datatype}>', _prefixes())})" if parts.datatype else quoted


def _lines(report: Report, *, colour: bool) -> Iterator[str]:
    for row in report.results:
        yield from _row(row, colour=colour)
    hidden = sum(report.counts.values()) - len(report.results)
    if hidden:
        yield f"… and {_count(hidden, 'result')} more"
    for short in report.shortfalls:
        yield f"too few {short.name}: {short.found}, and at least {short.expected} are wanted"
    for issue in report.skipped:
        yield f"skipped: {visible(issue.reason)}"
    yield summary(report)


def _row(row: Result, *, colour: bool) -> Iterator[str]:
    where = ":".join(str(part) for part in (row.file, row.line) if part is not None)
    severity = row.severity.value
    painted = f"\x1b[{_COLOURS[row.severity]}m{severity}\x1b[0m" if colour else severity
    yield f"{visible(where)}: {painted}: {visible(row.message)} ({row.shape}, {row.constraint})".removeprefix(
        ": "
    )
    yield f"    node: {shown(row.focus)}"
    if row.value is not None and row.value != row.focus and plain(row.value) not in row.message:
        yield f"    {_path(row)}: {shown(row.value)}"
    if row.place is not None:
        place = row.place
        yield f"    article: {visible(place.article)}{_words(place)}"


def _words(place: Place) -> str:
    """Where in its article a place is, and its words; nothing for the article as a whole."""
    if not place.words:
        return ""
    line = f":{place.line}" if place.line is not None else f", character {place.begin}"
    words = place.words if len(place.words) <= _LONGEST else place.words[: _LONGEST - 1] + "…"
    return f"{line}: {visible(words)}"


def _path(row: Result) -> str:
    return shorten(row.path, _prefixes()) if row.path else "value"


def _prefixes() -> dict[str, str]:
    return {**load_vocabulary().prefixes, **PREFIXES}


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _escaped(character: str) -> str:
    return (
        character.encode("unicode_escape").decode("ascii")
        if character.isascii()
        else f"\\u{ord(character):04x}"
    )
