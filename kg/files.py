"""Where the folders that belong to the model are: inside the package in a wheel, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder ``name`` ("ontologies", "shapes", "seeds") of this installation.

    Raises ``InputError`` when the installation lacks it.
    """
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    message = f"the folder '{name}' is missing from this installation of newskg"
    raise InputError(message, hint="reinstall newskg")
