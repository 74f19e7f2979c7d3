"""A user's own table of people, organizations and places becomes an authority file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.authority.candidate import CandidateType, Office
from kg.authority.entries import read_rdf, read_table, suffix_of
from kg.authority.index import ENDING
from kg.authority.vocabulary import Part, country_of, date_of, identifier_of, type_of
from kg.authority.writing import Filing, Record, plain
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from kg.authority.entries import Entry

SHOWN = 20  # problems of a kind kept for the report; a table of a million bad rows has one cause
_TOLD_EVERY = 1000  # rows between two calls of ``progress``, some 30 ms
_READERS = {
    **dict.fromkeys((".csv", ".tsv"), read_table),
    **dict.fromkeys((".ttl", ".nt", ".nq", ".trig", ".rdf"), read_rdf),
}
_HINT = "a table needs a header with the columns qid (or iri) and label; RDF needs SKOS or schema.org names"


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out, or a value of a row that was (``kept``); ``place`` is a line or subject."""

    place: str
    reason: str
    kept: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import: rows read, entities and names written, rows and single values left out.

    ``problems`` holds the first rows and the first values that were left out, each with its reason.
    """

    out: Path
    rows: int
    entities: int
    names: int
    left_out: int
    values_left_out: int
    problems: tuple[Problem, ...]


def index_path(path: Path) -> Path:
    """Where the authority file of a table goes unless somebody says otherwise: beside it.

    >>> from pathlib import Path
    >>> index_path(Path("tables/agencies.csv.gz")).as_posix()
    'tables/agencies.authority'
    """
    name = path.name[: -len(".gz")] if path.name.lower().endswith(".gz") else path.name
    suffix = suffix_of(path)
    return path.parent / f"{name[: -len(suffix)] if suffix in _READERS else name}{ENDING}"


def import_table(
    path: Path,
    out: Path,
    *,
    default_type: CandidateType = CandidateType.UNKNOWN,
    as_of: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Write the authority file ``out`` from ``path`` and report what came of it.

    ``path`` is CSV or TSV with a header (also .gz), or Turtle, TriG, N-Triples, N-Quads or RDF/XML
    with SKOS or schema.org terms. Rows of one identifier become one entity. ``default_type`` is for
    rows that tell no type; ``as_of`` is the day on which the table was true: offices without an end
    were held then; ``progress`` is called with the number of rows read. Raises ``InputError`` when
    ``path`` cannot be read or has no row that can be used, ``OutputError`` when ``out`` cannot be
    written.
    """
    reader = _READERS.get(suffix_of(path))
    if reader is None:
        known = " ".join(sorted(_READERS))
        raise InputError(f"{path}: not a kind of table that can be imported", hint=f"known endings: {known}")
    rows = _Rows(plain(path.name), default_type, as_of.isoformat() if as_of else "", progress)
    filing = Filing()
    for record in rows.records(reader(path)):
        filing.add(record)
    if not len(filing):
        first = f"; {rows.problems[0].place}: {rows.problems[0].reason}" if rows.problems else ""
        raise InputError(f"{path}: no row that can be used{first}", hint=_HINT)
    entities, names = filing.write(out)
    problems = tuple(rows.problems)
    return ImportReport(out, rows.read, entities, names, rows.left_out, rows.values_left_out, problems)


@dataclass(slots=True)
class _Rows:
    """Entries on their way to records, with the counts of the way."""

    table: str
    default_type: CandidateType
    as_of: str
    progress: Callable[[int], None] | None = None
    read: int = 0
    left_out: int = 0
    values_left_out: int = 0
    problems: list[Problem] = field(default_factory=list)

    def records(self, entries: Iterator[Entry]) -> Iterator[Record]:
        """The record of every entry that has an identifier and a label."""
        for entry in entries:
            self.read += 1
            if self.progress and self.read % _TOLD_EVERY == 0:
                self.progress(self.read)
            identifier = identifier_of(entry.first(Part.IDENTIFIER))
            labels = [label for label in entry.values(Part.LABEL) if label.strip()]
            if identifier is None:
                self._note(
                    entry, f"'{entry.first(Part.IDENTIFIER)}' is no Wikidata id and no IRI", kept=False
                )
            elif not labels:
                self._note(entry, "no label", kept=False)
            else:
                yield self._record(entry, identifier, labels)

    def _record(self, entry: Entry, identifier: str, labels: list[str]) -> Record:
        """The record of an entry; values that are not understood are noted and left out."""
        countries = self._known(entry, Part.COUNTRY, country_of)
        types = self._known(entry, Part.TYPE, type_of)
        same = self._known(entry, Part.SAME, identifier_of)
        return Record(
            identifier=identifier,
            label=labels[0],
            aliases=(*labels[1:], *entry.values(Part.ALIAS)),
            type=next((CandidateType(one) for one in types), self.default_type),
            countries=countries,
            description=entry.first(Part.DESCRIPTION),
            offices=self._offices(entry, countries[0] if countries else ""),
            same_as=tuple(one for one in same if one != identifier),
            tables=(self.table,),
        )

    def _offices(self, entry: Entry, country: str) -> tuple[Office, ...]:
        """The offices of an entry; dates without an office are one without a title."""
        start, *_ = (*self._known(entry, Part.START, date_of), "")
        end, *_ = (*self._known(entry, Part.END, date_of), "")
        titles = entry.values(Part.OFFICE) or (("",) if start or end else ())
        return tuple([Office(title, "", country, start, end, self.as_of) for title in titles])

    def _known(self, entry: Entry, part: Part, meaning: Callable[[str], str | None]) -> tuple[str, ...]:
        """The values of a part that have a meaning, each once."""
        values = entry.values(part)
        if not values:
            return ()
        found: dict[str, None] = {}
        for value in values:
            known = meaning(value)
            if known is None:
                self._note(entry, f"{part} '{value}' is not known", kept=True)
            else:
                found[known] = None
        return tuple(found)

    def _note(self, entry: Entry, reason: str, *, kept: bool) -> None:
        """Count a problem, and keep it when it is among the first of its kind."""
        self.left_out += not kept
        self.values_left_out += kept
        if (self.values_left_out if kept else self.left_out) <= SHOWN:
            self.problems.append(Problem(entry.place, plain(reason)[:200], kept))
