"""What stands around a name where it is used: titles, prepositions, verbs of speech, functions, brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicons import LabelKind
from kg.lexicons.name_words import NameGroup, load_name_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extractors.scenery import Scenery
    from kg.extractors.words import Run, Words

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,7}s?")
_AGE = re.compile(r"\d{1,3}")
_QUOTES = frozenset("\"'“”‘’")
_LONGEST_EXPANSION = 16  # words between the brackets
_BEFORE = {
    NameGroup.PLACE_LINK: "in before",
    NameGroup.BODY_NOUN: "body noun before",
    NameGroup.MEDIA: "body noun before",
    NameGroup.PLACE_NOUN: "place noun before",
    NameGroup.SAYING: "said before",
}
_AFTER = {NameGroup.BODY_NOUN: "body noun after", NameGroup.PLACE_NOUN: "place noun after"}
_BRACKETED = {
    LabelKind.PERSON: ("in brackets after person",),
    LabelKind.ORGANIZATION: ("in brackets after body",),
}
_JOINED = frozenset({",", "and", "or", "&"})
_LISTED = frozenset({LabelKind.PERSON, LabelKind.ORGANIZATION, LabelKind.PLACE})
_ARTICLES = frozenset({"a", "an", "the"})
_COMPLEMENT = frozenset({"IN", "WDT", "VBN", "VBG"})
_DESCRIBING = ("NN", "JJ", "VBN", "HYPH")  # Penn tags in a description: "state-owned news website"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def neighbour_features(scene: Scenery, run: Run) -> Iterator[str]:
    """What stands around one use."""
    words = scene.words
    first, last = run.first, run.last
    before = [words.beside(i, first) for i in (first - 1, first - 2)]
    after = [words.beside(i, first) for i in (last, last + 1, last + 2, last + 3)]
    groups = load_name_words()
    if run.first in scene.titled:
        yield "title before"
    yield from _before(scene, run, before)
    if before[0] == "(" and after[0] == ")":
        yield "in brackets"
        yield from _BRACKETED.get(scene.labels.get(run.first - 1, LabelKind.NONE), ())
        if before[1].islower() and words.word[run.first - 2].islower():
            yield "acronym of common noun"
    if not before[0] and after[0] in {",", ":", "(", "—", "-", "–"} and words.printed(run).isupper():
        yield "dateline"
    if before[0] == "," and after[0] == ",":
        yield "between commas"
    linked = before[0] in groups[NameGroup.BODY_LINK] or before[1] in groups[NameGroup.BODY_LINK]
    yield from (one for one in _after(scene, run, after) if not (linked and one == "who after"))
    yield from _listed(scene, run)
    if words.dep[run.last - 1] in _SUBJECTS:
        head = words.head[run.last - 1]
        yield "speaks" if words.lower[head] in groups[NameGroup.SAYING] else "subject"


def _listed(scene: Scenery, run: Run) -> Iterator[str]:
    """What the model calls the names that a comma or "and" joins to this one."""
    before, after = _past_commas(scene, run.first - 1, -1), _past_commas(scene, run.last, 1)
    found = {
        scene.labels.get(before + 1) if before < run.first - 1 else None,
        scene.starts.get(after) if after > run.last else None,
    }
    yield from sorted(f"listed with {label}" for label in found if label in _LISTED)


def _past_commas(scene: Scenery, i: int, step: int) -> int:
    """The first word from ``i`` on, in the direction of ``step``, that is no comma or "and", two at most."""
    for k in (i, i + step):
        if not scene.words.same_block(k, i - step) or scene.words.lower[k] not in _JOINED:
            return k
    return i + 2 * step


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
    elif near == "," and far in groups[NameGroup.BODY_NOUN]:
        yield "body noun and comma before"
    elif near == "," and far in scene.nouns:
        yield "person noun and comma before"
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
        yield from _after_comma(scene, run.last, after)
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


def _after_comma(scene: Scenery, last: int, after: Sequence[str]) -> Iterator[str]:
    """What follows a comma, word ``last``, behind one use: an age, a relative clause, a function, a gloss."""
    if _AGE.fullmatch(after[1]) and after[2] in {",", "."}:
        yield "age after"
    elif after[1] in {"who", "whose", "whom"}:
        yield "who after"
    elif after[1] in {"which", "where"}:
        yield f"{after[1]} after"
    elif not scene.nouns.isdisjoint(after[1:]):
        yield "function after"
    elif after[1] in _ARTICLES and _glossed_as_body(scene.words, last + 2, definite=after[1] == "the"):
        yield "body gloss after"


def _glossed_as_body(words: Words, first: int, *, definite: bool) -> bool:
    """Whether the noun that the words from ``first`` on describe is a body: "a Telegram channel".

    With "the" something has to tell which: "the army body in charge of roads", not ", the party said".
    """
    groups = load_name_words()
    last = first
    while words.same_block(first, last) and words.tag[last].startswith(_DESCRIBING):
        last += 1
    heads = {words.lower[last - 1], " ".join(words.lower[last - 2 : last])} if last > first else set()
    if heads.isdisjoint(groups[NameGroup.BODY_NOUN] | groups[NameGroup.MEDIA]):
        return False
    return not definite or (words.same_block(first, last) and words.tag[last] in _COMPLEMENT)


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
