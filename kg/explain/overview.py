"""Many articles on one HTML page: each with its marks, who spoke about whom, a timeline, and a search.

The page asks for nothing. Its one script filters what is on the page, and is allowed by its hash alone;
without it everything is shown.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg.explain.drawing import draw
from kg.explain.page import page_head, render_article
from kg.explain.said import UNKNOWN_DAY
from kg.explain.views import days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.explain.explanation import Explanation
    from kg.explain.said import Said


@cache
def script() -> str:
    """The script of the page: it hides what does not have the words that are searched for."""
    return (Path(__file__).parent / "search.js").read_text(encoding="utf-8")


def overview_head() -> str:
    """The page up to its first article."""
    return (
        page_head("Who said what", script=script()) + '<nav class="kg kg-bar"><b>Who said what</b> '
        '<a href="#kg-graph">Graph</a> <a href="#kg-timeline">Timeline</a> '
        '<label id="kg-search" hidden>Search <input type="search" autocomplete="off"></label> '
        '<output id="kg-found"></output></nav>\n'
    )


def overview_article(explanation: Explanation) -> str:
    """One article, which the search finds by its words."""
    return f'<div class="kg-hit">\n{render_article(explanation)}</div>\n'


def overview_tail(statements: Sequence[Said]) -> str:
    """The page after its last article: the drawing, the timeline, the script."""
    return (
        f'<section class="kg" id="kg-graph">\n<h2>Who spoke about whom</h2>\n{draw(statements)}</section>\n'
        f'<section class="kg" id="kg-timeline">\n<h2>Timeline</h2>\n{_timeline(statements)}</section>\n'
        f"<script>{script()}</script>\n</body>\n</html>\n"
    )


def _timeline(statements: Sequence[Said]) -> str:
    """The statements by the last day on which they can have been made; undated ones come last."""
    if not statements:
        return '<p class="none">None was found.</p>\n'
    rows = "".join(_row(one) for one in sorted(statements, key=lambda one: (one.day, one.article)))
    heads = "".join(f"<th>{name}</th>" for name in ("Said", "Who", "Content", "Through", "Article"))
    return f'<div class="scroll"><table>\n<tr>{heads}</tr>\n{rows}</table></div>\n'


def _row(one: Said) -> str:
    when = "not known" if one.day == UNKNOWN_DAY else days(one.not_before, one.day)
    return (
        f'<tr class="kg-hit"><td class="number">{when}</td><td>{escape(one.speaker.label)}</td>'
        f'<td class="what"><a href="#{one.place}">{escape(one.content)}</a></td>'
        f"<td>{escape(', '.join(one.through))}</td><td>{escape(one.article)}</td></tr>\n"
    )
