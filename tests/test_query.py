from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from kg.cli.query import query as query_command
from kg.errors import ConfigError, KgError
from kg.query import QueryError, find_question, open_files
from kg.query.formats import plain
from kg.query.sparql import bind, check, check_syntax, tokens
from tests.newsroom import write_stories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.query import Source

ALL = "SELECT * WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query") / "out"
    write_stories(folder, range(20))
    return folder


@pytest.fixture(scope="module")
def source(folder: Path) -> Iterator[Source]:
    with open_files([str(folder)]) as opened:
        yield opened


def call(*arguments: str) -> tuple[int, str, str]:
    """The exit code, the text on stdout and all words of ``kg query``."""
    result = CliRunner().invoke(query_command, arguments, standalone_mode=False)
    if isinstance(result.exception, KgError):
        error = result.exception
        return (
            error.exit_code,
            result.stdout_bytes.decode(),
            f"{result.stderr}{error.message}\n{error.hint or ''}",
        )
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.stdout_bytes.decode(), result.stderr


REFUSED = {
    "SERVICE": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { ?s ?p ?o . service silent <URL> { ?s ?p ?o } }",
    "SERVICE ?var": "SELECT * { VALUES ?e { <URL> } SERVICE ?e { ?s ?p ?o } }",
    "after a number": "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    "after true": "SELECT * { ?s ?p trueSERVICE <URL> { ?s ?p ?o } }",
    "after a comment": "SELECT * { #\nSERVICE#\n<URL> { ?s ?p ?o } }",
    "after a string": "SELECT * { ?s ?p 'a'SERVICE <URL> { ?s ?p ?o } }",
    "after a tag": "SELECT * { ?s ?p 'a'@en-US SERVICE <URL> { ?s ?p ?o } }",
    "after a long string": 'SELECT * { ?s ?p """a"b""\n"""SERVICE <URL> { ?s ?p ?o } }',
    "after an escaped quote": r'SELECT * { ?s ?p "\\" SERVICE <URL> { ?s ?p ?o } }',
    "escaped letters": r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
    "escaped quote": r'SELECT * { ?s ?p "\u0022 SERVICE <URL> { ?s ?p ?o } #" }',
    "in a subquery": "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "in EXISTS": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "FROM": "SELECT * FROM <URL> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "ASK FROM": "ASK FROM <URL> { ?s ?p ?o }",
    "DESCRIBE FROM": "DESCRIBE <URL> FROM <URL>",
    "LOAD": "LOAD <URL>",
    "LOAD INTO": "load silent <URL> into graph <urn:g>",
    "DROP": "DROP ALL",
    "INSERT": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "two": f"{ALL} ; DROP ALL",
    "nothing": "",
    "no query": "hello",
}


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_is_fetched_or_changed(source: Source, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        met: list[object] = []

        def listen() -> None:
            try:
                met.append(listener.accept())
            except TimeoutError:
                return

        watch = threading.Thread(target=listen)
        watch.start()
        with pytest.raises(QueryError):
            source.ask(REFUSED[name].replace("URL", f"http://127.0.0.1:{listener.getsockname()[1]}/"), {})
        watch.join()
    assert not met
    assert source.ask("ASK { ?s ?p ?o }", {}) is True


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x.example> FROM LOAD" }',
        "SELECT * { ?service ?from ?load }",
        "PREFIX from: <urn:from:> SELECT * { ?s from:service from:load }",
        "# SERVICE\nSELECT * { ?s <urn:SERVICE> ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
        r'SELECT * { ?s ?p "\u00e6\\u0041" }',
    ],
)
def test_words_that_are_none_of_the_language_are_let_through(source: Source, query: str) -> None:
    if "\\\\u" in query:
        with pytest.raises(QueryError, match="escape of a plain character"):
            check(query)
    else:
        source.ask(query, {})


@pytest.mark.parametrize(
    "query", ["SELECT * { " + "{" * 5000 + "}" * 5000 + " }", "ASK {} #" + "x" * 200_000]
)
def test_what_would_break_the_parser_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="more than"):
        check(query)


def test_a_wrong_query_shows_its_line_with_a_caret(folder: Path) -> None:
    code, out, words = call("SELECT *\nWHERE {\n  ?s nope:p ?o\n}", str(folder))
    assert (code, out) == (2, "")
    first, caret, message = words.splitlines()[:3]
    assert first == "   3 |   ?s nope:p ?o"
    assert first[caret.index("^")] in "nope:p ?"
    assert message.startswith("query, line 3, column ")
    assert "prefix is not declared" in message


@given(st.text(max_size=200))
def test_every_text_is_taken_apart_without_loss(text: str) -> None:
    kept = "".join(token.text for token in tokens(text))
    assert len(kept) <= len(text)
    assert all(text[token.start :].startswith(token.text) for token in tokens(text))


@given(st.text(max_size=100))
def test_no_text_makes_the_guard_fail_otherwise(text: str) -> None:
    with suppress(QueryError):
        check(text)
        check_syntax(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_a_bound_value_comes_back_as_it_was(text: str) -> None:
    try:
        query = bind("SELECT ?x WHERE { BIND(?v AS ?x) }", {"v": Literal(text)})
    except QueryError:
        assert "\\u" in text or "\\U" in text or not text.isprintable()
        return
    (row,) = Store().query(query)  # type: ignore[misc]
    assert row["x"] == Literal(text)


INJECTIONS = [
    '" } } ; DROP ALL ; #',
    "' } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #",
    '"@en . ?s ?p ?o } #',
    '"""',
    "\\",
    '\\" }',
    "\n} DROP ALL",
    "?who",
    "<urn:x>",
    "$(rm -rf)",
    "{{ 7*7 }}",
    "Robert'); DROP TABLE",
    "\u202eevil",
    "UNDEF",
]


@pytest.mark.parametrize("value", INJECTIONS)
@pytest.mark.parametrize("name", ["said-by", "with-words", "quotes"])
def test_an_injection_is_only_a_name_that_nobody_has(source: Source, name: str, value: str) -> None:
    question = find_question(name)
    parameter = question.parameters[0].name
    everything = source.ask(ALL, {})
    answer = source.ask(question.text, question.bindings({parameter: value}))
    assert not answer.rows  # type: ignore[union-attr]
    assert source.ask(ALL, {}) == everything


def test_people_of_one_full_name_are_candidates_and_no_pair_is_told_twice(source: Source) -> None:
    question = find_question("namesakes")
    rows = source.ask(question.text, {}).rows  # type: ignore[union-attr]
    assert [[plain(term) for term in (row[0], row[2], row[4])] for row in rows] == [
        ["Selma Lind", "news/00000.txt", "news/00001.txt"]
    ]


def test_a_denial_stands_beside_what_somebody_else_said_of_it(source: Source) -> None:
    question = find_question("side-by-side")
    rows = source.ask(question.text, {}).rows  # type: ignore[union-attr]
    words = "the ferry will open 0 in Iceland"
    assert [plain(term) for term in rows[0]] == ["two officials", words, "Carla Ruud", words]


def test_said_by_gives_one_speaker_and_a_range_of_days(source: Source) -> None:
    question = find_question("said-by")
    mine = source.ask(question.text, question.bindings({"who": "Boris Berg"}))
    assert {str(row[3].value) for row in mine.rows} == {"Boris Berg"}  # type: ignore[union-attr]
    since = source.ask(question.text, question.bindings({"since": "2024-05-20"}))
    assert min(row[1].value for row in since.rows) == "2024-05-20"  # type: ignore[union-attr]


def test_chains_name_every_hop_in_order(source: Source) -> None:
    question = find_question("chains")
    (row, *_) = source.ask(question.text, question.bindings({"who": "Carla Berg"})).rows  # type: ignore[union-attr]
    assert row[1].value == "Carla Berg (say) > Nordic Wire (report) > Fjord Post"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"whom": "x"}, "has no parameter 'whom'"),
        ({"since": "yesterday"}, "is no date"),
    ],
)
def test_wrong_values_are_refused(given: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        find_question("said-by").bindings(given)


def test_a_value_for_no_variable_is_refused() -> None:
    with pytest.raises(QueryError, match=r"no variable \?x"):
        bind(ALL, {"x": Literal("a")})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("CONSTRUCT { ?s ?p ?v } WHERE { ?s ?p ?o }", "WHERE { VALUES"),
        ("SELECT ?v { { SELECT ?v { ?s ?p ?v } } }", "SELECT ?v { VALUES"),
        ("ASK { ?v ?p '{' }", "ASK { VALUES"),
    ],
)
def test_a_value_is_bound_in_the_outermost_where(query: str, expected: str) -> None:
    assert expected in bind(query, {"v": Literal("a")})


FORMS = {
    "table": "who            words",
    "csv": "who,words\r\n",
    "tsv": "?who\t?words\n",
    "json": '{\n "head"',
    "md": "| who | words |\n| --- | --- |\n",
}
WHO = (
    "PREFIX kg: <https://w3id.org/newskg/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "SELECT ?who ?words { ?s kg:speaker/rdfs:label ?who ; kg:contentText ?words } ORDER BY ?who ?words"
)


@pytest.mark.parametrize("form", FORMS)
def test_rows_come_in_every_form(folder: Path, form: str) -> None:
    code, out, words = call(WHO, str(folder), "--format", form)
    assert code == 0
    assert out.startswith(FORMS[form])
    assert words.startswith("80 rows in ")


def test_json_is_what_oxigraph_reads(folder: Path) -> None:
    table = json.loads(call(WHO, str(folder), "--format", "json")[1])
    assert len(table["results"]["bindings"]) == 80
    assert table["results"]["bindings"][0]["who"]["xml:lang"] == "en"


def test_a_graph_comes_as_turtle(folder: Path) -> None:
    code, out, words = call("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }", str(folder))
    assert code == 0
    assert out.startswith("@prefix ")
    assert "triples in" in words
    assert call("DESCRIBE <https://example.org/kg/person/anna-lind>", str(folder))[1].count("rdfs:label") == 1
    assert call("ASK { ?s ?p ?o }", str(folder))[1] == "true\n"


def test_a_chain_of_operators_of_any_length_is_answered(folder: Path) -> None:
    assert call(f"ASK {{ FILTER({'!' * 90_000}true) }}", str(folder))[1] == "true\n"


def test_a_query_is_answered_where_there_is_no_room_for_a_deep_stack(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    assert call("ASK { ?s ?p ?o }", str(folder))[1] == "true\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_query_that_takes_long_can_be_interrupted(folder: Path, number: int, code: int) -> None:
    query = f"ASK {{ {'?s ?p ?o.' * 9_000} }}"  # Oxigraph is a minute in planning it
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING, query, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"asked\n"
        time.sleep(0.2)
        process.send_signal(number)
        _, words = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, b"interrupted" in words) == (code, True)


WAITING = """
import sys
from kg.cli.edge import run
from kg.query import sources
asked = sources.check_syntax
def tell(query):
    print("asked", flush=True)
    asked(query)
sources.check_syntax = tell
sys.exit(run(["query", *sys.argv[1:]]))
"""


def test_a_dash_as_output_is_stdout(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("ASK { ?s ?p ?o }", str(folder), "-o", "-")[1] == "true\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("query", "form"), [(ALL, "ttl"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv"), (ALL, "xls")]
)
def test_a_form_that_cannot_be_is_refused(folder: Path, query: str, form: str) -> None:
    assert call(query, str(folder), "--format", form)[0] == 2


def test_control_characters_of_a_name_do_not_reach_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(r'<urn:a> <urn:b> "\u001b[31mred\u202e" .')
    out = call("SELECT ?o { ?s ?p ?o }", str(tmp_path / "a.ttl"))[1]
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_fact_of_many_articles_is_one_row(folder: Path) -> None:
    query = "SELECT * { <https://example.org/kg/country/NO> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
    assert call(query, str(folder))[2].startswith("1 row in ")


def test_a_value_may_be_set_for_any_query(folder: Path) -> None:
    code, _, words = call(WHO, str(folder), "--set", "who=Anna Lind@en")
    assert code == 0
    assert words.startswith("2 rows in ")
