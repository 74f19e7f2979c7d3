"""The page of many articles: what it shows, that it asks for nothing, that no article breaks out of it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest

from kg.explain.drawing import draw
from kg.explain.overview import overview_article, overview_head, overview_tail, script
from kg.explain.said import Node, Said, said
from tests.browser import browsing, find_browser
from tests.test_explain import HOSTILE, Page, explanation, hostile_explanation

if TYPE_CHECKING:
    from pathlib import Path

    from kg.explain import Explanation

LIND, BERG, OSLO = (Node(f"https://example.org/kg/{name}", name) for name in ("Lind", "Berg", "Oslo"))


def words(speaker: Node, *about: Node, content: str = "It is ready", day: date | None = None) -> Said:
    """A statement of no article."""
    return Said(speaker, about, ("Fjord Post",), content, None, day, "a.txt", "kg-0-s1")


def html(*shown: Explanation) -> str:
    """The whole page of some articles."""
    rows = [row for one in shown for row in said(one)]
    return overview_head() + "".join(map(overview_article, shown)) + overview_tail(rows)


def test_a_statement_tells_who_spoke_about_whom_through_whom_and_when() -> None:
    first = next(said(explanation()))
    assert (first.speaker.label, first.through, first.content) == (
        "Eva Lind",
        ("Fjord Post",),
        "We will build the harbour … and nothing else",
    )
    assert (first.not_before, first.day) == (date(2024, 5, 13), date(2024, 5, 13))


def test_a_statement_is_about_whom_its_content_names() -> None:
    named = {node.label for one in said(explanation()) for node in one.about}
    inside = {
        entity.label
        for entity in explanation().entities.values()
        for mention in entity.mentions
        for one in explanation().statements
        if any(part.start <= mention.start and mention.end <= part.end for part in one.parts)
    }
    assert named == inside != set()


def test_a_line_is_drawn_for_each_pair_as_thick_as_it_is_frequent() -> None:
    drawing = draw([words(LIND, OSLO), words(LIND, OSLO, BERG), words(BERG, OSLO)])
    told = re.findall(r'stroke-width="(\d+)"><title>(.*?)</title>', drawing)
    assert sorted(told) == [
        ("1", "Berg about Oslo: once"),
        ("1", "Lind about Berg: once"),
        ("2", "Lind about Oslo: 2 times"),
    ]


def test_who_names_nobody_is_drawn_too() -> None:
    assert "<title>Lind about nobody by name: once</title>" in draw([words(LIND)])


def test_the_drawing_does_not_depend_on_the_order_of_articles() -> None:
    rows = [words(LIND, OSLO), words(BERG, OSLO), words(replace(LIND, label="E. Lind"), BERG)]
    assert draw(rows) == draw(rows[::-1])


def test_only_the_busiest_are_drawn_and_the_others_are_counted() -> None:
    rows = [words(Node(f"https://example.org/kg/{n}", f"Name {n}"), OSLO) for n in range(100)]
    drawing = draw([*rows, words(LIND, OSLO), words(LIND, OSLO)])
    assert drawing.count("<path") == 40
    assert "Lind about Oslo: 2 times" in drawing
    assert "41 times in all, 61 more times not drawn" in drawing


def test_the_timeline_is_in_the_order_of_days_with_undated_ones_last() -> None:
    rows = [
        words(LIND, content="undated"),
        words(LIND, content="late", day=date(2025, 3, 5)),
        words(LIND, content="early", day=date(2024, 3, 5)),
    ]
    assert re.findall(r">(undated|late|early)</a>", overview_tail(rows)) == ["early", "late", "undated"]
    assert "not known" in overview_tail(rows)


@pytest.mark.parametrize("shown", [explanation(), hostile_explanation()], ids=["sample", "hostile"])
def test_the_page_is_well_formed_and_every_link_stays_on_it(shown: Explanation) -> None:
    page = Page(html(shown).replace(script(), ""))
    places = {value for name, value in page.attributes if name == "id"}
    links = {value.removeprefix("#") for name, value in page.attributes if name == "href"}
    assert (page.wrong, links - places) == ([], set())
    assert page.tags.count("script") == 1
    assert not {name for name, _ in page.attributes if name.startswith("on") or name in {"src", "style"}}


def test_hostile_words_are_shown_as_words() -> None:
    assert html(hostile_explanation()).count(HOSTILE) == 0
    assert unescape(html(hostile_explanation())).count(HOSTILE) > len(hostile_explanation().statements)


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() -> None:
    found = html(explanation())
    policy = unescape(str(re.findall(r'Policy" content="([^"]*)"', found)[0]))
    style = str(re.findall(r"<style>(.*?)</style>", found, re.DOTALL)[0])
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script())]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_articles_without_statements_are_a_page() -> None:
    page = Page(html(explanation(statements=(), unused=())).replace(script(), ""))
    assert page.wrong == []
    assert page.words.count("None was found.") == 3


def test_the_search_hides_what_does_not_have_the_words(tmp_path: Path) -> None:
    command = find_browser()
    if command is None:
        pytest.skip("no browser is installed")
    (tmp_path / "page.html").write_text(html(explanation()), encoding="utf-8")
    with browsing(command, tmp_path / "browser") as page:
        page.open((tmp_path / "page.html").as_uri())
        page.wait("!document.getElementById('kg-search').hidden")
        page.value("document.querySelector('#kg-search input').value = 'HARBOUR else'")
        page.value("document.querySelector('#kg-search input').dispatchEvent(new Event('input'))")
        shown = page.value("Array.from(document.querySelectorAll('tr.kg-hit')).filter(r => !r.hidden).length")
        assert (shown, page.problems) == (1, [])
