"""Who a statement's source is: somebody named, somebody described before, or an unnamed source."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.entities.bodies import CommonNouns
from kg.entities.descriptions import describe, introduced, link_words, singular
from kg.entities.groups import BODIES, Group
from kg.entities.joint import lists, named_members
from kg.entities.naming import Naming, words_outside
from kg.entities.tenure import head_words, held_in, may_be_called
from kg.lexicons import TitleClass
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import EntityKind, Mention, MentionForm, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.entities.descriptions import Description
    from kg.entities.tenure import Tenure
    from kg.lexicons import Lexicons
    from kg.model import Article

_ACTORS = frozenset({*BODIES, EntityKind.PERSON, EntityKind.COUNTRY})
_GAP = 4  # characters between a noun and its relative pronoun: a comma and blanks
_VOICES = frozenset({TitleClass.SPOKESPERSON, TitleClass.BUSINESS, TitleClass.SPORT})
_LEADING = frozenset({TitleClass.HEAD_OF_STATE, TitleClass.GOVERNMENT})


@dataclass(slots=True)
class Sources:
    """The entities of one article by span, and the unnamed sources met so far.

    ``at`` grows: whoever is found at a span is found there again. ``mentions`` are those that name
    somebody, in text order. Groups are looked up by what their descriptions say, not compared one
    by one, so the cost grows with the length of the article only.
    """

    article: Article
    at: dict[Span, Group]
    mentions: Sequence[Mention]
    tenures: Sequence[Tenure]
    lexicons: Lexicons
    names: Mapping[str, Group]
    ending: Mapping[int, Span]
    unnamed: list[Group] = field(default_factory=list)
    acts_for: dict[Group, Group] = field(default_factory=dict)
    members: dict[Group, list[Span]] = field(default_factory=dict)
    _labels: dict[str, Group] = field(default_factory=dict)
    _heads: dict[str, Group] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _proper: frozenset[Span] = frozenset()
    _held: dict[str, list[Tenure]] = field(default_factory=lambda: defaultdict(list))
    _bodies: CommonNouns = field(default_factory=CommonNouns)

    def __post_init__(self) -> None:
        self._starts = [m.span.start for m in self.mentions]
        self._proper = frozenset(m.span for m in self.mentions if m.form is MentionForm.NAME)
        leaders = load_source_words()[SourceGroup.LEADER]
        for tenure in self.tenures:
            last = head_words(tenure.title)[-1]
            self._held[last].append(tenure)
            row = self.lexicons.title_row(tenure.title)
            if row is not None and row.category in _LEADING and tenure.country is not None:
                for word in leaders - {last}:
                    self._held[word].append(tenure)

        self._bodies = CommonNouns.read(self.article.text, self.mentions, self.at, self.lexicons)

    def resolve(self, span: Span, whole: Span | None = None) -> Group:
        """Who is meant at the span; ``whole`` is the noun phrase around it, where it is known."""
        known = self.at.get(span)
        if known is not None:
            return known
        text = self.article.text
        parts = describe(text, whole if whole is not None and whole.covers(span) else span)
        if lists(text, parts.span, self._actors(parts.span), self.lexicons):
            parts = replace(parts, core=Span(parts.core.start, parts.span.end), complement=None, joined=True)
        group = (
            self.related(span)
            or self.named_in(parts)
            or self.described(parts)
            or self.described_body(parts)
            or self.met_before(parts)
            or self.new(parts)
        )
        if span not in group.spans:
            group.add(Mention(span, group.kind, MentionForm.DESCRIPTION, rule="source", confidence=0.8))
        self.at[span] = group
        return group

    def speaks_for(self, speaker: Group) -> Group | None:
        """The body whose "we" the speaker says: a spokesperson's, an executive's, a coach's."""
        principal = self.acts_for.get(speaker)
        if principal is not None and not speaker.plural:
            return principal if principal.kind in BODIES else None
        bodies = {
            tenure.body: None
            for tenure in self.tenures
            if tenure.holder is speaker
            and not tenure.former
            and tenure.body is not None
            and self._voices(tenure)
        }
        return next(iter(bodies)) if len(bodies) == 1 else None

    def _voices(self, tenure: Tenure) -> bool:
        """Whether the holder of the title speaks in the name of the body."""
        row = self.lexicons.title_row(tenure.title)
        return row is not None and row.category in _VOICES

    def related(self, span: Span) -> Group | None:
        """The one to whom a relative pronoun points back: "Lind, who said"."""
        text = self.article.text
        word, words = span.of(text).lower(), load_source_words()
        if word not in words[SourceGroup.RELATIVE]:
            return None
        gap = text[max(span.start - _GAP, 0) : span.start]
        mention = self.ending.get(span.start - len(gap) + len(gap.rstrip(", \n")))
        group = None if mention is None else self.resolve(mention)
        person = group is not None and group.kind is EntityKind.PERSON
        return None if person and word in words[SourceGroup.IMPERSONAL] else group

    def inside(self, span: Span) -> list[tuple[Span, Group]]:
        """The named entities mentioned in the span, in text order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end, first)
        return [
            (mention.span, self.at[mention.span])
            for mention in self.mentions[first:last]
            if mention.span.end <= span.end and mention.span in self.at
        ]

    def named_in(self, parts: Description) -> Group | None:
        """The entity whose name ends the head part: "UK news outlet the Independent", "President Trump".

        A paper or poll "by" or "of" a body speaks for that body. Behind a body's long name and a title
        stands the one who holds it: "Chamber of Shipping president Eva Lind".
        """
        text, lexicons = self.article.text, self.lexicons
        names = [(Naming(text, span, parts, lexicons), group) for span, group in self.inside(parts.span)]
        people = [group for _, group in names if group.kind is EntityKind.PERSON]
        joined = parts.joined and "and" in words_outside(
            text, parts.core, [naming.name for naming, _ in names]
        )
        if joined and not (people and people == [names[-1][1]] and names[-1][0].has_two_titles()):
            return None
        if names and names[-1][1] in people and names[-1][0].is_held():
            return names[-1][1]
        for naming, group in names:
            if naming.speaks_for(group.kind):
                return group
            if (naming.is_head() or naming.is_apposed()) and group.kind in _ACTORS - {EntityKind.COUNTRY}:
                return group
        if parts.head in load_source_words()[SourceGroup.DOCUMENT]:
            bodies = ((naming, group) for naming, group in names if group.kind in BODIES)
            return next((group for naming, group in bodies if naming.issues(group.kind)), None)
        return None

    def described(self, parts: Description) -> Group | None:
        """The one person whose title in the article a definite description repeats.

        "The Russian president" needs a president of Russia, "the president" just one president;
        "leader" stands for any title that leads a country.
        """
        if not parts.definite or parts.joined:
            return None
        scope = [group for _, group in self.inside(parts.span)]
        if any(group.kind is EntityKind.PERSON for group in scope):
            return None
        said = parts.core.of(self.article.text)
        holders = {
            t.holder: None
            for t in self._held.get(parts.head, ())
            if not t.former and held_in(t, scope) and may_be_called(t.title, said, self.lexicons)
        }
        titles = [span for tenure in self._held.get(parts.head, ()) for span in tenure.spans]
        one = len(holders) == 1 and not introduced(self.article.text, parts, titles)
        return next(iter(holders)) if one else None

    def described_body(self, parts: Description) -> Group | None:
        """The body that "the ministry", "the newspaper" or "the company" points back to."""
        bare = parts.complement is None and parts.core.of(self.article.text).casefold() == parts.head
        return self._bodies.meant(parts.head, parts.span.start) if parts.definite and bare else None

    def met_before(self, parts: Description) -> Group | None:
        """The one of the same description or name, or the last one to which "the official" points back."""
        label = parts.label(self.article.text).casefold()
        same = self._labels.get(label) or self.names.get(label)
        if same is not None:
            return same
        bare = parts.complement is None and parts.core.of(self.article.text).casefold() == parts.head
        return self._heads.get(parts.head) if parts.definite and bare else None

    def new(self, parts: Description) -> Group:
        """A new unnamed source, with the one it acts for."""
        words = load_source_words()
        body = parts.head in words[SourceGroup.BODY] and not parts.joined
        several = (
            parts.head in words[SourceGroup.PEOPLE] or singular(parts.head) != parts.head or parts.joined
        )
        group = Group(EntityKind.UNNAMED_SOURCE, plural=several and not body, body=body)
        label = parts.label(self.article.text)
        group.names.append(label)
        self.unnamed.append(group)
        self._labels[label.casefold()] = self._heads[parts.head] = group
        principal = self.principal(parts)
        if principal is not None:
            self.acts_for[group] = principal
        if parts.joined:
            self.members[group] = self._members(parts)
        return group

    def members_of(self, joint: Group) -> list[Group]:
        """Those of several who speak together whom the article names, in text order."""
        found = (self.at.get(span) for span in self.members.get(joint, ()))
        return list(dict.fromkeys(group for group in found if group is not None and group.kind in _ACTORS))

    def _members(self, parts: Description) -> list[Span]:
        """The names, and the pronoun at the head, of several who speak together."""
        names = self._actors(parts.span)
        text = parts.span.of(self.article.text)
        head = Span(parts.span.start, parts.span.start + len(text.split(maxsplit=1)[0]))
        return named_members(self.article.text, parts.span, [*names, head], self.lexicons)

    def _actors(self, span: Span) -> list[Span]:
        """The names in the span of those who can speak, in text order."""
        return [name for name, group in self.inside(span) if group.kind in _ACTORS and name in self._proper]

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
            after = [group for span, group in names if span.start > link.end and group.kind in _ACTORS]
            if after:
                people = [group for group in after if group.kind is EntityKind.PERSON]
                return next(iter(people or [group for group in after if group.kind in BODIES] or after))
        return None
