"""User and password of a store: from the environment or a file, never from the command line or an address."""

from __future__ import annotations

import base64
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

USER, PASSWORD, TOKEN, FILE = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN", "KG_STORE_CREDENTIALS"
_KEYS = ("user", "password", "token")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What proves who loads: user and password (Basic, Digest) or a token (Bearer); none of it is shown."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.user or self.token)

    def scrub(self, text: str) -> str:
        """The text of an answer without the secrets, which a server may send back."""
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        for secret in (self.password, self.token, pair):
            if secret and self:
                text = text.replace(secret, "***")
        return text


def read_credentials(environ: Mapping[str, str]) -> Credentials:
    """The credentials in the variables, or in the file (TOML: user, password, token) that one names.

    Raises ``ConfigError`` when the file cannot be read, is open to others, or the set is incomplete.
    """
    values = {key: environ.get(name, "") for key, name in zip(_KEYS, (USER, PASSWORD, TOKEN), strict=True)}
    if environ.get(FILE):
        values = {**_file(Path(environ[FILE])), **{key: value for key, value in values.items() if value}}
    found = Credentials(**values)
    if bool(found.user) != bool(found.password):
        raise ConfigError(
            f"{USER} and {PASSWORD} go together: one of them is missing",
            hint=f"a token goes into {TOKEN}",
        )
    for name, value in zip(_KEYS, (found.user, found.password, found.token), strict=True):
        if not value.isprintable():
            raise ConfigError(f"the store's {name} holds a line break or a control character")
    if ":" in found.user:
        raise ConfigError("the store's user holds a colon, which HTTP has no place for")
    return found


def _file(path: Path) -> dict[str, str]:
    """The keys of a file of credentials."""
    try:
        mode = path.stat().st_mode
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # The parser's message can hold the line at fault, and with it the password.
        raise ConfigError(
            f"{path}: not TOML", hint='it has lines like user = "…" and password = "…"'
        ) from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigError(f"{path}: others can read it", hint=f"chmod 600 {path}")
    if not set(table) <= set(_KEYS) or not all(isinstance(value, str) for value in table.values()):
        raise ConfigError(f"{path}: may hold user, password and token, as text")
    return {key: str(table.get(key, "")) for key in _KEYS}
