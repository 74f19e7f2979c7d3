"""The Python interface: an article in, frozen values out, the same graph as the command line's."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib.compare import isomorphic

import kg
from kg import api
from kg.api import ArticleGraph
from kg.authority import import_table
from kg.cli import edge
from kg.errors import ConfigError, ExtraError, InputError
from kg.explain import explain_extracted
from kg.model import Article, EntityKind, Force, Resolved
from kg.pipeline import Extracted
from kg.turtle import GraphFormat, serialize
from tests.samples import ARTICLE, BASE, RESOLVED, RUN, STATEMENTS, TEXT, sample_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.explain import Explanation
    from kg.pipeline import Pipeline

STORY = '"The boats are ready," Anna Lind told Reuters on Monday. She added that nobody would wait.'


@pytest.fixture
def graph() -> ArticleGraph:
    """The sample as the Python interface gives it."""
    return ArticleGraph(explain_extracted(Extracted(ARTICLE, RESOLVED, STATEMENTS), base=BASE), RUN, BASE)


class Asked:
    """What ``build`` asked for, where no model is loaded."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.articles: list[Article] = []
        self.models: list[str | None] = []
        self.bases: list[str] = []


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """``build`` without a model: every article holds nothing."""
    from kg.lexicons import load  # noqa: PLC0415
    from kg.parse import Parser  # noqa: PLC0415
    from kg.pipeline import DEFAULT_BASE, Pipeline  # noqa: PLC0415

    noted = Asked()

    def open_plain(*, model: str | None, authority: object) -> Pipeline:
        del authority
        noted.models.append(model)
        parser = object.__new__(Parser)
        return Pipeline(parser, load(), None, RUN, DEFAULT_BASE)

    def explain_plain(article: Article, pipeline: Pipeline) -> Explanation:
        noted.articles.append(article)
        noted.bases.append(pipeline.base)
        return explain_extracted(Extracted(article, Resolved(), ()), base=pipeline.base)

    monkeypatch.setattr(api, "open_pipeline", open_plain)
    monkeypatch.setattr(api, "explain", explain_plain)
    api._load.cache_clear()  # noqa: SLF001 - the model of another test
    yield noted
    api._load.cache_clear()  # noqa: SLF001 - and no other test gets this one


# --- build -------------------------------------------------------------------------------------


def test_the_names_of_the_interface_are_those_of_the_package() -> None:
    assert kg.build is api.build
    assert kg.ArticleGraph is ArticleGraph
    assert {"build", "ArticleGraph"} <= set(dir(kg))


def test_options_hold_where_the_article_tells_nothing(asked: Asked) -> None:
    kg.build(text=STORY, outlet="Fjord Post", date="2024-05-14", language="en-GB")
    (article,) = asked.articles
    assert article.text == STORY
    assert article.outlet is not None
    assert (article.outlet.name, article.published, article.language) == (
        "Fjord Post",
        date(2024, 5, 14),
        "en-gb",
    )


def test_a_day_may_be_a_date(asked: Asked) -> None:
    kg.build(text=STORY, date=date(2024, 5, 14))
    assert asked.articles[0].day == date(2024, 5, 14)


def test_own_authority_files_are_asked_and_told_by_the_run(asked: Asked, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("qid,label,type\nQ1,Anna Lind,person\n", encoding="utf-8")
    import_table(table, tmp_path / "people.authority")
    graph = kg.build(text=STORY, authority=[tmp_path / "people.authority"])
    assert [len(option.removeprefix("authority=")) for option in graph.run.options] == [64]
    assert kg.build(text=STORY).run == RUN
    assert len(asked.models) == 1


def test_a_path_may_be_text_or_a_path(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert kg.build(tmp_path / "a.txt") == kg.build(str(tmp_path / "a.txt"))
    assert [article.text for article in asked.articles] == [STORY, STORY]


def test_a_model_is_loaded_once(asked: Asked) -> None:
    for model in (None, "other", None, "other"):
        kg.build(text=STORY, model=model)
    assert asked.models == [None, "other"]


def test_the_base_is_that_of_one_graph_alone(asked: Asked) -> None:
    kg.build(text=STORY, base="https://news.example/")
    kg.build(text=STORY)
    assert asked.bases == ["https://news.example/", "https://example.org/kg/"]


@pytest.mark.parametrize(
    ("path", "text", "options"),
    [
        (None, None, {}),
        ("a.txt", STORY, {}),
        (None, STORY, {"date": "Monday"}),
        (None, STORY, {"base": "nowhere"}),
    ],
    ids=["neither path nor text", "both", "no day", "no base"],
)
def test_options_that_make_no_sense_are_refused(
    path: str | None, text: str | None, options: dict[str, str], asked: Asked
) -> None:
    with pytest.raises(ConfigError):
        kg.build(path, text=text, date=options.get("date"), base=options.get("base"))
    assert asked.models == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.txt", None, "no such file"),
        ("empty.txt", "", "empty"),
        ("two.jsonl", '{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}\n', "more than one article"),
    ],
)
def test_what_is_not_one_article_is_refused(
    name: str, content: str | None, message: str, asked: Asked, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)):
        kg.build(tmp_path / name)
    assert asked.models == []


# --- the graph ---------------------------------------------------------------------------------


def test_values_are_frozen(graph: ArticleGraph) -> None:
    for value in (graph, graph.statements[0], graph.statements[0].speaker, graph.statements[0].parts[0]):
        with pytest.raises(FrozenInstanceError):
            setattr(value, next(iter(value.__dataclass_fields__)), None)


def test_a_statement_tells_who_said_what_to_whom_and_when(graph: ArticleGraph) -> None:
    first = graph.statements[0]
    assert first.speaker.label == "Eva Lind"
    assert first.content == "We will build the harbour … and nothing else"
    assert [str(entity) for entity in first.addressees] == ["Fjord Post"]
    assert (first.not_before, first.not_after, str(first.time)) == (
        date(2024, 5, 13),
        date(2024, 5, 13),
        "on Monday",
    )
    assert first.force is Force.PROMISE
    assert str(first.evidence[0]) == TEXT.splitlines()[5]
    assert (first.confidence, first.rule) == (0.98, "quote-verb")


def test_entities_come_by_kind(graph: ArticleGraph) -> None:
    by_kind = {
        EntityKind.PERSON: graph.people,
        EntityKind.COUNTRY: graph.countries,
        EntityKind.PLATFORM: graph.platforms,
        EntityKind.PLACE: graph.places,
        EntityKind.UNNAMED_SOURCE: graph.unnamed_sources,
        EntityKind.OUTLET: graph.outlets,
    }
    for kind, found in by_kind.items():
        assert found
        assert {entity.kind for entity in found} == {kind}
    assert {entity.kind for entity in graph.organizations} == {EntityKind.ORGANIZATION, EntityKind.OUTLET}
    assert len(graph.entities) == len(RESOLVED.entities)


def test_the_rdf_graph_is_that_of_the_article(graph: ArticleGraph) -> None:
    assert isomorphic(graph.to_rdf(), sample_graph().to_rdf())


def test_the_rdf_graph_is_the_callers(graph: ArticleGraph) -> None:
    mine = graph.to_rdf()
    mine.remove((None, None, None))
    assert len(graph.to_rdf()) > 0


def test_turtle_is_what_the_stage_writes(graph: ArticleGraph) -> None:
    written = serialize([sample_graph()], GraphFormat.TURTLE, base=BASE)
    assert graph.to_turtle().encode("utf-8") == written


def test_a_notebook_shows_the_annotated_article(graph: ArticleGraph) -> None:
    shown = graph._repr_html_()
    assert "We will build the harbour" in shown
    assert "<script" not in shown


def test_the_repr_is_one_short_line(graph: ArticleGraph) -> None:
    assert repr(graph) == "<ArticleGraph 'harbour/plan.txt': statements=5, entities=14>"


def test_a_table_has_a_row_a_statement(graph: ArticleGraph) -> None:
    pytest.importorskip("pandas")
    frame = graph.to_frame()
    assert list(frame["speaker"]) == [statement.speaker.label for statement in graph.statements]
    assert frame["chain"][1] == "two officials at the Ministry of Ports < Nordic Wire < Fjord Post"
    assert frame["content"][0] == graph.statements[0].content
    assert frame["not_after"][0] == date(2024, 5, 13)


def test_a_table_of_no_statement_has_its_columns(asked: Asked) -> None:
    pytest.importorskip("pandas")
    frame = kg.build(text=STORY).to_frame()
    assert len(frame) == len(asked.articles) - 1
    assert {"speaker", "content", "rule"} <= set(frame.columns)


def test_a_table_without_pandas_names_the_extra(graph: ArticleGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExtraError) as caught:
        graph.to_frame()
    assert "newskg[pandas]" in (caught.value.hint or "")


# --- with the model ----------------------------------------------------------------------------


@pytest.mark.model
def test_the_command_line_builds_the_same_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY, encoding="utf-8")
    graph = kg.build("story.txt", date="2024-05-14", outlet="Fjord Post")
    assert [s.speaker.label for s in graph.statements] == ["Anna Lind", "Anna Lind"]
    assert (
        edge.run(["build", "story.txt", "--date", "2024-05-14", "--outlet", "Fjord Post", "-o", "s.ttl"]) == 0
    )
    assert graph.to_turtle() == Path("s.ttl").read_text(encoding="utf-8")
    capsys.readouterr()
    assert edge.run(["explain", "story.txt", "--date", "2024-05-14", "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["articles"]
    assert [s["content"][0]["words"] for s in told["statements"]] == [
        str(s.parts[0]) for s in graph.statements
    ]
