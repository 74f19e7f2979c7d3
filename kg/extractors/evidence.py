"""What each name of an article names, from everything the article and the tables say about it.

One name has one kind in one article. Every feature of a name weighs for or against each kind; the
weights are rows of ``lexicons/name_evidence.tsv``, and the kind with the largest sum is chosen.
Longer names are decided first, because they prove what shorter ones made of their words name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.features import Families, name_features
from kg.lexicons import TABLES, LabelKind, read_rows
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extractors.joining import Candidate
    from kg.extractors.scenery import Scenery
    from kg.extractors.words import Run, Words

Kind = EntityKind | None
"""What a name names; None is anything that the graph has no class for (a law, a festival, a breed)."""

KINDS: tuple[Kind, ...] = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE, None)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What a feature of a name weighs for each kind, in hundredths; ``feature`` is the key."""

    feature: str
    person: str
    organization: str
    place: str
    thing: str
    source: str


@cache
def load_weights() -> Mapping[str, tuple[float, ...]]:
    """The weights of each feature, in the order of ``KINDS``."""
    rows = read_rows(TABLES / "name_evidence.tsv", EvidenceRow)
    return {
        row.feature: tuple(int(cell) / 100 for cell in (row.person, row.organization, row.place, row.thing))
        for row in rows
    }


def name_key(words: Words, run: Run) -> str:
    """The name as the key of its evidence: its words, whatever their case or the blanks between."""
    return words.of(run).casefold()


def by_name(words: Words, candidates: Sequence[Candidate]) -> Iterator[tuple[str, list[Candidate]]]:
    """The uses of each name, longer names first, then in alphabetical order."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        found[name_key(words, one.run)].append(one)
    for name in sorted(found, key=lambda key: (-len(found[key][0].run), key)):
        yield name, found[name]


def weigh_names(scene: Scenery, candidates: Sequence[Candidate]) -> dict[int, Kind]:
    """The kind of every candidate's name, by the candidate's first word."""
    weights = load_weights()
    kinds: dict[int, Kind] = {}
    families = Families()
    for _, uses in by_name(scene.words, candidates):
        features = name_features(scene, uses, families)
        kind = None if _of_a_faith(scene.words, uses) else choose(features, weights)
        kinds.update((one.run.first, kind) for one in uses)
        families.learn(scene.words, uses, kind)
    return kinds


def _of_a_faith(words: Words, uses: Sequence[Candidate]) -> bool:
    """Whether the name is just a word for those of a faith, and nobody's given name ("Christian")."""
    run = uses[0].run
    if len(run) > 1 or words.lower[run.first] not in load_name_words()[NameGroup.CREED]:
        return False
    return all(one.label is not LabelKind.PERSON for one in uses)


def choose(features: Mapping[str, float], weights: Mapping[str, tuple[float, ...]]) -> Kind:
    """The kind for which the features weigh most; the first of equal ones."""
    person = organization = place = thing = 0.0
    for feature, value in features.items():
        row = weights.get(feature)
        if row is not None:
            person += value * row[0]
            organization += value * row[1]
            place += value * row[2]
            thing += value * row[3]
    sums = (person, organization, place, thing)
    return KINDS[sums.index(max(sums))]
