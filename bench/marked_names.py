"""Texts with the names in them marked, and what each names: what ``bench.name_evidence`` learns from.

Three forms are read: the records of the prepared GUM files, IOB2 files of Universal NER, and the
project's own articles and invented reports.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.files import folder
from kg.lexicons import read_rows
from kg.model import Article, EntityKind, Span
from kg.read import Defaults, article_from_text, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.extractors.evidence import Kind

_HERE = Path(__file__).parent
_KINDS: Mapping[str, Kind] = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "PLACE": EntityKind.PLACE,
    "COUNTRY": EntityKind.PLACE,
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANIZATION,
    "Place": EntityKind.PLACE,
    "PER": EntityKind.PERSON,
    "LOC": EntityKind.PLACE,
}
_LETTERS: Mapping[str, Kind] = {
    "P": EntityKind.PERSON,
    "O": EntityKind.ORGANIZATION,
    "L": EntityKind.PLACE,
    "-": None,
}
_MARK = re.compile(r"\[(?P<kind>[POL-]) (?P<name>[^\]]+)\]")
_LEAD = re.compile(
    r"(?:the|an?|mr|mrs|ms|dr|sir|president|prime minister|minister|senator)\.?\s+", re.IGNORECASE
)
# What a use in Universal NER counts for: messages, reviews and single sentences are unlike articles.
# With 1 the names of articles left out are worse than with none at all, with .1 to .3 they are best.
_UNIVERSAL_SHARE = 0.2
_TAIL = re.compile(r"(?:['’]s|['’]|[\s,.])+$")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a name of one of the project's texts names; ``-`` is anything but a person, body or place."""

    text: str
    name: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its true names: where each stands, what it names; ``share`` is what it counts for."""

    group: str
    article: Article
    gold: Mapping[Span, Kind]
    share: float = 1.0


def _gum(path: Path) -> Iterator[Marked]:
    """The articles of a JSON Lines file with their names; of two names that overlap the first is taken."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        day = record.get("date") or ""
        defaults = Defaults(published=date.fromisoformat(day) if len(day) == len("2020-01-01") else None)
        text = record["text"]
        gold: dict[Span, Kind] = {}
        for mention in record["mentions"]:
            if mention["form"] == "name":
                start, end = mention["head"] or (mention["start"], mention["end"])
                kind = None if mention["demonym"] else _KINDS.get(mention["type"])
                gold.setdefault(bare(text, start, end), kind)
        article = article_from_text(text, record["id"], defaults, headline=record["title"])
        yield Marked(record["id"], article, gold)


def bare(text: str, start: int, end: int) -> Span:
    """The characters of a name without article, title and possessive ending."""
    while (lead := _LEAD.match(text, start, end)) and lead.end() < end:
        start = lead.end()
    tail = _TAIL.search(text[start:end])
    return Span(start, start + tail.start() if tail and tail.start() else end)


def read_marked(paths: Iterable[Path]) -> Iterator[Marked]:
    """The articles of the files, and the project's own."""
    for path in paths:
        yield from _universal(path) if path.suffix == ".iob2" else _gum(path)
    yield from _own()


def _universal(path: Path) -> Iterator[Marked]:
    """The documents of a file of Universal NER, each sentence after the one before."""
    group = ""
    sentences: list[tuple[str, list[list[str]]]] = []
    for blank, lines in groupby(path.read_text(encoding="utf-8").splitlines(), key=lambda line: not line):
        if blank:
            continue
        rows = list(lines)
        head = {key: value for key, _, value in (row[2:].partition(" = ") for row in rows if row[0] == "#")}
        if "newdoc id" in head and sentences:
            yield _document(group, sentences)
            sentences = []
        group = head.get("newdoc id", group)
        sentences.append((head["text"], [row.split("\t") for row in rows if row[0] != "#"]))
    yield _document(group, sentences)


def _document(group: str, sentences: Iterable[tuple[str, list[list[str]]]]) -> Marked:
    """The article of one document, a blank between two sentences."""
    text, gold = "", dict[Span, "Kind"]()
    for sentence, rows in sentences:
        base = len(text)
        text += f"{sentence} "
        for start, end, kind in _iob(sentence, rows):
            gold[bare(text, base + start, base + end)] = _KINDS[kind]
    return Marked(group, article_from_text(text.rstrip(), group), gold, _UNIVERSAL_SHARE)


def _iob(sentence: str, rows: Iterable[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Where the names of a sentence stand, and the tag of each."""
    at, found = 0, list[tuple[int, int, str]]()
    for _, word, tag, *_ in rows:
        start = sentence.index(word, at)
        at = start + len(word)
        if tag.startswith("I-") and found:
            found[-1] = (found[-1][0], at, found[-1][2])
        elif tag != "O":
            found.append((start, at, tag[2:]))
    yield from found


def _own() -> Iterator[Marked]:
    """The project's own articles with the names marked in them, and its invented reports.

    The marked cases of statements are left out: they change often, and the table would change with them.
    """
    marks: dict[str, dict[str, Kind]] = {}
    for row in read_rows(_HERE / "name_marks.tsv", Mark):
        marks.setdefault(row.text, {})[row.name] = _KINDS.get(row.kind)
    seeds = sorted(folder("seeds").iterdir())
    texts = [(f"seeds/{path.name}", one) for path in seeds for one in read([str(path)])]
    for group, article in texts:
        if isinstance(article, Article):
            yield Marked(group, article, dict(_printed(article.text, marks.get(group, {}))))
    for number, line in enumerate((_HERE / "name_texts.txt").read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            yield _marked_line(f"texts/{number}", line.replace(" / ", "\n\n"))


def _marked_line(group: str, line: str) -> Marked:
    """An article whose names stand in square brackets behind a letter for what they name."""
    gold: dict[Span, Kind] = {}
    text, end = "", 0
    for match in _MARK.finditer(line):
        text += line[end : match.start()]
        gold[Span(len(text), len(text) + len(match["name"]))] = _LETTERS[match["kind"]]
        text, end = text + match["name"], match.end()
    article = article_from_text(text + line[end:], group)
    return Marked(group, article, gold)


def _printed(text: str, names: Mapping[str, Kind]) -> Iterator[tuple[Span, Kind]]:
    """Where the text prints the names, longer names first."""
    taken: list[Span] = []
    for name in sorted(names, key=lambda one: (-len(one), one)):
        words = r"\s*".join(map(re.escape, name.split()))
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield span, names[name]
