"""Statements that punctuation attributes: headline colons, transcripts, a dash before a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found, Source
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

_MARKS = frozenset({"PUNCT", "SPACE"})
_DASHES = frozenset({"—", "–", "--", "-", "―"})
# A label longer than this is a clause of its own; the longest real ones are "Deputy Prime Minister X Y".
_LABEL_WORDS = 6
_CONTENT_WORDS = 3
# Names that no table knows are seldom longer; longer runs of capitals are headings.
_NAME_WORDS = 3


def find_labels(
    tokens: Tokens,
    headings: tuple[range, ...],
    paragraphs: tuple[range, ...],
    named: frozenset[int],
    cues: Cues,
) -> Iterator[Found]:
    """Statements of headings ("Voss: bridge will open"), transcripts and dash signatures.

    ``named`` are the tokens of names of people, countries and organizations.
    """
    for heading in headings:
        found = _heading(tokens, heading, named, cues)
        if found is not None:
            yield found
    for number, paragraph in enumerate(paragraphs):
        signed = _signed(tokens, paragraphs[number - 1], paragraph, named) if number else None
        if signed is not None:
            yield signed
            continue
        if not _ends(tokens, paragraph):
            found = _heading(tokens, paragraph, named, cues)
            if found is not None:
                yield found
                continue
        found = _transcript(tokens, paragraph, named, cues) or _signature(tokens, paragraph, named)
        if found is not None:
            yield found


def _ends(tokens: Tokens, paragraph: range) -> bool:
    """Whether a paragraph ends as a sentence does."""
    last = next((t for t in reversed(paragraph) if tokens.pos[t] != "SPACE"), None)
    return last is not None and tokens.pos[last] == "PUNCT"


def _words(tokens: Tokens, block: range) -> list[int]:
    return [t for t in block if tokens.pos[t] not in _MARKS]


def _colon_at(tokens: Tokens, block: range) -> int | None:
    """The first colon between two words, outside quotations and clock times."""
    for t in block:
        if tokens.word[t] == ":" and tokens.quotation[t] < 0 and t + 1 < block.stop:
            return t
    return None


def _is_label(tokens: Tokens, words: list[int], named: frozenset[int], cues: Cues) -> bool:
    """Whether the words name or describe one who speaks."""
    if not words or len(words) > _LABEL_WORDS:
        return False
    last = words[-1]
    return (
        last in named
        or cues.has("label noun", tokens.lemma[last])
        or cues.has("label noun", tokens.low(last))
    )


def _heading(tokens: Tokens, heading: range, named: frozenset[int], cues: Cues) -> Found | None:
    """Reads "Voss: bridge will open in May" and "Bridge will open: expert"."""
    colon = _colon_at(tokens, heading)
    if colon is None:
        return _dashed(tokens, heading, named, cues)
    before, after = (
        _words(tokens, range(heading.start, colon)),
        _words(tokens, range(colon + 1, heading.stop)),
    )
    known = (
        named
        if not before or cues.has("no label", tokens.low(before[-1]))
        else named | _proper(tokens, before)
    )
    for label, content in ((after, before), (before, after)):
        if len(content) >= _CONTENT_WORDS and _is_label(tokens, label, known, cues):
            span = frozenset(range(content[0], content[-1] + 1)) | _marks_around(tokens, content)
            return _labelled(tokens, label, span, colon, rule="headline colon", rank=0.75)
    return None


def _dashed(tokens: Tokens, heading: range, named: frozenset[int], cues: Cues) -> Found | None:
    """Reads "Bank to cut jobs - sources"."""
    dash = next((t for t in reversed(heading) if tokens.word[t] in _DASHES and tokens.quotation[t] < 0), None)
    if dash is None or dash == heading.start or tokens.end[dash - 1] == tokens.start[dash]:
        return None
    before, after = _words(tokens, range(heading.start, dash)), _words(tokens, range(dash + 1, heading.stop))
    if len(before) < _CONTENT_WORDS or not _is_label(tokens, after, named, cues):
        return None
    return _labelled(
        tokens, after, frozenset(range(before[0], before[-1] + 1)), dash, rule="headline dash", rank=0.7
    )


def _marks_around(tokens: Tokens, content: list[int]) -> frozenset[int]:
    """Quotation marks that belong to the quotation the content starts or ends in."""
    numbers = {tokens.quotation[content[0]], tokens.quotation[content[-1]]} - {-1}
    near = range(max(0, content[0] - 1), min(len(tokens), content[-1] + 3))
    return frozenset(t for t in near if tokens.quotation[t] in numbers)


def _transcript(tokens: Tokens, paragraph: range, named: frozenset[int], cues: Cues) -> Found | None:
    """Reads "Voss: I have not decided." at the start of a paragraph."""
    colon = _colon_at(tokens, range(paragraph.start, min(paragraph.stop, paragraph.start + _LABEL_WORDS + 2)))
    if colon is None:
        return None
    before, after = (
        _words(tokens, range(paragraph.start, colon)),
        _words(tokens, range(colon + 1, paragraph.stop)),
    )
    if len(after) < _CONTENT_WORDS or not before or not tokens.word[after[0]][:1].isupper():
        return None
    capital = all(tokens.word[t][:1].isupper() for t in before)
    quoted = (
        tokens.quotation[after[0]] >= 0
        and len(before) == 1
        and not cues.has("no label", tokens.low(before[0]))
    )
    known = named | _proper(tokens, before) | (frozenset(before) if quoted else frozenset())
    if not capital or not _is_label(tokens, before, known, cues):
        return None
    content = frozenset(range(after[0], paragraph.stop)) | _marks_around(tokens, after)
    return _labelled(tokens, before, content, colon, rule="transcript", rank=0.8)


def _proper(tokens: Tokens, words: list[int]) -> frozenset[int]:
    """The words when they can be an unknown name, as in a transcript's labels."""
    short = len(words) <= _NAME_WORDS
    return frozenset(words) if short and all(tokens.pos[t] == "PROPN" for t in words) else frozenset()


def _signature(tokens: Tokens, paragraph: range, named: frozenset[int]) -> Found | None:
    """Reads "“Measure twice.” — Carla Voss, builder" and an embedded post with its handle."""
    dash = next(
        (t for t in reversed(paragraph) if tokens.word[t] in _DASHES and tokens.quotation[t] < 0), None
    )
    if dash is None or dash < paragraph.start + _CONTENT_WORDS:
        return None
    after = _words(tokens, range(dash + 1, paragraph.stop))
    before = range(paragraph.start, dash)
    quoted = all(tokens.quotation[t] >= 0 for t in before if tokens.pos[t] != "SPACE")
    handle = any(tokens.word[t].startswith("@") for t in after)
    starts_with_name = bool(after) and (after[0] in named or tokens.pos[after[0]] == "PROPN")
    if not starts_with_name or not (quoted or handle) or any(tokens.pos[t] == "VERB" for t in after):
        return None
    name = [after[0]]
    for t in after[1:]:
        if t != name[-1] + 1 or tokens.pos[t] != "PROPN" or tokens.word[t].startswith("@"):
            break
        name.append(t)
    label = name if handle else after
    found = _labelled(tokens, label, frozenset(before), dash, rule="signature", rank=0.85)
    return Found(
        content=found.content,
        cue=(),
        lemma="",
        source=None if found.source is None else Source(name[-1], found.source.first, found.source.last),
        anchor=found.anchor,
        rule=found.rule,
        rank=found.rank,
    )


def _signed(tokens: Tokens, quoted: range, paragraph: range, named: frozenset[int]) -> Found | None:
    """A paragraph that is one quotation, signed in the next: "— Anselm Huber"."""
    words = _words(tokens, paragraph)
    if not words or len(words) > _LABEL_WORDS or tokens.word[paragraph.start] not in _DASHES:
        return None
    speech = [t for t in quoted if tokens.pos[t] != "SPACE"]
    if not speech or any(tokens.quotation[t] < 0 for t in speech) or not _is_name(tokens, words[0], named):
        return None
    return _labelled(tokens, words, frozenset(quoted), paragraph.start, rule="signature", rank=0.85)


def _is_name(tokens: Tokens, token: int, named: frozenset[int]) -> bool:
    return token in named or tokens.pos[token] == "PROPN"


def _labelled(
    tokens: Tokens, label: list[int], content: frozenset[int], mark: int, *, rule: str, rank: float
) -> Found:
    head = label[-1]
    while tokens.head[head] in label and tokens.head[head] != head:
        head = tokens.head[head]
    return Found(
        content=content,
        cue=(mark,),
        lemma=":",
        source=Source(head, label[0], label[-1]),
        anchor=head,
        rule=rule,
        rank=rank,
        force=Force.ASSERT,
    )
