"""Records: the keys that are read, and one clear reason for each line that is none."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.records import Record, read_document, read_record

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def line(**keys: object) -> bytes:
    """A record as one line of JSON."""
    return json.dumps(keys).encode()


def refusal(data: bytes) -> InputError | None:
    """The error that a line ends in, or None when it is a record."""
    try:
        read_record(data)
    except InputError as error:
        return error
    return None


def test_every_key_that_is_read() -> None:
    record = read_record(
        line(
            id="a1",
            text="Said.",
            title="T",
            date="2025-03-19",
            outlet="The Ledger",
            url="https://a.example",
            lang="en",
        )
    )
    assert record == Record("a1", "Said.", "T", date(2025, 3, 19), "The Ledger", "https://a.example", "en")


def test_other_keys_are_ignored_whatever_they_hold() -> None:
    digits = b"9" * 5000
    data = b'{"id": "a", "text": "t", "mentions": [{"start": 1e999, "n": %b}], "title": null}' % digits
    assert read_record(data) == Record("a", "t")


def test_optional_keys_of_another_type_count_as_missing() -> None:
    assert read_record(
        line(id="a", text="t", title=5, date={"y": 1}, outlet=[], url=True, lang=1.5)
    ) == Record("a", "t")


def test_a_number_may_count_the_seconds_of_the_date() -> None:
    record = read_record(line(id="a", text="t", date=1741079700))
    assert record.published == datetime(2025, 3, 4, 9, 15, tzinfo=UTC)


def test_a_number_is_an_id_as_printed() -> None:
    assert read_record(b'{"id": 007e, "text": ""}'.replace(b"007e", b"42")).identifier == "42"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"{", "not JSON: Expecting property name", id="cut"),
        pytest.param(b"Lind said no.", "not JSON", id="text"),
        pytest.param(b'{"id": "a", "text": "t"} {}', "not JSON: Extra data", id="two objects"),
        pytest.param(b"[1]", "a list, not an object", id="list"),
        pytest.param(b"null", "null, not an object", id="null"),
        pytest.param(b'"text"', "a string, not an object", id="string"),
        pytest.param(b"12", "a number, not an object", id="number"),
        pytest.param(b'{"text": "t"}', "no 'id'", id="no id"),
        pytest.param(b'{"id": " ", "text": "t"}', "'id' is empty", id="blank id"),
        pytest.param(b'{"id": true, "text": "t"}', "'id' is true or false, not text", id="id is no text"),
        pytest.param(b'{"id": "a"}', "no 'text'", id="no text"),
        pytest.param(b'{"id": "a", "text": null}', "'text' is null, not text", id="null text"),
        pytest.param(b'{"id": "a", "text": 5}', "'text' is a number, not text", id="text is a number"),
        pytest.param(b'{"id": "a", "text": "Z\xfcrich"}', "not UTF-8: byte 0xFC at offset 22", id="Latin-1"),
        pytest.param(b"[" * 100_000, "nested too deeply", id="deep list"),
        pytest.param(
            b'{"id": "a", "text": "t", "x": ' + b'{"x":' * 100_000, "nested too deeply", id="deep object"
        ),
    ],
)
def test_what_is_no_record_is_refused_with_reason_and_remedy(data: bytes, reason: str) -> None:
    error = refusal(data)
    assert error is not None
    assert error.message.startswith(reason)
    assert error.hint


@given(JSON_VALUES)
def test_any_json_is_a_record_or_refused(value: object) -> None:
    error = refusal(json.dumps(value).encode())
    assert error is None or "\n" not in error.message


@given(st.binary())
def test_any_bytes_are_a_record_or_refused(data: bytes) -> None:
    error = refusal(data)
    assert error is None or (error.hint and "\n" not in error.message)


def test_a_document_is_one_record_or_a_list_of_them() -> None:
    assert read_document(line(id="a", text="t")) == [Record("a", "t")]
    found = read_document(b'[{"id": "a", "text": "t"}, 5, {"id": "b", "text": "u"}]')
    assert [found[0], found[2]] == [Record("a", "t"), Record("b", "u")]
    assert isinstance(found[1], InputError)
