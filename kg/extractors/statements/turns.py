"""Turns of transcripts and interviews: "Voss: I have not decided.", and the letters "Q:" and "A:"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.extractors.statements.grammar import MARKS, is_finite
from kg.extractors.statements.labelling import (
    CONTENT_WORDS,
    LABEL_WORDS,
    ends,
    in_brackets,
    is_label,
    labelled,
    marks_around,
    proper,
    words_of,
)
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.found import Found, Source
    from kg.extractors.statements.labelling import Known
    from kg.extractors.statements.tokens import Tokens

_Label = tuple[list[int], int]
_QUESTION, _ANSWER = "question label", "answer label"
_MARKS = frozenset(":.")


def find_turns(
    tokens: Tokens,
    headings: Sequence[range],
    paragraphs: Sequence[range],
    *,
    known: Known,
    people: Sequence[Source],
    cues: Cues,
) -> Iterator[Found]:
    """One statement for each turn, in text order; its words are verbatim.

    ``people`` are the names of people in text order. In an interview in letters the person named before
    its first question answers. A place before a colon is where the text was written.
    """
    letters = _letters(tokens, paragraphs, cues)
    before = paragraphs[: min(letters)] if letters else ()
    interviewed = _only(tokens, headings, people) or _only(tokens, (*headings, *before), people)
    labels = {
        number: label
        for number, paragraph in enumerate(paragraphs)
        if number not in letters and (label := _label(tokens, paragraph)) is not None
        if label[0][-1] not in known.places | known.seats
    }
    if len(labels) == 1 and all(_is_dateline(tokens, words, known.named) for words, _ in labels.values()):
        labels = {}
    speaking = known.named | _recurring(tokens, labels.values(), cues)
    for number, paragraph in enumerate(paragraphs):
        group = letters.get(number)
        if group is None:
            found = _transcript(tokens, paragraph, labels.get(number), speaking, cues)
        else:
            found = _turn(tokens, [paragraph.start], paragraph.start + 1, paragraph)
            if group == _ANSWER and interviewed is not None:
                found = replace(found, source=interviewed)
        if found is not None:
            yield found


def _letters(tokens: Tokens, paragraphs: Sequence[range], cues: Cues) -> dict[int, str]:
    """The paragraphs that a label for questions or for answers begins; none unless both occur."""
    found: dict[int, str] = {}
    for number, paragraph in enumerate(paragraphs):
        if len(paragraph) > CONTENT_WORDS - 1 and tokens.word[paragraph.start + 1] in _MARKS:
            word = tokens.word[paragraph.start]
            group = next((g for g in (_QUESTION, _ANSWER) if cues.has(g, word.lower())), None)
            if group is not None and word[:1].isupper():
                found[number] = group
    return found if set(found.values()) == {_QUESTION, _ANSWER} else {}


def _only(tokens: Tokens, blocks: Sequence[range], people: Sequence[Source]) -> Source | None:
    """The longest name of the only person whom the blocks name; people with one surname are one."""
    inside = set(chain(*blocks))
    named = [person for person in people if person.first in inside]
    surnames = {tokens.low(person.last) for person in named}
    return max(named, key=lambda p: p.last - p.first) if len(surnames) == 1 else None


def _label(tokens: Tokens, paragraph: range) -> _Label | None:
    """The capitalized words before a colon, and the colon, that may begin a turn ("Voss: I have …")."""
    start = paragraph.start
    within = tokens.quotation[start] if tokens.pos[start] in MARKS else -1
    opening = range(start, min(paragraph.stop, start + LABEL_WORDS + 2))
    colon = next((t for t in opening if tokens.word[t] == ":" and tokens.quotation[t] == within), None)
    if (
        colon is None
        or in_brackets(tokens, start, colon)
        or colon + 1 >= paragraph.stop
        or not ends(tokens, paragraph)
    ):
        return None
    before = words_of(tokens, range(paragraph.start, colon))
    after = words_of(tokens, range(colon + 1, paragraph.stop))
    if len(after) < CONTENT_WORDS or not tokens.word[after[0]][:1].isupper():
        return None
    handle = len(before) == 1 and tokens.word[before[0]].startswith("@")
    named = bool(before) and all(tokens.word[t][:1].isupper() for t in before)
    return (before, colon) if named or handle else None


def _recurring(tokens: Tokens, labels: Iterable[_Label], cues: Cues) -> frozenset[int]:
    """The last words of labels that come back between others, as the names of those who talk do."""
    last = [words[-1] for words, _ in labels if not cues.has("no label", tokens.low(words[-1]))]
    times = Counter(tokens.low(t) for t in last)
    return frozenset(t for t in last if len(times) > 1 and times[tokens.low(t)] > 1)


def _transcript(
    tokens: Tokens, paragraph: range, label: _Label | None, named: frozenset[int], cues: Cues
) -> Found | None:
    """The turn of somebody whose label is a name, a recurring label or a noun for one who speaks."""
    if label is None:
        return None
    words, colon = label
    quoted = (
        tokens.quotation[colon + 1] >= 0
        and len(words) == 1
        and not cues.has("no label", tokens.low(words[0]))
    )
    own = not cues.has("no label", tokens.low(words[-1])) and _speaks(tokens, paragraph, colon, cues)
    handle = tokens.word[words[0]].startswith("@")
    known = named | proper(tokens, words) | (frozenset(words) if quoted or own or handle else frozenset())
    return _turn(tokens, words, colon, paragraph) if is_label(tokens, words, known, cues) else None


def _is_dateline(tokens: Tokens, words: list[int], named: frozenset[int]) -> bool:
    """Whether a label is one word in capitals that names nobody known ("PUNE: The minister said …")."""
    return len(words) == 1 and tokens.word[words[0]].isupper() and words[0] not in named


def _speaks(tokens: Tokens, paragraph: range, colon: int, cues: Cues) -> bool:
    """Whether the words behind a colon are somebody's own: "I" or "we" and a finite verb, unquoted."""
    words = [t for t in range(colon + 1, paragraph.stop) if tokens.quotation[t] < 0]
    return any(cues.has("own words", tokens.low(t)) for t in words) and any(
        is_finite(tokens, t) for t in words
    )


def _turn(tokens: Tokens, label: list[int], mark: int, paragraph: range) -> Found:
    """What follows the mark to the end of the paragraph, a question when that ends as one."""
    after = words_of(tokens, range(mark + 1, paragraph.stop)) or [mark]
    content = frozenset(range(after[0], paragraph.stop)) | marks_around(tokens, after)
    asks = any(tokens.word[t] == "?" for t in range(after[-1] + 1, paragraph.stop))
    return replace(
        labelled(tokens, label, content, mark, rule="transcript", rank=0.8),
        force=Force.ASK if asks else Force.ASSERT,
        verbatim=True,
    )
