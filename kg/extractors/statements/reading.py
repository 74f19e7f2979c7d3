"""The tokens of a Doc as the rules of statements want them: cut words whole, days and clauses put right."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from kg.extractors.columns import columns_of
from kg.extractors.statements.days import hang_days
from kg.extractors.statements.prefixes import govern_whole
from kg.extractors.statements.sentences import cut, openings, sentences
from kg.extractors.statements.tags import read_verbs
from kg.extractors.statements.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kg.extractors.columns import Columns
    from kg.extractors.statements.quotations import Quotation


def read_tokens(doc: Doc | Columns, quotations: Sequence[Quotation]) -> Tokens:
    """The rows of ``doc``; ``quotations`` are in text order and do not overlap."""
    columns = columns_of(doc)
    word, start, end = columns.word, columns.start, columns.end
    quoted = _quoted_ranges(start, end, quotations)
    quotation = [-1] * len(word)
    for number, inside in enumerate(quoted):
        quotation[inside.start : inside.stop] = [number] * len(inside)
    starts = [0] * len(word)
    for token in columns.opening:
        starts[token] = 1
    head, dep = list(columns.head), list(columns.dep)  # the names' too, and changed below
    head = cut(head, starts, openings=openings(word, starts, quoted))
    govern_whole(word, start, end, starts, head=head, dep=dep)
    lemma, pos, tag = list(columns.lemma), list(columns.pos), list(columns.tag)
    read_verbs(columns.lower, lemma=lemma, pos=pos, tag=tag, head=head, dep=dep)
    hang_days(columns.lower, lemma, head=head, dep=dep)
    sentence, bounds = sentences(starts)
    children = _children(head)
    first, last = _edges(head)
    return Tokens(
        text=columns.text,
        word=word,
        lower=columns.lower,
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        head=head,
        start=start,
        end=end,
        first=first,
        last=last,
        sentence=sentence,
        bounds=bounds,
        quotation=quotation,
        children=children,
    )


def _children(head: Sequence[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for token, parent in enumerate(head):
        if parent != token:
            children[parent].append(token)
    return children


def _edges(head: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first and last token of each subtree.

    Each edge moves up to the governor; in text order that reaches the root in one pass where no branches
    cross, and one more pass sees that nothing moves.
    """
    first, last = list(range(len(head))), list(range(len(head)))
    moved = True
    while moved:
        moved = False
        for token, up in enumerate(head):
            if first[token] < first[up]:
                first[up] = first[token]
                moved = True
        for token in range(len(head) - 1, -1, -1):
            up = head[token]
            if last[token] > last[up]:
                last[up] = last[token]
                moved = True
    return first, last


def _quoted_ranges(start: Sequence[int], end: Sequence[int], quotations: Sequence[Quotation]) -> list[range]:
    """The tokens that each quotation reaches into, a token that two share given to the first."""
    ranges: list[range] = []
    taken = 0
    for quotation in quotations:
        first = max(taken, bisect_right(end, quotation.span.start))
        taken = max(first, bisect_left(start, quotation.span.end))
        ranges.append(range(first, taken))
    return ranges
