"""Runs of words that may be names, with their ends put right; what they name is decided later."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kg.extractors.acronyms import INITIALLED
from kg.extractors.boundaries import (
    NOUN_TAGS,
    ends_as_body,
    is_hyphenated,
    is_proper,
    trim_name,
)
from kg.extractors.growing import Claims, grow_name
from kg.extractors.joining import Candidate, join_listed, join_names
from kg.extractors.splits import Splitter
from kg.extractors.words import NO_BLOCK, Run
from kg.lexicons import LabelKind
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.authority import Authority
    from kg.extractors.readings import Known
    from kg.extractors.words import Words
    from kg.lexicons import Lexicons

READ_BLOCKS = frozenset(
    {BlockKind.PROSE, BlockKind.CAPTION, BlockKind.HEADLINE, BlockKind.DEK, BlockKind.DATELINE}
)
"""The blocks that can hold names of their own; bylines, stamps and credits are metadata."""

_TITLE_SHARE = 0.6  # of a headline's long words begin with a capital: title case, the model is no guide
_LONG = 3  # letters; shorter words are small in title case too
_IGNORED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_DAYS = frozenset({"DATE", "TIME"})


def find_candidates(
    words: Words,
    lexicons: Lexicons,
    titled: Mapping[int, Run],
    known: Sequence[Known],
    authority: Authority | None = None,
) -> tuple[Candidate, ...]:
    """Every run of the text that may be a name, in text order, without overlaps.

    Blocks in title case give none: there the model calls everything a name. An ``authority`` knows bodies
    with "and" in their names.
    """
    closed = _closed_blocks(words)
    plain, titled = titled, _with_holders(titled, known)
    found = [
        one
        for one in _labelled(words, lexicons, titled, closed)
        if not _in_title(words, one.run, plain, lexicons)
    ]
    fence = frozenset(i for one in known if one.sure for i in range(one.run.first, one.run.last))
    fence |= frozenset(i for run in titled.values() for i in range(run.first, run.last))
    claims = Claims(
        {i: (one.run, one.label) for one in found for i in range(one.run.first, one.run.last)}, fence
    )
    found = [Candidate(grow_name(words, one.run, one.label, claims, lexicons), one.label) for one in found]
    peoples = {one.run.first: one.run for one in known}
    found = [one for one in found if not _of_a_people(words, one.run, peoples)]
    taken = {i for one in found for i in range(one.run.first, one.run.last)} | fence | _days(words)
    found.extend(
        Candidate(run, LabelKind.NONE)
        for proper in _silent(words, closed, taken)
        if (run := trim_name(words, proper, titled, LabelKind.PERSON, lexicons))
    )
    longer = chain(join_names(words, found, known, lexicons), join_listed(words, found, authority))
    return tuple(sorted(_largest(chain(longer, found)), key=lambda one: one.run.first))


def _closed_blocks(words: Words) -> frozenset[int]:
    """The blocks whose words say nothing about names: metadata, title case, capitals only."""
    closed = {words.block[run.first] for run in words.blocks if not _open_block(words, run)}
    return frozenset({*closed, NO_BLOCK})


def _open_block(words: Words, run: Run) -> bool:
    """Whether the model can be trusted in the block that the run is."""
    kind = words.kind[run.first]
    if kind not in READ_BLOCKS:
        return False
    if kind in (BlockKind.PROSE, BlockKind.CAPTION, BlockKind.DATELINE):
        return True
    long = [word for word in words.word[run.first : run.last] if len(word) > _LONG and word.isalpha()]
    return sum(word[0].isupper() for word in long) <= _TITLE_SHARE * len(long)


def _with_holders(titled: Mapping[int, Run], known: Sequence[Known]) -> dict[int, Run]:
    """The titles, and before some of them the country or body they are held in: "UK Prime Minister"."""
    found = dict(titled)
    for one in known:
        title = titled.get(one.run.last)
        if title is not None and one.run.first not in found:
            found[one.run.first] = Run(one.run.first, title.last)
    return found


def _labelled(
    words: Words, lexicons: Lexicons, titled: Mapping[int, Run], closed: frozenset[int]
) -> Iterator[Candidate]:
    """The model's names, cut and trimmed."""
    splitter = Splitter.read(words, lexicons)
    for run, label in words.labelled:
        kind = lexicons.entity_types.get(label, LabelKind.NONE)
        if label in _IGNORED or words.block[run.first] in closed:
            continue
        for part in splitter.split(run, kind):
            piece = trim_name(words, part, titled, kind, lexicons)
            if piece is not None:
                person = INITIALLED.fullmatch(words.word[piece.first])
                yield Candidate(piece, LabelKind.PERSON if person else kind)


def _in_title(words: Words, run: Run, titled: Mapping[int, Run], lexicons: Lexicons) -> bool:
    """Whether the run is the first words of a longer title, no body's: "Home" in "Home Secretary"."""
    title = titled.get(run.first)
    if title is None or title.last <= run.last or ends_as_body(words, run, lexicons):
        return False
    return words.lower[run.last - 1] not in load_name_words()[NameGroup.INSTITUTION]


def _of_a_people(words: Words, run: Run, peoples: Mapping[int, Run]) -> bool:
    """Whether the run is a people's or country's name and common nouns only: "Chinese government"."""
    first = peoples.get(run.first)
    if first is None or first.last >= run.last:
        return False
    return all(not words.word[i][:1].isupper() for i in range(first.last, run.last))


def _days(words: Words) -> set[int]:
    """The words of dates and times."""
    return {i for run, label in words.labelled if label in _DAYS for i in range(run.first, run.last)}


def _silent(words: Words, closed: frozenset[int], taken: set[int]) -> Iterator[Run]:
    """Runs of proper nouns that the model left out."""
    last = 0
    word = words.word
    for i in [i for i, tag in enumerate(words.tag) if tag in NOUN_TAGS and word[i][:1].isupper()]:
        if i < last or i in taken or words.block[i] in closed or words.block[i] < 0:
            continue
        if not is_proper(words, i):
            continue
        last = i + 1
        while _goes_on(words, last, taken):
            last += 1
        yield Run(i, last)


def _goes_on(words: Words, i: int, taken: set[int]) -> bool:
    """Whether word ``i`` carries on the run of proper nouns before it."""
    if i in taken or not words.same_block(i - 1, i) or words.sentence[i - 1] != words.sentence[i]:
        return False
    return is_proper(words, i) or is_hyphenated(words, i, i - 1)


def _largest(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates without those that overlap a longer one."""
    taken: set[int] = set()
    for one in sorted(found, key=lambda c: (-len(c.run), c.run.first)):
        inside = range(one.run.first, one.run.last)
        if taken.isdisjoint(inside):
            taken.update(inside)
            yield one
