from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy
from rdflib import BNode

from kg import pipeline as flow
from kg.errors import InputError
from kg.graph import Run
from kg.lexicons import load
from kg.model import Article, Issue
from kg.parse import Parser
from kg.pipeline import DEFAULT_BASE, Built, Pipeline, build_articles, build_or_issue
from kg.read import read
from tests.handmade import article
from tests.trees import tree

if TYPE_CHECKING:
    from spacy.tokens import Doc

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
TEXT = "Lind said the gate would hold."


@dataclass(frozen=True, slots=True)
class TreeParser(Parser):
    """A parser that knows the sentences of ``trees.txt``, so that no model is needed."""

    def parse(self, article: Article) -> Doc:
        """The tree of the article's text."""
        return tree(article.text)


PIPELINE = Pipeline(
    TreeParser(spacy.blank("en"), "trees", "0", ""), load(), None, Run("newskg", "test"), DEFAULT_BASE
)


def test_an_article_becomes_statements_entities_and_a_graph() -> None:
    built = PIPELINE.build(article(TEXT))
    assert [one.content[0].of(TEXT) for one in built.statements] == ["the gate would hold"]
    assert built.triples == len(built.graph) > 0


def test_extraction_stops_before_the_graph() -> None:
    found = PIPELINE.extract(article(TEXT))
    assert found.statements == PIPELINE.build(article(TEXT)).statements


@pytest.mark.parametrize("stage", ["find_names", "find_statements", "resolve_entities", "build_graph"])
def test_an_article_that_breaks_a_stage_becomes_an_issue(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no way")

    monkeypatch.setattr(flow, stage, break_down)
    assert build_or_issue(article(TEXT), PIPELINE) == Issue(
        "article", "internal error, please report it: ZeroDivisionError: no way"
    )


def test_an_article_the_parser_does_not_know_becomes_an_issue() -> None:
    found = build_or_issue(article("No tree has this text."), PIPELINE)
    assert isinstance(found, Issue)


def test_an_error_for_the_user_is_told_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise InputError("too many words", hint="cut it")

    monkeypatch.setattr(flow, "find_names", refuse)
    assert build_or_issue(article(TEXT), PIPELINE) == Issue("article", "too many words")


def test_a_broken_article_does_not_cost_the_others() -> None:
    items: list[Article | Issue] = [article("No tree has this text."), article(TEXT)]
    assert [type(one) for one in build_articles(items, PIPELINE)] == [Issue, Built]


def test_issues_pass_through_in_their_place() -> None:
    issue = Issue("other", "empty")
    first, second = build_articles([issue, article(TEXT)], PIPELINE)
    assert first is issue
    assert isinstance(second, Built)


def test_want_of_memory_is_no_issue_but_the_end_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhaust(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(flow, "build_graph", exhaust)
    with pytest.raises(MemoryError):
        build_or_issue(article(TEXT), PIPELINE)


def test_ctrl_c_is_no_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(flow, "find_names", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_or_issue(article(TEXT), PIPELINE)


def test_a_graph_has_no_blank_nodes() -> None:
    graph = PIPELINE.build(article(TEXT)).graph
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


# --- with the model -------------------------------------------------------------------------------


@pytest.mark.model
def test_no_seed_gives_a_blank_node_or_an_issue(parser: Parser) -> None:
    real = Pipeline(parser, load(), None, Run("newskg", "test"), DEFAULT_BASE)
    for one in build_articles(read([str(SEEDS)]), real):
        assert isinstance(one, Built), one
        assert not [term for triple in one.graph for term in triple if isinstance(term, BNode)]


@pytest.mark.model
def test_neither_hash_seed_nor_time_zone_nor_locale_changes_a_byte(tmp_path: Path) -> None:
    outputs = []
    for number, (seed, zone, locale) in enumerate(
        [("0", "Asia/Tokyo", "C"), ("4711", "America/Lima", "C.UTF-8")]
    ):
        out = tmp_path / f"{number}.ttl"
        subprocess.run(
            [sys.executable, "-m", "kg", "build", "seeds/agencies-chain.txt", "-o", str(out)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            check=True,
            capture_output=True,
            timeout=300,
        )
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]
    assert b"kg:" in outputs[0]
