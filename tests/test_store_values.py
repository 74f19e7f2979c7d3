from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store.values import distinct, same

XSD = "http://www.w3.org/2001/XMLSchema#"
S = NamedNode("https://a.example/s")


def quad(text: str, datatype: str) -> Quad:
    return Quad(S, S, Literal(text, datatype=NamedNode(XSD + datatype)))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("320", "nonNegativeInteger"),
        ("007", "integer"),
        ("0.90", "decimal"),
        ("1", "boolean"),
        ("2024-05-14T08:30:00+00:00", "dateTime"),
        ("2024-05-14T08:30:00.000Z", "dateTime"),
        ("1e3", "double"),
    ],
)
def test_what_oxigraph_makes_of_a_literal_is_the_same(text: str, datatype: str) -> None:
    store = Store()
    store.add(quad(text, datatype))
    assert same(frozenset(store), frozenset({quad(text, datatype)}))


def test_language_tags_differ_in_case_only() -> None:
    store = Store()
    tagged = Quad(S, S, Literal("hei", language="nb-NO"))
    store.add(tagged)
    assert same(frozenset(store), frozenset({tagged}))


@pytest.mark.parametrize(
    ("one", "other", "datatype"), [("0.9", "0.91", "decimal"), ("1", "2", "integer"), ("a", "A", "string")]
)
def test_other_values_are_not_the_same(one: str, other: str, datatype: str) -> None:
    assert not same(frozenset({quad(one, datatype)}), frozenset({quad(other, datatype)}))


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["integer", "decimal", "dateTime", "date", "double", "boolean"]),
)
def test_no_text_of_a_typed_literal_breaks_the_comparison(text: str, datatype: str) -> None:
    assert len(distinct({quad(text, datatype)})) == 1
