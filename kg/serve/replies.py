"""What goes back to a client, made from pages, words, files and the answers of workers."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from kg.serve.worker import OK

if TYPE_CHECKING:
    from kg.serve.worker import Done

_FOLDER = Path(__file__).parent / "static"
_STATIC = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "yasgui.min.css": "text/css; charset=utf-8",
    "yasgui.min.js": "text/javascript; charset=utf-8",
}
HTML = "text/html"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: status, media type, body, more headers."""

    status: int
    kind: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = field(default=())


def done(done: Done) -> Reply:
    """The reply that a worker's answer makes."""
    headers = (("Retry-After", "1"),) if done.status == HTTPStatus.SERVICE_UNAVAILABLE else ()
    return Reply(done.status, done.kind, done.body, headers)


def html(page: str, status: int = OK) -> Reply:
    """A page."""
    return Reply(status, f"{HTML}; charset=utf-8", page.encode("utf-8", "replace"))


def words(status: int, words: str, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A refusal in words."""
    return Reply(status, TEXT, f"{words}\n".encode("utf-8", "replace"), headers)


def static(name: str) -> Reply:
    """A file of the page; only those that are known by name."""
    if name not in _STATIC:
        return words(HTTPStatus.NOT_FOUND, "no such file")
    return Reply(OK, _STATIC[name], (_FOLDER / name).read_bytes())
