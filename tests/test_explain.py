"""Explanations: they tell what the graph tells, in text, JSON and HTML, and no article breaks out of them."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import PROV, RDFS, Literal, URIRef

from kg.explain import Explanation, explain_extracted
from kg.explain.document import json_head, json_tail, render_json
from kg.explain.marks import Mark, MarkKind, cut
from kg.explain.page import fragment, page_head, page_tail, render_html
from kg.explain.text import render_text
from kg.explain.unused import CueKind, UnusedCue
from kg.extractors.statements.reasons import Reason
from kg.model import Affiliation, EntityKind, Form, Resolved, SayingTime, Span, Statement
from kg.pipeline import Extracted
from kg.vocab import VALUES
from tests.namespaces import KG
from tests.samples import ARTICLE, BASE, RESOLVED, STATEMENTS, TEXT, sample_graph, span

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.explain.views import Hop

COLUMNS = 100
UNUSED = (
    UnusedCue(CueKind.NOUN, span("Plan"), "plan", Reason.NO_CONTENT),
    UnusedCue(CueKind.VERB, span("offered"), "offer", Reason.UNREAL, witness=span("had"), statement=3),
)
# What closes a tag, an attribute, a comment, a script, JSON, or moves a terminal's cursor.
HOSTILE = "</script><img src=x onerror=alert(1)>\"'--><a href=javascript:x>]]>{\\x1b[31m"


def explanation(
    resolved: Resolved = RESOLVED,
    statements: tuple[Statement, ...] = STATEMENTS,
    unused: tuple[UnusedCue, ...] = UNUSED,
) -> Explanation:
    """The sample explained."""
    return explain_extracted(Extracted(ARTICLE, resolved, statements), unused=unused, base=BASE)


# --- views: what the graph tells -------------------------------------------------------------


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The RDF graph of the sample."""
    return sample_graph().to_rdf()


def test_entities_have_the_iris_and_labels_of_the_graph(graph: Graph) -> None:
    for entity in explanation().entities.values():
        assert graph.value(URIRef(entity.iri), RDFS.label) == Literal(entity.label, lang="en")


def test_statements_have_the_iris_of_the_graph(graph: Graph) -> None:
    told = {str(node) for node in graph.subjects(KG.publishedIn)}
    assert {statement.iri for statement in explanation().statements} == told


def test_chains_are_those_of_the_graph(graph: Graph) -> None:
    for statement in explanation().statements:
        written = sorted(
            (
                int(str(graph.value(node, KG.hop))),
                str(graph.value(node, PROV.agent)),
                graph.value(node, PROV.hadRole),
                {str(cue) for cue in graph.objects(node, KG.cueSpan)},
            )
            for node in graph.objects(URIRef(statement.iri), KG.hasAttribution)
        )
        told = [
            (number, hop.agent.iri, URIRef(VALUES["ChainRole"][hop.role]), cue_iris(hop))
            for number, hop in enumerate(statement.chain, start=1)
        ]
        assert told == written


def cue_iris(hop: Hop) -> set[str]:
    """The IRIs of a hop's cue spans."""
    return {f"{BASE}text/{ARTICLE.sha256[:32]}#offset_{cue.start}_{cue.end}" for cue in hop.cue}


@pytest.mark.parametrize(
    ("name", "term"),
    [("not_before", KG.saidNotBefore), ("not_after", KG.saidNotAfter)],
    ids=["first day", "last day"],
)
def test_days_are_those_of_the_graph(graph: Graph, name: str, term: URIRef) -> None:
    for statement in explanation().statements:
        written = graph.value(URIRef(statement.iri), term)
        day = getattr(statement, name)
        assert (None if day is None else day.isoformat()) == (None if written is None else str(written))


@pytest.mark.parametrize(("name", "term"), [("addressees", KG.addressee), ("media", KG.medium)])
def test_listeners_and_media_are_those_of_the_graph(graph: Graph, name: str, term: URIRef) -> None:
    for statement in explanation().statements:
        written = {str(node) for node in graph.objects(URIRef(statement.iri), term)}
        assert {entity.iri for entity in getattr(statement, name)} == written


def test_a_relay_by_the_publisher_is_the_publishers_hop() -> None:
    denied = next(s for s in explanation().statements if s.form is Form.MIXED)
    assert [hop.agent.label for hop in denied.chain] == ["Jon Berg", "Fjord Post"]
    assert [str(cue) for cue in denied.chain[-1].cue] == ["reported"]


def test_a_speaker_nobody_tells_has_a_label() -> None:
    hearsay = next(s for s in explanation().statements if s.rule == "passive")
    assert hearsay.speaker.label == "source not stated"
    assert hearsay.speaker.kind is EntityKind.UNNAMED_SOURCE


def test_a_broken_quotation_is_told_with_its_gap() -> None:
    first = explanation().statements[0]
    assert first.content == "We will build the harbour … and nothing else"
    assert [str(part) for part in first.parts] == ["We will build the harbour", "and nothing else"]


def test_a_former_title_is_told_as_former() -> None:
    resolved = replace(RESOLVED, affiliations=(Affiliation("person/jon-berg", "mayor", former=True),))
    assert explanation(resolved).entities["person/jon-berg"].titles == ("former mayor",)


def test_only_accepted_identities_are_told() -> None:
    assert explanation().entities["person/eva-lind"].same_as == ("http://www.wikidata.org/entity/Q999001",)


# --- marks -----------------------------------------------------------------------------------

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=12), st.lists(st.integers(0, 50), max_size=5))
def test_segments_are_the_text_with_each_mark_where_it_stands(spans: list[Span], edges: list[int]) -> None:
    marks = [Mark(one, MarkKind.CUE, str(number)) for number, one in enumerate(spans)]
    segments = list(cut(41, marks, edges))
    assert [s.span.start for s in segments] == [0, *(s.span.end for s in segments[:-1])]
    assert segments[-1].span.end == 41
    for segment in segments:
        assert {m.words for m in segment.marks} == {m.words for m in marks if m.span.overlaps(segment.span)}
        assert all(m.span.covers(segment.span) for m in segment.marks)
        assert not any(segment.span.start < edge < segment.span.end for edge in edges)


# --- text ------------------------------------------------------------------------------------


def test_text_tells_every_statement_with_rule_words_and_offsets() -> None:
    text = " ".join(render_text(explanation()).split())
    for statement in explanation().statements:
        for passage in (*statement.parts, *(cue for hop in statement.chain for cue in hop.cue)):
            assert f"{passage.start}-{passage.end} “{passage.text}”" in text
        assert f"rule {statement.rule}, confidence {statement.confidence:g}" in text
    assert "relay: Nordic Wire (outlet)" in text
    assert "to Fjord Post (outlet)" in text
    time = span("on Monday")
    assert f"said 2024-05-13 {time.start}-{time.end} “on Monday”" in text


def test_text_tells_every_unused_cue_with_its_reason() -> None:
    text = " ".join(render_text(explanation()).split())
    for cue in UNUSED:
        assert f"“{cue.span.of(TEXT)}”: {cue.because(TEXT)}" in text


def test_text_fits_a_terminal() -> None:
    assert max(len(line) for line in render_text(explanation()).splitlines()) <= COLUMNS


def test_text_has_nothing_that_a_terminal_obeys() -> None:
    hostile = replace(ARTICLE, identifier="a\x1b[31m\r\n\u202e.txt", headline="b\x07\x9b")
    shown = render_text(replace(explanation(), extracted=Extracted(hostile, RESOLVED, STATEMENTS)))
    assert all(c.isprintable() or c == "\n" for c in shown)
    assert "\\x1b[31m" in shown


# --- JSON ------------------------------------------------------------------------------------


def test_json_has_the_shape_that_is_promised() -> None:
    document = json.loads(
        json_head("m 1") + render_json(explanation()) + ",\n" + render_json(explanation()) + json_tail()
    )
    assert set(document) == {"software", "model", "articles"}
    article = document["articles"][1]
    assert set(article) == {
        "id", "sha256", "headline", "published", "outlet", "language", "statements", "unused",
    }  # fmt: skip
    assert set(article["statements"][0]) == {
        "number", "rule", "confidence", "form", "force", "polarity", "certainty", "content", "quoted",
        "chain", "addressees", "media", "time", "evidence",
    }  # fmt: skip
    assert set(article["statements"][0]["chain"][0]) == {"hop", "role", "agent", "source", "cue", "lemma"}
    assert set(article["unused"][0]) == {
        "kind", "begin", "end", "words", "lemma", "reason", "because", "witness", "statement",
    }  # fmt: skip


def test_json_tells_the_words_at_the_offsets() -> None:
    def spans(value: object) -> list[tuple[int, int, str]]:
        if isinstance(value, list):
            return [one for item in value for one in spans(item)]
        if not isinstance(value, dict):
            return []
        own = [(value["begin"], value["end"], value["words"])] if "begin" in value else []
        return own + [one for item in value.values() for one in spans(item)]

    found = spans(json.loads(render_json(explanation())))
    assert len(found) > 20
    assert all(TEXT[begin:end] == words for begin, end, words in found)


def test_json_is_the_same_each_time() -> None:
    assert render_json(explanation()) == render_json(explanation())


def test_json_writes_what_nobody_sees_as_an_escape() -> None:
    hostile = replace(ARTICLE, identifier="a\u202e\x9b\U000e0001ü")
    shown = render_json(replace(explanation(), extracted=Extracted(hostile, RESOLVED, STATEMENTS)))
    assert all(c.isprintable() or c == "\n" for c in shown)
    assert json.loads(shown)["id"] == "a\u202e\x9b\U000e0001ü"


# --- HTML ------------------------------------------------------------------------------------

VOID = {"meta", "br", "hr", "input"}


class Page(HTMLParser):
    """The tags, addresses and words of a page; ``wrong`` are tags that do not close as they opened."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = self.style = ""
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that closes another than the last one opened."""
        if not self._open or self._open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        """Note words, but for the style and the numbers of statements."""
        if self._open[-1:] == ["style"]:
            self.style += data
        elif not ("a" in self._open and data.isdigit()):
            self.words += data


def page_of(shown: Explanation) -> Page:
    return Page(page_head("kg explain") + render_html(shown) + page_tail())


def hostile_explanation() -> Explanation:
    """The sample with hostile text wherever a text can stand."""
    text = TEXT.replace("\n", f" {HOSTILE}\n")
    article = replace(
        ARTICLE, identifier=HOSTILE, headline=HOSTILE, text=text, language=HOSTILE, url=HOSTILE, blocks=()
    )
    entities = tuple(replace(e, label=HOSTILE, alt_labels=(HOSTILE,)) for e in RESOLVED.entities)
    statements = tuple(
        replace(s, rule=HOSTILE, time=SayingTime(s.time.not_after, None, span("Minister"))) if s.time else s
        for s in STATEMENTS
    )
    shown = Extracted(article, replace(RESOLVED, entities=entities), statements)
    return explain_extracted(shown, unused=UNUSED, base=BASE)


def test_a_page_is_well_formed_and_shows_the_article_once() -> None:
    page = page_of(explanation())
    assert page.wrong == []
    for line in TEXT.splitlines():
        assert line in page.words


@pytest.mark.parametrize("shown", [explanation(), hostile_explanation()], ids=["sample", "hostile"])
def test_a_page_asks_for_nothing_and_runs_nothing(shown: Explanation) -> None:
    page = page_of(shown)
    assert page.wrong == []
    assert set(page.tags) <= {
        "html", "head", "meta", "title", "style", "body", "section", "p", "br", "ul", "li", "ol", "div",
        "span", "h2", "h3", "table", "tr", "th", "td", "a", "b", "meter",
    }  # fmt: skip
    assert {name for name, _ in page.attributes} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "title", "href", "value",
    }  # fmt: skip
    assert all(value.startswith("#kg-") for name, value in page.attributes if name == "href")


def test_hostile_words_are_shown_as_words() -> None:
    assert HOSTILE in page_of(hostile_explanation()).words


def test_the_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    page = page_of(explanation())
    (policy,) = [value for name, value in page.attributes if name == "content" and "default-src" in value]
    digest = base64.b64encode(hashlib.sha256(page.style.encode("utf-8")).digest()).decode("ascii")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_number_in_the_text_leads_to_its_row_and_back() -> None:
    page = page_of(explanation())
    places = {value for name, value in page.attributes if name == "id"}
    links = [value.removeprefix("#") for name, value in page.attributes if name == "href"]
    assert set(links) <= places
    assert len(links) == 2 * len(STATEMENTS)


def test_a_page_tells_every_unused_cue_with_its_reason() -> None:
    words = page_of(explanation()).words
    assert all(cue.because(TEXT) in words for cue in UNUSED)


def test_an_article_of_nothing_is_a_page() -> None:
    page = page_of(explanation(statements=(), unused=()))
    assert page.wrong == []
    assert "None was found." in page.words


def test_a_fragment_brings_its_style() -> None:
    shown = fragment(explanation())
    assert shown.startswith("<style>")
    assert "<html" not in shown
    assert Page(shown).wrong == []
