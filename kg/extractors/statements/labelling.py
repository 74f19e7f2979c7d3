"""Questions about labels: the words before a colon or behind a dash that say who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import MARKS
from kg.model import Force

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

# The longest real ones are "Deputy Prime Minister X Y".
LABEL_WORDS = 6
"""A label longer than this is a clause of its own."""
CONTENT_WORDS = 3
"""The fewest words that a label attributes; fewer are a line of a table ("Voss: 12 votes")."""
# Names that no table knows are seldom longer; longer runs of capitals are headings.
_NAME_WORDS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """The tokens of names: of those who can speak, of capitals that can, of other places."""

    named: frozenset[int]
    seats: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()


def words_of(tokens: Tokens, block: range) -> list[int]:
    """The tokens of a block that are words."""
    return [t for t in block if tokens.pos[t] not in MARKS]


def in_brackets(tokens: Tokens, start: int, mark: int) -> bool:
    """Whether brackets that open at ``start`` or later hold a mark ("Halvor Energy (OSE: HLV)")."""
    depth = sum((tokens.word[t] == "(") - (tokens.word[t] == ")") for t in range(start, mark))
    return depth > 0


def colon_at(tokens: Tokens, block: range) -> int | None:
    """The first colon between two words, outside quotations and clock times."""
    for t in block:
        if tokens.word[t] == ":" and tokens.quotation[t] < 0 and t + 1 < block.stop:
            return None if in_brackets(tokens, block.start, t) else t
    return None


def is_label(tokens: Tokens, words: list[int], named: frozenset[int], cues: Cues) -> bool:
    """Whether the words name or describe one who speaks."""
    if not words or len(words) > LABEL_WORDS:
        return False
    last = words[-1]
    return (
        last in named
        or cues.has("label noun", tokens.lemma[last])
        or cues.has("label noun", tokens.low(last))
    )


def proper(tokens: Tokens, words: list[int]) -> frozenset[int]:
    """The words when they can be an unknown name, as in a transcript's labels."""
    short = len(words) <= _NAME_WORDS
    return frozenset(words) if short and all(tokens.pos[t] == "PROPN" for t in words) else frozenset()


def marks_around(tokens: Tokens, content: list[int]) -> frozenset[int]:
    """Quotation marks that belong to the quotation the content starts or ends in."""
    numbers = {tokens.quotation[content[0]], tokens.quotation[content[-1]]} - {-1}
    near = range(max(0, content[0] - 1), min(len(tokens), content[-1] + 3))
    return frozenset(t for t in near if tokens.quotation[t] in numbers)


def labelled(
    tokens: Tokens, label: list[int], content: frozenset[int], mark: int, *, rule: str, rank: float
) -> Found:
    """What a label attributes; ``mark`` is the colon or dash that says so."""
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


def ends(tokens: Tokens, paragraph: range) -> bool:
    """Whether a paragraph ends as a sentence does."""
    last = next((t for t in reversed(paragraph) if tokens.pos[t] != "SPACE"), None)
    return last is not None and tokens.pos[last] == "PUNCT"
