"""One run of ``kg build``: pieces in the order of the articles, written as they come, then the summary."""

from __future__ import annotations

import time
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from kg import __version__
from kg.cli import messages
from kg.cli.engines import Engine, engine_for
from kg.cli.log import Log
from kg.cli.progress import Progress
from kg.cli.summary import Tally
from kg.errors import InputError, KgError
from kg.model import Issue
from kg.output import OutputFolder, open_for_writing
from kg.pieces import Job, Piece, fingerprint, nothing, start, start_same
from kg.workers import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.output import Place, Target
    from kg.read import Draft, Gauge, Shard

_NOT_CONFORMING_EXIT = 1
_SKIPPED_EXIT = 3


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Stands for an article whose file is right as it is."""

    article: str


Result: TypeAlias = Piece | Issue | Unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be built, where to, and how; ``scheduler`` is that of a Dask cluster."""

    job: Job
    target: Target
    jobs: int = 1
    scheduler: str | None = None
    shard: Shard | None = None
    least: Mapping[str, int] = field(default_factory=dict)
    fail_fast: bool = False
    log: Path | None = None


class TooFewError(KgError):
    """Less was built than the user wants at least."""

    exit_code = 1


class Build:
    """A run that writes what it builds and tells the user what it did."""

    def __init__(self, plan: Plan, gauge: Gauge | None = None) -> None:
        """Prepare the run; nothing is opened yet. ``gauge`` tells how far the reading is."""
        self._plan = plan
        self._tally = Tally(share_read=gauge.share if gauge else None)
        self._progress = Progress(self._tally)
        self._log = Log(plan.log)
        self._conforms = True
        self._engine: Engine[Result] = engine_for(
            _start(plan),
            failed=_failed,
            jobs=plan.jobs,
            scheduler=plan.scheduler,
            died=lambda reason: self._log.write("worker_died", reason=reason),
        )

    def run(self, drafts: Iterable[Draft | Issue]) -> int:
        """Build and write the articles of ``drafts``; the exit code.

        Raises ``InputError`` when nothing could be built; the old output is then untouched.
        """
        with self._log, self._progress:
            self._begin()
            mine = self._mine(drafts)
            if self._plan.target.folder:
                self._write_folder(mine)
            else:
                self._write_file(mine)
            code = self._exit_code()
            # The speed is that of the work: the model, once loaded, serves any number of articles.
            ready_at = self._engine.ready_at
            elapsed_s = time.monotonic() - ready_at if ready_at else 0.0
            self._log.write("end", exit=code, **self._tally.counts(elapsed_s))
        for line in self._tally.lines(elapsed_s):
            messages.say(line)
        return code

    def _begin(self) -> None:
        """Write the first line of the log."""
        plan = self._plan
        self._log.begin(
            newskg=__version__,
            output=str(plan.target.path) if plan.target.path else None,
            jobs=plan.jobs,
            scheduler=plan.scheduler,
            shard=f"{plan.shard.number}/{plan.shard.of}" if plan.shard else None,
        )

    def _exit_code(self) -> int:
        """How the run ends when all is written."""
        if not self._conforms:
            return _NOT_CONFORMING_EXIT
        return _SKIPPED_EXIT if self._tally.skipped else 0

    def _mine(self, drafts: Iterable[Draft | Issue]) -> Iterator[Draft | Issue]:
        """The drafts and issues of this run's part of the input."""
        shard = self._plan.shard
        for item in drafts:
            if shard is None or shard.has(item.identifier):
                self._tally.taken += 1
                yield item
            else:
                self._tally.elsewhere += 1

    def _write_file(self, drafts: Iterable[Draft | Issue]) -> None:
        """Write all pieces into one document."""
        last: Piece | None = None
        with (
            closing(self._engine.run(map(_known, drafts))) as results,
            open_for_writing(self._plan.target) as writer,
        ):
            for result in results:
                if isinstance(result, Piece):
                    writer.write(result.separator if last else result.head)
                    writer.write(result.body)
                    last = result
                self._count(result)
            self._refuse_nothing()
            writer.write(last.tail if last else nothing(self._plan.job))
            self._refuse_too_few()

    def _write_folder(self, drafts: Iterable[Draft | Issue]) -> None:
        """Write each piece into a file of its own, those that are right already left alone."""
        places: deque[Place | None] = deque()
        folder = OutputFolder(self._plan.target, fingerprint(self._plan.job))

        def items() -> Iterator[Draft | Known[Result]]:
            for item in drafts:
                place = None if isinstance(item, Issue) else folder.place(item)
                places.append(place)
                if isinstance(item, Issue):
                    yield Known(item)
                elif place and place.current:
                    yield Known(Unchanged(item.identifier))
                else:
                    yield item

        with folder.hold(), closing(self._engine.run(items())) as results:
            for result in results:
                place = places.popleft()
                if place and isinstance(result, Piece):
                    data = result.head + result.body + result.tail
                    folder.put(place, data, settled=not result.problems)
                self._count(result)
            self._refuse_nothing()
            self._tally.others = folder.others()

    def _count(self, result: Result) -> None:
        """Note one result, and tell the user what was left out or does not conform."""
        match result:
            case Piece():
                self._tally.add(result)
                self._log.write(
                    "built",
                    article=result.article,
                    words=result.words,
                    statements=sum(number for _, number in result.forms),
                    triples=result.triples,
                    problems=list(result.problems),
                )
                self._conforms = self._conforms and not result.problems
                for problem in result.problems:
                    self._progress.clear()
                    messages.say(f"{result.article}: {problem}")
            case Issue():
                self._tally.skipped += 1
                self._progress.clear()
                messages.skipped(result.identifier, result.reason)
                self._log.write("skipped", article=result.identifier, reason=result.reason)
                if self._plan.fail_fast:
                    raise InputError(
                        f"stopped at {result.identifier}", hint="without --fail-fast the others are built"
                    )
            case Unchanged():
                self._tally.unchanged += 1
                self._log.write("unchanged", article=result.article)
        self._progress.update()

    def _refuse_too_few(self) -> None:
        """Raise ``TooFewError`` when a minimum is not reached: an old output is better than a poor one."""
        shortfalls = self._tally.shortfalls(self._plan.least)
        if shortfalls:
            raise TooFewError(
                f"built only {', '.join(shortfalls)}",
                hint="look at the input, or lower --min; a file is kept as it was",
            )

    def _refuse_nothing(self) -> None:
        """Raise ``InputError`` when nothing was built, unless it is for other parts to build."""
        if self._tally.articles or self._tally.unchanged:
            return
        if self._tally.skipped:
            raise InputError("no article could be built; each is named above")
        if not self._tally.elsewhere:
            raise InputError("no article found")


def _start(plan: Plan) -> Callable[[], Callable[[Draft], Result]]:
    """What a worker begins with: on other machines with the proof that it is as this one."""
    if plan.scheduler is None:
        return partial(start, plan.job)
    return partial(start_same, plan.job, fingerprint(plan.job))


def _failed(draft: Draft, reason: str) -> Issue:
    """The issue of a draft that no worker survived."""
    return Issue(draft.identifier, reason)


def _known(item: Draft | Issue) -> Draft | Known[Result]:
    """The item as the engine takes it: an issue needs no work."""
    return Known(item) if isinstance(item, Issue) else item
