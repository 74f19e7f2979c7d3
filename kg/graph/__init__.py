"""One article's RDF graph: everything that was read from it, with the characters that show it.

The graph has no blank node and no clock, and the same values give the same triples. Its name is the
IRI of the named graph it belongs in, and it has a prefix for every kind of thing in it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.articles import write_article
from kg.graph.entities import write_entities
from kg.graph.sheet import Sheet
from kg.graph.statements import write_statements
from kg.iris import Iris
from kg.vocab import KG, PROV, RDF, RDFS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Article, Resolved, Statement
    from kg.rdf import NamedGraph

__all__ = ["Run", "build_graph"]


@dataclass(frozen=True, slots=True)
class Run:
    """What produced a graph; two runs that agree in all of it are one.

    ``options`` are settings that can change the result, each ``name=value``; ``model`` is the name
    and version of the language model, "" when none was used.
    """

    software: str
    version: str
    model: str = ""
    model_sha256: str = ""
    options: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change with any field."""
        fields = (self.software, self.version, self.model, self.model_sha256, *sorted(self.options))
        return hashlib.sha256("\0".join(fields).encode("utf-8")).hexdigest()


def build_graph(
    article: Article,
    resolved: Resolved,
    statements: Sequence[Statement],
    run: Run,
    *,
    base: str,
) -> NamedGraph:
    """The graph of ``article``, its entities and its statements below ``base``.

    Raises ``ConfigError`` for a base that cannot be one, and ``ValueError`` when the values break
    what ``kg.model`` promises: a span without an entity, a path of no entity, a lone surrogate.
    """
    sheet = Sheet.of(article, resolved, Iris.of(article, base=base))
    node = _write_run(sheet, run)
    write_article(sheet)
    write_entities(sheet, run=node)
    write_statements(sheet, statements, run=node)
    return sheet.graph()


def _write_run(sheet: Sheet, run: Run) -> str:
    """The run's node, with the software and the model it is associated with."""
    node = sheet.iris.run(run.digest)
    software = sheet.iris.software(run.software, run.version)
    sheet.add(node, RDF.type, KG.ExtractionRun)
    sheet.add(node, PROV.used, sheet.text)
    sheet.add(node, PROV.wasAssociatedWith, software)
    sheet.add(node, KG.option, *(sheet.string(option) for option in run.options))
    sheet.add(software, RDF.type, PROV.SoftwareAgent)
    sheet.add(software, RDFS.label, sheet.string(run.software))
    sheet.add(software, SCHEMA.softwareVersion, sheet.string(run.version))
    if run.model:
        model = sheet.iris.software(run.model, run.model_sha256[:8])
        sheet.add(node, PROV.wasAssociatedWith, model)
        sheet.add(model, RDF.type, PROV.SoftwareAgent)
        sheet.add(model, RDFS.label, sheet.string(run.model))
        if run.model_sha256:
            sheet.add(model, KG.sha256, sheet.string(run.model_sha256))
    return node
