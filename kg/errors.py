"""Every error a user can cause, as one tree.

::

    KgError             exit 2
    ├── InputError      exit 2   nothing that could be read, or a file that is not what it should be
    ├── ConfigError     exit 2   an option or a setting that makes no sense
    ├── OutputError     exit 4   the result cannot be written
    ├── ModelError      exit 4   the language model is not there or not the one expected
    ├── ExtraError      exit 4   an optional dependency is not installed
    ├── EngineError     exit 4   the cluster that is to do the work is not there, or ended
    └── StoreError      exit 4   the SPARQL store is not there or refuses

Exit codes are those of the command line's table in README.md. A message is one line: what was
found, where, what was expected; ``hint`` says what to do next.
"""

from __future__ import annotations


class KgError(Exception):
    """An error with one line for the user, an optional hint and the exit code it ends in."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        """Keep ``message`` (one line) and ``hint`` (what to do next)."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(KgError):
    """Input that cannot be read or is not what it should be."""


class ConfigError(KgError):
    """An option or a setting that makes no sense."""


class OutputError(KgError):
    """The result cannot be written."""

    exit_code = 4


class ModelError(KgError):
    """The language model is not there or is not the one expected."""

    exit_code = 4


class ExtraError(KgError):
    """An optional dependency is not installed; the hint names the extra."""

    exit_code = 4


class EngineError(KgError):
    """The cluster that is to do the work is not there, or ended."""

    exit_code = 4


class StoreError(KgError):
    """The SPARQL store is not there or refuses."""

    exit_code = 4
