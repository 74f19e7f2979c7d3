"""Which media type an answer gets, by what the client accepts."""

from __future__ import annotations

from pyoxigraph import RdfFormat

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
"""The media types of rows and of yes or no, the preferred one first."""

GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
    "application/xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "text/plain": RdfFormat.N_TRIPLES,
}
"""The media types of graphs, the preferred one first."""

_MOST_RANGES = 50  # no browser or client sends more than a dozen


def choose(accept: str, offered: list[str]) -> str | None:
    """The offered type that the Accept header wants most (RFC 9110, 12.5.1); None when it wants none.

    Of equally wanted ones the first offered is chosen.

    >>> choose("text/csv;q=0.5, application/*;q=0.8", ["text/csv", "application/json"])
    'application/json'
    >>> choose("", ["text/csv"]), choose("image/png", ["text/csv"])
    ('text/csv', None)
    """
    ranges = [part for part in accept.split(",")[:_MOST_RANGES] if part.strip()]
    if not ranges:
        return offered[0]
    wanted = [_range(part) for part in ranges]
    best, best_quality = None, 0.0
    for kind in offered:
        matching = [(rank, quality) for name, rank, quality in wanted if _matches(name, kind)]
        quality = max(matching)[1] if matching else 0.0
        if quality > best_quality:
            best, best_quality = kind, quality
    return best


def _range(part: str) -> tuple[str, int, float]:
    """A media range: its name, how narrow it is, its quality."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    rank = 0 if name == "*/*" else 1 if name.endswith("/*") else 2
    return name, rank, quality


def _matches(name: str, kind: str) -> bool:
    """Whether the range has room for the type."""
    return name in {kind, "*/*"} or (name.endswith("/*") and kind.startswith(name[:-1]))
