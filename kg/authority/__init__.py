"""Look-up of people, organizations and places by name, offline.

An authority answers which known things a name may mean. It decides nothing: several candidates, a
candidate met only by an alias or a spelling, or a name of one word are for the caller to judge.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.authority.candidate import Candidate, CandidateType, Match, Office
from kg.authority.importing import ImportReport, Problem, import_table, index_path
from kg.authority.index import Index
from kg.authority.names import body_key, normalize_name, spelling_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kg.authority.index import Reference

__all__ = [
    "Authority",
    "Candidate",
    "CandidateType",
    "ImportReport",
    "Match",
    "Office",
    "Problem",
    "import_table",
    "index_path",
    "load",
    "normalize_name",
    "open_authorities",
]

SHIPPED = Path(__file__).parent / "data" / "wikidata.authority"
"""The authority that comes with newskg; NOTICE beside it credits its tables."""


class Authority:
    """One or more authority files asked as one; what an earlier file says of a thing goes first."""

    def __init__(self, indexes: Sequence[Index]) -> None:
        """Ask these files, the most trusted first."""
        self._indexes = tuple(indexes)

    def people(self, name: str) -> tuple[Candidate, ...]:
        """People of this name, those met by label first.

        When no name is spelt so, people whose name differs in romanization or middle initials
        ("Zelensky", "Zelenskyy") come with ``Match.SPELLING``.
        """
        key = normalize_name(name)
        return self._candidates(f"p:{key}") or self._respelt("p", "P", spelling_key(key))

    def organizations(self, name: str, country: str | None = None) -> tuple[Candidate, ...]:
        """Organizations, outlets, companies, parties and teams of this name, met by label first.

        With ``country`` (ISO code) only those that a table places there. When no name is spelt so,
        those that differ in legal form or British spelling come with ``Match.SPELLING``.
        """
        key = normalize_name(name)
        found = self._candidates(f"o:{key}") or self._respelt("o", "O", body_key(key))
        return tuple(one for one in found if country is None or country in one.countries)

    def places(self, name: str) -> tuple[Candidate, ...]:
        """Places and countries of this name, met by label first."""
        return self._candidates(f"l:{normalize_name(name)}")

    def knows_person(self, name: str) -> bool:
        """Whether ``people`` finds anybody of this name, in a fraction of its time."""
        key = normalize_name(name)
        return self._knows("p", "P", key, spelling_key(key))

    def knows_organization(self, name: str) -> bool:
        """Whether ``organizations`` finds any of this name, in a fraction of its time."""
        key = normalize_name(name)
        return self._knows("o", "O", key, body_key(key))

    def knows_place(self, name: str) -> bool:
        """Whether ``places`` finds any of this name, in a fraction of its time."""
        return self._any([f"l:{normalize_name(name)}"])

    def holders(self, title: str, country: str, day: date) -> tuple[Candidate, ...]:
        """People who are attested to have held the country's office of this title on that day."""
        wanted = normalize_name(title)
        return tuple(
            one
            for one in self._candidates(f"h:{country} {wanted}")
            if any(
                office.country == country
                and not office.body
                and normalize_name(office.title) == wanted
                and office.covers(day)
                for office in one.offices
            )
        )

    def get(self, identifier: str) -> Candidate | None:
        """The thing with this identifier, None when no file knows it."""
        for index in self._indexes:
            found = index.candidate(identifier, Match.LABEL)
            if found:
                return found
        return None

    def digests(self) -> tuple[str, ...]:
        """The SHA-256 of each file asked, in order, but for the one that comes with newskg."""
        return tuple(index.sha256() for index in self._indexes if index.path != SHIPPED)

    def close(self) -> None:
        """Give the files back; no look-up is possible afterwards."""
        for index in self._indexes:
            index.close()

    def _respelt(self, exact: str, spelling: str, key: str) -> tuple[Candidate, ...]:
        """Candidates with this spelling key, whether or not it is their key too."""
        return self._candidates(f"{exact}:{key}", f"{spelling}:{key}", match=Match.SPELLING)

    def _knows(self, exact: str, spelling: str, key: str, other: str) -> bool:
        """Whether anything is filed under the key or the key of its spelling; no key is asked for twice."""
        keys = [f"{exact}:{key}", f"{spelling}:{other}"]
        return self._any(keys if other == key else [*keys, f"{exact}:{other}"])

    def _any(self, keys: Iterable[str]) -> bool:
        """Whether anything is filed under one of the keys."""
        for index in self._indexes:
            for key in keys:
                if key in index:
                    return True
        return False

    def _candidates(self, *keys: str, match: Match | None = None) -> tuple[Candidate, ...]:
        """What is filed under the keys, each thing once, the surest match first."""
        found: dict[str, Candidate] = {}
        known: set[str] = set()
        for index in self._indexes:
            fresh = _fresh(index, keys, match, known)
            for one in fresh:
                found.setdefault(one.identifier, one)
            known.update(name for one in fresh for name in (one.identifier, *one.same_as))
        return tuple(sorted(found.values(), key=_sureness))


_SURENESS = {match: number for number, match in enumerate(Match)}


def _sureness(candidate: Candidate) -> int:
    """How far from the name's own label the match is; sorting by it keeps file order otherwise."""
    return _SURENESS[candidate.match]


def _fresh(index: Index, keys: Iterable[str], match: Match | None, known: set[str]) -> list[Candidate]:
    """What a file has under the keys, except for what an earlier file knows already."""
    references: dict[str, Reference] = {}
    for key in keys:
        for reference in index.references(key):
            references.setdefault(reference.identifier, reference)
    candidates = (
        index.candidate(reference.identifier, match or reference.match) for reference in references.values()
    )
    return [one for one in candidates if one and not known.intersection((one.identifier, *one.same_as))]


@cache
def load() -> Authority:
    """The authority that comes with newskg; the same value on each call."""
    return Authority((Index(SHIPPED),))


def open_authorities(paths: Iterable[Path], *, shipped: bool = True) -> Authority:
    """The user's own authority files, in this order, and the shipped one last.

    Raises ``InputError`` when a file is not an authority file.
    """
    indexes = [Index(path) for path in paths]
    return Authority((*indexes, Index(SHIPPED)) if shipped else indexes)
