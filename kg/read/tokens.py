"""The words, numbers and signs of one header line, with safe looks ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Each alternative begins with a character that no other can begin with: one pass, no backtracking.
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?|\d+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign; ``form`` is case-folded, without a full stop at its end."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a line; past its end every form is "" and every number None."""

    all: tuple[Token, ...]

    def __len__(self) -> int:
        return len(self.all)

    def form(self, at: int) -> str:
        """The form of a token."""
        return self.all[at].form if 0 <= at < len(self.all) else ""

    def number(self, at: int, *, digits: int = 2) -> int | None:
        """The number that a token is, when it has at most so many digits."""
        form = self.form(at)
        return int(form) if len(form) <= digits and form.isascii() and form.isdigit() else None

    def four_digits(self, at: int) -> int | None:
        """The number that a token is, when it has exactly four digits: a year or an hour."""
        return self.number(at, digits=4) if len(self.form(at)) == 4 else None  # noqa: PLR2004

    def past(self, at: int, *forms: str) -> int:
        """The position after ``at`` when one of the forms stands there, else ``at``."""
        return at + 1 if self.form(at) in forms else at

    def adjoin(self, at: int) -> bool:
        """Whether no white space parts the token from the next one."""
        return at + 1 < len(self.all) and self.all[at].end == self.all[at + 1].start

    def since(self, at: int) -> Tokens:
        """The tokens from ``at`` on."""
        return Tokens(self.all[at:])


def tokenize(line: str) -> Tokens:
    """The words, numbers and signs of a line in order.

    >>> [token.form for token in tokenize("Mar. 19, 9 a.m.").all]
    ['mar', '19', ',', '9', 'a.m']
    """
    return Tokens(
        tuple(
            Token(m.group().casefold().rstrip(".") or ".", m.start(), m.end()) for m in _TOKEN.finditer(line)
        )
    )
