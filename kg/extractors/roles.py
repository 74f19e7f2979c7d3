"""The titles and functions that the text gives to named people, and the bodies that are part of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.nominals import person_nouns
from kg.extractors.words import Run
from kg.lexicons.name_words import NameGroup, load_name_words
from kg.model import EntityKind, MentionForm, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extractors.words import Words
    from kg.lexicons import Lexicons
    from kg.model import Mention, Span

_MARKS = frozenset({"'s", "’s", "current", "-"})
_LINKS = frozenset({"of", "for", "at", "with", "in", "from", "to", "on"})
_PARTS = frozenset({"at", "of", "within", "under"})
_MODIFIERS = frozenset({"NN", "NNS", "JJ", "VBG", "HYPH", "NNP", "JJR", "RB"})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.OUTLET, EntityKind.PLATFORM})
_LONGEST_TITLE = 8  # words; longer runs in apposition are descriptions, not titles


@dataclass(frozen=True, slots=True)
class Scene:
    """The mentions by their first word and by the word after them, the titles by their first word.

    ``nouns`` are the words that a function of a person can end in.
    """

    starting: Mapping[int, tuple[Run, Mention]]
    ending: Mapping[int, tuple[Run, Mention]]
    titled: Mapping[int, Run]
    nouns: frozenset[str]


def set_scene(names: Sequence[tuple[Run, Mention]], titled: Mapping[int, Run], lexicons: Lexicons) -> Scene:
    """Where names and titles begin and end, in words."""
    starting = {one[0].first: one for one in names}
    return Scene(starting, {one[0].last: one for one in names}, titled, person_nouns(lexicons))


def find_roles(words: Words, scene: Scene) -> Iterator[Role]:
    """The roles of named people: before the name, in apposition after it or before it."""
    endings = {run.last: run for run in scene.titled.values()}
    for run, mention in scene.starting.values():
        if mention.kind is EntityKind.PERSON and mention.form is MentionForm.NAME:
            yield from _before(words, run, mention.span, endings, scene)
            yield from _after(words, run, mention.span, scene)


def _before(words: Words, run: Run, holder: Span, endings: Mapping[int, Run], scene: Scene) -> Iterator[Role]:
    """Titles before the name: "Russian President Putin", "White House deputy chief of staff Scavino"."""
    comma = words.same_block(run.first - 1, run.first) and words.word[run.first - 1] == ","
    title = endings.get(run.first - comma)
    if title is None or not words.same_block(title.first, run.first):
        return
    if comma and words.dep[run.last - 1] != "appos":
        return
    first = title.first
    while first - 1 not in _ended(scene, first) and _modifies(words, first - 1, title):
        first -= 1
    former, before = _skip_back(words, first)
    body, country = _held_in(scene.ending.get(before))
    yield Role(holder, words.span(Run(first, title.last)), body, country, former)


def _ended(scene: Scene, first: int) -> frozenset[int]:
    """The last word before ``first`` if a mention ends there."""
    return frozenset({first - 1}) if first in scene.ending else frozenset()


def _modifies(words: Words, i: int, title: Run) -> bool:
    """Whether word ``i`` before the title is a lower-case part of it: "deputy", "associate"."""
    if (
        not words.same_block(i, title.first)
        or words.tag[i] not in {"NN", "JJ"}
        or words.lower[i] in load_name_words()[NameGroup.FORMER]
    ):
        return False
    return words.word[i].islower() and title.first <= words.head[i] < title.last + 2


def _is_small(word: str) -> bool:
    """Whether the word may stand between a title and what it is held in: "former", an article, "'s"."""
    groups = load_name_words()
    return word in _MARKS or word in groups[NameGroup.FORMER] or word in groups[NameGroup.DETERMINER]


def _skip_back(words: Words, first: int) -> tuple[bool, int]:
    """Whether "former" stands before ``first``, and where the words before it end."""
    former = False
    i = first - 1
    while words.same_block(i, first) and _is_small(words.lower[i]):
        former |= words.lower[i] in load_name_words()[NameGroup.FORMER]
        i -= 1
    return former, i + 1


def _held_in(found: tuple[Run, Mention] | None) -> tuple[Span | None, Span | None]:
    """The organization and the country that a mention makes a title's scope."""
    if found is None:
        return None, None
    span, kind = found[1].span, found[1].kind
    return (span if kind in _BODIES else None), (span if kind is EntityKind.COUNTRY else None)


def _after(words: Words, run: Run, holder: Span, scene: Scene) -> Iterator[Role]:
    """Functions after it: "Scavino, White House deputy chief of staff,", "Li, a professor at …"."""
    i = run.last
    if not words.same_block(run.last - 1, i) or words.word[i] != ",":
        return
    former, i = _skip(words, i + 1)
    scope = scene.starting.get(i)
    if scope is not None:
        again, i = _skip(words, scope[0].last)
        former |= again
    title = _title_at(words, i, scene)
    if title is None:
        return
    last, body, country = _complement(words, title, scene)
    if scope is not None:
        body, country = (body or _held_in(scope)[0]), (country or _held_in(scope)[1])
    yield Role(holder, words.span(Run(title.first, last)), body, country, former)


def _skip(words: Words, i: int) -> tuple[bool, int]:
    """Whether "former" is among the small words at ``i``, and the first word after them."""
    former, start = False, i
    while words.same_block(start - 1, i) and _is_small(words.lower[i]):
        former |= words.lower[i] in load_name_words()[NameGroup.FORMER]
        i += 1
    return former, i


def _title_at(words: Words, i: int, scene: Scene) -> Run | None:
    """The title or function at word ``i``: a row of the table, or a phrase that ends in a person noun."""
    last = None
    k = i
    while words.same_block(i, k) and k - i < _LONGEST_TITLE and k not in scene.starting:
        known = scene.titled.get(k)
        if known is not None:
            last, k = known.last, known.last
            continue
        if words.tag[k] not in _MODIFIERS:
            break
        last = k + 1 if words.lower[k] in scene.nouns else last
        k += 1
    return Run(i, last) if last is not None else None


def _complement(words: Words, title: Run, scene: Scene) -> tuple[int, Span | None, Span | None]:
    """Where the title ends ("director of communications") and the body and country it is held in."""
    body: Span | None = None
    country: Span | None = None
    last = k = title.last
    plain = True
    while words.same_block(title.first, k) and k - title.last < _LONGEST_TITLE:
        if k in scene.starting:
            found = _held_in(scene.starting[k])
            body, country = body or found[0], country or found[1]
            plain = False
            k = scene.starting[k][0].last
            if body or country:
                break
        elif words.lower[k] in _LINKS or _is_small(words.lower[k]):
            k += 1
        elif plain and words.tag[k] in {"NN", "NNS", "JJ"}:
            k += 1
            last = k if words.lower[title.last] == "of" else last
        else:
            break
    return last, body, country


def find_parts(words: Words, scene: Scene) -> Iterator[tuple[Span, Span]]:
    """Pairs of bodies, part before whole: "… Institute at the … Academy"."""
    for run, part in scene.starting.values():
        if part.kind not in _BODIES or not words.same_block(run.last - 1, run.last + 1):
            continue
        if words.lower[run.last] in _PARTS:
            k = run.last + 1 + (words.lower[run.last + 1] == "the")
            whole = scene.starting.get(k)
            if whole is not None and whole[1].kind in _BODIES:
                yield part.span, whole[1].span
