"""Found statements are compared with the expected ones, measure by measure.

Spans are compared as sets of words, so that quotation marks, punctuation and blanks never matter. An
expected statement is matched with the found one whose content shares most words with it (Jaccard at
least ``_SAME``); what is found besides counts as wrong content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.model import SayingTime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.model import Article, Resolved, Span, Statement
    from tests.gate.marks import Case, Days, Expected

# The share of words at which two contents are the same statement: that of the corpora's scorers.
_SAME = 0.5
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
# The head word of a noun phrase is the last one before its first comma, bracket, dash or one of these.
_AFTER_HEAD = re.compile(
    r"[,;:(\[—–]|\b(?:of|in|at|for|from|with|on|by|to|who|whom|whose|which|that|as|during|about|after|near|"
    r"under|into|against)\b",
    re.IGNORECASE,
)


class Measure(StrEnum):
    """What is asked of a statement."""

    EXACT = "exact"
    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    CHAIN = "chain"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    MEDIUM = "medium"
    TIME = "time"
    FORM = "form"
    FORCE = "force"
    POLARITY = "polarity"
    CERTAINTY = "certainty"


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a case: ``labels`` are those of the entities by span."""

    case: Case
    article: Article
    statements: tuple[Statement, ...]
    resolved: Resolved

    def label(self, span: Span | None) -> str:
        """The label of the entity at a span, "" for nobody."""
        path = None if span is None else self.resolved.at.get(span)
        return next((e.label for e in self.resolved.entities if e.path == path), "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a measure came out right for one statement of a case, and how it was read if not.

    ``confidence`` is that of the found statement; None when none was found.
    """

    family: str
    case: str
    measure: Measure
    right: bool
    expected: str = ""
    found: str = ""
    confidence: float | None = None


def judge(result: Result) -> list[Verdict]:
    """The verdicts on a case: every measure its statements ask for, and each statement too many."""
    case, text = result.case, result.case.text
    pairs = _pairs(text, case.expected, result.statements)
    verdicts: list[Verdict] = []
    for number, expected in enumerate(case.expected):
        found = result.statements[pairs[number]] if number in pairs else None
        verdicts += _verdicts(result, expected, found)
    for number, statement in enumerate(result.statements):
        if number not in pairs.values():
            extra = f"{statement.rule}: {_shown(text, statement.content)!r}"
            for measure in (Measure.EXACT, Measure.CONTENT):
                verdicts.append(
                    Verdict(
                        case.family,
                        case.name,
                        measure,
                        right=False,
                        found=extra,
                        confidence=statement.confidence,
                    )
                )
    return verdicts


def _pairs(text: str, expected: Sequence[Expected], found: Sequence[Statement]) -> dict[int, int]:
    """The number of the found statement for each expected one that has any, best shares first."""
    shares = sorted(
        (-share, number, other)
        for number, one in enumerate(expected)
        for other, two in enumerate(found)
        if (share := _share(_words(text, one.content), _words(text, two.content))) >= _SAME
    )
    pairs: dict[int, int] = {}
    for _, number, other in shares:
        if number not in pairs and other not in pairs.values():
            pairs[number] = other
    return pairs


def _verdicts(result: Result, expected: Expected, found: Statement | None) -> list[Verdict]:
    """The verdicts on one expected statement."""
    verdicts: list[Verdict] = []
    for measure, compare in _COMPARISONS.items():
        asked = compare(result, expected, found)
        if asked is not None:
            right, wanted, got = asked
            verdicts.append(
                Verdict(
                    result.case.family,
                    result.case.name,
                    measure,
                    right and found is not None,
                    wanted,
                    got,
                    None if found is None else found.confidence,
                )
            )
    return verdicts


_Compared = tuple[bool, str, str]


def _exact(result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    text = result.case.text
    wanted, got = _words(text, expected.content), _words(text, found.content if found else ())
    return wanted == got, _shown(text, expected.content), _shown(text, found.content if found else ())


def _content(result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    text = result.case.text
    return found is not None, _shown(text, expected.content), _shown(text, found.content if found else ())


def _source(result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    wanted = expected.hops[0].source
    hop = found.chain[0] if found else None
    got = _some(hop.source or hop.agent) if hop else ()
    text = result.case.text
    return _same_agent(text, wanted, got), _shown(text, wanted), _shown(text, got)


def _cue(result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    wanted, text = expected.hops[0].cue, result.case.text
    if not wanted:
        return None
    got = found.chain[0].cue if found else ()
    touches = any(one.overlaps(other) for one in wanted for other in got)
    return touches, _shown(text, wanted), _shown(text, got)


def _chain(result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    text = result.case.text
    wanted = [hop.source for hop in expected.hops]
    got = [_some(hop.agent) for hop in found.chain] if found else []
    right = len(wanted) == len(got) and all(
        _same_agent(text, one, other) for one, other in zip(wanted, got, strict=True)
    )
    return right, _listed(text, wanted), _listed(text, got)


def _speaker(result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    if not expected.who:
        return None
    got = tuple(result.label(hop.agent) for hop in found.chain) if found else ()
    return expected.who == got, " > ".join(expected.who), " > ".join(got)


def _addressee(result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    return _set_of(result, expected.addressees, found.addressees if found else ())


def _medium(result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    return _set_of(result, expected.media, found.media if found else ())


def _set_of(result: Result, wanted: Sequence[Span], got: Sequence[Span]) -> _Compared | None:
    """As many agents as expected, each in its place; nothing is asked where both are empty."""
    if not wanted and not got:
        return None
    text = result.case.text
    right = len(wanted) == len(got) and all(
        _same_agent(text, (one,), (other,)) for one, other in zip(sorted(wanted), sorted(got), strict=True)
    )
    return right, _shown(text, wanted), _shown(text, got)


def _time(_result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    got = found.time if found else None
    if expected.days_open or (expected.days is None and got is None):
        return None
    wanted = expected.days
    right = (
        wanted is not None
        and got is not None
        and (wanted.first, wanted.last) == (got.not_before, got.not_after)
    )
    return right, _period(wanted), _period(got)


def _period(days: Days | SayingTime | None) -> str:
    if days is None:
        return ""
    first, last = (
        (days.not_before, days.not_after) if isinstance(days, SayingTime) else (days.first, days.last)
    )
    return f"{first or ''}..{last}"


def _form(_result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    return _value(expected.form, found.form if found else None)


def _force(_result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    return _value(expected.force, found.force if found else None)


def _polarity(_result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    return _value(expected.polarity, found.polarity if found else None)


def _certainty(_result: Result, expected: Expected, found: Statement | None) -> _Compared | None:
    return _value(expected.certainty, found.certainty if found else None)


def _value(wanted: StrEnum | None, got: StrEnum | None) -> _Compared | None:
    return None if wanted is None else (wanted == got, str(wanted), str(got or ""))


_COMPARISONS: Mapping[Measure, Callable[[Result, Expected, Statement | None], _Compared | None]] = {
    Measure.EXACT: _exact,
    Measure.CONTENT: _content,
    Measure.SOURCE: _source,
    Measure.CUE: _cue,
    Measure.CHAIN: _chain,
    Measure.SPEAKER: _speaker,
    Measure.ADDRESSEE: _addressee,
    Measure.MEDIUM: _medium,
    Measure.TIME: _time,
    Measure.FORM: _form,
    Measure.FORCE: _force,
    Measure.POLARITY: _polarity,
    Measure.CERTAINTY: _certainty,
}


def _words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words of the spans begin."""
    return frozenset(
        m.start() for m in _WORD.finditer(text) if any(s.start < m.end() and m.start() < s.end for s in spans)
    )


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _some(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _same_agent(text: str, wanted: Sequence[Span], got: Sequence[Span]) -> bool:
    """Whether two noun phrases have one head, or both are missing.

    "a spokesman for Voss" is not "Voss", while "Prime Minister Ilse Brandt" is "Ilse Brandt".
    """
    if not wanted or not got:
        return not wanted and not got
    head = _head(text, wanted[0])
    return _head(text, got[0]) == head or (
        got[0].start <= head < got[0].end and wanted[0].start <= got[0].start
    )


def _head(text: str, span: Span) -> int:
    """Where the head word of a noun phrase begins."""
    words = list(_WORD.finditer(text, span.start, span.end))
    if not words:
        return span.start
    stop = _AFTER_HEAD.search(text, words[0].end(), span.end)
    before = [w for w in words if stop is None or w.start() < stop.start()]
    return (before or words[:1])[-1].start()


def _shown(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(s.of(text) for s in spans)


def _listed(text: str, agents: Sequence[Sequence[Span]]) -> str:
    return " > ".join(_shown(text, spans) or "–" for spans in agents)
