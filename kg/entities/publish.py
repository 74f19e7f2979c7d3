"""Groups become the entities of the graph: kinds, paths, labels, identifiers, affiliations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.entities.groups import Group
from kg.entities.links import Linker
from kg.entities.tenure import affiliations
from kg.iris import slug
from kg.model import Entity, EntityKind, Resolved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.authority import Authority
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


def publish(names: Names, groups: Sequence[Group], sources: Sources, authority: Authority | None) -> Resolved:
    """The entities, affiliations and spans of one article."""
    article, lexicons = sources.article, sources.lexicons
    groups = [*groups, *_from_metadata(article, groups, lexicons)]
    linker = _linker(groups, sources, authority)
    identities = {
        group: linker.identify(group) for group in groups if group.kind is not EntityKind.UNNAMED_SOURCE
    }
    labels = {group: identities[group].label if group in identities else "" for group in groups}
    labels = {group: label or group.longest for group, label in labels.items()}
    paths = _paths(groups, labels)
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
            mentions=tuple(sorted(group.mentions, key=lambda m: m.span)),
            alt_labels=tuple(sorted(name for name in group.names if name != labels[group])),
            links=identities[group].links if group in identities else (),
            code=group.key if group.kind is EntityKind.COUNTRY else "",
            country=countries.get(_country(group, lexicons)),
            parent=parents.get(group),
            acts_for=paths[sources.acts_for[group]] if group in sources.acts_for else None,
        )
        for group in groups
    ]
    return Resolved(
        tuple(sorted(entities, key=lambda e: e.path)),
        affiliations(sources.tenures, paths),
        {span: paths[group] for span, group in sorted(sources.at.items(), key=lambda one: one[0])},
        _publisher(article, groups, paths, lexicons),
    )


def _linker(groups: Sequence[Group], sources: Sources, authority: Authority | None) -> Linker:
    """What links are decided by in this article."""
    tenures: dict[Group, list[Tenure]] = defaultdict(list)
    for tenure in sources.tenures:
        tenures[tenure.holder].append(tenure)
    codes = frozenset(group.key for group in groups if group.kind is EntityKind.COUNTRY)
    return Linker(sources.article.day, codes, tenures, sources.lexicons, authority)


def _country(group: Group, lexicons: Lexicons) -> str:
    """The ISO code of the country that the tables give a body, "" when they give none."""
    if group.kind is EntityKind.COUNTRY or not group.key:
        return ""
    if group.key in lexicons.outlet_by_key:
        return lexicons.outlet_by_key[group.key].country
    if group.key in lexicons.organization_by_key:
        return lexicons.organization_by_key[group.key].country
    return next((seat.country for seat in lexicons.seat_forms.get(group.key, ())), "")


def _paths(groups: Sequence[Group], labels: Mapping[Group, str]) -> dict[Group, str]:
    """A path for each group, from its label; groups that would share one are counted in text order."""
    found: dict[Group, str] = {}
    taken: set[str] = set()
    for group in sorted(groups, key=lambda g: (g.first, g.longest)):
        name = group.key if group.kind is EntityKind.COUNTRY else slug(labels[group])
        path = f"{_FOLDER[group.kind]}/{name}"
        number = 2
        while path in taken:
            path = f"{_FOLDER[group.kind]}/{name}.{number}"
            number += 1
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
