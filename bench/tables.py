"""Measure what the word lists and the shipped authority cost before the first article.

    python bench/tables.py [--rounds 9]

Prints processor time, the best of some rounds: reading all lists (bar: 50 ms), and opening the authority
with one look-up (bar: 10 ms).
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from kg.authority import SHIPPED, Authority
from kg.authority.index import Index
from kg.lexicons import load

if TYPE_CHECKING:
    from collections.abc import Callable

LISTS_S = 0.05
LOOK_UP_S = 0.01


def main() -> None:
    """Print both times beside their bars."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    for what, work, bar_s in (("lists", read_lists, LISTS_S), ("look-up", look_up, LOOK_UP_S)):
        best_s = min(timed(work) for _ in range(rounds))
        verdict = "reached" if best_s <= bar_s else "missed"
        print(f"{what:<8} {best_s * 1000:6.1f} ms; at most {bar_s * 1000:.0f} ms {verdict}")


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read_lists() -> None:
    """Read every table anew."""
    load.cache_clear()
    load()


def look_up() -> None:
    """Open the shipped authority and ask for one name."""
    authority = Authority([Index(SHIPPED)])
    authority.people("Vladimir Putin")
    authority.close()


if __name__ == "__main__":
    main()
