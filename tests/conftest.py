"""What every test may ask for: the real parser, loaded once; a server of invented articles; no chance."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.parse import Parser
    from kg.serve import Server

# The same examples in every run, and no deadline: a busy machine is no failure.
settings.register_profile("newskg", derandomize=True, deadline=None)
settings.load_profile("newskg")

# A shell starts what it runs in the background with Ctrl-C ignored, and every command a test starts would
# inherit that and never end: those tests press Ctrl-C. A handler of Python is not inherited, the default is.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The default model; tests that ask for it are marked ``model``."""
    from kg.parse import load_parser  # noqa: PLC0415  # spaCy and its model take seconds

    return load_parser()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a store with ten articles and a hostile one."""
    from tests.serving import stored  # noqa: PLC0415  # Oxigraph and a server, for the tests that ask for one

    with stored(tmp_path_factory.mktemp("serve") / "out") as store:
        yield store


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[Server]:
    """A server over that store."""
    from tests.serving import running  # noqa: PLC0415  # as above

    with running(place) as opened:
        yield opened
