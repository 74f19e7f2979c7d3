"""What statements and entities cost: processor time against the bare spaCy pipeline.

Both run on the same articles in the same process, by turns, eight articles at a time, and the order
changes from round to round, so that a machine that slows down slows both. "Bare" is the full pipeline
of the same model as ``spacy.load`` gives it, on the same texts by ``nlp.pipe``; the other side is
parse, the reading of the words, names and statements, without entities and graph. The ratio is the
median of the rounds' ratios. What names and entities add, with all tables and the authority that
comes with newskg, is given as a share of the bare pipeline.

    python bench/statements.py [PATH...] [--rounds N] [--at-most RATIO]

PATH is what ``kg build`` takes (the articles in seeds/ unless given). With ``--at-most`` the exit code
is 1 when the ratio is higher.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import spacy

from kg import authority as authorities
from kg.entities import resolve_entities
from kg.extractors import find_names
from kg.extractors.columns import read_columns
from kg.extractors.statements import find_statements
from kg.files import folder
from kg.lexicons import load
from kg.model import Article
from kg.parse import DEFAULT_MODEL, load_parser
from kg.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

    from kg.lexicons import Lexicons
    from kg.parse import Parser


# Enough for spaCy to batch as it does on many texts, and short against what else goes on in a machine.
_TURN = 8
_STAGES = 5  # of which a round gives the seconds: parse, words, names, statements, entities


@dataclass(frozen=True, slots=True)
class Round:
    """Processor seconds of one pass over all articles."""

    bare_s: float
    parse_s: float
    words_s: float
    names_s: float
    statements_s: float
    entities_s: float

    @property
    def who_share(self) -> float:
        """What names and entities add, as a share of the bare pipeline."""
        return (self.names_s + self.entities_s) / self.bare_s

    @property
    def whole_s(self) -> float:
        """From text to statements."""
        return self.parse_s + self.words_s + self.names_s + self.statements_s

    @property
    def ratio(self) -> float:
        """How many times the bare pipeline it costs."""
        return self.whole_s / self.bare_s


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit code."""
    options = _options(arguments)
    articles = [item for item in read(options.paths or [str(folder("seeds"))]) if isinstance(item, Article)]
    if not articles:
        print("no article", file=sys.stderr)
        return 2
    parser, lexicons = load_parser(options.model), load()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)  # as in kg.parse
        nlp = spacy.load(options.model)
    _bare(nlp, articles[:1])
    _statements(parser, lexicons, articles[:1])
    rounds = [_round(n, nlp, parser, lexicons, articles) for n in range(options.rounds)]
    _show(rounds, articles, parser)
    return int(options.at_most is not None and median(r.ratio for r in rounds) > options.at_most)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--at-most", type=float, metavar="RATIO")
    return parser.parse_args(arguments)


def _round(
    number: int, nlp: Language, parser: Parser, lexicons: Lexicons, articles: Sequence[Article]
) -> Round:
    """All articles on both sides, the one that goes first changing with the round."""
    bare_s = 0.0
    stages = [0.0] * _STAGES
    for start in range(0, len(articles), _TURN):
        turn = articles[start : start + _TURN]
        if number % 2 == 0:
            bare_s += _bare(nlp, turn)
        spent = _statements(parser, lexicons, turn)
        if number % 2 == 1:
            bare_s += _bare(nlp, turn)
        stages = [one + more for one, more in zip(stages, spent, strict=True)]
    return Round(bare_s, *stages)


def _bare(nlp: Language, articles: Sequence[Article]) -> float:
    """Processor seconds of the bare pipeline."""
    start = process_time()
    for _ in nlp.pipe(article.text for article in articles):
        pass
    return process_time() - start


def _statements(parser: Parser, lexicons: Lexicons, articles: Sequence[Article]) -> list[float]:
    """Processor seconds of parsing, of reading the words, of names, of statements and of entities."""
    stages = [0.0] * _STAGES
    authority = authorities.load()
    for article in articles:
        ticks = [process_time()]
        doc = parser.parse(article)
        ticks.append(process_time())
        columns = read_columns(doc)
        ticks.append(process_time())
        names = find_names(columns, article, lexicons, authority=authority)
        ticks.append(process_time())
        statements = find_statements(columns, article, names)
        ticks.append(process_time())
        resolve_entities(article, names, statements, lexicons, authority=authority)
        ticks.append(process_time())
        stages = [spent + b - a for spent, (a, b) in zip(stages, pairwise(ticks), strict=True)]
    return stages


def _show(rounds: Sequence[Round], articles: Sequence[Article], parser: Parser) -> None:
    """Print medians, shares and the ratio with its range."""
    words = sum(len(article.text.split()) for article in articles)
    whole_s = median(r.whole_s for r in rounds)
    stages = {
        "parse": median(r.parse_s for r in rounds),
        "words": median(r.words_s for r in rounds),
        "names": median(r.names_s for r in rounds),
        "statements": median(r.statements_s for r in rounds),
    }
    added = sorted(r.who_share for r in rounds)
    print(
        f"{len(articles):,} articles, {words:,} words, {parser.name} {parser.version}, "
        f"median of {len(rounds)} rounds, processor time"
    )
    print(f"bare spaCy pipeline  {median(r.bare_s for r in rounds):8.3f} s")
    print(f"text to statements   {whole_s:8.3f} s  {words / whole_s:,.0f} words a second")
    for name, stage_s in stages.items():
        print(f"  {name:<18} {stage_s:8.3f} s  {stage_s / whole_s:4.0%}")
    ratios = sorted(r.ratio for r in rounds)
    print(f"ratio                {median(ratios):8.3f}    {ratios[0]:.3f} to {ratios[-1]:.3f}")
    print(
        f"names and entities   {median(added):8.3f}    {added[0]:.3f} to {added[-1]:.3f} of the bare pipeline"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
