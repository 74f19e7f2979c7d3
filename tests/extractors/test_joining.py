"""Names that neighbours make together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.authority import Authority, CandidateType
from kg.authority.index import Index
from kg.authority.writing import Filing, Record
from kg.extractors.names import find_names
from kg.lexicons import load
from tests.extractors.names import article_of, marked, named

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("[PERSON Anna Berg] [PERSON Lind] left/VBD .", ["Anna Berg Lind"], id="two surnames"),
        pytest.param("[PERSON Anna B.] [PERSON Lind Jr.] left/VBD .", ["Anna B. Lind Jr."], id="an initial"),
        pytest.param(
            "[PERSON Anna Berg] [PERSON Karl Lind] left/VBD .", ["Anna Berg", "Karl Lind"], id="two people"
        ),
        pytest.param(
            "[PERSON Anna Berg] [ORG School of/IN Government] opened/VBD .",
            ["Anna Berg School of Government"],
            id="a body named after somebody",
        ),
        pytest.param(
            "[PERSON Anna Berg] [ORG Nordfrakt Group] left/VBD .",
            ["Anna Berg", "Nordfrakt Group"],
            id="a body with a name of its own",
        ),
    ],
)
def test_neighbours_are_one_name_where_one_is_no_name_alone(text: str, names: list[str]) -> None:
    assert [name for _, name in named(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[ORG Lind] and/CC [PERSON Berg] rose/VBD .", ["Lind and Berg"]),
        ("[ORG Lind Group] and/CC [PERSON Eva Holm] rose/VBD .", ["Lind Group", "Eva Holm"]),
    ],
)
def test_a_body_with_and_in_its_name_is_one_where_it_is_known(
    tmp_path: Path, text: str, names: list[str]
) -> None:
    filing = Filing()
    filing.add(Record("Q1", "Lind and Berg", (), CandidateType.COMPANY, (), "", (), (), ("a",)))
    filing.write(tmp_path / "a.authority")
    built = marked(text)
    found = find_names(
        built, article_of(built), load(), authority=Authority([Index(tmp_path / "a.authority")])
    )
    assert [mention.span.of(built.text) for mention in found.mentions] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "[ORG Nordby Nurses] , [ORG Midwives and/CC Carers Union] (/( NNMCU )/) left/VBD .",
            ["Nordby Nurses, Midwives and Carers Union", "NNMCU"],
            id="its last words",
        ),
        pytest.param(
            "[ORG National Union of/IN Rail] , Ports and/CC Roads (/( RPR )/) left/VBD .",
            ["National Union of Rail, Ports and Roads", "RPR"],
            id="a part of it",
        ),
        pytest.param(
            "[PERSON Berg] , [PERSON Lind] and/CC [ORG Nordby Carers Union] (/( NCU )/) left/VBD .",
            ["Berg", "Lind", "Nordby Carers Union", "NCU"],
            id="a name without a list",
        ),
        pytest.param(
            "[PERSON Nils Berg] met/VBD [ORG Carers Union] (/( NCU )/) .",
            ["Nils Berg", "Carers Union", "NCU"],
            id="nothing listed",
        ),
    ],
)
def test_an_acronym_tells_where_a_name_with_a_list_begins(text: str, names: list[str]) -> None:
    assert [name for _, name in named(text)] == names


def test_an_acronym_tells_how_far_a_name_with_a_list_goes() -> None:
    text = "the/DT [ORG Society of/IN Port Makers] and/CC Carriers (/( SPMC )/) left/VBD ."
    assert [name for _, name in named(text)] == ["Society of Port Makers and Carriers", "SPMC"]
    others = "[ORG Port Makers] and/CC [ORG Carriers Union] (/( CU )/) left/VBD ."
    assert [name for _, name in named(others)][:2] == ["Port Makers", "Carriers Union"]
