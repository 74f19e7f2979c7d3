"""Words that the tokenizer cut behind a prefix ("co-operate"), governed as one word again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def govern_whole(
    word: Sequence[str], start: Sequence[int], end: Sequence[int], starts: Sequence[int],
    *, head: list[int], dep: list[str],
) -> None:  # fmt: skip
    """Hang a prefix and its hyphen, with all that hangs on them, on the word that they begin, in place.

    A parser that has not seen the word takes "co", "-" and "operate" for three verbs beside one another,
    and a clause would end inside the word.
    """
    whole: dict[int, int] = {}
    for hyphen in _hyphens(word, start, end):
        if starts[hyphen] != 1 and starts[hyphen + 1] != 1:
            whole |= {hyphen - 1: hyphen + 1, hyphen: hyphen + 1}
            _lift(hyphen + 1, {hyphen - 1, hyphen}, head, dep)
    if whole:
        _gather(whole, head, dep)


def _hyphens(word: Sequence[str], start: Sequence[int], end: Sequence[int]) -> Iterator[int]:
    """The hyphens that stand without blanks behind a prefix that is no word of its own."""
    has = load_cues().has
    for hyphen in range(1, len(word) - 1):
        if word[hyphen] != "-" or end[hyphen - 1] != start[hyphen] or end[hyphen] != start[hyphen + 1]:
            continue
        if has("bound prefix", word[hyphen - 1].lower()):
            yield hyphen


def _lift(rest: int, parts: set[int], head: list[int], dep: list[str]) -> None:
    """Give a word the governor of the topmost of its parts that governs it."""
    at, top = rest, None
    while head[at] != at:
        at = head[at]
        top = at if at in parts else top
    if top is not None:
        head[rest], dep[rest] = (rest if head[top] == top else head[top]), dep[top]


def _gather(whole: Mapping[int, int], head: list[int], dep: list[str]) -> None:
    """Hang the parts, and what hung on them, on the words that they begin."""
    for token, up in enumerate(head):
        if token in whole:
            head[token], dep[token] = whole[token], "punct" if token + 1 == whole[token] else "amod"
        elif up in whole and whole[up] != token:
            head[token] = whole[up]
