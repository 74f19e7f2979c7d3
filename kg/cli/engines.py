"""What does the work of ``kg build``: processes of this machine, or a Dask cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from kg.workers import Cluster, Pool

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.read import Draft

Result = TypeVar("Result")

Engine: TypeAlias = "Pool[Draft, Result] | Cluster[Draft, Result]"


def engine_for(
    start: Callable[[], Callable[[Draft], Result]],
    *,
    failed: Callable[[Draft, str], Result],
    jobs: int,
    scheduler: str | None,
    died: Callable[[str], None],
) -> Engine[Result]:
    """Local processes, or the cluster of ``scheduler``; arguments as those of ``Pool``."""
    if scheduler is None:
        return Pool(start, failed=failed, size=_characters, jobs=jobs, died=died)
    return Cluster(start, failed=failed, size=_characters, scheduler=scheduler, died=died)


def _characters(draft: Draft) -> int:
    """The size of a draft."""
    return len(draft.text)
