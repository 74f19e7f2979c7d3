"""One run of ``kg explain``: articles explained and written one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.authority import open_authorities
from kg.cli import messages
from kg.errors import InputError, KgError
from kg.explain import explain
from kg.explain.document import json_head, json_tail, render_json
from kg.explain.page import page_head, page_tail, render_html
from kg.explain.text import render_text
from kg.model import Article, Issue
from kg.output import open_for_writing
from kg.output.formats import Format, Target
from kg.pipeline import open_pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.explain import Explanation
    from kg.pipeline import Pipeline

SKIPPED_EXIT = 3


class ReportFormat(StrEnum):
    """How an explanation can be written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Report:
    """What a run writes and where to: ``path`` None is stdout."""

    format: ReportFormat
    path: Path | None = None
    model: str | None = None
    authority: tuple[Path, ...] = ()

    def write(self, articles: Iterable[Article | Issue]) -> int:
        """Explain and write ``articles``; the exit code.

        Raises ``InputError`` when none could be explained; an old output is then untouched.
        """
        # The authorities that `kg build` asks too, so that both show the same entities.
        pipeline = open_pipeline(model=self.model, authority=open_authorities(self.authority))
        written = skipped = 0
        # Of a target the writer uses the place alone; what stands in the file is told by self.format.
        with open_for_writing(Target(self.path, Format.TURTLE)) as writer:
            for item in explained(articles, lambda article: explain(article, pipeline)):
                if isinstance(item, Issue):
                    skipped += 1
                    messages.skipped(item.identifier, item.reason)
                    continue
                before = self._between() if written else self._head(pipeline)
                writer.write((before + self._body(item)).encode("utf-8"))
                written += 1
            if not written:
                raise InputError("no article could be explained" if skipped else "no article found")
            writer.write(self._tail().encode("utf-8"))
        return SKIPPED_EXIT if skipped else 0

    def _head(self, pipeline: Pipeline) -> str:
        """What stands before the first article."""
        match self.format:
            case ReportFormat.TEXT:
                return ""
            case ReportFormat.JSON:
                return json_head(f"{pipeline.parser.name} {pipeline.parser.version}")
            case ReportFormat.HTML:
                return page_head("kg explain")

    def _body(self, explanation: Explanation) -> str:
        """One article."""
        match self.format:
            case ReportFormat.TEXT:
                return render_text(explanation)
            case ReportFormat.JSON:
                return render_json(explanation)
            case ReportFormat.HTML:
                return render_html(explanation)

    def _between(self) -> str:
        """What parts two articles."""
        return {ReportFormat.TEXT: "\n\n", ReportFormat.JSON: ",\n", ReportFormat.HTML: "<hr>\n"}[self.format]

    def _tail(self) -> str:
        """What stands after the last article."""
        return {ReportFormat.TEXT: "", ReportFormat.JSON: json_tail(), ReportFormat.HTML: page_tail()}[
            self.format
        ]


def explained(
    articles: Iterable[Article | Issue], show: Callable[[Article], Explanation]
) -> Iterator[Explanation | Issue]:
    """Each article as ``show`` explains it; one that fails becomes an issue, so that the others are shown."""
    for item in articles:
        if isinstance(item, Issue):
            yield item
            continue
        try:
            yield show(item)
        except KgError as error:
            yield Issue(item.identifier, error.message)
        except Exception as error:  # noqa: BLE001 - the edge of one article, as in kg.pipeline
            yield Issue(item.identifier, f"internal error, please report it: {type(error).__name__}: {error}")
