"""The names, descriptions and pronouns of an article, with the titles and parts it states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.candidates import READ_BLOCKS, Candidate, find_candidates
from kg.extractors.evidence import name_key, weigh_names
from kg.extractors.gazetteer import index_forms, name_gazetteer, title_gazetteer
from kg.extractors.known import credit_kind, find_known
from kg.extractors.nominals import find_descriptions, find_pronouns, find_subjects
from kg.extractors.roles import find_parts, find_roles, set_scene
from kg.extractors.words import Run, read_words
from kg.lexicons import LabelKind
from kg.model import EntityKind, Mention, MentionForm, Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from kg.extractors.evidence import Kind
    from kg.extractors.known import Known
    from kg.extractors.words import Words
    from kg.lexicons import Lexicons
    from kg.model import Article


def find_names(doc: Doc, article: Article, lexicons: Lexicons) -> Names:
    """Every name, description and pronoun that may stand for an entity, in text order."""
    words = read_words(doc, article)
    known = [
        one
        for one in find_known(words, name_gazetteer(lexicons), lexicons)
        if words.kind[one.run.first] in READ_BLOCKS
    ]
    titled = {run.first: run for run, _ in title_gazetteer(lexicons).find(words)}
    candidates = find_candidates(words, lexicons, titled, known)
    kept_known, kept = _settle(known, candidates)
    kinds = weigh_names(words, kept, titled, lexicons)
    placed = [_known_mention(words, one) for one in kept_known]
    placed += _named(words, kept, kinds)
    placed += _elsewhere(words, placed, kinds, kept)
    placed += _credited(article, placed, lexicons)
    return _assembled(words, placed, titled, lexicons)


def _assembled(words: Words, names: list[Mention], titled: Mapping[int, Run], lexicons: Lexicons) -> Names:
    """The names with all that hangs on where they stand: descriptions, pronouns, roles, parts, subjects."""
    named = frozenset(i for m in names if (run := words.at(m.span)) for i in range(run.first, run.last))
    descriptions = list(find_descriptions(words, named, lexicons))
    mentions = tuple(sorted([*names, *descriptions, *find_pronouns(words)], key=lambda m: m.span))
    scene = set_scene(words, names, titled, lexicons)
    return Names(
        mentions=mentions,
        roles=tuple(sorted(find_roles(words, scene), key=lambda role: role.title)),
        parts=tuple(sorted(find_parts(words, scene))),
        sentences=tuple(words.sentence_spans()),
        subjects=frozenset(m.span for m in find_subjects(words, mentions)),
    )


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


def _known_mention(words: Words, one: Known) -> Mention:
    return Mention(words.span(one.run), one.kind, one.form, one.key, one.rule, 0.95)


def _named(words: Words, candidates: Iterable[Candidate], kinds: Mapping[str, Kind]) -> Iterator[Mention]:
    """A mention for each candidate whose name has a kind."""
    for one in candidates:
        kind = kinds[name_key(words, one.run)]
        if kind is not None:
            rule = "model" if one.label is not LabelKind.NONE else "article"
            yield Mention(words.span(one.run), kind, MentionForm.NAME, rule=rule)


def _elsewhere(
    words: Words, placed: Sequence[Mention], kinds: Mapping[str, Kind], candidates: Sequence[Candidate]
) -> Iterator[Mention]:
    """Uses of the article's own names that nothing has found yet, in headlines too."""
    forms: dict[str, EntityKind] = {}
    for one in candidates:
        kind = kinds[name_key(words, one.run)]
        if kind is not None:
            forms[words.printed(one.run)] = kind
            if kind is EntityKind.PERSON and len(one.run) > 1:
                forms.setdefault(words.word[one.run.last - 1], kind)
    taken = {i for m in placed if (run := words.at(m.span)) for i in range(run.first, run.last)}
    for run, form in index_forms(forms).find(words):
        free = not taken.intersection(range(run.first, run.last))
        if free and words.kind[run.first] in READ_BLOCKS and words.tag[run.first] in {"NNP", "NNPS"}:
            yield Mention(words.span(run), forms[form], MentionForm.NAME, rule="article", confidence=0.8)
