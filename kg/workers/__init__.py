"""Items in, results out in the same order, worked on by processes that may die without loss.

Every worker is a process with a pipe of its own, so that the death of one touches no other, and its
exit status tells what it died of. ``multiprocessing.Pool`` and spaCy's ``n_process`` wait for ever for
the answer of a worker that was killed; ``ProcessPoolExecutor`` gives up every open task when one worker
dies, and does not tell of which task or why.
"""

from __future__ import annotations

from kg.workers.cluster import Cluster
from kg.workers.pool import Known, Pool
from kg.workers.process import ONE_THREAD, Limits, in_one_thread

__all__ = ["ONE_THREAD", "Cluster", "Known", "Limits", "Pool", "in_one_thread"]
