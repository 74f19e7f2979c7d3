"""A graph of any size, a piece at a time: each article's triples with all they refer to.

Files are read in segments of at most ``BATCH_TRIPLES`` triples. What occurs in one segment only is
local to it; what occurs in several, such as a person named in two articles, is shared. A batch holds
one segment's local nodes and the shared nodes within reach, and a last batch holds the shared nodes;
the results of a batch count only for the nodes it owns. So memory grows with the number of different
shared nodes, not with the number of articles.

Nothing here knows the ontology, and no order is assumed: where triples of two segments point at each
other, both articles become shared, and a file in which every article is scattered is held in memory
whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from kg.check.index import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.check.sources import Triple

# 200,000 triples cost 70 MB as Python strings and 150 MB in the fast engine; at 20,000 the engine's
# fixed cost a batch begins to show, at 1,000,000 the memory does.
BATCH_TRIPLES = 200_000
# Statement -> affiliation -> organization -> country: shapes look no further than this through shared nodes.
_REACH = 3
_SHARED = -1
# An article cut in two has neighbours in two segments.
_HUB_SEGMENTS = 2
# A node named after a text or an article belongs with it: one entry an article instead of sixty.
_FAMILY = re.compile(r"(<[^<>]*[/#][0-9a-f]{32})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the shapes look beyond a focus node.

    ``compared`` are the predicates by whose values they compare nodes of different articles, ``through``
    those that they follow from a node they have reached.
    """

    compared: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Batch:
    """Triples to validate together, and the nodes whose results count (None: all)."""

    triples: Sequence[Triple]
    owned: frozenset[str] | None = None

    def owns(self, node: str) -> bool:
        """Whether results about ``node`` belong to this batch."""
        return self.owned is None or node in self.owned


def batches(
    read: Callable[[], Iterator[Triple]],
    *,
    size: int = BATCH_TRIPLES,
    divisible: bool = True,
    reach: Callable[[], Reach] = Reach,
) -> Iterator[Batch]:
    """The triples that ``read`` gives, in batches; ``read`` is called again for each pass.

    One batch holds everything when there are at most ``size`` triples or the graph is not
    ``divisible``. ``reach`` tells how far shapes look; it is called for a large graph only.
    """
    triples = read()
    first = list(islice(triples, size + 1) if divisible else triples)
    if len(first) <= size or not divisible:
        yield Batch(first)
        return
    far = reach()
    plan = _plan(chain(first, triples), size, far.compared)
    del first, triples
    plan.spread(read)
    shared = _Pool(plan, read)
    for segment, local in _segments(read(), plan, size):
        owned = frozenset(t.subject for t in local)
        yield Batch([*local, *shared.within_reach(local, segment)], owned)
    yield Batch([*shared.triples(), *shared.context(read, far.through)], frozenset(shared.about))


def _family(node: str) -> str:
    found = _FAMILY.match(node)
    return found[1] if found else node


@dataclass(slots=True)
class _Plan:
    """The segment in which each family of nodes lives, or that several share it."""

    homes: dict[str, int] = field(default_factory=dict)
    crossing: set[str] = field(default_factory=set)
    hubs: set[str] = field(default_factory=set)

    def is_shared(self, node: str) -> bool:
        """Whether a subject occurs in several segments."""
        return self.homes.get(_family(node)) == _SHARED

    def home(self, node: str) -> int | None:
        """The segment of a node, ``_SHARED``, or None for what is never a subject."""
        return self.homes.get(_family(node))

    def leads_everywhere(self, triple: Triple) -> bool:
        """Whether a triple is one of a hub's many: what it points at is no business of the others."""
        return _family(triple.subject) in self.hubs and not _family(triple.object).endswith(">")

    def spread(self, read: Callable[[], Iterator[Triple]]) -> None:
        """Share what segments point at in each other, and the neighbours that a shape would see through it.

        A document that several segments tell of is shared with its neighbours too, unless it is a hub
        with neighbours everywhere: the run that read every text.
        """
        for family in self.crossing:
            self.homes[family] = _SHARED
        near: dict[str, dict[str, int]] = defaultdict(dict)
        for subject, _, value in read():
            if value[0] == '"':
                continue
            ends = (_family(subject), _family(value))
            for family, other in (ends, ends[::-1]):
                home = self.homes.get(other, _SHARED)
                if home == _SHARED or family in self.hubs or not self._is_document(family):
                    continue
                near[family][other] = home
                if family not in self.crossing and len(set(near[family].values())) > _HUB_SEGMENTS:
                    self.hubs.add(family)
                    del near[family]
        for neighbours in near.values():
            self.homes.update(dict.fromkeys(neighbours, _SHARED))

    def _is_document(self, family: str) -> bool:
        """Whether a shared family is an article's or a text's, or was pointed at from another segment."""
        return self.homes.get(family) == _SHARED and (not family.endswith(">") or family in self.crossing)


def _plan(triples: Iterable[Triple], size: int, compared: frozenset[str]) -> _Plan:
    """Where each family lives, and which families of different segments point at each other."""
    plan = _Plan()
    homes = plan.homes
    awaited: dict[str, dict[int, str]] = defaultdict(dict)
    for segment, triple in _numbered(triples, size):
        family, target = _family(triple.subject), _family(triple.object)
        home = homes.setdefault(family, segment)
        if home not in (segment, _SHARED) or triple.predicate in compared:
            homes[family] = _SHARED
        for other, source in awaited.pop(family, {}).items():
            if other != segment:
                plan.crossing.update((family, source))
        if triple.predicate == TYPE or target[0] == '"' or target == family:
            continue
        there = homes.get(target)
        if there is None:
            awaited[target][segment] = family
        elif there not in (segment, _SHARED):
            plan.crossing.update((family, target))
    plan.crossing = {family for family in plan.crossing if homes.get(family) != _SHARED}
    return plan


def _numbered(triples: Iterable[Triple], size: int) -> Iterator[tuple[int, Triple]]:
    """Each triple with its segment; a new one begins where a subject ends."""
    segment = count = 0
    last = ""
    for triple in triples:
        if count >= size and triple.subject != last:
            segment, count = segment + 1, 0
        count += 1
        last = triple.subject
        yield segment, triple


def _segments(triples: Iterable[Triple], plan: _Plan, size: int) -> Iterator[tuple[int, list[Triple]]]:
    """The local triples of each segment."""
    current = 0
    local: list[Triple] = []
    for segment, triple in _numbered(triples, size):
        if segment != current:
            yield current, local
            current, local = segment, []
        if not plan.is_shared(triple.subject):
            local.append(triple)
    yield current, local


class _Pool:
    """The triples of shared nodes: by subject, and by the local node they point at."""

    def __init__(self, plan: _Plan, read: Callable[[], Iterator[Triple]]) -> None:
        self._plan = plan
        self.about: dict[str, dict[Triple, None]] = defaultdict(dict)
        self._pointing: dict[str, list[Triple]] = defaultdict(list)
        self._abroad: set[str] = set()
        for triple in read():
            if plan.is_shared(triple.subject) and triple not in self.about[triple.subject]:
                self.about[triple.subject][triple] = None
                if plan.home(triple.object) not in (None, _SHARED):
                    self._pointing[triple.object].append(triple)
                    self._abroad.add(triple.object)

    def triples(self) -> Iterator[Triple]:
        """Every triple of a shared node."""
        return chain.from_iterable(self.about.values())

    def within_reach(self, local: Sequence[Triple], segment: int) -> Iterator[Triple]:
        """The triples of the shared nodes that ``local`` leads to or that lead to it.

        A shared node's triples about other segments are left out: the run that read every text.
        """
        inside = {t.subject for t in local}
        pointing = [t for node in inside for t in self._pointing.get(node, ())]
        nodes = {t.object for t in local if t.object in self.about} | {t.subject for t in pointing}
        seen: set[str] = set()
        for _ in range(_REACH):
            seen |= nodes
            onward: set[str] = set()
            for node in nodes:
                for triple in self.about[node]:
                    if self._plan.home(triple.object) in (None, _SHARED, segment):
                        yield triple
                        if triple.object in self.about and not self._plan.leads_everywhere(triple):
                            onward.add(triple.object)
            nodes = onward - seen

    def context(self, read: Callable[[], Iterator[Triple]], through: frozenset[str]) -> Iterator[Triple]:
        """What shapes can see, through shared nodes, of the local nodes that those point at."""
        if self._abroad:
            for triple in read():
                if triple.subject in self._abroad and (
                    triple.predicate == TYPE or triple.predicate in through
                ):
                    yield triple
