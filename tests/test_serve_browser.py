"""The pages in a real browser; skipped where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser import browsing, find_browser
from tests.newsroom import BASE
from tests.serving import FEW, running, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser import Page

EDITOR = "document.querySelector('.yasqe .CodeMirror').CodeMirror"
ROWS = "document.querySelectorAll('.yasr_results tbody tr').length"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with stored(tmp_path_factory.mktemp("serve") / "out") as place, running(place) as server:
        yield f"http://127.0.0.1:{server.server_address[1]}"


@pytest.fixture
def page(base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    command = find_browser()
    if command is None:
        pytest.skip("no browser is installed")
    with browsing(command, tmp_path_factory.mktemp("browser")) as opened:
        yield opened
    assert not opened.problems
    assert not [url for url in opened.requests if not url.startswith((f"{base}/", "data:"))]


def run(page: Page, query: str) -> None:
    """Write a query on the page and run it."""
    page.value(f"{EDITOR}.setValue({query!r})")
    page.value("document.querySelector('.yasqe_queryButton').click()")


def test_a_query_is_written_and_answered_on_the_page(page: Page, base: str) -> None:
    page.open(f"{base}/")
    page.wait(f"!!{EDITOR}")
    run(page, FEW)
    page.wait(f"{ROWS} === 10")
    assert "https://example.org/kg/article/" in str(page.value("document.querySelector('.yasr').innerText"))


def test_the_query_that_the_page_begins_with_has_an_answer(page: Page, base: str) -> None:
    page.open(f"{base}/")
    page.wait(f"!!{EDITOR}")
    page.value("document.querySelector('.yasqe_queryButton').click()")
    page.wait(f"{ROWS} > 10")


def test_a_wrong_query_is_told_on_the_page(page: Page, base: str) -> None:
    page.open(f"{base}/")
    page.wait(f"!!{EDITOR}")
    run(page, "SELECT * { ?s nope:p ?o }")
    page.wait("document.querySelector('.yasr').innerText.includes('this prefix is not declared')")


def test_a_question_a_parameter_and_a_link_lead_to_a_statement(page: Page, base: str) -> None:
    page.open(f"{base}/")
    page.follow("document.querySelector('a[href=\"/questions/said-by\"]')")
    assert page.value("document.querySelectorAll('tbody tr').length") == 40
    page.value("document.querySelector('input[name=who]').value = 'Boris Berg'")
    page.follow("document.querySelector('form button')")
    assert page.value("document.querySelectorAll('tbody tr').length") == 1
    page.follow("document.querySelector('tbody tr td:last-child a')")
    assert page.value("document.querySelector('h1').innerText") == "The tunnel will open 0"


def test_an_entity_tells_what_it_said(page: Page, base: str) -> None:
    page.open(f"{base}/entity/person/boris-berg")
    assert page.value("document.querySelector('h1').innerText") == "Boris Berg"
    assert "The tunnel will open 0" in str(page.value("document.querySelector('main').innerText"))


@pytest.mark.parametrize("path", ["", "questions/said-by?who=", "entity?iri=", "entity/"])
def test_markup_runs_nowhere(page: Page, base: str, path: str) -> None:
    markup = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    page.open(f"{base}/{path}{quote(markup) if path else '#' + markup}")
    page.open(f"{base}/entity?iri={quote(f'{BASE}article/' + '0' * 32)}")
    assert page.value("document.querySelectorAll('script, img').length") == 0
