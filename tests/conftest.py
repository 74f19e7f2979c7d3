"""What every test may ask for: the real parser, loaded once; examples of Hypothesis without chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from kg.parse import Parser

# The same examples in every run, and no deadline: a busy machine is no failure.
settings.register_profile("newskg", derandomize=True, deadline=None)
settings.load_profile("newskg")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The default model; tests that ask for it are marked ``model``."""
    from kg.parse import load_parser  # noqa: PLC0415  # spaCy and its model take seconds

    return load_parser()
