"""Names behind a form of address, which are always those of people: "Mr German", "Ms Paris"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lexicons import TitleClass

if TYPE_CHECKING:
    from kg.extractors.words import Words
    from kg.lexicons import Lexicons


def is_addressed(words: Words, i: int, lexicons: Lexicons) -> bool:
    """Whether word ``i`` begins a name behind a form of address."""
    if not words.same_block(i - 1, i) or not words.word[i][:1].isupper():
        return False
    before = words.word[i - 1]
    return before[:1].isupper() and before.lower() in _forms_of_address(lexicons)


@cache
def _forms_of_address(lexicons: Lexicons) -> frozenset[str]:
    """The titles, in lower case, that say nothing but that a person's name follows."""
    rows = lexicons.title_forms.items()
    return frozenset(
        form.lower() for form, row in rows if row.before and row.category is TitleClass.HONORIFIC
    )
