"""Statements as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.explain.views import Statement

COLUMNS: Final = (
    "statement",
    "speaker",
    "speaker_kind",
    "content",
    "form",
    "force",
    "polarity",
    "certainty",
    "addressees",
    "media",
    "not_before",
    "not_after",
    "chain",
    "cue",
    "rule",
    "confidence",
    "start",
    "end",
    "iri",
    "speaker_iri",
)


def row(statement: Statement) -> tuple[object, ...]:
    """The statement as a row of ``COLUMNS``."""
    return (
        statement.number,
        statement.speaker.label,
        str(statement.speaker.kind),
        statement.content,
        str(statement.form),
        str(statement.force),
        str(statement.polarity),
        str(statement.certainty),
        ", ".join(entity.label for entity in statement.addressees),
        ", ".join(entity.label for entity in statement.media),
        statement.not_before,
        statement.not_after,
        " < ".join(hop.agent.label for hop in statement.chain),
        " ".join(cue.text for cue in statement.chain[0].cue),
        statement.rule,
        statement.confidence,
        statement.parts[0].start,
        statement.parts[-1].end,
        statement.iri,
        statement.speaker.iri,
    )
