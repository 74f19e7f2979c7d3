"""What an embedded store holds, counted by SPARQL and by nothing of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions, Store

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph


def held(place: Path) -> dict[str, int]:
    """The triples of each named graph."""
    found = Store.read_only(str(place)).query(
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    )
    assert isinstance(found, QuerySolutions)
    return {row["g"].value: int(row["n"].value) for row in found}


def sizes(*graphs: Graph) -> dict[str, int]:
    """What a store that holds these graphs and no other holds."""
    return {str(graph.identifier): len(graph) for graph in graphs}
