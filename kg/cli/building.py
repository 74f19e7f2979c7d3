"""One run of ``kg build``: pieces in the order of the articles, written as they come, then the summary."""

from __future__ import annotations

import time
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from kg.cli import messages
from kg.cli.progress import Progress
from kg.cli.summary import Tally
from kg.errors import InputError, KgError
from kg.model import Article, Issue
from kg.output import OutputFolder, open_for_writing
from kg.pieces import Job, Piece, fingerprint, start
from kg.workers import Known, Pool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.output import Place, Target

_NOT_CONFORMING_EXIT = 1
_SKIPPED_EXIT = 3


class Unchanged:
    """Stands for an article whose file is right as it is."""


Result: TypeAlias = Piece | Issue | Unchanged


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built, where to, and how."""

    job: Job
    target: Target
    jobs: int = 1
    least: Mapping[str, int] = field(default_factory=dict)
    fail_fast: bool = False


class TooFewError(KgError):
    """Less was built than the user wants at least."""

    exit_code = 1


class Build:
    """A run that writes what it builds and tells the user what it did."""

    def __init__(self, plan: Plan) -> None:
        """Prepare the run; nothing is opened yet."""
        self._plan = plan
        self._tally = Tally()
        self._progress = Progress(self._tally)
        self._conforms = True
        self._pool: Pool[Article, Result] = Pool(
            partial(start, plan.job),
            failed=lambda article, reason: Issue(article.identifier, reason),
            size=lambda article: len(article.text),
            jobs=plan.jobs,
        )

    def run(self, articles: Iterable[Article | Issue]) -> int:
        """Build and write ``articles``; the exit code.

        Raises ``InputError`` when nothing could be built; the old output is then untouched.
        """
        with self._progress:
            if self._plan.target.folder:
                self._write_folder(articles)
            else:
                self._write_file(articles)
        # The speed is that of the work: the model, once loaded, serves any number of articles.
        ready_at = self._pool.ready_at
        for line in self._tally.lines(time.monotonic() - ready_at if ready_at else 0.0):
            messages.say(line)
        if not self._conforms:
            return _NOT_CONFORMING_EXIT
        return _SKIPPED_EXIT if self._tally.skipped else 0

    def _write_file(self, articles: Iterable[Article | Issue]) -> None:
        """Write all pieces into one document."""
        last: Piece | None = None
        with (
            closing(self._pool.run(map(_known, articles))) as results,
            open_for_writing(self._plan.target) as writer,
        ):
            for result in results:
                if isinstance(result, Piece):
                    writer.write(result.separator if last else result.head)
                    writer.write(result.body)
                    last = result
                self._count(result)
            if last is None:
                raise self._nothing()
            writer.write(last.tail)
            self._refuse_too_few()

    def _write_folder(self, articles: Iterable[Article | Issue]) -> None:
        """Write each piece into a file of its own, those that are right already left alone."""
        places: deque[Place | None] = deque()
        folder = OutputFolder(self._plan.target, fingerprint(self._plan.job))

        def items() -> Iterator[Article | Known[Result]]:
            for item in articles:
                place = None if isinstance(item, Issue) else folder.place(item)
                places.append(place)
                if isinstance(item, Issue):
                    yield Known(item)
                elif place and place.current:
                    yield Known(Unchanged())
                else:
                    yield item

        with folder.hold(), closing(self._pool.run(items())) as results:
            for result in results:
                place = places.popleft()
                if place and isinstance(result, Piece):
                    data = result.head + result.body + result.tail
                    folder.put(place, data, settled=not result.problems)
                self._count(result)
            if not self._tally.articles and not self._tally.unchanged:
                raise self._nothing()
            self._tally.others = folder.others()

    def _count(self, result: Result) -> None:
        """Note one result, and tell the user what was left out or does not conform."""
        match result:
            case Piece():
                self._tally.add(result)
                self._conforms = self._conforms and not result.problems
                for problem in result.problems:
                    self._progress.clear()
                    messages.say(f"{result.article}: {problem}")
            case Issue():
                self._tally.skipped += 1
                self._progress.clear()
                messages.skipped(result.identifier, result.reason)
                if self._plan.fail_fast:
                    raise InputError(
                        f"stopped at {result.identifier}", hint="without --fail-fast the others are built"
                    )
            case Unchanged():
                self._tally.unchanged += 1
        self._progress.update()

    def _refuse_too_few(self) -> None:
        """Raise ``TooFewError`` when a minimum is not reached: an old output is better than a poor one."""
        shortfalls = self._tally.shortfalls(self._plan.least)
        if shortfalls:
            raise TooFewError(
                f"built only {', '.join(shortfalls)}",
                hint="look at the input, or lower --min; a file is kept as it was",
            )

    def _nothing(self) -> InputError:
        """The error of a run that built nothing."""
        if self._tally.skipped:
            return InputError("no article could be built; each is named above")
        return InputError("no article found")


def _known(item: Article | Issue) -> Article | Known[Result]:
    """The item as the workers take it: an issue needs no work."""
    return Known(item) if isinstance(item, Issue) else item
