"""Who a statement's source is: somebody named, somebody described before, or an unnamed source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.entities.descriptions import describe, link_words, singular
from kg.entities.groups import BODIES, Group
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import EntityKind, Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.entities.descriptions import Description
    from kg.entities.tenure import Tenure
    from kg.lexicons import Lexicons
    from kg.model import Article, Span

_ACTORS = (
    EntityKind.PERSON,
    EntityKind.ORGANIZATION,
    EntityKind.OUTLET,
    EntityKind.PLATFORM,
    EntityKind.COUNTRY,
)


@dataclass(slots=True)
class Sources:
    """The entities of one article by span, and the unnamed sources met so far.

    ``at`` grows: whoever is found at a span is found there again.
    """

    article: Article
    at: dict[Span, Group]
    mentions: Sequence[Mention]
    tenures: Sequence[Tenure]
    lexicons: Lexicons
    unnamed: list[Group] = field(default_factory=list)
    acts_for: dict[Group, Group] = field(default_factory=dict)
    heads: dict[Group, str] = field(default_factory=dict)

    def resolve(self, span: Span, whole: Span | None = None) -> Group:
        """Who is meant at the span; ``whole`` is the noun phrase around it, where it is known."""
        known = self.at.get(span)
        if known is not None:
            return known
        parts = describe(self.article.text, whole if whole is not None and whole.covers(span) else span)
        group = self.named_in(parts) or self.described(parts) or self.met_before(parts) or self.new(parts)
        if all(m.span != span for m in group.mentions):
            kind = group.kind
            group.add(Mention(span, kind, MentionForm.DESCRIPTION, rule="source", confidence=0.8))
        self.at[span] = group
        return group

    def inside(self, span: Span) -> list[tuple[Span, Group]]:
        """The named entities mentioned in the span, in text order."""
        found = [
            (m.span, self.at[m.span])
            for m in self.mentions
            if span.covers(m.span)
            and m.form in (MentionForm.NAME, MentionForm.ADJECTIVE)
            and m.span in self.at
        ]
        return sorted(found, key=lambda one: one[0])

    def named_in(self, parts: Description) -> Group | None:
        """The entity whose name ends the head part: "UK news outlet the Independent", "President Trump".

        A paper or poll "by" or "of" a body speaks for that body.
        """
        if parts.joined:
            return None
        names = self.inside(parts.span)
        for span, group in names:
            if span.end == parts.core.end and group.kind in _ACTORS and group.kind is not EntityKind.COUNTRY:
                return group
        if parts.head in load_source_words()[SourceGroup.DOCUMENT]:
            return next((group for _, group in names if group.kind in BODIES), None)
        return None

    def described(self, parts: Description) -> Group | None:
        """The one person whose title in the article the description repeats: "the Russian president"."""
        if not parts.definite or parts.joined:
            return None
        return describe_holder(self, parts)

    def met_before(self, parts: Description) -> Group | None:
        """The last unnamed source with the same description, or to which "the official" points back."""
        label = self.label(parts)
        for group in reversed(self.unnamed):
            if any(name.casefold() == label.casefold() for name in group.names):
                return group
        bare = parts.complement is None and parts.core.of(self.article.text).casefold() == parts.head
        if not (parts.definite and bare):
            return None
        return next((g for g in reversed(self.unnamed) if self.heads.get(g) == parts.head), None)

    def new(self, parts: Description) -> Group:
        """A new unnamed source, with the one it acts for."""
        group = Group(EntityKind.UNNAMED_SOURCE, plural=singular(parts.head) != parts.head or parts.joined)
        group.names.append(self.label(parts))
        self.unnamed.append(group)
        self.heads[group] = parts.head
        principal = self.principal(parts)
        if principal is not None:
            self.acts_for[group] = principal
        return group

    def label(self, parts: Description) -> str:
        """The description as printed, without its determiner and on one line."""
        end = parts.complement.end if parts.complement else parts.core.end
        return " ".join(self.article.text[parts.core.start : end].split())

    def principal(self, parts: Description) -> Group | None:
        """Who the source acts for: the one named before the head noun or after "for", "of", "at"."""
        if parts.joined:
            return None
        before = [group for _, group in self.inside(parts.core) if group.kind in _ACTORS]
        if before:
            return next((g for g in reversed(before) if g.kind in BODIES), before[-1])
        if parts.complement is None:
            return None
        names = self.inside(parts.complement)
        for link in link_words(self.article.text, parts.complement):
            after = [
                (span, group) for span, group in names if span.start > link.end and group.kind in _ACTORS
            ]
            if after:
                people = [g for _, g in after if g.kind is EntityKind.PERSON]
                return people[0] if people else next((g for _, g in after if g.kind in BODIES), after[0][1])
        return None


def describe_holder(sources: Sources, parts: Description) -> Group | None:
    """The holder of the title that a definite description names, when the article has exactly one."""
    scope = [group for _, group in sources.inside(parts.span)]
    if any(group.kind is EntityKind.PERSON for group in scope):
        return None
    fitting = [t for t in sources.tenures if _fits(t, parts, scope, sources) and not t.former]
    holders = list(dict.fromkeys(t.holder for t in fitting))
    return holders[0] if len(holders) == 1 else None


def _fits(tenure: Tenure, parts: Description, scope: Sequence[Group], sources: Sources) -> bool:
    """Whether the description can mean the holder of the tenure."""
    held = [group for group in (tenure.body, tenure.country) if group is not None]
    if scope and not any(group in held for group in scope):
        return False
    last = tenure.title.split()[-1].casefold()
    if last == parts.head:
        return True
    return bool(scope) and _leads(last, sources.lexicons) and parts.head in _LEADER_WORDS


_LEADER_WORDS = frozenset({"leader"})


def _leads(title: str, lexicons: Lexicons) -> bool:
    """Whether the title is one of those that lead a country."""
    row = lexicons.title_forms.get(title)
    return row is not None and row.category in {"head-of-state", "government"}
