"""Requests that survive what networks and servers do: bounded repeats, back-off, Retry-After, whole answers.

Library: requests, because spaCy needs it already (nothing new is installed), it has Digest authentication
(httpx has it too but would be a second HTTP stack; urllib3 alone has none) and its pools are urllib3's.
"""

from __future__ import annotations

import gzip
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests
import urllib3

from kg import __version__
from kg.errors import StoreError
from kg.store.login import Login

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.store.credentials import Credentials

# Worth a repeat: the server or something before it is busy or broken for now. 501 and 505 never heal.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 507})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LARGEST_ANSWER = 1 << 30  # bytes; the largest graph of an article we have seen has 2 MB
_REFUSED = frozenset({401, 403, 407})
_UNCHANGED_BY_ENCODING = frozenset({200, 201, 202, 204, 401, 403, 404, 405, 413, 429, 503})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to keep trying. The default waits 0.25 + 0.5 + 1 + 2 + 4 s: a restart of a small store."""

    attempts: int = 6
    first_wait_s: float = 0.25
    longest_wait_s: float = 30.0
    connect_s: float = 10.0
    read_s: float = 60.0
    answer_s: float = 600.0
    total_s: float = 120.0

    def wait_s(self, attempt: int, retry_after_s: float | None) -> float | None:
        """How long to wait after the failed ``attempt`` (from 0); None when it was the last.

        A server that asks for more than ``longest_wait_s`` is not waited for.
        """
        if attempt + 1 >= self.attempts or (retry_after_s or 0) > self.longest_wait_s:
            return None
        return max(self.first_wait_s * float(2**attempt), retry_after_s or 0.0)


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


class RefusedError(StoreError):
    """The server refuses whatever it is asked: wrong password, no permission, wrong address."""


class Client:
    """One connection to a server, for one thread; see the module for what it promises."""

    def __init__(
        self,
        credentials: Credentials,
        patience: Patience,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Sign with ``credentials``, try as long as ``patience`` says."""
        self._credentials = credentials
        self._patience = patience
        self._sleep = sleep
        self._login = Login(credentials)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"newskg/{__version__}"
        self._packed = True

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        data: bytes = b"",
        headers: Mapping[str, str] | None = None,
        whole: Callable[[Answer], bool] = lambda _answer: True,
    ) -> Answer:
        """The answer to a request that may be repeated, whatever its status but a passing one.

        ``whole`` tells whether an answer of success says what it should; one that does not is repeated.
        Raises ``RefusedError`` when the server refuses the password or the method, ``StoreError`` when it
        cannot be reached or stays broken.
        """
        problem = ""
        give_up = time.monotonic() + self._patience.total_s
        for attempt in range(self._patience.attempts):
            retry_after_s = None
            try:
                answer = self._once(method, url, params or {}, data, headers or {})
            except NoAnswerError as error:
                problem = str(error)
            else:
                problem = self._problem(answer, whole)
                if not problem:
                    return answer
                retry_after_s = _retry_after_s(answer.headers.get("Retry-After", ""))
            wait_s = self._patience.wait_s(attempt, retry_after_s)
            if wait_s is None or time.monotonic() + wait_s > give_up:
                if retry_after_s:
                    problem += f", and asks to wait {retry_after_s:.0f} s"
                break
            self._sleep(wait_s)
        raise StoreError(f"{url}: {problem} ({method}, tried {attempt + 1} time{'s' if attempt else ''})")

    def _problem(self, answer: Answer, whole: Callable[[Answer], bool]) -> str:
        """What is wrong with the answer for now; empty when it is one to go by."""
        if answer.status in _PASSING:
            return f"answers {self.told(answer)}"
        if answer.ok and not whole(answer):
            return "gives an answer that is cut short or is not what was asked for"
        return ""

    def told(self, answer: Answer) -> str:
        """The status and the first words of an answer on one line, without secrets."""
        text = answer.body[:2000].decode("utf-8", "replace")
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
        return self._credentials.scrub(f"{answer.status} {line}".rstrip())

    def _once(
        self, method: str, url: str, params: Mapping[str, str], data: bytes, headers: Mapping[str, str]
    ) -> Answer:
        """One try: packed if the server takes that, signed if it asks for it."""
        answer = self._exchange(method, url, params, data, headers)
        if self._login.learn(answer.status, answer.headers.get("WWW-Authenticate", "")):
            answer = self._exchange(method, url, params, data, headers)
        if method == "PUT" and self._packed and answer.status not in _UNCHANGED_BY_ENCODING:
            # The server may not unpack bodies; if it takes this one plain, it gets all plain.
            plain = self._exchange(method, url, params, data, headers, packed=False)
            self._packed = not plain.ok
            answer = plain
        if answer.status in _REFUSED:
            raise RefusedError(
                f"{url}: refuses access: {self.told(answer)}",
                hint="set KG_STORE_USER and KG_STORE_PASSWORD"
                if not self._credentials
                else "the password, or what its user may do, is not what the store wants",
            )
        if answer.status // 100 == 3:  # noqa: PLR2004 - the class of redirections
            raise RefusedError(
                f"{url}: is elsewhere (status {answer.status})", hint="give the address itself"
            )
        return answer

    def _exchange(
        self,
        method: str,
        url: str,
        params: Mapping[str, str],
        data: bytes,
        headers: Mapping[str, str],
        *,
        packed: bool = True,
    ) -> Answer:
        """Send one request and read the whole answer."""
        sent = dict(headers)
        body = data
        if method == "PUT" and packed and self._packed:  # queries are short
            body = gzip.compress(data, compresslevel=6, mtime=0)
            sent["Content-Encoding"] = "gzip"
        limits = (self._patience.connect_s, self._patience.read_s)
        give_up = time.monotonic() + self._patience.answer_s
        # The environment's proxies and certificates, but nothing on this machine goes through a proxy.
        # A .netrc file is never used: ``auth`` is always given.
        self._session.trust_env = urlsplit(url).hostname not in _LOOPBACK
        try:
            with self._session.request(
                method,
                url,
                params=dict(params),
                data=body or None,
                headers=sent,
                auth=self._login,
                timeout=limits,
                stream=True,
                allow_redirects=False,
            ) as response:
                body = _read(response, give_up)
                return Answer(response.status_code, response.headers, body)
        except requests.exceptions.SSLError as error:
            raise RefusedError(f"{url}: its certificate is not trusted") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise NoAnswerError(_reason(error)) from error


def _read(response: requests.Response, give_up: float) -> bytes:
    """The whole body; an answer that does not end is no answer."""
    parts: list[bytes] = []
    size = 0
    # What has come so far, not blocks: a server that sends a byte now and then is noticed too.
    while part := response.raw.read1(1 << 16, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > _LARGEST_ANSWER or time.monotonic() > give_up:
            raise NoAnswerError("does not come to an end with its answer")
    return b"".join(parts)


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


def _retry_after_s(header: str) -> float | None:
    """The seconds that a Retry-After header asks for; None without one that can be understood."""
    if re.fullmatch("[0-9]{1,9}", header.strip()):
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, IndexError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
