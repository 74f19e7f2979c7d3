"""The word lists and tables of this folder as one frozen value, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from kg.lexicons.people_rows import GivenName, Title, TitleClass, TitleScope
from kg.lexicons.rows import (
    BodyType,
    Country,
    CountryForm,
    EntityType,
    Gender,
    GenericBody,
    HeadWord,
    LabelKind,
    Organization,
    Outlet,
    OutletKind,
    Seat,
    SeatKind,
    WordPosition,
)
from kg.lexicons.tsv import read_mapping, read_rows
from kg.model import MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "BodyType",
    "Country",
    "CountryForm",
    "EntityType",
    "Gender",
    "GenericBody",
    "GivenName",
    "HeadWord",
    "LabelKind",
    "Lexicons",
    "Organization",
    "Outlet",
    "OutletKind",
    "Seat",
    "SeatKind",
    "Title",
    "TitleClass",
    "TitleScope",
    "WordPosition",
    "load",
    "read_rows",
]

TABLES = files(__name__)
"""The folder of the tables."""

V = TypeVar("V")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicons:
    """Every table in file order, and the same rows by the form that a text prints.

    The mappings are exact (case and marks count): "US" is a country, "us" is not. A form that
    several rows share maps to all of them, in file order. ``given_names`` has lower-case keys
    without accents.
    """

    countries: tuple[Country, ...]
    seats: tuple[Seat, ...]
    organizations: tuple[Organization, ...]
    outlets: tuple[Outlet, ...]
    titles: tuple[Title, ...]
    given_names: Mapping[str, Gender]
    org_words: tuple[HeadWord, ...]
    place_words: tuple[HeadWord, ...]
    entity_types: Mapping[str, LabelKind]
    generic_bodies: frozenset[str]
    country_by_code: Mapping[str, Country]
    country_forms: Mapping[str, tuple[CountryForm, ...]]
    seat_forms: Mapping[str, tuple[Seat, ...]]
    organization_by_key: Mapping[str, Organization]
    organization_forms: Mapping[str, tuple[Organization, ...]]
    outlet_by_key: Mapping[str, Outlet]
    outlet_forms: Mapping[str, tuple[Outlet, ...]]
    title_forms: Mapping[str, Title]

    def title_row(self, title: str) -> Title | None:
        """The row of a title in any case, else that of its last word; None when the tables have neither."""
        forms, title = self.title_forms, title.lower()
        return forms.get(title) or forms.get(title.rpartition(" ")[2])


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    """All values of each key, in the order they come."""
    found: dict[str, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _forms_of(country: Country) -> Iterator[tuple[str, CountryForm]]:
    """Every form of a country with its reading."""
    for text in country.names:
        yield text, CountryForm(country, MentionForm.NAME, people=False, cautious=text in country.cautious)
    for text in dict.fromkeys(country.adjectives + country.people):
        people = text in country.people
        yield text, CountryForm(country, MentionForm.ADJECTIVE, people, cautious=text in country.cautious)


@cache
def load() -> Lexicons:
    """All tables of this installation; the same value on each call."""
    countries = read_rows(TABLES / "countries.tsv", Country)
    seats = read_rows(TABLES / "seats.tsv", Seat)
    organizations = read_rows(TABLES / "organizations.tsv", Organization)
    outlets = read_rows(TABLES / "outlets.tsv", Outlet)
    titles = read_rows(TABLES / "titles.tsv", Title)
    genders = {gender.value: gender for gender in Gender}
    return Lexicons(
        countries=countries,
        seats=seats,
        organizations=organizations,
        outlets=outlets,
        titles=titles,
        given_names={
            name: genders[one] for name, one in read_mapping(TABLES / "given_names.tsv", GivenName).items()
        },
        org_words=read_rows(TABLES / "org_words.tsv", HeadWord),
        place_words=read_rows(TABLES / "place_words.tsv", HeadWord),
        entity_types={row.label: row.kind for row in read_rows(TABLES / "entity_types.tsv", EntityType)},
        generic_bodies=frozenset(row.name for row in read_rows(TABLES / "generic_bodies.tsv", GenericBody)),
        country_by_code={row.code: row for row in countries},
        country_forms=_grouped(pair for row in countries for pair in _forms_of(row)),
        seat_forms=_grouped((row.name, row) for row in seats),
        organization_by_key={row.key: row for row in organizations},
        organization_forms=_grouped((name, row) for row in organizations for name in row.names),
        outlet_by_key={row.key: row for row in outlets},
        outlet_forms=_grouped((name, row) for row in outlets for name in row.names),
        title_forms={form: row for row in titles for form in (row.title, row.plural) if form},
    )
