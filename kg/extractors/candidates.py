"""Runs of words that may be names, with their ends put right; what they name is decided later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.words import Run
from kg.lexicons import LabelKind, WordPosition
from kg.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extractors.known import Known
    from kg.extractors.words import Words
    from kg.lexicons import Lexicons

READ_BLOCKS = frozenset(
    {BlockKind.PROSE, BlockKind.CAPTION, BlockKind.HEADLINE, BlockKind.DEK, BlockKind.DATELINE}
)
"""The blocks that can hold names of their own; bylines, stamps and credits are metadata."""

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NOUN_TAGS = frozenset({"NN", "NNS", "JJ"})
_JOINERS = frozenset(
    {"of", "for", "and", "&", "the", "de", "del", "la", "al", "bin", "van", "von", "der", "on"}
)
_LINKS = frozenset({"of", "for"})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’", "`s", "´s"})
_OPEN = frozenset("\"'“”‘’«»([{-–—:;,.•*…/|#@`")
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my"})
_TITLE_SHARE = 0.6  # of the long words of a headline begin with a capital: title case, the model is no guide


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run that may be a name; ``label`` is what the model makes of it, NONE when it is silent."""

    run: Run
    label: LabelKind
    firm: bool = True


def find_candidates(
    words: Words, lexicons: Lexicons, titled: Mapping[int, Run], known: Sequence[Known]
) -> tuple[Candidate, ...]:
    """Every run of the text that may be a name, in text order, without overlaps.

    Blocks in title case give none: there the model calls everything a name.
    """
    closed = _closed_blocks(words)
    titled = _with_holders(titled, known)
    found: list[Candidate] = []
    for run, label in words.labelled:
        kind = lexicons.entity_types.get(label, LabelKind.NONE)
        if label in _IGNORED or words.block[run.first] in closed:
            continue
        found.extend(
            Candidate(piece, kind)
            for part in _pieces(words, run, lexicons)
            if (piece := _trimmed(words, part, titled, kind)) is not None
        )
    fence = frozenset(i for one in known if one.sure for i in range(one.run.first, one.run.last))
    fence |= frozenset(i for run in titled.values() for i in range(run.first, run.last))
    found = _extended(words, found, fence, lexicons)
    found = [one for one in found if not _of_a_people(words, one, known)]
    found.extend(_silent(words, found, closed, titled, fence))
    return tuple(sorted(_largest(found), key=lambda one: one.run.first))


def _of_a_people(words: Words, one: Candidate, known: Sequence[Known]) -> bool:
    """Whether the run is a people's or country's name and common nouns only: "Chinese government"."""
    first = {k.run.first: k.run for k in known}.get(one.run.first)
    if first is None or first.last >= one.run.last:
        return False
    rest = range(first.last, one.run.last)
    return all(words.word[i].islower() or words.lower[i] in _APOSTROPHES for i in rest)


def _with_holders(titled: Mapping[int, Run], known: Sequence[Known]) -> dict[int, Run]:
    """The titles, and before some of them the country or body they are held in: "UK Prime Minister"."""
    found = dict(titled)
    for one in known:
        title = titled.get(one.run.last)
        if title is not None and one.run.first not in found:
            found[one.run.first] = Run(one.run.first, title.last)
    return found


_IGNORED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})


def _closed_blocks(words: Words) -> frozenset[int]:
    """The blocks whose words say nothing about names: metadata, title case, capitals only."""
    by_block: dict[int, list[int]] = {}
    for i, block in enumerate(words.block):
        by_block.setdefault(block, []).append(i)
    return frozenset(block for block, inside in by_block.items() if not _open_block(words, inside))


def _open_block(words: Words, inside: Sequence[int]) -> bool:
    """Whether the model can be trusted in the block of these words."""
    kind = words.kind[inside[0]]
    if kind not in READ_BLOCKS:
        return False
    if kind in (BlockKind.PROSE, BlockKind.CAPTION, BlockKind.DATELINE):
        return True
    long = [words.word[i] for i in inside if len(words.word[i]) > 3 and words.word[i].isalpha()]  # noqa: PLR2004
    return sum(word[0].isupper() for word in long) <= _TITLE_SHARE * len(long)


def _pieces(words: Words, run: Run, lexicons: Lexicons) -> Iterator[Run]:
    """The run cut where one name ends and another begins: blocks, commas, brackets, "and" between bodies."""
    first = run.first
    for i in range(run.first, run.last):
        at_end = i + 1 == run.last
        cut = words.word[i] in _CUTS or (
            words.lower[i] in {"and", "&"} and i > first and _two_bodies(words, first, i, run.last, lexicons)
        )
        if cut:
            if i > first:
                yield Run(first, i)
            first = i + 1
        elif not at_end and not words.same_block(i, i + 1):
            yield Run(first, i + 1)
            first = i + 1
    if first < run.last:
        yield Run(first, run.last)


_CUTS = frozenset({",", "(", ")", ";", ":", "/", "[", "]", "—", "–", "|", "…"})


def _two_bodies(words: Words, first: int, i: int, last: int, lexicons: Lexicons) -> bool:
    """Whether the words on both sides of "and" are names of bodies on their own."""
    if words.lower[i] == "&" or i + 1 >= last:
        return False
    return ends_as_body(words, Run(first, i), lexicons) and ends_as_body(words, Run(i + 1, last), lexicons)


@cache
def last_words(lexicons: Lexicons) -> frozenset[str]:
    """The words that end, or stand anywhere in, the name of a body."""
    return frozenset(r.word.lower() for r in lexicons.org_words if r.position is not WordPosition.FIRST)


@cache
def first_words(lexicons: Lexicons) -> frozenset[str]:
    """The words that begin, or stand anywhere in, the name of a body."""
    return frozenset(r.word.lower() for r in lexicons.org_words if r.position is not WordPosition.LAST)


def ends_as_body(words: Words, run: Run, lexicons: Lexicons) -> bool:
    """Whether a name of this form is the name of a body: "… University", "Ministry of …"."""
    if words.lower[run.last - 1] in last_words(lexicons):
        return True
    return len(run) > 1 and words.lower[run.first] in first_words(lexicons)


def _trimmed(words: Words, run: Run, titled: Mapping[int, Run], kind: LabelKind) -> Run | None:
    """The bare name in the run: no article, title, quotation mark or possessive ending; else None."""
    first, last = run.first, run.last
    while first < last:
        title = titled.get(first)
        if words.word[first] in _OPEN or words.lower[first] in _DETERMINERS:
            first += 1
        elif title is not None and title.last <= last and _strips(words, title, last, kind):
            first = title.last
        else:
            break
    while last > first and (words.lower[last - 1] in _APOSTROPHES or words.word[last - 1] in _OPEN):
        last -= 1
    closing = next((t for i in range(last - 1, first, -1) if (t := titled.get(i)) and t.last == last), None)
    if closing is not None and kind is not LabelKind.PERSON:
        last = closing.first
    return Run(first, last) if first < last and _lettered(words, first, last) else None


def _strips(words: Words, title: Run, last: int, kind: LabelKind) -> bool:
    """Whether a title at the start of a name is no part of it: always but in "Justice Ministry"."""
    return kind is LabelKind.PERSON or title.last == last or words.tag[title.last] not in _NAME_TAGS


def _lettered(words: Words, first: int, last: int) -> bool:
    """Whether the run holds a capital letter or stands for a name by having letters at all."""
    return any(any(c.isupper() for c in words.word[i]) for i in range(first, last))


def _proper(words: Words, i: int) -> bool:
    """Whether word ``i`` is a proper noun with a capital, or a noun all in capitals."""
    word, tag = words.word[i], words.tag[i]
    if tag in _NAME_TAGS:
        return word[:1].isupper()
    return tag in _NOUN_TAGS and len(word) > 1 and word.isupper() and word.isalpha()


def _hyphenated(words: Words, i: int, edge: int) -> bool:
    """Whether word ``i`` belongs to the name at ``edge`` by a hyphen without blanks: "Cheuk-yan"."""
    hyphen = i if words.word[i] == "-" else edge
    if words.word[hyphen] != "-" or not words.same_block(hyphen - 1, hyphen + 1):
        return False
    return words.end[hyphen - 1] == words.start[hyphen] and words.end[hyphen] == words.start[hyphen + 1]


def _near(words: Words, i: int, j: int) -> bool:
    """Whether word ``j`` follows word ``i`` in one block with nothing but blanks between."""
    return words.same_block(i, j) and words.sentence[i] == words.sentence[j]


def _extended(
    words: Words, found: Sequence[Candidate], fence: frozenset[int], lexicons: Lexicons
) -> list[Candidate]:
    """The candidates with the words that belong to them: "Kasama … School", "… Commission for Latin America".

    ``fence`` are words that no name takes in: those of countries and titles.
    """
    taken = {i: one for one in found for i in range(one.run.first, one.run.last)}
    return [_grown(words, one, taken, fence, lexicons) for one in found]


def _grown(
    words: Words, one: Candidate, taken: Mapping[int, Candidate], fence: frozenset[int], lexicons: Lexicons
) -> Candidate:
    """One candidate with its neighbours where its form asks for them."""
    first, last = one.run.first, one.run.last
    while _joins(words, first - 1, first, taken, fence):
        first -= 1
    compound = one.label in (LabelKind.PERSON, LabelKind.NONE)
    while _joins(words, last, last - 1, taken, fence) or (compound and _hyphenated(words, last, last - 1)):
        last += 1
    if words.lower[first] in first_words(lexicons) or words.lower[last - 1] in first_words(lexicons):
        link = next((i for i in range(first, last) if words.lower[i] in _LINKS), last)
        last = max(last, _complement(words, last, taken), _list_end(words, link + 1, taken))
    return replace(one, run=Run(first, last))


def _joins(words: Words, i: int, edge: int, taken: Mapping[int, Candidate], fence: frozenset[int]) -> bool:
    """Whether word ``i`` beside the edge of a name is a capital proper noun that nothing else claims."""
    if i in taken or i in fence or not words.same_block(i, edge) or words.sentence[i] != words.sentence[edge]:
        return False
    return _proper(words, i)


def _complement(words: Words, last: int, taken: Mapping[int, Candidate]) -> int:
    """Where the name of a body ends when "of …" or "for …" goes on with it.

    "and" goes on only to words that the model does not call a name of their own.
    """
    if not (words.same_block(last - 1, last) and words.lower[last] in _LINKS):
        return last
    end, i = last, last + 1
    while words.same_block(last, i) and words.sentence[i] == words.sentence[last]:
        goes_on = words.lower[i] in _AND and _capital(words, i + 1, last)
        if words.word[i][:1].isupper():
            end, i = i + 1, i + 1
        elif words.lower[i] in _SMALL or (goes_on and not _other_name(i + 1, taken, end)):
            i += 1
        else:
            break
    return end


def _capital(words: Words, i: int, near: int) -> bool:
    """Whether word ``i`` has a capital and stands in the block of ``near``."""
    return words.same_block(near, i) and words.word[i][:1].isupper()


def _list_end(words: Words, i: int, taken: Mapping[int, Candidate]) -> int:
    """Where a list of fields ends, "A, B and C", all with capitals, no person; 0 when there is none."""
    commas, last = 0, 0
    start = i
    while _capital(words, i, start) or (words.same_block(start, i) and words.lower[i] in _LISTING):
        if i in taken and taken[i].label is LabelKind.PERSON:
            return 0
        commas += words.word[i] == ","
        if words.lower[i] in _AND:
            last = i
        elif last and words.word[i] == ",":
            break
        i += 1
    return i if commas and last and last + 1 < i else 0


_LISTING = frozenset({"and", "&", ","})
_AND = frozenset({"and", "&"})
_SMALL = frozenset({"the", "of", "for"})


def _other_name(i: int, taken: Mapping[int, Candidate], end: int) -> bool:
    """Whether word ``i`` begins a name that the model found and that starts after ``end``."""
    return i in taken and taken[i].run.first == i >= end


def _silent(
    words: Words,
    found: Sequence[Candidate],
    closed: frozenset[int],
    titled: Mapping[int, Run],
    fence: frozenset[int],
) -> Iterator[Candidate]:
    """Runs of proper nouns that the model left out."""
    taken = {i for one in found for i in range(one.run.first, one.run.last)} | fence
    i = 0
    while i < len(words):
        if i in taken or not _proper(words, i) or words.block[i] in closed or words.block[i] < 0:
            i += 1
            continue
        last = i + 1
        while _goes_on(words, last, taken):
            last += 1
        run = _trimmed(words, Run(i, last), titled, LabelKind.PERSON)
        if run is not None:
            yield Candidate(run, LabelKind.NONE, firm=False)
        i = last


def _goes_on(words: Words, i: int, taken: frozenset[int] | set[int]) -> bool:
    """Whether word ``i`` carries on the run of proper nouns before it."""
    if i in taken or not _near(words, i - 1, i):
        return False
    return _proper(words, i) or _hyphenated(words, i, i - 1)


def _largest(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates without those that overlap a longer one."""
    taken: set[int] = set()
    for one in sorted(found, key=lambda c: (-len(c.run), c.run.first)):
        inside = range(one.run.first, one.run.last)
        if not any(i in taken for i in inside):
            taken.update(inside)
            yield one
