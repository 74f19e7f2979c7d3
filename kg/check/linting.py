"""What is wrong with a shapes file although it parses: it would check less than its author thinks."""

from __future__ import annotations

import keyword
import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from rdflib import RDF, SH

from kg.check.lines import Wanted, find_lines
from kg.check.regexes import UnreadableError, explosion
from kg.check.terms import iri, plain, shorten
from kg.check.vocabulary import load_vocabulary
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.check.index import Index
    from kg.check.sources import Triple
    from kg.rdf_files import Source

_SH = str(SH)
_QUERIES = (iri(SH.select), iri(SH.ask))
# What no engine here evaluates: a shape that rests on it would pass in silence.
_NOT_EVALUATED = (iri(SH.js), iri(SH.rule), iri(SH.target))
_REGEX_CALL = re.compile(
    r'\b(?:REGEX|REPLACE)\s*\([^"\']*?,\s*("(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')', re.IGNORECASE
)


def lint(index: Index, source: Source) -> None:
    """Refuse a shapes file that cannot mean what it says.

    Raises ``ConfigError`` with file and line for a term that SHACL or the ontology lacks, a property
    without a path, what is not evaluated, and a pattern that can take for ever.
    """
    for triple in index.triples:
        for term in triple:
            if reason := _unknown(term):
                _refuse(source, triple, reason)
        if triple.predicate in _NOT_EVALUATED:
            _refuse(source, triple, f"sh:{plain(triple.predicate)[len(_SH) :]} is not evaluated")
        if triple.predicate == iri(SH.property) and not _has_path(index, triple.object):
            _refuse(source, triple, f"{plain(triple.object)} has no sh:path")
        for pattern, flags in _patterns(index, triple):
            if reason := _danger(pattern, flags):
                _refuse(source, triple, reason)


def _has_path(index: Index, node: str) -> bool:
    """Whether a property shape has a path with at least one step."""
    return any(path != iri(RDF.nil) for path in index.objects(node, iri(SH.path)))


def _unknown(term: str) -> str | None:
    """Why a term cannot be right, or None."""
    if not term.startswith("<"):
        return None
    whole = plain(term)
    if whole.startswith(_SH):
        known = whole == _SH or whole in _shacl_terms()
        return None if known else f"SHACL has no sh:{whole[len(_SH) :]}{_meant(whole)}"
    vocabulary = load_vocabulary()
    if vocabulary.namespace(whole) == vocabulary.own and vocabulary.is_unknown(whole):
        suggestion = vocabulary.suggestion(whole)
        name = shorten(term, vocabulary.prefixes)
        hint = f"; did you mean {shorten(f'<{suggestion}>', vocabulary.prefixes)}?" if suggestion else ""
        return f"the ontology has no {name}{hint}"
    return None


@cache
def _shacl_terms() -> frozenset[str]:
    # rdflib cannot annotate a term that is a word of Python: sh:in, sh:class, sh:not, sh:or, sh:and.
    words = filter(SH.__contains__, keyword.kwlist)
    return frozenset(_SH + name for name in (*SH.__annotations__, *words))


def _meant(name: str) -> str:
    close = get_close_matches(name, sorted(_shacl_terms()), n=1, cutoff=0.9)
    return f"; did you mean sh:{close[0][len(_SH) :]}?" if close else ""


def _patterns(index: Index, triple: Triple) -> Iterator[tuple[str, str]]:
    """Every regular expression that a triple of a shapes graph carries, with its flags."""
    if triple.predicate == iri(SH.pattern):
        flags = index.value(triple.subject, iri(SH.flags))
        yield plain(triple.object), plain(flags) if flags else ""
    elif triple.predicate in _QUERIES:
        for found in _REGEX_CALL.finditer(plain(triple.object)):
            yield found[1][1:-1].replace("\\\\", "\\"), ""


def _danger(pattern: str, flags: str) -> str | None:
    try:
        reason = explosion(pattern, flags)
    except UnreadableError as error:
        return f"the regular expression {pattern!r} cannot be shown to end in time: {error}"
    return f"the regular expression {pattern!r} can take for ever: {reason}" if reason else None


def _refuse(source: Source, triple: Triple, reason: str) -> NoReturn:
    # Property shapes were given names; the file has blank nodes where the reader sees them.
    wanted = (Wanted(*triple), Wanted("", triple.predicate, triple.object))
    lines = find_lines(source, wanted)
    found = lines.get(wanted[0]) or lines.get(wanted[1])
    where = source.name if found is None else f"{source.name}:{found.line}"
    raise ConfigError(f"{where}: {reason}", hint="correct the shapes file and check again")
