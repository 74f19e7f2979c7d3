from __future__ import annotations

import csv
import gzip
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.authority import Authority, CandidateType, Match, import_table, normalize_name, open_authorities
from kg.authority.importing import SHOWN
from kg.authority.tables import HERE
from kg.authority.vocabulary import Part, Word, WordKind, country_of, date_of, identifier_of, type_of
from kg.authority.writing import plain
from kg.errors import InputError, OutputError
from kg.lexicons import read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from kg.authority import Candidate, ImportReport

TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix s: <http://schema.org/> .
@prefix ss: <https://schema.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix e: <https://example.org/> .

e:ada a s:Person ; s:name "Ада Линд"@ru , "Ada Lind"@en ; s:alternateName "A. Lind" ;
    s:jobTitle "minister of trade" ; s:nationality wd:Q34 ; s:startDate "2019-05-01" ;
    s:sameAs wd:Q990000001 .
e:press a ss:NewsMediaOrganization ; ss:name "Lindby Posten" ; ss:addressCountry "SE" .
e:topic a skos:Concept ; skos:prefLabel "Lind family"@en , "Familie Lind"@de ; skos:altLabel "Linds"@en .
wd:Q990000002 a foaf:Person ; foaf:name "Bo Lind" .
e:nameless a s:Person .
[] a s:Person ; s:name "Nobody" .
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def imported(path: Path, **options: CandidateType | date) -> tuple[ImportReport, Authority]:
    out = path.with_suffix(".authority")
    report = import_table(path, out, **options)  # type: ignore[arg-type]
    return report, open_authorities([out], shipped=False)


def only(found: tuple[Candidate, ...]) -> Candidate:
    (candidate,) = found
    return candidate


def test_a_csv_table_can_be_looked_up(tmp_path: Path) -> None:
    text = (
        "qid,label,aliases,type,country,description,office,start,end\n"
        'Q990000001,Ada Lind,"A. Lind|Ada M. Lind",human,Sweden|FI,chemist,minister,2019-05-01,2021\n'
    )
    report, authority = imported(write(tmp_path / "t.csv", text), as_of=date(2022, 1, 1))
    assert (report.rows, report.entities, report.left_out, report.problems) == (1, 1, 0, ())
    found = only(authority.people("Ada Lind"))
    assert (found.identifier, found.type, found.countries) == (
        "Q990000001",
        CandidateType.PERSON,
        ("SE", "FI"),
    )
    assert (found.description, found.tables, found.match) == ("chemist", ("t.csv",), Match.LABEL)
    assert [(o.title, o.country, o.start, o.end, o.as_of) for o in found.offices] == [
        ("minister", "SE", "2019-05-01", "2021", "2022-01-01")
    ]
    assert only(authority.people("A. Lind")).match is Match.ALIAS
    assert only(authority.holders("minister", "SE", date(2020, 1, 1))).label == "Ada Lind"


def test_the_export_of_a_query_service_is_understood(tmp_path: Path) -> None:
    text = (
        "?item\titemLabel\titemAltLabel\ttypeLabel\tcountry\n"
        "<http://www.wikidata.org/entity/Q990000001>\tLindby Posten\tLP\tnewspaper\thttp://www.wikidata.org/entity/Q34\n"
    )
    _, authority = imported(write(tmp_path / "t.tsv", text))
    found = only(authority.organizations("Lindby Posten", country="SE"))
    assert (found.identifier, found.type) == ("Q990000001", CandidateType.OUTLET)


def test_a_packed_table_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress("\ufeffiri,name\nhttps://example.org/1,Ada Lind\n".encode()))
    _, authority = imported(path)
    assert only(authority.people("Ada Lind")).identifier == "https://example.org/1"


def test_rows_of_one_item_become_one_entity(tmp_path: Path) -> None:
    text = "qid,label,alias,country\nQ990000001,Ada Lind,A. Lind,SE\nQ990000001,Ada Lind,Ada L.,FI\n"
    report, authority = imported(write(tmp_path / "t.csv", text))
    assert (report.rows, report.entities) == (2, 1)
    assert only(authority.people("Ada L.")).countries == ("SE", "FI")


def test_a_row_without_a_type_is_found_in_every_list(tmp_path: Path) -> None:
    _, authority = imported(write(tmp_path / "t.csv", "qid,label\nQ990000001,Lind\n"))
    for found in (authority.people("Lind"), authority.organizations("Lind"), authority.places("Lind")):
        assert only(found).type is CandidateType.UNKNOWN


def test_the_default_type_is_for_rows_that_tell_none(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "qid,label,type\nQ990000001,Lind,\nQ990000002,Lindby,town\n")
    _, authority = imported(path, default_type=CandidateType.PARTY)
    assert only(authority.organizations("Lind")).type is CandidateType.PARTY
    assert authority.people("Lind") == ()
    assert only(authority.places("Lindby")).type is CandidateType.PLACE


def test_bad_rows_are_left_out_and_told(tmp_path: Path) -> None:
    rows = (
        "qid,label,type,country,start",
        "7,Ada,,,",
        "Q1,,,,",
        "Q2,Bo,wizard,Narnia,soon",
        "",
        "urn:x,Cy,,,",
    )
    text = "\n".join(rows)
    report, authority = imported(write(tmp_path / "t.csv", text))
    assert [(one.place, one.reason, one.kept) for one in report.problems] == [
        ("line 2", "'7' is no Wikidata id and no IRI", False),
        ("line 3", "no label", False),
        ("line 4", "country 'Narnia' is not known", True),
        ("line 4", "type 'wizard' is not known", True),
        ("line 4", "start 'soon' is not known", True),
        ("line 6", "'urn:x' is no Wikidata id and no IRI", False),
    ]
    assert (report.rows, report.entities, report.left_out) == (4, 1, 3)
    assert only(authority.people("Bo")).countries == ()


def test_a_million_bad_rows_give_a_short_report(tmp_path: Path) -> None:
    text = "qid,label\nQ990000001,Ada\n" + "?,?\n" * (SHOWN * 3)
    report, _ = imported(write(tmp_path / "t.csv", text))
    assert len(report.problems) == SHOWN
    assert report.left_out == SHOWN * 3


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("t.csv", b"name,type\nAda,human\n", "line 1: no column for the identifier among: name, type"),
        ("t.csv", b"qid,type\nQ1,human\n", "line 1: no column for the label among: qid, type"),
        ("t.csv", b"", "line 1: no column for the identifier among: "),
        ("t.csv", b"qid,label\n", "no row that can be used"),
        ("t.csv", b"qid,label\n1,Ada\n", "no row that can be used; line 2: '1' is no Wikidata id and no IRI"),
        ("t.csv", b"qid,label\nQ1,\xff\xfe\n", "not UTF-8: byte 0xFF"),
        ("t.csv", b'qid,label\nQ1,"Ada\nQ2,Bo\n', "before line 4: unexpected end of data"),
        ("t.nt", b'<urn:a> <urn:b> "' + b"x" * (1 << 24) + b'" .', "a term is longer than can be read"),
        ("t.csv.gz", b"not packed", "cannot be read: Not a gzipped file"),
        ("t.ttl", b"<a> <b> .", "cannot be read: "),
        ("t.xlsx", b"PK", "not a kind of table that can be imported"),
        ("t.jsonld", b"{}", "not a kind of table that can be imported"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, complaint: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        import_table(path, tmp_path / "out")
    assert str(caught.value).startswith(str(path))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        import_table(tmp_path / "none.csv", tmp_path / "out")


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "qid,label\nQ1,Ada\n")
    with pytest.raises(OutputError, match="cannot write the authority file"):
        import_table(path, tmp_path / "none" / "out")


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "qid,label\nQ1,Ada\n")
    with pytest.raises(OutputError, match="not a regular file"):
        import_table(path, tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["t.csv"]


def test_progress_is_told_while_rows_are_read(tmp_path: Path) -> None:
    rows = "".join(f"Q{n},Ada\n" for n in range(1, 2501))
    path = write(tmp_path / "t.csv", f"qid,label\n{rows}")
    told: list[int] = []
    import_table(path, tmp_path / "out", progress=told.append)
    assert told == [1000, 2000]


@pytest.fixture
def rdf(tmp_path: Path) -> tuple[ImportReport, Authority]:
    return imported(write(tmp_path / "t.ttl", TURTLE))


def test_schema_org_is_read_with_either_scheme(rdf: tuple[ImportReport, Authority]) -> None:
    found = only(rdf[1].people("Ada Lind"))
    assert (found.identifier, found.type, found.countries) == (
        "https://example.org/ada",
        CandidateType.PERSON,
        ("SE",),
    )
    assert [(office.title, office.start) for office in found.offices] == [("minister of trade", "2019-05-01")]
    assert found.same_as == ("Q990000001",)
    press = only(rdf[1].organizations("Lindby Posten"))
    assert (press.type, press.countries) == (CandidateType.OUTLET, ("SE",))


def test_english_labels_go_first(rdf: tuple[ImportReport, Authority]) -> None:
    assert only(rdf[1].people("Ада Линд")).label == "Ada Lind"


def test_skos_concepts_are_of_unknown_type(rdf: tuple[ImportReport, Authority]) -> None:
    found = only(rdf[1].organizations("Familie Lind"))
    assert (found.label, found.type, found.match) == ("Lind family", CandidateType.UNKNOWN, Match.ALIAS)


def test_subjects_without_name_are_left_out_and_blank_nodes_are_no_subjects(
    rdf: tuple[ImportReport, Authority],
) -> None:
    report, authority = rdf
    assert [(one.place, one.reason) for one in report.problems] == [
        ("<https://example.org/nameless>", "no label")
    ]
    assert authority.people("Nobody") == ()
    assert only(authority.people("Bo Lind")).identifier == "Q990000002"


@pytest.mark.parametrize("ending", ["nt", "nq", "trig", "rdf"])
def test_other_syntaxes_of_rdf_are_read(tmp_path: Path, ending: str) -> None:
    triple = '<https://example.org/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Ada Lind" .\n'
    xml = (
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:k="http://www.w3.org/2004/02/skos/core#">'
        '<k:Concept r:about="https://example.org/1"><k:prefLabel>Ada Lind</k:prefLabel></k:Concept></r:RDF>'
    )
    _, authority = imported(write(tmp_path / f"t.{ending}", xml if ending == "rdf" else triple))
    assert only(authority.people("Ada Lind")).identifier == "https://example.org/1"


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "t.ttl", TURTLE)
    import_table(path, tmp_path / "a")
    import_table(path, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_own_table_goes_before_the_shipped_one(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.csv", "iri,label,type,same_as\nhttps://example.org/1,Vladimir Putin,person,Q7747\n"
    )
    import_table(path, tmp_path / "out")
    authority = open_authorities([tmp_path / "out"])
    assert only(authority.people("Vladimir Putin")).identifier == "https://example.org/1"
    assert only(authority.people("Emmanuel Macron")).identifier == "Q3052772"


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_in_cells_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["qid", "label", "aliases", "description"])
        writer.writerows([f"Q{n}", *row] for n, row in enumerate(rows, 1))
    if not any(label.strip() for label, _, _ in rows):
        return
    _, authority = imported(folder / "t.csv")
    for number, (label, alias, description) in enumerate(rows, 1):
        found = authority.get(f"Q{number}")
        assert (found is None) == (not label.strip())
        if found:
            assert (found.label, found.description) == (plain(label), plain(description))
            for name in (label, *alias.split("|")):
                if normalize_name(name):
                    assert found.identifier in [one.identifier for one in authority.people(name)]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Q42", "Q42"),
        ("wd:Q42", "Q42"),
        ("<http://www.wikidata.org/entity/Q42>", "Q42"),
        ("https://www.wikidata.org/wiki/Q42", "Q42"),
        ("https://www.wikidata.org/wiki/Property:P31", "https://www.wikidata.org/wiki/Property:P31"),
        ("https://example.org/a b", None),
        ("https://example.org/<x>", None),
        ("javascript:alert(1)", None),
        ("Q0", None),
        ("", None),
    ],
)
def test_identifiers_have_one_form(text: str, identifier: str | None) -> None:
    assert identifier_of(text) == identifier


@pytest.mark.parametrize(
    ("text", "code"),
    [("US", "US"), ("gb", "GB"), ("South Korea", "KR"), ("Q212", "UA"), ("Congo", None), ("Atlantis", None)],
)
def test_countries_are_understood_when_they_are_one(text: str, code: str | None) -> None:
    assert country_of(text) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-05-20", "2019-05-20"),
        ("+2019-05-20T00:00:00Z", "2019-05-20"),
        ("2019-05", "2019-05"),
        ("+2019-00-00T00:00:00Z", "2019"),
        ("2019-13", None),
        ("2019-02-30", None),
        ("0000", None),
        ("19", None),
    ],
)
def test_dates_are_cut_to_what_they_tell(text: str, day: str | None) -> None:
    assert date_of(text) == day


def test_types_are_words_items_or_classes() -> None:
    values = (
        "Human",
        "Q5",
        "http://www.wikidata.org/entity/Q5",
        "https://schema.org/Person",
        "political_party",
        "x",
    )
    kinds = [type_of(value) for value in values]
    assert kinds == [CandidateType.PERSON] * 4 + [CandidateType.PARTY, None]


def test_import_words_are_sorted_known_and_unique() -> None:
    rows = read_rows(HERE / "import_words.tsv", Word)
    keys = [(row.kind.value, row.name) for row in rows]
    assert keys == sorted(set(keys))
    meanings = {
        WordKind.COLUMN: {*Part},
        WordKind.PROPERTY: {*Part},
        WordKind.TYPE: {*CandidateType},
        WordKind.PREFIX: {"item"},
    }
    assert all(row.meaning in meanings[row.kind] for row in rows)
