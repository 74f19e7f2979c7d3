"""What the server answers: SPARQL 1.1 Protocol for reading, the query page, named questions, entity pages."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from kg.errors import KgError
from kg.query.questions import Question, find_question, read_questions, to_term
from kg.query.sparql import bind
from kg.serve import pages
from kg.serve.door import Door
from kg.serve.negotiate import GRAPHS, ROWS, choose
from kg.serve.replies import HTML, Reply, done, html, static, words
from kg.serve.worker import OK, Done, Job

_HERE = Path(__file__).parent
_ENDPOINTS = ("/sparql", "/query")
_FOLDERS = ("/static/", "/questions/", "/entity")


class Handler(Door):
    """What there is to be had at which address."""

    @property
    def _accept(self) -> str:
        """What the client accepts."""
        return ", ".join(self.headers.get_all("Accept") or [])

    def answer(self) -> Reply:
        """The reply to a GET or a HEAD."""
        parts = urlsplit(self.path)
        path = parts.path
        if path == "/":
            return html(pages.query_page(read_questions().values(), find_question("said-by").text))
        if path in _ENDPOINTS:
            return self._sparql(parse_qs(parts.query, keep_blank_values=True))
        if path.startswith("/static/"):
            return static(path.removeprefix("/static/"))
        if path.startswith("/questions/"):
            return self._question(path.removeprefix("/questions/"), parts.query)
        if path == "/entity" or path.startswith("/entity/"):
            return self._entity(path.removeprefix("/entity").removeprefix("/"), parts.query)
        return words(HTTPStatus.NOT_FOUND, "there is nothing at this address; queries go to /sparql")

    def answer_body(self, body: str) -> Reply:
        """The reply to a POST (SPARQL Protocol 2.1.2 and 2.1.3)."""
        parts = urlsplit(self.path)
        if parts.path == "/" or parts.path.startswith(_FOLDERS):
            return words(HTTPStatus.METHOD_NOT_ALLOWED, "queries go to /sparql", (("Allow", "GET, HEAD"),))
        if parts.path not in _ENDPOINTS:
            return words(HTTPStatus.NOT_FOUND, "queries go to /sparql")
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind == "application/sparql-query":
            return self._sparql({**parse_qs(parts.query, keep_blank_values=True), "query": [body]})
        if kind == "application/x-www-form-urlencoded":
            return self._sparql(parse_qs(body, keep_blank_values=True))
        if kind == "application/sparql-update":
            return words(HTTPStatus.FORBIDDEN, "this endpoint is for reading")
        accepted = "application/sparql-query or application/x-www-form-urlencoded"
        return words(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a query comes as {accepted}")

    def _sparql(self, fields: dict[str, list[str]]) -> Reply:
        """The answer of the endpoint: to a query, or about itself."""
        if "update" in fields:
            return words(HTTPStatus.FORBIDDEN, "this endpoint is for reading")
        queries = fields.get("query", [])
        if not queries and self.command != "POST":
            return self._about_itself()
        if len(queries) != 1:
            return words(HTTPStatus.BAD_REQUEST, "exactly one query is needed")
        job = Job(
            queries[0],
            accept=self._accept,
            default_graphs=tuple(fields.get("default-graph-uri", [])),
            named_graphs=tuple(fields.get("named-graph-uri", [])),
            rows=self.server.settings.rows,
        )
        return done(self.server.pool.ask(job))

    def _about_itself(self) -> Reply:
        """The service description, or the query page for a browser."""
        kind = choose(self._accept, [HTML, *GRAPHS]) if self._accept else next(iter(GRAPHS))
        if kind == HTML and "html" in self._accept:
            return html(pages.query_page(read_questions().values(), find_question("said-by").text))
        kind = choose(self._accept, list(GRAPHS))
        if kind is None:
            return words(HTTPStatus.NOT_ACCEPTABLE, f"graphs can be had as {', '.join(GRAPHS)}")
        base = f"http://{self.headers['Host']}/sparql"
        try:
            quads = parse((_HERE / "service.ttl").read_bytes(), RdfFormat.TURTLE, base_iri=base)
            body = serialize([quad.triple for quad in quads], format=GRAPHS[kind]) or b""
        except (SyntaxError, ValueError):
            return words(HTTPStatus.BAD_REQUEST, "the Host header is no name")
        return Reply(OK, kind, body)

    def _question(self, name: str, fields: str) -> Reply:
        """The answer to a named question, as a page or in any format of rows."""
        given = {key: value for key, value in parse_qsl(fields) if value.strip()}
        wants_page = choose(self._accept, [HTML, *ROWS, *GRAPHS]) == HTML
        try:
            question = find_question(unquote(name))
            missing = any(p.needed and p.name not in given for p in question.parameters)
            if wants_page and missing:
                return html(pages.question_page(question, given, (), ()))
            query = bind(question.text, question.bindings(given))
        except KgError as error:
            status = HTTPStatus.NOT_FOUND if name not in read_questions() else HTTPStatus.BAD_REQUEST
            return words(status, f"{error.message}\n{error.hint or ''}".rstrip())
        if wants_page and "CONSTRUCT" not in question.text:
            return self._question_page(question, given, query)
        return done(self.server.pool.ask(Job(query, accept=self._accept, rows=self.server.settings.rows)))

    def _question_page(self, question: Question, given: dict[str, str], query: str) -> Reply:
        """The answer to a named question as a page."""
        done = self.server.pool.ask(Job(query, rows=self.server.settings.rows, as_rows=True))
        if done.status != OK:
            return html(pages.error_page(question.title, done.body.decode("utf-8")), done.status)
        return html(pages.question_page(question, given, done.names, done.rows))

    def _entity(self, path: str, fields: str) -> Reply:
        """All about a node, as a page or as RDF; by its IRI, or by its path below the store's base."""
        asked = dict(parse_qsl(fields))
        iri = asked.get("iri") or self._base() + path
        try:
            node = NamedNode(iri)
        except ValueError:
            return words(HTTPStatus.BAD_REQUEST, "not an IRI")
        facts = self._rows("facts", node)
        if facts.status != OK:
            return done(facts)
        if not facts.rows:
            return html(
                pages.error_page("Not found", f"The graph has nothing about {iri}"), HTTPStatus.NOT_FOUND
            )
        accept = asked.get("format") or self._accept
        kind = choose(accept, [HTML, *GRAPHS])
        if kind == HTML:
            return html(pages.entity_page(iri, facts.rows, self._rows("words", node).rows))
        job = Job(_bound("describe", node), accept=accept, rows=self.server.settings.rows)
        return done(self.server.pool.ask(job))

    def _rows(self, name: str, node: NamedNode) -> Done:
        """The rows of one of the queries beside this module."""
        return self.server.pool.ask(Job(_bound(name, node), as_rows=True))

    def _base(self) -> str:
        """What the IRIs of the store begin with; nothing when it holds no article."""
        query = (_HERE / "bases.rq").read_text(encoding="utf-8")
        rows = self.server.pool.ask(Job(query, as_rows=True)).rows
        text = rows[0][0] if rows else None
        return text.strip("<>").rpartition("text/")[0] if text else ""


def _bound(name: str, node: NamedNode) -> str:
    """A query beside this module, about a node."""
    query = (_HERE / f"{name}.rq").read_text(encoding="utf-8")
    return bind(query, {"node": to_term(node.value, "iri", "node")})
