"""What a source did while it spoke: "Lind, speaking to reporters on Monday, said …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.found import Found
    from kg.extractors.statements.tokens import Tokens


def scenes(tokens: Tokens, found: Found, cues: Cues) -> list[int]:
    """The participles that tell when, where and to whom it was said, outside the content."""
    source = () if found.source is None else tokens.child(found.source.head, "acl", "advcl")
    return [
        c
        for c in (*tokens.child(found.anchor, "advcl"), *source)
        if tokens.tag[c] == "VBG" and cues.has("scene verb", tokens.lemma[c]) and c not in found.content
    ]
