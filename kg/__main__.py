"""The command ``kg``; ``python -m kg`` is the same."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from kg.cli.edge import run  # noqa: PLC0415 - a worker process imports this module again, without click
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
