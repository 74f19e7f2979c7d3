"""The door of the server: who may ask, what a request must be like, how an answer leaves."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.query.sparql import LONGEST_QUERY
from kg.serve import pages
from kg.serve.replies import TEXT, Reply, words
from kg.store.wire import in_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.serve.server import Server

_LARGEST_BODY = 4 * LONGEST_QUERY  # bytes: every character of a query percent-encoded, and some more
_IDLE_S = 30.0  # a client that sends nothing for so long is gone, or holds a thread on purpose
_LONGEST_S = 120.0  # to wait for a request, read it and send its answer, beside what the query takes
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{0,5})?")
_METHODS = (("Allow", "GET, HEAD, POST, OPTIONS"),)


class Door(BaseHTTPRequestHandler, ABC):
    """One connection; ``answer`` and ``answer_body`` say what there is to be had."""

    protocol_version = "HTTP/1.1"
    server_version = "newskg"
    sys_version = ""
    timeout = _IDLE_S
    server: Server

    @abstractmethod
    def answer(self) -> Reply:
        """The reply to a GET or a HEAD."""

    @abstractmethod
    def answer_body(self, body: str) -> Reply:
        """The reply to a POST."""

    def handle_one_request(self) -> None:
        """Answer one request, in time."""
        with in_time(self.connection, _LONGEST_S + self.server.timeout_s):
            super().handle_one_request()

    def do_GET(self) -> None:
        """Answer a GET or a HEAD."""
        self._reply(self.answer)

    do_HEAD = do_GET  # noqa: N815 - the name http.server calls

    def do_POST(self) -> None:
        """Answer a query that comes in the body."""
        self._reply(self._post)

    def do_OPTIONS(self) -> None:
        """Tell the methods; a browser asks before a request from another origin."""
        self._reply(lambda: Reply(HTTPStatus.NO_CONTENT, TEXT, b"", _METHODS))

    def _other(self) -> None:
        """Refuse every method that writes."""
        text = "this endpoint is for reading"
        self._reply(lambda: words(HTTPStatus.METHOD_NOT_ALLOWED, text, _METHODS))

    do_PUT = do_DELETE = do_PATCH = do_TRACE = do_CONNECT = _other  # noqa: N815 - names http.server calls

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse what is no request, in words as every refusal."""
        self.close_connection = True
        self._send(words(code, message or HTTPStatus(code).phrase))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Stay silent: queries are nobody's business."""

    def _reply(self, make: Callable[[], Reply]) -> None:
        """Send what ``make`` gives, unless the request came by a wrong name or from a wrong origin."""
        # Only a POST is read to its end: another body would be taken for the next request.
        bare = self.headers.get("Content-Length", "0") == "0" and "Transfer-Encoding" not in self.headers
        if self.command != "POST" and not bare:
            self.close_connection = True
        try:
            reply = self._refusal()
            if reply is not None:
                self.close_connection = True
            else:
                reply = make()
        except UnicodeError:
            reply = words(HTTPStatus.BAD_REQUEST, "the address is not UTF-8")
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        """Send the reply and the headers that go with every one."""
        self.send_response(reply.status)
        if reply.status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
        for name, value in (*reply.headers, *self._common()):
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and reply.status != HTTPStatus.NO_CONTENT:
            self.wfile.write(reply.body)

    def _refusal(self) -> Reply | None:
        """The refusal of a request that a page of another site may have sent (DNS rebinding); else None."""
        hosts = self.headers.get_all("Host") or []
        try:
            meant = urlsplit(self.path).netloc  # of an address in full, which counts more than Host
        except ValueError:
            return words(HTTPStatus.BAD_REQUEST, "not an address")
        found = _HOST.fullmatch(hosts[0].strip()) if len(hosts) == 1 else None
        if found is None:
            return words(HTTPStatus.BAD_REQUEST, "a request names one host")
        if found["name"].lower() not in self.server.hosts or meant not in {"", hosts[0].strip()}:
            return words(HTTPStatus.MISDIRECTED_REQUEST, "this server does not go by that name")
        origin = self.headers.get("Origin")
        allowed = self.server.settings.origins
        if origin is None or origin in allowed or "*" in allowed:
            return None
        if origin.partition("://")[2].lower() == hosts[0].strip().lower():
            return None
        return words(HTTPStatus.FORBIDDEN, "pages of other sites may not ask here")

    def _common(self) -> tuple[tuple[str, str], ...]:
        """Headers of every answer."""
        common = [
            ("Content-Security-Policy", pages.CONTENT_POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-cache"),
            ("Vary", "Accept, Origin"),
        ]
        origin = self.headers.get("Origin") if hasattr(self, "headers") else None
        allowed = self.server.settings.origins
        if origin and (origin in allowed or "*" in allowed):
            common += [
                ("Access-Control-Allow-Origin", "*" if "*" in allowed else origin),
                ("Access-Control-Allow-Methods", "GET, POST, OPTIONS"),
                ("Access-Control-Allow-Headers", "Accept, Content-Type"),
            ]
        return tuple(common)

    def _post(self) -> Reply:
        """The reply to a POST, or to a body that cannot be read."""
        body = self._body()
        return body if isinstance(body, Reply) else self.answer_body(body)

    def _body(self) -> str | Reply:
        """The body as text, or the refusal of one that is too long, of no known length, or no text."""
        lengths = self.headers.get_all("Content-Length") or [""]
        length = lengths[0].strip()
        keep, self.close_connection = self.close_connection, True  # unless the body is read to its end
        if not re.fullmatch("[0-9]+", length) or len(lengths) > 1 or "Transfer-Encoding" in self.headers:
            return words(HTTPStatus.LENGTH_REQUIRED, "the length of the body is needed")
        if len(length) > len(str(_LARGEST_BODY)) or int(length) > _LARGEST_BODY:
            return words(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {_LARGEST_BODY:,} bytes")
        if self.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            return words(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a body comes without an encoding")
        try:
            text = self.rfile.read(int(length)).decode("utf-8")
        except UnicodeDecodeError as error:
            return words(HTTPStatus.BAD_REQUEST, f"not UTF-8 at byte {error.start}")
        self.close_connection = keep
        return text
