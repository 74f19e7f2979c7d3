"""A graph that was built from another text than the one at hand is caught."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.check import CheckOptions, Place, check_graph, check_paths, render
from kg.model import Article, Issue
from tests.broken_graphs import FOLDER
from tests.samples import ARTICLE, TEXT, sample_graph

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def compared(*articles: Article | Issue) -> CheckOptions:
    def given() -> Iterable[Article | Issue]:
        return articles

    return CheckOptions(articles=given)


def rows(*articles: Article | Issue) -> list[tuple[str, str]]:
    report = check_graph(sample_graph(), compared(*articles))
    return [(row.shape, row.constraint) for row in report.results]


def test_the_text_the_graph_was_built_from_gives_no_result() -> None:
    assert rows(ARTICLE) == []


def test_other_articles_and_unreadable_ones_do_not_matter() -> None:
    assert (
        rows(Issue("x.txt", "empty"), replace(ARTICLE, identifier="other.txt", text="Other."), ARTICLE) == []
    )


def test_an_article_that_is_not_there_is_a_result() -> None:
    assert rows(replace(ARTICLE, identifier="other.txt")) == [("ArticleText", "Missing")]


def test_a_changed_text_is_a_result_for_its_hash_and_for_each_span_that_moved() -> None:
    found = rows(replace(ARTICLE, text=TEXT.replace("Eva Lind told", "Eva Lund told")))
    assert (found.count(("ArticleText", "Changed")), {constraint for _, constraint in found}) == (
        1,
        {"Changed", "Words"},
    )


def test_a_text_that_grew_at_its_end_changes_its_hash_alone() -> None:
    assert rows(replace(ARTICLE, text=TEXT + "More.\n")) == [("ArticleText", "Changed")]


def test_swapped_texts_are_caught_although_each_is_there() -> None:
    other = replace(ARTICLE, identifier="other.txt", text="x" * len(TEXT))
    second = replace(ARTICLE, identifier="b.txt", url=None)
    graph = sample_graph().to_rdf() + sample_graph(second).to_rdf()
    options = compared(replace(other, identifier=ARTICLE.identifier), second)
    assert {"Changed", "Words"} <= {row.constraint for row in check_graph(graph, options).results}


def test_a_span_behind_the_end_of_the_text_quotes_nothing() -> None:
    report = check_graph(sample_graph(), compared(replace(ARTICLE, text=TEXT[:20])))
    assert any(row.message.endswith(": none") for row in report.results)


@pytest.mark.parametrize("with_text", [True, False])
def test_a_result_names_the_words_and_with_the_text_their_line(with_text: bool, tmp_path: Path) -> None:  # noqa: FBT001
    graph = tmp_path / "graph.ttl"
    turtle = sample_graph().to_rdf().serialize(format="turtle")
    graph.write_text(turtle.replace("kg:hop 1 ;", "kg:hop 0 ;"), encoding="utf-8")
    report = check_paths([graph], compared(ARTICLE) if with_text else CheckOptions())
    row = next(r for r in report.results if r.place and r.place.words == "Analyst Kai Moe")
    assert row.place is not None
    assert (row.place.article, row.place.line) == ("harbour/plan.txt", 10 if with_text else None)
    where = "harbour/plan.txt:10: Analyst Kai Moe" if with_text else "harbour/plan.txt, character "
    assert where in render(report)


def test_a_result_about_an_article_names_it() -> None:
    warned = FOLDER / "Article" / "bad-headline-known.ttl"
    (row,) = check_paths([warned]).results
    assert row.place == Place("harbour/plan.txt", "", 0)
    assert "    article: harbour/plan.txt\n" in render(check_paths([warned]))
