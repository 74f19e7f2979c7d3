"""What was read from an article and why: statements, their words, and the cues that gave none.

``explain`` reads an article, ``Explanation`` is what it gives; ``text``, ``document`` (JSON) and
``page`` (HTML) show one. The Python interface shows the same values.
"""

from __future__ import annotations

from kg.explain.explanation import Explanation, explain, explain_extracted

__all__ = ["Explanation", "explain", "explain_extracted"]
