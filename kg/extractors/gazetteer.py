"""Every place where a text prints a form of the tables, longest form first, in linear time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from kg.extractors.columns import HEAD
from kg.extractors.words import NO_BLOCK, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.extractors.words import Words
    from kg.lexicons import Lexicons

_SHORTEST_CAPITALS = 3  # letters; "MALI" is a country in a dateline, "CHAD" may be, "US" is in the table


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Forms by their first run of letters, longest first; ``case`` tells whether case counts."""

    forms: Mapping[str, tuple[str, ...]]
    case: bool = True

    def find(self, words: Words, starts: Iterable[int]) -> Iterator[tuple[Run, str]]:
        """The longest form at each word, left to right, without overlaps, with the form found.

        A form begins and ends where words do and stays in one block. Blanks and line ends inside a
        form are alike. ``starts`` are the words whose first run of letters begins a form.
        """
        flat = words.flat if self.case else words.flat_lower
        after = 0
        for i in starts:
            if i < after:
                continue
            head = words.form[i].first
            found = self._longest(words, flat, i, self.forms[head if self.case else head.lower()])
            if found is not None:
                yield found
                after = found[0].last

    def _longest(self, words: Words, flat: str, i: int, choices: tuple[str, ...]) -> tuple[Run, str] | None:
        """The first of the forms, longest first, that begins with word ``i`` and ends where a word does."""
        start = words.start[i]
        if words.block[i] == NO_BLOCK or not flat.startswith(choices, start):
            return None
        for form in choices:
            if flat.startswith(form, start):
                last = words.ending_at(start + len(form), i)
                if last is not None and words.same_block(i, last):
                    return Run(i, last + 1), form
        return None


def index_forms(forms: Iterable[str], *, case: bool = True) -> Gazetteer:
    """The forms ready for searching; forms that do not begin with a letter or digit are left out."""
    found: dict[str, set[str]] = {}
    for form in forms:
        text = form if case else form.lower()
        head = HEAD.match(text)
        if head:
            found.setdefault(head.group(), set()).add(text)
    return Gazetteer({k: tuple(sorted(v, key=lambda f: (-len(f), f))) for k, v in found.items()}, case)


@cache
def name_gazetteer(lexicons: Lexicons) -> Gazetteer:
    """The names of countries, peoples, seats, organizations and outlets."""
    tables = (lexicons.country_forms, lexicons.seat_forms, lexicons.organization_forms, lexicons.outlet_forms)
    proper = (form for form in chain.from_iterable(tables) if not _ends_common(form))
    return index_forms([*proper, *capital_forms(lexicons)])


@cache
def description_gazetteer(lexicons: Lexicons) -> Gazetteer:
    """The forms of bodies that end in a common noun: "Ukrainian military"."""
    return index_forms(form for form in lexicons.organization_forms if _ends_common(form))


def _ends_common(form: str) -> bool:
    """Whether the form is of several words and the last is no proper noun."""
    return " " in form and form.rsplit(maxsplit=1)[-1].islower()


@cache
def capital_forms(lexicons: Lexicons) -> Mapping[str, str]:
    """The names of countries and seats in capitals, as datelines and some headlines print them."""
    tables = (lexicons.country_forms, lexicons.seat_forms)
    names = (name for name in chain.from_iterable(tables) if len(name) > _SHORTEST_CAPITALS)
    return {name.upper(): name for name in names if name.upper() != name}


@cache
def title_gazetteer(lexicons: Lexicons) -> Gazetteer:
    """The titles and functions of people, whatever their case."""
    return index_forms(lexicons.title_forms, case=False)


@cache
def titles_before_names(lexicons: Lexicons) -> frozenset[str]:
    """The titles, in lower case, that can stand directly before a name."""
    return frozenset(form.lower() for form, title in lexicons.title_forms.items() if title.before)
