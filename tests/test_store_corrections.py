"""Articles that were corrected more than once: what is newest stays, whatever is loaded again."""

from __future__ import annotations

import csv
import io
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

from kg.cli.query import query
from kg.store import Kind, open_store, restore, retract
from tests.holdings import held
from tests.loading import load_all, now
from tests.newsroom import story

if TYPE_CHECKING:
    from pathlib import Path

WORDINGS = ("will", "may", "can")


@pytest.fixture
def drafts(tmp_path: Path) -> list[Path]:
    """Three texts of one article, of the same day, the oldest first."""
    paths = [tmp_path / f"{number}.ttl" for number in range(3)]
    for path, wording in zip(paths, WORDINGS, strict=True):
        path.write_text(story(3, wording=wording).serialize(format="turtle"), encoding="utf-8")
    return paths


@pytest.fixture
def place(tmp_path: Path, drafts: list[Path]) -> Path:
    """A store that took them one after the other."""
    place = tmp_path / "store"
    assert [load_all(place, draft) for draft in drafts] == [[Kind.LOADED], [Kind.REPLACED], [Kind.REPLACED]]
    return place


def graph_of(wording: str) -> str:
    """The graph of a text."""
    return str(story(3, wording=wording).identifier)


def articles(place: Path) -> set[str]:
    """The graphs of texts that the store holds."""
    return {name for name in held(place) if "/record/" not in name}


def test_no_text_that_was_corrected_comes_back(place: Path, drafts: list[Path]) -> None:
    before = held(place)
    assert [load_all(place, draft) for draft in drafts[:2]] == [[Kind.SUPERSEDED]] * 2
    assert held(place) == before


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_all_texts_at_once_leave_the_newest_in_any_order(
    tmp_path: Path, place: Path, drafts: list[Path], order: tuple[int, ...]
) -> None:
    before = held(place)
    folder = tmp_path / "again"
    folder.mkdir()
    for number, index in enumerate(order):
        (folder / f"{number}.ttl").write_bytes(drafts[index].read_bytes())
    assert sorted(load_all(place, folder)) == [Kind.SUPERSEDED, Kind.SUPERSEDED, Kind.UNCHANGED]
    assert held(place) == before


@pytest.mark.parametrize("oldest", [0, 1])
def test_one_text_is_let_in_by_its_id_and_is_the_newest_then(
    place: Path, drafts: list[Path], oldest: int
) -> None:
    with open_store(place) as store:
        restore(store, graph_of(WORDINGS[oldest]).rpartition("/")[2])
    assert load_all(place, drafts[oldest]) == [Kind.REPLACED]
    others = [draft for index, draft in enumerate(drafts) if index != oldest]
    assert [load_all(place, draft) for draft in others] == [[Kind.SUPERSEDED]] * 2
    assert articles(place) == {graph_of(WORDINGS[oldest])}


def test_what_is_let_in_is_forgotten_alone(place: Path) -> None:
    (record,) = set(held(place)) - articles(place)
    with open_store(place) as store:
        restore(store, graph_of("may").rpartition("/")[2])
        left = store.quads(record)
    assert len(left) == 4
    assert not [quad for quad in left if graph_of("can").rpartition("/")[2] in str(quad)]


def test_each_correction_is_listed_once_with_its_own_words(place: Path) -> None:
    listed = CliRunner().invoke(query, ["--store", str(place), "--name", "corrections", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(listed.stdout)))
    assert len(rows) == 2
    by_text = {row["older"].rpartition("/")[2]: row["words"].partition("; removed")[0] for row in rows}
    for older, newer in pairwise(WORDINGS):
        assert f"tunnel {newer} open" in by_text[graph_of(older).rpartition("/")[2]]


def test_every_text_is_let_in_by_the_name_of_the_article(place: Path, drafts: list[Path]) -> None:
    with open_store(place) as store:
        restore(store, "news/00003.txt")
    assert not [name for name in held(place) if "/record/" in name]
    assert load_all(place, drafts[0]) == [Kind.REPLACED]


def test_an_article_of_several_texts_is_taken_back_and_let_in_whole(place: Path, drafts: list[Path]) -> None:
    with open_store(place) as store:
        retract(store, "news/00003.txt", now=now)
    assert [load_all(place, draft) for draft in drafts] == [[Kind.TAKEN_BACK]] * 3
    assert articles(place) == set()
    (record,) = held(place)
    with open_store(place) as store:
        before = store.quads(record)
        restore(store, "news/00003.txt")
        assert store.quads(record) < before
    assert load_all(place, drafts[2]) == [Kind.LOADED]
    assert [load_all(place, draft) for draft in drafts[:2]] == [[Kind.SUPERSEDED]] * 2


def test_records_in_a_ring_end_a_load(tmp_path: Path, place: Path, drafts: list[Path]) -> None:
    records = tmp_path / "ring.nq"
    texts = [graph_of(wording).replace("/graph/", "/text/") for wording in WORDINGS]
    article = graph_of("will").replace("/graph/", "/article/")
    name = f"<{article.replace('/article/', '/record/')}>"
    lines = (
        f"<{texts[0]}> <http://www.w3.org/ns/prov#wasRevisionOf> <{texts[2]}> {name} .\n"
        f'<{article}> <https://schema.org/correction> "back" {name} .\n'
    )
    records.write_text(lines, encoding="utf-8")
    store = Store(str(place))
    store.bulk_load(path=str(records), format=RdfFormat.N_QUADS)
    store.flush()
    del store
    assert [load_all(place, draft) for draft in drafts] == [[Kind.SUPERSEDED]] * 2 + [[Kind.UNCHANGED]]
