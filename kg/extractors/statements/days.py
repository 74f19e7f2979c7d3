"""Days right behind a verb of saying that the parser gave to the clause behind them, governed by the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

# A day with the words around it stands at most so far behind the verb ("told the Tallinn paper on Monday").
_REACH = 8
_TIMES = frozenset({"npadvmod", "prep", "pobj", "advmod"})


def hang_days(lower: Sequence[str], lemma: Sequence[str], *, head: list[int], dep: Sequence[str]) -> None:
    """Hang the day of "said Monday the gate was shut" on the verb, in place: it is when that was said.

    Only a day that opens the clause, with no comma behind it, is meant; "said this year sales would fall"
    is not.
    """
    cues = load_cues()
    for token, text in enumerate(lower):
        if not cues.has("day of saying", text):
            continue
        top = _whole(token, head, dep)
        clause = head[top]
        verb = head[clause]
        if dep[top] not in _TIMES or dep[clause] != "ccomp" or not 0 < top - verb <= _REACH or clause <= top:
            continue
        if lemma[verb] not in cues.stems or lower[top + 1] == "," or lower[token + 1] == ",":
            continue
        if not any(head[t] == clause for t in range(verb + 1, min(top, token))):
            head[top] = verb


def _whole(day: int, head: Sequence[int], dep: Sequence[str]) -> int:
    """The top of "Monday night" and "on Monday"."""
    top = day
    while dep[top] in {"compound", "pobj"} and abs(head[top] - top) == 1 and dep[head[top]] in _TIMES:
        top = head[top]
    return top
