"""What a run of ``kg build`` did, counted as it goes and told at the end."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import EntityKind, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.pieces import Piece

# An archive has more people than a run should remember only to count them: 8 bytes each make 4 MB at
# this number.
_MOST_COUNTED = 500_000
# So many are held in a set, at 100 bytes each, before they are sorted in among the others.
_UNSORTED = 1024

_MINUTE_S = 60
_HOUR_MIN = 60

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
        self._sorted = array("Q")
        self._new: set[int] = set()
        self._full = False

    def add(self, texts: Iterable[str]) -> None:
        """Note the texts."""
        for text in texts:
            digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            key = int.from_bytes(digest)
            if key in self._new or self._is_sorted_in(key):
                continue
            if int(self) >= self._limit:
                self._full = True
                continue
            self._new.add(key)
            if len(self._new) >= _UNSORTED:
                self._sorted = array("Q", sorted([*self._sorted, *self._new]))
                self._new.clear()

    def _is_sorted_in(self, key: int) -> bool:
        """Whether the key is among those that are sorted."""
        at = bisect_left(self._sorted, key)
        return at < len(self._sorted) and self._sorted[at] == key

    def __int__(self) -> int:
        return len(self._sorted) + len(self._new)

    def __str__(self) -> str:
        return f"over {self._limit:,}" if self._full else f"{int(self):,}"


@dataclass(slots=True)
class Tally:
    """The counts of one run.

    ``share_read`` tells how much of the input was read, of which ``taken`` are the articles of this run
    and ``elsewhere`` those of others.
    """

    share_read: Callable[[], float | None] | None = None
    taken: int = 0
    elsewhere: int = 0
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
        parts = [
            counted(f"{self.articles + self.unchanged:,}", "article"),
            f"{self.words / elapsed_s:,.0f} words a second",
            f"{self.skipped:,} skipped",
        ]
        left_s = self._left_s(elapsed_s)
        return ", ".join(parts if left_s is None else [*parts, f"{duration(left_s)} left"])

    def _left_s(self, elapsed_s: float) -> float | None:
        """How long the rest takes if it goes on like this; None when nobody knows."""
        share = self.share_read() if self.share_read else None
        if not share or not self.taken:
            return None
        done = share * (self.articles + self.unchanged + self.skipped) / self.taken
        return elapsed_s * (1 - done) / done if done > 0 else None

    def counts(self, elapsed_s: float) -> dict[str, int | float]:
        """The summary for a program; ``elapsed_s`` is as for ``lines``."""
        return {
            "articles": self.articles,
            "people": int(self.people),
            "countries": int(self.countries),
            "organizations": int(self.organizations),
            "statements": sum(self.statements.values()),
            **{name: self.statements[form] for form, name in _FORMS.items()},
            "triples": self.triples,
            "words": self.words,
            "words_a_second": round(self.words / elapsed_s) if elapsed_s > 0 else 0,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "others": self.others,
        }

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


def duration(seconds: float) -> str:
    """The time in the one or two largest units.

    >>> duration(7.4), duration(200), duration(7500)
    ('7 s', '3 min', '2 h 5 min')
    """
    minutes = round(seconds / _MINUTE_S)
    if seconds < _MINUTE_S:
        return f"{seconds:.0f} s"
    return f"{minutes // _HOUR_MIN} h {minutes % _HOUR_MIN} min" if minutes >= _HOUR_MIN else f"{minutes} min"


def counted(number: str, noun: str, plural: str | None = None) -> str:
    """The number with its noun.

    >>> counted("1", "person", "people"), counted("2", "article")
    ('1 person', '2 articles')
    """
    return f"{number} {noun if number == '1' else plural or noun + 's'}"
