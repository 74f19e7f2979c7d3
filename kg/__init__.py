"""News text in, a checked knowledge graph of who said what out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import ArticleGraph as ArticleGraph
    from kg.api import build as build

__version__ = "0.1.0"

# The Python interface lives in modules that cost seconds to import: each public name, and the module
# that is imported when the name is first asked for (PEP 562).
_LAZY: dict[str, str] = {"ArticleGraph": "kg.api", "build": "kg.api"}


def __getattr__(name: str) -> object:
    """The public value ``name``, its module imported now."""
    if name not in _LAZY:
        message = f"module 'kg' has no attribute '{name}'"
        raise AttributeError(message)
    value: object = getattr(import_module(_LAZY[name]), name)
    return value


def __dir__() -> list[str]:
    """The public names, those not imported yet among them."""
    return sorted([*globals(), *_LAZY])
