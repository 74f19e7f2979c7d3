"""An explanation as HTML: the article with what was read in it, then a table of it all.

A page is one file that asks for nothing: no script, no address, the style in it and allowed by its
hash alone. Every text is escaped, so an article can say anything and do nothing. ``fragment`` is the
same without the page around it, for a notebook.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg.explain.marks import CONTENTS, cut, find_marks
from kg.explain.tables import statement_table, unused_table
from kg.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.explain.explanation import Explanation
    from kg.explain.marks import Mark, Segment
    from kg.model import Article, Block

_LARGE = {BlockKind.HEADLINE: "headline", BlockKind.DEK: "dek", BlockKind.PROSE: "prose"}
_LEGEND = (
    ("direct", "direct content"),
    ("mixed", "mixed"),
    ("indirect", "indirect"),
    ("indirect nested", "nested"),
    ("source", "source"),
    ("cue", "cue"),
    ("addressee", "addressee, medium, time"),
    ("unused", "cue without a statement"),
)


@cache
def style() -> str:
    """The style sheet of the page and the fragment."""
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def page_head(title: str, *, script: str | None = None) -> str:
    """The page up to its first article; ``script`` is the only one that may run on it."""
    runs = "" if script is None else f" script-src {_hash(script)};"
    policy = f"default-src 'none'; style-src {_hash(style())};{runs} base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{style()}</style>\n</head>\n"
        '<body class="kg-page">\n'
    )


def _hash(text: str) -> str:
    """The source expression that allows this text in the policy of a page."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{b64encode(digest).decode('ascii')}'"


def page_tail() -> str:
    """The page after its last article."""
    return "</body>\n</html>\n"


def fragment(explanation: Explanation) -> str:
    """The article with its style, to stand in somebody else's page."""
    return f"<style>{style()}</style>\n{render_html(explanation)}"


def render_html(explanation: Explanation) -> str:
    """The article as a section: its text with marks, its statements, its unused cues."""
    unused = f"<h3>Cues without a statement</h3>\n{unused_table(explanation)}"
    return _section(explanation, explanation.summary, _legend(_LEGEND), unused)


def render_article(explanation: Explanation) -> str:
    """The article as a section without a word on what gave no statement."""
    return _section(explanation, explanation.statement_count, _legend(_LEGEND[:-1]), "")


def section_key(article: Article) -> str:
    """The id of an article's section; those of its statements begin with it."""
    return f"kg-{article.sha256[:12]}"


def _section(explanation: Explanation, summary: str, legend: str, rest: str) -> str:
    article = explanation.article
    key = section_key(article)
    published = "" if article.published is None else str(article.published)
    about = " · ".join(part for part in (article.identifier, explanation.publisher, published) if part)
    printed = bool(article.spans(BlockKind.HEADLINE)) or article.headline is None
    heading = "" if printed else f"<h2>{escape(article.headline or '')}</h2>\n"
    return (
        f'<section class="kg" id="{key}">\n<p class="about">{escape(about)}<br>'
        f"{summary}</p>\n"
        f'{legend}{heading}<div lang="{escape(article.language)}">\n{_text(explanation, key)}</div>\n'
        f"<h3>Statements</h3>\n{statement_table(explanation, key)}{rest}</section>\n"
    )


def _legend(entries: Sequence[tuple[str, str]]) -> str:
    items = (f'<li><span class="{name}">{words}</span></li>' for name, words in entries)
    return f'<ul class="legend">{"".join(items)}</ul>\n'


def _text(explanation: Explanation, key: str) -> str:
    """The text of the article, a paragraph for each block and each line of layout between them."""
    article = explanation.article
    edges = [edge for block in article.blocks for edge in (block.span.start, block.span.end)]
    pieces = cut(len(article.text), find_marks(explanation), edges)
    paragraphs = groupby(pieces, key=_BlockAt(article.blocks))
    return "".join(_paragraph(article.text, block, tuple(group), key) for block, group in paragraphs)


class _BlockAt:
    """Tells the block a segment lies in; segments come in text order and cross no edge of a block."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._next = 0

    def __call__(self, segment: Segment) -> Block | int:
        """The block, or the number of the gap between two blocks."""
        while self._next < len(self._blocks) and self._blocks[self._next].span.end <= segment.span.start:
            self._next += 1
        inside = self._next < len(self._blocks) and self._blocks[self._next].span.covers(segment.span)
        return self._blocks[self._next] if inside else self._next


def _paragraph(text: str, block: Block | int, segments: Sequence[Segment], key: str) -> str:
    """One block; what stands between two blocks is left out where it is blank."""
    words = "".join(_marked(text, segment, key) for segment in segments)
    if isinstance(block, int):
        blank = not any(segment.span.of(text).strip() for segment in segments)
        return "" if blank else f'<p class="small">{words}</p>\n'
    return f'<p class="{_LARGE.get(block.kind, "small")}">{words}</p>\n'


def _marked(text: str, segment: Segment, key: str) -> str:
    """The characters of a segment, with the numbers of the statements that begin here."""
    words = escape(segment.span.of(text))
    if not segment.marks:
        return words
    opening = [m for m in segment.marks if m.opens and m.span.start == segment.span.start]
    badges = "".join(
        f'<a class="no" id="{key}-t{m.statement}" href="#{key}-s{m.statement}">{m.statement}</a>'
        for m in opening
    )
    title = escape("\n".join(mark.words for mark in segment.marks))
    return f'{badges}<span class="{" ".join(_classes(segment.marks))}" title="{title}">{words}</span>'


def _classes(marks: Sequence[Mark]) -> Iterator[str]:
    """The style classes of characters with these marks; the innermost content colours them."""
    contents = [mark for mark in marks if mark.kind in CONTENTS]
    if contents:
        yield contents[-1].kind
    if len(contents) > 1:
        yield "nested"
    yield from dict.fromkeys(mark.kind for mark in marks if mark.kind not in CONTENTS)
