"""One exchange with a server: its whole answer within its time and size, or the reason why there is none.

Library: requests, because spaCy needs it already (nothing new is installed), it has Digest authentication
(httpx has it too but would be a second HTTP stack; urllib3 alone has none) and its pools are urllib3's.
"""

from __future__ import annotations

import socket
import threading
import time
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from kg import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.store.login import Login
    from kg.store.patience import Patience

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LARGEST_ANSWER = 1 << 30  # bytes; the largest graph of an article we have seen has 2 MB
# In the time that a body may pause, so much of it has to come: a modem of 1985 sends ten times as much.
_LEAST_BYTES = 1 << 10
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer of the server."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the server did what it was asked."""
        return self.status // 100 == 2  # noqa: PLR2004 - the class of success


class NoAnswerError(Exception):
    """No whole answer came: the connection failed, broke or timed out."""


class CertificateError(Exception):
    """The server does not prove to be the one of its address."""


class Wire:
    """Connections to servers, for one thread; nothing is followed, kept or sent along unasked."""

    def __init__(self, login: Login, patience: Patience) -> None:
        """Sign by ``login``, wait as long as ``patience`` says."""
        self._login = login
        self._patience = patience
        self._session = requests.Session()
        self._session.mount("http://", _Adapter())
        self._session.mount("https://", _Adapter())
        self._session.headers["User-Agent"] = f"newskg/{__version__}"
        self._session.headers["Accept-Encoding"] = "gzip"

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def exchange(
        self, method: str, url: str, params: Mapping[str, str], body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        """The whole answer to one request; raises ``NoAnswerError`` or ``CertificateError``."""
        give_up = time.monotonic() + self._patience.answer_s
        # The environment's proxies and certificates, but nothing on this machine goes through a proxy.
        # A .netrc file is never used: ``auth`` is always given.
        host = urlsplit(url).hostname or ""
        self._session.cookies.clear()
        try:
            with self._session.request(
                method,
                url,
                params=dict(params),
                data=body or None,
                headers=dict(headers),
                auth=self._login,
                timeout=(self._patience.connect_s, self._patience.read_s),
                stream=True,
                allow_redirects=False,
                proxies={"no_proxy": host} if host in _LOOPBACK else None,
            ) as response:
                body = _read(response, give_up, self._patience.read_s)
                whole = _unpacked(body, response.headers.get("Content-Encoding", ""))
                return Answer(response.status_code, response.headers, whole)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if "certificate" in str(error).lower():
                raise CertificateError(str(error)) from error
            raise NoAnswerError(_reason(error)) from error
        except KeyError as error:  # what requests makes of a Digest challenge without its parts
            raise NoAnswerError("asks for a password in a way that is none") from error


@contextmanager
def in_time(sock: socket.socket | None, limit_s: object) -> Iterator[None]:
    """Hang up when the block has not ended within its time.

    A timeout of a socket begins anew with each byte, so a server could keep a reader waiting for ever.
    Where nothing comes at all it strikes first, and says what happened.
    """
    if sock is None or not isinstance(limit_s, float | int):
        yield
        return
    late = threading.Timer(1.1 * limit_s, _hang_up, [sock])
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()


def _hang_up(sock: socket.socket) -> None:
    """End a connection under its reader; below TLS, whose own end could be waited for."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Connection(HTTPConnection):
    """A connection whose answer has to begin, headers and all, within its time."""

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]  # as urllib3 has it
        with in_time(self.sock, self.timeout):
            return super().getresponse()


class _SecureConnection(HTTPSConnection):
    """The same over TLS."""

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]  # as urllib3 has it
        with in_time(self.sock, self.timeout):
            return super().getresponse()


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Adapter(HTTPAdapter):
    """Requests' way to the pools above."""

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **more: object) -> None:  # noqa: FBT001, FBT002 - the signature of requests
        """Make the pools."""
        super().init_poolmanager(connections, maxsize, block, **more)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


def _read(response: requests.Response, give_up: float, pause_s: float) -> bytes:
    """The whole body as it was sent; an answer that does not end is no answer."""
    parts: list[bytes] = []
    size = 0
    looked_at, looked_size = time.monotonic(), 0
    # What has come so far, not blocks: a server that sends a byte now and then is noticed too.
    while part := response.raw.read1(1 << 16, decode_content=False):
        parts.append(part)
        size += len(part)
        now = time.monotonic()
        if size > _LARGEST_ANSWER or now > give_up:
            raise NoAnswerError("does not come to an end with its answer")
        if now - looked_at > pause_s:
            if size - looked_size < _LEAST_BYTES:
                raise NoAnswerError("sends its answer too slowly")
            looked_at, looked_size = now, size
    return b"".join(parts)


def _unpacked(body: bytes, encoding: str) -> bytes:
    """The body without its encoding.

    Not left to urllib3, which takes a packed body that is cut short for a whole one.
    """
    if not body or encoding.strip().lower() in {"", "identity"}:
        return body
    if encoding.strip().lower() not in {"gzip", "x-gzip"}:
        raise NoAnswerError("answers in an encoding that was not asked for")
    unpacker = zlib.decompressobj(_GZIP)
    try:
        whole = unpacker.decompress(body, _LARGEST_ANSWER)
    except zlib.error as error:
        raise NoAnswerError("breaks off its answer") from error
    if not unpacker.eof:
        raise NoAnswerError("breaks off its answer")
    return whole


def _reason(error: Exception) -> str:
    """Why there was no answer, in words; requests' own texts repeat addresses and memory locations."""
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError):
        return "does not answer in time"
    if isinstance(error, urllib3.exceptions.HTTPError):
        return "breaks off its answer"
    text = str(error)
    if "refused" in text:
        return "no server is there (connection refused)"
    if "resolve" in text or "Name or service" in text:
        return "no such host"
    return "breaks off the connection"
