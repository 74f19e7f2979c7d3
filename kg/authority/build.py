"""The authority that newskg ships, cut from open tables: ``python -m kg.authority.build FOLDER``.

For developers. FOLDER holds the files named in tables.tsv; their columns are qid, label, aliases,
type, country, description and some of catalog, since, start, end. What a table may not give to the
package is left out here, and so are names that would link wrongly (README.md of this folder).
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.authority import SHIPPED
from kg.authority.candidate import CandidateType
from kg.authority.names import normalize_name
from kg.authority.offices import Catalog, offices_of
from kg.authority.tables import HERE, Table, read_tables
from kg.authority.writing import Filing, Record
from kg.lexicons import BodyType, load, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TYPES = {"former-state": CandidateType.COUNTRY, **{one.value: one for one in CandidateType}}
TYPE_OF_TABLE = {"partyfacts": CandidateType.PARTY, "reep": CandidateType.TEAM}
BODY_TYPES = {
    **dict.fromkeys(
        (
            BodyType.GOVERNMENT,
            BodyType.MINISTRY,
            BodyType.AGENCY,
            BodyType.LEGISLATURE,
            BodyType.COURT,
            BodyType.MILITARY,
            BodyType.POLICE,
        ),
        CandidateType.GOVERNMENT,
    ),
    BodyType.BANK: CandidateType.COMPANY,
    BodyType.COMPANY: CandidateType.COMPANY,
    BodyType.PARTY: CandidateType.PARTY,
}
WITH_OFFICES = frozenset({"congress", "leaders", "officeholders", "everypolitician"})
WITH_DESCRIPTIONS = frozenset({"fb15k", "chadwick", "us-newspapers"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in the press for somebody whom the tables spell otherwise."""

    qid: str
    name: str
    source: str


def build(folder: Path, out: Path) -> tuple[int, int]:
    """The numbers of entities and names written to ``out`` from the tables in ``folder``."""
    tables = read_tables()
    catalogs = {row.catalog: row for row in read_rows(HERE / "catalogs.tsv", Catalog)}
    rows = [(table, row) for table in tables for row in _read(folder / table.file)]
    places = _place_keys(rows)
    countries = {country.qid for country in load().countries}  # the lexicon knows their names better
    found = (_record(table, row, places, catalogs) for table, row in rows if row["qid"] not in countries)
    records = [record for record in (*own_records(), *found) if record and record.identifier]
    filing = Filing()
    for record in records:
        filing.add(record)
    known = {record.identifier for record in records}
    for spelling in read_rows(HERE / "spellings.tsv", Spelling):
        if spelling.qid in known:
            filing.add(Record(spelling.qid, "", (spelling.name,), CandidateType.PERSON))
    return filing.write(out)


def own_records() -> Iterator[Record]:
    """The countries, bodies and outlets of the lexicons that have an id, under all sure names."""
    lexicons = load()
    for country in lexicons.countries:
        names = [name for name in country.names if name not in country.cautious or name == country.label]
        codes = () if country.former else (country.code,)
        yield _own(country.qid, country.label, names, CandidateType.COUNTRY, codes)
    for body in lexicons.organizations:
        names = [name for name in body.names if name not in body.cautious]
        yield _own(
            body.qid,
            body.label,
            names,
            BODY_TYPES.get(body.type, CandidateType.ORGANIZATION),
            (body.country,),
        )
    for outlet in lexicons.outlets:
        names = [name for name in outlet.names if name not in outlet.cautious]
        yield _own(outlet.qid, outlet.label, names, CandidateType.OUTLET, (outlet.country,))


def _own(qid: str, label: str, names: Sequence[str], kind: CandidateType, codes: Sequence[str]) -> Record:
    """The record of a row of the lexicons."""
    codes = tuple(code for code in codes if code)
    return Record(qid, label, tuple(name for name in names if name != label), kind, codes, tables=("newskg",))


def _read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table, as text; a name that ends in .gz is unpacked."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    yield from csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)


def _place_keys(rows: list[tuple[Table, dict[str, str]]]) -> frozenset[str]:
    """The keys of every name of a country, territory or place."""
    return frozenset(
        normalize_name(name)
        for table, row in rows
        if table.table in {"country-codes", "rigour", "natural-earth"}
        for name in (row["label"], *row["aliases"].split("|"))
        if name
    )


_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ROR_COUNTRY = re.compile(r"\s+\([A-Z][^()]*\)$")
_FOOTNOTE = re.compile(r"(?:\s+\([Tt]he\))?\s*\*+$|\s+\([Tt]he\)$")
# A place of FB15k is believed when its description names a sort of place: its types are partly
# guessed, and 9 of 20 rows typed place without such a word were ideas or periods.
_PLACE_WORD = re.compile(
    r"\b(?:city|town|village|borough|municipality|county|district|province|state|region|territory|capital"
    r"|country|island|islands|river|lake|sea|ocean|mountain|mountains|valley|peninsula|continent|suburb"
    r"|neighbou?rhood|commune|prefecture|republic|empire|kingdom|parish|department|area|township|settlement)\b",
    re.IGNORECASE,
)


def _record(
    table: Table, row: Mapping[str, str], places: frozenset[str], catalogs: Mapping[str, Catalog]
) -> Record | None:
    """The record of a row, None when the row is of no use for names in English text."""
    kind = TYPE_OF_TABLE.get(table.table) or TYPES.get(row["type"])
    names = [name for name in (row["label"], *row["aliases"].split("|")) if name]
    names = _kept_names(table, names, kind, places)
    if kind is None or not names or not _believed(table, kind, row["description"]):
        return None
    offices = tuple(offices_of(row, table.date, catalogs)) if table.table in WITH_OFFICES else ()
    countries = dict.fromkeys(
        code for code in (row["country"], *(office.country for office in offices)) if code not in {"", "ZZ"}
    )
    return Record(
        identifier=row["qid"],
        label=names[0],
        aliases=tuple(names[1:]),
        type=kind,
        countries=tuple(countries),
        description=row["description"] if table.table in WITH_DESCRIPTIONS else row.get("adm1", ""),
        offices=offices,
        tables=(table.table,),
    )


def _believed(table: Table, kind: CandidateType, description: str) -> bool:
    """Whether the row's type can be trusted."""
    return table.table != "fb15k" or kind != CandidateType.PLACE or bool(_PLACE_WORD.search(description))


def _kept_names(
    table: Table, names: list[str], kind: CandidateType | None, places: frozenset[str]
) -> list[str]:
    """The names in Latin script that may lead to the row: the label, and aliases that mislead nobody.

    Left out are aliases of one word for people, account names, and aliases of bodies that are a
    place ("Ohio State", "Alabama"): all of the wrong links of a trial on news were among them.
    """
    if table.table == "ror":
        names = [_ROR_COUNTRY.sub("", name) for name in names]
    names = list(dict.fromkeys(_FOOTNOTE.sub("", name) for name in names if _LATIN.search(name)))
    label, aliases = names[:1], names[1:]
    if kind == CandidateType.PERSON:
        aliases = [name for name in aliases if " " in normalize_name(name) and not name.startswith("@")]
    elif kind not in {CandidateType.PLACE, CandidateType.COUNTRY}:
        aliases = [name for name in aliases if normalize_name(name) not in places]
    return label + aliases


if __name__ == "__main__":
    written = build(Path(sys.argv[1]), SHIPPED)
    sys.stdout.write("{} entities, {} names\n".format(*written))
