"""Which body of an article a common noun means: "the ministry", "the newspaper", "the company"."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.entities.groups import BODIES, Group
from kg.lexicons import BodyType
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import EntityKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.lexicons import Lexicons
    from kg.model import Mention, Span

_NOUN = 32  # characters before a name; a longer word is no noun for a body
_TRADING = frozenset({BodyType.COMPANY, BodyType.BANK})
_AGAIN = 2  # names of one company; an article that is about it names it more than once


@dataclass(slots=True)
class CommonNouns:
    """The bodies of one article by the nouns that stand before their names or in them, with where first.

    ``trading`` counts the names of each body that may be a company; ``registered`` are those of a legal
    form ("Ltd"), with where first.
    """

    before: dict[str, dict[Group, int]] = field(default_factory=lambda: defaultdict(dict))
    inside: dict[str, dict[Group, int]] = field(default_factory=lambda: defaultdict(dict))
    trading: Counter[Group] = field(default_factory=Counter)
    registered: dict[Group, int] = field(default_factory=dict)

    @classmethod
    def read(
        cls, text: str, mentions: Sequence[Mention], at: Mapping[Span, Group], lexicons: Lexicons
    ) -> CommonNouns:
        """The nouns of all names of bodies."""
        found = cls()
        for mention in mentions:
            group = at.get(mention.span)
            if group is not None and group.kind in BODIES and mention.form is MentionForm.NAME:
                found._add(text, mention.span, group, lexicons)
        return found

    def _add(self, text: str, name: Span, group: Group, lexicons: Lexicons) -> None:
        """Keep the noun before a name, the nouns in it, and whether it may be a company's."""
        words = load_source_words()
        nouns = words[SourceGroup.BODY]
        last = text[max(name.start - _NOUN, 0) : name.start].casefold().split()[-1:]
        for noun in nouns.intersection(last):
            self.before[noun].setdefault(group, name.start)
        held = nouns.intersection(name.of(text).casefold().split())
        for noun in held:
            self.inside[noun].setdefault(group, name.start)
        row = lexicons.organization_by_key.get(group.key)
        trades = row.type in _TRADING if row else held <= words[SourceGroup.COMPANY]
        if trades and group.kind is EntityKind.ORGANIZATION:
            self.trading[group] += 1
            if name.of(text).casefold().split()[-1] in load_name_words()[NameGroup.LEGAL_FORM]:
                self.registered.setdefault(group, name.start)

    def meant(self, noun: str, start: int) -> Group | None:
        """The body that "the" and the noun point back to from ``start``.

        It is the one that the article has called so, "the newspaper Pacific Standard", else the one
        with the noun in its name, and for "the company" the only one called "Ltd" or the like that no
        other is named more often than, or the one that the article is about.
        """
        for nouns in (self.before, self.inside):
            bodies = [group for group, at in nouns[noun].items() if at < start]
            if bodies:
                return bodies[0] if len(bodies) == 1 else None
        return self._company(start) if noun in load_source_words()[SourceGroup.COMPANY] else None

    def _company(self, start: int) -> Group | None:
        """The only registered one, or the one named again; no other is named more, or half as often."""
        counts = self.trading.most_common(2)
        registered = [group for group, at in self.registered.items() if at < start]
        if len(registered) == 1 and self.trading[registered[0]] == counts[0][1]:
            return registered[0]
        if not counts or counts[0][1] < _AGAIN or (len(counts) > 1 and 2 * counts[1][1] > counts[0][1]):
            return None
        return counts[0][0]
