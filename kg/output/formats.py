"""Which format an output has, and what kind of place it is: a file, a folder or stdout."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import ConfigError


class Format(StrEnum):
    """The RDF formats that can be written, named as their files end."""

    TURTLE = "ttl"
    N_TRIPLES = "nt"
    N_QUADS = "nq"
    TRIG = "trig"
    JSON_LD = "jsonld"


NAMES = tuple(f"{format_}{gz}" for format_ in Format for gz in ("", ".gz"))


@dataclass(frozen=True, slots=True)
class Target:
    """Where the graph goes: ``path`` (None is stdout), one file or a folder of files, and its format."""

    path: Path | None
    format: Format
    compressed: bool = False
    folder: bool = False

    @property
    def suffix(self) -> str:
        """The end of a file of this format: ".ttl", ".nq.gz"."""
        return f".{self.format.value}{'.gz' if self.compressed else ''}"


def target_for(output: str | None, format_name: str | None = None) -> Target:
    """The target that ``-o`` and ``--format`` name; a name that ends in "/" or is a folder is a folder.

    Raises ``ConfigError`` when the format is not known.

    >>> target_for("graph.nq.gz").suffix
    '.nq.gz'
    """
    given = _named(format_name) if format_name else None
    if output is None or output == "-":
        return Target(None, *(given or (Format.TURTLE, False)))
    path = Path(output)
    if output.endswith("/") or path.is_dir():
        return Target(path, *(given or (Format.TURTLE, False)), folder=True)
    by_name = _by_suffix(path.name)
    if given:
        # A file that says .gz and is not would mislead every tool that opens it.
        return Target(path, given[0], given[1] or path.name.lower().endswith(".gz"))
    if by_name is None:
        raise ConfigError(
            f"{output}: no format is known by this ending",
            hint=f"end the name in one of {', '.join('.' + f.value for f in Format)} (each also .gz), "
            "give --format, or end it in / for a folder",
        )
    return Target(path, *by_name)


def _named(name: str) -> tuple[Format, bool]:
    """The format that ``--format`` names, and whether it is compressed."""
    found = _by_suffix("." + name.removeprefix("."))
    if found is None:
        raise ConfigError(f"'{name}' is not a format", hint=f"formats: {', '.join(NAMES)}")
    return found


def _by_suffix(name: str) -> tuple[Format, bool] | None:
    """The format by the end of a file name, and whether it is compressed."""
    plain = name.lower()
    compressed = plain.endswith(".gz")
    suffix = Path("x" + plain.removesuffix(".gz")).suffix.removeprefix(".")
    return (Format(suffix), compressed) if suffix in set(Format) else None
