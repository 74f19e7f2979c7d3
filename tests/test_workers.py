from __future__ import annotations

import os
import signal
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, NoReturn

import pytest

from kg.errors import InputError, ModelError
from kg.workers import Known, Limits, Pool
from kg.workers.remote import answer, packed, release
from tests.worker_tasks import ITEMS, failed, start_process, start_raising

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def pool(
    start: Callable[[], Callable[[str], str]],
    *,
    jobs: int = 2,
    limits: Limits | None = None,
    lasting: bool = False,
) -> Pool[str, str]:
    return Pool(
        start,
        failed=failed,
        size=len,
        jobs=jobs,
        limits=limits,
        lasting=lasting,
    )


def start_upper() -> Callable[[str], str]:
    return str.upper


def start_dying(sign: int, times: Path) -> Callable[[str], str]:
    """Workers that die of the item "bad", each death a line in the file ``times``."""
    return partial(_die_of_bad, sign, times)


def _die_of_bad(sign: int, times: Path, item: str) -> str:
    if item == "bad":
        with times.open("a", encoding="ascii") as file:
            file.write("death\n")
        os.kill(os.getpid(), sign)
    return item


def start_dying_once(times: Path) -> Callable[[str], str]:
    return partial(_die_once, times)


def _die_once(times: Path, item: str) -> str:
    return item if times.exists() else _die_of_bad(signal.SIGKILL, times, item)


def start_consuming() -> Callable[[str], str]:
    return _consume


def _consume(item: str) -> str:
    match item:
        case "busy":
            while True:
                pass
        case "stuck":
            time.sleep(60)
        case "large":
            return str(len(bytearray(600 << 20)))
    return item


def start_refused() -> NoReturn:
    raise ModelError("no such model", hint="install it")


def start_killed() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def start_crashing() -> NoReturn:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def start_slow() -> Callable[[str], str]:
    return _slow


def _slow(item: str) -> str:
    time.sleep(0.01)
    return item.upper()


def start_printing() -> Callable[[str], str]:
    return _print


def _print(item: str) -> str:
    print(item, flush=True)  # noqa: T201 - as a library may
    return item


def start_asked_for_signals() -> Callable[[str], str]:
    return _interrupts


def _interrupts(_: str) -> str:
    return "held" if signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []) else "taken"


def test_an_interrupt_of_the_terminal_does_not_reach_a_worker() -> None:
    assert list(pool(start_asked_for_signals).run(["x" * 30_000] * 2)) == ["held", "held"]
    assert not {signal.SIGINT} & signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(pool(start_upper, jobs=jobs).run(ITEMS)) == [item.upper() for item in ITEMS]


def test_known_results_keep_their_place_and_start_no_process() -> None:
    assert list(pool(start_killed).run([Known("a"), Known("b")])) == ["a", "b"]


def test_known_results_stand_between_worked_ones() -> None:
    items: list[str | Known[str]] = ["a", Known("known"), "b"]
    assert list(pool(start_upper).run(items)) == ["A", "known", "B"]


def test_no_items_give_no_results() -> None:
    assert list(pool(start_upper).run([])) == []


def test_items_are_read_as_they_are_needed() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "x" * 5000

    results = pool(start_upper, jobs=1).run(endless())
    assert next(results) == "X" * 5000
    results.close()
    assert read < 100


def test_an_item_that_kills_its_worker_is_tried_once_more_and_then_told(tmp_path: Path) -> None:
    start = partial(start_dying, signal.SIGSEGV, tmp_path / "times")
    results = list(pool(start).run(["a", "bad", "b", "c"]))
    assert results == ["a", "failed bad: its worker process died of SIGSEGV", "b", "c"]
    assert (tmp_path / "times").read_text("ascii").count("death") == 2


def test_an_item_whose_worker_is_killed_from_outside_is_not_lost(tmp_path: Path) -> None:
    start = partial(start_dying_once, tmp_path / "times")
    assert list(pool(start).run(["a", "bad", "b"])) == ["a", "bad", "b"]


def test_an_item_whose_worker_is_always_killed_is_given_up(tmp_path: Path) -> None:
    start = partial(start_dying, signal.SIGKILL, tmp_path / "times")
    (_, bad, _) = pool(start, jobs=1).run(["a", "bad", "b"])
    assert bad == "failed bad: its worker process was killed, perhaps for want of memory"
    assert (tmp_path / "times").read_text("ascii").count("death") == 10


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("busy", "it takes more than 0.5 s of processor time"),
        ("stuck", "no answer for 2 s"),
        ("large", "it takes more than 0.25 GiB of memory"),
    ],
)
def test_an_item_that_takes_too_much_is_given_up_and_the_rest_goes_on(item: str, reason: str) -> None:
    limits = Limits(processor_s=0.5, stuck_s=2.0, memory_bytes=256 << 20)
    results = list(pool(start_consuming, limits=limits).run(["a", item, "b"]))
    assert results == ["a", f"failed {item}: {reason}", "b"]


def test_an_error_at_the_start_ends_the_run_as_it_is() -> None:
    with pytest.raises(ModelError, match="no such model") as caught:
        list(pool(start_refused).run(["a"]))
    assert caught.value.hint == "install it"


def test_an_error_of_the_project_in_the_work_ends_the_run() -> None:
    with pytest.raises(InputError, match="not a"):
        list(pool(start_raising).run(["a", "b"]))


def test_workers_that_die_while_they_start_end_the_run() -> None:
    with pytest.raises(ModelError, match="no worker process can start: its worker process died of SIGSEGV"):
        list(pool(start_crashing).run(["a"]))


def test_what_a_worker_prints_does_not_reach_the_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert list(pool(start_printing).run(["a"])) == ["a"]
    assert capfdbinary.readouterr().out == b""


def test_lasting_workers_serve_one_run_after_another() -> None:
    lasting = pool(start_process, jobs=1, lasting=True)
    first, second = list(lasting.run(["a"])), list(lasting.run(["b"]))
    lasting.close()
    assert first == second


def test_lasting_workers_end_with_a_run_that_is_broken_off() -> None:
    lasting = pool(start_upper, lasting=True)
    results = lasting.run(ITEMS)
    next(results)
    results.close()
    assert lasting._workers == []  # noqa: SLF001 - nothing public shows them


def test_no_worker_outlives_the_run() -> None:
    run = pool(start_upper)
    results = run.run(ITEMS)
    next(results)
    processes = [worker.process for worker in run._workers]  # noqa: SLF001 - nothing public shows them
    assert processes
    results.close()
    assert all(process.poll() is not None for process in processes)


def test_workers_killed_at_any_moment_lose_and_double_nothing() -> None:
    run = pool(start_slow)
    ended = threading.Event()

    def kill_now_and_then() -> None:
        for turn in range(8):
            if ended.wait(0.25):
                return
            for worker in run._workers[turn % 2 : turn % 2 + 1]:  # noqa: SLF001 - see above
                worker.process.kill()

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    results = list(run.run(ITEMS * 3))
    ended.set()
    killer.join()
    assert results == [item.upper() for item in ITEMS * 3]


# --- the side of a cluster ------------------------------------------------------------------------


@pytest.fixture
def released() -> Iterator[None]:
    yield
    release()


@pytest.mark.usefixtures("released")
def test_a_process_waits_for_more_of_the_same_work_and_ends_before_other() -> None:
    work, other = packed(start_process, failed, len), packed(start_upper, failed, len)
    assert answer(work, ["a"]) == answer(work, ["b"])
    first = answer(work, ["c"])
    assert answer(other, ["d"]) == ["D"]
    assert answer(work, ["e"]) != first
