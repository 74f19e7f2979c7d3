"""Named questions: the files of kg/queries/, with their titles and parameters."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import ConfigError
from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.articles import Term

_FOLDER = Path(__file__).parent.parent / "queries"
_TITLE = re.compile(r"# title: (.+)")
_PARAMETER = re.compile(r"# parameter: (?P<name>\w+)(?P<needed>!?) \((?P<kind>\w+)\) (?P<meaning>.+)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that may be set, and must be when it is ``needed``.

    ``kind`` is "label" (a name in the language of the labels), "text", "date", "number" or "iri".
    """

    name: str
    kind: str
    meaning: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A query that has a name, a title and parameters."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    text: str

    def bindings(self, given: Mapping[str, str], *, language: str = "en") -> dict[str, Term]:
        """The values as terms of the kinds that the parameters have.

        Raises ``ConfigError`` for a name that is no parameter, a value that is none of its kind, and a
        parameter that is needed and missing.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                hint = f"its parameters: {', '.join(known) or 'none'}"
                raise ConfigError(f"the question '{self.name}' has no parameter '{name}'", hint=hint)
        for parameter in self.parameters:
            if parameter.needed and not given.get(parameter.name):
                raise ConfigError(
                    f"the question '{self.name}' needs '{parameter.name}': {parameter.meaning}",
                    hint=f"--set {parameter.name}=…",
                )
        return {name: to_term(value, known[name].kind, name, language) for name, value in given.items()}


@cache
def read_questions() -> dict[str, Question]:
    """All named questions by name, sorted."""
    return {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.rq"))}


def find_question(name: str) -> Question:
    """The question of this name; raises ``ConfigError`` when there is none."""
    questions = read_questions()
    if name in questions:
        return questions[name]
    near = difflib.get_close_matches(name, questions, n=1)
    hint = f"did you mean '{near[0]}'?" if near else "'kg query --list' shows them"
    raise ConfigError(f"no question is called '{name}'", hint=hint)


def _read(path: Path) -> Question:
    """The question in one file."""
    text = path.read_text(encoding="utf-8")
    title = _TITLE.search(text)
    if title is None:
        raise ConfigError(f"{path}: has no line '# title: …'")
    parameters = tuple(
        Parameter(found["name"], found["kind"], found["meaning"], bool(found["needed"]))
        for found in _PARAMETER.finditer(text)
    )
    return Question(path.stem, title[1], parameters, text)


def to_term(value: str, kind: str, name: str, language: str = "en") -> Term:
    """The value as a term; raises ``ConfigError`` when it is none of this kind."""
    try:
        if kind == "label":
            return Literal(value, language=language)
        if kind == "date":
            return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(str(XSD.date)))
        if kind == "number":
            return Literal(_integer(value))
        return NamedNode(value) if kind == "iri" else Literal(value)
    except ValueError:
        raise ConfigError(f"{name}: '{value}' is no {kind}", hint=_EXAMPLES.get(kind)) from None


def guess_term(value: str, name: str) -> Term:
    """The value of a variable of no declared kind: <IRI>, a date, a whole number, else text.

    >>> str(guess_term("2025-03-19", "day")), str(guess_term("Anna", "who"))
    ('"2025-03-19"^^<http://www.w3.org/2001/XMLSchema#date>', '"Anna"')
    """
    if value.startswith("<") and value.endswith(">"):
        return to_term(value[1:-1], "iri", name)
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return to_term(value, "date", name)
    if _NUMBER.fullmatch(value):
        return to_term(value, "number", name)
    text, mark, language = value.rpartition("@")
    if mark and re.fullmatch("[A-Za-z]{2,3}", language) and text:
        return Literal(text, language=language)
    return Literal(value)


def _integer(value: str) -> int:
    """The value as a whole number."""
    if not _NUMBER.fullmatch(value):
        raise ValueError(value)
    return int(value)


_EXAMPLES = {
    "date": "a date like 2025-03-19",
    "iri": "an absolute IRI like https://example.org/x",
    "number": "a whole number",
}
