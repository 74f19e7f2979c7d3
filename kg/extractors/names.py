"""The names, descriptions and pronouns of an article, with the titles and parts it states."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.extractors.candidates import READ_BLOCKS, find_candidates
from kg.extractors.evidence import name_key, weigh_names
from kg.extractors.gazetteer import (
    description_gazetteer,
    index_forms,
    title_gazetteer,
    titles_before_names,
)
from kg.extractors.known import credit_kind, find_known
from kg.extractors.nominals import find_descriptions, find_pronouns, find_subjects
from kg.extractors.places import find_places
from kg.extractors.roles import find_parts, find_roles, set_scene
from kg.extractors.scenery import Scenery, read_scenery
from kg.extractors.teams import find_teams
from kg.extractors.words import Run, read_words
from kg.lexicons import LabelKind
from kg.model import EntityKind, Mention, MentionForm, Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kg.authority import Authority
    from kg.extractors.columns import Columns
    from kg.extractors.evidence import Kind
    from kg.extractors.joining import Candidate
    from kg.extractors.places import Places
    from kg.extractors.readings import Known
    from kg.extractors.words import Words
    from kg.lexicons import Lexicons
    from kg.model import Article


def find_names(
    doc: Doc | Columns, article: Article, lexicons: Lexicons, *, authority: Authority | None = None
) -> Names:
    """Every name, description and pronoun that may stand for an entity, in text order.

    ``doc`` is the article's Doc or its columns. An ``authority`` helps to tell people, bodies and places
    apart.
    """
    words = read_words(doc, article)
    found = gather(words, lexicons, authority)
    kept, kinds = found.candidates, weigh_names(found.scene, found.candidates)
    kept_known = _restored(found.known, found.stays, kept, kinds)
    teams = _teams(words, kept_known, kept, kinds)
    placed = [_known_mention(words, one, teams) for one in kept_known]
    placed += _named(words, kept, kinds, teams)
    placed += _described_bodies(words, found.places, lexicons)
    placed += _elsewhere(words, placed, kinds, kept, titles_before_names(lexicons))
    placed += _credited(article, placed, lexicons)
    return _assembled(words, placed, found, lexicons)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that may be a name, before anything is weighed.

    ``known`` are the names of the tables and ``stays`` those of them that no longer candidate takes
    in; ``candidates`` are the names to be weighed in the ``scene``; ``titled`` the titles by first word.
    """

    places: Places
    scene: Scenery
    titled: Mapping[int, Run]
    known: Sequence[Known]
    stays: Sequence[Known]
    candidates: Sequence[Candidate]


def gather(words: Words, lexicons: Lexicons, authority: Authority | None) -> Gathered:
    """The names of the tables and the candidates of an article."""
    places = find_places(words, lexicons)
    known = [
        one for one in find_known(words, places.names, lexicons) if words.kind[one.run.first] in READ_BLOCKS
    ]
    titles = [
        found
        for found in title_gazetteer(lexicons).find(words, places.titles)
        if not _opens_body(words, found[0], lexicons)
    ]
    titled = {run.first: run for run, _ in titles}
    stays, kept = _settle(known, find_candidates(words, lexicons, titled, known, authority))
    scene = read_scenery(words, titles, lexicons, authority, kept)
    return Gathered(places, scene, titled, known, stays, kept)


def _opens_body(words: Words, title: Run, lexicons: Lexicons) -> bool:
    """Whether the title is the beginning of a body's name: "General" in "the General Staff"."""
    name = Run(title.first, min(title.last + 1, len(words)))
    return words.of(name) in lexicons.generic_bodies


def _assembled(words: Words, names: list[Mention], found: Gathered, lexicons: Lexicons) -> Names:
    """The names with all that hangs on where they stand: descriptions, pronouns, roles, parts, subjects."""
    placed = [(run, mention) for mention in names if (run := words.at(mention.span))]
    named = frozenset(i for run, _ in placed for i in range(run.first, run.last))
    described = list(find_descriptions(words, named, found.places.nouns))
    pronouns = list(find_pronouns(words, found.places.pronouns))
    others = [mention for _, mention in (*described, *pronouns)]
    scene = set_scene(placed, found.titled, lexicons)
    return Names(
        mentions=tuple(sorted([*names, *others], key=lambda m: (m.span.start, m.span.end))),
        roles=tuple(sorted(find_roles(words, scene), key=lambda role: role.title)),
        parts=tuple(sorted(find_parts(words, scene))),
        sentences=tuple(words.sentence_spans()),
        subjects=frozenset(find_subjects(words, (*placed, *described, *pronouns))),
    )


def _described_bodies(words: Words, places: Places, lexicons: Lexicons) -> Iterator[Mention]:
    """Bodies called by a country and a common noun: a description, with the country's adjective in it."""
    for run, form in description_gazetteer(lexicons).find(words, places.descriptions):
        body = lexicons.organization_forms[form][0]
        if words.kind[run.first] in READ_BLOCKS:
            kind, span = EntityKind.ORGANIZATION, words.span(run)
            yield Mention(span, kind, MentionForm.DESCRIPTION, body.key, "organization", 0.9)


def _credited(article: Article, placed: Sequence[Mention], lexicons: Lexicons) -> Iterator[Mention]:
    """The authors and photographers that the article's own lines name; an agency may stand in their place."""
    taken = {m.span for m in placed}
    for credit in (*article.authors, *article.photo_credits):
        if credit.span is None or any(credit.span.overlaps(span) for span in taken):
            continue
        taken.add(credit.span)
        kind, key = credit_kind(credit.name, lexicons)
        yield Mention(credit.span, kind, MentionForm.NAME, key, "credit", 0.95)


def _settle(known: Sequence[Known], candidates: Sequence[Candidate]) -> tuple[list[Known], list[Candidate]]:
    """Table names and candidates without overlaps: the longer stays, of two equal ones the table's."""
    at = {i: one for one in candidates for i in range(one.run.first, one.run.last)}
    stays = [
        one
        for one in known
        if one.sure
        and not any(len(at[i].run) > len(one.run) for i in range(one.run.first, one.run.last) if i in at)
    ]
    taken = {i for one in stays for i in range(one.run.first, one.run.last)}
    return stays, [c for c in candidates if not taken.intersection(range(c.run.first, c.run.last))]


def _restored(
    known: Sequence[Known], stays: Sequence[Known], candidates: Iterable[Candidate], kinds: Mapping[int, Kind]
) -> list[Known]:
    """The table names that stay, and those inside longer names that turned out to name nothing.

    A people's name is whole: there is no "American" in "Latin American".
    """
    taken = {i for one in stays for i in range(one.run.first, one.run.last)}
    for one in candidates:
        if kinds[one.run.first] is not None or one.label is LabelKind.PEOPLE:
            taken.update(range(one.run.first, one.run.last))
    free = [one for one in known if one.sure and not taken.intersection(range(one.run.first, one.run.last))]
    return [*stays, *free]


def _teams(
    words: Words, known: Iterable[Known], candidates: Iterable[Candidate], kinds: Mapping[int, Kind]
) -> frozenset[Run]:
    """The names of countries and places that are teams where they stand."""
    places = (one.run for one in known if one.kind in _PLAYERS and one.form is MentionForm.NAME)
    others = (one.run for one in candidates if kinds[one.run.first] is EntityKind.PLACE)
    return find_teams(words, chain(places, others), lambda run: name_key(words, run))


_PLAYERS = frozenset({EntityKind.COUNTRY, EntityKind.PLACE})


def _known_mention(words: Words, one: Known, teams: frozenset[Run]) -> Mention:
    span = words.bare_span(one.run, one.text)
    if one.run in teams:
        return Mention(span, EntityKind.ORGANIZATION, MentionForm.NAME, rule="team", confidence=0.8)
    return Mention(span, one.kind, one.form, one.key, one.rule, 0.95)


def _named(
    words: Words, candidates: Iterable[Candidate], kinds: Mapping[int, Kind], teams: frozenset[Run]
) -> Iterator[Mention]:
    """A mention for each candidate whose name has a kind."""
    for one in candidates:
        kind = kinds[one.run.first]
        if one.run in teams:
            kind = EntityKind.ORGANIZATION
        if kind is not None:
            rule = "model" if one.label is not LabelKind.NONE else "article"
            yield Mention(words.span(one.run), kind, MentionForm.NAME, rule=rule)


def _elsewhere(
    words: Words,
    placed: Sequence[Mention],
    kinds: Mapping[int, Kind],
    candidates: Sequence[Candidate],
    titles: frozenset[str],
) -> Iterator[Mention]:
    """Uses of the article's own names that nothing has found yet, in headlines too.

    The last word of a person's name is one of them unless it is a title ("Amir Sheikh").
    """
    forms: dict[str, EntityKind] = {}
    for one in candidates:
        kind = kinds[one.run.first]
        if kind is not None:
            forms[words.printed(one.run)] = kind
            last = words.lower[one.run.last - 1]
            if kind is EntityKind.PERSON and len(one.run) > 1 and last not in titles:
                forms.setdefault(words.word[one.run.last - 1], kind)
    taken = {
        i
        for m in placed
        if m.form is not MentionForm.DESCRIPTION and (run := words.at(m.span))
        for i in range(run.first, run.last)
    }
    own = index_forms(forms)
    firsts = map(attrgetter("first"), words.form)
    starts = [i for i, first in enumerate(firsts) if first in own.forms]
    for run, form in own.find(words, starts):
        free = not taken.intersection(range(run.first, run.last))
        if free and words.kind[run.first] in READ_BLOCKS and words.tag[run.first] in {"NNP", "NNPS"}:
            yield Mention(words.span(run), forms[form], MentionForm.NAME, rule="article", confidence=0.8)
