"""JSON becomes records: what one object says about an article, its other keys ignored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.read.stamps import read_date

if TYPE_CHECKING:
    from datetime import date, datetime

_QUOTED_PROBLEM: Final = 80


@dataclass(frozen=True, slots=True)
class Record:
    """The values of the keys that are read.

    These are ``id`` and ``text``, and where given ``title``, ``date``, ``outlet``, ``url`` and ``lang``.
    """

    identifier: str
    text: str
    headline: str | None = None
    published: date | datetime | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as printed: an id and a date may be one, and no other number is read."""

    printed: str


def read_record(line: bytes) -> Record:
    """The record that a line of JSON is.

    Raises ``InputError`` with the reason when it is none; the caller knows file and line.
    """
    return _record(_parsed(line))


def read_document(data: bytes) -> list[Record | InputError]:
    """The records of a JSON document that is one record or a list of them; an error for each that is none.

    Raises ``InputError`` when the document is neither.
    """
    document = _parsed(data)
    found: list[Record | InputError] = []
    for item in document if isinstance(document, list) else [document]:
        try:
            found.append(_record(item))
        except InputError as error:
            found.append(error)
    return found


def _parsed(data: bytes) -> object:
    """The value of a JSON text."""
    try:
        parsed: object = json.loads(data.decode("utf-8"), parse_int=_Number, parse_float=_Number)
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start} of the line",
            hint="if it is Latin-1: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
        ) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"not JSON: {error.msg} at character {error.pos}", hint="write one object a line"
        ) from error
    except RecursionError as error:
        raise InputError("nested too deeply", hint="leave out the keys that are not read") from error
    return parsed


def _record(value: object) -> Record:
    """The record that a JSON value is."""
    if not isinstance(value, dict):
        raise InputError(f"{_kind(value)}, not an object", hint="write one object with id and text a line")
    identifier = value.get("id")
    if isinstance(identifier, _Number):
        identifier = identifier.printed
    if not isinstance(identifier, str) or not identifier.strip():
        raise InputError(_problem("id", value), hint="give each record an id that no other has")
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError(_problem("text", value), hint="give the article's text under the key 'text'")
    day = value.get("date")
    if isinstance(day, _Number):
        day = day.printed
    return Record(
        identifier=identifier.strip(),
        text=text,
        headline=_string(value, "title"),
        published=read_date(day) if isinstance(day, str) else None,
        outlet=_string(value, "outlet"),
        url=_string(value, "url"),
        language=_string(value, "lang"),
    )


def _string(value: dict[str, object], key: str) -> str | None:
    """The text under a key that may be missing; what is no text counts as missing."""
    found = value.get(key)
    return found.strip() or None if isinstance(found, str) else None


def _problem(key: str, value: dict[str, object]) -> str:
    """What is wrong with a key that must hold text."""
    if key not in value:
        return f"no '{key}'"
    found = value[key]
    return (
        f"'{key}' is empty"
        if found == "" or isinstance(found, str)
        else f"'{key}' is {_kind(found)}, not text"
    )


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        str: "a string",
        _Number: "a number",
        float: "NaN or Infinity",
    }
    return names.get(type(value), "null")
