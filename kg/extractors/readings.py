"""What a form of the tables means where it is printed: a country, an outlet, a body or a seat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.nominals import SUBJECTS, person_nouns
from kg.extractors.words import Run
from kg.lexicons import BodyType, LabelKind, OutletKind, SeatKind, TitleClass
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import EntityKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extractors.words import Words
    from kg.lexicons import CountryForm, Lexicons, Organization, Outlet, Seat


@dataclass(frozen=True, slots=True)
class Known:
    """A form of a table in the text: what it names, the key of its row, the form, how it names it.

    ``sure`` is false for a form that also means something else and that the text does not settle.
    """

    run: Run
    kind: EntityKind
    key: str
    text: str
    form: MentionForm = MentionForm.NAME
    sure: bool = True
    rule: str = "table"


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides between the readings of a form: the model's labels, the article's country, its forms."""

    words: Words
    lexicons: Lexicons
    labels: Mapping[str, Sequence[LabelKind]]
    surnames: frozenset[str]
    home: str
    printed: frozenset[str]

    def read(self, run: Run, form: str) -> Known:
        """The reading: a country before an outlet, an outlet before a body, a body before a seat."""
        for country in self.lexicons.country_forms.get(form, ()):
            return self.country(run, form, country)
        outlets = self.lexicons.outlet_forms.get(form, ())
        if outlets:
            meant = self._meant(outlets)
            found = self.outlet(self._bare(run), form, meant or outlets[0])
            return found if meant is not None else replace(found, key="")
        seats = self.lexicons.seat_forms.get(form, ())
        if seats and self._is_site(self._bare(run)):
            return self.seat(run, seats[0])
        for body in self.lexicons.organization_forms.get(form, ()):
            return self.body(self._bare(run), form, body)
        return self.seat(run, seats[0])

    def country(self, run: Run, text: str, form: CountryForm) -> Known:
        """A country; a form that is also something else when the model mostly calls it a place or people."""
        sure = not form.cautious or self._mostly(run, LabelKind.PLACE, LabelKind.PEOPLE)
        return Known(run, EntityKind.COUNTRY, form.country.code, text, form.form, sure, "country")

    def _meant(self, outlets: Sequence[Outlet]) -> Outlet | None:
        """The one that the article means of outlets that share a form: named in full, or of its country."""
        if len(outlets) == 1:
            return outlets[0]
        full = [one for one in outlets if self.printed.intersection(set(one.names) - set(one.cautious))]
        near = full or [one for one in outlets if one.country == self.home]
        return near[0] if len(near) == 1 else None

    def outlet(self, run: Run, form: str, row: Outlet) -> Known:
        """An outlet or platform; an ordinary word when the model or a word of the trade says so.

        A platform that acts is its company: "Facebook said" beside "wrote on Facebook".
        """
        kind = EntityKind.OUTLET
        if row.kind is OutletKind.PLATFORM:
            kind = EntityKind.ORGANIZATION if self._acts(run) else EntityKind.PLATFORM
        signs = self._mostly(run, LabelKind.ORGANIZATION) or any(self._media_signs(run))
        signs = signs or (self._has_article(run) and self._speaks(run))
        plain = form not in row.cautious and not self._is_surname(run)
        return Known(run, kind, row.key, form, sure=plain or signs, rule="outlet")

    def body(self, run: Run, form: str, row: Organization) -> Known:
        """An organization; one of a generic name only that of the article's own country.

        A party there has no rival for its name, and the model calls its members a people. The letters
        of a party are many other bodies' too: its country or its name must be printed besides.
        """
        if row.type is BodyType.PARTY and form.isupper() and not self._is_placed(row):
            return Known(run, EntityKind.ORGANIZATION, row.key, form, sure=False, rule="organization")
        at_home = row.country == self.home
        meant = form not in self.lexicons.generic_bodies or at_home
        plain = form not in row.cautious and not self._is_surname(run)
        called = len(run) > 1 or self._mostly(run, LabelKind.ORGANIZATION, LabelKind.PEOPLE)
        party = at_home and row.type is BodyType.PARTY and called
        speaks = len(run) > 1 and (self._speaks(run) or self._is_spoken_for(run))
        sure = plain or party or (meant and (speaks or self._mostly(run, LabelKind.ORGANIZATION)))
        if self._is_surname(run):
            sure = self._is_described(run)
        return Known(run, EntityKind.ORGANIZATION, row.key, form, sure=sure, rule="organization")

    def _is_placed(self, row: Organization) -> bool:
        """Whether the article prints the country of a body or a name of it that is no acronym."""
        forms = self.lexicons.country_forms
        if any(forms[form][0].country.code == row.country for form in self.printed if form in forms):
            return True
        return any(name in self.printed for name in row.names if not name.isupper())

    def seat(self, run: Run, row: Seat) -> Known:
        """A seat: a building with a body in it is that body, unless one stays there; a capital is a place."""
        if row.kind is SeatKind.SEAT and row.organization and not self._is_site(run):
            kind, sure = EntityKind.ORGANIZATION, not row.cautious
            return Known(run, kind, row.organization, row.name, sure=sure, rule="seat")
        sure = not self._is_surname(run) and (not row.cautious or self._mostly(run, LabelKind.PLACE))
        return Known(run, EntityKind.PLACE, row.name, row.name, sure=sure, rule="seat")

    def _is_site(self, run: Run) -> bool:
        """Whether the name says where something is: "talks at the White House", no "aide at the …"."""
        words, i = self.words, run.first - 1
        i -= words.same_block(i, run.first) and words.lower[i] == "the"
        where = words.same_block(i - 1, run.first) and (
            words.lower[i] == "at" or words.lower[i] in load_name_words()[NameGroup.PLACE_LINK]
        )
        if not where:
            return False
        return words.lower[i - 1] not in person_nouns(self.lexicons)

    def _acts(self, run: Run) -> bool:
        """Whether the name is a subject, an owner, an agent ("by …") or has somebody in its service."""
        words, before, after = self.words, run.first - 1, run.last
        if words.dep[run.last - 1] in SUBJECTS:
            return True
        if words.same_block(before, run.first) and words.lower[before] == "by":
            return True
        nouns = person_nouns(self.lexicons) - load_source_words()[SourceGroup.PEOPLE]
        return words.same_block(run.last - 1, after) and (
            words.tag[after] == "POS" or words.lower[after] in nouns
        )

    def _speaks(self, run: Run) -> bool:
        """Whether the name is the subject of a verb of saying: "The Atlantic reported"."""
        words, saying = self.words, load_name_words()[NameGroup.SAYING]
        return any(
            words.dep[i] == "nsubj" and words.lower[words.head[i]] in saying
            for i in range(run.first, run.last)
        )

    def _is_spoken_for(self, run: Run) -> bool:
        """Whether somebody speaks for the name: "a No 10 spokeswoman", "a spokeswoman for No 10"."""
        words, voices, link = self.words, _voices(self.lexicons), run.first - 1
        if words.same_block(link, run.last) and words.lower[run.last] in voices:
            return True
        linked = words.same_block(link - 1, run.first) and words.lower[link] == "for"
        return linked and words.lower[link - 1] in voices

    def _has_article(self, run: Run) -> bool:
        """Whether "The" belongs to the name or stands before it."""
        words, i = self.words, run.first
        return words.word[i] == "The" or (words.same_block(i - 1, i) and words.lower[i - 1] == "the")

    def _is_described(self, run: Run) -> bool:
        """Whether a common noun before the name tells that it is no person: "the drugmaker Lind"."""
        words, i = self.words, run.first - 1
        if not words.same_block(i, run.first) or words.tag[i] != "NN":
            return False
        return words.word[i].islower() and words.lower[i] not in person_nouns(self.lexicons)

    def _is_surname(self, run: Run) -> bool:
        """Whether the one word of the run is the last word of a person's name in the article."""
        return len(run) == 1 and self.words.word[run.first] in self.surnames

    def _bare(self, run: Run) -> Run:
        """The run without a leading "The" or common nouns ("social network X")."""
        first = run.first
        while first + 1 < run.last and (self.words.word[first].islower() or self.words.lower[first] == "the"):
            first += 1
        return Run(first, run.last)

    def _mostly(self, run: Run, *kinds: LabelKind) -> bool:
        """Whether the model gives one of the labels to half of the uses of the name or more."""
        labels = self.labels.get(self.words.of(run), ())
        return 0 < len(labels) <= 2 * sum(label in kinds for label in labels)

    def _media_signs(self, run: Run) -> Iterator[bool]:
        """Signs that an ambiguous word is the name of a medium here."""
        words, groups = self.words, load_name_words()
        before = words.lower[run.first - 1] if words.same_block(run.first - 1, run.first) else ""
        second = words.lower[run.first - 2] if words.same_block(run.first - 2, run.first) else ""
        yield (second if before == "the" else before) in groups[NameGroup.MEDIA]
        yield second in groups[NameGroup.POST] and before in groups[NameGroup.POST_LINK]


@cache
def _voices(lexicons: Lexicons) -> frozenset[str]:
    """The last words of the titles of those who speak for a body, singular and plural."""
    titles = lexicons.title_forms.items()
    return frozenset(
        form.split()[-1].lower() for form, row in titles if row.category is TitleClass.SPOKESPERSON
    )
