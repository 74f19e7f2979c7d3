"""What a run of ``kg build`` did, counted as it goes and told at the end."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import EntityKind, Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.pieces import Piece

# An archive has more people than a run should remember only to count them: 16 bytes each in a set of
# short hashes make 32 MB at this number.
_MOST_COUNTED = 500_000

COUNTED = ("articles", "people", "countries", "organizations", "statements", "triples")
"""What a run can be asked to have at least."""

_ORGANIZATIONS = frozenset({EntityKind.ORGANIZATION, EntityKind.OUTLET, EntityKind.PLATFORM})


class Distinct:
    """How many different texts were seen, exact up to a limit, in bounded memory.

    >>> seen = Distinct(limit=2)
    >>> seen.add(["a", "b", "a"]); str(seen)
    '2'
    >>> seen.add(["c"]); str(seen)
    'over 2'
    """

    def __init__(self, limit: int = _MOST_COUNTED) -> None:
        """Count up to ``limit``."""
        self._limit = limit
        self._seen: set[bytes] = set()
        self._full = False

    def add(self, texts: Iterable[str]) -> None:
        """Note the texts."""
        for text in texts:
            key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            if len(self._seen) < self._limit:
                self._seen.add(key)
            elif key not in self._seen:
                self._full = True

    def __int__(self) -> int:
        return len(self._seen)

    def __str__(self) -> str:
        return f"over {self._limit:,}" if self._full else f"{len(self._seen):,}"


@dataclass(slots=True)
class Tally:
    """The counts of one run."""

    articles: int = 0
    unchanged: int = 0
    others: int = 0
    skipped: int = 0
    statements: dict[Form, int] = field(default_factory=lambda: dict.fromkeys(Form, 0))
    triples: int = 0
    words: int = 0
    people: Distinct = field(default_factory=Distinct)
    countries: Distinct = field(default_factory=Distinct)
    organizations: Distinct = field(default_factory=Distinct)

    def add(self, piece: Piece) -> None:
        """Count one article that was built."""
        self.articles += 1
        self.triples += piece.triples
        self.words += piece.words
        for form, number in piece.forms:
            self.statements[form] += number
        self.people.add(path for kind, path in piece.entities if kind is EntityKind.PERSON)
        self.countries.add(path for kind, path in piece.entities if kind is EntityKind.COUNTRY)
        self.organizations.add(path for kind, path in piece.entities if kind in _ORGANIZATIONS)

    def shortfalls(self, minimum: Mapping[str, int]) -> list[str]:
        """What is below its ``minimum``, a phrase each; the keys are of ``COUNTED``."""
        found = {
            "articles": self.articles,
            "people": int(self.people),
            "countries": int(self.countries),
            "organizations": int(self.organizations),
            "statements": sum(self.statements.values()),
            "triples": self.triples,
        }
        return [
            f"{found[name]:,} {name} instead of {number:,}"
            for name, number in minimum.items()
            if found[name] < number
        ]

    def progress(self, elapsed_s: float) -> str:
        """How far the run is, for the line on a terminal."""
        articles = counted(f"{self.articles + self.unchanged:,}", "article")
        return f"{articles}, {self.words / elapsed_s:,.0f} words a second, {self.skipped:,} skipped"

    def lines(self, elapsed_s: float) -> list[str]:
        """The summary for the user; ``elapsed_s`` is the time the work took, 0 when there was none."""
        counts = [
            counted(str(self.people), "person", "people"),
            counted(str(self.countries), "country", "countries"),
            counted(str(self.organizations), "organization"),
        ]
        forms = [f"{self.statements[form]:,} {name}" for form, name in _FORMS.items()]
        statements = counted(f"{sum(self.statements.values()):,}", "statement")
        speed = self.words / elapsed_s if elapsed_s > 0 else 0.0
        others = [f"{counted(f'{self.others:,}', 'file')} of other articles kept"] if self.others else []
        unchanged = [f"{self.unchanged:,} unchanged"] if self.unchanged else []
        if unchanged and not self.articles:
            return [", ".join([*unchanged, f"{self.skipped:,} skipped", *others])]
        return [
            ", ".join([counted(f"{self.articles:,}", "article"), *counts]),
            f"{statements} ({', '.join(forms)}), {counted(f'{self.triples:,}', 'triple')}",
            ", ".join([f"{speed:,.0f} words a second", *unchanged, f"{self.skipped:,} skipped", *others]),
        ]


_FORMS = {Form.DIRECT: "direct", Form.INDIRECT: "indirect", Form.MIXED: "mixed"}


def counted(number: str, noun: str, plural: str | None = None) -> str:
    """The number with its noun.

    >>> counted("1", "person", "people"), counted("2", "article")
    ('1 person', '2 articles')
    """
    return f"{number} {noun if number == '1' else plural or noun + 's'}"
