"""The cases run through the whole pipeline, and what came out, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Issue, Resolved
from kg.pipeline import build_or_issue
from kg.read import Defaults, article_from_text
from tests.gate.floors import NOTHING, Floors, count, fingerprint
from tests.gate.scoring import Measure, Result, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Article
    from kg.pipeline import Pipeline
    from tests.gate.marks import Case


def article_of(case: Case) -> Article:
    """The article that a case's text is."""
    return article_from_text(
        case.text, f"{case.family}/{case.name}", Defaults(published=case.day), headline=case.headline
    )


def run_cases(cases: Iterable[Case], pipeline: Pipeline) -> Iterator[Verdict]:
    """The verdicts on what the pipeline finds in the cases."""
    for case in cases:
        article = article_of(case)
        built = build_or_issue(article, pipeline)
        if isinstance(built, Issue):
            yield Verdict(case.family, case.name, Measure.CONTENT, right=False, found=built.reason)
            yield from judge(Result(case, article, (), Resolved()))
        else:
            yield from judge(Result(case, article, built.statements, built.resolved))


def floors_of(verdicts: Iterable[Verdict]) -> Floors:
    """What was reached, in the shape of floors."""
    return Floors(fingerprint(), count(verdicts))


def table(reached: Floors) -> str:
    """Right of all, by family and measure, one line a family."""
    lines = [_row("", list(Measure))]
    for family in reached.families():
        tallies = [reached.of(family, measure) for measure in Measure]
        lines.append(
            _row(family, ["" if t == NOTHING else f"{t.right}/{t.right + t.wrong}" for t in tallies])
        )
    return "\n".join(lines)


def mistakes(verdicts: Sequence[Verdict], texts: dict[tuple[str, str], str]) -> str:
    """Every wrong verdict under its case and text, what was expected and what was found."""
    lines: list[str] = []
    last = None
    for verdict in verdicts:
        if verdict.right:
            continue
        case = (verdict.family, verdict.case)
        if case != last:
            lines.append(f"[{verdict.family}] {verdict.case}: {texts[case]!r}")
            last = case
        lines.append(f"    {verdict.measure}: expected {verdict.expected!r}, found {verdict.found!r}")
    return "\n".join(lines)


def _row(name: str, cells: Sequence[str]) -> str:
    return "".join([f"{name:12}", *(f"{cell:>10}" for cell in cells)]).rstrip()
