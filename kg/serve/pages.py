"""The pages: queries with Yasgui, named questions, entities; all text is escaped, no script is inline."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from kg.query.formats import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.query.questions import Question

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Yasgui sets styles on its elements; nothing else may come from anywhere but here."""

# A page of more rows is no help to a reader; one row more is asked for, to know that there are more.
MOST_FACTS, MOST_WORDS = 500, 200
_LONGEST_TITLE = 100  # characters; a statement is called by its words
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+)?(Z|[+-][0-9:]+)?")

Cells = tuple[str | None, ...]


def query_page(questions: Iterable[Question], query: str) -> str:
    """The page to write queries on, with the named questions as links."""
    links = "".join(
        f'<li><a href="/questions/{escape(q.name)}">{escape(q.title)}</a></li>' for q in questions
    )
    body = (
        f'<div id="yasgui" data-query="{escape(query)}"></div>'
        '<script src="/static/yasgui.min.js"></script><script src="/static/page.js"></script>'
        f'<h2>Questions</h2><ul class="questions">{links}</ul>'
    )
    return _page("Query", body, style='<link rel="stylesheet" href="/static/yasgui.min.css">')


def question_page(
    question: Question, given: Mapping[str, str], names: Sequence[str], rows: Sequence[Cells]
) -> str:
    """The answer to a named question, with its parameters as a form."""
    fields = "".join(
        f"<label>{escape(p.name)}: {escape(p.meaning)}"
        f'<input name="{escape(p.name)}" value="{escape(given.get(p.name, ""))}"></label>'
        for p in question.parameters
    )
    form = f'<form>{fields}<button type="submit">Ask</button></form>' if fields else ""
    count = f"<p class=quiet>{len(rows):,} row{'' if len(rows) == 1 else 's'}</p>"
    text = f"<details><summary>The query</summary><pre>{escape(question.text)}</pre></details>"
    return _page(question.title, form + count + _table(names, rows) + text)


def entity_page(iri: str, facts: Sequence[Cells], words: Sequence[Cells]) -> str:
    """What the graph says of a node: its own properties, who points at it, what it said."""
    names = [value.strip() for way, prop, value, _ in facts if _is_name(way, prop, value) and value]
    title = names[0] if names else short(iri)
    parts = [f'<p class="quiet"><code>{escape(iri)}</code> · {_formats(iri)}</p>']
    if words:
        said = [(to, f"{statement}\n{text}") for to, text, statement in words]
        parts += ["<h2>Reported words</h2>", _cut(("said until", "words"), said, MOST_WORDS)]
    for way, heading in (("has", "Properties"), ("is of", "Where it is named")):
        rows = [(prop, value, label) for d, prop, value, label in facts if d is not None and d.strip() == way]
        if rows:
            cells = [(prop, value if label is None else f"{value}\n{label}") for prop, value, label in rows]
            parts += [f"<h2>{heading}</h2>", _cut(("property", "value"), cells, MOST_FACTS)]
    return _page(title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…", "".join(parts))


def _cut(names: Sequence[str], rows: Sequence[Cells], most: int) -> str:
    """The first ``most`` rows, and a word on it when there are more."""
    more = f'<p class="quiet">The first {most:,} of more; the RDF has all.</p>' if len(rows) > most else ""
    return _table(names, rows[:most]) + more


def error_page(title: str, words: str) -> str:
    """A page that says what is wrong."""
    return _page(title, f'<p class="error">{escape(words)}</p>')


def link(iri: str) -> str:
    """The address of the page about a node."""
    return "/entity?" + urlencode({"iri": iri}, quote_via=quote)


_NAMES = frozenset({"rdfs:label", "schema:headline", "skos:prefLabel", "kg:contentText", "nif:anchorOf"})


def _is_name(way: str | None, prop: str | None, value: str | None) -> bool:
    """Whether a fact is what the node is called: a label, a headline, its words."""
    if way is None or prop is None or value is None or way.strip() != "has":
        return False
    return short(prop.strip("<>")) in _NAMES


def _formats(iri: str) -> str:
    """Links to the same as RDF."""
    kinds = {"Turtle": "text/turtle", "JSON-LD": "application/ld+json", "N-Triples": "application/n-triples"}
    links = (
        f'<a href="{escape(link(iri))}&amp;{urlencode({"format": kind})}">{name}</a>'
        for name, kind in kinds.items()
    )
    return " · ".join(links)


def _table(names: Sequence[str], rows: Iterable[Cells]) -> str:
    """A table of cells; an IRI is a link to its page here."""
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cell: str | None) -> str:
    """A cell as HTML: an IRI (in angle brackets, perhaps with its label after a line break) or words."""
    if cell is None:
        return ""
    node, _, label = cell.partition("\n")
    if not (node.startswith("<") and node.endswith(">")):
        text = cell.removeprefix(" ")
        return f"<time>{text}</time>" if _MOMENT.fullmatch(text) else escape(text)
    iri = node[1:-1]
    shown = label.strip() or short(iri)
    return f'<a href="{escape(link(iri))}">{escape(shown)}</a>'


def _page(title: str, body: str, *, style: str = "") -> str:
    """A whole page."""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} · newskg</title><link rel="icon" href="data:,">{style}'
        '<link rel="stylesheet" href="/static/page.css"></head><body>'
        f'<header><strong><a href="/">newskg</a></strong><h1>{escape(title)}</h1></header><main>{body}</main>'
        "</body></html>\n"
    )
