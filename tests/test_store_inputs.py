from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.rdf_files import find_sources
from kg.store.inputs import Inputs
from tests.newsroom import story

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
}


def quads(number: int, wording: str = "will") -> list[Quad]:
    graph = story(number, wording=wording)
    data = graph.serialize(format="nt", encoding="utf-8")
    name = NamedNode(str(graph.identifier))
    return [Quad(q.subject, q.predicate, q.object, name) for q in parse(data, RdfFormat.N_TRIPLES)]


def write(path: Path, *numbers: int, packed: bool = False) -> str:
    found = [quad for number in numbers for quad in quads(number)]
    format_ = FORMATS[path.name.partition(".")[2].removesuffix(".gz")]
    whole = format_ in {RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD}
    data = serialize(found if whole else [quad.triple for quad in found], format=format_) or b""
    path.write_bytes(gzip.compress(data) if packed else data)
    return str(path)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_the_same_graphs(tmp_path: Path, ending: str, packed: bool) -> None:  # noqa: FBT001
    path = tmp_path / f"a.{ending}{'.gz' if packed else ''}"
    inputs = Inputs(find_sources([write(path, 1, 2, packed=packed)]))
    assert not inputs.issues
    found = {quad for graph in inputs.graphs() for quad in graph.quads}
    assert found >= {*quads(1), *quads(2)}
    assert {quad.graph_name for quad in found} == {quads(1)[0].graph_name, quads(2)[0].graph_name}


def test_quads_of_one_graph_may_stand_apart(tmp_path: Path) -> None:
    mixed = [quad for pair in zip(quads(1), quads(2), strict=False) for quad in pair]
    rest = [quad for quad in [*quads(1), *quads(2)] if quad not in set(mixed)]
    (tmp_path / "a.nq").write_bytes(serialize([*mixed, *rest], format=RdfFormat.N_QUADS) or b"")
    inputs = Inputs(find_sources([str(tmp_path)]))
    assert {q for g in inputs.graphs() for q in g.quads} == {*quads(1), *quads(2)}


def test_the_same_text_in_two_files_is_one_graph(tmp_path: Path) -> None:
    write(tmp_path / "a.ttl", 1)
    graph = story(1, identifier="copy.txt")
    graph.serialize(tmp_path / "b.ttl", encoding="utf-8")
    (found,) = Inputs(find_sources([str(tmp_path)])).graphs()
    assert found.identity.identifiers == {"news/00001.txt", "copy.txt"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<https://a.example/> <b> .", ":1: not valid Turtle"),
        (b"@prefix : <urn:x:> .\n:a :b [] .", ": holds a blank node"),
        (b"\xff\xfe\x00", ":1: not valid Turtle"),
        (b"", ": holds no article"),
        (b"<urn:a> <https://w3id.org/newskg/ns#textOf> <urn:b> .", ": <urn:a> is no IRI of a text"),
        (
            b"<urn:/text/%s> <https://w3id.org/newskg/ns#textOf> 'a b' ." % (b"0" * 32),
            f': <urn:/text/{"0" * 32}> is the text of "a b", which is no article',
        ),
        (
            b'<urn:a> <urn:b> "' + b"x" * (1 << 24) + b'" .',
            ": not valid Turtle: a term is longer than can be read",
        ),
    ],
    ids=["syntax", "blank node", "binary", "empty", "foreign IRIs", "no article", "long"],
)
def test_a_bad_file_is_named_and_the_others_are_loaded(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad.ttl").write_bytes(data)
    write(tmp_path / "good.ttl", 1)
    inputs = Inputs(find_sources([str(tmp_path)]))
    (issue,) = inputs.issues
    assert f"{issue.identifier}: {issue.reason}".startswith(f"{tmp_path / 'bad.ttl'}{reason}")
    assert "bad.ttl" not in issue.reason
    assert len(inputs.entries) == 1


def test_a_folder_that_cannot_be_opened_is_named_and_the_others_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    write(tmp_path / "good.ttl", 1)
    scan = os.scandir

    def scandir(folder: str) -> Iterator[os.DirEntry[str]]:
        if Path(folder).name == "locked":
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    inputs = Inputs(find_sources([str(tmp_path)]))
    assert [issue.identifier for issue in inputs.issues] == [str(tmp_path / "locked")]
    assert inputs.issues[0].reason.startswith("cannot be read: ")
    assert len(inputs.entries) == 1
