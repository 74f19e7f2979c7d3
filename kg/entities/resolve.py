"""The way from mentions and statements to the resolved entities of one article."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.entities.bynames import read_bynames
from kg.entities.descriptions import describe
from kg.entities.groups import BODIES, entity_of, group_names
from kg.entities.pronouns import Quotation, Speech, resolve_pronouns
from kg.entities.publish import publish
from kg.entities.seats import read_seats
from kg.entities.sources import Sources
from kg.entities.tenure import learn_gender, read_tenures
from kg.lexicons.source_words import SourceGroup, load_source_words
from kg.model import EntityKind, Mention, MentionForm, Names, Resolved, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kg.authority import Authority
    from kg.entities.groups import Group
    from kg.lexicons import Lexicons
    from kg.model import Article, Statement

_WORD = re.compile(r"(\w+)\s+")
# The second time those quotations have a speaker whose source is a pronoun: "I am here," she said.
_PASSES = ("he and she", "I")


def resolve_entities(
    article: Article,
    names: Names,
    statements: Sequence[Statement],
    lexicons: Lexicons,
    *,
    authority: Authority | None = None,
) -> Resolved:
    """Who is who: every name, source, addressee and medium of the article leads to one entity.

    Without an ``authority`` only what the project's own tables know gets an identifier. The order
    of ``names.mentions`` and of ``statements`` does not matter.
    """
    names = _sorted(names)
    groups = group_names(article, names.mentions, names.subjects)
    at = entity_of(groups)
    for group in groups:
        if group.kind is EntityKind.PERSON:
            learn_gender(group, lexicons.given_names)
    tenures = read_tenures(article, names.roles, at, lexicons)
    naming = [m for m in names.mentions if m.form in (MentionForm.NAME, MentionForm.ADJECTIVE)]
    by_name = {text.casefold(): group for group in reversed(groups) for text in group.names}
    ending = {m.span.end: m.span for m in names.mentions if m.form is not MentionForm.PRONOUN}
    sources = Sources(article, dict(at), naming, tenures, lexicons, by_name, ending)
    _read_descriptions(sources, names)
    pronouns = {m.span: m for m in names.mentions if m.form is MentionForm.PRONOUN}
    read_seats(sources, groups, statements)
    asked = dict(sorted(pair for statement in statements for pair in _asked(statement)))
    bynames = read_bynames(sources, groups, asked, authority)
    waiting = {
        span: Mention(span, EntityKind.PERSON, MentionForm.DESCRIPTION, "", "byname") for span in bynames
    }
    waiting |= pronouns
    for span, whole in asked.items():
        if span not in waiting:
            sources.resolve(span, whole)
    heard: Speech | None = None
    for _ in _PASSES:
        speech = Speech(
            tuple(_quotations(statements, sources)),
            asked,
            _addressed(statements, sources),
            _named(statements, sources),
            _tellers(article.text, statements, sources.at, pronouns),
            bynames,
        )
        if speech == heard:
            break
        heard = speech
        found = resolve_pronouns(article.text, names, sources.at, speech)
        for span, group in found.items():
            group.add(waiting[span])
            sources.at[span] = group
    for span, whole in asked.items():
        sources.resolve(span, whole)
    return publish(names, [*groups, *sources.unnamed], sources, authority)


def _read_descriptions(sources: Sources, names: Names) -> None:
    """Give the definite descriptions of people that the article has named with a title to these people."""
    for mention in names.mentions:
        if mention.form is MentionForm.DESCRIPTION and mention.span not in sources.at:
            group = sources.described(describe(sources.article.text, mention.span))
            if group is not None:
                group.add(mention)
                sources.at[mention.span] = group


def _sorted(names: Names) -> Names:
    """The names in text order, whatever order they came in."""
    mentions = tuple(sorted(names.mentions, key=lambda m: (m.span.start, m.span.end, m.kind, m.form, m.key)))
    return Names(mentions, names.roles, names.parts, tuple(sorted(names.sentences)), names.subjects)


def _asked(statement: Statement) -> Iterator[tuple[Span, Span]]:
    """The spans of a statement that must lead to an entity, each with the noun phrase around it."""
    yield from ((hop.agent, hop.source or hop.agent) for hop in statement.chain if hop.agent is not None)
    yield from ((span, span) for span in (*statement.addressees, *statement.media))


def _addressed(statements: Sequence[Statement], sources: Sources) -> dict[Span, tuple[Group, ...]]:
    """Who speaks to the one at each span, and for which body.

    Nobody is "them" in a sentence whose subject they are, nor is the body for which they speak.
    """
    found: dict[Span, tuple[Group, ...]] = {}
    for one in statements:
        agent = one.chain[0].agent if one.chain else None
        if agent is not None and agent in sources.at:
            speaker = sources.at[agent]
            body = sources.acts_for.get(speaker)
            barred = (speaker,) if body is None or body.kind not in BODIES else (speaker, body)
            found.update(dict.fromkeys(one.addressees, barred))
    return found


def _named(statements: Sequence[Statement], sources: Sources) -> dict[Span, set[Group]]:
    """Whom each statement calls by name, by the span of its source; "Ukrainian" calls nobody.

    Who is "asked whether Lind would go" and then answers is not Lind either.
    """
    found: dict[Span, set[Group]] = defaultdict(set)
    adjectives = {m.span for m in sources.mentions if m.form is MentionForm.ADJECTIVE}
    asked = load_source_words()[SourceGroup.QUESTIONED]
    for one in statements:
        agent = one.chain[0].agent if one.chain else None
        if agent is None:
            continue
        lead = sources.article.text[one.evidence[0].start : agent.start] if one.evidence else ""
        opens = lead.partition(" ")[0].lower() in asked
        parts = (*one.content, Span(one.evidence[0].start, agent.start)) if opens else one.content
        named = (pair for part in parts for pair in sources.inside(part))
        found[agent].update(group for span, group in named if span not in adjectives)
    return found


def _tellers(
    text: str, statements: Sequence[Statement], at: Mapping[Span, Group], pronouns: Collection[Span]
) -> dict[int, Group]:
    """Who says a content in indirect speech, by the first character behind a "that".

    A pronoun there is the one who says it before anybody else: "Lind told Berg he would help". In "her
    lawyer said she would help" it is mostly not the lawyer.
    """
    found: dict[int, Group] = {}
    ends = {span.start: span.end for span in pronouns}
    for one in statements:
        hop = one.chain[0] if one.chain else None
        if hop is None or hop.agent is None or hop.agent not in at or not one.content:
            continue
        start, source = one.content[0].start, hop.source or hop.agent
        quoted = any(span.start <= start < span.end for span in one.quoted)
        unnamed = at[hop.agent].kind is EntityKind.UNNAMED_SOURCE
        owned = unnamed and ends.get(source.start, source.end) < source.end
        if not quoted and not owned:
            word = _WORD.match(text, start)
            opens = word is not None and word[1].lower() in load_source_words()[SourceGroup.COMPLEMENTIZER]
            found[word.end() if word and opens else start] = at[hop.agent]
    return found


def _quotations(statements: Sequence[Statement], sources: Sources) -> Iterator[Quotation]:
    """The quoted spans with their speakers, in text order, without overlaps."""
    found = sorted(
        ((span, statement) for statement in statements for span in statement.quoted),
        key=lambda one: (one[0].start, one[0].end, one[1].rule),
    )
    end = 0
    for span, statement in found:
        if span.start >= end:
            end = span.end
            agent = statement.chain[0].agent if statement.chain else None
            speaker = sources.at.get(agent) if agent else None
            yield Quotation(span, speaker, sources.speaks_for(speaker) if speaker else None)
