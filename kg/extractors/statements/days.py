"""Days right behind a verb of saying that the parser gave to the clause behind them, governed by the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.statements.cues import Cues

# A day with the words around it stands at most so far behind the verb ("told the Tallinn paper on Monday").
_REACH = 8
# A longer subject is none of news.
_LONGEST = 60
_TIMES = frozenset({"npadvmod", "prep", "pobj", "advmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def hang_days(lower: Sequence[str], lemma: Sequence[str], *, head: list[int], dep: list[str]) -> None:
    """Hang the day of "said Monday the gate was shut" on the verb, in place: it is when that was said.

    Only a day that opens the clause, with no comma behind it, is meant; "said this year sales would fall"
    is not.
    """
    cues = load_cues()
    for token, text in enumerate(lower):
        if not cues.has("day of saying", text):
            continue
        if _names(token, lemma, cues, head=head, dep=dep):
            _part(token, lemma, cues, head=head, dep=dep)
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


def _names(day: int, lemma: Sequence[str], cues: Cues, *, head: Sequence[int], dep: Sequence[str]) -> bool:
    """Whether the day was taken for a part of the noun behind it, neither a time nor one of the days."""
    if dep[day] != "compound" or head[day] <= day:
        return False
    return not any(
        cues.has(group, lemma[t]) for t in (day + 1, head[day]) for group in ("day's own", "temporal noun")
    )


def _part(day: int, lemma: Sequence[str], cues: Cues, *, head: list[int], dep: list[str]) -> None:
    """Part the day from the subject behind it: "said on Monday exports were up" has no Monday exports."""
    noun = head[day]
    above = head[noun]
    if dep[noun] == "pobj" and day - above == 1:
        verb = head[above]
        clauses = (
            t
            for t in range(noun + 1, min(noun + _LONGEST, len(head)))
            if head[t] == verb and dep[t] == "ccomp"
        )
        clause = next(clauses, None)
        if clause is None or lemma[verb] not in cues.stems or not 0 < above - verb <= _REACH:
            return
        if not any(head[t] == clause and dep[t] in _SUBJECTS for t in range(noun + 1, clause)):
            head[day], dep[day], head[noun], dep[noun] = above, "pobj", clause, "nsubj"
        return
    verb = head[above]
    opens = dep[noun] in _SUBJECTS and dep[above] == "ccomp" and 0 < day - verb <= _REACH
    if opens and lemma[verb] in cues.stems and not any(head[t] == above for t in range(verb + 1, day)):
        head[day], dep[day] = verb, "npadvmod"


def _whole(day: int, head: Sequence[int], dep: Sequence[str]) -> int:
    """The top of "Monday night" and "on Monday"."""
    top = day
    while dep[top] in {"compound", "pobj"} and abs(head[top] - top) == 1 and dep[head[top]] in _TIMES:
        top = head[top]
    return top
