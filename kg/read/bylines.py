"""Bylines become author names: who wrote an article, apart from roles, places and outlets beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Credit, Span
from kg.read.names import (
    LONGEST_NAMES,
    MOST_NAME_WORDS,
    NamePart,
    NameWord,
    classify,
    is_known_outlet,
    split_words,
)
from kg.read.words import BylineWord, words

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline, with spans in the article; none when it names a desk or an agency alone."""

    authors: tuple[Credit, ...]


def read_byline(text: str, base: int) -> Byline | None:
    """The byline that a line is ("By Ada Lind and Jo Voss, Reuters"), or None.

    ``base`` is where the line begins in the article. A line without "By" is a byline only when a
    role or an outlet follows the name ("Ada Lind, staff reporter in Oslo").
    """
    bare = text.strip("()[] ") if text[:1] in "([" else text
    if len(text) > LONGEST_NAMES or bare[-1:] in {"!", "?", ":"}:
        return None
    found = split_words(bare, base + text.index(bare))
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
    parts = _parts(split_words(text, base)) if len(text) <= LONGEST_NAMES else []
    if not parts or any(kind not in (NamePart.NAME, NamePart.ROLE) for kind, _ in parts):
        return None
    return Byline(_authors(parts))


def _lead(found: Sequence[NameWord], kind: BylineWord) -> int:
    """How many words at the beginning are a phrase such as "By" or "Written by:"; 0 for none."""
    for size in (3, 2, 1):
        if " ".join(word.form for word in found[:size]) in words().bylines[kind]:
            return size + (len(found) > size and found[size].text == ":")
    return 0


def _with_lead(found: Sequence[NameWord]) -> Byline | None:
    """A byline that begins with "By" or the like."""
    lead = _lead(found, BylineWord.LEAD)
    editor = _lead(found, BylineWord.EDITOR)
    parts = _parts(found[lead or editor :])
    if not (lead or editor) or not parts or any(kind is NamePart.WRONG for kind, _ in parts):
        return None
    if parts[0][0] is NamePart.OTHER:
        return None
    return Byline(() if editor else _authors(parts))


def _without_lead(found: Sequence[NameWord]) -> Byline | None:
    """A byline that begins with a name and goes on with a role or an outlet."""
    parts = _parts(found)
    kinds = [kind for kind, _ in parts]
    if len(parts) < 2 or kinds[0] is not NamePart.NAME or NamePart.WRONG in kinds:  # noqa: PLR2004
        return None
    return Byline(_authors(parts)) if NamePart.ROLE in kinds else None


def _credits_line(found: Sequence[NameWord]) -> Byline | None:
    """A closing line such as "(Reporting by Ada Lind in Oslo; Editing by Jo Voss)"."""
    groups: list[list[NameWord]] = [[]]
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


def _parts(found: Sequence[NameWord]) -> list[tuple[NamePart, tuple[NameWord, ...]]]:
    """The stretches between signs and conjunctions with what each is; names cut to the name."""
    joints = words().bylines[BylineWord.JOINT]
    groups: list[list[NameWord]] = [[]]
    for word in found:
        if word.text.casefold() in joints or word.text in "()":
            groups.append([])
        else:
            groups[-1].append(word)
    return [_part(tuple(group)) for group in groups if group]


def _part(group: tuple[NameWord, ...]) -> tuple[NamePart, tuple[NameWord, ...]]:
    """What one stretch is, and its words without role, outlet and place."""
    if _lead(group, BylineWord.EDITOR):
        return NamePart.ROLE, group
    kept = _without_ends(_without_place(group[_lead(group, BylineWord.LEAD) :]))
    return (classify(kept), kept) if kept else (NamePart.ROLE, group)


def _without_place(group: tuple[NameWord, ...]) -> tuple[NameWord, ...]:
    """The words before "in Oslo" or "for Reuters"."""
    places = words().bylines[BylineWord.PLACE]
    at = next((at for at, word in enumerate(group) if at and word.text in places), len(group))
    return group[:at] if all(word.text[:1].isupper() for word in group[at + 1 :]) else group


def _without_ends(group: tuple[NameWord, ...]) -> tuple[NameWord, ...]:
    """The words without a role or outlet before or after them ("Ada Lind Staff Writer")."""
    while (shorter := _without_end(group)) != group:
        group = shorter
    return group


def _without_end(group: tuple[NameWord, ...]) -> tuple[NameWord, ...]:
    """The words without the longest role or outlet at one end; the same words when there is none."""
    table = words()
    roles = table.bylines[BylineWord.ROLE] | table.bylines[BylineWord.SUFFIX]
    for size in range(min(MOST_NAME_WORDS, len(group)), 0, -1):
        last = " ".join(word.form for word in group[-size:])
        # "Peter Sun" is a person: an outlet is cut off only when a full name or nothing is left.
        outlet = is_known_outlet(last) and len(group) - size != 1
        if last in roles or outlet:
            return group[:-size]
        if " ".join(word.form for word in group[:size]) in roles:
            return group[size:]
    return group


def _authors(parts: Sequence[tuple[NamePart, tuple[NameWord, ...]]]) -> tuple[Credit, ...]:
    """The names among the parts; a name after a role or place is one more author only after "and"."""
    found: list[Credit] = []
    for kind, group in parts:
        if kind is not NamePart.NAME:
            continue
        name = " ".join(word.text for word in group).rstrip(",")
        # Agencies print names in capitals; the graph wants the name, and the span keeps the print.
        label = name.title() if name.isupper() else name
        end = group[-1].span.end - (group[-1].text.endswith(".") and len(group[-1].text) > 2)  # noqa: PLR2004
        found.append(
            Credit(label.rstrip(".") if label[-2:-1].islower() else label, Span(group[0].span.start, end))
        )
    return tuple(found)
