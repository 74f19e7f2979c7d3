from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat

from kg.errors import InputError
from kg.rdf_files import Source, find_sources, read_quads

if TYPE_CHECKING:
    from pathlib import Path

TRIPLE = b"<urn:a> <urn:b> <urn:c> .\n"
PACKED = gzip.compress(TRIPLE)
# Behind the ten bytes of the header a block of the kind 3, which the format does not have.
DAMAGED = PACKED[:10] + b"\xff" + PACKED[11:]


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths)]


def test_a_folder_gives_its_files_below_in_order_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/1.ttl", "a.nt", ".part.ttl", ".hidden/2.ttl", "manifest.jsonl"):
        (tmp_path / name).write_bytes(TRIPLE)
    (tmp_path / "link.ttl").symlink_to(tmp_path / "a.nt")
    assert names(tmp_path) == [str(tmp_path / "a.nt"), str(tmp_path / "b" / "1.ttl")]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(TRIPLE)
    assert names(path, tmp_path / "." / "a.ttl", tmp_path) == [str(path)]


def test_a_folder_without_graphs_goes_with_one_that_has_some(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "some.ttl").write_bytes(TRIPLE)
    assert names(tmp_path / "none", tmp_path / "some.ttl") == [str(tmp_path / "some.ttl")]


@pytest.mark.parametrize("name", ["nowhere.ttl", "file.txt", "empty"])
def test_a_path_that_gives_no_graph_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("words")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        names(tmp_path / name)


@pytest.mark.parametrize("name", ["a.ttl.gz", "A.TTL.GZ", "a.nt.Gz"])
def test_a_compressed_file_is_known_by_its_ending_in_any_case(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PACKED)
    (source,) = find_sources([tmp_path / name])
    (quad,) = read_quads(source)
    assert quad.predicate.value == "urn:b"


@pytest.mark.parametrize("data", [PACKED[:-9], DAMAGED], ids=["cut short", "damaged"])
def test_a_compressed_file_that_does_not_unpack_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.nt.gz"
    path.write_bytes(data)
    with pytest.raises(InputError, match="the compressed file is cut short or damaged"):
        list(read_quads(*find_sources([path])))


@pytest.mark.parametrize("node", [b"[]", b"<<( <urn:a> <urn:b> <urn:c> )>>"], ids=["blank", "triple"])
def test_a_term_without_a_name_is_refused_where_names_are_asked_for(node: bytes) -> None:
    source = Source("a.ttl", RdfFormat.TURTLE, content=b"<urn:a> <urn:b> " + node + b" .")
    assert len(list(read_quads(source))) == 1
    with pytest.raises(InputError, match="a blank node or a triple term beside <urn:b>"):
        list(read_quads(source, named=True))


def test_a_relative_iri_needs_a_base() -> None:
    source = Source("a.ttl", RdfFormat.TURTLE, content=b"<a> <urn:b> <urn:c> .")
    (quad,) = read_quads(source, base="https://base.example/")
    assert str(quad.subject) == "<https://base.example/a>"
    with pytest.raises(InputError, match=r"^a\.ttl:1: not valid Turtle: "):
        list(read_quads(source))
