"""Files, folders, standard input and records become articles; what cannot be read becomes an issue.

``read`` is the stage, ``article_from_text`` its pure half. Bytes are decoded strictly, characters
that no article can mean are replaced one for one, and header lines become blocks and metadata.
"""

from __future__ import annotations

from kg.read.article import Defaults, article_from_text
from kg.read.sources import read

__all__ = ["Defaults", "article_from_text", "read"]
