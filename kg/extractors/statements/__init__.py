"""Statements of an article: who said what, to whom, through whom, when, in which characters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.build import Builder
from kg.extractors.statements.chains import extent, join_chains, only_thinks, outlet_tokens
from kg.extractors.statements.circle import Circle
from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.direct import find_direct
from kg.extractors.statements.floating import find_floating
from kg.extractors.statements.found import Source
from kg.extractors.statements.headlines import find_headlines
from kg.extractors.statements.hearings import find_hearings
from kg.extractors.statements.labelling import Known
from kg.extractors.statements.labels import find_labels
from kg.extractors.statements.listeners import without_listeners
from kg.extractors.statements.mending import to_marks
from kg.extractors.statements.nested import without_echo, without_passing
from kg.extractors.statements.phrases import find_phrases
from kg.extractors.statements.quotations import find_quotations
from kg.extractors.statements.quoted import find_quoted
from kg.extractors.statements.reading import read_tokens
from kg.extractors.statements.tails import find_tails
from kg.extractors.statements.turns import find_turns
from kg.lexicons import load
from kg.model import BlockKind, EntityKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from kg.extractors.columns import Columns
    from kg.extractors.statements.found import Found
    from kg.extractors.statements.tokens import Tokens
    from kg.model import Article, Mention, Names, Statement

_HEADINGS = (BlockKind.HEADLINE, BlockKind.DEK)

# Two attributions whose contents share this much are the same one found twice.
_SAME_SHARE = 0.75


def find_statements(doc: Doc | Columns, article: Article, names: Names) -> tuple[Statement, ...]:
    """The statements of the article, by the first character of their content.

    ``doc`` is the article's Doc (``doc.text == article.text``) or its columns, ``names`` what was found in
    it.
    """
    cues = load_cues()
    blocks = article.spans(*_HEADINGS, BlockKind.PROSE)
    quotations = find_quotations(article.text, blocks)
    tokens = read_tokens(doc, quotations)
    ranges = {span: tokens.within(span) for span in blocks}
    headings = tuple(ranges[s] for s in article.spans(*_HEADINGS))
    paragraphs = tuple(ranges[s] for s in article.spans(BlockKind.PROSE))
    mentions = mention_column(tokens, names.mentions)
    allowed = {t for block in ranges.values() for t in block}
    direct = find_direct(tokens, quotations, (*headings, *paragraphs), cues)
    indirect = [
        *find_quoted(tokens, cues),
        *find_tails(tokens, cues),
        *find_clauses(tokens, cues),
        *find_phrases(tokens, cues),
        *find_hearings(tokens, cues),
    ]
    known = known_names(mentions)
    people = named_people(tokens, names.mentions)
    labels = [
        *find_labels(tokens, headings, paragraphs, known, cues),
        *find_turns(tokens, headings, paragraphs, known=known, people=people, cues=cues),
    ]
    anchors = frozenset(one.anchor for one in (*direct, *indirect, *labels) if one.content)
    telegrams = find_headlines(tokens, headings, anchors, cues)
    found = [
        one for one in (*direct, *indirect, *labels, *telegrams) if one.content and one.anchor in allowed
    ]
    outlets = outlet_tokens(tokens, names.mentions)
    found = [one for one in found if not only_thinks(tokens, one, outlets, cues)]
    found = without_listeners(tokens, found, outlets, cues)
    found = clipped(tokens, distinct(tokens, without_echo(tokens, found)))
    speaking = people_column(tokens, names.mentions)
    found = find_floating(tokens, paragraphs, found, speaking)
    found = without_passing(tokens, join_chains(tokens, found, outlets, cues))
    builder = Builder(article, tokens, quotations, Circle(tokens, mentions, cues), cues)
    statements = (builder.build(one) for one in found)
    return tuple(sorted((s for s in statements if s is not None), key=lambda s: (s.content, s.rule)))


def mention_column(tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """For each token the longest mention that covers it."""
    column: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.span.end - m.span.start, m.span)):
        for token in tokens.within(mention.span):
            column[token] = mention
    return column


def known_names(mentions: Mapping[int, Mention]) -> Known:
    """The tokens of names by what a label with them can be: a speaker, a capital, another place."""
    names = {t: m for t, m in mentions.items() if m.form is MentionForm.NAME}
    places = frozenset(t for t, m in names.items() if m.kind is EntityKind.PLACE)
    seats = frozenset(t for t in places if names[t].key in load().seat_forms)
    return Known(named=frozenset(names) - places, seats=seats, places=places - seats)


def people_column(tokens: Tokens, mentions: Sequence[Mention]) -> frozenset[int]:
    """The tokens that can be a person: names and descriptions of people, personal pronouns."""
    return frozenset(
        t
        for m in mentions
        if m.kind in {EntityKind.PERSON, EntityKind.UNNAMED_SOURCE}
        for t in tokens.within(m.span)
    )


def named_people(tokens: Tokens, mentions: Sequence[Mention]) -> list[Source]:
    """The names of people as runs of tokens, in text order."""
    runs = [
        tokens.within(m.span) for m in mentions if m.kind is EntityKind.PERSON and m.form is MentionForm.NAME
    ]
    return [Source(run[-1], run[0], run[-1]) for run in runs if run]


def distinct(tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The attributions with each cue and each content kept once, the surest reading first.

    A direct reading of a verb gives way to a clause that holds its quotation and more.
    """
    kept: list[Found] = []
    by_sentence: dict[int, list[Found]] = {}
    # Every pair of a sentence is compared: the words of each content are taken out once.
    words = {one.content: _words(tokens, one.content) for one in found}
    for one in sorted(found, key=lambda f: (-f.rank, f.anchor, min(f.content))):
        near = by_sentence.setdefault(tokens.sentence[one.anchor], [])
        clash = next((k for k in near if _same(tokens, k, one, words)), None)
        if clash is None:
            kept.append(one)
            near.append(one)
        elif (
            clash.anchor == one.anchor
            and clash.rule.startswith("quotation")
            and _holds_more(tokens, one, clash)
        ):
            kept[kept.index(clash)] = near[near.index(clash)] = one
    return sorted(kept, key=lambda f: (min(f.content), f.anchor))


def clipped(tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The attributions with no content that holds the cue of the one that encloses it.

    Where two claim each other ("Lind said A, AP reported"), the tail encloses the clause.
    """
    result = list(found)
    starting: dict[int, list[int]] = {}
    joined: dict[int, list[Found]] = {}
    for number, one in enumerate(found):
        if one.cue:
            starting.setdefault(one.cue[0], []).append(number)
        if one.cue and tokens.dep[one.anchor] == "conj":
            joined.setdefault(tokens.head[one.anchor], []).append(one)
    for outer in found:
        if outer.rule not in {"tail", "phrase", "hearing"} or not outer.cue:
            continue
        inside = (number for t in outer.content if t < outer.cue[0] for number in starting.get(t, ()))
        for number in sorted(inside):
            inner = result[number]
            if inner.anchor != outer.anchor and outer.cue[0] in inner.content:
                kept = inner.content & outer.content
                result[number] = replace(inner, content=to_marks(tokens, kept)) if kept else inner
    return [_before_next(tokens, one, joined.get(one.anchor, ())) for one in result]


def _before_next(tokens: Tokens, one: Found, joined: Sequence[Found]) -> Found:
    """The attribution with no content from the next act of the same source on ("… but said it would").

    ``joined`` are the attributions whose verbs are joined to its verb.
    """
    acts = (
        min(other.cue)
        for other in joined
        if other.source == one.source is not None and not one.content.isdisjoint(other.cue)
    )
    cut = min(acts, default=None)
    if cut is None or tokens.pos[cut - 1] != "CCONJ":
        return one
    kept = frozenset(t for t in one.content if t < cut - 1)
    return replace(one, content=kept) if kept else one


def _words(tokens: Tokens, content: frozenset[int]) -> frozenset[int]:
    return frozenset(t for t in content if tokens.pos[t] not in {"PUNCT", "SPACE"})


def _same(tokens: Tokens, one: Found, other: Found, words: Mapping[frozenset[int], frozenset[int]]) -> bool:
    """Whether two attributions are the same: one verb, or nearly one content with touching cues."""
    if one.anchor == other.anchor:
        return True
    a, b = words[one.content], words[other.content]
    if not a or not b or not set(one.cue).isdisjoint(other.cue):
        return True
    if _names_the_object(tokens, one, other) or _names_the_object(tokens, other, one):
        return True
    if (one.cue and one.cue[0] in other.content) or (other.cue and other.cue[0] in one.content):
        return False
    if min(len(a), len(b)) < _SAME_SHARE * max(len(a), len(b)):
        return False
    return len(a & b) / len(a | b) >= _SAME_SHARE and bool(extent(tokens, one) & extent(tokens, other))


def _names_the_object(tokens: Tokens, noun: Found, verb: Found) -> bool:
    """Whether a noun of saying is what the other's verb takes ("repeated her pledge to leave")."""
    return noun.rule == "noun" and verb.rule == "object" and tokens.head[noun.anchor] == verb.anchor


def _holds_more(tokens: Tokens, clause: Found, direct: Found) -> bool:
    """Whether a clause holds the whole quotation and words outside quotations too."""
    words = _words(tokens, clause.content)
    return _words(tokens, direct.content) <= words and any(tokens.quotation[t] < 0 for t in words)
