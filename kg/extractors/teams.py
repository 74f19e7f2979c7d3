"""In a report of a match, countries and cities that play are teams, not places.

"Sweden beat Panama", "Leeds 2 – 1 Chelsea": there the names stand for bodies of players. A use
behind a preposition of place stays a place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.lexicons.name_words import NameGroup, load_name_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.extractors.words import Run, Words

# A match report names its sport in about every thirtieth word and gives a score; politics that
# borrows the words ("goal", "race") stays below both (22 Wikinews and 100 local-press articles).
_SPORT_SHARE = 0.012
_SPORT_KINDS = 5
_SCORE = re.compile(r"\b\d{1,3} ?[-–—] ?\d{1,3}\b")
_PLAYS = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "ROOT", "conj", "nmod", "npadvmod"})


def is_match_report(words: Words) -> bool:
    """Whether the article reports matches: words of sport in number and variety, and a score."""
    sport = load_name_words()[NameGroup.SPORT]
    found = Counter([word for word in words.lower if word in sport])
    if len(found) < _SPORT_KINDS or sum(found.values()) < _SPORT_SHARE * len(words):
        return False
    return _SCORE.search(words.text) is not None


def find_teams(words: Words, uses: Iterable[Run], key: Callable[[Run], str]) -> frozenset[Run]:
    """Those uses of place names that stand for teams; empty when the article reports no match.

    ``key`` gives a name's identity. A name is a team's when it plays in half of its uses or more,
    those behind a preposition of place not counted: these stay places.
    """
    if not is_match_report(words):
        return frozenset()
    by_name: dict[str, list[Run]] = defaultdict(list)
    for run in uses:
        if not _located(words, run):
            by_name[key(run)].append(run)
    return frozenset(
        run
        for runs in by_name.values()
        if 2 * sum(_plays(words, run) for run in runs) >= len(runs)
        for run in runs
    )


def _located(words: Words, run: Run) -> bool:
    """Whether a preposition of place stands before the name."""
    before = words.lower[run.first - 1] if words.same_block(run.first - 1, run.first) else ""
    return before in load_name_words()[NameGroup.PLACE_LINK] or before in {"at", "from"}


def _plays(words: Words, run: Run) -> bool:
    """Whether the name acts, is acted upon, owns something or stands beside a score here."""
    before = words.lower[run.first - 1] if words.same_block(run.first - 1, run.first) else ""
    beside = (run.first - 1, run.last)
    if any(words.same_block(i, run.first) and words.word[i].isdigit() for i in beside):
        return True
    return words.dep[run.last - 1] in _PLAYS or before in load_name_words()[NameGroup.AGAINST]
