"""Identifiers elsewhere for the entities of an article: accepted only when nothing speaks against them.

A person needs a full name that meets one candidate, or a surname with a title that a dated table
gives to one bearer; a body needs its name to meet one candidate and a second sign. Everything
else that meets a candidate is a near miss: a link that is scored and not accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.authority import CandidateType, Match
from kg.authority.tables import is_registered_only
from kg.entities.aliases import is_acronym
from kg.entities.groups import BODIES
from kg.iris import wikidata
from kg.lexicons import TitleClass
from kg.model import EntityKind, IdentityLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kg.authority import Authority, Candidate
    from kg.entities.groups import Group
    from kg.entities.tenure import Tenure
    from kg.lexicons import Lexicons

_SHORT = 4  # letters; shorter acronyms have many bearers
_PUBLIC = frozenset(
    {
        TitleClass.HEAD_OF_STATE,
        TitleClass.GOVERNMENT,
        TitleClass.LEGISLATURE,
        TitleClass.PARTY,
        TitleClass.JUDICIAL,
        TitleClass.ROYAL,
    }
)
_NEAR_MISSES = 3  # candidates shown for a name that is not linked; more are noise
_PLATFORM = 0.5  # a service and its company are told apart where an identifier is
_CONFIDENCE = {Match.LABEL: 0.98, Match.ALIAS: 0.95, Match.SPELLING: 0.9}


@dataclass(frozen=True, slots=True)
class Identity:
    """The links of one entity; the label of the accepted one and, from a dated title, its country's code."""

    links: tuple[IdentityLink, ...] = ()
    label: str = ""
    country: str = ""


def is_public(titles: Iterable[str], lexicons: Lexicons) -> bool:
    """Whether one of the titles is a public office: of a state, a party, a court or a royal house."""
    rows = map(lexicons.title_row, titles)
    return any(row is not None and row.category in _PUBLIC for row in rows)


@dataclass(frozen=True, slots=True)
class Linker:
    """What links are decided by: the article's day, countries and tenures, the tables, the authority.

    ``countries`` are ISO codes; ``political`` is whether anybody there has a public office. Without an
    authority only the project's own tables are asked.
    """

    day: date | None
    countries: frozenset[str]
    tenures: Mapping[Group, Sequence[Tenure]]
    lexicons: Lexicons
    authority: Authority | None
    political: bool

    def identify(self, group: Group) -> Identity:
        """The identity of one group."""
        if group.key and group.kind is not EntityKind.PLACE:
            return _from_table(group, self.lexicons)
        if self.authority is None:
            return Identity()
        if group.kind is EntityKind.PERSON:
            single = len(group.longest.split()) == 1
            return self.holder(group, self.authority) if single else self.person(group, self.authority)
        return self.body(group, self.authority) if group.kind in BODIES else Identity()

    def person(self, group: Group, authority: Authority) -> Identity:
        """A person by full name; of several bearers the one to whom a title in the article points."""
        tenures = self.tenures.get(group, ())
        found = [one for one in authority.people(group.longest) if one.type is CandidateType.PERSON]
        if len(found) > 1:
            best = [one for one in found if one.match is found[0].match]
            agreeing = [one for one in best if _agrees(one, tenures)]
            found = agreeing if len(agreeing) == 1 else best if len(best) == 1 else found
        if len(found) == 1 and self._is_meant(found[0], tenures):
            return _accepted(found[0], f"full name, {found[0].match}")
        return _misses(found, "full name")

    def _is_meant(self, candidate: Candidate, tenures: Sequence[Tenure]) -> bool:
        """Whether the one person of a name is the one in the article, and no namesake.

        A list of everybody who ever held an office holds many a common name: the article must give the
        person an office, or name the candidate's country and somebody with an office, if the candidate
        did not lead that country.
        """
        if _agrees(candidate, tenures):
            return True
        if candidate.match is Match.SPELLING:
            return False
        if not is_registered_only(candidate) or is_public((t.title for t in tenures), self.lexicons):
            return True
        rows = (self.lexicons.title_row(office.title) for office in candidate.offices)
        led = any(row is not None and row.category is TitleClass.HEAD_OF_STATE for row in rows)
        return (self.political or led) and bool(self.countries.intersection(candidate.countries))

    def holder(self, group: Group, authority: Authority) -> Identity:
        """The one holder of the title on the article's day whose surname the article prints."""
        if self.day is None:
            return Identity()
        name = group.longest.casefold()
        found: dict[str, tuple[Candidate, str]] = {}
        tenures = self.tenures.get(group, ())
        for tenure in tenures:
            codes = {tenure.country.key} if tenure.country else self.countries
            for code in sorted(codes):
                for one in authority.holders(tenure.title, code, self.day):
                    if one.label.casefold().split()[-1] == name:
                        found[one.identifier] = one, code
        holders = list(found.values())
        if len(holders) == 1 and not any(tenure.former for tenure in tenures):
            return replace(_accepted(holders[0][0], "surname and dated title"), country=holders[0][1])
        return _misses([one for one, _ in holders], "surname and dated title")

    def body(self, group: Group, authority: Authority) -> Identity:
        """A body whose name meets one candidate, with a second sign for it."""
        name = group.longest
        found = list(authority.organizations(name))
        if not found or (is_acronym(name) and len(name) <= _SHORT):
            return _misses(found, "name")
        if len(found) > 1:
            near = [one for one in found if self.countries.intersection(one.countries)]
            found = near if len(near) == 1 else found
        barred = name in self.lexicons.generic_bodies or bool(authority.places(name))
        exact = len(found) == 1 and found[0].match is not Match.SPELLING
        if exact and not barred and self._signs(group, found[0]):
            return _accepted(found[0], f"name, {found[0].match}")
        return _misses(found, "name")

    def _signs(self, group: Group, candidate: Candidate) -> bool:
        """Whether anything beside the name speaks for the candidate: a country, an acronym, more words."""
        if self.countries.intersection(candidate.countries) or len(group.longest.split()) > 1:
            return True
        return any(is_acronym(name) for name in group.names)


def _from_table(group: Group, lexicons: Lexicons) -> Identity:
    """The identity that the project's own tables state.

    A platform's identifier is the service's; its company is not accepted as the same thing.
    """
    rows = (lexicons.country_by_code, lexicons.outlet_by_key, lexicons.organization_by_key)
    row = next((table[group.key] for table in rows if group.key in table), None)
    if row is None or not row.qid:
        return Identity(label=row.label if row else "")
    if group.kind is EntityKind.ORGANIZATION and group.key in lexicons.outlet_by_key:
        near = IdentityLink(wikidata(row.qid), "platform of this name", _PLATFORM, accepted=False)
        return Identity((near,), row.label)
    return Identity((IdentityLink(wikidata(row.qid), f"table {row.source}", 0.99, accepted=True),), row.label)


def _agrees(candidate: Candidate, tenures: Sequence[Tenure]) -> bool:
    """Whether the article gives the person a title in a country where the table gives one."""
    codes = {t.country.key for t in tenures if t.country is not None}
    return bool(codes.intersection(candidate.countries)) or any(o.country in codes for o in candidate.offices)


def _accepted(candidate: Candidate, method: str) -> Identity:
    target = wikidata(candidate.identifier)
    link = IdentityLink(
        target, f"{method} ({', '.join(candidate.tables)})", _CONFIDENCE[candidate.match], accepted=True
    )
    return Identity((link,), candidate.label)


def _misses(candidates: Iterable[Candidate], method: str) -> Identity:
    """Scored links that are not accepted, the likeliest first."""
    shown = list(candidates)[:_NEAR_MISSES]
    score = round(0.5 / len(shown), 2) if shown else 0.0
    return Identity(tuple(IdentityLink(wikidata(c.identifier), method, score, accepted=False) for c in shown))
