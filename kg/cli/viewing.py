"""One run of ``kg view``: articles written to a page one after the other, then what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.authority import open_authorities
from kg.cli import messages
from kg.cli.explaining import SKIPPED_EXIT, explained
from kg.errors import InputError
from kg.explain import explain_extracted
from kg.explain.overview import overview_article, overview_head, overview_tail
from kg.explain.said import said
from kg.model import Issue
from kg.output import open_for_writing
from kg.output.formats import Format, Target
from kg.pipeline import open_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.explain import Explanation
    from kg.explain.said import Said
    from kg.model import Article


def write_view(
    articles: Iterable[Article | Issue], path: Path | None, *, model: str | None, authority: tuple[Path, ...]
) -> int:
    """Write the page of ``articles`` to ``path``, stdout where it is None; the exit code.

    Raises ``InputError`` when none could be shown; an old page is then untouched.
    """
    # The authorities that `kg build` asks too, so that both show the same entities.
    pipeline = open_pipeline(model=model, authority=open_authorities(authority))

    def show(article: Article) -> Explanation:
        return explain_extracted(pipeline.extract(article), base=pipeline.base)

    statements: list[Said] = []
    written = skipped = 0
    # Of a target the writer uses the place alone.
    with open_for_writing(Target(path, Format.TURTLE)) as writer:
        for item in explained(articles, show):
            if isinstance(item, Issue):
                skipped += 1
                messages.skipped(item.identifier, item.reason)
                continue
            statements += said(item)
            head = "" if written else overview_head()
            writer.write((head + overview_article(item)).encode("utf-8"))
            written += 1
        if not written:
            raise InputError("no article could be shown" if skipped else "no article found")
        writer.write(overview_tail(statements).encode("utf-8"))
    return SKIPPED_EXIT if skipped else 0
