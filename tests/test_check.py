"""``kg check`` is never silent: what could not be checked is an error, and what was checked is counted."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import pytest

from kg.check import CheckOptions, Engine, FailOn, Severity, check_paths, engines
from kg.errors import ConfigError, ExtraError, InputError
from tests.broken_graphs import FOLDER, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

PREFIXES = """@prefix kg: <https://w3id.org/newskg/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <https://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .
"""
GOOD = FOLDER / "Country" / "good-Country.ttl"
BAD = FOLDER / "Country" / "bad-code.ttl"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes Turtle, the prefixes before it, to a file of the test's folder."""

    def written(name: str, turtle: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return path

    return written


def test_a_good_graph_conforms_and_says_how_much_was_checked() -> None:
    report = check_paths([SAMPLE])
    assert (report.conforms, report.exit_code, report.results) == (True, 0, ())
    assert (report.files, report.triples, report.focus_nodes > 100, report.shapes > 100) == (
        1,
        1035,
        True,
        True,
    )


def test_a_bad_graph_does_not_conform() -> None:
    report = check_paths([BAD])
    assert (report.conforms, report.exit_code, report.counts[Severity.VIOLATION]) == (False, 1, 1)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.ttl", b"", "empty.ttl: the graph is empty"),
        ("prefixes.ttl", PREFIXES.encode(), "prefixes.ttl: the graph is empty"),
        ("broken.ttl", b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b>\n.", "broken.ttl:3: not valid Turtle: "),
        ("cut.ttl", SAMPLE.read_bytes()[:9000], "cut.ttl:"),
        ("binary.nt", bytes(range(256)), "binary.nt:1: not valid N-Triples: "),
        ("latin.ttl", '<urn:a> <urn:b> "é" .'.encode("latin-1"), "latin.ttl:1: not valid Turtle: "),
        ("broken.jsonld", b'{"@id": ', "broken.jsonld:1: not valid JSON-LD: "),
        (
            "cut.ttl.gz",
            gzip.compress(b"<urn:a> <urn:b> <urn:c> .")[:-9],
            "cut.ttl.gz: the compressed file is cut short",
        ),
        ("plain.ttl.gz", b"<urn:a> <urn:b> <urn:c> .", "plain.ttl.gz: cannot be read: "),
        ("unknown.ttl", b"<urn:a> <urn:b> <urn:c> .", "nothing was checked: "),
        ("graph.txt", b"<urn:a> <urn:b> <urn:c> .", "graph.txt: not a graph file"),
        (
            "rdf12.ttl",
            b"<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .",
            "rdf12.ttl: holds a term of RDF 1.2",
        ),
        ("direction.ttl", b"<urn:a> <urn:b> 'x'@ar--rtl .", "direction.ttl: holds a term of RDF 1.2"),
        (
            "long.nt",
            b'<urn:a> <urn:b> "' + b"x" * (1 << 24) + b'" .',
            "long.nt: not valid N-Triples: a term is longer",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and ":" not in value else "",
)
def test_a_file_that_gives_nothing_to_check_is_one_line_with_its_name(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        check_paths([path])
    assert (words in caught.value.message, "\n" in caught.value.message, caught.value.exit_code) == (
        True,
        False,
        2,
    )


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.ttl: no such file"):
        check_paths([tmp_path / "nowhere.ttl"])


def test_a_folder_without_graphs_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(InputError, match="no graph in this folder"):
        check_paths([tmp_path])


def test_no_path_is_an_error() -> None:
    with pytest.raises(InputError, match="no graph was named"):
        check_paths([])


def test_an_empty_check_can_be_allowed(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").touch()
    assert check_paths([tmp_path], CheckOptions(allow_empty=True)).exit_code == 0


def test_a_broken_file_among_others_is_skipped_and_named(write: Write, tmp_path: Path) -> None:
    write("a/good.ttl", GOOD.read_text(encoding="utf-8"))
    write("b/broken.ttl", "ex:a ex:b")
    write("c/empty.ttl", "")
    report = check_paths([tmp_path])
    assert (report.exit_code, report.files, report.conforms) == (3, 1, True)
    assert [issue.reason.split(": ")[-1][:18] for issue in report.skipped] == [
        ". is not a valid R",
        "the graph is empty",
    ] or [issue.identifier.rsplit("/", 1)[-1] for issue in report.skipped] == ["broken.ttl", "empty.ttl"]


def test_a_compressed_file_that_is_none_is_skipped_too(write: Write, tmp_path: Path) -> None:
    write("bad.ttl", BAD.read_text(encoding="utf-8"))
    (tmp_path / "broken.ttl.gz").write_bytes(b"\x1f\x8b garbage")
    report = check_paths([tmp_path])
    assert {row.file for row in report.results} == {str(tmp_path / "bad.ttl")}
    assert [issue.identifier for issue in report.skipped] == [str(tmp_path / "broken.ttl.gz")]


def test_a_folder_that_cannot_be_opened_is_skipped_and_named(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("good.ttl", GOOD.read_text(encoding="utf-8"))
    (tmp_path / "locked").mkdir()
    scanned = os.scandir

    def scandir(folder: str) -> object:
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scanned(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    report = check_paths([tmp_path])
    assert (report.exit_code, [issue.identifier for issue in report.skipped]) == (
        3,
        [str(tmp_path / "locked")],
    )


def test_nothing_but_broken_files_is_an_error(write: Write, tmp_path: Path) -> None:
    write("a.ttl", "ex:a ex:b")
    write("b.ttl", "ex:a")
    with pytest.raises(InputError, match="not valid Turtle"):
        check_paths([tmp_path])


def test_hidden_files_and_links_of_a_folder_are_left_alone(write: Write, tmp_path: Path) -> None:
    write("graph.ttl", GOOD.read_text(encoding="utf-8"))
    write(".kg/state.ttl", "ex:a ex:b")
    (tmp_path / "link.ttl").symlink_to(BAD)
    assert check_paths([tmp_path]).files == 1


# ---- shapes


def with_shapes(path: Path, *, builtin: bool = True) -> CheckOptions:
    return CheckOptions(shapes=(path,), builtin=builtin)


def test_shapes_from_outside_are_added_to_our_own(write: Write) -> None:
    extra = write(
        "extra.ttl",
        "ex:Dotted a sh:NodeShape ; sh:targetClass kg:Person ;\n"
        "sh:property [ sh:path rdfs:label ; sh:pattern '[.]' ] .",
    )
    ours = check_paths([SAMPLE]).shapes
    report = check_paths([SAMPLE], with_shapes(extra))
    assert (report.shapes, {row.constraint for row in report.results}) == (ours + 2, {"Pattern"})
    assert {row.shape for row in report.results} == {"example.org/Dotted/label"}


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:property [ sh:path kg:sha256 ; sh:in ( 'a' 'b' ) ]",
        "sh:property [ sh:path kg:textOf ; sh:class kg:Text ]",
        "sh:not [ sh:path kg:sha256 ; sh:minCount 1 ]",
        "sh:or ( [ sh:path kg:sha256 ; sh:maxCount 0 ] [ sh:path kg:textOf ; sh:maxCount 0 ] )",
        "sh:and ( [ sh:path kg:sha256 ; sh:maxCount 0 ] [ sh:path kg:textOf ; sh:maxCount 0 ] )",
    ],
)
def test_a_constraint_named_as_a_word_of_python_is_one_of_shacl(constraint: str, write: Write) -> None:
    path = write("shapes.ttl", f"ex:S a sh:NodeShape ; sh:targetClass kg:Text ; {constraint} .")
    report = check_paths([SAMPLE], CheckOptions(shapes=(path,), builtin=False))
    assert report.counts[Severity.VIOLATION] > 0


def test_our_own_shapes_can_be_left_out(write: Write) -> None:
    extra = write("extra.ttl", "ex:S a sh:NodeShape ; sh:targetClass kg:Country ; sh:nodeKind sh:IRI .")
    report = check_paths([BAD], with_shapes(extra, builtin=False))
    assert (report.shapes, report.exit_code) == (1, 0)


def test_a_rule_from_outside_runs_in_both_engines(write: Write) -> None:
    query = "SELECT $this ?code { $this <https://w3id.org/newskg/ns#isoCode> ?code FILTER (?code != 'SE') }"
    constraint = f'[ sh:message "{{?code}} is not Swedish" ; sh:select "{query}" ]'
    extra = write("extra.ttl", f"ex:S a sh:NodeShape ; sh:targetClass kg:Country ; sh:sparql {constraint} .")
    options = [CheckOptions(shapes=(extra,), engine=engine) for engine in (Engine.FAST, Engine.REFERENCE)]
    fast, reference = ({(r.key, r.message) for r in check_paths([SAMPLE], o).results} for o in options)
    assert (fast == reference, {message for _, message in fast}) == (True, {"NO is not Swedish"})


def test_no_shapes_at_all_is_an_error() -> None:
    with pytest.raises(ConfigError, match="no shapes to check against"):
        check_paths([SAMPLE], CheckOptions(builtin=False))


TEXT = "ex:S a sh:NodeShape ; sh:targetClass kg:Text ;\n "
WRONG = {
    "empty": ("", r"shapes\.ttl: no shapes in this file"),
    "no shape": ("ex:a ex:b ex:c .", r"shapes\.ttl: no shapes in this file"),
    "no target": ("ex:S a sh:NodeShape ; sh:property [ sh:path kg:rule ] .", "no shape has a target"),
    "misspelt class": (
        "ex:S a sh:NodeShape ;\n sh:targetClass kg:Statment .",
        r"shapes\.ttl:7: .* no kg:Statment; did you mean kg:Statement\?",
    ),
    "unknown class": ("ex:S a sh:NodeShape ; sh:targetClass ex:Gone .", r"ttl:6: .*Gone.* in no ontology"),
    "misspelt property": (TEXT + "sh:property [ sh:path kg:sha265 ] .", r"shapes\.ttl:7: .*kg:sha256"),
    "misspelt constraint": (
        TEXT + "sh:minCont 1 .",
        r"shapes\.ttl:7: SHACL has no sh:minCont; .* sh:minCount",
    ),
    "no path": (TEXT + "sh:property ex:P .", r"shapes\.ttl:7: .*P has no sh:path"),
    "path of no step": (TEXT + "sh:property [ sh:path () ; sh:minCount 1 ] .", r"nil has no sh:path"),
    "rule that nothing runs": (TEXT + "sh:rule ex:R .", r"shapes\.ttl:7: sh:rule is not evaluated"),
    "target that nothing finds": (TEXT + "sh:target ex:T .", r"shapes\.ttl:7: sh:target is not evaluated"),
    "word like one of Python": (TEXT + "sh:clas kg:Text .", "sh:clas; did you mean sh:class"),
    "query of other places": (
        TEXT + "sh:sparql [ sh:select 'SELECT $this { SERVICE <http://[::1]:9/> { $this ?p ?o } }' ] .",
        "cannot be used|not SPARQL",
    ),
    "explosive pattern": (
        TEXT + "sh:property [ sh:path kg:rule ;\n sh:pattern '^(a+)+$' ] .",
        r"shapes\.ttl:8: .*can take for ever: two ways round one loop",
    ),
    "malformed pattern": (
        TEXT + "sh:property [ sh:path kg:rule ;\n sh:pattern '(a' ] .",
        r"shapes\.ttl:8: .*cannot be shown to end",
    ),
    "explosive rule": (
        TEXT + "sh:sparql [ sh:select 'SELECT $this { $this ?p ?o FILTER REGEX(?o, \"(x*)*y\") }' ] .",
        "can take for ever",
    ),
    "malformed rule": (TEXT + "sh:sparql [ sh:select 'SELECT foo' ] .", "cannot be used|not SPARQL"),
    "rule without query": (TEXT + "sh:sparql [ sh:message 'x' ] .", "without sh:select"),
    "broken": (TEXT + "sh:in ( 1", r"shapes\.ttl:7: not valid Turtle"),
}


@pytest.mark.parametrize(("shapes", "words"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("engine", [Engine.FAST, Engine.REFERENCE])
def test_shapes_that_cannot_be_meant_are_one_line_with_file_and_line(
    shapes: str, words: str, engine: Engine, write: Write
) -> None:
    path = write("shapes.ttl", shapes)
    with pytest.raises((ConfigError, InputError), match=words) as caught:
        check_paths([SAMPLE], CheckOptions(shapes=(path,), engine=engine))
    assert ("\n" in caught.value.message, caught.value.exit_code) == (False, 2)


def test_a_class_that_the_shapes_declare_themselves_may_be_absent(write: Write) -> None:
    path = write(
        "shapes.ttl",
        "ex:Press a rdfs:Class , sh:NodeShape ; sh:property [ sh:path ex:city ; sh:minCount 1 ] .",
    )
    assert check_paths([SAMPLE], with_shapes(path)).exit_code == 0


# ---- terms of the data


@pytest.mark.parametrize(
    ("turtle", "severity", "words"),
    [
        (
            "ex:s a kg:Statment .",
            "violation",
            "kg:Statment is not a term of the vocabulary; did you mean kg:Statement?",
        ),
        ("ex:s kg:speeker ex:t .", "violation", "did you mean kg:speaker?"),
        ("ex:s kg:polarity kg:afirmed .", "violation", "did you mean kg:affirmed?"),
        ("ex:s kg:zzz 1 .", "violation", "kg:zzz is not a term of the vocabulary"),
        ("ex:s schema:headlin 'x' .", "warning", "did you mean schema:headline?"),
        ("ex:s <http://schema.org/headline> 'x' .", "warning", "did you mean schema:headline?"),
        ("ex:s <http://w3id.org/newskg/ns#speaker> ex:t .", "violation", "did you mean kg:speaker?"),
    ],
)
def test_an_unknown_term_is_a_result(turtle: str, severity: str, words: str, write: Write) -> None:
    path = write("graph.ttl", GOOD.read_text(encoding="utf-8") + turtle)
    (row,) = check_paths([path]).results
    assert (row.severity.value, row.constraint, words in row.message) == (severity, "UnknownTerm", True)
    assert row.line == len(path.read_text(encoding="utf-8").splitlines())


def test_terms_of_other_vocabularies_are_nobodys_business(write: Write) -> None:
    turtle = (
        "ex:s ex:mood 'good' ; schema:articleSection 'Sport' ; schema:thumbnailUrl <http://example.org/a> ."
    )
    assert check_paths([write("graph.ttl", GOOD.read_text(encoding="utf-8") + turtle)]).results == ()


# ---- options


@pytest.mark.parametrize(("fail_on", "code"), [("violation", 0), ("warning", 1), ("info", 1), ("none", 0)])
def test_fail_on_says_which_results_fail(fail_on: str, code: int) -> None:
    warned = FOLDER / "Article" / "bad-headline-known.ttl"
    assert check_paths([warned], CheckOptions(fail_on=FailOn(fail_on))).exit_code == code


def test_fail_on_none_never_fails() -> None:
    assert check_paths([BAD], CheckOptions(fail_on=FailOn.NONE)).exit_code == 0


def test_a_cut_report_counts_everything() -> None:
    bad = FOLDER / "Country"
    whole, cut = check_paths([bad]), check_paths([bad], CheckOptions(max_results=1))
    assert (len(cut.results), cut.counts, cut.exit_code) == (1, whole.counts, 1)
    assert len(whole.results) > 1


def test_a_fast_engine_that_is_not_there_is_an_error_with_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engines.engine_for.cache_clear()
    monkeypatch.setattr(engines, "find_spec", {}.get)
    with pytest.raises(ExtraError) as caught:
        check_paths([SAMPLE], CheckOptions(engine=Engine.FAST))
    assert (caught.value.exit_code, "pip install shacl" in (caught.value.hint or "")) == (4, True)
    assert check_paths([SAMPLE]).engine.startswith("pySHACL")
    engines.engine_for.cache_clear()


def test_bare_blank_nodes_have_the_same_names_in_every_run(write: Write) -> None:
    path = write(
        "graph.ttl", "[] a kg:Place ; rdfs:label 'Harbour'@en .\n[] a kg:Place ; rdfs:label 'Quay'@en ."
    )
    first, second = check_paths([path]), check_paths([path])
    assert (first.results == second.results, [row.focus for row in first.results]) == (
        True,
        ["_:anonymous1", "_:anonymous2"],
    )


def test_blank_nodes_of_two_files_are_two_nodes(write: Write, tmp_path: Path) -> None:
    write("a.ttl", "_:x a kg:Place ; rdfs:label 'Harbour'@en .")
    write("b.ttl", "_:x a kg:Place ; rdfs:label 'Quay'@en .")
    assert {row.focus for row in check_paths([tmp_path]).results} == {"_:x", "_:f1.x"}
