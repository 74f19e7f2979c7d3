"""Which articles of an input one of several runs builds, whatever machine it is on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shard:
    """The part ``number``, from 1, of ``of`` equal parts of any input.

    Raises ``ValueError`` when there is no such part.
    """

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of:
            message = f"not a part: {self.number} of {self.of}"
            raise ValueError(message)

    def has(self, identifier: str) -> bool:
        """Whether the article, or what was left out, of this name belongs to the part.

        The name alone decides, so that an article stays in its part when others come and go.

        >>> [Shard(number, 3).has("wire/a.txt") for number in (1, 2, 3)].count(True)
        1
        """
        digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1
