from __future__ import annotations

import gzip
import io
import os
import re
import sys
from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg.authority import CandidateType, Match, open_authorities
from kg.authority.importing import SHOWN
from kg.cli import edge
from kg.cli.authority import TYPES

CSV = (
    "qid,label,aliases,type,country,office,start\n"
    "Q990000001,Marta Solheim,M. Solheim|Marta K. Solheim,person,NO,mayor,2019-05-01\n"
    "Q990000002,Lindby Posten,,newspaper,SE,,\n"
)
TSV = "iri\tname\nhttps://example.org/1\tMarta Solheim\n"
TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/2> a skos:Concept ; skos:prefLabel "Lindby Posten"@en ; skos:altLabel "The Posten"@en .
"""
README = Path(kg.__file__).parent / "authority" / "README.md"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """True."""
        return True


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder, with a table in each syntax."""
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.csv": CSV, "b.tsv": TSV, "c.ttl": TURTLE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    return edge.run(["authority", *arguments])


# --- import -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "index", "counts"),
    [
        ("a.csv", "a.authority", "2 rows, 2 entities, 6 name keys, 0 left out"),
        ("b.tsv", "b.authority", "1 row, 1 entity, 3 name keys, 0 left out"),
        ("c.ttl", "c.authority", "1 row, 1 entity, 6 name keys, 0 left out"),
    ],
)
def test_a_table_becomes_an_index_beside_it_and_one_line_tells_what_it_holds(
    table: str, index: str, counts: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", table) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.fullmatch(rf"{counts}; {index}, [0-9.]+ s\n", captured.err)
    assert (folder / index).is_file()
    assert not list(folder.glob(".*"))


def test_the_index_of_a_packed_table_loses_both_endings(folder: Path) -> None:
    (folder / "d.CSV.gz").write_bytes(gzip.compress(CSV.encode()))
    assert run("import", "d.CSV.gz") == 0
    assert (folder / "d.authority").is_file()


def test_the_output_may_be_named_and_is_replaced_whole(folder: Path) -> None:
    (folder / "own").write_text("old", encoding="utf-8")
    assert run("import", "a.csv", "-o", "own") == 0
    assert run("import", "a.csv", "-o", "other") == 0
    assert (folder / "own").read_bytes() == (folder / "other").read_bytes()
    assert not (folder / "a.authority").exists()


def test_a_link_to_the_output_stays_a_link(folder: Path) -> None:
    (folder / "link").symlink_to("behind")
    assert run("import", "a.csv", "-o", "link") == 0
    assert (folder / "link").is_symlink()
    assert (folder / "behind").is_file()


def test_options_tell_what_the_rows_do_not(folder: Path) -> None:
    (folder / "d.csv").write_text("qid,label,office,start\nQ990000003,Bo Lind,mayor,2019\n", encoding="utf-8")
    assert run("import", "d.csv", "--type", "person", "--as-of", "2024-05-01") == 0
    (found,) = open_authorities([folder / "d.authority"], shipped=False).people("Bo Lind")
    assert found.type is CandidateType.PERSON
    assert found.offices[0].as_of == "2024-05-01"


def test_every_type_can_be_told() -> None:
    assert {*TYPES, CandidateType.UNKNOWN} == {*CandidateType}


def test_broken_rows_are_named_and_the_rest_is_imported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.csv").write_text(f"{CSV}7,Bo,,,,,\nQ990000003,Cy,,wizard,,,\n", encoding="utf-8")
    assert run("import", "a.csv") == 3
    first, second, third = capsys.readouterr().err.splitlines()
    assert first == "skipped: line 4: '7' is no Wikidata id and no IRI"
    assert second == "line 5: type 'wizard' is not known; imported without it"
    assert third.startswith("4 rows, 3 entities, ")
    assert ", 1 left out; " in third


def test_a_value_left_out_is_no_row_left_out(folder: Path) -> None:
    (folder / "a.csv").write_text(f"{CSV}Q990000003,Cy,,wizard,,,\n", encoding="utf-8")
    assert run("import", "a.csv") == 0


def test_many_unknown_values_hide_no_broken_row(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"Q{n},Bo Lind,,wizard,,,\n" for n in range(1, 2 * SHOWN + 1))
    (folder / "a.csv").write_text(f"{CSV}{rows}7,Bo,,,,,\n", encoding="utf-8")
    assert run("import", "a.csv") == 3
    captured = capsys.readouterr().err
    assert captured.count("imported without it") == SHOWN
    assert f"and {SHOWN} values more left out" in captured
    assert "skipped: line 44: '7' is no Wikidata id" in captured


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.csv"], 2, "none.csv: cannot be read: No such file or directory"),
        (["."], 2, "not a kind of table that can be imported"),
        (["a.csv", "-o", "a.csv"], 2, "a.csv: would replace the table itself"),
        (["a.csv", "-o", "-"], 2, "cannot go to stdout"),
        (["a.csv", "-o", "none/a"], 4, "none/a: cannot be written: no such folder"),
        (["a.csv", "-o", "/dev/null"], 4, "/dev/null: cannot be written: not a regular file"),
        (["a.csv", "-o", "a.csv/a"], 4, "no such folder"),
        (["a.csv", "--type", "unknown"], 2, "'unknown'"),
        (["a.csv", "--as-of", "May"], 2, "'May' is not a day like 2025-03-19"),
    ],
)
def test_what_cannot_be_imported_is_told_in_one_line_and_leaves_nothing(
    arguments: list[str], code: int, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", *arguments) == code
    assert message in capsys.readouterr().err.splitlines()[0]
    assert {path.name for path in folder.iterdir()} == {"a.csv", "b.tsv", "c.ttl"}


def test_an_interrupt_while_writing_leaves_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.authority").write_text("old", encoding="utf-8")

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.authority.writing.os.fsync", interrupt)
    assert run("import", "a.csv") == 130
    assert {path.name for path in folder.iterdir()} == {"a.authority", "a.csv", "b.tsv", "c.ttl"}
    assert (folder / "a.authority").read_text(encoding="utf-8") == "old"


def test_a_terminal_shows_how_many_rows_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"Q{n},Bo Lind\n" for n in range(1, 3001))
    (folder / "d.csv").write_text(f"qid,label\n{rows}", encoding="utf-8")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("kg.cli.progress._QUIET_S", 0.0)
    monkeypatch.setattr("kg.cli.progress._EVERY_S", 0.0)
    assert run("import", "d.csv") == 0
    assert "\r\x1b[2K2,000 rows read, " in stream.getvalue()


# --- show ---------------------------------------------------------------------------------------


def test_a_candidate_is_shown_with_all_that_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    run("import", "a.csv", "--as-of", "2024-05-01")
    capsys.readouterr()
    assert run("show", "M. Solheim", "--authority", "a.authority") == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "Marta Solheim",
        "  type         person",
        "  country      NO",
        "  identifier   Q990000001",
        "  office       mayor, NO, since 2019-05-01, known until 2024-05-01",
        "  matched by   alias",
        "  table        a.csv",
    ]
    assert captured.err == "1 candidate of 'M. Solheim'\n"


def test_given_files_are_asked_before_the_shipped_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("d.csv").write_text(
        "iri,label,type\nhttps://example.org/3,Emmanuel Macron,person\n", encoding="utf-8"
    )
    run("import", "d.csv")
    assert run("show", "Emmanuel Macron", "--authority", "d.authority") == 0
    found = re.findall(r"identifier +(\S+)", capsys.readouterr().out)
    assert found == ["https://example.org/3", "Q3052772"]


def test_a_thing_of_unknown_type_is_shown_once(capsys: pytest.CaptureFixture[str]) -> None:
    run("import", "c.ttl")
    assert run("show", "Posten", "--authority", "c.authority") == 0
    captured = capsys.readouterr()
    assert captured.out.count("https://example.org/2") == 1
    assert f"matched by   {Match.ALIAS}" in captured.out


def test_files_to_ask_may_come_from_the_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "kg.toml").write_text('authority = ["a.authority"]\n', encoding="utf-8")
    run("import", "a.csv")
    assert run("show", "Marta Solheim") == 0
    assert "Q990000001" in capsys.readouterr().out


def test_a_setting_for_importing_alone_holds(folder: Path) -> None:
    (folder / "kg.toml").write_text('[authority]\ntype = "person"\n', encoding="utf-8")
    assert run("import", "b.tsv") == 0
    (found,) = open_authorities([folder / "b.authority"], shipped=False).people("Marta Solheim")
    assert found.type is CandidateType.PERSON


def test_an_unknown_name_has_no_candidate(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "Nobody of That Name") == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "0 candidates of 'Nobody of That Name'\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "?!"], "'?!' has no letter to look up"),
        (["show", "\udcff"], "has no letter to look up"),
        (["show", "Ada", "--authority", "none"], "none: not a readable authority file: No such file"),
        (["show", "Ada", "--authority", "a.csv"], "a.csv: not an authority file"),
        (["imprt", "a.csv"], "no command is called 'imprt'; did you mean 'import'?"),
        ([], "Usage: kg authority"),
    ],
)
def test_what_cannot_be_asked_is_told(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err.splitlines()[0]


def test_what_a_terminal_obeys_is_shown_as_an_escape(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "d.csv").write_text("qid,label\nQ990000003,Bo \x1b[31mLind\n", encoding="utf-8")
    run("import", "d.csv")
    assert run("show", "Bo \x1b[31mLind", "--authority", "d.authority") == 0
    captured = capsys.readouterr()
    assert "Q990000003" in captured.out
    assert "\x1b" not in captured.out + captured.err


# --- build --------------------------------------------------------------------------------------


def test_building_with_a_table_that_was_not_imported_tells_how(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text("Marta Solheim spoke.\n", encoding="utf-8")
    assert edge.run(["build", "a.txt", "-o", "out.ttl", "--authority", "a.csv"]) == 2
    error, hint = capsys.readouterr().err.splitlines()
    assert error == "error: a.csv: not an authority file of version 1"
    assert hint == "hint: make one of a table with: kg authority import a.csv"
    assert not (folder / "out.ttl").exists()


@pytest.mark.model
def test_a_person_of_an_imported_table_is_linked(folder: Path) -> None:
    text = '"The bridge is safe," Marta Solheim, the mayor, said on Monday.\n'
    (folder / "a.txt").write_text(text, encoding="utf-8")
    run("import", "a.csv")
    assert edge.run(["build", "a.txt", "-o", "without.ttl"]) == 0
    assert edge.run(["build", "a.txt", "-o", "with.ttl", "--authority", "a.authority", "--check"]) == 0
    assert b"Q990000001" in (folder / "with.ttl").read_bytes()
    assert b"a.csv" in (folder / "with.ttl").read_bytes()
    assert b"Q990000001" not in (folder / "without.ttl").read_bytes()


# --- the queries of the documentation -----------------------------------------------------------

PREFIXES = {
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
ITEMS = """
wd:Q990000001 rdfs:label "Marta Solheim"@en , "Marta"@nb ; p:P39 wd:statement .
wd:statement ps:P39 wd:Q990000009 ; pq:P580 "2021-05-01T00:00:00Z"^^xsd:dateTime .
wd:Q990000009 wdt:P279 wd:Q83307 ; rdfs:label "minister of bridges"@en ; wdt:P1001 wd:Q20 .
wd:Q990000002 wdt:P31 wd:Q192283 ; rdfs:label "Lindby Posten"@en ; skos:altLabel "LP News"@en , "Posten"@en ;
    wdt:P17 wd:Q20 .
wd:Q20 wdt:P297 "NO" .
"""


@pytest.fixture
def exported(folder: Path) -> Path:
    """The current folder, with what each query of the documentation exports from a few items."""
    store = pyoxigraph.Store()
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store.load(f"{head}{ITEMS}".encode(), format=pyoxigraph.RdfFormat.TURTLE)
    queries = re.findall(r"^```sparql\n(.*?)^```$", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    for number, query in enumerate(queries):
        found = store.query(query, prefixes=PREFIXES)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        found.serialize(output=str(folder / f"q{number}.csv"), format=pyoxigraph.QueryResultsFormat.CSV)
    return folder


def test_the_query_for_agencies_gives_a_table_that_can_be_imported(exported: Path) -> None:
    assert run("import", "q0.csv") == 0
    authority = open_authorities([exported / "q0.authority"], shipped=False)
    (found,) = authority.organizations("LP News", country="NO")
    assert (found.identifier, found.label) == ("Q990000002", "Lindby Posten")
    assert found.type is CandidateType.OUTLET


def test_the_query_for_ministers_gives_a_table_that_can_be_imported(exported: Path) -> None:
    assert run("import", "q1.csv", "--as-of", "2024-05-01") == 0
    (found,) = open_authorities([exported / "q1.authority"], shipped=False).people("Marta Solheim")
    assert (found.identifier, found.countries) == ("Q990000001", ("NO",))
    assert [(o.title, o.start) for o in found.offices] == [("minister of bridges", "2021-05-01")]
