"""Marked sentences become cases: a text and the statements that a careful reader finds in it.

A file of cases is read line by line. ``= name`` opens a case, the next line is its marked text, the
lines after it say more of one statement each::

    = outlet after a tail @ 2025-03-18
    {q1:The border will reopen}, {s1:Ilse Brandt} {c1:said} {t1:on Monday}, {s1.2:NRK} {c1.2:reported}.
    1 said=2025-03-17; certainty=probable; who=Ilse Brandt > NRK

In the text ``{role number:words}`` marks words of the statement with that number: ``q`` content, ``s``
source, ``c`` cue, ``a`` addressee, ``m`` medium, ``t`` time of saying. ``s1.2`` and ``c1.2`` are source
and cue of the second hop; ``s12`` is the source of the statements 1 and 2. Marks may hold others; words
without a mark belong to no statement, and a text without any holds none. `` / `` stands for the end of a
paragraph.

``@ date`` is the day of publication (``FIRST_DAY`` when missing); ``#headline`` after the name makes
the first paragraph the headline. A statement asserts, is affirmed, certain and has no known day unless
its line says otherwise; ``?`` leaves a property open. Lines with ``#`` in front are comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Certainty, Force, Form, Polarity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
FIRST_DAY = date(2024, 5, 14)
OPEN = "?"

_MARK = re.compile(r"\{([scqamt])(\d+)(?:\.(\d))?:|\}| / ")
_HEADING = re.compile(r"= (?P<name>[^@#]+?)(?: @ (?P<day>\d{4}-\d\d-\d\d))?(?P<headline> #headline)?")
_SAYING = re.compile(r"(?P<number>\d) (?P<rest>.+)")
_ORIGINATOR = 1


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day on which something can have been said; ``first`` None when it is open."""

    first: date | None
    last: date


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of a chain: source and cue as printed."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """One statement that the text holds; None leaves a property open.

    ``hops`` starts with the originator. ``who`` are the labels of the hops' entities, empty when
    the case does not ask who is meant.
    """

    number: int
    content: tuple[Span, ...]
    hops: tuple[Hop, ...]
    addressees: tuple[Span, ...] = ()
    media: tuple[Span, ...] = ()
    form: Form | None = None
    force: Force | None = Force.ASSERT
    polarity: Polarity | None = Polarity.AFFIRMED
    certainty: Certainty | None = Certainty.CERTAIN
    days: Days | None = None
    days_open: bool = False
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A text of one or more paragraphs with its statements, by number."""

    family: str
    name: str
    text: str
    day: date
    headline: str | None
    expected: tuple[Expected, ...]


class MarkError(ValueError):
    """A case that is not written in the mark language."""


@dataclass(slots=True)
class _Marked:
    """A text without its marks, and the spans they stood around by statement, role and hop."""

    text: str = ""
    spans: dict[tuple[int, str, int], list[Span]] = field(default_factory=dict)

    def of(self, number: int, role: str, hop: int = _ORIGINATOR) -> tuple[Span, ...]:
        """The spans of a role, in text order."""
        return tuple(sorted(self.spans.get((number, role, hop), ())))

    def numbers(self) -> list[int]:
        """The numbers of the statements."""
        return sorted({number for number, _, _ in self.spans})

    def hops(self, number: int) -> range:
        """The hops of a statement, the originator first."""
        last = max((hop for n, _, hop in self.spans if n == number), default=_ORIGINATOR)
        return range(_ORIGINATOR, last + 1)


def read_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """The cases of all files of a folder; a file is a family. Raises ``MarkError``."""
    cases = [case for path in sorted(folder.glob("*.txt")) for case in read_family(path)]
    names = [(case.family, case.name) for case in cases]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise MarkError(f"two cases of one name: {twice}")
    return tuple(cases)


def read_family(path: Path) -> Iterator[Case]:
    """The cases of one file."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    heads = [number for number, line in enumerate(lines) if line.startswith("= ")]
    if lines and heads[:1] != [0]:
        raise MarkError(f"{path.name}: no '= name' before {lines[0]!r}")
    for head, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        try:
            yield read_case(path.stem, lines[head:end])
        except ValueError as error:
            raise MarkError(f"{path.name}: {lines[head]}: {error}") from error


def read_case(family: str, lines: list[str]) -> Case:
    """The case of a heading, a marked text and lines on its statements."""
    heading = _HEADING.fullmatch(lines[0])
    if heading is None or len(lines) == 1:
        raise MarkError(f"not a case: {lines[0]!r}")
    marked = read_marks(lines[1])
    sayings = dict(_saying(line) for line in lines[2:])
    if set(sayings) - set(marked.numbers()):
        raise MarkError(f"no marks for {sorted(set(sayings) - set(marked.numbers()))}")
    return Case(
        family=family,
        name=heading["name"],
        text=marked.text,
        day=date.fromisoformat(heading["day"]) if heading["day"] else FIRST_DAY,
        headline=marked.text.partition("\n")[0] if heading["headline"] else None,
        expected=tuple(_expected(marked, number, sayings.get(number, {})) for number in marked.numbers()),
    )


def read_marks(line: str) -> _Marked:
    """The text of a marked line and where its marks stood."""
    marked = _Marked()
    opened: list[tuple[list[tuple[int, str, int]], int]] = []
    at = 0
    for mark in _MARK.finditer(line):
        marked.text += line[at : mark.start()]
        at = mark.end()
        if mark[0] == " / ":
            marked.text += "\n"
        elif mark[1]:
            keys = [(int(number), mark[1], int(mark[3] or _ORIGINATOR)) for number in mark[2]]
            opened.append((keys, len(marked.text)))
        elif opened:
            keys, start = opened.pop()
            for key in keys:
                marked.spans.setdefault(key, []).append(Span(start, len(marked.text)))
        else:
            raise MarkError("a mark is closed that is not open")
    if opened:
        raise MarkError(f"{len(opened)} marks are not closed")
    marked.text += line[at:]
    if "{" in marked.text:
        raise MarkError("an unknown mark")
    return marked


def _saying(line: str) -> tuple[int, dict[str, str]]:
    """The number and the properties of a line such as "1 said=2024-05; force=warn"."""
    found = _SAYING.fullmatch(line)
    if found is None:
        raise MarkError(f"not a line on a statement: {line!r}")
    pairs = [part.partition("=") for part in found["rest"].split(";")]
    return int(found["number"]), {key.strip(): value.strip() for key, _, value in pairs}


def _expected(marked: _Marked, number: int, said: dict[str, str]) -> Expected:
    """One expected statement from its marks and its line."""
    unknown = set(said) - {"form", "force", "polarity", "certainty", "said", "who"}
    if unknown:
        raise MarkError(f"unknown properties {sorted(unknown)}")
    content = marked.of(number, "q")
    if not content:
        raise MarkError(f"statement {number} has no content")
    form, force, polarity, certainty = (said.get(k) for k in ("form", "force", "polarity", "certainty"))
    return Expected(
        number=number,
        content=content,
        hops=tuple(Hop(marked.of(number, "s", h), marked.of(number, "c", h)) for h in marked.hops(number)),
        addressees=marked.of(number, "a"),
        media=marked.of(number, "m"),
        form=_form(marked.text, content) if form is None else None if form == OPEN else Form[form.upper()],
        force=None if force == OPEN else Force(force or Force.ASSERT),
        polarity=None if polarity == OPEN else Polarity(polarity or Polarity.AFFIRMED),
        certainty=None if certainty == OPEN else Certainty(certainty or Certainty.CERTAIN),
        days=_days(said["said"]) if said.get("said", OPEN) != OPEN else None,
        days_open=said.get("said") == OPEN,
        who=tuple(name.strip() for name in said["who"].split(">")) if "who" in said else (),
    )


def _days(words: str) -> Days:
    """The days of "2024-05-13", "2024-05-06..2024-05-12" or "..2024-05-14"."""
    first, dots, last = words.partition("..")
    if not dots:
        return Days(date.fromisoformat(first), date.fromisoformat(first))
    return Days(date.fromisoformat(first) if first else None, date.fromisoformat(last))


_DOUBLE = re.compile(r'[“„«][^”»\n]*[”»]?|"[^"\n]*"|``[^\n]*?\'\'')
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
# As the contract has it: a word or two outside the marks leave a quotation direct, and so does "that".
_DIRECT_SHARE = 0.9
_THAT = re.compile(r"that\s+", re.IGNORECASE)


def _form(text: str, content: tuple[Span, ...]) -> Form:
    """The form by double quotation marks; single ones must be told with ``form=``."""
    quoted = {at for mark in _DOUBLE.finditer(text) for at in range(*mark.span())}
    that = _THAT.match(text, content[0].start)
    bare = (Span(that.end(), content[0].end), *content[1:]) if that else content
    words = [m.start() for span in bare for m in _WORD.finditer(text, span.start, span.end)]
    inside = sum(at in quoted for at in words)
    if not inside:
        return Form.INDIRECT
    return Form.DIRECT if inside >= _DIRECT_SHARE * len(words) else Form.MIXED
