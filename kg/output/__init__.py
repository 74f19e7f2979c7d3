"""Where results go and how they get there whole: formats by file name, safe files, output folders."""

from __future__ import annotations

from kg.output.folder import OutputFolder, Place
from kg.output.formats import Format, Target, target_for
from kg.output.safe import open_for_writing, write_file

__all__ = ["Format", "OutputFolder", "Place", "Target", "open_for_writing", "target_for", "write_file"]
