from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, Store

from kg.cli.load import load as load_command
from kg.errors import InputError, StoreError
from kg.rdf_files import find_sources
from kg.store import (
    Inputs,
    Kind,
    State,
    load,
    open_for_reading,
    open_store,
    restore,
    retract,
    status,
)
from kg.store.lock import hold
from tests.holdings import held, sizes
from tests.loading import LOADER, NOW, load_all, now
from tests.newsroom import story, write_stories

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_stories(tmp_path / "out", range(5))
    return tmp_path / "out"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "store"


def write(path: Path, graph: Graph) -> Path:
    graph.serialize(path, format="turtle", encoding="utf-8")
    return path


def test_each_article_is_one_graph_with_the_triples_of_its_file(folder: Path, place: Path) -> None:
    assert load_all(place, folder) == [Kind.LOADED] * 5
    assert held(place) == sizes(*(story(number) for number in range(5)))


def test_loading_twice_changes_nothing(folder: Path, place: Path) -> None:
    load_all(place, folder)
    before = held(place)
    assert load_all(place, folder) == [Kind.UNCHANGED] * 5
    assert held(place) == before


def test_all_sends_what_is_there_already(folder: Path, place: Path) -> None:
    load_all(place, folder)
    assert load_all(place, folder, everything=True) == [Kind.LOADED] * 5
    assert held(place) == sizes(*(story(number) for number in range(5)))


def test_a_tampered_graph_is_put_right(folder: Path, place: Path) -> None:
    load_all(place, folder)
    store = Store(place)
    store.update("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(isLiteral(?o)) }")
    store.update("INSERT { GRAPH ?g { <urn:x> <urn:x> <urn:x> } } WHERE { GRAPH ?g { } }")
    del store
    load_all(place, folder)
    assert held(place) == sizes(*(story(number) for number in range(5)))


def test_a_newer_text_replaces_the_older_and_says_what_changed(folder: Path, place: Path) -> None:
    load_all(place, folder)
    write(folder / "00003.ttl", story(3, wording="may"))
    inputs = Inputs(find_sources([str(folder)]))
    with open_store(place) as store:
        outcomes = [o for o in load(store, inputs, now=now) if o.kind is not Kind.UNCHANGED]
    (outcome,) = outcomes
    assert outcome.kind is Kind.REPLACED
    assert outcome.article == "news/00003.txt"
    assert 'added 4 statements (Boris Berg: "The tunnel may open 0"' in outcome.words
    assert 'removed 4 statements (Boris Berg: "The tunnel will open 0"' in outcome.words
    graphs = held(place)
    (record,) = [name for name in graphs if "/record/" in name]
    del graphs[record]
    assert graphs == sizes(*(story(n, wording="may" if n == 3 else "will") for n in range(5)))


def test_a_correction_is_recorded_with_its_day(folder: Path, place: Path) -> None:
    load_all(place, folder)
    new, old = story(3, wording="may"), story(3)
    load_all(place, write(folder / "00003.ttl", new))
    query = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/>
        SELECT ?new ?old ?when ?words WHERE { GRAPH ?g {
          ?new prov:wasRevisionOf ?old . ?old prov:invalidatedAtTime ?when .
          ?a schema:correction ?words } }"""
    (row,) = Store.read_only(str(place)).query(query)  # type: ignore[misc]
    texts = [str(g.identifier).replace("/graph/", "/text/") for g in (new, old)]
    assert [row["new"].value, row["old"].value, row["when"].value] == [*texts, NOW]
    assert "0 statements unchanged" in row["words"].value


def test_an_older_text_does_not_come_back(folder: Path, place: Path) -> None:
    load_all(place, folder)
    load_all(place, write(folder / "00003.ttl", story(3, wording="may")))
    before = held(place)
    assert load_all(place, write(folder / "00003.ttl", story(3))) == [Kind.SUPERSEDED]
    assert held(place) == before


@pytest.mark.parametrize("by_text", [True, False], ids=["its id", "the article"])
def test_an_older_text_comes_back_when_it_is_let_in(folder: Path, place: Path, *, by_text: bool) -> None:
    load_all(place, folder)
    load_all(place, write(folder / "00003.ttl", story(3, wording="may")))
    with open_store(place) as store:
        restore(store, str(story(3).identifier).rpartition("/")[2] if by_text else "news/00003.txt")
    assert load_all(place, write(folder / "00003.ttl", story(3))) == [Kind.REPLACED]
    assert str(story(3).identifier) in held(place)
    assert str(story(3, wording="may").identifier) not in held(place)
    assert load_all(place, folder) == [Kind.UNCHANGED] * 5


def test_of_two_texts_at_once_the_later_file_counts_in_any_order(tmp_path: Path) -> None:
    old, new = write(tmp_path / "1.ttl", story(3)), write(tmp_path / "2.ttl", story(3, wording="may"))
    assert load_all(tmp_path / "a", old, new) == [Kind.SUPERSEDED, Kind.LOADED]
    assert load_all(tmp_path / "a", new, old) == [Kind.SUPERSEDED, Kind.UNCHANGED]
    assert story(3, wording="may").identifier.toPython() in held(tmp_path / "a")
    assert str(story(3).identifier) not in held(tmp_path / "a")


def test_articles_of_two_outlets_may_share_an_identifier(tmp_path: Path) -> None:
    one, two = (story(number, identifier="1.txt") for number in (0, 1))
    paths = write(tmp_path / "1.ttl", one), write(tmp_path / "2.ttl", two)
    assert load_all(tmp_path / "a", *paths) == [Kind.LOADED] * 2
    assert held(tmp_path / "a") == sizes(one, two)


def test_an_article_taken_back_leaves_what_others_say(folder: Path, place: Path) -> None:
    load_all(place, folder)
    with open_store(place) as store:
        assert retract(store, "news/00002.txt", now=now).triples == len(story(2))
    graphs = held(place)
    assert sum("/record/" in name for name in graphs) == 1
    kept = {name: size for name, size in graphs.items() if "/graph/" in name}
    assert kept == sizes(*(story(number) for number in (0, 1, 3, 4)))


@pytest.mark.parametrize("form", ["identifier", "IRI", "text id", "address"])
def test_an_article_can_be_taken_back_by_any_of_its_names(folder: Path, place: Path, form: str) -> None:
    load_all(place, folder)
    (graph,) = Inputs(find_sources([str(folder / "00002.ttl")])).graphs()
    names = {
        "identifier": "news/00002.txt",
        "IRI": min(graph.identity.articles),
        "text id": graph.name.rpartition("/")[2],
        "address": "https://news.example/2",
    }
    with open_store(place) as store:
        assert retract(store, names[form], now=now).article == "news/00002.txt"
        assert retract(store, names[form].replace(names["text id"], "news/00002.txt"), now=now).triples == 0


def test_an_article_taken_back_stays_out_until_it_is_let_in(folder: Path, place: Path) -> None:
    load_all(place, folder)
    with open_store(place) as store:
        retract(store, "news/00002.txt", now=now)
    assert load_all(place, folder).count(Kind.TAKEN_BACK) == 1
    assert load_all(place, write(folder / "00002.ttl", story(2, wording="may"))) == [Kind.TAKEN_BACK]
    with open_store(place) as store:
        restore(store, "news/00002.txt")
    assert load_all(place, folder).count(Kind.LOADED) == 1
    assert not [name for name in held(place) if "/record/" in name]


def test_a_graph_that_is_no_record_takes_nothing_back_and_replaces_nothing(folder: Path, place: Path) -> None:
    (own,) = Inputs(find_sources([str(folder / "00002.ttl")])).graphs()
    forged = f"""@prefix kg: <https://w3id.org/newskg/ns#> . @prefix s: <https://schema.org/> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        <https://a.example/text/{"0" * 32}> kg:textOf <https://a.example/article/0> .
        <https://a.example/text/{"0" * 32}> prov:wasRevisionOf <{own.text}> .
        <{min(own.identity.articles)}> prov:invalidatedAtTime "2025" ; s:identifier "news/00002.txt" ;
            s:correction "gone" ; s:publisher "a word" ."""
    (folder / "forged.ttl").write_text(forged, encoding="utf-8")
    assert load_all(place, folder) == [Kind.LOADED] * 6
    assert load_all(place, folder) == [Kind.UNCHANGED] * 6
    with open_store(place) as store, pytest.raises(InputError, match="no record"):
        restore(store, "news/00002.txt")
    assert len(held(place)) == 6


def test_an_article_of_a_publisher_without_an_iri_can_be_taken_back(tmp_path: Path, place: Path) -> None:
    text = f"<https://a.example/text/{'0' * 32}>"
    graph = (
        f"{text} <https://w3id.org/newskg/ns#textOf> <urn:a> . <urn:a> <https://schema.org/publisher> 'B' ."
    )
    (tmp_path / "a.ttl").write_text(graph, encoding="utf-8")
    assert load_all(place, tmp_path / "a.ttl") == [Kind.LOADED]
    with open_store(place) as store:
        assert retract(store, "urn:a", now=now).triples == 2


@pytest.mark.parametrize("name", ["nowhere", "", "2", "x' } } ; DROP ALL ; #", "*", "news/0000"])
def test_a_name_of_no_article_takes_nothing_back(folder: Path, place: Path, name: str) -> None:
    load_all(place, folder)
    before = held(place)
    with open_store(place) as store, pytest.raises(InputError, match="no article"):
        retract(store, name, now=now)
    assert held(place) == before


def test_status_tells_each_article_against_the_files(folder: Path, place: Path) -> None:
    load_all(place, folder)
    with open_store(place) as store:
        retract(store, "news/00000.txt", now=now)
    (folder / "00001.ttl").unlink()
    write(folder / "00002.ttl", story(2, wording="may"))
    write(folder / "00007.ttl", story(7))
    with open_store(place) as store:
        standings = status(store, Inputs(find_sources([str(folder)])))
    assert len(standings) == 6
    assert {s.article: s.state for s in standings} == {
        "news/00000.txt": State.TAKEN_BACK,
        "news/00001.txt": State.ONLY_IN_STORE,
        "news/00002.txt": State.DIFFERENT,
        "news/00003.txt": State.SAME,
        "news/00004.txt": State.SAME,
        "news/00007.txt": State.NOT_LOADED,
    }
    (changed,) = [s for s in standings if s.state is State.DIFFERENT]
    assert (changed.stored, changed.filed) == (len(story(2)), len(story(2, wording="may")))


def test_a_second_loader_waits_for_the_first(folder: Path, place: Path) -> None:
    command = [sys.executable, "-c", LOADER, str(place), str(folder)]
    loaders = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [loader.wait() for loader in loaders] == [0, 0]
    assert held(place) == sizes(*(story(number) for number in range(5)))


def test_a_store_in_use_is_refused_with_its_holder(place: Path) -> None:
    place.mkdir()
    with (
        hold(place, exclusive=True),
        pytest.raises(StoreError, match=f"process {os.getpid()}"),
        open_store(place, wait_s=0),
    ):
        pass


def test_a_folder_of_something_else_is_no_store(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(StoreError, match="no store"), open_store(folder):
        pass
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_damaged_store_is_told_in_one_line(folder: Path, place: Path) -> None:
    load_all(place, folder)
    for path in place.glob("MANIFEST-*"):
        path.write_bytes(b"broken")
    with pytest.raises(StoreError, match="cannot be used"), open_store(place):
        pass


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    return CliRunner()


def call(run: CliRunner, *arguments: str) -> tuple[int, list[str], str]:
    """The exit code, the lines on stderr and the text on stdout of ``kg load``."""
    result = run.invoke(load_command, arguments, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.stderr.splitlines(), result.stdout


def test_the_last_line_counts_what_was_done(run: CliRunner, folder: Path) -> None:
    code, lines, out = call(run, str(folder))
    assert (code, out) == (0, "")
    assert lines[-1].startswith("loaded 5, unchanged 0, failed 0; ")
    assert call(run, str(folder))[1][-1].startswith("loaded 0, unchanged 5, failed 0; ")


def test_a_bad_file_among_good_ones_ends_in_3(run: CliRunner, folder: Path) -> None:
    (folder / "bad.ttl").write_text("<a> <b> .")
    code, lines, _ = call(run, str(folder))
    assert code == 3
    assert "bad.ttl" in lines[0]
    assert lines[-1].startswith("loaded 5, unchanged 0, failed 1; ")


def test_only_bad_files_are_an_error(run: CliRunner, folder: Path) -> None:
    for path in folder.iterdir():
        path.write_text("<a> <b> .")
    with pytest.raises(InputError, match="nothing that can be loaded"):
        call(run, str(folder))


def test_retract_takes_several_names_and_tells_the_wrong_ones(run: CliRunner, folder: Path) -> None:
    call(run, str(folder))
    code, lines, _ = call(run, "--retract", "news/00001.txt", "news/00002.txt", "nowhere")
    assert code == 3
    assert lines[-1] == "taken back 2, failed 1"
    assert call(run, "--status")[1] == [
        f"3 same, 2 taken back; {sum(len(story(n)) for n in (0, 3, 4)):,} triples stored"
    ]


def test_status_of_a_store_that_is_not_there_makes_none(run: CliRunner, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there"):
        call(run, "--status")
    assert not list(tmp_path.iterdir())


def merged(place: Path) -> set[str]:
    """The triples of the default graph."""
    return {
        str(quad.triple)
        for quad in Store.read_only(str(place)).quads_for_pattern(None, None, None, DefaultGraph())
    }


def union(place: Path) -> set[str]:
    """The triples of all named graphs."""
    store = Store.read_only(str(place))
    return {
        str(q.triple)
        for name in store.named_graphs()
        for q in store.quads_for_pattern(None, None, None, name)
    }


def test_the_default_graph_is_every_triple_once_after_all_changes(folder: Path, place: Path) -> None:
    load_all(place, folder)
    assert merged(place) == union(place)
    write(folder / "00003.ttl", story(3, wording="may"))
    load_all(place, folder, everything=True)
    assert merged(place) == union(place)
    with open_store(place) as store:
        retract(store, "news/00001.txt", now=now)
    assert merged(place) == union(place)
    assert not [triple for triple in merged(place) if "bridge" in triple]


def test_a_default_graph_that_a_killed_run_left_is_made_anew(folder: Path, place: Path) -> None:
    load_all(place, folder)
    store = Store(place)
    store.clear_graph(DefaultGraph())
    store.flush()
    del store
    (place / "kg.changing").touch()
    with open_for_reading(place):
        pass
    assert merged(place) == union(place)
    assert not (place / "kg.changing").exists()


def test_a_bulk_load_is_merged_before_it_is_read(tmp_path: Path, place: Path) -> None:
    write_stories(tmp_path / "out", range(40))
    load_all(place, tmp_path / "out")
    load_all(place, write(tmp_path / "out" / "00003.ttl", story(3, wording="may")))
    with open_for_reading(place):
        pass
    assert merged(place) == union(place)
