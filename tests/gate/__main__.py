"""Runs the gate by hand: ``python -m tests.gate [--wrong [PART]] [--update [--lower]]``."""

from __future__ import annotations

import argparse
import sys

from kg.authority import open_authorities
from kg.pipeline import open_pipeline
from tests.gate.floors import FLOORS, Floors, fallen, read_floors, written
from tests.gate.marks import read_cases
from tests.gate.running import floors_of, mistakes, run_cases, table


def main(arguments: list[str] | None = None) -> int:
    """Print what the cases reach, and keep it as floors when told to; 1 when a floor is not reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate", description=__doc__)
    parser.add_argument(
        "--wrong", nargs="?", const="", metavar="PART", help="print the mistakes of the cases named so"
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached")
    parser.add_argument("--lower", action="store_true", help="let --update lower floors too")
    options = parser.parse_args(arguments)
    cases = read_cases()
    verdicts = list(run_cases(cases, open_pipeline(authority=open_authorities([]))))
    reached = floors_of(verdicts)
    if options.wrong is not None:
        texts = {(case.family, case.name): case.text for case in cases}
        chosen = [v for v in verdicts if options.wrong in f"{v.family}/{v.case}"]
        sys.stdout.write(mistakes(chosen, texts) + "\n")
    sys.stdout.write(table(reached) + "\n")
    below = fallen(read_floors(), reached) if FLOORS.exists() else []
    for family, measure in below:
        sys.stdout.write(f"below the floor: {family} {measure}\n")
    if not options.update:
        return 1 if below else 0
    return _update(reached, refuse=bool(below) and not options.lower)


def _update(reached: Floors, *, refuse: bool) -> int:
    """Keep what was reached as floors, unless that would lower one."""
    if refuse:
        sys.stderr.write("floors are not lowered without --lower\n")
        return 1
    FLOORS.write_text(written(reached), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
