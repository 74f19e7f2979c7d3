"""RDF terms as N-Triples text in one canonical spelling, so that rows of two engines can be compared.

Every engine and parser spells literals its own way; here ``"…"`` escapes only what has to be escaped,
a plain string carries no datatype and a language tag is in lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import XSD

from kg import rdf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf import Term

_STRING_TYPE = str(XSD.string)
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_UNESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPED = {ord(sign): "\\" + letter for letter, sign in _UNESCAPED.items()}
_ESCAPES = (
    {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
    | _ESCAPED
    | {ord('"'): '\\"', ord("\\"): "\\\\"}
)


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal: its characters, and its language or its datatype (neither for a plain string)."""

    characters: str
    language: str = ""
    datatype: str = ""


def iri(value: str) -> str:
    """The term of an IRI.

    >>> iri("http://e/a")
    '<http://e/a>'
    """
    return f"<{value}>"


def literal(characters: str, *, language: str = "", datatype: str = "") -> str:
    r"""The term of a literal.

    >>> literal("a\n", language="EN"), literal("1", datatype="http://e/t")
    ('"a\\n"@en', '"1"^^<http://e/t>')
    """
    quoted = '"' + characters.translate(_ESCAPES) + '"'
    if language:
        return f"{quoted}@{language.lower()}"
    return f"{quoted}^^<{datatype}>" if datatype and datatype != _STRING_TYPE else quoted


def plain_term(value: Term) -> str:
    """The term of a plain value of ``kg.rdf``.

    >>> plain_term("http://e/a"), plain_term(rdf.Literal("a", language="en"))
    ('<http://e/a>', '"a"@en')
    """
    if isinstance(value, rdf.Literal):
        return literal(value.text, language=value.language or "", datatype=value.datatype or "")
    return iri(value)


def parse_literal(term: str) -> Literal | None:
    """The parts of a literal's term, or None when the term is an IRI or a blank node.

    >>> parse_literal('"a"@en')
    Literal(characters='a', language='en', datatype='')
    """
    found = _LITERAL.fullmatch(term)
    if found is None:
        return None
    characters = _ESCAPE.sub(_unescape, found[1])
    return Literal(characters, found[2] or "", found[3] or "")


def canonical(term: str) -> str:
    r"""The canonical spelling of an N-Triples term.

    >>> canonical('"\\u00e9"^^<http://www.w3.org/2001/XMLSchema#string>')
    '"é"'
    """
    parts = parse_literal(term)
    if parts is None:
        return term
    return literal(parts.characters, language=parts.language, datatype=parts.datatype)


def plain(term: str) -> str:
    """The characters of a literal, the IRI of an IRI, a blank node as it is.

    >>> plain("<http://e/a>"), plain('"a"@en')
    ('http://e/a', 'a')
    """
    if term.startswith("<"):
        return term[1:-1]
    parts = parse_literal(term)
    return term if parts is None else parts.characters


def shorten(text: str, prefixes: Mapping[str, str]) -> str:
    """The text with each ``<IRI>`` of a known namespace as a prefixed name.

    ``prefixes`` maps a prefix to its namespace; the longest namespace wins.

    >>> shorten("^<http://e/ns#a>/<http://f/b>", {"e": "http://e/ns#"})
    '^e:a/<http://f/b>'
    """
    longest = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item))

    def shortened(found: re.Match[str]) -> str:
        for prefix, namespace in longest:
            local = found[1].removeprefix(namespace)
            if local != found[1] and re.fullmatch(r"[A-Za-z0-9_.~/-]+", local):
                return f"{prefix}:{local}"
        return found[0]

    return re.sub(r"<([^<>]*)>", shortened, text)


def _unescape(found: re.Match[str]) -> str:
    code = found[1]
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return _UNESCAPED.get(code, code)
