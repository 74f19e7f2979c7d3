"""What authorities know under a name, for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.authority import Match, normalize_name, open_authorities
from kg.cli import messages
from kg.cli.summary import counted
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.authority import Authority, Candidate, Office

_ORDER = list(Match)
_WIDTH = 11  # of the longest word before a value, "description"


def show_candidates(name: str, files: Iterable[Path]) -> int:
    """Print what the files, and the shipped one after them, have under ``name``; the exit code."""
    if not normalize_name(name):
        raise ConfigError(f"'{name}' has no letter to look up", hint="give a name as it is printed")
    authority = open_authorities(files)
    found = _candidates(authority, name)
    authority.close()
    for number, candidate in enumerate(found):
        if number:
            messages.data("")
        for line in _lines(candidate):
            messages.data(messages.printable(line))
    messages.say(f"{counted(str(len(found)), 'candidate')} of '{name}'")
    return 0


def _candidates(authority: Authority, name: str) -> list[Candidate]:
    """What a name may mean, each thing once, the surest match first."""
    found: dict[str, Candidate] = {}
    for look_up in (authority.people, authority.organizations, authority.places):
        for candidate in look_up(name):
            found.setdefault(candidate.identifier, candidate)
    return sorted(found.values(), key=lambda one: _ORDER.index(one.match))


def _lines(candidate: Candidate) -> Iterator[str]:
    """A candidate as its label and a line for everything that is known of it."""
    yield candidate.label
    facts = [
        ("type", candidate.type.value),
        ("country", ", ".join(candidate.countries)),
        ("identifier", candidate.identifier),
        ("same as", ", ".join(candidate.same_as)),
        ("description", candidate.description),
        *(("office", _office(office)) for office in candidate.offices),
        ("matched by", candidate.match.value),
        ("table", ", ".join(candidate.tables)),
    ]
    for word, value in facts:
        if value:
            yield f"  {word:<{_WIDTH}}  {value}"


def _office(office: Office) -> str:
    """An office with its place and its time."""
    place = [part for part in (office.body, office.country) if part]
    if office.start and office.end:
        time = f"{office.start} to {office.end}"
    elif office.end:
        time = f"until {office.end}"
    else:
        time = f"since {office.start}" if office.start else ""
    known = f"known until {office.as_of}" if office.as_of and not office.end else ""
    return ", ".join(part for part in (office.title or "no title", *place, time, known) if part)
