from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Store

from kg.rdf_files import find_sources
from kg.serve import frozen_store
from kg.store import Inputs, load, open_store
from tests.newsroom import write_stories
from tests.serving import FEW

if TYPE_CHECKING:
    from pathlib import Path


def test_the_snapshot_stays_while_the_store_changes(tmp_path: Path) -> None:
    write_stories(tmp_path / "a", range(3))
    write_stories(tmp_path / "b", range(3, 6))

    def put(name: str) -> None:
        with open_store(tmp_path / "store") as store:
            list(
                load(store, Inputs(find_sources([str(tmp_path / name)])), now=lambda: "2024-06-01T00:00:00Z")
            )

    put("a")
    (tmp_path / f".kg-serve-{10**20}-left").mkdir()  # no number of a process: nobody's
    with frozen_store(tmp_path / "store") as place:
        put("b")
        assert len(list(Store.read_only(str(place)).named_graphs())) == 3
    assert len(list(Store.read_only(str(tmp_path / "store")).named_graphs())) == 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "store"]


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    write_stories(tmp_path / "out", range(2))
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", str(tmp_path / "out")]
    environment = {**os.environ, "NO_COLOR": "1"}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, env=environment, start_new_session=True
    ) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline().decode()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            assert found, line
            connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
            connection.request("GET", f"/sparql?{urlencode({'query': FEW})}")
            assert len(json.loads(connection.getresponse().read())["results"]["bindings"]) == 2
            connection.close()
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to the workers too
            assert process.wait(20) == 130
            assert b"Traceback" not in process.stderr.read()
        finally:  # what does not stop when asked would hold the tests for ever
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
