"""Mentions that name the same person, body, country or place come together in one group."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.entities.aliases import (
    LONGEST,
    bare_form,
    initials,
    is_acronym,
    parts_of,
    same_full_name,
    without_article,
)
from kg.lexicons import Gender
from kg.model import EntityKind, Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.model import Article, Span

_TEAM = "team"  # a city that plays is not its university
_STATION = (EntityKind.OUTLET, EntityKind.ORGANIZATION)  # "Radio Nordby" is not the Nordby that plays
_CLAUSE = 120  # characters from a subject to another name of its clause
_LETTERS = 3  # of an acronym; two stand for too much
BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.OUTLET, EntityKind.PLATFORM})


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one entity while it is being put together; compared by identity.

    ``key`` is the key of the table row that knows the entity, "" when none does. ``names`` are
    its names in text order without repetition. ``plural`` are several people, ``body`` is a body
    without a name.
    """

    kind: EntityKind
    key: str = ""
    mentions: list[Mention] = field(default_factory=list)
    spans: set[Span] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    body: bool = False

    @property
    def first(self) -> int:
        """Where the article mentions the entity first."""
        return min((m.span.start for m in self.mentions), default=0)

    @property
    def longest(self) -> str:
        """The fullest name: most words, then most letters, then alphabetical."""
        if len(self.names) == 1:
            return self.names[0]
        return min(self.names, key=lambda name: (-len(name.split()), -len(name), name), default="")

    def add(self, mention: Mention, name: str = "") -> None:
        """Take in a mention, and the name it uses."""
        self.mentions.append(mention)
        self.spans.add(mention.span)
        if name and name not in self.names:
            self.names.append(name)


def group_names(
    article: Article, mentions: Sequence[Mention], subjects: Collection[Span] = frozenset()
) -> list[Group]:
    """Groups of the name and adjective mentions, in the order of their first mention.

    ``subjects`` are the mentions that are subjects of clauses.
    """
    named = sorted((m for m in mentions if _names(m)), key=lambda m: (m.span.start, m.span.end))
    people = [m for m in named if m.kind is EntityKind.PERSON]
    bodies = [m for m in named if m.kind in BODIES]
    rest = [m for m in named if m.kind is not EntityKind.PERSON and m.kind not in BODIES]
    groups = [*_people(article, people, subjects), *_bodies(article, bodies), *_same_form(article, rest)]
    return sorted(groups, key=lambda group: group.first)


def _names(mention: Mention) -> bool:
    """Whether the mention tells by itself who is meant: a name, or a description that a table knows."""
    return mention.form in (MentionForm.NAME, MentionForm.ADJECTIVE) or bool(
        mention.form is MentionForm.DESCRIPTION and mention.key
    )


def _same_form(article: Article, mentions: Iterable[Mention]) -> list[Group]:
    """One group for each table key, or else for each printed form."""
    found: dict[tuple[EntityKind, str, str], Group] = {}
    for mention in mentions:
        name = bare_form(mention.span.of(article.text))
        place = (mention.kind, mention.key, "" if mention.key else name.casefold())
        group = found.setdefault(place, Group(mention.kind, mention.key))
        group.add(mention, name if mention.form is MentionForm.NAME else "")
    return list(found.values())


def _people(article: Article, mentions: Sequence[Mention], subjects: Collection[Span]) -> list[Group]:
    """People by full name; a single word goes to the person whose name contains it."""
    forms = _same_form(article, mentions)
    full = sorted(
        (g for g in forms if len(g.longest.split()) > 1), key=lambda g: (-len(g.longest.split()), g.first)
    )
    people: list[Group] = []
    by_word: dict[str, list[Group]] = defaultdict(list)
    by_part: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in full:
        words = group.longest.casefold().split()
        near = {id(p): p for p in (*by_part[words[-1], words[0][0]], *by_part[" ".join(words), ""])}
        matches = [p for p in near.values() if same_full_name(p.longest, group.longest)]
        if len(matches) == 1:
            _merge(matches[0], group)
        else:
            people.append(group)
            for word in {*words, *without_article(words[-1])}:
                by_word[word].append(group)
            for part in parts_of(words):
                by_part[part].append(group)
    for group in sorted((g for g in forms if len(g.longest.split()) == 1), key=lambda g: g.first):
        word = group.longest.casefold()
        bearers = _closest_bearers(by_word[word], word)
        if not bearers:
            people.append(group)
            continue
        for mention, bearer in zip(group.mentions, _latest(bearers, group.mentions, subjects), strict=True):
            bearer.add(mention, group.longest)
    for person in people:
        person.mentions.sort(key=lambda m: (m.span.start, m.span.end))
    return people


def _closest_bearers(people: Sequence[Group], word: str) -> list[Group]:
    """The people who bear the word as surname, or else as first name, or else between."""
    ranks: dict[int, list[Group]] = defaultdict(list)
    for person in people:
        words = person.longest.casefold().split()
        ranks[0 if word in (words[-1], *without_article(words[-1])) else 1 if words[0] == word else 2].append(
            person
        )
    return ranks[min(ranks)] if ranks else []


def _latest(people: Sequence[Group], mentions: Sequence[Mention], subjects: Collection[Span]) -> list[Group]:
    """For each mention the bearer named in full last before it, else the one named first.

    The subject of a clause goes before a bearer whom the clause only mentions: "Anna Lind, daughter of Karl
    Lind, voted".
    """
    first = min(people, key=lambda p: (p.first, p.longest))
    if len(people) == 1:
        return [first] * len(mentions)
    size = min(m.span.end - m.span.start for m in mentions)
    full = sorted(
        (m.span.start, p.longest, k)
        for k, p in enumerate(people)
        for m in p.mentions
        if m.span.end - m.span.start > size
    )
    acting = {span.start for span in subjects}
    full = [
        one
        for one, before in zip(full, [None, *full[:-1]], strict=True)
        if before is None or one[0] in acting or before[0] not in acting or one[0] - before[0] > _CLAUSE
    ]
    places = (bisect_left(full, (m.span.start, "", 0)) for m in mentions)
    return [people[full[place - 1][2]] if place else first for place in places]


def _merge(into: Group, other: Group, *, spelt: bool = False) -> None:
    """All mentions and names of ``other`` go to ``into``, and what it is if it is no spelt acronym."""
    for mention in other.mentions:
        into.add(mention)
    into.names.extend(name for name in other.names if name not in into.names)
    if spelt:
        return
    into.key = into.key or other.key
    if EntityKind.OUTLET in (into.kind, other.kind) and into.kind is EntityKind.ORGANIZATION:
        into.kind = EntityKind.OUTLET


def _bodies(article: Article, mentions: Sequence[Mention]) -> list[Group]:
    """Organizations by name; acronyms and shortened names go to the one body they can stand for.

    A shortened name is the beginning of the full one, or else its end: "the Home Office" of a country.
    """
    forms = _same_form(article, mentions)
    proven = _bracketed(article, mentions)
    bodies: list[Group] = []
    by_form = {name.casefold(): group for group in forms for name in group.names}
    by_initials: dict[str, list[Group]] = defaultdict(list)
    by_start: dict[str, list[Group]] = defaultdict(list)
    by_end: dict[str, list[Group]] = defaultdict(list)
    for group in sorted(forms, key=lambda g: (-len(g.longest.split()), g.first)):
        name = group.longest
        whole = by_form.get(proven.get(name.casefold(), ""))
        choices = [whole] if whole is not None and whole is not group else []
        if not choices and is_acronym(name):
            choices = by_initials[name.replace(".", "").upper()]
        spelt = bool(choices) and _is_spelt(group)
        if not choices:
            choices = by_start[name.casefold()]
        if not choices and group.mentions[0].rule != _TEAM:
            choices = by_end[name.casefold()]
            choices = [one for one in choices if (one.kind, group.kind) != _STATION]
        if len(choices) == 1 and (spelt or _may_merge(choices[0], group)):
            _merge(choices[0], group, spelt=spelt)
            by_form.update((one.casefold(), choices[0]) for one in group.names)
            continue
        bodies.append(group)
        for letters in initials(name):
            by_initials[letters].append(group)
        words = name.casefold().split()
        for k in range(1, min(len(words), LONGEST)):
            by_start[" ".join(words[:k])].append(group)
            by_end[" ".join(words[-k:])].append(group)
    for body in bodies:
        body.mentions.sort(key=lambda m: (m.span.start, m.span.end))
    return bodies


def _may_merge(into: Group, other: Group) -> bool:
    """Whether no table says that the two are different bodies."""
    return not (into.key and other.key and into.key != other.key)


def _is_spelt(letters: Group) -> bool:
    """Whether a group is letters alone, which stand for the words that the article prints, not for a table's.

    "The RSF" is not Reporters Without Borders beside the Rapid Support Forces. Two letters are too few.
    """
    return is_acronym(letters.longest) and len(letters.longest.replace(".", "")) >= _LETTERS


def _bracketed(article: Article, mentions: Sequence[Mention]) -> dict[str, str]:
    """Names given in brackets straight after a longer name: short form to long form, both case-folded."""
    found: dict[str, str] = {}
    for one, other in pairwise(mentions):
        between = article.text[one.span.end : other.span.start]
        closing = article.text[other.span.end : other.span.end + 1]
        if between.strip() == "(" and closing == ")":
            pair = sorted((bare_form(m.span.of(article.text)).casefold() for m in (one, other)), key=len)
            found.setdefault(pair[0], pair[1])
    return found


def entity_of(groups: Iterable[Group]) -> dict[Span, Group]:
    """Who is meant at each mention."""
    return {mention.span: group for group in groups for mention in group.mentions}
