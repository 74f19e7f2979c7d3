"""A browser without a window for tests of pages, driven over Chromium's pipe (Chrome DevTools Protocol)."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PATIENCE_S = 60.0
# The browser reads from 3 and writes to 4.
_CONNECT = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
Message: TypeAlias = "dict[str, Value]"


def find_browser() -> str | None:
    """The command of a browser, if there is one."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@dataclass
class Page:
    """A page: what it asked for, what went wrong on it, and ways to use it."""

    orders: int
    events: int
    session: str = ""
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _number: int = 0
    _rest: bytes = b""

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self.value("window.left = true")
        self.call("Page.navigate", url=address)
        self.loaded()

    def loaded(self) -> None:
        """Wait until another page than before is there."""
        self.wait("window.left === undefined && document.readyState === 'complete'")

    def follow(self, script: str) -> None:
        """Click on what an expression finds, and wait for the page that it leads to."""
        self.value(f"window.left = true; {script}.click()")
        self.loaded()

    def value(self, script: str) -> Value:
        """The value of an expression on the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        found = answer.get("result")
        assert isinstance(found, dict), answer
        return found.get("value")

    def wait(self, script: str) -> Value:
        """The value of an expression once it is true."""
        give_up = time.monotonic() + _PATIENCE_S
        while not (found := self.value(script)):
            assert time.monotonic() < give_up, f"never true: {script}"
            time.sleep(0.05)
        return found

    def shoot(self, path: Path) -> None:
        """Save a picture of the page."""
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(str(data)))

    def call(self, method: str, **parameters: Value) -> Message:
        """The result of one command."""
        self._number += 1
        order: Message = {"id": self._number, "method": method, "params": parameters}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.orders, json.dumps(order).encode("ascii") + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._number:
                assert "error" not in message, message
                result = message["result"]
                assert isinstance(result, dict)
                return result
            self._note(str(message.get("method")), json.dumps(message.get("params")))

    def _next(self) -> Message:
        """The next message of the browser."""
        while b"\0" not in self._rest:
            part = os.read(self.events, 1 << 20)
            assert part, "the browser ended"
            self._rest += part
        text, _, self._rest = self._rest.partition(b"\0")
        message: Message = json.loads(text)
        return message

    def _note(self, event: str, parameters: str) -> None:
        """Keep what an event tells of the page."""
        if event == "Network.requestWillBeSent":
            self.requests.append(json.loads(parameters)["request"]["url"])
        elif event in {"Runtime.exceptionThrown", "Page.javascriptDialogOpening"}:
            self.problems.append(parameters)
        elif event == "Log.entryAdded":
            entry = json.loads(parameters)["entry"]
            if entry["level"] == "error" and entry["source"] != "network":  # a status is no fault of a page
                self.problems.append(parameters)


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are not among the numbers that the browser wants for its own."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


@contextmanager
def browsing(command: str, folder: Path) -> Iterator[Page]:
    """A page of a new browser until the block ends; ``folder`` holds what the browser writes."""
    orders_in, orders = _pipe()
    events, events_out = _pipe()
    arguments = [
        "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--window-size=1280,1000", f"--user-data-dir={folder}",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    ]  # fmt: skip

    process = subprocess.Popen(
        [sys.executable, "-c", _CONNECT, str(orders_in), str(events_out), command, *arguments, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(orders_in, events_out),
    )
    os.close(orders_in)
    os.close(events_out)
    try:
        yield _first_page(orders, events)
    finally:
        process.kill()
        process.wait()
        os.close(orders)
        os.close(events)


def _first_page(orders: int, events: int) -> Page:
    """The page that the browser opened with, watched."""
    page = Page(orders, events)
    targets = page.call("Target.getTargets")["targetInfos"]
    assert isinstance(targets, list)
    (target,) = [t for t in targets if isinstance(t, dict) and t["type"] == "page"]
    page.session = str(
        page.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
    )
    for domain in ("Page", "Runtime", "Network", "Log"):
        page.call(f"{domain}.enable")
    return page
