from __future__ import annotations

import pytest

from tests.trees import shown, statements


def addressees(text: str, **named: str) -> list[str]:
    """Whom the only statement was told."""
    (only,) = statements(text, named)
    return shown(text, only.addressees)


def media(text: str, **named: str) -> list[str]:
    """The platforms of the only statement."""
    (only,) = statements(text, named)
    return shown(text, only.media)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lind told reporters that the gate would hold.", ["reporters"]),
        ("The mask is a copy, the curator told the Guardian.", ["Guardian"]),
        ("The curator told police and prosecutors that the mask was a copy.", ["police", "prosecutors"]),
        ("“The mask is a copy,” the curator said to her director.", ["her director"]),
        ("The curator wrote to the ministry that the mask was a copy.", ["the ministry"]),
        ("The judge asked the witness whether he had seen the letter.", ["the witness"]),
        ("The curator said in an interview with Al Jazeera that the mask was a copy.", ["Al Jazeera"]),
        ("The queen said in a speech to the nation that the winter would be hard.", ["the nation"]),
        ("Residents were told by the council that the water was safe.", ["Residents"]),
        ("The court ordered the ministry to publish the files.", ["the ministry"]),
        ("Lind thanked the crew for its help.", ["the crew"]),
        ("Lind, asked by a reporter from Toll whether he had seen it, left.", ["Lind"]),
        ("Asked by a reporter whether he had seen it, Lind left.", ["Lind"]),
        ("Speaking to reporters in Paris, Lind said that the gate would hold.", ["reporters"]),
        ("The curator, speaking to the Guardian, said that the mask was a copy.", ["Guardian"]),
        ("The curator told public broadcaster Yle that the mask was a copy.", ["Yle"]),
        ("The curator told the Guardian’s “Face the Day” that the mask was a copy.", ["Guardian"]),
    ],
)
def test_who_is_told_is_the_addressee(text: str, expected: list[str]) -> None:
    assert (
        addressees(text, outlet="Guardian, Al Jazeera, Yle", unnamed_source="reporters, police, prosecutors")
        == expected
    )


def test_who_is_quoted_told_somebody() -> None:
    text = "The Guardian quoted Lind as telling the envoy that the gate would hold."
    assert addressees(text, outlet="Guardian", person="Lind") == ["the envoy"]


def test_the_name_behind_a_description_is_the_addressee() -> None:
    text = "The curator told the newspaper La Stampa that the mask was a copy."
    assert addressees(text, outlet="La Stampa") == ["La Stampa"]


@pytest.mark.parametrize(
    "text",
    [
        "Lind said the gate would hold.",
        "Lind said at a rally in Lodz that the gate would hold.",
        "Bello accused the bank of hiding its losses.",
        "Lind pointed out that the gate was open.",
    ],
)
def test_nobody_is_told_where_nobody_is_named(text: str) -> None:
    assert addressees(text) == []


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("“See you in court,” the governor wrote in a post on X.", "X"),
        ("The governor wrote on X that the roads were open.", "X"),
        ("The roads are open, the governor said on Telegram.", "Telegram"),
    ],
)
def test_the_platform_beside_the_verb_is_the_medium(text: str, platform: str) -> None:
    assert media(text, platform=platform) == [platform]


def test_a_platform_in_the_content_is_no_medium() -> None:
    assert media("The governor said his account on X had been stolen.", platform="X") == []


def test_a_platform_that_speaks_is_no_medium() -> None:
    text = "YouTube said it had removed the channel."
    assert media(text, platform="YouTube") == []
    (only,) = statements(text, {"platform": "YouTube"})
    assert shown(text, [only.chain[0].agent]) == ["YouTube"]


@pytest.mark.parametrize(
    ("text", "organizations", "expected"),
    [
        (
            "Cable & Freight and Nordship said that it rained.",
            "Cable & Freight, Nordship",
            "Cable & Freight and Nordship",
        ),
        ("Cable & Freight said that it rained.", "Cable & Freight", "Cable & Freight"),
    ],
)
def test_a_body_of_two_words_with_and_speaks_alone(text: str, organizations: str, expected: str) -> None:
    (only,) = statements(text, {"organization": organizations})
    assert shown(text, (only.chain[0].agent,)) == [expected]


def test_a_person_at_the_end_of_a_body_speaks() -> None:
    text = "“It rained,” Nordby Ports and Carers Union (NPCU) chief Eva Lind told the crowd."
    (only,) = statements(text, {"organization": "Nordby Ports and Carers Union", "person": "Eva Lind"})
    (agent,) = shown(text, (only.chain[0].agent,))
    assert agent.endswith("Eva Lind")


def test_the_title_before_a_name_in_commas_is_the_speakers() -> None:
    text = (
        '"Training together is the cheapest form of trust," the head of the institute, Corazon Villareal, '
        "told the broadcaster NHK."
    )
    (only,) = statements(text, {"person": "Corazon Villareal", "outlet": "NHK"})
    assert shown(text, only.content) == ["Training together is the cheapest form of trust"]
    assert shown(text, [only.chain[0].source]) == ["the head of the institute, Corazon Villareal"]
