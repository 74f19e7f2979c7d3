"""A SHACL property path as SPARQL writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import SH

from kg.check.terms import iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.check.index import Index

_PREFIXED = {iri(SH.inversePath): "^"}
_SUFFIXED = {iri(SH.zeroOrMorePath): "*", iri(SH.oneOrMorePath): "+", iri(SH.zeroOrOnePath): "?"}
# A path nested deeper than this is a circle; SHACL forbids those.
_DEEPEST = 20


def path_text(index: Index, path: str, depth: int = 0) -> str:
    """The path at a node of the shapes graph, in N-Triples terms: ``^<a>``, ``<a>/<b>``, ``(<a>|<b>)*``."""
    if path.startswith("<") or depth > _DEEPEST:
        return path
    for predicate, sign in _PREFIXED.items():
        for inner in index.objects(path, predicate):
            return sign + _grouped(path_text(index, inner, depth + 1))
    for predicate, sign in _SUFFIXED.items():
        for inner in index.objects(path, predicate):
            return _grouped(path_text(index, inner, depth + 1)) + sign
    for inner in index.objects(path, iri(SH.alternativePath)):
        return "|".join(_grouped(path_text(index, member, depth + 1)) for member in index.members(inner))
    return "/".join(_grouped(path_text(index, member, depth + 1)) for member in index.members(path))


def _grouped(text: str) -> str:
    """The text in brackets when it is more than one step."""
    return f"({text})" if re.search("[/|]", re.sub("<[^<>]*>", "", text)) else text


def path_turtle(text: str) -> str:
    """A path that ``path_text`` wrote, as the node of a shapes graph in Turtle.

    >>> path_turtle("^<http://e/a>/<http://e/b>")
    '( [ <http://www.w3.org/ns/shacl#inversePath> <http://e/a> ] <http://e/b> )'
    """
    tokens = re.findall(r"<[^<>]*>|[()^/|*+?]", text)
    node, rest = _alternatives(tokens)
    return node if not rest else text


def _alternatives(tokens: list[str]) -> tuple[str, list[str]]:
    members, rest = _members(tokens, "|", _sequence)
    return (
        members[0] if len(members) == 1 else f"[ {iri(SH.alternativePath)} ( {' '.join(members)} ) ]"
    ), rest


def _sequence(tokens: list[str]) -> tuple[str, list[str]]:
    members, rest = _members(tokens, "/", _step)
    return (members[0] if len(members) == 1 else f"( {' '.join(members)} )"), rest


def _step(tokens: list[str]) -> tuple[str, list[str]]:
    if tokens[0] == "^":
        node, rest = _step(tokens[1:])
        return f"[ {iri(SH.inversePath)} {node} ]", rest
    if tokens[0] == "(":
        node, rest = _alternatives(tokens[1:])
        rest = rest[1:]
    else:
        node, rest = tokens[0], tokens[1:]
    for predicate, sign in _SUFFIXED.items():
        if rest and rest[0] == sign:
            node, rest = f"[ {predicate} {node} ]", rest[1:]
    return node, rest


def _members(
    tokens: list[str], sign: str, inner: Callable[[list[str]], tuple[str, list[str]]]
) -> tuple[list[str], list[str]]:
    node, rest = inner(tokens)
    members = [node]
    while rest and rest[0] == sign:
        node, rest = inner(rest[1:])
        members.append(node)
    return members, rest
