"""The process that evaluates queries: it holds the store, and is killed when a query takes too long."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.errors import KgError
from kg.query.answers import Rows, Triples
from kg.query.formats import Form, render
from kg.query.sparql import check, check_syntax, explain
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
    store = Store.read_only(place)
    pipe.send(Done(OK))
    while True:
        try:
            job = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            pipe.send(evaluate(store, job))
        except BrokenPipeError:
            return


def evaluate(store: Store, job: Job) -> Done:
    """The answer to one job."""
    try:
        check(job.query)
        check_syntax(job.query)
        named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in job.named_graphs]
        default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in job.default_graphs]
        # A dataset that is named is the whole dataset: a part that is not named is empty.
        chosen = bool(named or default)
        found = store.query(
            job.query, default_graph=default if chosen else None, named_graphs=named if chosen else None
        )
        return _rows(found, job) if job.as_rows else _answer(found, job)
    except SyntaxError as error:
        return _refused(explain(job.query, error))
    except KgError as error:
        return _refused(error)
    except (RuntimeError, ValueError, OSError) as error:
        return _failed(BAD_QUERY, f"the query cannot be answered: {' '.join(str(error).split())}")


def _refused(error: KgError) -> Done:
    """The answer to a query that is wrong: what, where with a caret, what to do."""
    lines = [error.message, *getattr(error, "lines", ()), *([f"hint: {error.hint}"] if error.hint else [])]
    return _failed(BAD_QUERY, "\n".join(lines))


def _failed(status: int, words: str) -> Done:
    """An answer in words."""
    return Done(status, body=f"{words}\n".encode())


def _rows(found: QuerySolutions | QueryTriples | QueryBoolean, job: Job) -> Done:
    """The rows as text: IRIs in angle brackets, literals as their characters."""
    if not isinstance(found, QuerySolutions):
        return _failed(BAD_QUERY, "not a SELECT")
    rows = _table(found, job.rows + 1)
    if len(rows.rows) > job.rows:
        return _too_many(job.rows, "rows")
    cells = tuple(tuple(None if term is None else _cell(term) for term in row) for row in rows.rows)
    return Done(OK, names=rows.names, rows=cells)


def _cell(term: Term) -> str:
    """An IRI in angle brackets, or the characters of a literal behind a blank."""
    return str(term) if isinstance(term, NamedNode) else f" {getattr(term, 'value', term)}"


def _answer(found: QuerySolutions | QueryTriples | QueryBoolean, job: Job) -> Done:
    """The answer as bytes of the type that is wanted most."""
    if isinstance(found, QueryTriples):
        return _graph(found, job)
    kind = choose(job.accept, list(ROWS))
    if kind is None:
        return _failed(NOT_ACCEPTABLE, f"rows can be had as {', '.join(ROWS)}")
    answer = bool(found) if isinstance(found, QueryBoolean) else _table(found, job.rows + 1)
    if isinstance(answer, Rows) and len(answer.rows) > job.rows:
        return _too_many(job.rows, "rows")
    text = _xml(answer) if ROWS[kind] == "xml" else render(answer, Form(ROWS[kind]))
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return Done(OK, kind + charset, text.encode("utf-8"))


def _graph(found: QueryTriples, job: Job) -> Done:
    """A graph as bytes of the type that is wanted most."""
    kind = choose(job.accept, list(GRAPHS))
    if kind is None:
        return _failed(NOT_ACCEPTABLE, f"graphs can be had as {', '.join(GRAPHS)}")
    triples = list(islice(found, job.rows + 1))
    if len(triples) > job.rows:
        return _too_many(job.rows, "triples")
    format_ = GRAPHS[kind]
    if format_ is RdfFormat.TURTLE:
        body = render(Triples(tuple(sorted(set(triples), key=str))), Form.TTL).encode("utf-8")
    else:
        body = serialize(triples, format=format_, prefixes=dict(PREFIXES)) or b""
    return Done(OK, kind + ("; charset=utf-8" if kind.startswith("text/") else ""), body)


def _too_many(limit: int, what: str) -> Done:
    """The refusal of an answer over the limit: a part of it would look like all."""
    return _failed(TOO_LARGE, f"the answer has more than {limit:,} {what}; add a LIMIT or narrow the query")


def _table(found: QuerySolutions, most: int) -> Rows:
    """At most so many rows."""
    names = tuple(variable.value for variable in found.variables)
    return Rows(names, tuple(tuple(row[name] for name in names) for row in islice(found, most)))


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
