"""A regular expression as an automaton: one position for each character it reads (Glushkov 1961)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# More positions than this are not searched for ambiguity, and the pattern is refused.
_MOST_STATES = 160
# Counted repeats are unrolled up to this many rounds; a longer one that can stop early is a loop.
_MOST_ROUNDS = 12
_SAMPLE = "".join(map(chr, range(0x20, 0x7F))) + "\t\n\r\u00a0\u00e9\u0416\u4e2d\u2028\U0001f600"


class UnreadableError(ValueError):
    """The pattern uses what cannot be judged: a back-reference, a lookaround, a malformed group."""


@dataclass(slots=True)
class _Part:
    """A piece of an automaton: where it can begin and end, and whether it can be skipped."""

    first: set[int]
    last: set[int]
    empty: bool


@dataclass(slots=True)
class Automaton:
    """Positions of a pattern, the characters each reads, and which can follow which (Glushkov)."""

    reads: list[frozenset[str]] = field(default_factory=list)
    follows: list[set[int]] = field(default_factory=list)
    doubled: bool = False

    def position(self, characters: frozenset[str]) -> _Part:
        """A new position that reads one of ``characters``."""
        if len(self.reads) >= _MOST_STATES:
            raise UnreadableError("the pattern is too large to be judged")
        self.reads.append(characters)
        self.follows.append(set())
        place = {len(self.reads) - 1}
        return _Part(set(place), set(place), empty=False)

    def join(self, left: _Part, right: _Part) -> _Part:
        """``right`` after ``left``."""
        self.connect(left.last, right.first)
        return _Part(
            left.first | (right.first if left.empty else set()),
            right.last | (left.last if right.empty else set()),
            empty=left.empty and right.empty,
        )

    def connect(self, sources: set[int], targets: set[int]) -> None:
        """Let each target follow each source."""
        for source in sources:
            self.follows[source] |= targets

    def loop(self, part: _Part) -> None:
        """Let ``part`` begin again where it ends; a step that an inner loop makes already is a second way."""
        self.doubled |= any(self.follows[source] & part.first for source in part.last)
        self.connect(part.last, part.first)


_QUANTIFIER = re.compile(r"([*+?]|\{(\d+)(,?)(\d*)\})[?+]?")


class _Reader:
    """A pattern, read once from left to right into an automaton."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags, self.at = pattern, flags, 0
        self.automaton = Automaton()

    def read(self) -> Automaton:
        """The automaton of the whole pattern."""
        self._choice()
        if self.at < len(self.pattern):
            raise UnreadableError(f"')' without '(' at {self.at}")
        return self.automaton

    def _choice(self) -> _Part:
        part = self._sequence()
        while self._take("|"):
            other = self._sequence()
            part = _Part(part.first | other.first, part.last | other.last, empty=part.empty or other.empty)
        return part

    def _sequence(self) -> _Part:
        part = _Part(set(), set(), empty=True)
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            part = self.automaton.join(part, self._repeated())
        return part

    def _repeated(self) -> _Part:
        start = self.at
        part = self._atom()
        while found := _QUANTIFIER.match(self.pattern, self.at):
            least, most = _bounds(found)
            self.at = found.end()
            part = self._rounds(part, start, least, most)
        return part

    def _rounds(self, part: _Part, start: int, least: int, most: int | None) -> _Part:
        """``part``, which was read from ``start``, repeated ``least`` to ``most`` times."""
        end, varies, skippable = self.at, part.empty or least != most, part.empty or least == 0
        if most is None:
            self.automaton.loop(part)
        elif most > _MOST_ROUNDS and varies:
            self.automaton.doubled |= part.empty  # (a?){30}: each of the thirty can be left out
            self.automaton.loop(part)
        elif most > 1:
            ends = set(part.last)
            for number in range(2, min(most, _MOST_ROUNDS) + 1):
                self.at = start
                part = self.automaton.join(part, self._atom())
                ends = part.last | (ends if number > least else set())
            part = _Part(part.first, ends, empty=part.empty)
        self.at = end
        return _Part(part.first, part.last, empty=skippable)

    def _atom(self) -> _Part:
        sign = self.pattern[self.at]
        if sign == "(":
            return self._group()
        if sign in "^$":
            self.at += 1
            return _Part(set(), set(), empty=True)
        found = re.compile(
            r"\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\\[xuU][0-9A-Fa-f]+|\\.|[^\\]", re.DOTALL
        ).match(self.pattern, self.at)
        if found is None:
            raise UnreadableError("a lone backslash")
        self.at = found.end()
        if re.fullmatch(r"\\[bBAZz]", found[0]):
            return _Part(set(), set(), empty=True)
        if re.fullmatch(r"\\[1-9]", found[0]):
            raise UnreadableError("a back-reference")
        return self.automaton.position(self._characters(found[0]))

    def _group(self) -> _Part:
        found = re.compile(r"\((\?:|\?P<\w+>)?(?!\?)").match(self.pattern, self.at)
        if found is None:
            raise UnreadableError("a lookaround or a conditional group")
        self.at = found.end()
        part = self._choice()
        if not self._take(")"):
            raise UnreadableError("'(' without ')'")
        return part

    def _take(self, sign: str) -> bool:
        taken = self.pattern.startswith(sign, self.at)
        self.at += len(sign) if taken else 0
        return taken

    def _characters(self, atom: str) -> frozenset[str]:
        try:
            matcher = re.compile(atom, self.flags)
        except re.error as error:
            raise UnreadableError(str(error)) from error
        return frozenset(c for c in {*_SAMPLE, *self.pattern} if matcher.fullmatch(c))


def _bounds(found: re.Match[str]) -> tuple[int, int | None]:
    """The least and the most rounds of a quantifier; None is no end."""
    sign, least, comma, most = found.groups()
    if least is None:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
    if not comma:
        return int(least), int(least)
    return int(least), int(most) if most else None


def automaton_of(pattern: str, flags: int) -> Automaton:
    """The automaton of a pattern; raises ``UnreadableError`` for one that cannot be judged."""
    return _Reader(pattern, flags).read()
