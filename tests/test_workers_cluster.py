from __future__ import annotations

import os
import signal
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kg.cli import edge
from kg.errors import EngineError, ExtraError, InputError
from kg.workers import Cluster, Known
from tests.dask_cluster import DaskCluster, dask_cluster
from tests.worker_tasks import ITEMS, failed, start_process, start_raising

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Three local workers."""
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    with dask_cluster(tmp_path_factory, 3) as found:
        yield found


def cluster(start: Callable[[], Callable[[str], str]], address: str) -> Cluster[str, str]:
    return Cluster(start, failed=failed, size=len, scheduler=address)


def start_upper() -> Callable[[str], str]:
    return _slow_upper


def _slow_upper(item: str) -> str:
    time.sleep(0.02)
    return item.upper()


def start_dying(folder: Path) -> Callable[[str], str]:
    """Work in which "bad" is the end of the Dask worker, not of the process that works for it alone."""
    return partial(_kill_parent, folder)


def _kill_parent(folder: Path, item: str) -> str:
    if item == "bad":
        (folder / str(os.getppid())).touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(5)
    return item


def test_results_come_in_the_order_of_the_items(workers: DaskCluster) -> None:
    assert list(cluster(start_upper, workers.address).run(ITEMS)) == [item.upper() for item in ITEMS]


def test_known_results_keep_their_place(workers: DaskCluster) -> None:
    items: list[str | Known[str]] = ["a", Known("known"), "b", Known("last")]
    assert list(cluster(start_upper, workers.address).run(items)) == ["A", "known", "B", "last"]


def test_known_results_alone_need_no_cluster() -> None:
    assert list(cluster(start_upper, "tcp://127.0.0.1:1").run([Known("a"), Known("b")])) == ["a", "b"]


def test_no_worker_does_the_work_in_its_own_process(workers: DaskCluster) -> None:
    processes = set(cluster(start_process, workers.address).run(["x" * 39_999] * 12))
    assert processes.isdisjoint({str(worker.pid) for worker in workers.workers})


def test_an_error_of_the_project_ends_the_run_as_it_is(workers: DaskCluster) -> None:
    with pytest.raises(InputError, match="not a") as caught:
        list(cluster(start_raising, workers.address).run(["a", "b"]))
    assert caught.value.hint == "try another"


def test_items_are_read_as_they_are_needed(workers: DaskCluster) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "x" * 5000

    results = cluster(start_upper, workers.address).run(endless())
    assert next(results) == "X" * 5000
    results.close()
    assert read <= 3 * 128


def test_workers_killed_at_work_lose_and_double_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    with dask_cluster(tmp_path_factory, 3) as workers:
        results = []
        for result in cluster(start_upper, workers.address).run(ITEMS * 4):
            results.append(result)
            if len(results) == 20:
                threading.Thread(target=workers.kill_worker).start()
    assert results == [item.upper() for item in ITEMS * 4]


def test_an_item_that_kills_its_workers_is_given_up_and_the_rest_goes_on(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    with dask_cluster(tmp_path_factory, 3) as workers:
        ended = threading.Event()

        def man() -> None:
            while not ended.wait(0.2):
                for _ in range(3 - sum(worker.poll() is None for worker in workers.workers)):
                    workers.add_worker()

        keeper = threading.Thread(target=man)
        keeper.start()
        try:
            results = list(cluster(partial(start_dying, tmp_path), workers.address).run(["a", "bad", "b"]))
        finally:
            ended.set()
            keeper.join()
    assert results == ["a", "failed bad: the Dask workers that had it died one after the other", "b"]
    assert len(list(tmp_path.iterdir())) == 8  # four with the others, four alone


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    monkeypatch.setattr("kg.workers.client._CONNECT_S", 0.5)
    with pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        list(cluster(start_upper, "tcp://127.0.0.1:1").run(["a"]))


def test_a_cluster_without_newskg_is_said(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    (tmp_path / "kg").mkdir()
    (tmp_path / "kg" / "__init__.py").touch()
    told = pytest.raises(EngineError, match="newskg is not installed on the workers")
    with dask_cluster(tmp_path_factory, 1, path=tmp_path) as workers, told:
        list(cluster(start_upper, workers.address).run(["a"]))


def test_a_scheduler_that_ends_ends_the_run(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    monkeypatch.setattr("kg.workers.client._CONNECT_S", 5)  # as long it tries to find it again
    with dask_cluster(tmp_path_factory, 1) as workers:
        run = cluster(start_upper, workers.address).run(ITEMS * 10)
        next(run)
        assert workers.scheduler is not None
        workers.scheduler.kill()
        with pytest.raises(EngineError, match="is gone"):
            list(run)


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraError) as caught:
        list(cluster(start_upper, "tcp://127.0.0.1:8786").run(["a"]))
    assert caught.value.hint == "pip install 'newskg[dask]'"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--engine", "dask"], id="no scheduler"),
        pytest.param(["--scheduler", "tcp://h:1"], id="no engine"),
        pytest.param(["--engine", "dask", "--scheduler", "tcp://h:1", "--jobs", "2"], id="jobs"),
    ],
)
def test_options_that_contradict_are_refused(options: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lind spoke.", encoding="utf-8")
    assert edge.run(["build", str(tmp_path), *options]) == 2


@pytest.mark.model
def test_the_bytes_are_those_of_local_processes(workers: DaskCluster, tmp_path: Path) -> None:
    for number in range(12):
        text = f'"The talks will resume {number} times," Anna Lind said. Ola Berg denied that he had lied.'
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    local, remote = tmp_path / "local.nq.gz", tmp_path / "remote.nq.gz"
    assert edge.run(["build", str(tmp_path), "-o", str(local), "--jobs", "2"]) == 0
    dask = ["--engine", "dask", "--scheduler", workers.address]
    assert edge.run(["build", str(tmp_path), "-o", str(remote), *dask]) == 0
    assert remote.read_bytes() == local.read_bytes()
