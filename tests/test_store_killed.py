"""A load that was killed is made good by the next."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.holdings import held, sizes
from tests.loading import LOADER, load_all
from tests.newsroom import story, write_stories

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("delay_ms", [0, 5, 15, 40])
def test_a_killed_load_is_made_good_by_the_next(tmp_path: Path, delay_ms: int) -> None:
    place = tmp_path / "store"
    write_stories(tmp_path / "old", range(40))
    write_stories(tmp_path / "out", range(60), wording="may")
    load_all(place, tmp_path / "old")
    command = [sys.executable, "-c", LOADER, str(place), str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay_ms / 1000)
        process.send_signal(signal.SIGKILL)
    load_all(place, tmp_path / "out")
    kept = {name: size for name, size in held(place).items() if "/record/" not in name}
    assert kept == sizes(*(story(number, wording="may") for number in range(60)))
