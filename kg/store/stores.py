"""What a loader needs of a store; the embedded store and an endpoint both do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Quad

    from kg.store.articles import ArticleGraph
    from kg.store.inputs import WholeFile
    from kg.store.results import Row


class GraphStore(Protocol):
    """Named graphs that can be counted, compared, put, dropped and queried.

    Every method can raise ``StoreError`` when the store is not there or refuses altogether. Each change
    of one graph is whole or not at all, and repeating it changes nothing.
    """

    shown: str
    """What a message calls the store; without secrets."""

    def sizes(self, names: Sequence[str]) -> dict[str, int]:
        """How many triples each of the named graphs holds; what is not there is left out."""

    def quads(self, name: str) -> frozenset[Quad]:
        """The quads of a named graph; empty when it is not there."""

    def same(self, graphs: Sequence[ArticleGraph]) -> set[str]:
        """The names of those graphs that the store holds exactly as they are."""

    def put(self, graphs: Sequence[ArticleGraph]) -> dict[str, str]:
        """Replace whole graphs; for each that could not be, its name and the reason."""

    def put_file(self, file: WholeFile) -> bool:
        """Add the new graphs of a file all at once; False when that is no quicker than one by one."""

    def put_quads(self, name: str, quads: Iterable[Quad]) -> None:
        """Replace one graph that is no article's; no quads drop it."""

    def drop(self, name: str) -> None:
        """Remove a named graph; one that is not there is no error."""

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT over all graphs."""
