"""What can be seen of a name in one article: its labels, its form, its neighbours, longer names, tables.

Each feature is a number from 0 to 1: a share of the name's uses, or 1 when something holds at all.
``evidence`` turns them into a kind with the weights of ``lexicons/name_evidence.tsv``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extractors.boundaries import first_words, last_words
from kg.lexicons import Gender
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.authority import Authority
    from kg.extractors.candidates import Candidate
    from kg.extractors.words import Run, Words
    from kg.lexicons import Lexicons

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,7}s?")
_AGE = re.compile(r"\d{1,3}")
_CAMEL = re.compile(r"[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*")
_INITIAL = re.compile(r"[A-Z]\.?")
_VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB"})
_QUOTES = frozenset("\"'“”‘’")
# Features that tell as much when they hold for one use as for all.
_TELLING = (
    "title before",
    "age after",
    "who after",
    "speaks",
    "said before",
    "person noun before",
    "body noun before",
    "expanded after",
    "in brackets",
)
_OFTEN = 3  # uses; then the model's majority label is seldom chance
_LONGEST_EXPANSION = 16  # words between the brackets
_BEFORE = {
    NameGroup.PLACE_LINK: "in before",
    NameGroup.BODY_NOUN: "body noun before",
    NameGroup.MEDIA: "body noun before",
    NameGroup.PLACE_NOUN: "place noun before",
    NameGroup.SAYING: "said before",
}
_AFTER = {NameGroup.BODY_NOUN: "body noun after", NameGroup.PLACE_NOUN: "place noun after"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Scenery:
    """What stays the same for all names of an article.

    ``titled`` are the titles by the word after them, ``common`` the words that the article also
    prints in lower case, ``nouns`` the words that functions of people end in.
    """

    words: Words
    lexicons: Lexicons
    authority: Authority | None
    titled: Mapping[int, Run]
    common: frozenset[str]
    nouns: frozenset[str]
    place_words: frozenset[str]


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
            acronym = _bracketed_after(words, one.run)
            if acronym:
                self.acronyms.setdefault(acronym, kind)
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
            yield "acronym of body" if self.acronyms[word] is EntityKind.ORGANIZATION else "acronym of thing"


def _bracketed_after(words: Words, run: Run) -> str:
    """The one word in brackets straight after the run, in lower case, or ""."""
    close = run.last + 2
    if words.same_block(run.last - 1, close) and words.word[run.last] == "(" and words.word[close] == ")":
        return words.lower[run.last + 1]
    return ""


def name_features(scene: Scenery, uses: Sequence[Candidate], families: Families) -> dict[str, float]:
    """Every feature of one name that is not 0."""
    found: Counter[str] = Counter()
    for one in uses:
        found[f"label {one.label}"] += 1
        found[f"label {one.label}, {'one word' if len(one.run) == 1 else 'words'}"] += 1
        for feature in _context(scene, one.run):
            found[feature] += 1
    result = {feature: count / len(uses) for feature, count in found.items()}
    words, run = scene.words, uses[0].run
    for feature in (*_form(scene, run), *_tables(scene, run), *families.features(words, run)):
        result[feature] = 1.0
    for feature in _TELLING:
        if feature in result:
            result[f"{feature} once"] = 1.0
    if len(uses) >= _OFTEN:
        label, count = Counter(one.label for one in uses).most_common(1)[0]
        if count > len(uses) / 2:
            result[f"label {label}, often"] = 1.0
        result["often"] = 1.0
    result["bias"] = 1.0
    return result


def _context(scene: Scenery, run: Run) -> Iterator[str]:
    """What stands around one use."""
    words = scene.words
    before = [
        words.lower[i] if words.same_block(i, run.first) else "" for i in (run.first - 1, run.first - 2)
    ]
    after = [
        words.lower[i] if words.same_block(run.last - 1, i) else "" for i in range(run.last, run.last + 4)
    ]
    groups = load_name_words()
    if run.first in scene.titled:
        yield "title before"
    yield from _before(scene, run, before)
    if before[0] == "(" and after[0] == ")":
        yield "in brackets"
        if before[1].islower() and words.word[run.first - 2].islower():
            yield "acronym of common noun"
    if not before[0] and after[0] in {",", ":", "(", "—", "-", "–"} and words.printed(run).isupper():
        yield "dateline"
    if before[0] == "," and after[0] == ",":
        yield "between commas"
    yield from _after(scene, run, after)
    if words.dep[run.last - 1] in _SUBJECTS:
        head = words.head[run.last - 1]
        yield "speaks" if words.lower[head] in groups[NameGroup.SAYING] else "subject"


def _before(scene: Scenery, run: Run, before: Sequence[str]) -> Iterator[str]:
    """What stands in front of one use: the last word before it that is no quotation mark."""
    near, far = before if before[0] not in _QUOTES else (before[1], "")
    groups = load_name_words()
    if near == "the":
        yield "the before, one word" if len(run) == 1 else "the before"
        if far in groups[NameGroup.PLACE_LINK]:
            yield "in the before"
    elif near in groups[NameGroup.BODY_LINK]:
        yield f"{near} before"
        if near == "of" and far in groups[NameGroup.PLACE_NOUN]:
            yield "place noun before"
    elif near in scene.nouns and near not in groups[NameGroup.BODY_NOUN]:
        yield "person noun before"
    else:
        yield from (feature for group, feature in _BEFORE.items() if near in groups[group])
        if not near:
            yield "starts block"


def _after(scene: Scenery, run: Run, after: Sequence[str]) -> Iterator[str]:
    """What stands behind one use."""
    words = scene.words
    if after[0] == ",":
        yield from _after_comma(scene, after)
    elif after[0] == "who":
        yield "who after"
    elif after[0] in {"'s", "’s"}:
        yield "possessive"
        if after[1] in scene.nouns or after[2] in scene.nouns:
            yield "somebody's function"
    elif after[0] == "(":
        yield "bracket after"
        if _expanded(words, run):
            yield "expanded after"
    elif words.same_block(run.last - 1, run.last) and words.tag[run.last] in {"NN", "NNS"}:
        yield "noun after"
        if after[0] in scene.nouns:
            yield "function noun after"
        yield from (feature for group, feature in _AFTER.items() if after[0] in load_name_words()[group])


def _after_comma(scene: Scenery, after: Sequence[str]) -> Iterator[str]:
    """What follows a comma behind one use: an age, a relative clause, a function."""
    if _AGE.fullmatch(after[1]) and after[2] in {",", "."}:
        yield "age after"
    elif after[1] in {"who", "whose", "whom"}:
        yield "who after"
    elif after[1] in {"which", "where"}:
        yield f"{after[1]} after"
    elif not scene.nouns.isdisjoint(after[1:]):
        yield "function after"


def _expanded(words: Words, run: Run) -> bool:
    """Whether the bracket after an acronym spells it out: the initials of its capital words agree."""
    letters = words.word[run.first]
    if len(run) > 1 or not _ACRONYM.fullmatch(letters):
        return False
    inside = []
    i = run.last + 1
    while words.same_block(run.first, i) and words.word[i] != ")" and i < run.last + _LONGEST_EXPANSION:
        inside.append(words.word[i])
        i += 1
    return "".join(word[0] for word in inside if word[:1].isupper()).startswith(letters[:2])


def _form(scene: Scenery, run: Run) -> Iterator[str]:
    """What the form of the name says."""
    parts = scene.words.word[run.first : run.last]
    yield f"{min(len(run), 4)} words"
    if len(run) == 1:
        yield from _single(scene, parts[0])
        return
    lower = scene.words.lower[run.first : run.last]
    yield from _head_words(scene, lower)
    if scene.lexicons.given_names.get(lower[0], Gender.UNKNOWN) is not Gender.UNKNOWN:
        yield "given name first"
    if any(_INITIAL.fullmatch(part) for part in parts):
        yield "initials"
    if any(_ACRONYM.fullmatch(part) and len(part) > 1 + (part[-1] == ".") for part in parts):
        yield "acronym inside"
    if any(part.isdigit() for part in parts):
        yield "number inside"


def _head_words(scene: Scenery, lower: Sequence[str]) -> Iterator[str]:
    """What the words at the ends of a longer name say."""
    ends = {lower[0], lower[-1]}
    groups = load_name_words()
    if lower[-1] in last_words(scene.lexicons) or lower[0] in first_words(scene.lexicons):
        yield "body word"
    elif not last_words(scene.lexicons).isdisjoint(lower):
        yield "body word inside"
    if ends & scene.place_words:
        yield "place word"
    if ends & groups[NameGroup.FACILITY]:
        yield "facility word"
    if ends & groups[NameGroup.THING]:
        yield "thing word"
    if not groups[NameGroup.JOINER].isdisjoint(lower):
        yield "joiner"


def _single(scene: Scenery, word: str) -> Iterator[str]:
    """What the form of a name of one word says."""
    lower = word.lower()
    if _ACRONYM.fullmatch(word) and word.isupper():
        yield "acronym"
    elif word.isupper():
        yield "capitals"
    if _CAMEL.fullmatch(word):
        yield "camel case"
    if word.islower():
        yield "lower case"
    if lower in scene.common:
        yield "also lower case"
    if lower in last_words(scene.lexicons) or lower in first_words(scene.lexicons):
        yield "bare body word"
    if lower in scene.place_words or lower in load_name_words()[NameGroup.THING]:
        yield "bare thing word"
    if scene.lexicons.given_names.get(lower, Gender.UNKNOWN) is not Gender.UNKNOWN:
        yield "bare given name"


def _tables(scene: Scenery, run: Run) -> Iterator[str]:
    """What the authority knows under the name."""
    if scene.authority is None:
        return
    name = scene.words.of(run)
    many = "one word" if len(run) == 1 else "words"
    if len(run) > 1 and scene.authority.people(name):
        yield "known person"
    if scene.authority.organizations(name):
        yield f"known body, {many}"
    if scene.authority.places(name):
        yield f"known place, {many}"
