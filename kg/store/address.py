"""Where a store takes graphs and where it takes queries, from the one address a user gives."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from kg.errors import ConfigError
from kg.store.credentials import PASSWORD, USER


@dataclass(frozen=True, slots=True)
class Address:
    """The two addresses of one store: of the Graph Store Protocol and of queries."""

    graphs: str
    query: str


def find_address(url: str, query_url: str | None = None) -> Address:
    """The addresses of the store at ``url``, by the patterns of addresses.tsv; unknown ones stay as given.

    Raises ``ConfigError`` for what is no HTTP address, and for one that holds a password.

    >>> find_address("http://localhost:7878")
    Address(graphs='http://localhost:7878/store', query='http://localhost:7878/query')
    """
    for given in (url, query_url or url):
        _check(given)
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    graphs, query = parts.path, parts.path
    for row in _patterns():
        found = re.fullmatch(row["path"], path)
        if found:
            graphs, query = found.expand(row["graphs"]), found.expand(row["query"])
            break
    return Address(
        urlunsplit((parts.scheme, parts.netloc, graphs, parts.query, "")),
        query_url or urlunsplit((parts.scheme, parts.netloc, query, parts.query, "")),
    )


def _patterns() -> list[dict[str, str]]:
    """The rows of addresses.tsv."""
    path = Path(__file__).with_name("addresses.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _check(url: str) -> None:
    """Refuse an address that no request can go to; what it holds is not repeated, it may be a secret."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or not url.isprintable() or " " in url:
        raise ConfigError("the endpoint is no http or https address", hint="like http://localhost:7878")
    if parts.username is not None or parts.password is not None:
        raise ConfigError(
            "the endpoint's address holds a user or a password",
            hint=f"put them into {USER} and {PASSWORD}",
        )
