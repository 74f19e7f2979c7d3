"""Files, folders, standard input and records become articles; what cannot be read becomes an issue.

``read`` is the stage, ``article_from_text`` its pure half; ``read_drafts`` gives what either begins
with, for a run that leaves the rest of the work to other processes. Bytes are decoded strictly, characters
that no article can mean are replaced one for one, and header lines become blocks and metadata.
"""

from __future__ import annotations

from kg.read.article import Defaults, Draft, article_from_text
from kg.read.folders import is_input
from kg.read.gauge import Gauge
from kg.read.shards import Shard
from kg.read.sources import read, read_drafts

__all__ = ["Defaults", "Draft", "Gauge", "Shard", "article_from_text", "is_input", "read", "read_drafts"]
