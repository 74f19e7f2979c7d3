"""A capital that speaks stands for its country; the same name elsewhere stays a place.

"Moscow said", "according to Washington": the mention then belongs to the country, as a
description found by the rule "seat", so that the reading can be told from a name. Buildings that
are bodies of their own (the Kremlin, the White House) come out of the tables as organizations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.entities.groups import Group
from kg.model import EntityKind, Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.entities.sources import Sources
    from kg.model import Statement


def read_seats(sources: Sources, groups: list[Group], statements: Sequence[Statement]) -> None:
    """Move the capitals that are sources or addressees of statements to their countries' groups.

    ``groups`` gains a country that only its capital stands for, and loses a place with no other mention.
    """
    acting = {hop.agent for s in statements for hop in s.chain if hop.agent is not None}
    acting.update(span for s in statements for span in s.addressees)
    for span in sorted(acting):
        place = sources.at.get(span)
        if place is None or place.kind is not EntityKind.PLACE:
            continue
        seats = sources.lexicons.seat_forms.get(place.key, ())
        if not seats:
            continue
        country = next(
            (g for g in groups if g.kind is EntityKind.COUNTRY and g.key == seats[0].country), None
        )
        if country is None:
            country = Group(EntityKind.COUNTRY, seats[0].country)
            groups.append(country)
        mention = Mention(span, EntityKind.COUNTRY, MentionForm.DESCRIPTION, seats[0].country, "seat", 0.8)
        place.mentions = [one for one in place.mentions if one.span != span]
        country.add(mention)
        sources.at[span] = country
        if not place.mentions:
            groups.remove(place)
