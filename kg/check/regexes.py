"""Regular expressions that can explode, found without running them.

Python's ``re``, which the reference engine uses, tries every way in which a text can match. Two loops
that can both read the same characters give it exponentially many (``(a+)+``) or polynomially many
(``a*a*a*``) ways, and one crafted literal stops the check for hours. The pattern is turned into an
automaton, and the automaton is searched for two different paths that read the same text (Weber and
Seidl 1991, "On the degree of ambiguity of finite automata"): a loop with two ways round is
exponential, loops in a row that can share their text are polynomial.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from kg.check.automata import Automaton, UnreadableError, automaton_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["UnreadableError", "explosion"]

N = TypeVar("N")

# Two loops in a row (``.*x.*``) cost the square of the text's length and are common in shapes; three
# cost its cube: an hour for a literal of ten thousand characters.
_MOST_LOOPS = 2


def explosion(pattern: str, flags: str = "") -> str | None:
    """Why matching the pattern can take for ever, or None when its time grows with the text.

    Raises ``UnreadableError`` for a pattern that cannot be judged.

    >>> explosion("^[a-z]+$") is None, explosion("^(a+)+$")
    (True, 'two ways round one loop')
    """
    chosen = re.IGNORECASE if "i" in flags else 0
    chosen |= re.DOTALL if "s" in flags else 0
    inline = re.match(r"\(\?[aimsux]+\)", pattern)
    automaton = automaton_of(pattern[inline.end() :] if inline else pattern, chosen)
    pairs = _shared_steps(automaton)
    if automaton.doubled or _has_double_loop(automaton, pairs):
        return "two ways round one loop"
    if _loops_in_a_row(automaton, pairs) > _MOST_LOOPS:
        return f"more than {_MOST_LOOPS} loops in a row that read the same characters"
    return None


_Pair = tuple[int, int]


def _shared_steps(automaton: Automaton) -> dict[_Pair, set[_Pair]]:
    """From each pair of positions, the pairs that can follow by reading one character both read."""
    reads, follows = automaton.reads, automaton.follows
    return {
        (p, q): {(a, b) for a in follows[p] for b in follows[q] if reads[a] & reads[b]}
        for p, q in product(range(len(reads)), repeat=2)
    }


def _reachable(steps: Mapping[N, Iterable[N]], start: N) -> set[N]:
    """All that one or more steps lead to; the start only when a way leads back to it."""
    seen: set[N] = set()
    waiting = list(steps[start])
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += steps[node]
    return seen


def _has_double_loop(automaton: Automaton, steps: dict[_Pair, set[_Pair]]) -> bool:
    """Whether some position can be left and reached again on two paths that read the same text."""
    for state in range(len(automaton.reads)):
        reached = _reachable(steps, (state, state))
        if (state, state) in reached and any(
            p != q and (state, state) in _reachable(steps, (p, q)) for p, q in reached
        ):
            return True
    return False


def _loops_in_a_row(automaton: Automaton, steps: dict[_Pair, set[_Pair]]) -> int:
    """The longest row of loops of which each can hand its text to the next."""
    looping = [s for s in range(len(automaton.reads)) if (s, s) in _reachable(steps, (s, s))]
    after = {
        p: [
            q
            for q in looping
            if p != q and (p, q) in _reachable(steps, (p, p)) and _common_text(automaton, p, q)
        ]
        for p in looping
    }
    longest: dict[int, int] = {}
    # No loop follows itself: that would be a second way round, which is refused before.
    for p in sorted(looping, key=lambda loop: len(_reachable(after, loop))):
        longest[p] = 1 + max((longest.get(q, 0) for q in after[p]), default=0)
    return max(longest.values(), default=0)


def _common_text(automaton: Automaton, p: int, q: int) -> bool:
    """Whether one text leads from p to p, from p to q and from q to q."""
    reads, follows = automaton.reads, automaton.follows
    seen: set[tuple[int, int, int]] = set()
    waiting = [(p, p, q)]
    while waiting:
        a, b, c = waiting.pop()
        for triple in product(follows[a], follows[b], follows[c]):
            if triple not in seen and reads[triple[0]] & reads[triple[1]] & reads[triple[2]]:
                seen.add(triple)
                waiting.append(triple)
    return (p, q, q) in seen
