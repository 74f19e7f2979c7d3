"""When two graphs are the same: equal terms, or literals that a store may write as one value.

Stores keep values rather than spellings. Oxigraph gives "320"^^xsd:nonNegativeInteger back as
xsd:integer, "0.90"^^xsd:decimal as 0.9 and a language tag in lower case; others have habits of their own.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad

from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.store.articles import Term

_XSD = str(XSD.dateTime).removesuffix("dateTime")
# Long digits are no number anybody meant, and Python takes quadratic time over them.
_INTEGER = re.compile(r"[+-]?[0-9]{1,300}")


def same(one: frozenset[Quad], other: frozenset[Quad]) -> bool:
    """Whether both sets say the same."""
    if not one or not other:
        return one == other
    # What both spell alike needs no second look: most of a graph, and a third of the time.
    return distinct(one - other) == distinct(other - one) or distinct(one) == distinct(other)


def distinct(quads: Iterable[Quad]) -> frozenset[Quad]:
    """The quads with every literal in one spelling of its value: as many as a store counts."""
    return frozenset(_plain(quad) for quad in quads)


def _plain(quad: Quad) -> Quad:
    """The quad with its literal in one spelling."""
    term: Term = quad.object
    if not isinstance(term, Literal):
        return quad
    if term.language is not None:
        if term.language.islower():
            return quad
        plain = Literal(term.value, language=term.language.lower())
    else:
        plain = _typed(term)
    return Quad(quad.subject, quad.predicate, plain, quad.graph_name)


@lru_cache(maxsize=100_000)
def _typed(term: Literal) -> Literal:
    """A typed literal in one spelling; as it is when its type or its value is not known here."""
    name = term.datatype.value.removeprefix(_XSD)
    if name == "string":
        return term
    try:
        if name in _SPELLINGS:
            return Literal(_SPELLINGS[name](term.value), datatype=term.datatype)
        # Every other type of XSD that is written in digits alone is an integer of some range, or a
        # year, which no store writes in another way.
        return Literal(int(term.value)) if _INTEGER.fullmatch(term.value) else term
    except (ValueError, InvalidOperation, OverflowError):
        return term


def _moment(text: str) -> str:
    """A dateTime in UTC when it tells a zone."""
    moment = datetime.fromisoformat(text)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()


_SPELLINGS: dict[str, Callable[[str], str]] = {
    "decimal": lambda text: format(Decimal(text).normalize(), "f"),
    "double": lambda text: repr(float(text)),
    "float": lambda text: repr(float(text)),
    "boolean": lambda text: {"1": "true", "0": "false"}.get(text, text),
    "dateTime": _moment,
}
