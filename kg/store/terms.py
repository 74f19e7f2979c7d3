"""The terms by which a loader knows an article, as Oxigraph's terms."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.vocab import KG, NIF, PROV, SCHEMA

TEXT_OF = NamedNode(str(KG.textOf))
IDENTIFIER = NamedNode(str(SCHEMA.identifier))
PUBLISHER = NamedNode(str(SCHEMA.publisher))
URL = NamedNode(str(SCHEMA.url))
DATE_PUBLISHED = NamedNode(str(SCHEMA.datePublished))

# A node that has one of these belongs to the article or the text they lead to.
BELONGS = frozenset(
    {
        TEXT_OF,
        NamedNode(str(KG.publishedIn)),
        NamedNode(str(KG.scopedTo)),
        NamedNode(str(NIF.referenceContext)),
        NamedNode(str(PROV.used)),
    }
)
