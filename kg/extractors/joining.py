"""Longer names that neighbouring names may be one of: "Amnesty International" and "UK"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.acronyms import begins_name, listed_name, name_up_to_acronym
from kg.extractors.boundaries import body_words, ends_as_body, owns_body
from kg.extractors.nominals import person_nouns
from kg.extractors.words import Run
from kg.lexicons import LabelKind
from kg.model import EntityKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.authority import Authority
    from kg.extractors.readings import Known
    from kg.extractors.words import Words
    from kg.lexicons import Lexicons

_APOSTROPHES = frozenset({"'", "’"})
_AND = frozenset({"and", "&"})
_INITIAL = re.compile(r"[A-Z]\.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run that may be a name; ``label`` is what the model makes of it, NONE when it is silent."""

    run: Run
    label: LabelKind


_JOINING = (LabelKind.ORGANIZATION, LabelKind.PLACE, LabelKind.NONE)


def join_names(
    words: Words, found: Sequence[Candidate], known: Sequence[Known], lexicons: Lexicons
) -> Iterator[Candidate]:
    """The longer names that two neighbours may be one of.

    "Umurenge" and "SACCO", a table's "UN" and "Environment Program", "Czech" and "Senate", "Amnesty
    International" and "UK": the longer one wins.
    """
    bodies = [
        Candidate(one.run, LabelKind.ORGANIZATION)
        for one in known
        if one.sure
        and one.form is MentionForm.NAME
        and one.kind not in (EntityKind.COUNTRY, EntityKind.PLACE)
    ]
    starting = {one.run.first: one for one in found if one.label in _JOINING}
    for one in known:
        body = starting.get(one.run.last)
        adjective = one.sure and one.form is MentionForm.ADJECTIVE
        if adjective and body is not None and ends_as_body(words, body.run, lexicons) and len(body.run) == 1:
            yield Candidate(Run(one.run.first, body.run.last), LabelKind.ORGANIZATION)
    named = (one for one in known if one.kind is EntityKind.COUNTRY and one.form is MentionForm.NAME)
    countries = {one.run.first: one.run for one in named}
    outlets = frozenset(one.run.first for one in known if one.kind is EntityKind.OUTLET)
    for name in (*found, *bodies):
        place = countries.get(name.run.last)
        sure = name.label is LabelKind.ORGANIZATION and (
            len(name.run) > 1 or (place is not None and _is_branch(words, name.run, place, outlets))
        )
        if place and sure and words.same_block(name.run.first, place.first):
            yield Candidate(Run(name.run.first, place.last), LabelKind.ORGANIZATION)
        after = starting.get(name.run.last)
        if after is None or name.label not in _JOINING or after.label is LabelKind.PLACE:
            continue
        if begins_name(words, name.run, after.run.first):
            continue
        if words.same_block(name.run.first, after.run.first):
            yield Candidate(Run(name.run.first, after.run.last), LabelKind.ORGANIZATION)
    yield from _of_people(words, found, lexicons)
    yield from _of_members(words, found, lexicons)


def are_members(words: Words, apostrophe: int, lexicons: Lexicons) -> bool:
    """Whether the word before a bare apostrophe tells the members of a body: "African Workers' Congress"."""
    return owns_body(words, apostrophe, lexicons) and words.lower[apostrophe - 1] in person_nouns(lexicons)


def _of_members(words: Words, found: Sequence[Candidate], lexicons: Lexicons) -> Iterator[Candidate]:
    """The names that an apostrophe behind the members cut in two: "African Workers" and "Congress"."""
    starting = {one.run.first: one.run for one in found}
    for name in found:
        inside = words.lower[name.run.last - 1] in _APOSTROPHES
        apostrophe = name.run.last - inside
        after = starting.get(apostrophe + 1)
        if after is not None and are_members(words, apostrophe, lexicons):
            yield Candidate(Run(name.run.first, after.last), LabelKind.ORGANIZATION)


def _is_branch(words: Words, body: Run, place: Run, outlets: frozenset[int]) -> bool:
    """Whether a short form of a country makes the name of a company's branch: "Nordix UK".

    An outlet is told of the country more often: "told the BBC UK ministers had agreed".
    """
    return body.first not in outlets and len(place) == 1 and words.word[place.first].isupper()


def _of_people(words: Words, found: Sequence[Candidate], lexicons: Lexicons) -> Iterator[Candidate]:
    """The names that begin with a person's: "Anna Berg" with "Lind", "Anna B." with "Lind", "Lind Hall"."""
    starting = {one.run.first: one for one in found}
    heads = body_words(lexicons)
    for name in found:
        after = starting.get(name.run.last)
        if name.label is not LabelKind.PERSON or after is None:
            continue
        if not words.same_block(name.run.first, after.run.first):
            continue
        whole = Run(name.run.first, after.run.last)
        if after.label is LabelKind.ORGANIZATION and words.lower[after.run.first] in heads:
            yield Candidate(whole, LabelKind.ORGANIZATION)
        elif after.label is LabelKind.PERSON and _goes_on(words, name.run, after.run):
            yield Candidate(whole, LabelKind.PERSON)


def _goes_on(words: Words, run: Run, after: Run) -> bool:
    """Whether a surname alone follows a name in full, or any name an initial."""
    if _INITIAL.fullmatch(words.word[run.last - 1]):
        return len(run) > 1
    return len(run) > 1 and len(after) == 1 and words.sentence[run.first] == words.sentence[after.first]


def join_listed(words: Words, found: Sequence[Candidate], authority: Authority | None) -> Iterator[Candidate]:
    """The bodies with a list in their names: told by the acronym behind them, or known to the authority."""
    for name in found:
        spelled = listed_name(words, name.run)
        if spelled is not None:
            cut = (one.run.first for one in found if one.run.first < spelled.first < one.run.last)
            yield Candidate(Run(next(cut, spelled.first), spelled.last), LabelKind.ORGANIZATION)
        longer = name_up_to_acronym(words, name.run)
        if longer is not None:
            yield Candidate(longer, LabelKind.ORGANIZATION)
    if authority is None:
        return
    starting = {one.run.first: one for one in found}
    for name in found:
        other = starting.get(name.run.last + 1)
        if other is None or words.beside(name.run.last, name.run.first) not in _AND:
            continue
        whole = Run(name.run.first, other.run.last)
        if words.same_block(whole.first, whole.last - 1) and authority.knows_organization(words.of(whole)):
            yield Candidate(whole, LabelKind.ORGANIZATION)
