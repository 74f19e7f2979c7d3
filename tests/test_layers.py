"""The order of the packages, read from the code's imports: nothing reaches up, no stage reaches another."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE = Path(kg.__file__).parent

STAGES = {"read", "parse", "extractors", "entities", "graph", "turtle", "check", "store"}

# Each layer may import from those above it in this table, and no unit from another of its own layer.
LAYERS = (
    {"errors"},
    {"model"},
    {"files"},
    {"lexicons", "vocab", "workers"},
    {"authority", "iris", "rdf", "rdf_files", "vocab_source"},
    STAGES,
    {"pipeline", "query"},
    {"pieces", "explain", "serve"},
    {"config", "output", "api"},
    {"cli"},
    {"__main__"},
)
RANK = {unit: rank for rank, units in enumerate(LAYERS) for unit in units}

# Who may import what from outside the standard library; "types" only for annotations.
THIRD_PARTY = {
    "click": {"cli"},
    "numpy": {"parse"},  # the arrays of a Doc
    "spacy": {"parse", "extractors"},
    "thinc": {"parse"},  # the products of matrices
    "rdflib": {"rdf", "vocab_source", "check"},
    "pyshacl": {"check"},
    "pyoxigraph": {"authority", "check", "query", "rdf_files", "serve", "store"},
    "pyparsing": {"check"},  # the error of rdflib's SPARQL parser
    "pandas": set[str](),  # kg.api imports it by name, where a table is asked for
    "requests": {"store"},
    "shacl": {"check"},
    "urllib3": {"store"},  # what requests waits and fails with
}
TYPES_ONLY = {"pandas": {"api"}, "rdflib": {"api"}, "spacy": {"explain", "pipeline"}}


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the file, the unit of ``kg`` it is in, what it names, whether only for types."""

    file: str
    line: int
    unit: str
    target: str
    types_only: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.target}"


def imports() -> list[Import]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts == ("__init__",):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typed = {id(node) for block in ast.walk(tree) if is_type_block(block) for node in ast.walk(block)}
        found += [
            Import("/".join(parts), node.lineno, parts[0], name, id(node) in typed)
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in targets(node)
        ]
    return found


def is_type_block(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def targets(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if node.module == "kg":
        return [f"kg.{alias.name}" for alias in node.names]
    return ["." * node.level + (node.module or "")]


def module_imports() -> dict[str, set[str]]:
    """The modules of the package that each names, those for types too; the root holds the version alone."""
    files = {dotted(path): path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"}
    return {name: named(path) & set(files) for name, path in files.items()}


def named(path: Path) -> set[str]:
    """The modules, and the names of others, that a file imports from its own project or elsewhere."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    inside = {f"{node.module}.{alias.name}" for node in froms for alias in node.names}
    return inside | {node.module or "" for node in froms if not names_modules(node)}


def names_modules(node: ast.ImportFrom) -> bool:
    """Whether all that is imported are modules of a package, not what the package says itself."""
    folder = PACKAGE.parent.joinpath(*(node.module or "").split("."))
    return all((folder / f"{a.name}.py").exists() or (folder / a.name).is_dir() for a in node.names)


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def circular(edges: Mapping[str, set[str]]) -> set[str]:
    """The nodes that can be reached from themselves."""
    return {start for start in edges if start in reachable(edges, start)}


def reachable(edges: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = edges[waiting.pop()] - found
        found |= new
        waiting += new
    return found


IMPORTS = imports()
MODULES = module_imports()
INSIDE = [(one, one.target.split(".")[1]) for one in IMPORTS if one.target.startswith("kg.")]


def test_every_unit_has_its_layer() -> None:
    units = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert units - {"__init__"} == set(RANK)


def test_no_import_reaches_up_or_aside() -> None:
    wrong = [
        str(one) for one, unit in INSIDE if unit in RANK and unit != one.unit and RANK[unit] >= RANK[one.unit]
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circular(MODULES) == set()


def test_a_circle_of_imports_is_seen_and_what_stands_before_it_is_not() -> None:
    assert circular({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"b", "c"}


def test_imports_are_absolute() -> None:
    assert [str(one) for one in IMPORTS if one.target.startswith(".")] == []


@pytest.mark.parametrize("package", sorted(THIRD_PARTY))
def test_a_package_is_imported_only_where_it_belongs(package: str) -> None:
    wrong = [
        str(one)
        for one in IMPORTS
        if one.target.split(".")[0] == package
        and one.unit not in THIRD_PARTY[package]
        and not (one.types_only and one.unit in TYPES_ONLY.get(package, set()))
    ]
    assert wrong == []


def test_no_other_package_is_imported() -> None:
    known = {"kg", "__future__", *THIRD_PARTY}
    names = {one.target.split(".")[0] for one in IMPORTS}
    assert names - known - sys.stdlib_module_names == set()
