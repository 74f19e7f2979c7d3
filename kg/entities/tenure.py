"""Who holds which title in what, as the article states it: affiliations before they are written down."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.lexicons import Gender, TitleClass
from kg.model import Affiliation, EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.entities.groups import Group
    from kg.lexicons import Lexicons
    from kg.model import Article, Role, Span


@dataclass(slots=True, eq=False)
class Tenure:
    """One title of one holder; ``spans`` are its characters wherever the article gives it."""

    holder: Group
    title: str
    body: Group | None = None
    country: Group | None = None
    former: bool = False
    spans: list[Span] = field(default_factory=list)


def read_tenures(
    article: Article, roles: Iterable[Role], at: Mapping[Span, Group], lexicons: Lexicons
) -> list[Tenure]:
    """The tenures of the article; a title that a holder is given twice is one, with all that any use says.

    A title's gender becomes the gender of its holder when nothing else tells it.
    """
    found: list[Tenure] = []
    by_title: dict[tuple[Group, str, bool], list[Tenure]] = defaultdict(list)
    for role in sorted(roles, key=lambda one: one.title):
        holder = at.get(role.holder)
        if holder is None or holder.kind is not EntityKind.PERSON:
            continue
        title = " ".join(role.title.of(article.text).split())
        row = lexicons.title_forms.get(title.lower()) or lexicons.title_forms.get(title.split()[-1].lower())
        if row is not None and row.gender and not holder.gender:
            holder.gender = row.gender
        if row is not None and row.category is TitleClass.HONORIFIC:
            continue
        body = at.get(role.organization) if role.organization else None
        country = at.get(role.country) if role.country else None
        kin = by_title[holder, title.casefold(), role.former]
        same = next((tenure for tenure in kin if _agrees(tenure, body, country)), None)
        if same is None:
            same = Tenure(holder, title, body, country, role.former)
            kin.append(same)
            found.append(same)
        same.body, same.country = same.body or body, same.country or country
        same.spans.append(role.title)
    return found


def _agrees(one: Tenure, body: Group | None, country: Group | None) -> bool:
    """Whether a further use of a title can be of the same tenure: no other body, no other country."""
    return (body is None or one.body is None or one.body is body) and (
        country is None or one.country is None or one.country is country
    )


def affiliations(tenures: Sequence[Tenure], paths: Mapping[Group, str]) -> tuple[Affiliation, ...]:
    """The tenures as values of the graph; those in nothing at all are left to the article's words."""
    made = [
        Affiliation(
            paths[one.holder],
            one.title,
            paths[one.body] if one.body else None,
            paths[one.country] if one.country else None,
            one.former,
            tuple(sorted(set(one.spans))),
        )
        for one in tenures
    ]
    return tuple(
        sorted(made, key=lambda a: (a.holder, a.title, a.organization or "", a.country or "", a.spans))
    )


def learn_gender(group: Group, given_names: Mapping[str, Gender]) -> None:
    """Set the gender of a person from the given name, if nothing has set it."""
    words = group.longest.split()
    if not group.gender and len(words) > 1:
        group.gender = given_names.get(words[0].lower(), Gender.UNKNOWN)
