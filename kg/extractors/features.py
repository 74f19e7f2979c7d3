"""What can be seen of a name in one article: its labels, its form, its neighbours, longer names, tables.

Each feature is a number from 0 to 1: a share of the name's uses, or 1 when something holds at all.
``evidence`` turns them into a kind with the weights of ``lexicons/name_evidence.tsv``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.extractors.acronyms import INITIALLED, acronym_after
from kg.extractors.boundaries import first_words, last_words, place_words
from kg.extractors.neighbours import neighbour_features
from kg.lexicons import Gender, LabelKind
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extractors.joining import Candidate
    from kg.extractors.scenery import Scenery
    from kg.extractors.words import Run, Words

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,7}s?")
_CAMEL = re.compile(r"[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*")
_SITE = re.compile(r"[\w-]+\.[a-z]{2,4}(?:\.[a-z]{2})?")
_INITIAL = re.compile(r"[A-Z]\.?")
_ACRONYM_OF: Mapping[EntityKind | None, str] = {
    EntityKind.ORGANIZATION: "acronym of body",
    EntityKind.PLACE: "acronym of place",
}
# Features that tell as much when they hold for one use as for all.
_TELLING = (
    "acronym of common noun",
    "place noun before",
    "place noun after",
    "title before",
    "age after",
    "who after",
    "speaks",
    "said before",
    "person noun before",
    "body noun before",
    "expanded after",
    "in brackets",
    "in brackets after person",
    "in brackets after body",
    "person noun and comma before",
    "body noun and comma before",
    "body noun after",
)


@dataclass(slots=True)
class Families:
    """The parts of names already decided: evidence for shorter names made of them."""

    words: dict[EntityKind, set[str]] = field(default_factory=lambda: defaultdict(set))
    firsts: dict[EntityKind, set[str]] = field(default_factory=lambda: defaultdict(set))
    lasts: dict[EntityKind, set[str]] = field(default_factory=lambda: defaultdict(set))
    acronyms: dict[str, EntityKind | None] = field(default_factory=dict)

    def learn(self, words: Words, uses: Sequence[Candidate], kind: EntityKind | None) -> None:
        """Remember the parts of a decided name of several words, and an acronym in brackets after it."""
        run = uses[0].run
        if len(run) == 1:
            return
        for one in uses:
            acronym = acronym_after(words, one.run)
            if acronym:
                self.acronyms.setdefault(acronym.lower(), kind)
        if kind is None:
            return
        parts = words.lower[run.first : run.last]
        self.firsts[kind].add(parts[0])
        self.lasts[kind].add(parts[-1])
        self.words[kind].update(parts)

    def features(self, words: Words, run: Run) -> Iterator[str]:
        """What longer names say about a name of one word."""
        if len(run) > 1:
            return
        word = words.lower[run.first]
        if word in self.lasts[EntityKind.PERSON]:
            yield "surname"
        elif word in self.firsts[EntityKind.PERSON]:
            yield "given name"
        elif word in self.words[EntityKind.PERSON]:
            yield "middle name"
        if word in self.words[EntityKind.ORGANIZATION]:
            yield "in body"
        if word in self.words[EntityKind.PLACE]:
            yield "in place"
        if word in self.acronyms:
            yield _ACRONYM_OF.get(self.acronyms[word], "acronym of thing")


def name_features(scene: Scenery, uses: Sequence[Candidate], families: Families) -> dict[str, float]:
    """Every feature of one name that is not 0."""
    found: dict[str, int] = {}
    size = "one word" if len(uses[0].run) == 1 else "words"
    for one in uses:
        for feature in (*_labels(one.label, size), *neighbour_features(scene, one.run)):
            found[feature] = found.get(feature, 0) + 1
    result = {feature: count / len(uses) for feature, count in found.items()}
    words, run = scene.words, uses[0].run
    for feature in (*_form(scene, run), *_tables(scene, run), *families.features(words, run)):
        result[feature] = 1.0
    for feature in _TELLING:
        if feature in result:
            result[f"{feature} once"] = 1.0
    if any(acronym_after(words, one.run) for one in uses):
        result["acronym after"] = 1.0
    if "acronym" in result and "label Organization" in result:
        result["label Organization, acronym"] = result["label Organization"]
    result["bias"] = 1.0
    return result


@cache
def _labels(label: LabelKind, size: str) -> tuple[str, str]:
    """What the model's label says, alone and for a name of this size."""
    return f"label {label}", f"label {label}, {size}"


def _form(scene: Scenery, run: Run) -> Iterator[str]:
    """What the form of the name says."""
    parts = scene.words.word[run.first : run.last]
    yield f"{min(len(run), 4)} words"
    if len(run) == 1:
        yield from _single(scene, parts[0])
        return
    lower = scene.words.lower[run.first : run.last]
    yield from _countries(scene, parts)
    yield from _head_words(scene, parts, lower)
    if scene.lexicons.given_names.get(lower[0], Gender.UNKNOWN) is not Gender.UNKNOWN:
        yield "given name first"
    if "&" in lower:
        yield "ampersand"
    if any(_INITIAL.fullmatch(part) for part in parts):
        yield "initials"
    if any(_ACRONYM.fullmatch(part) and len(part) > 1 + (part[-1] == ".") for part in parts):
        yield "acronym inside"
    if any(part.isdigit() for part in parts):
        yield "number inside"


def _countries(scene: Scenery, parts: Sequence[str]) -> Iterator[str]:
    """Whether a longer name begins or ends with a country: "Nordfrakt Norway"."""
    if parts[-1] in scene.lexicons.country_forms:
        yield "country last"
    elif parts[0] in scene.lexicons.country_forms:
        yield "country first"


def _head_words(scene: Scenery, parts: Sequence[str], lower: Sequence[str]) -> Iterator[str]:
    """What the words at the ends of a longer name say; of a body that many countries have, all of it."""
    ends = {lower[0], lower[-1]}
    groups = load_name_words()
    heads = lower[-1] in last_words(scene.lexicons) or lower[0] in first_words(scene.lexicons)
    if heads or " ".join(parts) in scene.lexicons.generic_bodies:
        yield "body word"
    elif not last_words(scene.lexicons).isdisjoint(lower):
        yield "body word inside"
    if ends & place_words(scene.lexicons):
        yield "place word"
    if ends & groups[NameGroup.FACILITY]:
        yield "facility word"
    if ends & groups[NameGroup.THING]:
        yield "thing word"
    if not groups[NameGroup.JOINER].isdisjoint(lower):
        yield "joiner"


def _single(scene: Scenery, word: str) -> Iterator[str]:
    """What the form of a name of one word says."""
    if _ACRONYM.fullmatch(word) and word.isupper():
        yield "acronym"
    elif word.isupper():
        yield "capitals"
    if INITIALLED.fullmatch(word):
        yield "initials"
    if _SITE.fullmatch(word):
        yield "site"
    if _CAMEL.fullmatch(word):
        yield "camel case"
    if word.islower():
        yield "lower case"
    yield from _listed_word(scene, word.lower())


def _listed_word(scene: Scenery, lower: str) -> Iterator[str]:
    """What the article and the word lists know of a name of one word."""
    groups = load_name_words()
    if lower in scene.printed and lower.islower():
        yield "also lower case"
    if lower in groups[NameGroup.INSTITUTION]:
        yield "institution"
    elif lower in last_words(scene.lexicons) or lower in first_words(scene.lexicons):
        yield "bare body word"
    if lower in place_words(scene.lexicons) or lower in groups[NameGroup.THING]:
        yield "bare thing word"
    if scene.lexicons.given_names.get(lower, Gender.UNKNOWN) is not Gender.UNKNOWN:
        yield "bare given name"


def _tables(scene: Scenery, run: Run) -> Iterator[str]:
    """What the authority knows under the name."""
    if scene.authority is None:
        return
    name = scene.words.of(run)
    many = "one word" if len(run) == 1 else "words"
    if len(run) > 1 and scene.authority.knows_person(name):
        yield "known person"
    if scene.authority.knows_organization(name):
        yield f"known body, {many}"
    if scene.authority.knows_place(name):
        yield f"known place, {many}"
