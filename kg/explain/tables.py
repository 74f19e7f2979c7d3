"""The tables of the HTML page: what was read from an article, and what was left."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.explain.views import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.explain.explanation import Explanation
    from kg.explain.unused import UnusedCue
    from kg.explain.views import Hop, Passage, Statement


def statement_table(explanation: Explanation, key: str) -> str:
    """The statements with chain, circumstances, rule and confidence; ``key`` is the section's id."""
    if not explanation.statements:
        return '<p class="none">None was found.</p>\n'
    rows = "".join(_row(explanation, statement, key) for statement in explanation.statements)
    return _table(("№", "Chain", "Content", "Circumstances", "Rule"), rows)


def unused_table(explanation: Explanation) -> str:
    """The cues that gave no statement, with the reason."""
    if not explanation.unused:
        return '<p class="none">There is none.</p>\n'
    rows = "".join(_unused_row(cue, explanation.article.text) for cue in explanation.unused)
    return _table(("Where", "Cue", "Kind", "Why it gave no statement"), rows)


def _table(heads: Iterable[str], rows: str) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return f'<div class="scroll"><table>\n<tr>{head}</tr>\n{rows}</table></div>\n'


def _row(explanation: Explanation, statement: Statement, key: str) -> str:
    number = statement.number
    hops = "".join(f"<li>{_hop(hop)}</li>" for hop in statement.chain)
    parts = "<br>".join(_passage(part) for part in statement.parts)
    form = statement.form.removesuffix("Statement").lower()
    chips = "".join(
        f'<span class="chip">{escape(value)}</span>'
        for value in (form, statement.force, statement.polarity, statement.certainty)
    )
    circumstances = "<br>".join(_circumstances(explanation, statement))
    score = f"{statement.confidence:.2f}"
    return (
        f'<tr id="{key}-s{number}"><td class="number"><a class="no" href="#{key}-t{number}">{number}</a></td>'
        f'<td class="who"><ol>{hops}</ol></td><td class="what">{parts}<br>{chips}</td>'
        f"<td>{circumstances}</td>"
        f'<td class="number">{escape(statement.rule)}<br>'
        f'<meter value="{score}">{score}</meter> {score}</td></tr>\n'
    )


def _hop(hop: Hop) -> str:
    """Who it is, in which part, and the words that say so."""
    words = [f'<b>{escape(hop.agent.label)}</b> <span class="at">{escape(hop.role)}</span>']
    if hop.source is not None:
        words.append(f'<span class="source">{_passage(hop.source)}</span>')
    words += [f'<span class="cue">{escape(cue.text)}</span> {_place(cue)}' for cue in hop.cue]
    return "<br>".join(words)


def _circumstances(explanation: Explanation, statement: Statement) -> Iterator[str]:
    """To whom, on what and when it was said."""
    spans = explanation.extracted.statements[statement.number - 1]
    for name, found in (("to", spans.addressees), ("on", spans.media)):
        for label in dict.fromkeys(explanation.at(span).label for span in found):
            yield f"{name} <b>{escape(label)}</b>"
    first, last = statement.not_before, statement.not_after
    if last is None:
        return
    yield f"{days(first, last)} {'' if statement.time is None else _passage(statement.time)}"


def _passage(passage: Passage) -> str:
    return f"{escape(passage.text)} {_place(passage)}"


def _place(passage: Passage) -> str:
    return f'<span class="at">{passage.start}–{passage.end}</span>'


def _unused_row(cue: UnusedCue, text: str) -> str:
    return (
        f'<tr><td class="number at">{cue.span.start}–{cue.span.end}</td>'
        f'<td><span class="unused">{escape(cue.span.of(text))}</span></td>'
        f"<td>{escape(cue.kind)}</td><td>{escape(cue.because(text))}</td></tr>\n"
    )
