"""Answers as text: a table for people, CSV, TSV, JSON, Markdown for tools, Turtle for graphs."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from kg.errors import ConfigError
from kg.query.answers import Answer, Rows, Triples
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.store.articles import Term


class Form(StrEnum):
    """The forms that ``kg query --format`` names."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MD = "md"
    TTL = "ttl"


_WIDEST_CELL = 70  # characters of a cell in a table; the other forms hold everything


def render(answer: Answer, form: Form | None) -> str:
    """The answer in a form; without one a table of rows, Turtle of triples.

    Raises ``ConfigError`` for rows as Turtle, and triples as anything else.
    """
    if isinstance(answer, Triples):
        if form not in {None, Form.TTL}:
            raise ConfigError(f"a graph cannot be written as {form}", hint="CONSTRUCT and DESCRIBE give ttl")
        return turtle(answer)
    if form is Form.TTL:
        raise ConfigError("rows cannot be written as ttl", hint="CONSTRUCT and DESCRIBE give a graph")
    if isinstance(answer, bool):
        text = "true" if answer else "false"
        return json.dumps({"head": {}, "boolean": answer}) + "\n" if form is Form.JSON else text + "\n"
    return _WRITERS[form or Form.TABLE](answer)


def turtle(answer: Triples) -> str:
    """The triples as Turtle with the prefixes they use."""
    used = {
        str(term) for triple in answer.triples for term in (triple.subject, triple.predicate, triple.object)
    }
    text = "\n".join(used)
    prefixes = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
    data = serialize(answer.triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    return data.decode("utf-8")


def plain(term: Term | None) -> str:
    """A value as people write it: the words of a literal, the address of a node.

    A name of an IRI that is long and ours is shown by its prefix.
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return short(term.value)
    return term.value if isinstance(term, Literal) else str(term)


def short(iri: str) -> str:
    """The IRI with a known prefix, if one fits, else as it is."""
    for name, start in PREFIXES.items():
        local = iri.removeprefix(start)
        if local != iri and local.replace("_", "").isalnum():
            return f"{name}:{local}"
    return iri


def _table(answer: Rows) -> str:
    """Columns of one width, cells cut to fit; control characters shown as escapes."""
    cells = [[_one_line(name) for name in answer.names]]
    cells += [[_cut(_one_line(plain(term))) for term in row] for row in answer.rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(answer.names))]
    lines = [_padded(cells[0], widths), "  ".join("-" * width for width in widths)]
    return "\n".join([*lines, *(_padded(row, widths) for row in cells[1:])]) + "\n"


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    """One line of a table."""
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _cut(text: str) -> str:
    """The text, at most as wide as a cell."""
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"


def _one_line(text: str) -> str:
    """The text with blanks for line breaks, and escapes for what a terminal may obey."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line)


def _markdown(answer: Rows) -> str:
    """A table of Markdown."""

    def line(cells: Iterable[str]) -> str:
        escaped = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for cell in cells)
        return f"| {' | '.join(escaped)} |"

    lines = [line(answer.names), f"|{'|'.join(' --- ' for _ in answer.names)}|"]
    lines += [line(_one_line(plain(term)) for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _csv(answer: Rows) -> str:
    """SPARQL's CSV: values without types, lines ended as RFC 4180 has them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.names)
    for row in answer.rows:
        writer.writerow(["" if term is None else _bare(term) for term in row])
    return out.getvalue()


def _bare(term: Term) -> str:
    """The characters of a value."""
    return term.value if isinstance(term, Literal | NamedNode) else str(term)


def _tsv(answer: Rows) -> str:
    """SPARQL's TSV: values as Turtle writes them, so that types are kept."""
    lines = ["\t".join(f"?{name}" for name in answer.names)]
    lines += ["\t".join("" if term is None else _encoded(term) for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _encoded(term: Term) -> str:
    """The value as N-Triples write it; a tab as its escape."""
    return str(term).replace("\t", "\\t")


def _json(answer: Rows) -> str:
    """SPARQL's JSON."""
    bindings = [
        {name: _cell(term) for name, term in zip(answer.names, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    table = {"head": {"vars": answer.names}, "results": {"bindings": bindings}}
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _cell(term: Term) -> dict[str, str]:
    """One value of the JSON format."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": str(term).removeprefix("_:")}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value.endswith("XMLSchema#string"):
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


_WRITERS = {
    Form.TABLE: _table,
    Form.CSV: _csv,
    Form.TSV: _tsv,
    Form.JSON: _json,
    Form.MD: _markdown,
}
