"""Names that the tables know, where the text prints them, and whether the text means them."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.addressed import is_addressed
from kg.extractors.gazetteer import capital_forms, name_gazetteer
from kg.extractors.readings import Known, Reader
from kg.extractors.words import Run
from kg.lexicons import LabelKind, OutletKind, TitleClass
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.model import BlockKind, EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.extractors.words import Words
    from kg.lexicons import Lexicons


def find_known(words: Words, starts: Iterable[int], lexicons: Lexicons) -> tuple[Known, ...]:
    """The table names of the text in text order, without overlaps; ``starts`` can begin one.

    A country's name before "dollar" is part of the name of its money, and behind "Central" the end
    of a region's: both are left out. A word behind "Mr" is a person's name.
    """
    money = load_name_words()[NameGroup.CURRENCY]
    plain = capital_forms(lexicons)
    hits = [
        (run, plain.get(form, form))
        for run, form in name_gazetteer(lexicons).find(words, starts)
        if not (words.same_block(run.first, run.last) and words.lower[run.last] in money)
        and not is_addressed(words, run.first, lexicons)
        and not _of_a_region(words, run, form, lexicons)
    ]
    reader = Reader(
        words,
        lexicons,
        _labels(words, lexicons),
        _surnames(words, lexicons),
        _home(hits, lexicons),
        frozenset(form for _, form in hits),
    )
    return tuple(reader.read(run, form) for run, form in hits)


def _of_a_region(words: Words, run: Run, form: str, lexicons: Lexicons) -> bool:
    """Whether the name of a country ends a region's or somebody's: "Central America", "Captain America"."""
    i = run.first - 1
    if form not in lexicons.country_forms or not words.same_block(i, run.first):
        return False
    i -= words.word[i] == "-" and words.end[i] == words.start[run.first] and words.same_block(i - 1, i)
    return words.word[i][:1].isupper() and (
        words.lower[i] in load_name_words()[NameGroup.REGION] or words.lower[i] in _ranks(lexicons)
    )


@cache
def _ranks(lexicons: Lexicons) -> frozenset[str]:
    """The ranks of soldiers, in lower case, that stand before names."""
    rows = lexicons.title_forms.items()
    return frozenset(form.lower() for form, row in rows if row.before and row.category is TitleClass.MILITARY)


def _labels(words: Words, lexicons: Lexicons) -> Mapping[str, Sequence[LabelKind]]:
    """The labels that the model gives to each name of the article, one for each use, articles left out."""
    found: dict[str, list[LabelKind]] = defaultdict(list)
    for run, label in words.labelled:
        skip = len(run) > 1 and words.lower[run.first] == "the"
        name = words.of(Run(run.first + skip, run.last))
        found[name].append(lexicons.entity_types.get(label, LabelKind.NONE))
    return found


def _surnames(words: Words, lexicons: Lexicons) -> frozenset[str]:
    """The last words of people's full names that the prose prints alone only after a full name.

    A name that stands alone first is a firm's: "Ford cuts jobs", and later "Bill Ford".
    """
    full: dict[str, int] = {}
    inside: set[int] = set()
    for run, label in words.labelled:
        if len(run) > 1 and lexicons.entity_types.get(label) is LabelKind.PERSON:
            full.setdefault(words.word[run.last - 1], run.first)
            inside.update(range(run.first, run.last))
    alone: dict[str, int] = {}
    for i in [i for i, word in enumerate(words.word) if word in full]:
        if i not in inside and words.kind[i] is BlockKind.PROSE:
            alone.setdefault(words.word[i], i)
    return frozenset(word for word, at in full.items() if at < alone.get(word, len(words)))


def _home(hits: Iterable[tuple[Run, str]], lexicons: Lexicons) -> str:
    """The code of the country that the article names most, itself or bodies of it; "" when it names none."""
    counts = Counter(code for _, form in hits if (code := _country_of(form, lexicons)))
    return min(counts, key=lambda code: (-counts[code], code), default="")


def _country_of(form: str, lexicons: Lexicons) -> str:
    """The country that a form names, or whose body it names beyond doubt; "" when there is none."""
    for country in lexicons.country_forms.get(form, ()):
        return country.country.code
    rows = lexicons.organization_forms.get(form, ())
    return rows[0].country if len(rows) == 1 and form not in rows[0].cautious else ""


def credit_kind(name: str, lexicons: Lexicons) -> tuple[EntityKind, str]:
    """What a name in a byline or a photo credit names, and its table key: an outlet, a body or a person.

    A single word in capitals is an agency: people sign with two names.
    """
    for outlet in lexicons.outlet_forms.get(name, ()):
        return (EntityKind.PLATFORM if outlet.kind is OutletKind.PLATFORM else EntityKind.OUTLET), outlet.key
    for body in lexicons.organization_forms.get(name, ()):
        return EntityKind.ORGANIZATION, body.key
    words = name.split()
    heads = {row.word for row in lexicons.org_words}
    if (len(words) == 1 and name.isupper()) or heads.intersection(words):
        return EntityKind.ORGANIZATION, ""
    return EntityKind.PERSON, ""
