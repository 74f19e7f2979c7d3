"""What the evidence for every name of an article is read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.gazetteer import titles_before_names
from kg.extractors.nominals import person_nouns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.authority import Authority
    from kg.extractors.joining import Candidate
    from kg.extractors.words import Run, Words
    from kg.lexicons import LabelKind, Lexicons


@dataclass(frozen=True, slots=True)
class Scenery:
    """What stays the same for all names of an article.

    ``titled`` are the titles by the word after them, ``printed`` the words of the article, ``nouns`` the
    words that functions of people end in. ``labels`` are the model's
    labels of the candidates by the word after them, ``starts`` by their first word.
    """

    words: Words
    lexicons: Lexicons
    authority: Authority | None
    titled: Mapping[int, Run]
    printed: frozenset[str]
    nouns: frozenset[str]
    labels: Mapping[int, LabelKind]
    starts: Mapping[int, LabelKind]


def read_scenery(
    words: Words,
    titles: Sequence[tuple[Run, str]],
    lexicons: Lexicons,
    authority: Authority | None,
    kept: Sequence[Candidate],
) -> Scenery:
    """What the evidence for names is read from."""
    return Scenery(
        words=words,
        lexicons=lexicons,
        authority=authority,
        titled={run.last: run for run, form in titles if form in titles_before_names(lexicons)},
        printed=frozenset(words.word),
        nouns=person_nouns(lexicons),
        labels={one.run.last: one.label for one in kept},
        starts={one.run.first: one.label for one in kept},
    )
