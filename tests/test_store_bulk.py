"""Large files of quads, which go through Oxigraph's bulk loader as they are."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, NamedNode

from kg.cli.query import query
from kg.rdf_files import find_sources
from kg.store import Inputs, Kind, load, open_for_reading, open_store, retract
from kg.store.embedded import EmbeddedStore
from tests.holdings import held, sizes
from tests.newsroom import story

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

    from kg.store.inputs import WholeFile

COUNT = 20


def now() -> str:
    return "2024-06-01T12:00:00Z"


def lines(*graphs: Graph) -> bytes:
    """The graphs as N-Quads."""
    found: list[bytes] = []
    for graph in graphs:
        name = f" <{graph.identifier}> .\n".encode()
        triples = graph.serialize(format="nt", encoding="utf-8").splitlines()
        found += [line.removesuffix(b".").rstrip() + name for line in triples if line]
    return b"".join(found)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.nq").write_bytes(lines(*map(story, range(COUNT))))
    return tmp_path / "a.nq"


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each file that was offered to the store was taken at once."""
    taken: list[bool] = []
    put_file = EmbeddedStore.put_file

    def watched(store: EmbeddedStore, file: WholeFile) -> bool:
        taken.append(put_file(store, file))
        return taken[-1]

    monkeypatch.setattr(EmbeddedStore, "put_file", watched)
    return taken


def load_all(place: Path, *paths: Path, everything: bool = False) -> dict[Kind, int]:
    inputs = Inputs(find_sources([str(path) for path in paths]))
    with open_store(place) as store:
        return Counter(outcome.kind for outcome in load(store, inputs, everything=everything, now=now))


EXPECTED = sizes(*map(story, range(COUNT)))


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_a_large_file_is_taken_at_once(
    tmp_path: Path,
    path: Path,
    whole: list[bool],
    packed: bool,  # noqa: FBT001
) -> None:
    if packed:
        data = gzip.compress(path.read_bytes())
        path = tmp_path / "b.nq.gz"
        path.write_bytes(data)
    assert load_all(tmp_path / "store", path) == {Kind.LOADED: COUNT}
    assert whole == [True]
    assert held(tmp_path / "store") == EXPECTED
    assert load_all(tmp_path / "store", path) == {Kind.UNCHANGED: COUNT}
    assert load_all(tmp_path / "store", path, everything=True) == {Kind.LOADED: COUNT}
    assert held(tmp_path / "store") == EXPECTED
    assert whole == [True]


def test_who_asks_first_is_told_what_he_waits_for(tmp_path: Path, path: Path) -> None:
    place = tmp_path / "store"
    load_all(place, path)
    arguments = ["ASK { ?s ?p ?o }", "--store", str(place)]
    told = [CliRunner().invoke(query, arguments, standalone_mode=False).stderr for _ in range(2)]
    assert ["merging" in words for words in told] == [True, False]


def test_it_is_merged_before_it_is_read(tmp_path: Path, path: Path) -> None:
    load_all(tmp_path / "store", path)
    with open_for_reading(tmp_path / "store") as store:
        merged = {q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())}
        named = {
            q.triple for name in EXPECTED for q in store.quads_for_pattern(None, None, None, NamedNode(name))
        }
    assert merged == named


def test_a_line_that_stands_twice_is_one_triple(tmp_path: Path, path: Path) -> None:
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[0])
    inputs = Inputs(find_sources([str(path)]))
    with open_store(tmp_path / "store") as store:
        outcomes = list(load(store, inputs, now=now))
    assert {outcome.graph: outcome.triples for outcome in outcomes} == EXPECTED == held(tmp_path / "store")


def test_a_file_with_a_graph_that_is_there_is_compared_graph_by_graph(
    tmp_path: Path, path: Path, whole: list[bool]
) -> None:
    (tmp_path / "one.nq").write_bytes(lines(story(3)))
    load_all(tmp_path / "store", tmp_path / "one.nq")
    assert load_all(tmp_path / "store", path) == {Kind.LOADED: COUNT - 1, Kind.UNCHANGED: 1}
    assert whole == [False]
    assert held(tmp_path / "store") == EXPECTED


def test_a_correction_in_a_large_file_is_recorded(tmp_path: Path, path: Path, whole: list[bool]) -> None:
    (tmp_path / "one.nq").write_bytes(lines(story(3, wording="may")))
    load_all(tmp_path / "store", tmp_path / "one.nq")
    assert load_all(tmp_path / "store", path) == {Kind.LOADED: COUNT - 1, Kind.REPLACED: 1}
    assert whole == [False]
    assert {
        name: size for name, size in held(tmp_path / "store").items() if "/record/" not in name
    } == EXPECTED


def test_an_article_taken_back_stays_out_of_a_large_file(
    tmp_path: Path, path: Path, whole: list[bool]
) -> None:
    (tmp_path / "one.nq").write_bytes(lines(story(3)))
    load_all(tmp_path / "store", tmp_path / "one.nq")
    with open_store(tmp_path / "store") as store:
        retract(store, "news/00003.txt", now=now)
    assert load_all(tmp_path / "store", path) == {Kind.LOADED: COUNT - 1, Kind.TAKEN_BACK: 1}
    assert str(story(3).identifier) not in held(tmp_path / "store")
    assert whole == [False]


def test_of_two_texts_in_a_large_file_the_last_counts(tmp_path: Path, whole: list[bool]) -> None:
    both = [*map(story, range(COUNT)), story(3, wording="may")]
    (tmp_path / "a.nq").write_bytes(lines(*both))
    assert load_all(tmp_path / "store", tmp_path / "a.nq") == {Kind.LOADED: COUNT, Kind.SUPERSEDED: 1}
    assert str(story(3).identifier) not in held(tmp_path / "store")
    assert not whole


def test_an_article_in_two_files_is_loaded_with_all_that_both_say(
    tmp_path: Path, path: Path, whole: list[bool]
) -> None:
    more = lines(story(3)).splitlines(keepends=True)[0].replace(b'"', b'"x', 1)
    (tmp_path / "b.nq").write_bytes(lines(story(3)) + more)
    load_all(tmp_path / "store", path, tmp_path / "b.nq")
    assert not whole
    assert held(tmp_path / "store")[str(story(3).identifier)] >= len(story(3))


KILLED = """
import sys
from pathlib import Path
from kg.rdf_files import find_sources
from kg.store import Inputs, load, open_store
inputs = Inputs(find_sources([sys.argv[2]]))
with open_store(Path(sys.argv[1])) as store:
    print("go", flush=True)
    for _ in load(store, inputs, now=lambda: "2024-06-01T12:00:00Z"):
        pass
"""


@pytest.mark.parametrize("delay_ms", [0, 20, 60, 120])
def test_a_bulk_load_that_was_killed_is_made_good_by_the_next(
    tmp_path: Path, path: Path, delay_ms: int
) -> None:
    path.write_bytes(lines(*map(story, range(100))))
    command = [sys.executable, "-c", KILLED, str(tmp_path / "store"), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay_ms / 1000)
        process.send_signal(signal.SIGKILL)
    load_all(tmp_path / "store", path)
    assert held(tmp_path / "store") == sizes(*map(story, range(100)))
