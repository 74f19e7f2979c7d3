from __future__ import annotations

from pathlib import Path

from rdflib import URIRef

import kg.vocab
from kg.vocab import KG, PREFIXES, SUPERCLASSES, VALUES
from kg.vocab_source import read_external, read_ontology, used_terms, vocab_source


def constants() -> set[URIRef]:
    classes = [value for value in vars(kg.vocab).values() if isinstance(value, type) and value is not URIRef]
    return {term for found in classes for term in vars(found).values() if isinstance(term, URIRef)}


def test_the_file_is_what_the_ontologies_generate() -> None:
    assert Path(kg.vocab.__file__).read_text(encoding="utf-8") == vocab_source()


def test_every_usable_term_has_a_constant() -> None:
    assert constants() == set(used_terms(read_ontology(), read_external()))


def test_every_constant_has_a_prefix() -> None:
    spaces = tuple(PREFIXES.values())
    assert not [term for term in constants() if not str(term).startswith(spaces)]


def test_super_classes_are_listed_to_the_top() -> None:
    assert SUPERCLASSES[KG.Outlet] == (KG.Organization, KG.Agent)
    assert set(SUPERCLASSES[KG.Country]) == {KG.Place, KG.Agent}


def test_a_term_that_is_a_python_keyword_is_reachable() -> None:
    assert VALUES["Force"]["assert"] == KG.assert_ == URIRef(PREFIXES["kg"] + "assert")
