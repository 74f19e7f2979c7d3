"""RDF terms as N-Triples and Turtle write them, escaped so that no text can end a term or a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.rdf import Literal
from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.rdf import Term

# Control characters, quotation mark and backslash; line and paragraph separators, marks that turn the
# direction of writing and noncharacters, which would otherwise hide or break what an editor shows.
_ESCAPED = re.compile(
    '[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_ILLEGAL_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff]')
# What stands in a local name unescaped, then what does after a backslash (Turtle 1.1, PN_LOCAL).
_LOCAL = re.compile(r"(?:[A-Za-z0-9_~]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_~-]++|\.(?!\Z)|%[0-9A-Fa-f]{2})*+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_BARE = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}


def full_term(term: Term) -> str:
    """The term as N-Triples writes it; raises ``ValueError`` when it has no such form."""
    if isinstance(term, Literal):
        return _literal(term, full_term)
    if _ILLEGAL_IN_IRI.search(term):
        raise ValueError(f"not an IRI that can be written: {term!r}")
    return f"<{term}>"


class ShortTerms:
    """Terms as Turtle writes them below a set of prefixes, each spelled out once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Shorten IRIs of the namespaces in ``prefixes``; the first prefix of a namespace wins."""
        self._prefix_of = {space: prefix for prefix, space in reversed(list(prefixes.items()))}
        self._known: dict[Term, str] = {}

    def term(self, term: Term) -> str:
        """The short form of the term; raises ``ValueError`` when it cannot be written at all."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._spell(term)
        return known

    def _spell(self, term: Term) -> str:
        if not isinstance(term, Literal):
            return self._name(term) or full_term(term)
        bare = _BARE.get(term.datatype) if term.datatype else None
        return term.text if bare and bare.fullmatch(term.text) else _literal(term, self.term)

    def _name(self, iri: str) -> str | None:
        """``prefix:local`` for the IRI, None when no prefix fits or the rest is no local name."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix, local = self._prefix_of.get(iri[:cut]), iri[cut:]
        if prefix is None or not _LOCAL.fullmatch(local):
            return None
        return f"{prefix}:{local.replace('~', chr(92) + '~')}"


def _literal(literal: Literal, datatype: Callable[[str], str]) -> str:
    quoted = f'"{_ESCAPED.sub(_escape, literal.text)}"'
    if literal.language is not None:
        if not _LANGUAGE.fullmatch(literal.language):
            raise ValueError(f"not a language tag: {literal.language!r}")
        return f"{quoted}@{literal.language}"
    return quoted if literal.datatype is None else f"{quoted}^^{datatype(literal.datatype)}"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        raise ValueError(f"a lone surrogate (U+{ord(character):04X}) cannot be written")
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
