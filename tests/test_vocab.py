from __future__ import annotations

from pathlib import Path

import kg.vocab
from kg.vocab import KG, PREFIXES, SUPERCLASSES, VALUES
from kg.vocab_source import read_external, read_ontology, used_terms, vocab_source


def constants() -> set[str]:
    classes = [
        value for value in vars(kg.vocab).values() if getattr(value, "__module__", "") == kg.vocab.__name__
    ]
    return {value for found in classes for name, value in vars(found).items() if not name.startswith("__")}


def test_the_file_is_what_the_ontologies_generate() -> None:
    assert Path(kg.vocab.__file__).read_text(encoding="utf-8") == vocab_source()


def test_every_usable_term_has_a_constant() -> None:
    assert constants() == set(map(str, used_terms(read_ontology(), read_external())))


def test_every_constant_has_a_prefix() -> None:
    spaces = tuple(PREFIXES.values())
    assert not [term for term in constants() if not term.startswith(spaces)]


def test_super_classes_are_listed_to_the_top() -> None:
    assert SUPERCLASSES[KG.Outlet] == (KG.Organization, KG.Agent)
    assert set(SUPERCLASSES[KG.Country]) == {KG.Place, KG.Agent}


def test_a_term_that_is_a_python_keyword_is_reachable() -> None:
    assert VALUES["Force"]["assert"] == KG.assert_ == PREFIXES["kg"] + "assert"
