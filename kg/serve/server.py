"""The server itself: where it listens, how it answers, which workers it has."""

from __future__ import annotations

import socket
import sys
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from kg.serve.pool import Pool

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server answers: the limit of rows, other names it may be called by, origins that may read."""

    rows: int = 10_000
    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()


class Server(ThreadingHTTPServer):
    """A server over the workers of ``pool``."""

    daemon_threads = True
    request_queue_size = 128  # connections that wait to be accepted; a page opens six at once

    def __init__(
        self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], pool: Pool, settings: Settings
    ) -> None:
        """Listen at ``address``; a ``handler`` answers each connection."""
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, handler)
        self.pool = pool
        self.timeout_s = pool.timeout_s
        self.settings = settings
        host = f"[{address[0]}]" if ":" in address[0] else address[0]
        self.hosts = _LOOPBACK | {host.lower()} | {name.lower() for name in settings.hosts}

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a client goes away before it has its answer; anything else is a fault of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # the signature of socketserver
