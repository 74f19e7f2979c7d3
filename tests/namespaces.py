"""The vocabularies that rdflib does not know, as its nodes; a term that is not there raises an error."""

from __future__ import annotations

from typing import Final

from rdflib.namespace import ClosedNamespace

from kg import vocab


def _closed(prefix: str, terms: type) -> ClosedNamespace:
    space = vocab.PREFIXES[prefix]
    found = (str(term) for term in vars(terms).values())
    return ClosedNamespace(space, [term.removeprefix(space) for term in found if term.startswith(space)])


KG: Final = _closed("kg", vocab.KG)
NIF: Final = _closed("nif", vocab.NIF)
