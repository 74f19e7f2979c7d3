"""In a report of a match, countries and cities that play are teams, not places.

"Sweden beat Panama", "Leeds 2 – 1 Chelsea": there the names stand for bodies of players. A use
behind a preposition of place stays a place.
"""

from __future__ import annotations

import re
from collections import Counter
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
_AGAINST = frozenset({"against", "over", "to", "by", "for", "v", "vs", "with", "beat"})


def is_match_report(words: Words) -> bool:
    """Whether the article reports matches: words of sport in number and variety, and a score."""
    sport = load_name_words()[NameGroup.SPORT]
    found = Counter(word for word in words.lower if word in sport)
    if len(found) < _SPORT_KINDS or sum(found.values()) < _SPORT_SHARE * len(words):
        return False
    return _SCORE.search(words.text) is not None


def find_teams(words: Words, uses: Iterable[Run], key: Callable[[Run], str]) -> frozenset[Run]:
    """Those uses of place names that stand for teams; empty when the article reports no match.

    ``key`` gives a name's identity: a name plays when half of its uses or more do.
    """
    if not is_match_report(words):
        return frozenset()
    plays: dict[str, list[tuple[Run, bool]]] = {}
    for run in uses:
        plays.setdefault(key(run), []).append((run, _plays(words, run)))
    return frozenset(
        run
        for found in plays.values()
        if 2 * sum(playing for _, playing in found) >= len(found)
        for run, playing in found
        if playing
    )


def _plays(words: Words, run: Run) -> bool:
    """Whether the name acts, is acted upon or stands beside a score here."""
    before = words.lower[run.first - 1] if words.same_block(run.first - 1, run.first) else ""
    if before in load_name_words()[NameGroup.PLACE_LINK] or before in {"at", "from", "of", ","}:
        return False
    beside = (run.first - 1, run.last)
    if any(words.same_block(i, run.first) and words.word[i].isdigit() for i in beside):
        return True
    return words.dep[run.last - 1] in _PLAYS or before in _AGAINST
