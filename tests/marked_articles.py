"""Articles of a few sentences with marked mentions, and who is who in them."""

from __future__ import annotations

from dataclasses import replace

from kg.entities import resolve_entities
from kg.lexicons import load
from kg.model import (
    Article,
    Attribution,
    Block,
    BlockKind,
    ChainRole,
    Entity,
    EntityKind,
    Form,
    Mention,
    MentionForm,
    Names,
    Resolved,
    Span,
    Statement,
)

PERSON, ORGANIZATION, COUNTRY, PLACE = (
    EntityKind.PERSON,
    EntityKind.ORGANIZATION,
    EntityKind.COUNTRY,
    EntityKind.PLACE,
)


def article(text: str) -> Article:
    return Article("a.txt", text, (Block(BlockKind.PROSE, Span(0, len(text))),))


def find(text: str, part: str, number: int = 1) -> Span:
    """The span of the ``number``-th occurrence of ``part``."""
    at = -1
    for _ in range(number):
        at = text.index(part, at + 1)
    return Span(at, at + len(part))


def name(text: str, part: str, kind: EntityKind, number: int = 1, key: str = "") -> Mention:
    return Mention(find(text, part, number), kind, MentionForm.NAME, key)


def pronoun(text: str, part: str, number: int = 1) -> Mention:
    return Mention(find(text, part, number), PERSON, MentionForm.PRONOUN)


def said(text: str, agent: str, number: int = 1, *, quoted: str = "") -> Statement:
    span = find(text, agent, number)
    content = find(text, quoted) if quoted else Span(0, 1)
    return Statement(
        form=Form.DIRECT if quoted else Form.INDIRECT,
        content=(content,),
        chain=(Attribution(ChainRole.ORIGINATOR, span, span),),
        evidence=(Span(0, len(text)),),
        rule="test",
        confidence=1.0,
        quoted=(content,) if quoted else (),
    )


def resolve(
    text: str, *mentions: Mention, statements: tuple[Statement, ...] = (), **more: object
) -> Resolved:
    ends = [i + 1 for i, c in enumerate(text) if c == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    names = Names(mentions, sentences=tuple(Span(a, b) for a, b in zip(starts, ends, strict=True)))
    return resolve_entities(article(text), replace(names, **more), statements, load())  # type: ignore[arg-type]


def entity(resolved: Resolved, path: str) -> Entity:
    return next(one for one in resolved.entities if one.path == path)


def who(resolved: Resolved, span: Span) -> str:
    """The label of the entity at the span."""
    return entity(resolved, resolved.at[span]).label
