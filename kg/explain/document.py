"""An explanation as JSON, in a shape that stays: keys are only ever added.

One object::

    {"software": "newskg 0.1.0", "model": "NAME VERSION", "articles": [ARTICLE, …]}

    ARTICLE    {"id", "sha256", "headline", "published", "outlet", "language",
                "statements": [STATEMENT, …], "unused": [CUE, …]}
    STATEMENT  {"number", "rule", "confidence", "form", "force", "polarity", "certainty",
                "content": [SPAN, …], "quoted": [SPAN, …], "chain": [HOP, …],
                "addressees": [NAMED, …], "media": [NAMED, …],
                "time": {"not_before", "not_after", "span": SPAN or null}, "evidence": [SPAN, …]}
    HOP        {"hop", "role", "agent": {"label", "kind"}, "source": SPAN or null, "cue": [SPAN, …], "lemma"}
    CUE        {"kind", "begin", "end", "words", "lemma", "reason", "because", "witness": SPAN or null,
                "statement": number or null}
    SPAN       {"begin", "end", "words"}
    NAMED      SPAN with "label" and "kind" of the entity it means

Offsets count Unicode code points of the article's text, ``end`` exclusive; ``sha256`` is that of the
text. Days are written 2025-03-19. What is not known is null. Values of ``form``, ``force``,
``polarity``, ``certainty``, ``role`` and the entities' ``kind`` are names of ``ontologies/kg.ttl``;
``reason`` is one of ``kg.extractors.statements.reasons.Reason``, ``because`` says it in words.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from kg import __version__
from kg.explain.viewing import passages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.explain.explanation import Explanation
    from kg.explain.unused import UnusedCue
    from kg.explain.views import Entity, Hop, Passage, Statement
    from kg.model import Span

Value: TypeAlias = "str | int | float | list[Value] | dict[str, Value] | None"


def json_head(model: str) -> str:
    """What stands before the first article; ``model`` is the language model's name and version."""
    return f'{{"software": {_text(f"newskg {__version__}")}, "model": {_text(model)}, "articles": [\n'


def json_tail() -> str:
    """What stands after the last article."""
    return "\n]}\n"


def render_json(explanation: Explanation) -> str:
    """The object of one article; a comma and a line break stand between two."""
    article = explanation.article
    return _text(
        {
            "id": article.identifier,
            "sha256": article.sha256,
            "headline": article.headline,
            "published": None if article.published is None else article.published.isoformat(),
            "outlet": explanation.publisher,
            "language": article.language,
            "statements": [_statement(explanation, one) for one in explanation.statements],
            "unused": [_unused(cue, article.text) for cue in explanation.unused],
        }
    )


def _statement(explanation: Explanation, statement: Statement) -> Value:
    spans = explanation.extracted.statements[statement.number - 1]
    return {
        "number": statement.number,
        "rule": statement.rule,
        "confidence": statement.confidence,
        "form": statement.form,
        "force": statement.force,
        "polarity": statement.polarity,
        "certainty": statement.certainty,
        "content": _spans(statement.parts),
        "quoted": _spans(statement.quoted),
        "chain": [_hop(number, hop) for number, hop in enumerate(statement.chain, start=1)],
        "addressees": _named(explanation, spans.addressees),
        "media": _named(explanation, spans.media),
        "time": {
            "not_before": None if statement.not_before is None else statement.not_before.isoformat(),
            "not_after": None if statement.not_after is None else statement.not_after.isoformat(),
            "span": None if statement.time is None else _span(statement.time),
        },
        "evidence": _spans(statement.evidence),
    }


def _hop(number: int, hop: Hop) -> Value:
    return {
        "hop": number,
        "role": hop.role,
        "agent": _entity(hop.agent),
        "source": None if hop.source is None else _span(hop.source),
        "cue": _spans(hop.cue),
        "lemma": hop.lemma,
    }


def _unused(cue: UnusedCue, text: str) -> Value:
    witness = next(passages(text, [] if cue.witness is None else [cue.witness]), None)
    return {
        "kind": cue.kind,
        **_span(next(passages(text, [cue.span]))),
        "lemma": cue.lemma,
        "reason": cue.reason,
        "because": cue.because(text),
        "witness": None if witness is None else _span(witness),
        "statement": cue.statement,
    }


def _named(explanation: Explanation, spans: Iterable[Span]) -> list[Value]:
    text = explanation.article.text
    return [
        {**_span(passage), **_entity(explanation.at(span))}
        for span in spans
        for passage in passages(text, [span])
    ]


def _entity(entity: Entity) -> dict[str, Value]:
    return {"label": entity.label, "kind": entity.kind}


def _spans(found: Iterable[Passage]) -> list[Value]:
    return [_span(passage) for passage in found]


def _span(passage: Passage) -> dict[str, Value]:
    return {"begin": passage.start, "end": passage.end, "words": passage.text}


def _text(value: Value) -> str:
    r"""The value as JSON text; what cannot be seen is written as an escape.

    >>> _text("Zürich\u202e")
    '"Zürich\\u202e"'
    """
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
