"""Floors below which no later change may fall, by family of cases and measure, kept in ``gate.toml``.

A floor is a pair of counts: how many statements came out right at least, how many wrong at most. Counts,
unlike shares, say which way a change went when cases are added.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.gate.marks import CASES
from tests.gate.scoring import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.gate.scoring import Verdict

FLOORS = Path(__file__).parent / "gate.toml"
_HEAD = """\
# Least right and most wrong statements by family of cases and measure; the cases are in cases/.
# Raise with: python -m tests.gate --update
# Lower, when cases were added that fail, with: python -m tests.gate --update --lower
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements came out right and wrong."""

    right: int
    wrong: int

    @property
    def share(self) -> float:
        """The share that is right, 1 when nothing was asked."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


NOTHING = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class Floors:
    """The tallies of one state of the cases, by (family, measure)."""

    cases: str
    tallies: Mapping[tuple[str, Measure], Tally]

    def of(self, family: str, measure: Measure) -> Tally:
        """The tally of a family's measure; nothing right and nothing wrong when there is none."""
        return self.tallies.get((family, measure), NOTHING)

    def families(self) -> list[str]:
        """The families, sorted."""
        return sorted({family for family, _ in self.tallies})


def fingerprint(folder: Path = CASES) -> str:
    """The SHA-256 over the files of cases: each name and its bytes."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        total.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def count(verdicts: Iterable[Verdict]) -> dict[tuple[str, Measure], Tally]:
    """The tallies of verdicts."""
    counts = Counter((v.family, v.measure, v.right) for v in verdicts)
    return {
        (family, measure): Tally(counts[family, measure, True], counts[family, measure, False])
        for family, measure in sorted({(family, measure) for family, measure, _ in counts})
    }


def fallen(floors: Floors, now: Floors) -> list[tuple[str, Measure]]:
    """Where fewer statements are right, or more wrong, than the floors allow."""
    return [
        (family, measure)
        for family, measure in sorted({*floors.tallies, *now.tallies})
        if now.of(family, measure).right < floors.of(family, measure).right
        or now.of(family, measure).wrong > floors.of(family, measure).wrong
    ]


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors of a file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    cases = str(data.pop("cases"))
    return Floors(
        cases,
        {
            (family, Measure(measure)): Tally(int(right), int(wrong))
            for family, rows in data.items()
            for measure, (right, wrong) in rows.items()
        },
    )


def written(floors: Floors) -> str:
    """The file that ``read_floors`` reads: a table for each family, [right, wrong] for each measure."""
    lines = [f'cases = "{floors.cases}"']
    for family in floors.families():
        lines += ["", f"[{family}]"]
        lines += [
            f"{measure} = [{tally.right}, {tally.wrong}]"
            for measure in Measure
            if (tally := floors.of(family, measure)) != NOTHING
        ]
    return _HEAD + "\n".join(lines) + "\n"
