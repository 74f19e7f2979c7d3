"""The source text of ``kg/vocab.py``, made from the terms in ``ontologies/``.

``python -m kg.vocab_source`` prints it, with ``--write`` it replaces the file. A class per vocabulary
with one ``Final`` constant per term: mypy catches a misspelt ``KG.contntSpan`` before it runs, which
neither ``Namespace`` nor ``DefinedNamespace`` of rdflib does. The constants are plain strings: a
``URIRef`` is hashed and compared by code in Python, and building graphs would have to import rdflib.
"""

from __future__ import annotations

import sys
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kg.files import folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

VANN = Namespace("http://purl.org/vocab/vann/")
_HEADER = '''\
"""GENERATED from ontologies/ by ``python -m kg.vocab_source --write``: do not edit."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
'''


def read_ontology() -> Graph:
    """The terms of the project (``ontologies/kg.ttl``)."""
    return Graph().parse(folder("ontologies") / "kg.ttl", format="turtle")


def read_external() -> Graph:
    """The terms the project borrows (``ontologies/external.ttl``)."""
    return Graph().parse(folder("ontologies") / "external.ttl", format="turtle")


def read_prefixes() -> dict[str, str]:
    """Each vocabulary's preferred prefix with its namespace, sorted by prefix."""
    terms = read_ontology() + read_external()
    found = {
        str(prefix): str(terms.value(vocabulary, VANN.preferredNamespaceUri))
        for vocabulary, prefix in terms.subject_objects(VANN.preferredNamespacePrefix)
    }
    return dict(sorted(found.items()))


def used_terms(ontology: Graph, external: Graph) -> tuple[URIRef, ...]:
    """Every term a graph can hold: all defined ones, and the borrowed ones with a usage note."""
    own = set(ontology.subjects(RDFS.isDefinedBy))
    borrowed = set(external.subjects(VANN.usageNote))
    return tuple(_sorted(own | borrowed))


def superclasses(ontology: Graph, term: URIRef) -> tuple[URIRef, ...]:
    """The classes of the ontology itself above ``term``, nearest first, each once."""
    found: list[URIRef] = []
    level = [term]
    while level:
        above = _sorted(up for child in level for up in ontology.objects(child, RDFS.subClassOf))
        level = [up for up in above if (up, RDF.type, OWL.Class) in ontology]
        found += [up for up in level if up not in found]
    return tuple(found)


def vocab_source() -> str:
    """The Python text of ``kg/vocab.py``; the same text for the same ontologies."""
    ontology, external, prefixes = read_ontology(), read_external(), read_prefixes()
    terms = used_terms(ontology, external)
    used = {prefix: space for prefix, space in prefixes.items() if any(t in _Space(space) for t in terms)}
    # Wikidata has no term of its own here: its prefix shortens the targets of identity links.
    used = dict(sorted({**used, "wd": prefixes["wd"]}.items()))
    parts = [_HEADER]
    for prefix, space in used.items():
        lines = [
            f"    {_name(term, space)}: Final = {str(term)!r}".replace("'", '"')
            for term in terms
            if term in _Space(space)
        ]
        if lines:
            parts.append("\n".join([f"class {prefix.upper()}:", f'    """Terms of {space}"""', "", *lines]))
    parts.append(_table("PREFIXES", "Mapping[str, str]", {f'"{p}"': f'"{s}"' for p, s in used.items()}))
    parts.append(_table("SUPERCLASSES", "Mapping[str, tuple[str, ...]]", _superclass_rows(ontology)))
    parts.append(_table("VALUES", "Mapping[str, Mapping[str, str]]", _value_rows(ontology)))
    return "\n\n\n".join(part.rstrip("\n") for part in parts) + "\n"


class _Space(str):
    """A namespace that knows its own terms: what follows it has no further "#" or "/"."""

    __slots__ = ()

    def __contains__(self, term: object) -> bool:
        text = str(term)
        rest = text.removeprefix(self)
        return rest != text and "#" not in rest and "/" not in rest


def _sorted(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted({node for node in nodes if isinstance(node, URIRef)})


def _name(term: URIRef, space: str) -> str:
    name = str(term).removeprefix(space)
    return f"{name}_" if iskeyword(name) else name


def _constant(term: URIRef) -> str:
    return f"KG.{_name(term, _namespace(term))}"


def _namespace(term: URIRef) -> str:
    return str(term).rpartition("#")[0] + "#"


def _superclass_rows(ontology: Graph) -> dict[str, str]:
    rows: dict[str, str] = {}
    for term in _sorted(ontology.subjects(RDF.type, OWL.Class)):
        if above := superclasses(ontology, term):
            rows[_constant(term)] = f"({', '.join(_constant(up) for up in above)},)"
    return rows


def _value_rows(ontology: Graph) -> dict[str, str]:
    rows: dict[str, str] = {}
    for scheme in _sorted(ontology.subjects(RDF.type, SKOS.ConceptScheme)):
        concepts = _sorted(ontology.subjects(SKOS.inScheme, scheme))
        inner = ", ".join(f'"{str(c).rpartition("#")[2]}": {_constant(c)}' for c in concepts)
        rows[f'"{str(scheme).rpartition("#")[2]}"'] = f"MappingProxyType({{{inner}}})"
    return rows


def _table(name: str, annotation: str, rows: dict[str, str]) -> str:
    body = "\n".join(f"        {key}: {value}," for key, value in rows.items())
    return f"{name}: Final[{annotation}] = MappingProxyType(\n    {{\n{body}\n    }}\n)"


def main(arguments: list[str]) -> None:
    """Print the source, or write it into the package with ``--write``."""
    if arguments == ["--write"]:
        Path(__file__).with_name("vocab.py").write_text(vocab_source(), encoding="utf-8")
    else:
        sys.stdout.write(vocab_source())


if __name__ == "__main__":
    main(sys.argv[1:])
