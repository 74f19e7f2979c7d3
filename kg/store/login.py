"""Signing requests as the server asks for it: Basic, Digest, or a token."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

if TYPE_CHECKING:
    import requests

    from kg.store.credentials import Credentials


class Login(AuthBase):
    """Answers the server's own challenge; a token is sent at once.

    Digest goes before Basic: no password goes out in clear to a server that can do without.
    """

    def __init__(self, credentials: Credentials) -> None:
        """Sign with ``credentials``."""
        self._credentials = credentials
        self.scheme: HTTPBasicAuth | HTTPDigestAuth | None = None

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign the request with the scheme the server asked for; before it asked, with a token only."""
        if self._credentials.token and not self._credentials.user:
            request.headers["Authorization"] = f"Bearer {self._credentials.token}"
        elif self.scheme is not None:
            self.scheme(request)  # signs the request it is given
        return request

    def learn(self, status: int, challenge: str) -> bool:
        """Whether a scheme was learnt from a refusal, so that the request is worth repeating.

        A server that asks for another scheme than ours, or refuses without asking, is told nothing.
        """
        if self.scheme is not None or not self._credentials.user or status != HTTPStatus.UNAUTHORIZED:
            return False
        words = set(re.findall("[a-z]+", challenge.lower()))
        # As bytes: requests would write Basic in Latin-1, but servers keep passwords in UTF-8.
        user, password = self._credentials.user, self._credentials.password
        if words >= {"digest", "realm", "nonce"}:
            self.scheme = HTTPDigestAuth(user, password)
        elif "basic" in words or not challenge:
            self.scheme = HTTPBasicAuth(user.encode("utf-8"), password.encode("utf-8"))
        return self.scheme is not None
