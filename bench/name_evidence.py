"""What the features of names weigh: ``kg/lexicons/name_evidence.tsv`` made anew from marked texts.

    python -m bench.name_evidence TEXTS... [--write TABLE] [--folds N]

TEXTS are files whose licence lets anybody use them: JSON Lines files of the Georgetown University
Multilayer corpus (news and interviews: texts CC BY 2.5, annotation CC BY 4.0), a record each: ``text``,
``date``, ``title`` and ``mentions`` with ``start``, ``end``, ``head``, ``type``, ``form`` and ``demonym``;
and IOB2 files of Universal NER (the development and test part of UNER_English-EWT @ 8ed072d, CC BY-SA 4.0,
UNER_English-PUD @ 07ea055, CC BY-SA 3.0). The project's own articles and reports are added, with the names
marked in ``bench/name_marks.tsv``.

The weights are those of a multinomial logistic regression. Their prior is a normal distribution
around the round numbers of ``bench/name_priors.tsv``, each with its reason, so that a feature the
texts hardly show weighs what reason says. The optimum is unique and reached to the last digit that
is written. ``--folds`` prints how many uses of names are right in articles that were left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import kg.authority
from bench.marked_names import Marked, bare, read_marked
from kg.extractors.evidence import KINDS, by_name
from kg.extractors.features import Families, name_features
from kg.extractors.names import gather
from kg.extractors.words import read_words
from kg.lexicons import TABLES, load, read_rows
from kg.parse import DEFAULT_MODEL, load_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extractors.evidence import Kind
    from kg.extractors.joining import Candidate
    from kg.extractors.scenery import Scenery
    from kg.model import Span

    Floats = NDArray[np.float64]

_HERE = Path(__file__).parent
_STIFFNESS = 4.0  # of the prior; 3 to 10 are alike on articles left out, 20 and 40 are worse
_BROKEN = 0.3  # of a whole use: a candidate that shares words with a name but is not that name
_STEPS = 100  # of Newton's method; twenty are enough
_FARTHEST = 0.5  # in one step; longer ones can overshoot far from the optimum
_STILL = 1e-10


@dataclass(frozen=True, slots=True)
class Prior:
    """What a feature weighs before any text is read, and why; ``feature`` is the key."""

    feature: str
    person: str
    organization: str
    place: str
    thing: str
    reason: str


@dataclass(frozen=True, slots=True)
class Instance:
    """The features of one name of one article, what it names, and how many uses say so."""

    group: str
    name: str
    features: Mapping[str, float]
    kind: Kind
    uses: float


def main(arguments: Sequence[str]) -> int:
    """Fit and write; the exit code."""
    options = _options(arguments)
    data = list(_instances(read_marked(Path(path) for path in options.paths)))
    priors = {
        row.feature: [float(row.person), float(row.organization), float(row.place), float(row.thing)]
        for row in read_rows(_HERE / "name_priors.tsv", Prior)
    }
    if options.folds:
        print(f"{_left_out(data, priors, options.folds):.2%} of uses in articles left out")
    names, weights = _fit(data, priors)
    Path(options.write).write_text(_table(names, weights), encoding="utf-8")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="TEXTS")
    parser.add_argument("--write", default=str(TABLES / "name_evidence.tsv"), metavar="TABLE")
    parser.add_argument("--folds", type=int, default=0, metavar="N")
    return parser.parse_args(arguments)


def _instances(marked: Iterable[Marked]) -> Iterator[Instance]:
    """Every name of the articles with its features; longer names are known when shorter ones are asked."""
    parser, lexicons, authority = load_parser(DEFAULT_MODEL), load(), kg.authority.load()
    for one in marked:
        words = read_words(parser.parse(one.article), one.article)
        found = gather(words, lexicons, authority)
        families = Families()
        for name, uses in by_name(words, found.candidates):
            features = name_features(found.scene, uses, families)
            kind, count = _truth(found.scene, uses, one.gold)
            families.learn(words, uses, kind)
            yield Instance(one.group, name, features, kind, count * one.share)


def _truth(scene: Scenery, uses: Sequence[Candidate], gold: Mapping[Span, Kind]) -> tuple[Kind, float]:
    """What most uses of a name name, and how many these are."""
    found: Counter[Kind] = Counter()
    text = scene.words.text
    for one in uses:
        span = scene.words.span(one.run)
        span = bare(text, span.start, span.end)
        if span in gold:
            found[gold[span]] += 1
            continue
        over = [(min(span.end, o.end) - max(span.start, o.start), o) for o in gold if span.overlaps(o)]
        kind = gold[max(over)[1]] if over else None
        found[kind] += _BROKEN if kind is not None else 1  # type: ignore[assignment]  # a Counter of floats
    return found.most_common(1)[0]


def _fit(data: Sequence[Instance], priors: Mapping[str, Sequence[float]]) -> tuple[list[str], Floats]:
    """The features, and for each what it weighs for each kind."""
    names = sorted({name for one in data for name in one.features} | set(priors))
    place = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(data), len(names)))
    for i, one in enumerate(data):
        for name, value in one.features.items():
            rows[i, place[name]] = value
    truth = np.array([[one.kind == kind for kind in KINDS] for one in data], dtype=np.float64)
    counts = np.array(
        [min(one.uses, 6.0) ** 0.8 for one in data]
    )  # a name used often counts, but not as often
    centre = np.array([priors.get(name, [0.0] * len(KINDS)) for name in names])
    weights = centre.copy()
    for _ in range(_STEPS):
        step = _newton(rows, truth, counts, weights, centre)
        weights = weights - step * min(1.0, _FARTHEST / np.abs(step).max(initial=_STILL))
        if np.abs(step).max() < _STILL:
            break
    return names, weights - weights.mean(axis=1, keepdims=True)


def _newton(rows: Floats, truth: Floats, counts: Floats, weights: Floats, centre: Floats) -> Floats:
    """One step to the most probable weights."""
    sums = rows @ weights
    shares = np.exp(sums - sums.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    slope = rows.T @ ((shares - truth) * counts[:, None]) + _STIFFNESS * (weights - centre)
    size, kinds = weights.shape
    curve = np.zeros((kinds, size, kinds, size))
    for a in range(kinds):
        for b in range(kinds):
            bend = counts * shares[:, a] * ((a == b) - shares[:, b])
            curve[a, :, b, :] = rows.T @ (rows * bend[:, None])
    flat = curve.reshape(size * kinds, size * kinds) + _STIFFNESS * np.eye(size * kinds)
    step: Floats = np.linalg.solve(flat, slope.T.reshape(-1)).reshape(kinds, size).T
    return step


def _left_out(data: Sequence[Instance], priors: Mapping[str, Sequence[float]], folds: int) -> float:
    """The share of uses whose kind is right when their article is not fitted on."""
    groups = sorted({one.group for one in data})
    right = whole = 0.0
    for number in range(folds):
        out = set(groups[number::folds])
        names, weights = _fit([one for one in data if one.group not in out], priors)
        place = {name: weights[i] for i, name in enumerate(names)}
        for one in data:
            if one.group in out:
                sums = sum(
                    (v * place[f] for f, v in one.features.items() if f in place), np.zeros(len(KINDS))
                )
                right += one.uses * (KINDS[int(np.argmax(sums))] == one.kind)
                whole += one.uses
    return right / whole


def _table(names: Sequence[str], weights: Floats) -> str:
    """The table as it is kept: hundredths, sorted by feature."""
    lines = ["feature\tperson\torganization\tplace\tthing\tsource"]
    for name, row in zip(names, np.rint(100 * weights).astype(int), strict=True):
        lines.append("\t".join([name, *map(str, row), "gum|newskg|uner"]))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
