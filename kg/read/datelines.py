"""The place, day and agency that open a dispatch ("OSLO, March 3 (Reuters) -") apart from its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.read.names import is_capital, is_known_outlet, is_place
from kg.read.stamps import scan_stamp
from kg.read.tokens import tokenize
from kg.read.words import BylineWord, words

if TYPE_CHECKING:
    from kg.read.stamps import Moment

# "WASHINGTON/UNITED NATIONS, September 30, 2025 (Agence France-Presse)" has 70 characters.
_LONGEST: Final = 110
_MOST_PLACE_WORDS: Final = 6
_SHORTEST_PLACE: Final = 3  # "US - China talks resume" is a headline
_MOST_PLACE_PARTS: Final = 3
# "Moscow: We will not yield." is a turn of a conversation; first sentences of dispatches are longer.
_SHORTEST_DISPATCH: Final = 60

_END: Final = re.compile(r"\s*(?:-{2,3}|[–—―]|-(?=\s)|:(?=\s))\s*")
_AGENCY: Final = re.compile(r"\s*\(([^()]{2,40})\)\s*$")
# "Oslo (CNN)The minister said": no dash, and often no blank.
_WITHOUT_DASH: Final = re.compile(r"[^()]{0,60}\(([^()]{2,40})\)\s?(?=[A-Z0-9\"'“‘«])")
_OPENING: Final = "\"'“‘«("


@dataclass(frozen=True, slots=True)
class Dateline:
    """How many characters of the line the dateline takes, its dash included, and the day it prints."""

    end: int
    moments: tuple[Moment, ...] = ()


def find_dateline(text: str, *, first: bool) -> Dateline | None:
    """The dateline that a paragraph begins with, or None.

    ``first`` tells that it is the article's first paragraph, where a place and a dash are enough;
    later ones need the agency or the day too.
    """
    for match in _END.finditer(text, 0, min(len(text), _LONGEST)):
        if match.start() and match.end() < len(text) and _begins_sentence(text[match.end()]):
            colon = ":" in match.group()
            found = _moments(text[: match.start()], colon=colon, first=first)
            if found is not None and (not colon or len(text) - match.end() >= _SHORTEST_DISPATCH):
                return Dateline(len(text[: match.end()].rstrip()), found)
    return _without_dash(text) if first else None


def _without_dash(text: str) -> Dateline | None:
    """The dateline that ends in the name of an outlet in brackets."""
    match = _WITHOUT_DASH.match(text, 0, _LONGEST)
    if match is None or not is_known_outlet(match.group(1)) or len(text) < _SHORTEST_DISPATCH:
        return None
    head = text[: match.end()].rstrip()
    found = _moments(head, colon=False, first=True)
    return None if found is None else Dateline(len(head), found)


def _moments(head: str, *, colon: bool, first: bool) -> tuple[Moment, ...] | None:
    """The moments of a head that is place, day and agency; None when it is something else."""
    agency = _AGENCY.search(head)
    place, moments, dated = _without_date(head[: agency.start()] if agency else head)
    known = agency is not None and is_known_outlet(agency.group(1))
    if not place:
        return moments if known else None
    city = place.split(",", maxsplit=1)[0]
    if not _looks_like_place(place) or not (agency or _can_be_place(city)):
        return None
    if not first:
        accepted = (agency is not None or dated) and city.isupper()
    elif colon:
        accepted = known or dated or is_capital(city) or (city.isupper() and is_place(city))
    else:
        accepted = known or dated or city.isupper() or is_place(city)
    return moments if accepted and (agency or dated or len(city) >= _SHORTEST_PLACE) else None


def _without_date(head: str) -> tuple[str, tuple[Moment, ...], bool]:
    """The head without the date at its end, the date's moments, and whether there was one."""
    tokens = tokenize(head)
    for at in range(len(tokens)):
        row = words().dates.get(tokens.form(at))
        if row is None and tokens.number(at) is None:
            continue
        stamp = scan_stamp(tokens.since(at))
        if stamp and stamp.whole:
            return head[: tokens.all[at].start].rstrip(" ,"), stamp.moments, True
    return head.strip(" ,"), (), False


def _looks_like_place(place: str) -> bool:
    """Whether the words are capitalised as in "NEWPORT NEWS, Va." or "Mexico City"."""
    small = words().bylines[BylineWord.PARTICLE] | words().bylines[BylineWord.PLACE] | {"the", "and", "air"}
    found = place.replace(",", " ").replace("/", " ").split()
    if not 0 < len(found) <= _MOST_PLACE_WORDS or place.count(",") >= _MOST_PLACE_PARTS:
        return False
    if any(
        not word.replace("-", "").replace(".", "").replace("'", "").replace("’", "").isalpha()
        for word in found
    ):
        return False
    if any(word.endswith(".") for word in place.split(",", maxsplit=1)[0].split()[2:]):
        return False
    return all(word[0].isupper() or word.casefold() in small for word in found)


def _can_be_place(city: str) -> bool:
    """Whether the words are none that begin sentences ("On March 3 - Easter Sunday - the …")."""
    table = words().bylines
    opening = city.split(maxsplit=1)[0].casefold()
    return not any(opening in table[kind] for kind in (BylineWord.NEVER, BylineWord.BEFORE, BylineWord.PLACE))


def _begins_sentence(character: str) -> bool:
    """Whether a sentence can begin so: with a capital letter, a figure or an opening mark."""
    return character.isupper() or character.isdigit() or character in _OPENING
