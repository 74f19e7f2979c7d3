"""An explanation as text for a terminal: nothing wider than 100 columns, nothing a terminal obeys."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from kg.explain.views import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.explain.explanation import Explanation
    from kg.explain.views import Entity, Hop, Passage, Statement

_COLUMNS = 100
_INDENT = 14
_CUE_INDENT = 24
# The evidence repeats the content: its first words are enough to find it.
_EVIDENCE_COLUMNS = 60


def render_text(explanation: Explanation) -> str:
    """The explanation as lines: the article, each statement, each cue that gave none."""
    return "\n".join(_lines(explanation)) + "\n"


def _lines(explanation: Explanation) -> Iterator[str]:
    article = explanation.article
    yield from _wrapped("", article.identifier, 0)
    told = [article.headline, explanation.publisher, str(article.published or "") or None]
    if any(told):
        yield from _wrapped("", " · ".join(part for part in told if part), 0)
    yield explanation.summary
    for statement in explanation.statements:
        yield ""
        yield from _statement(explanation, statement)
    if explanation.unused:
        yield ""
        yield "cues without a statement"
    for cue in explanation.unused:
        head = f"{cue.span.start}-{cue.span.end} {cue.kind}"
        words = f"{_quoted(cue.span.of(article.text))}: {cue.because(article.text)}"
        yield from _wrapped(head, words, _CUE_INDENT)


def _statement(explanation: Explanation, statement: Statement) -> Iterator[str]:
    """The lines of one statement."""
    form = statement.form.removesuffix("Statement").lower()
    values = [form, statement.force, statement.polarity, statement.certainty]
    yield from _wrapped(f"statement {statement.number}", ", ".join(values))
    yield from _wrapped("rule", f"{statement.rule}, confidence {statement.confidence:g}")
    yield from _passages("content", statement.parts)
    for number, hop in enumerate(statement.chain, start=1):
        yield from _hop(number, hop)
    spans = explanation.extracted.statements[statement.number - 1]
    for name, found in (("to", spans.addressees), ("on", spans.media)):
        for span in found:
            words = f"{span.start}-{span.end} {_quoted(span.of(explanation.article.text))}"
            yield from _wrapped(name, f"{_who(explanation.at(span))}  {words}")
    yield from _wrapped("said", _days(statement))
    for passage in statement.evidence:
        words = textwrap.shorten(_plain(passage.text), _EVIDENCE_COLUMNS, placeholder=" …")
        yield from _wrapped("evidence", f"{passage.start}-{passage.end} {_quoted(words)}")


def _hop(number: int, hop: Hop) -> Iterator[str]:
    """The lines of one hop: who it is, then the words that say so."""
    yield from _wrapped(f"hop {number}", f"{hop.role}: {_who(hop.agent)}")
    if hop.source is not None:
        yield from _passages("  source", [hop.source])
    yield from _passages("  cue", hop.cue)


def _who(entity: Entity) -> str:
    """The label of an entity with its kind.

    >>> from kg.explain.views import Entity
    >>> from kg.model import EntityKind
    >>> _who(Entity("", EntityKind.UNNAMED_SOURCE, "two officials"))
    'two officials (unnamed source)'
    >>> _who(Entity("", EntityKind.UNNAMED_SOURCE, "Lind and her lawyer", members=("person/lind",)))
    'Lind and her lawyer (several together)'
    """
    if entity.members:
        return f"{entity.label} (several together)"
    kind = "".join(f" {c.lower()}" if c.isupper() else c for c in entity.kind).strip()
    return f"{entity.label} ({kind})"


def _days(statement: Statement) -> str:
    """When it was said, and the words that tell."""
    if statement.not_after is None:
        return "day not told"
    told = days(statement.not_before, statement.not_after)
    if statement.time is None:
        return f"{told}, the day of the article"
    return f"{told}  {statement.time.start}-{statement.time.end} {_quoted(statement.time.text)}"


def _passages(name: str, passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        yield from _wrapped(name, f"{passage.start}-{passage.end} {_quoted(passage.text)}")


def _quoted(text: str) -> str:
    return f"“{_plain(text)}”"


def _plain(text: str) -> str:
    """The text on one line, with every character that is not to be seen written as an escape."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line)


def _wrapped(name: str, words: str, indent: int = _INDENT) -> Iterator[str]:
    """The name and the words as lines, those after the first indented."""
    plain = _plain(words)
    lines = textwrap.wrap(plain, _COLUMNS, initial_indent=name.ljust(indent), subsequent_indent=" " * indent)
    return iter(lines or [name])
