"""Direct statements: quotations joined with the words around them that say who speaks."""

from __future__ import annotations

from dataclasses import replace
from operator import or_
from typing import TYPE_CHECKING

from kg.extractors.statements.continued import Frames, Unsaid, joins, left_open, with_unsaid
from kg.extractors.statements.grammar import MARKS
from kg.extractors.statements.leads import find_lead, is_whole
from kg.extractors.statements.trails import ends_with_comma, find_trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.found import Found
    from kg.extractors.statements.quotations import Quotation
    from kg.extractors.statements.tokens import Tokens

# The longest names of programmes; in a title only shorter words have no capital ("of", "the", "with").
_TITLE_WORDS = 7
_TITLE_LETTERS = 5
_SENTENCE_END = frozenset({".", "!", "?"})


def find_direct(
    tokens: Tokens, quotations: Sequence[Quotation], paragraphs: Sequence[range], cues: Cues
) -> list[Found]:
    """The attributed quotations, each with all its parts, in text order.

    A quotation that follows a closed attribution in its paragraph, or takes up an unclosed one of
    the paragraph before, becomes a further part of the same statement.
    """
    found: list[Found] = []
    unsaid = Unsaid()
    for paragraph, colon in zip(paragraphs, _colons(tokens, paragraphs), strict=True):
        here = _in_paragraph(tokens, quotations, paragraph, colon=colon, cues=cues, earlier=found)
        quoted = tokens.quoted(paragraph)
        here = with_unsaid(here, unsaid, quotations, quoted)
        unsaid = left_open(tokens, quotations, paragraph, quoted, before=unsaid, found=(*found, *here))
        found += here
    return found


def _colons(tokens: Tokens, paragraphs: Sequence[range]) -> list[range]:
    """For each paragraph the last sentence of the one before if that ends in a colon, else nothing."""
    found = [range(0)] * len(paragraphs)
    for number in range(1, len(paragraphs)):
        last = paragraphs[number - 1].stop - 1
        while last > paragraphs[number - 1].start and tokens.pos[last] == "SPACE":
            last -= 1
        if tokens.word[last] == ":" and last < paragraphs[number].start:
            first = tokens.bounds[tokens.sentence[last]][0]
            found[number] = range(max(first, paragraphs[number - 1].start), last + 1)
    return found


def _in_paragraph(
    tokens: Tokens,
    quotations: Sequence[Quotation],
    paragraph: range,
    *,
    colon: range,
    cues: Cues,
    earlier: list[Found],
) -> list[Found]:
    found: list[Found] = []
    previous: int | None = None
    unsaid: frozenset[int] = frozenset()  # what a quotation takes up that nobody closed nor speaks yet
    for number, inside in tokens.quoted(paragraph).items():
        body = frozenset(inside)
        frames = _frames(tokens, body, paragraph)
        if colon and inside[0] == paragraph.start:
            frames = replace(frames, lead=colon)
        if _is_title(tokens, body, frames.lead, cues):
            continue
        attributed = (
            None if _is_fragment(tokens, body, frames.lead) else find_trail(tokens, body, frames.trail, cues)
        )
        attributed = attributed or _lead(tokens, body, frames, cues)
        joined = joins(tokens, quotations[number], frames, found=found, earlier=earlier, previous=previous)
        if attributed is not None and not (joined is not None and _same_lead(attributed, joined)):
            found.append(replace(attributed, content=attributed.content | unsaid))
        elif joined is not None:
            target = found if joined in found else earlier
            target[target.index(joined)] = replace(joined, content=joined.content | body)
        spoken = attributed is not None or joined is not None
        unsaid = frozenset() if spoken or quotations[number].closed else unsaid | body
        previous = number
    return found


def _lead(tokens: Tokens, body: frozenset[int], frames: Frames, cues: Cues) -> Found | None:
    """The attribution before a quotation, or after it where what is before leads to it by a colon alone.

    "Her colleague was less sure: “It may rain,” Lind said."
    """
    lead = find_lead(tokens, body, frames.lead, cues)
    if lead is None or lead.rule != "quotation colon" or not ends_with_comma(tokens, body, frames.trail):
        return lead
    return find_trail(tokens, body, frames.trail, cues) or lead


def _is_title(tokens: Tokens, body: frozenset[int], lead: range, cues: Cues) -> bool:
    """Whether a quotation is the title of a work right before it ("in her memoir, “Salt”"), or a programme.

    "told CBS’s “Face the Nation”", "said on “Breakfast”".
    """
    words = [t for t in lead if tokens.pos[t] not in MARKS]
    colon = lead.stop > lead.start and tokens.word[lead.stop - 1] == ":"
    if not words or colon:
        return False
    if cues.has("titled work", tokens.lemma[words[-1]]):
        return True
    last = words[-1]
    shown = tokens.tag[last] == "POS" or cues.has("programme preposition", tokens.low(last))
    return shown and last == lead.stop - 1 and _has_capitals(tokens, body)


def _has_capitals(tokens: Tokens, body: frozenset[int]) -> bool:
    """Whether a few words are written as titles are: each with a capital but the short ones within."""
    words = [tokens.word[t] for t in sorted(body) if tokens.pos[t] not in MARKS]
    small = (len(word) < _TITLE_LETTERS for word in words[1:])
    capital = [word[:1].isupper() or not word[:1].isalpha() for word in words]
    return 0 < len(words) <= _TITLE_WORDS and capital[0] and all(map(or_, capital[1:], small))


def _same_lead(attributed: Found, joined: Found) -> bool:
    """Whether two attributions rest on the same verb: a broken quotation."""
    return attributed.anchor == joined.anchor


def _frames(tokens: Tokens, body: frozenset[int], paragraph: range) -> Frames:
    """The words from the sentence's start, or the last quotation, to this one; and after it."""
    first, last = min(body), max(body)
    start = first
    while start > paragraph.start and tokens.quotation[start - 1] < 0:
        if _ends_sentence(tokens, start - 1):
            break
        start -= 1
    end = last
    while end + 1 < paragraph.stop and tokens.quotation[end + 1] < 0:
        end += 1
        if _ends_sentence(tokens, end):
            break
    return Frames(range(start, first), range(last + 1, end + 1))


def _ends_sentence(tokens: Tokens, token: int) -> bool:
    """Whether a token is a sentence's mark, or holds it ("Inc.", "£84m.") as the last of its sentence."""
    word = tokens.word[token]
    return word in _SENTENCE_END or (
        word[-1:] in _SENTENCE_END and tokens.bounds[tokens.sentence[token]][1] == token
    )


def _is_fragment(tokens: Tokens, body: frozenset[int], lead: range) -> bool:
    """Whether the sentence has begun before the quotation, which is only a part of it."""
    words = [t for t in lead if tokens.pos[t] not in MARKS]
    after_quotation = lead.start > 0 and tokens.quotation[lead.start - 1] >= 0
    if not words or after_quotation:
        return False
    return not (is_whole(tokens, body) and all(tokens.pos[t] in {"CCONJ", "ADV", "INTJ"} for t in words))
