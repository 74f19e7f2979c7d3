"""The process that evaluates queries: it holds the store, and is killed when a query takes too long."""

from __future__ import annotations

import resource
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from kg.query.answers import Answer, Rows, Triples
from kg.query.evaluate import TooLargeError, evaluate
from kg.query.formats import Form, render
from kg.query.sparql import QueryError, check
from kg.serve.negotiate import GRAPHS, ROWS, choose
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from kg.store.articles import Term


@dataclass(frozen=True, slots=True)
class Job:
    """One query: its text, its dataset (SPARQL Protocol 2.1.4), the types wanted, the limit of rows.

    ``as_rows`` asks for the rows themselves, not for bytes.
    """

    query: str
    accept: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    rows: int = 10_000
    as_rows: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: an HTTP status, a media type and a body, or the rows that were asked for."""

    status: int
    kind: str = "text/plain; charset=utf-8"
    body: bytes = b""
    names: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()


OK, BAD_QUERY, NOT_ACCEPTABLE, TOO_LARGE = 200, 400, 406, 413


def run(pipe: Connection, place: str, memory_bytes: int) -> None:
    """Answer the jobs that come through ``pipe`` over the store at ``place`` until it closes."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Whoever waits for an answer is told by the end of the pipe; nobody does when the server has ended.
    with suppress(EOFError, BrokenPipeError, OSError):
        store = Store.read_only(place)
        pipe.send(Done(OK))
        while True:
            pipe.send(do(store, pipe.recv()))


def do(store: Store, job: Job) -> Done:
    """The answer to one job."""
    try:
        check(job.query)
        found = evaluate(
            store,
            job.query,
            most=job.rows,
            default_graphs=job.default_graphs,
            named_graphs=job.named_graphs,
        )
    except TooLargeError as error:
        return _refused(TOO_LARGE, error)
    except QueryError as error:
        return _refused(BAD_QUERY, error)
    return _rows(found) if job.as_rows else _answer(found, job.accept)


def _refused(status: int, error: QueryError) -> Done:
    """The answer to a query that is wrong: what, where with a caret, what to do."""
    lines = [error.message, *error.lines, *([f"hint: {error.hint}"] if error.hint else [])]
    return _failed(status, "\n".join(lines))


def _failed(status: int, words: str) -> Done:
    """An answer in words."""
    return Done(status, body=f"{words}\n".encode())


def _rows(found: Answer) -> Done:
    """The rows as text: IRIs in angle brackets, literals as their characters."""
    if not isinstance(found, Rows):
        return _failed(BAD_QUERY, "not a SELECT")
    cells = tuple(tuple(None if term is None else _cell(term) for term in row) for row in found.rows)
    return Done(OK, names=found.names, rows=cells)


def _cell(term: Term) -> str:
    """An IRI in angle brackets, or the characters of a literal behind a blank."""
    return str(term) if isinstance(term, NamedNode) else f" {getattr(term, 'value', term)}"


def _answer(found: Answer, accept: str) -> Done:
    """The answer as bytes of the type that is wanted most."""
    if isinstance(found, Triples):
        return _graph(found, accept)
    kind = choose(accept, list(ROWS))
    if kind is None:
        return _failed(NOT_ACCEPTABLE, f"rows can be had as {', '.join(ROWS)}")
    text = _xml(found) if ROWS[kind] == "xml" else render(found, Form(ROWS[kind]))
    return Done(OK, _with_charset(kind), text.encode("utf-8"))


def _graph(found: Triples, accept: str) -> Done:
    """A graph as bytes of the type that is wanted most."""
    kind = choose(accept, list(GRAPHS))
    if kind is None:
        return _failed(NOT_ACCEPTABLE, f"graphs can be had as {', '.join(GRAPHS)}")
    if GRAPHS[kind] is RdfFormat.TURTLE:
        body = render(found, Form.TTL).encode("utf-8")
    else:
        body = serialize(found.triples, format=GRAPHS[kind], prefixes=dict(PREFIXES)) or b""
    return Done(OK, _with_charset(kind), body)


def _with_charset(kind: str) -> str:
    """The media type; of text with its encoding, which would else be guessed."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _xml(answer: Rows | bool) -> str:  # noqa: FBT001 - the answer to an ASK is a bool
    """SPARQL's XML; characters that XML cannot hold are shown as U+FFFD."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    if isinstance(answer, bool):
        return f"{head}<head/><boolean>{str(answer).lower()}</boolean></sparql>\n"
    names = "".join(f'<variable name="{escape(name)}"/>' for name in answer.names)
    rows = "\n".join(f"<result>{_xml_row(answer.names, row)}</result>" for row in answer.rows)
    return f"{head}\n<head>{names}</head>\n<results>\n{rows}\n</results></sparql>\n"


def _xml_row(names: tuple[str, ...], row: tuple[Term | None, ...]) -> str:
    """The values of one row."""
    cells = [(name, term) for name, term in zip(names, row, strict=True) if term is not None]
    return "".join(f'<binding name="{escape(name)}">{_xml_term(term)}</binding>' for name, term in cells)


def _xml_term(term: Term) -> str:
    """The element of one value."""
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    language, datatype = getattr(term, "language", None), getattr(term, "datatype", None)
    text = _xml_text(str(getattr(term, "value", term)))
    if datatype is None:
        return f"<bnode>{text}</bnode>"
    if language:
        return f'<literal xml:lang="{language}">{text}</literal>'
    if datatype.value.endswith("XMLSchema#string"):
        return f"<literal>{text}</literal>"
    return f'<literal datatype="{_xml_text(datatype.value)}">{text}</literal>'


def _xml_text(text: str) -> str:
    """The text as XML 1.0 can hold it; a carriage return would be read as a line feed."""
    legal = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    return escape(legal, {'"': "&quot;", "\r": "&#13;"})
