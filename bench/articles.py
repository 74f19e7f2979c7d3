"""Any number of articles made from those in seeds/: other surnames, days and figures in each.

    python -m bench.articles NUMBER PLACE [--short]

PLACE is a folder, or a file of JSON Lines when it ends in .jsonl. ``--short`` takes the headline, the
byline and the first two paragraphs of each. The same number gives the same articles on every machine.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.files import folder
from kg.model import Article, BlockKind
from kg.read import read
from kg.read.names import begins_with_given_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_BEGINNINGS = (
    "Al",
    "Ber",
    "Dal",
    "Fos",
    "Gran",
    "Hol",
    "Jans",
    "Kel",
    "Lor",
    "Mor",
    "Nor",
    "Ost",
    "Pel",
    "Rad",
)
_MIDDLES = ("", "de", "er", "ing", "ka", "lo", "mar", "ni", "ov", "ra", "si", "ten")
_ENDS = ("berg", "dahl", "feld", "ford", "holm", "lund", "mann", "ness", "ski", "son", "strand", "vik")
_SHORT_PARAGRAPHS = 2

_TWO_NAMES = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]{2,})\b")
# Days of a month and figures; years stay, so that every date is one.
_FIGURE = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?![\d.,:]*\d)(?= (?:percent|people|days|hours|years|countries)|, \d{4})"
)


def main(arguments: Sequence[str]) -> int:
    """Write the articles; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("number", type=int)
    parser.add_argument("place", type=Path)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args(arguments)
    write_articles(options.number, options.place, short=options.short)
    return 0


def write_articles(number: int, place: Path, *, short: bool = False) -> None:
    """Write so many articles into a folder, or into one file of JSON Lines."""
    texts = made_texts(number, short=short)
    if place.suffix == ".jsonl":
        with place.open("w", encoding="utf-8") as file:
            for at, text in enumerate(texts):
                file.write(json.dumps({"id": f"made-{at:06}", "text": text}) + "\n")
        return
    place.mkdir(parents=True, exist_ok=True)
    for at, text in enumerate(texts):
        (place / f"made-{at:06}.txt").write_text(text, encoding="utf-8")


def made_texts(number: int, *, short: bool = False) -> Iterator[str]:
    """So many texts, no two the same."""
    originals = [_shortened(article) if short else article.text for article in _seeds()]
    for at in range(number):
        chance = random.Random(at)  # noqa: S311 - the same articles every time, no secret
        original = originals[at % len(originals)]
        yield _varied(original, chance) + f"\n\nThe report has the number {at + 1000}.\n"


def _seeds() -> list[Article]:
    """The project's own articles."""
    return [item for item in read([str(folder("seeds"))]) if isinstance(item, Article)]


def _shortened(article: Article) -> str:
    """The article up to its second paragraph."""
    paragraphs = [block.span.end for block in article.blocks if block.kind is BlockKind.PROSE]
    return article.text[: paragraphs[:_SHORT_PARAGRAPHS][-1]] if paragraphs else article.text


def _varied(text: str, chance: random.Random) -> str:
    """The text with every surname exchanged for the same other one, and other days and figures."""
    pairs = [found.groups() for found in _TWO_NAMES.finditer(text)]
    names = {family: _surname(chance) for given, family in pairs if begins_with_given_name(given)}
    changed = _FIGURE.sub(lambda _: str(chance.randint(1, 28)), text)
    return _exchanged(changed, names)


def _exchanged(text: str, names: Mapping[str, str]) -> str:
    """The text with each of the words replaced wherever it stands."""
    if not names:
        return text
    pattern = re.compile(r"\b(" + "|".join(sorted(names, key=len, reverse=True)) + r")\b")
    return pattern.sub(lambda found: names[found.group(1)], text)


def _surname(chance: random.Random) -> str:
    """A surname that may exist."""
    return chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + chance.choice(_ENDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
