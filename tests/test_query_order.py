from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.query.answers import Rows
from kg.query.evaluate import TooLargeError, evaluate
from kg.query.order import Row, in_order, take_order

XSD = "http://www.w3.org/2001/XMLSchema#"
P = NamedNode("https://a.example/p")


def holding(*values: NamedNode | Literal) -> Store:
    store = Store()
    store.extend(Quad(NamedNode(f"urn:{n}"), P, value) for n, value in enumerate(values))
    return store


def typed(kind: str) -> st.SearchStrategy[Literal]:
    texts = {
        "date": st.dates().map(str),
        "dateTime": st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds")),
        "integer": st.integers(-(10**12), 10**12).map(str),
        "decimal": st.decimals(-99, 99, places=2).map(str),
    }
    return texts[kind].map(lambda text: Literal(text, datatype=NamedNode(XSD + kind)))


TEXTS = st.text("ab Åé😀\t", max_size=4)
WORDS = TEXTS.map(Literal) | TEXTS.map(lambda text: Literal(text, language="en"))
NODES = st.sampled_from([NamedNode(f"https://a.example/{name}") for name in ("a", "b", "B", "%C3")])
VALUES = st.lists(WORDS | NODES) | st.lists(NODES | typed("integer")) | st.lists(typed("date"))


@pytest.mark.parametrize("direction", ["?v", "ASC(?v)", "DESC(?v)"])
@given(values=VALUES)
def test_rows_stand_as_oxigraph_sorts_them(direction: str, values: list[Literal | NamedNode]) -> None:
    store = holding(*values)
    query = f"SELECT ?v {{ ?s ?p ?v }} ORDER BY {direction}"
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    expected = tuple(tuple(row) for row in found)
    plain, keys = take_order(query)
    answer = evaluate(store, plain)
    assert isinstance(answer, Rows)
    assert in_order(answer.names, answer.rows, keys) == expected
    assert evaluate(store, query) == Rows(("v",), expected)


@given(st.lists(typed("decimal") | typed("integer") | typed("dateTime") | WORDS, max_size=8))
def test_what_does_not_tell_its_order_is_sorted_by_oxigraph(values: list[Literal]) -> None:
    store = holding(*values)
    query = "SELECT ?v { ?s ?p ?v } ORDER BY ?v"
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    assert evaluate(store, query) == Rows(("v",), tuple(tuple(row) for row in found))


def test_the_first_key_counts_most_and_no_value_comes_first() -> None:
    one, two = Literal("1"), Literal("2")
    rows: list[Row] = [(two, one), (one, two), (one, None), (BlankNode("x"), one), (None, two)]
    _, keys = take_order("SELECT ?a ?b { ?a ?p ?b } ORDER BY ?a DESC(?b)")
    assert in_order(["a", "b"], rows, keys) == (
        (None, two), (BlankNode("x"), one), (one, two), (one, None), (two, one),
    )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 3",
        "SELECT ?a { ?a ?b ?c } ORDER BY ?a OFFSET 1",
        "SELECT ?a { ?a ?b ?c } ORDER BY STR(?a)",
        "SELECT ?a { ?a ?b ?c } ORDER BY ?a VALUES ?c { 1 }",
        "SELECT ?a { ?a ?b ?c } ORDER BY DESC(?a + 1)",
        "SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a } }",
        'SELECT ?a { ?a ?b "} ORDER BY ?a" }',
        "SELECT ?a { ?a ?b ?c } # ORDER BY ?a",
        "ASK { ?a ?b ?c }",
        "ORDER BY ?a",
        "",
    ],
)
def test_only_a_plain_order_at_the_end_is_taken_off(query: str) -> None:
    assert take_order(query) == (query, ())


def test_an_order_after_groups_is_taken_off() -> None:
    query = "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c } GROUP BY ?a HAVING (COUNT(*) > 1) ORDER BY DESC(?n) ?a"
    plain, keys = take_order(query)
    assert plain == "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c } GROUP BY ?a HAVING (COUNT(*) > 1) "
    assert [(key.name, key.descending) for key in keys] == [("n", True), ("a", False)]


def test_a_key_that_is_no_column_is_sorted_by_oxigraph() -> None:
    store = holding(*(Literal(str(9 - n)) for n in range(9)))
    answer = evaluate(store, "SELECT ?s { ?s ?p ?v } ORDER BY ?v")
    assert isinstance(answer, Rows)
    assert [str(row[0]) for row in answer.rows] == [f"<urn:{n}>" for n in range(8, -1, -1)]


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o } ORDER BY ?o", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_an_answer_over_the_limit_is_none(query: str) -> None:
    store = holding(P, P, P, P, P)
    evaluate(store, query, most=5)
    with pytest.raises(TooLargeError, match="more than 4 "):
        evaluate(store, query, most=4)
