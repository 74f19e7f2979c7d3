"""Who holds which title in what, as the article states it: affiliations before they are written down."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.lexicons import Gender, TitleClass
from kg.lexicons.source_words import SourceGroup, load_source_words
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
        row = lexicons.title_row(title)
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


def affiliations(
    tenures: Sequence[Tenure], paths: Mapping[Group, str], lexicons: Lexicons
) -> tuple[Affiliation, ...]:
    """The tenures as values of the graph, but for circumstances ("mother"), which nobody holds."""
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
        if one.body or one.country or not _is_circumstance(one.title, lexicons)
    ]
    return tuple(
        sorted(made, key=lambda a: (a.holder, a.title, a.organization or "", a.country or "", a.spans))
    )


def _is_circumstance(title: str, lexicons: Lexicons) -> bool:
    row = lexicons.title_row(title)
    return row is not None and row.category is TitleClass.CIRCUMSTANCE


def learn_gender(group: Group, given_names: Mapping[str, Gender]) -> None:
    """Set the gender of a person from the given name, if nothing has set it."""
    words = group.longest.split()
    if not group.gender and len(words) > 1:
        group.gender = given_names.get(words[0].lower(), Gender.UNKNOWN)


def held_in(tenure: Tenure, scope: Sequence[Group]) -> bool:
    """Whether the tenure is in a body or country that a description names, if it names any."""
    return not scope or any(group in scope for group in (tenure.body, tenure.country) if group is not None)


def may_be_called(title: str, description: str, lexicons: Lexicons) -> bool:
    """Whether the holder of a title may be called by a description that ends in a title.

    A home secretary is "the secretary", but not "the foreign secretary"; a shadow or deputy minister
    is not "the minister". Titles of other words, "president" and "leader", say nothing.
    """
    lesser = load_source_words()[SourceGroup.LESSER]
    if not lesser.isdisjoint(head_words(title)) and lesser.isdisjoint(head_words(description)):
        return False
    held, said = _office(title, lexicons), _office(description, lexicons)
    several = " " in held and " " in said
    return held == said or not (several and held.split()[-1] == said.split()[-1])


def head_words(phrase: str) -> list[str]:
    """The words of a phrase up to its noun: "shadow secretary" of "shadow secretary for the family"."""
    links = load_source_words()[SourceGroup.LINK]
    words = phrase.casefold().split()
    return words[: next((i for i, word in enumerate(words) if i and word in links), len(words))]


def _office(phrase: str, lexicons: Lexicons) -> str:
    """The longest title of the tables that ends the head of a phrase; its last word when none does."""
    words = head_words(phrase)
    endings = (" ".join(words[i:]) for i in range(len(words)))
    return next((ending for ending in endings if ending in lexicons.title_forms), words[-1])
