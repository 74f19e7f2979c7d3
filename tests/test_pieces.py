from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from kg import pieces
from kg.errors import ConfigError, ModelError
from kg.pieces import Job, fingerprint, model_folder
from kg.read.article import draft_from_text
from tests.plain_pieces import start_plain

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


def test_the_fingerprint_changes_with_one_byte_of_the_model(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "meta.json").write_text("{}", encoding="utf-8")
    (tmp_path / "model" / "weights").write_bytes(b"1")
    job = Job(format="ttl", model=str(tmp_path / "model"))
    before = fingerprint(job)
    assert fingerprint(job) == before
    (tmp_path / "model" / "weights").write_bytes(b"2")
    assert fingerprint(job) != before


@pytest.mark.parametrize("model", ["no_such_model", "", "json.tool", "/nonexistent/model", "a/b"])
def test_a_model_that_is_not_there_is_said_before_anything_is_loaded(model: str) -> None:
    with pytest.raises(ModelError, match="is not installed"):
        model_folder(model)


@pytest.mark.parametrize("folder", ["/", ".."])
def test_a_folder_without_a_model_is_not_read_to_its_bottom(folder: str) -> None:
    with pytest.raises(ModelError, match="no language model"):
        fingerprint(Job(format="ttl", model=folder))


def test_a_worker_proves_that_it_is_as_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(format="ttl")
    monkeypatch.setattr(pieces, "start", start_plain)
    assert callable(pieces.start_same(job, fingerprint(job)))
    with pytest.raises(ConfigError, match="has another newskg, model or authority") as caught:
        pieces.start_same(job, "another")
    assert pickle.loads(pickle.dumps(caught.value)).hint == caught.value.hint  # noqa: S301 - our own


def test_a_document_without_articles_is_valid_in_every_format() -> None:
    for name in ("ttl", "nt", "nq", "trig", "jsonld"):
        data = pieces.nothing(Job(format=name))
        assert list(pyoxigraph.parse(data, format=FORMATS[name])) == []


@pytest.mark.model
def test_a_piece_does_not_depend_on_what_was_built_before(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f'"Zorbl {n} will resume," Anna Lind said. Ola Berg denied that.' for n in range(6)]
    drafts = [draft_from_text(text, f"{n}.txt") for n, text in enumerate(texts)]
    alone = [pieces.start(Job(format="ttl"))(draft) for draft in drafts[:2]]
    monkeypatch.setattr(pieces, "_ZONE_CHARACTERS", 150)
    maker = pieces.start(Job(format="ttl"))
    assert [maker(draft) for draft in reversed(drafts)][:-3:-1] == alone
