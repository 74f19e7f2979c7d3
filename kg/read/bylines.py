"""Bylines become author names: who wrote an article, apart from roles, places and outlets beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from kg.model import Credit, Span
from kg.read.words import BylineWord, words

if TYPE_CHECKING:
    from collections.abc import Sequence

# Bylines of four authors with their places have 150 characters; a longer line is prose.
_LONGEST: Final = 200
_MOST_NAME_WORDS: Final = 5

_WORD: Final = re.compile(r"[^\s,;|/•·&()–—:]+|[,;|/•·&()–—:]")
_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline, with spans in the article; none when it names a desk or an agency alone."""

    authors: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or sign of the line; ``form`` is case-folded, without a full stop at its end."""

    text: str
    form: str
    span: Span


class _Part(Enum):
    """What a stretch between two signs is."""

    NAME = auto()
    ROLE = auto()
    OTHER = auto()
    WRONG = auto()


def read_byline(text: str, base: int) -> Byline | None:
    """The byline that a line is ("By Ada Lind and Jo Voss, Reuters"), or None.

    ``base`` is where the line begins in the article. A line without "By" is a byline only when a
    role or an outlet follows the name ("Ada Lind, staff reporter in Oslo").
    """
    bare = text.strip("()[] ") if text[:1] in "([" else text
    if len(text) > _LONGEST or bare[-1:] in {"!", "?", ":"}:
        return None
    found = _words(bare, base + text.index(bare))
    if text[:1] in "([":
        return _credits_line(found)
    if found and found[0].form in words().byline_openings:
        return _with_lead(found)
    return (
        _without_lead(found)
        if any(word.form in words().bylines[BylineWord.JOINT] for word in found)
        else None
    )


def read_names(text: str, base: int) -> Byline | None:
    """The byline that a line of a header is without any word that says so ("Ada Lind in Oslo", "Reuters").

    Only for lines in places where headers name authors; anywhere else such words can be a headline.
    """
    parts = _parts(_words(text, base)) if len(text) <= _LONGEST else []
    if not parts or any(kind not in (_Part.NAME, _Part.ROLE) for kind, _ in parts):
        return None
    return Byline(_authors(parts))


def is_name(text: str) -> bool:
    """Whether the text looks like the full name of a person and nothing else.

    >>> is_name("Ada van der Lind"), is_name("The Ledger"), is_name("Talks resume")
    (True, False, False)
    """
    return _classify(_words(text, 0)) is _Part.NAME


def is_full_name(text: str) -> bool:
    """Whether the text is a person's name that begins with a known given name."""
    return is_name(text) and begins_with_given_name(text)


def begins_with_given_name(text: str) -> bool:
    """Whether the first word is a known given name."""
    return text.split(maxsplit=1)[0].casefold() in words().given_names


def is_known_outlet(name: str) -> bool:
    """Whether the name is that of an outlet in the tables, with or without "The"."""
    folded = " ".join(name.split()).casefold()
    return folded in words().outlets or folded.removeprefix("the ") in words().outlets


def is_agency(name: str) -> bool:
    """Whether the name is that of a news agency in the tables, with or without "The"."""
    return " ".join(name.split()).casefold().removeprefix("the ") in words().agencies


def is_outlet(text: str) -> bool:
    """Whether the text is the name of an outlet, known or by a word such as "Times"."""
    if is_known_outlet(text):
        return True
    forms = [word.form for word in _words(text, 0)]
    own = words().bylines[BylineWord.OUTLET]
    return 1 < len(forms) <= _MOST_NAME_WORDS and not own.isdisjoint(forms) and text[:1].isupper()


def _words(text: str, base: int) -> tuple[_Word, ...]:
    """The words and signs of a line, with their spans in the article."""
    return tuple(
        _Word(m.group(), m.group().casefold().rstrip("."), Span(base + m.start(), base + m.end()))
        for m in _WORD.finditer(text)
    )


def _lead(found: Sequence[_Word], kind: BylineWord) -> int:
    """How many words at the beginning are a phrase such as "By" or "Written by:"; 0 for none."""
    for size in (3, 2, 1):
        if " ".join(word.form for word in found[:size]) in words().bylines[kind]:
            return size + (len(found) > size and found[size].text == ":")
    return 0


def _with_lead(found: Sequence[_Word]) -> Byline | None:
    """A byline that begins with "By" or the like."""
    lead = _lead(found, BylineWord.LEAD)
    editor = _lead(found, BylineWord.EDITOR)
    parts = _parts(found[lead or editor :])
    if not (lead or editor) or not parts or any(kind is _Part.WRONG for kind, _ in parts):
        return None
    if parts[0][0] is _Part.OTHER:
        return None
    return Byline(() if editor else _authors(parts))


def _without_lead(found: Sequence[_Word]) -> Byline | None:
    """A byline that begins with a name and goes on with a role or an outlet."""
    parts = _parts(found)
    kinds = [kind for kind, _ in parts]
    if len(parts) < 2 or kinds[0] is not _Part.NAME or _Part.WRONG in kinds:  # noqa: PLR2004
        return None
    return Byline(_authors(parts)) if _Part.ROLE in kinds else None


def _credits_line(found: Sequence[_Word]) -> Byline | None:
    """A closing line such as "(Reporting by Ada Lind in Oslo; Editing by Jo Voss)"."""
    groups: list[list[_Word]] = [[]]
    for word in found:
        if word.text == ";":
            groups.append([])
        else:
            groups[-1].append(word)
    lines = [_with_lead(group) for group in groups if group]
    known = [line for line in lines if line]
    if not known or len(known) < len(lines):
        return None
    return Byline(tuple(credit for line in known for credit in line.authors))


def _parts(found: Sequence[_Word]) -> list[tuple[_Part, tuple[_Word, ...]]]:
    """The stretches between signs and conjunctions with what each is; names cut to the name."""
    joints = words().bylines[BylineWord.JOINT]
    groups: list[list[_Word]] = [[]]
    for word in found:
        if word.text.casefold() in joints or word.text in "()":
            groups.append([])
        else:
            groups[-1].append(word)
    return [_part(tuple(group)) for group in groups if group]


def _part(group: tuple[_Word, ...]) -> tuple[_Part, tuple[_Word, ...]]:
    """What one stretch is, and its words without role, outlet and place."""
    if _lead(group, BylineWord.EDITOR):
        return _Part.ROLE, group
    kept = _without_ends(_without_place(group[_lead(group, BylineWord.LEAD) :]))
    return (_classify(kept), kept) if kept else (_Part.ROLE, group)


def _without_place(group: tuple[_Word, ...]) -> tuple[_Word, ...]:
    """The words before "in Oslo" or "for Reuters"."""
    places = words().bylines[BylineWord.PLACE]
    at = next((at for at, word in enumerate(group) if at and word.text in places), len(group))
    return group[:at] if all(word.text[:1].isupper() for word in group[at + 1 :]) else group


def _without_ends(group: tuple[_Word, ...]) -> tuple[_Word, ...]:
    """The words without a role or outlet before or after them ("Ada Lind Staff Writer")."""
    while (shorter := _without_end(group)) != group:
        group = shorter
    return group


def _without_end(group: tuple[_Word, ...]) -> tuple[_Word, ...]:
    """The words without the longest role or outlet at one end; the same words when there is none."""
    table = words()
    roles = table.bylines[BylineWord.ROLE] | table.bylines[BylineWord.SUFFIX]
    for size in range(min(_MOST_NAME_WORDS, len(group)), 0, -1):
        last = " ".join(word.form for word in group[-size:])
        # "Peter Sun" is a person: an outlet is cut off only when a full name or nothing is left.
        outlet = is_known_outlet(last) and len(group) - size != 1
        if last in roles or outlet:
            return group[:-size]
        if " ".join(word.form for word in group[:size]) in roles:
            return group[size:]
    return group


def _classify(group: Sequence[_Word]) -> _Part:
    """Whether words are a person's name, some other proper name, or prose."""
    table = words()
    never, particles = table.bylines[BylineWord.NEVER], table.bylines[BylineWord.PARTICLE]
    dated = sum(word.form in table.dates for word in group)
    for word in group:
        capital = word.text[:1].isupper() or word.form in particles
        if not capital or word.form in never or not _NAME_WORD.fullmatch(word.text):
            return _Part.WRONG
    if dated == len(group) or not group:
        return _Part.WRONG
    full = 1 < len(group) <= _MOST_NAME_WORDS and group[-1].form not in particles
    return _Part.NAME if full and not is_place(" ".join(word.text for word in group)) else _Part.OTHER


def is_place(text: str) -> bool:
    """Whether the text is the name of a country or a seat of government."""
    return text.casefold() in words().places


def is_capital(text: str) -> bool:
    """Whether the text is the name of a capital."""
    return text.casefold() in words().capitals


def _authors(parts: Sequence[tuple[_Part, tuple[_Word, ...]]]) -> tuple[Credit, ...]:
    """The names among the parts; a name after a role or place is one more author only after "and"."""
    found: list[Credit] = []
    for kind, group in parts:
        if kind is not _Part.NAME:
            continue
        name = " ".join(word.text for word in group).rstrip(",")
        # Agencies print names in capitals; the graph wants the name, and the span keeps the print.
        label = name.title() if name.isupper() else name
        end = group[-1].span.end - (group[-1].text.endswith(".") and len(group[-1].text) > 2)  # noqa: PLR2004
        found.append(
            Credit(label.rstrip(".") if label[-2:-1].islower() else label, Span(group[0].span.start, end))
        )
    return tuple(found)
