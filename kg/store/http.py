"""Requests that survive what networks and servers do: bounded repeats, back-off, Retry-After."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.store.login import Login
from kg.store.patience import asked_wait_s
from kg.store.wire import CertificateError, NoAnswerError, Wire

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.store.credentials import Credentials
    from kg.store.patience import Patience
    from kg.store.wire import Answer

# Worth a repeat: the server or something before it is busy or broken for now. 501 and 505 never heal.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 507})
_REFUSED = frozenset({401, 403, 407})
_UNCHANGED_BY_ENCODING = frozenset({200, 201, 202, 204, 401, 403, 404, 405, 413, 429, 503})


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
        self._wire = Wire(self._login, patience)
        self._packed = True

    def close(self) -> None:
        """Close the connection."""
        self._wire.close()

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
                retry_after_s = asked_wait_s(answer.headers.get("Retry-After", ""))
            wait_s = self._patience.wait_s(attempt, retry_after_s)
            if wait_s is None or time.monotonic() + wait_s > give_up:
                if retry_after_s:
                    problem += f", and asks to wait {retry_after_s:.0f} s"
                break
            self._sleep(wait_s)
        raise StoreError(
            f"{url}: {problem} ({method}, tried {attempt + 1} time{'s' if attempt else ''})",
            hint="look whether the store runs and the address is right; then run the same command again",
        )

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
        """Send one request, its body packed if it may be; the whole answer."""
        if method == "PUT" and packed and self._packed:  # queries are short
            data = gzip.compress(data, compresslevel=6, mtime=0)
            headers = {**headers, "Content-Encoding": "gzip"}
        try:
            return self._wire.exchange(method, url, params, data, headers)
        except CertificateError as error:
            raise RefusedError(
                f"{url}: its certificate is not trusted",
                hint="the file of those that are is named by REQUESTS_CA_BUNDLE",
            ) from error
