"""Verbs of saying at the end of a sentence that the parser took for nouns: "…, a leaked memo shows."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.statements.cues import Cues

# The longest name of a paper before its verb ("a confidential memo from the port seen by Reuters"), and the
# farthest that an auxiliary stands before its verb.
_REACH = 16
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def read_verbs(
    lower: Sequence[str],
    *,
    lemma: list[str],
    pos: list[str],
    tag: list[str],
    head: list[int],
    dep: list[str],
) -> None:
    """Make the last noun of "the gate was open, the video shows." the verb that it is, in place.

    So it does with "…, emails obtained by the Ledger show." Only behind a comma and a noun for something
    written or shown, after a clause with a finite verb.
    """
    cues = load_cues()
    for verb in range(3, len(lower) - 1):
        if lower[verb + 1] != "." or not cues.has("shown verb", _singular(lower[verb], tag[verb])):
            continue
        comma = next((t for t in range(verb - 2, max(verb - _REACH, 0), -1) if lower[t] == ","), None)
        paper = None if comma is None else _paper(range(comma + 1, verb), lemma, pos, cues)
        if comma is None or paper is None or (tag[verb] == "NN") != (tag[paper] == "NNS"):
            continue
        main = comma
        while head[main] != main:
            main = head[main]
        helpers = (t for t in range(max(main - _REACH, 0), main) if head[t] == main)
        if main < comma and any(tag[t] in _FINITE for t in (main, *helpers)):
            several = tag[verb] == "NN"
            lemma[verb] = lower[verb] if several else lower[verb].removesuffix("s")
            pos[verb], tag[verb] = "VERB", "VBP" if several else "VBZ"
            head[main], dep[main], head[verb], dep[verb] = verb, "ccomp", verb, "ROOT"
            head[comma] = verb
            _gather(range(comma + 1, verb), paper, verb, head=head, dep=dep)


def _singular(word: str, tag: str) -> str:
    """The form of the verb behind one thing, if a word tagged as a noun can be it; else "".

    "emails obtained by the Ledger show", "the video shows".
    """
    return word if tag == "NNS" else f"{word}s" if tag == "NN" else ""


def _paper(words: range, lemma: Sequence[str], pos: Sequence[str], cues: Cues) -> int | None:
    """The first noun for something written or shown among the words, unless they are the end of a list."""
    if any(pos[t] == "CCONJ" for t in words):
        return None
    return next((t for t in words if pos[t] in _NOUNS and cues.has("shown noun", lemma[t])), None)


def _gather(words: range, paper: int, verb: int, *, head: list[int], dep: list[str]) -> None:
    """Hang the words of the subject below its noun: those that hung on the verb or outside hang on it."""
    for t in words:
        if t == paper:
            head[t], dep[t] = verb, "nsubj"
        elif head[t] == verb or head[t] not in words:
            head[t] = paper
