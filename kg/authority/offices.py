"""Offices read from the descriptions that tables of office holders give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.authority.candidate import Office
from kg.lexicons import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Catalog:
    """What a table's catalogue of office holders covers: a country, or ``body`` within or beyond one."""

    catalog: str
    country: str
    body: str
    source: str


_YEARS = re.compile(r"\s+\d{4}-(?:\d{4})?$")
_PLACE = re.compile(r"\s+\(([^()]*)\)$")
_MEMBER = re.compile(
    r"(?:substitute |deputy |alternate )?(?:member|representative) of (?:the )?(.+)", re.IGNORECASE
)
_SITTING = re.compile(r"member of legislature: (.+) \(as of \d{4}\)")
_CONGRESS = re.compile(
    r"U\.S\. (president|vice president|senator|representative) +([A-Z]{2})?.*? (\d{4})-(\d{4})"
)
_MEMBER_TITLE = "member"
# Terms of the United States end and begin on these days (20th amendment, section 1).
_PRESIDENT_DAY, _CONGRESS_DAY = "-01-20", "-01-03"


def offices_of(row: Mapping[str, str], as_of: str, catalogs: Mapping[str, Catalog]) -> Iterator[Office]:
    """The offices that a row of a table of office holders attests.

    ``as_of`` is the day of the table. A seat in a legislature is the title "member" with the
    legislature as its body; an office of a state or province has that as its body.
    """
    text = row["description"]
    if congress := _CONGRESS.fullmatch(text):
        title, state, start, end = congress.groups()
        day = _CONGRESS_DAY if state else _PRESIDENT_DAY
        yield Office(title, state or "", row["country"], start + day, end + day, as_of)
    elif sitting := _SITTING.fullmatch(text):
        yield Office(_MEMBER_TITLE, sitting[1], row["country"], "", "", as_of)
    else:
        yield from _described(row, as_of, catalogs)


def _described(row: Mapping[str, str], as_of: str, catalogs: Mapping[str, Catalog]) -> Iterator[Office]:
    """The offices of a description such as "President / Commander-in-Chief (russia) 2012-"."""
    text = _YEARS.sub("", row["description"])
    place = _PLACE.search(text)
    text = _PLACE.sub("", text)
    catalog = catalogs.get(row.get("catalog", ""))
    country = (
        row["country"] or (catalog.country if catalog else "") or _country_named(place[1] if place else "")
    )
    start, end = row.get("since") or row.get("start") or "", row.get("end") or ""
    for title in text.split(" / "):
        bare = _without_country(title.strip(), country)
        member = _MEMBER.fullmatch(bare)
        if member:
            yield Office(_MEMBER_TITLE, member[1], country, start, end, as_of)
        elif bare:
            yield Office(bare, catalog.body if catalog else "", country, start, end, as_of)


def _country_named(name: str) -> str:
    """The code of the country that this name stands for, "" when none or several do."""
    forms = load().country_forms.get(name, ())
    return forms[0].country.code if len(forms) == 1 else ""


def _without_country(title: str, country: str) -> str:
    """The title without its country: "Prime Minister of Kyrgyzstan" is "Prime Minister"."""
    row = load().country_by_code.get(country)
    for name in row.names if row else ():
        for ending in (f" of {name}", f" of the {name}", f" for {name}"):
            if title.endswith(ending):
                return title.removesuffix(ending)
    return title
