"""The tokens of a Doc by column, read once: names and statements build their rows from them.

Strings come again from article to article, so what is derived from one is kept by its key in the
vocabulary: a repeated word costs a look-up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.strings import StringStore
    from spacy.tokens import Doc

HEAD = re.compile(r"\w+")
"""The first run of letters and digits of a word or form."""

_ATTRIBUTES: list[int | str] = [
    "ORTH",
    "LEMMA",
    "POS",
    "TAG",
    "DEP",
    "HEAD",
    "SENT_START",
    "IDX",
    "LENGTH",
    "SPACY",
    "IS_SPACE",
    "ENT_IOB",
    "ENT_TYPE",
]
_OPENS = 1  # of SENT_START: the first token of a sentence
_INSIDE, _BEGINS = 1, 3  # of ENT_IOB: a token inside a name, the first token of one
_REMEMBERED = 50_000  # strings, some 15 MB; in news all but the names and numbers met once


class Form(NamedTuple):
    """A string as it is, in lower case, and its first run of letters and digits, "" before another sign."""

    text: str
    lower: str
    first: str


class _Forms(dict[int, Form]):
    """What is derived from the strings of a vocabulary, by their key."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> Form:
        if len(self) > _REMEMBERED:
            self.clear()
        form = self[key] = _form(self._store[key])
        return form


def _form(text: str) -> Form:
    """What is derived from a string; one string serves for all that is equal."""
    lower = text.lower()
    first = first_run(text)
    return Form(text, text if lower == text else lower, text if first == text else first)


def first_run(text: str) -> str:
    """The first run of letters and digits at the beginning, "" before another sign."""
    if text.isalnum():  # most words
        return text
    match = HEAD.match(text)
    return match.group() if match else ""


@lru_cache(maxsize=1)
def _forms_of(store: StringStore) -> _Forms:
    """The forms of the vocabulary in use."""
    return _Forms(store)


@dataclass(frozen=True, slots=True)
class Columns:
    """The tokens of a Doc; every column has one entry for each, blanks included.

    ``lemma`` is in lower case, ``head`` the index of the syntactic head. ``white`` are the tokens of white
    space, ``opening`` those that begin a sentence, ``named`` the first token of each of the model's names,
    the one after it, and its label.
    """

    text: str
    form: list[Form]
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    white: list[int]
    opening: list[int]
    named: list[tuple[int, int, str]]


def columns_of(doc: Doc | Columns) -> Columns:
    """The columns of a Doc, or those that are at hand."""
    return doc if isinstance(doc, Columns) else read_columns(doc)


def read_columns(doc: Doc) -> Columns:
    """The tokens of a Doc by column."""
    table = doc.to_array(_ATTRIBUTES)
    orth, lemma, pos, tag, dep = table.T[:5].tolist()
    # Keys are unsigned and steps to heads are not. Small numbers are read five times as fast as keys.
    steps, opens, start, length, blanks, white, inside = table.T[5:12].astype("int64")
    begun = (inside == _BEGINS).nonzero()[0]
    forms = _forms_of(doc.vocab.strings)
    form = list(map(forms.__getitem__, orth))
    word = [one.text for one in form]
    return Columns(
        text="".join([f"{one} " if blank else one for one, blank in zip(word, blanks.tolist(), strict=True)]),
        form=form,
        word=word,
        lower=[one.lower for one in form],
        lemma=[forms[key].lower for key in lemma],
        pos=[forms[key].text for key in pos],
        tag=[forms[key].text for key in tag],
        dep=[forms[key].text for key in dep],
        head=list(map(add, range(len(word)), steps.tolist())),
        start=start.tolist(),
        end=(start + length).tolist(),
        white=white.nonzero()[0].tolist(),
        opening=(opens == _OPENS).nonzero()[0].tolist(),
        named=_named(
            begun.tolist(),
            [*(inside != _INSIDE).nonzero()[0].tolist(), len(word)],
            [forms[key].text for key in table.T[12][begun].tolist()],
        ),
    )


def _named(begun: Iterable[int], outside: Sequence[int], labels: Iterable[str]) -> list[tuple[int, int, str]]:
    """The model's names with their labels; ``outside`` are the tokens that are not inside one."""
    return [
        (first, outside[bisect_right(outside, first)], label)
        for first, label in zip(begun, labels, strict=True)
        if label
    ]
