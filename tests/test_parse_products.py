from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import NumpyOps

from kg.files import folder
from kg.parse import load_parser
from kg.parse.products import NumpyProducts, multiply_by_numpy
from kg.read import read

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.parse import Parser

SIZES = st.integers(1, 40)


@given(SIZES, SIZES, SIZES, st.booleans(), st.booleans())
def test_the_product_is_that_of_thinc(rows: int, inner: int, columns: int, left: bool, right: bool) -> None:  # noqa: FBT001
    chance = np.random.default_rng(rows * 41 + inner)
    one = chance.random((inner, rows) if left else (rows, inner), dtype=np.float32)
    other = chance.random((columns, inner) if right else (inner, columns), dtype=np.float32)
    expected = NumpyOps().gemm(one, other, trans1=left, trans2=right)
    assert np.allclose(NumpyProducts().gemm(one, other, trans1=left, trans2=right), expected, rtol=1e-5)
    out = np.zeros((rows, columns), dtype=np.float32)
    assert NumpyProducts().gemm(one, other, out=out, trans1=left, trans2=right) is out
    assert np.allclose(out, expected, rtol=1e-5)


def test_only_what_runs_on_thincs_own_way_is_changed() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("PERSON")  # type: ignore[attr-defined]  # a pipe with labels
    nlp.initialize()
    network = nlp.get_pipe("ner").model  # type: ignore[attr-defined]  # a pipe with a network
    other = next(iter(network.walk()))
    other.ops = type("OtherOps", (NumpyOps,), {})()
    multiply_by_numpy(nlp)
    kinds = {type(node.ops).__name__ for node in network.walk()}
    assert kinds == {"OtherOps", "NumpyProducts"}


def annotation(doc: Doc) -> list[tuple[str, int, str, str]]:
    return [(token.tag_, token.head.i, token.dep_, token.ent_iob_ + token.ent_type_) for token in doc]


@pytest.mark.model
def test_the_annotation_of_the_seeds_is_the_same(parser: Parser) -> None:
    fast = load_parser(one_thread=True)
    for article in read([str(folder("seeds"))]):
        assert annotation(fast.parse(article)) == annotation(parser.parse(article))  # type: ignore[arg-type]  # no issues in seeds
