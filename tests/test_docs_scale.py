"""docs/scale.md against the program: its options exist, and its recipes call what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import click
import pytest

import kg
from kg.cli.group import kg as group
from kg.cli.group import option_names

ROOT = Path(kg.__file__).parent.parent
PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
# Stands for kg: writes what it was called with, and ends as a run that skipped some articles.
STUB = f"#!{sys.executable}\nimport sys; print(*sys.argv[1:]); sys.exit(3)\n"


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def shell(tmp_path: Path, script: str, **environment: str) -> str:
    """What the stub was called with; raises when the script fails."""
    stub = tmp_path / "kg"
    stub.write_text(STUB, "ascii")
    stub.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-eu", "-c", script],
        env={"PATH": path, **environment},
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    return done.stdout.strip()


def test_every_option_it_shows_exists() -> None:
    command = group.get_command(click.Context(group), "build")
    assert command is not None
    calls = re.findall(r"kg build ((?:[^`\n]|\\\n)*)", PAGE) + re.findall(r'"kg", "build", (.*)\]', PAGE)
    shown = set(re.findall(r"(?<=[ \"])--([a-z-]+)", " ".join(calls).partition("||")[0]))
    assert shown >= {"jobs", "log"}
    assert shown <= set(option_names(command))


def test_the_recipe_for_slurm_builds_a_part_and_takes_skipped_articles_for_success(tmp_path: Path) -> None:
    (script,) = [block for block in fenced("sh") if "SLURM" in block]
    called = shell(tmp_path, script, SLURM_ARRAY_TASK_ID="7", SLURM_ARRAY_TASK_COUNT="64")
    assert called == "build archive/ -o graphs/7/ --shard 7/64 --jobs auto --log graphs-7.jsonl"


@pytest.mark.parametrize(("index", "part"), [("0", 1), ("63", 64)])
def test_the_recipe_for_kubernetes_counts_from_one(index: str, part: int, tmp_path: Path) -> None:
    (job,) = fenced("yaml")
    _, _, rest = job.partition("args:\n")
    script = textwrap.dedent("".join(re.findall(r"^ {14}.*\n", rest, re.MULTILINE)[:2]))
    called = shell(tmp_path, script, JOB_COMPLETION_INDEX=index)
    assert called == f"build /archive -o /graphs/{part}/ --shard {part}/64 --jobs auto"
    assert f"completions: {64}\n" in job


def test_the_recipe_for_spark_builds_every_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell(tmp_path, "true")
    monkeypatch.setenv("PATH", str(tmp_path))
    (program,) = fenced("python")
    definition, _, _ = program.partition("# spark")
    names: dict[str, object] = {}
    exec(definition, names)  # noqa: S102 - our own page
    build = names["build"]
    assert callable(build)
    assert build(5) == (5, 3)
