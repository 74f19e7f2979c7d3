"""Groups become the entities of the graph: kinds, paths, labels, identifiers, affiliations."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.entities.aliases import is_acronym
from kg.entities.groups import BODIES, Group
from kg.entities.links import Linker, is_public
from kg.entities.tenure import affiliations
from kg.iris import canonical_url, hex_id, slug
from kg.model import Entity, EntityKind, Resolved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.authority import Authority
    from kg.entities.links import Identity
    from kg.entities.sources import Sources
    from kg.entities.tenure import Tenure
    from kg.lexicons import Lexicons
    from kg.model import Article, Names

_FOLDER = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANIZATION: "organization",
    EntityKind.OUTLET: "organization",
    EntityKind.PLATFORM: "platform",
    EntityKind.COUNTRY: "country",
    EntityKind.PLACE: "place",
    EntityKind.UNNAMED_SOURCE: "source",
}

_LABELS = 1024  # remembered; each is asked for twice in an article
_SCOPE_DIGITS = 8  # of 32; they only tell namesakes of one slug apart
_SHORT = 4  # letters; shorter acronyms have many bearers


def publish(names: Names, groups: Sequence[Group], sources: Sources, authority: Authority | None) -> Resolved:
    """The entities, affiliations and spans of one article."""
    article, lexicons = sources.article, sources.lexicons
    groups = [*groups, *_from_metadata(article, groups, lexicons)]
    linker = _linker(groups, sources, authority)
    identities = {
        group: linker.identify(group) for group in groups if group.kind is not EntityKind.UNNAMED_SOURCE
    }
    _place_tenures(sources.tenures, groups, identities)
    labels = {group: identities[group].label if group in identities else "" for group in groups}
    labels = {group: label or group.longest for group, label in labels.items()}
    scopes = _scopes(groups, identities, sources)
    paths = _paths(groups, labels, scopes)
    countries = {group.key: paths[group] for group in groups if group.kind is EntityKind.COUNTRY}
    parents = {
        sources.at[part]: paths[sources.at[whole]]
        for part, whole in sorted(names.parts)
        if part in sources.at and whole in sources.at and sources.at[part] is not sources.at[whole]
    }
    entities = [
        Entity(
            path=paths[group],
            kind=group.kind,
            label=labels[group],
            mentions=tuple(sorted(group.mentions, key=lambda m: (m.span.start, m.span.end))),
            alt_labels=tuple(sorted(name for name in group.names if name != labels[group])),
            links=identities[group].links if group in identities else (),
            code=group.key if group.kind is EntityKind.COUNTRY else "",
            country=countries.get(_country(group, lexicons)),
            parent=parents.get(group),
            acts_for=paths[sources.acts_for[group]] if group in sources.acts_for else None,
            members=tuple(paths[member] for member in sources.members_of(group)),
            name_path=_name_path(group, labels[group]) if group in scopes else None,
        )
        for group in groups
    ]
    return Resolved(
        tuple(sorted(entities, key=lambda e: e.path)),
        affiliations(sources.tenures, paths, lexicons),
        {span: paths[sources.at[span]] for span in sorted(sources.at, key=lambda one: (one.start, one.end))},
        _publisher(article, groups, paths, lexicons),
    )


def _linker(groups: Sequence[Group], sources: Sources, authority: Authority | None) -> Linker:
    """What links are decided by in this article."""
    tenures: dict[Group, list[Tenure]] = defaultdict(list)
    for tenure in sources.tenures:
        tenures[tenure.holder].append(tenure)
    codes = frozenset(group.key for group in groups if group.kind is EntityKind.COUNTRY)
    political = is_public((tenure.title for tenure in sources.tenures), sources.lexicons)
    return Linker(sources.article.day, codes, tenures, sources.lexicons, authority, political)


def _country(group: Group, lexicons: Lexicons) -> str:
    """The ISO code of the country that the tables give a body, "" when they give none."""
    if group.kind is EntityKind.COUNTRY or not group.key:
        return ""
    if group.key in lexicons.outlet_by_key:
        return lexicons.outlet_by_key[group.key].country
    if group.key in lexicons.organization_by_key:
        return lexicons.organization_by_key[group.key].country
    return next((seat.country for seat in lexicons.seat_forms.get(group.key, ())), "")


def _place_tenures(
    tenures: Sequence[Tenure], groups: Sequence[Group], identities: Mapping[Group, Identity]
) -> None:
    """Give a title the country where the dated table found its holder, if the article names it."""
    countries = {group.key: group for group in groups if group.kind is EntityKind.COUNTRY}
    for tenure in tenures:
        if tenure.country is None and tenure.body is None and not tenure.former:
            tenure.country = countries.get(identities[tenure.holder].country)


def _scopes(
    groups: Sequence[Group], identities: Mapping[Group, Identity], sources: Sources
) -> dict[Group, str]:
    """What is added to the paths of those whom their names alone do not identify: the article's digits.

    People without an accepted link, and bodies without one whose name is generic or a short
    acronym: two articles may mean two of them, and nodes are never merged by such a name.
    """
    url = canonical_url(sources.article.url) if sources.article.url else None
    digits = (hex_id(url) if url else sources.article.sha256)[:_SCOPE_DIGITS]
    return {
        group: f".{digits}"
        for group in groups
        if group in identities
        and not any(link.accepted for link in identities[group].links)
        and _ambiguous(group, sources.lexicons)
    }


def _ambiguous(group: Group, lexicons: Lexicons) -> bool:
    """Whether others may bear the group's fullest name."""
    if group.kind is EntityKind.PERSON:
        return True
    name = group.longest
    short = is_acronym(name) and len(name) <= _SHORT
    return group.kind in BODIES and not group.key and (short or name in lexicons.generic_bodies)


_slug = lru_cache(maxsize=_LABELS)(slug)


def _path(group: Group, label: str) -> str:
    """The path of a group by its name alone."""
    name = group.key if group.kind is EntityKind.COUNTRY else _slug(label)
    return f"{_FOLDER[group.kind]}/{name}"


def _name_path(group: Group, label: str) -> str | None:
    """The path that bearers of a full name share, None for a person of one name: too many have it."""
    return _path(group, label) if group.kind is EntityKind.PERSON and " " in label.strip() else None


def _paths(
    groups: Sequence[Group], labels: Mapping[Group, str], scopes: Mapping[Group, str]
) -> dict[Group, str]:
    """A path for each group, from its label; groups that would share one are counted in text order."""
    found: dict[Group, str] = {}
    taken: set[str] = set()
    for group in sorted(groups, key=lambda g: (g.first, g.longest)):
        path = start = f"{_path(group, labels[group])}{scopes.get(group, '')}"
        number = 1
        while path in taken:
            number += 1
            path = f"{start}.{number}"
        taken.add(path)
        found[group] = path
    return found


def _from_metadata(article: Article, groups: Sequence[Group], lexicons: Lexicons) -> list[Group]:
    """The outlet, authors and photographers that only the metadata names."""
    found: list[Group] = []
    for credit, outlet in [
        *((c, False) for c in article.authors),
        *(((article.outlet, True),) if article.outlet else ()),
    ]:
        if _named(credit.name, [*groups, *found], lexicons) is None:
            group = Group(EntityKind.OUTLET if outlet else EntityKind.PERSON)
            if outlet:
                group.key = next((row.key for row in lexicons.outlet_forms.get(credit.name, ())), "")
            group.names.append(credit.name)
            found.append(group)
    return found


def _named(name: str, groups: Sequence[Group], lexicons: Lexicons) -> Group | None:
    """The group with this name."""
    keys = {row.key for row in lexicons.outlet_forms.get(name, ())}
    return next((g for g in groups if name in g.names or (g.key and g.key in keys)), None)


def _publisher(
    article: Article, groups: Sequence[Group], paths: Mapping[Group, str], lexicons: Lexicons
) -> str | None:
    """The path of the outlet that prints the article."""
    if article.outlet is None:
        return None
    group = _named(article.outlet.name, groups, lexicons)
    return paths[group] if group else None
