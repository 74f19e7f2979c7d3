"""Picture credits: where in a line they begin, who is credited, and what is none."""

from __future__ import annotations

import pytest

from kg.read.captions import find_credit


@pytest.mark.parametrize(
    ("caption", "credit", "names"),
    [
        ("The bridge in March. ", "Photo: VCG", ["VCG"]),
        ("The bridge in March. ", "Image: Jo Voss.", ["Jo Voss"]),
        ("The bridge in March ", "Image: Jo Voss / The Ledger.", ["Jo Voss", "The Ledger"]),
        ("The bridge in March. ", "(Photo by Jo Voss/Getty Images)", ["Jo Voss", "Getty Images"]),
        ("The bridge in March. ", "(AP Photo/Jo Voss, File)", ["AP", "Jo Voss"]),
        ("The bridge in March. ", "REUTERS/Jo Voss", ["REUTERS", "Jo Voss"]),
        ("The bridge in March. ", "Photograph: Jo Voss/The Ledger", ["Jo Voss", "The Ledger"]),
        ("The bridge in March. ", "Photo by Jo Voss", ["Jo Voss"]),
        ("The bridge in March. ", "Photo courtesy of the City of Oslo", ["the City of Oslo"]),
        ("The bridge in March ", "[Jo Voss/AFP]", ["Jo Voss", "AFP"]),
        ("The bridge in March. ", "Photo by Jo Voss and Ada Lind", ["Jo Voss", "Ada Lind"]),
        ("", "© Jo Voss", ["Jo Voss"]),
        ("", "Photo:VCG", ["VCG"]),
        ("", "Photo: VCG", ["VCG"]),
        ("", "Photo credit: JO VOSS", ["Jo Voss"]),
    ],
)
def test_credit(caption: str, credit: str, names: list[str]) -> None:
    line = caption + credit
    found = find_credit(line, 7)
    assert found is not None
    assert line[found.start : found.end] == credit
    assert [name.name for name in found.names] == names
    printed = [line[n.span.start - 7 : n.span.end - 7].casefold() for n in found.names if n.span]
    assert printed == [name.casefold() for name in names]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("He showed a photo: it was old and torn and nobody knew it.", id="sentence"),
        pytest.param("The picture: nobody won.", id="label in small letters"),
        pytest.param("The report (published in May) was late.", id="brackets inside"),
        pytest.param("It costs 5 euros and/or 6 dollars", id="slash in prose"),
        pytest.param("She spoke to Reuters. He did not.", id="agency in prose"),
        pytest.param("© 2025 The Ledger", id="copyright notice"),
        pytest.param("Photo: " + "Jo Voss " * 30, id="too long"),
        pytest.param("Photo: VCG. The mayor spoke on Tuesday. He was late.", id="sentences after it"),
        pytest.param("The council said “no”.", id="quotation"),
    ],
)
def test_no_credit(line: str) -> None:
    assert find_credit(line, 0) is None
