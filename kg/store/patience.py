"""How long to keep trying a server, and how long it asks to be left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST_ASKED_S = 1e9  # thirty years: as good as never


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to keep trying. The default waits 0.25 + 0.5 + 1 + 2 + 4 s: a restart of a small store.

    The head of an answer may take ``read_s``, and its body may pause so long; the whole ``answer_s``.
    """

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


def asked_wait_s(header: str) -> float | None:
    """The seconds that a Retry-After header asks for; None without one that can be understood.

    >>> asked_wait_s("7"), asked_wait_s("9" * 40), asked_wait_s("Wed, 01 Jan 2020 00:00:00 GMT")
    (7.0, 1000000000.0, 0.0)
    >>> asked_wait_s(""), asked_wait_s("soon"), asked_wait_s("-1")
    (None, None, None)
    """
    text = header.strip()
    if re.fullmatch("[0-9]+", text):
        return float(text) if len(text) < len(f"{_LONGEST_ASKED_S:.0f}") else _LONGEST_ASKED_S
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(_LONGEST_ASKED_S, max(0.0, (moment - datetime.now(UTC)).total_seconds()))
