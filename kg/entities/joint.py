"""Several who speak as one source: "Berg, Senator Lind and the union (NU)", "Berg and her lawyer"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.lexicons import Lexicons

_ACRONYM = re.compile(r"\s\([^()]*\)$")
_JOINT = re.compile(r",?\s(?:and|&)\s|,\s")  # one blank: of many each would be a beginning
_FEWEST_LISTED = 3  # two names with "and" between them are one phrase without a comma


def lists(text: str, span: Span, names: Iterable[Span], lexicons: Lexicons) -> bool:
    """Whether the phrase lists names, and nothing but names and titles: "Berg, Lind and the union".

    ``names`` are those of the phrase.
    """
    parts = list(_parts(text, span))
    if len(parts) < _FEWEST_LISTED or "and" not in text[parts[-2].end : parts[-1].start]:
        return False
    ends = {name.end: name for name in names}
    return all(_name_of(text, part, ends, lexicons) is not None for part in parts)


def named_members(text: str, span: Span, names: Iterable[Span], lexicons: Lexicons) -> list[Span]:
    """Whom a phrase for several names, in text order: of "Berg and her lawyer" Berg.

    Where the last of them is just a noun, the names before it may belong to it and nobody is a member:
    "Nordship and Riverline officials". A pronoun is a member too ("she and Lind"), if it is a whole part.
    """
    parts = list(_parts(text, span))
    ends = {name.end: name for name in names}
    found = [_name_of(text, part, ends, lexicons) for part in parts]
    words = load_source_words()
    first_word = parts[-1].of(text).split()[:1]
    others = words[SourceGroup.DETERMINER]
    if found[-1] is None and not (first_word and first_word[0].casefold() in others):
        return []
    return [name for name in found if name is not None]


def _parts(text: str, span: Span) -> Iterator[Span]:
    """What stands between the commas and "and" of a phrase, without blanks around it."""
    start = span.start
    for joint in _JOINT.finditer(text, span.start, span.end):
        yield _bare(text, start, joint.start())
        start = joint.end()
    yield _bare(text, start, span.end)


def _bare(text: str, start: int, end: int) -> Span:
    """The characters from ``start`` to ``end`` without blanks around them."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, max(start, end - (len(words) - len(words.rstrip()))))


def _name_of(text: str, part: Span, ends: dict[int, Span], lexicons: Lexicons) -> Span | None:
    """The name that a part is, with an article or a title at most before it and an acronym behind it."""
    name = ends.get(part.start + len(_ACRONYM.sub("", part.of(text))))
    if name is None or name.start < part.start:
        return None
    before = text[part.start : name.start].strip().casefold().removeprefix("the").strip()
    return name if not before or before in lexicons.title_forms else None
