"""Names that the tables know, where the text prints them, and whether the text means them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.gazetteer import capital_forms
from kg.extractors.words import Run
from kg.lexicons import LabelKind, OutletKind
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.model import EntityKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extractors.gazetteer import Gazetteer
    from kg.extractors.words import Words
    from kg.lexicons import Lexicons


@dataclass(frozen=True, slots=True)
class Known:
    """A form of a table in the text: what it names, the key of its row, how it names it.

    ``sure`` is false for a form that also means something else and that the text does not settle.
    """

    run: Run
    kind: EntityKind
    key: str
    form: MentionForm = MentionForm.NAME
    sure: bool = True
    rule: str = "table"


def find_known(words: Words, names: Gazetteer, lexicons: Lexicons) -> tuple[Known, ...]:
    """The table names of the text in text order, without overlaps."""
    labels = {run: lexicons.entity_types.get(label, LabelKind.NONE) for run, label in words.labelled}
    bare = {Run(run.first + 1, run.last): kind for run, kind in labels.items() if _article(words, run)}
    labels = bare | labels
    money = load_name_words()[NameGroup.CURRENCY]
    return tuple(
        _reading(words, run, form, labels, lexicons)
        for run, form in names.find(words)
        if not (words.same_block(run.first, run.last) and words.lower[run.last] in money)
    )


def _article(words: Words, run: Run) -> bool:
    """Whether the run begins with "the" and goes on."""
    return len(run) > 1 and words.lower[run.first] == "the"


def _reading(words: Words, run: Run, form: str, labels: Mapping[Run, LabelKind], lexicons: Lexicons) -> Known:
    """The reading of a form: a country before an outlet, an outlet before a body, a body before a seat."""
    label = labels.get(run)
    form = capital_forms(lexicons).get(form, form)
    for country in lexicons.country_forms.get(form, ()):
        sure = not country.cautious or label in (LabelKind.PLACE, LabelKind.PEOPLE)
        return Known(run, EntityKind.COUNTRY, country.country.code, country.form, sure, "country")
    for outlet in lexicons.outlet_forms.get(form, ()):
        platform = outlet.kind is OutletKind.PLATFORM
        sure = form not in outlet.cautious or label is LabelKind.ORGANIZATION or any(_media_signs(words, run))
        kind = EntityKind.PLATFORM if platform else EntityKind.OUTLET
        return Known(run, kind, outlet.key, sure=sure, rule="outlet")
    for body in lexicons.organization_forms.get(form, ()):
        sure = form not in body.cautious or label is LabelKind.ORGANIZATION
        return Known(run, EntityKind.ORGANIZATION, body.key, sure=sure, rule="organization")
    seat = lexicons.seat_forms[form][0]
    return Known(
        run, EntityKind.PLACE, seat.name, sure=not seat.cautious or label is LabelKind.PLACE, rule="seat"
    )


_MEDIA_WORDS = frozenset(
    {
        "outlet",
        "newspaper",
        "daily",
        "broadcaster",
        "platform",
        "site",
        "agency",
        "magazine",
        "network",
        "app",
    }
)
_POSTED_ON = frozenset({"on", "to", "via"})


def _media_signs(words: Words, run: Run) -> Iterator[bool]:
    """Signs that an ambiguous word is the name of a medium here."""
    before = words.lower[run.first - 1] if words.same_block(run.first - 1, run.first) else ""
    second = words.lower[run.first - 2] if words.same_block(run.first - 2, run.first) else ""
    yield before in _MEDIA_WORDS
    yield before == "the" and second in _MEDIA_WORDS
    yield before in _POSTED_ON and len(words.of(run)) == 1


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
