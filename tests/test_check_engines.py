"""Two engines, one report: the fast one says what pySHACL says, and both say what each rule alone says."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat
from rdflib import SH, XSD
from rdflib.term import _toPythonMapping

from kg.check import CheckOptions, Engine, check_paths, nodes
from kg.check.batches import Batch
from kg.check.engines import engine_for
from kg.check.fast import FastEngine
from kg.check.judging import Engines
from kg.check.reference import ReferenceEngine
from kg.check.shapes import load_shapes
from kg.check.sources import Triple, read_triples
from kg.errors import ConfigError, InputError
from kg.rdf_files import Source
from tests.broken_graphs import FOLDER, Broken, broken_graphs, parse, sample
from tests.test_check_batches import copies

if TYPE_CHECKING:
    from pathlib import Path

    from kg.check.engines import ShapeEngine

GOOD = tuple(
    read_triples(Source("good", RdfFormat.TURTLE, FOLDER / "MixedStatement" / "good-MixedStatement.ttl"))
)


DATE = "<https://schema.org/datePublished>"
IMPOSSIBLE = '"2024-02-30"^^<http://www.w3.org/2001/XMLSchema#date>'


@cache
def fast() -> FastEngine:
    return FastEngine(load_shapes())


@cache
def reference() -> ReferenceEngine:
    return ReferenceEngine(load_shapes())


def keys(engine: ShapeEngine, triples: list[Triple]) -> set[tuple[str, ...]]:
    return {row.key for row in engine.validate(triples)}


def judged(triples: list[Triple]) -> set[tuple[str, ...]]:
    """What a check reports with the engine that it chooses itself."""
    return {row.key for row in Engines(Engine.AUTO, load_shapes()).results(Batch(triples))}


@pytest.mark.parametrize("graph", broken_graphs(), ids=lambda graph: graph.name)
def test_both_engines_give_the_same_report_on_a_broken_graph(graph: Broken) -> None:
    triples = graph.triples()
    found = keys(reference(), triples)
    assert {f"{key[4]} {key[5]}" for key in found} == graph.results
    assert judged(triples) == found


STRANGE = [t.object for t in read_triples(Source("strange", RdfFormat.TURTLE, FOLDER / "strange.ttl"))]


@st.composite
def damaged(draw: st.DrawFn) -> list[Triple]:
    """The good graph with up to six triples lost, doubled or changed."""
    triples = list(GOOD)
    for _ in range(draw(st.integers(1, 6))):
        position = draw(st.integers(0, len(triples) - 1))
        subject, predicate, value = triples[position]
        match draw(st.sampled_from(["lose", "change", "add", "redirect", "turn"])):
            case "lose":
                del triples[position]
            case "change":
                triples[position] = Triple(subject, predicate, draw(st.sampled_from(STRANGE)))
            case "add":
                triples.append(Triple(subject, predicate, draw(st.sampled_from(STRANGE))))
            case "redirect":
                triples.append(Triple(subject, predicate, draw(st.sampled_from(GOOD)).object))
            case _:
                triples.append(Triple(draw(st.sampled_from(GOOD)).subject, predicate, value))
    return triples


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_both_engines_give_the_same_report_on_a_graph_broken_at_random(triples: list[Triple]) -> None:
    assert judged(triples) == keys(reference(), triples)


@pytest.mark.parametrize("graph", broken_graphs()[::100], ids=lambda graph: graph.name)
def test_a_rule_over_the_whole_graph_says_what_pyshacl_says_node_by_node(graph: Broken) -> None:
    triples = graph.triples()
    shapes = nodes.graph(load_shapes().triples)
    _, report, _ = pyshacl.validate(nodes.graph(triples), shacl_graph=shapes, advanced=False)
    assert isinstance(report, rdflib.Graph)
    rows = list(report.objects(None, SH.result))
    focus = [report.value(row, SH.focusNode) for row in rows]
    shape = [str(report.value(row, SH.sourceShape)).rpartition("#")[2] for row in rows]
    alone = {(nodes.term(node), name) for node, name in zip(focus, shape, strict=True) if node is not None}
    assert {(key[0], key[4]) for key in keys(reference(), triples)} == alone


def test_the_engine_is_the_fast_one_unless_blank_nodes_need_their_names() -> None:
    shapes = load_shapes()
    assert isinstance(engine_for(Engine.AUTO, shapes), FastEngine)
    assert isinstance(engine_for(Engine.AUTO, shapes, blank_nodes=True), ReferenceEngine)
    assert isinstance(engine_for(Engine.REFERENCE, shapes), ReferenceEngine)
    with pytest.raises(ConfigError, match="blank nodes"):
        engine_for(Engine.FAST, shapes, blank_nodes=True)


def switches() -> tuple[object, ...]:
    loggers = [logging.getLogger(name) for name in ("rdflib.term", "rdfutil.load")]
    return (
        rdflib.NORMALIZE_LITERALS,
        _toPythonMapping[XSD.boolean],
        *((logger.disabled, logger.level) for logger in loggers),
    )


@pytest.mark.parametrize("normalize", [True, False])
def test_a_check_leaves_the_switches_of_rdflib_as_they_were(
    normalize: bool,  # noqa: FBT001 - the two values of the switch
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", normalize)
    before = switches()
    list(reference().validate(list(GOOD)))
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix kg: <https://w3id.org/newskg/ns#> .\nkg:a kg:b", encoding="utf-8")
    with pytest.raises(InputError):
        check_paths([broken], CheckOptions(engine=Engine.REFERENCE))
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/newskg/ns#> .\n"
        "[] a sh:NodeShape ; sh:targetClass kg:Span ; sh:property [ sh:path kg:rule ; sh:minCount 1, 2 ] .",
        encoding="utf-8",
    )
    with pytest.raises(ConfigError):
        check_paths([FOLDER / "sample.ttl"], CheckOptions(engine=Engine.REFERENCE, shapes=(wrong,)))
    assert switches() == before


def test_an_ill_typed_literal_is_a_result_and_not_a_traceback_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    graph = next(
        g for g in broken_graphs() if g.name.startswith("Article-date Or: a day that does not exist")
    )
    assert keys(reference(), graph.triples())
    assert caplog.records == []


def test_the_fast_engine_is_not_sure_of_a_literal_in_the_wrong_place() -> None:
    triples = [*GOOD, *parse("s1:offset_318_351 kg:confidence 2024 .")]
    assert not fast().is_sure(triples, list(fast().validate(triples)))


def test_the_fast_engine_is_sure_of_a_number_that_is_too_small() -> None:
    triples = [t for t in GOOD if not (t.subject.endswith("offset_318_351>") and "confidence" in t.predicate)]
    triples += parse("s1:offset_318_351 kg:confidence 0.45 .")
    rows = list(fast().validate(triples))
    assert [row.constraint for row in rows if "confidence" in row.shape] == ["MinInclusive"]
    assert fast().is_sure(triples, rows)
    assert keys(fast(), triples) == keys(reference(), triples)


@pytest.mark.parametrize(
    "literal",
    [
        '"007"^^xsd:integer',
        '"2024-02-30"^^xsd:date',
        '"x"^^<urn:x>',
        '"1"^^xsd:boolean',
        "1e3",
        '"24:00:00"^^xsd:time',
    ],
)
def test_the_fast_engine_is_not_sure_of_a_literal_that_engines_spell_differently(literal: str) -> None:
    assert not fast().is_sure(parse(f"p:x rdfs:label {literal} ."), [])


def test_the_fast_engine_is_sure_of_what_kg_build_writes() -> None:
    assert fast().is_sure(list(sample()), list(fast().validate(list(sample()))))


def test_the_reference_judges_only_the_article_that_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twenty articles one has an impossible date: the reference sees a small part of the graph."""
    doubtful = Triple(GOOD[0].subject.replace("d70e3e36", f"{7:08x}"), DATE, IMPOSSIBLE)
    seen: list[int] = []
    validate = ReferenceEngine.validate

    def counted(self: ReferenceEngine, triples: list[Triple]) -> object:
        seen.append(len(triples))
        return validate(self, triples)

    monkeypatch.setattr(ReferenceEngine, "validate", counted)
    triples = [*copies(20), doubtful]
    found = judged(triples)
    assert {key[0] for key in found if key[4] == "Article-date"} == {doubtful.subject}
    assert 0 < sum(seen) < len(triples) / 2
