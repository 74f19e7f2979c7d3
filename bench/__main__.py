"""What a build costs: words a second, ratio to bare spaCy, memory over time, scaling, first article.

    python -m bench [--small N] [--middle N] [--large N] [--jobs 1,2,4] [--short]

The inputs are articles made from those in seeds/ (see ``bench/articles.py``). Every row is a whole run
of ``kg build`` in a process of its own, start and Turtle included. The ratio is that of processor times
in one process: everything from a text to its Turtle, against the full pipeline of the same model as
``spacy.load`` gives it, by turns of eight articles, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from bench.articles import write_articles
from bench.machine import facts
from bench.runs import BuildRun, run_build
from kg.parse import DEFAULT_MODEL
from kg.pieces import Job, start
from kg.read import Draft, read_drafts
from kg.workers import ONE_THREAD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

# Enough for spaCy to batch as it does on many texts, and short against what else goes on in a machine.
_TURN = 8
_ROUNDS = 5
_MOST_COMPARED = 104
_FEWEST_WATCHED = 100
_FLAT_AFTER = 500  # articles; then caches and tables have the size that they keep


@dataclass(frozen=True, slots=True)
class Size:
    """An input: its name in the table and its articles."""

    name: str
    articles: int


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit code is 1 when the bytes depend on the number of jobs."""
    options = _options(arguments)
    # As in a worker process, for both sides; to be said before numpy is imported.
    os.environ.update(ONE_THREAD)
    sizes = [
        Size("small", options.small),
        Size("middle", options.middle),
        Size("large", options.large),
    ]
    jobs = [int(number) for number in options.jobs.split(",")]
    for line in facts():
        print(line)
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        _show_rounds(compare(top, min(options.middle, _MOST_COMPARED), short=options.short))
        print(_HEAD)
        same = [_measure(top, size, jobs, short=options.short) for size in sizes]
    return int(not all(same))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--small", type=int, default=1, help="articles of the small input")
    parser.add_argument("--middle", type=int, default=52, help="articles of the middle input")
    parser.add_argument("--large", type=int, default=520, help="articles of the large input")
    parser.add_argument("--jobs", default="1,2", help="numbers of worker processes")
    parser.add_argument("--short", action="store_true", help="take two paragraphs of each article")
    return parser.parse_args(arguments)


# --- whole runs ---------------------------------------------------------------------------------

_HEAD = (
    "input     articles      words  jobs   wall s  processor s  words/s  first s  speed-up"
    "  parent MiB  worker MiB\n" + "-" * 104
)


def _measure(top: Path, size: Size, jobs: Sequence[int], *, short: bool) -> bool:
    """Build one input with each number of jobs and print the rows; whether the bytes are the same."""
    source = top / f"{size.name}.jsonl"
    write_articles(size.articles, source, short=short)
    runs = [
        run_build(source, top / f"{size.name}.nq.gz", top / "log.jsonl", "--jobs", str(number))
        for number in jobs
    ]
    for number, run in zip(jobs, runs, strict=True):
        print(_row(size, number, run, runs[0]))
    _show_memory(runs[-1])
    same = len({run.digest for run in runs}) == 1
    if not same:
        print(f"{size.name}: the bytes differ between numbers of jobs", file=sys.stderr)
    return same


def _row(size: Size, jobs: int, run: BuildRun, one: BuildRun) -> str:
    """A row of the table."""
    last = run.samples[-1] if run.samples else None
    speed = run.words / run.work_s if run.articles > 1 and run.work_s > 0 else run.words / run.wall_s
    return (
        f"{size.name:<8} {run.articles:9,} {run.words:10,} {jobs:5} {run.wall_s:8.1f} {run.processor_s:12.1f}"
        f" {speed:8,.0f} {run.first_s:8.1f} {one.wall_s / run.wall_s:9.2f}"
        f" {last.parent_mib if last else 0:11.0f} {last.worker_mib if last else 0:11.0f}"
    )


def _show_memory(run: BuildRun) -> None:
    """Print what parent and worker held on the way, when the run is long enough to tell."""
    early = [sample for sample in run.samples if sample.done >= min(_FLAT_AFTER, run.articles // 2)]
    if run.articles < _FEWEST_WATCHED or not early:
        return
    base = early[0]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        sample = early[round(share * (len(early) - 1))]
        print(
            f"    after {sample.done:6,} articles: parent {sample.parent_mib:6.1f} MiB "
            f"({sample.parent_mib / base.parent_mib - 1:+.1%}), largest worker {sample.worker_mib:6.1f} MiB "
            f"({sample.worker_mib / base.worker_mib - 1:+.1%})"
        )


# --- against bare spaCy -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Round:
    """Processor seconds of both sides for so many words."""

    words: int
    bare_s: float
    ours_s: float

    @property
    def ratio(self) -> float:
        """How many times the bare pipeline everything takes."""
        return self.ours_s / self.bare_s


def compare(top: Path, articles: int, *, short: bool) -> list[Round]:
    """The processor time of bare spaCy and of a build, round by round."""
    import spacy  # noqa: PLC0415 - seconds, which the help need not wait for

    place = top / "compared.jsonl"
    write_articles(articles, place, short=short)
    drafts = [item for item in read_drafts([str(place)]) if isinstance(item, Draft)]
    work = start(Job(format="ttl"))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)  # as in kg.parse
        nlp = spacy.load(DEFAULT_MODEL)
    _bare(nlp, drafts[:1])
    _ours(work, drafts[:1])
    # As in a worker process, for both sides: nothing that is loaded is searched for garbage.
    gc.collect()
    gc.freeze()
    gc.disable()
    return [_round(number, nlp, work, drafts) for number in range(_ROUNDS)]


def _show_rounds(rounds: Sequence[Round]) -> None:
    """Print the ratio and what a processor does in a second."""
    ratios = [one.ratio for one in rounds]
    print(
        f"\nprocessor time from text to Turtle against bare spaCy: {median(ratios):.3f} "
        f"({min(ratios):.3f} to {max(ratios):.3f}, {len(rounds)} rounds of {rounds[0].words:,} words); "
        f"{median(one.words / one.ours_s for one in rounds):,.0f} words a processor second\n"
    )


def _round(number: int, nlp: Language, work: Callable[[Draft], object], drafts: Sequence[Draft]) -> Round:
    """All articles on both sides, the one that goes first changing with the round."""
    bare_s = ours_s = 0.0
    for at in range(0, len(drafts), _TURN):
        gc.collect()
        turn = drafts[at : at + _TURN]
        if number % 2 == 0:
            bare_s += _bare(nlp, turn)
        ours_s += _ours(work, turn)
        if number % 2 == 1:
            bare_s += _bare(nlp, turn)
    return Round(sum(len(draft.text.split()) for draft in drafts), bare_s, ours_s)


def _bare(nlp: Language, drafts: Sequence[Draft]) -> float:
    """Processor seconds of the bare pipeline."""
    began = process_time()
    for _ in nlp.pipe(draft.text for draft in drafts):
        pass
    return process_time() - began


def _ours(work: Callable[[Draft], object], drafts: Sequence[Draft]) -> float:
    """Processor seconds from texts to Turtle."""
    began = process_time()
    for draft in drafts:
        work(draft)
    return process_time() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
