"""Declared minimums: a build that came out too thin is refused before it replaces a good one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from rdflib import OWL, RDFS, SKOS

from kg.check.index import TYPE
from kg.check.report import Shortfall
from kg.check.terms import iri, plain
from kg.check.vocabulary import load_vocabulary
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TRIPLES = "triples"


def parse_minimum(text: str) -> tuple[str, int]:
    """The name and the number of ``statements=1``.

    Raises ``ConfigError`` when the text is something else.

    >>> parse_minimum("statements=1")
    ('statements', 1)
    """
    name, _, number = text.partition("=")
    if not name.strip() or not number.strip().isdecimal():
        raise ConfigError(f"--min {text}: not a name and a number", hint="write it as --min statements=1")
    minimum = (name.strip(), int(number))
    _class_named(minimum[0])
    return minimum


def shortfalls(minimum: Mapping[str, int], classes: Mapping[str, int], triples: int) -> tuple[Shortfall, ...]:
    """The minimums that are not reached, by name; ``classes`` counts nodes by class.

    Raises ``ConfigError`` for a name that is no class of the ontology.
    """
    short = []
    for name, expected in sorted(minimum.items()):
        found = triples if name == _TRIPLES else classes.get(iri(_class_named(name)), 0)
        if found < expected:
            short.append(Shortfall(name, expected, found))
    return tuple(short)


def _class_named(name: str) -> str:
    """The class of the ontology that a name, singular or plural, stands for; "" for triples."""
    if name == _TRIPLES:
        return ""
    names = _names()
    found = names.get(_folded(name))
    if found is None:
        close = get_close_matches(_folded(name), names, n=1)
        hint = (
            f"did you mean {close[0]}?"
            if close
            else "name a class of the ontology: statements, articles, Person"
        )
        raise ConfigError(f"--min {name}: the ontology has no such class", hint=hint)
    return found


def _names() -> dict[str, str]:
    """Every class of our own by its names: local name, label, other labels, and their plurals."""
    vocabulary = load_vocabulary()
    names: dict[str, str] = {}
    for subject in vocabulary.index.having(TYPE, iri(OWL.Class)):
        cls = plain(subject)
        if not cls.startswith(vocabulary.own):
            continue
        labels = [cls[len(vocabulary.own) :]]
        for predicate in (RDFS.label, SKOS.altLabel):
            labels += [plain(label) for label in vocabulary.index.objects(subject, iri(predicate))]
        for label in map(_folded, labels):
            names.setdefault(label, cls)
            names.setdefault(f"{label}s", cls)
            names.setdefault(f"{label.removesuffix('y')}ies", cls)
    return names


def _folded(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
