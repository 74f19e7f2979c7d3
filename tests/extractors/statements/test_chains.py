from __future__ import annotations

from datetime import date

import pytest

from kg.model import ChainRole
from tests.trees import shown, statements

TUESDAY = date(2025, 3, 18)


def chain(text: str, outlets: str = "Reuters, AFP, TASS, Bloomberg", people: str = "Haddad") -> list[str]:
    """The agents of the only statement's chain, from the speaker outwards."""
    (one,) = statements(text, {"outlet": outlets, "person": people})
    return shown(text, (hop.agent for hop in one.chain))


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The strait is open, Haddad said, Reuters reported.", ["Haddad", "Reuters"]),
        ("Haddad said the strait was open, AFP reported.", ["Haddad", "AFP"]),
        ("Haddad said the strait was open, reported AFP.", ["Haddad", "AFP"]),
        ("Reuters reported that two ministers said the tax would be delayed.", ["two ministers", "Reuters"]),
        ("Haddad said the talks would go on, according to Reuters.", ["Haddad", "Reuters"]),
        ("According to a diplomat, the draft has been sent back, TASS reported.", ["a diplomat", "TASS"]),
        ("Haddad, quoted by AFP, said the strait was open.", ["Haddad", "AFP"]),
        (
            "Haddad said the strait was open, TASS reported, citing the ministry.",
            ["Haddad", "the ministry", "TASS"],
        ),
        ("According to a Reuters report, Haddad said the strait was open.", ["Haddad", "a Reuters report"]),
        (
            "Haddad said the strait was open, according to a report by Reuters.",
            ["Haddad", "a report by Reuters"],
        ),
        (
            "Bloomberg, citing a report by Reuters, said the strait was open.",
            ["a report by Reuters", "Bloomberg"],
        ),
        ("Local media reported that police said the driver had fled.", ["police", "Local media"]),
        ("“We will sign,” Haddad said, Reuters reported.", ["Haddad", "Reuters"]),
        ("Bloomberg quoted Haddad as saying that the slump had ended.", ["Haddad", "Bloomberg"]),
        ("Haddad said in comments carried by AFP that the strait was open.", ["Haddad", "AFP"]),
        ("The strait is open, Haddad said in an interview aired by AFP on Sunday.", ["Haddad", "AFP"]),
        (
            "AFP, citing a Toll official and a Danish official, reported on Monday that the gate was open.",
            ["a Toll official and a Danish official", "AFP"],
        ),
        (
            "AFP, citing a Toll official, reported on Monday that Haddad had shown a plan to Berg.",
            ["a Toll official", "AFP"],
        ),
        (
            "Asked whether the king was ready to leave, Haddad said the palace was open, TASS reported.",
            ["Haddad", "TASS"],
        ),
        ("Haddad said in comments carried by ferries that the strait was open.", ["Haddad"]),
        ("Haddad was quoted as saying by Reuters that the strait was open.", ["Haddad", "Reuters"]),
        ("Haddad was quoted as saying by telephone that the strait was open.", ["Haddad"]),
        ("Reuters quoted Haddad on Monday as saying the strait was open.", ["Haddad", "Reuters"]),
        ("“We will sign,” said Haddad, as cited by Reuters.", ["Haddad", "Reuters"]),
        ("“We will sign,” Haddad said, as quoted by Reuters.", ["Haddad", "Reuters"]),
        ("According to Haddad, quoted by Reuters, the strait was open.", ["Haddad", "Reuters"]),
        ("Citing the king, the Ledger reported that the strait was open.", ["the king", "the Ledger"]),
        ("In a report citing Haddad, Reuters said the strait was open.", ["Haddad", "Reuters"]),
        ("Haddad said the strait was open, TASS reported, citing his call with editors.", ["Haddad", "TASS"]),
    ],
)
def test_who_passes_a_statement_on_is_a_hop_of_it(text: str, agents: list[str]) -> None:
    assert chain(text) == agents


@pytest.mark.parametrize(
    "text",
    [
        "Reuters reported, citing two diplomats, that the border was open.",
        "The border was open, Reuters reported, citing two diplomats.",
        "Reuters, which cited two diplomats, reported that the border was open.",
        "The border was open, according to Reuters, which cited two diplomats.",
    ],
)
def test_who_is_cited_speaks(text: str) -> None:
    assert chain(text) == ["two diplomats", "Reuters"]


def test_an_outlet_cites_even_where_the_parser_gives_the_citing_to_those_it_reports_on() -> None:
    text = "Reuters reported that officials had drafted a timetable, citing two people close to the talks."
    assert chain(text) == ["two people close to the talks", "Reuters"]


def test_who_is_cited_does_not_take_the_verb_of_the_outlet() -> None:
    text = "Reuters, citing two Western intelligence officials, reported last week that the border was open."
    assert chain(text) == ["two Western intelligence officials", "Reuters"]


def test_a_chain_has_any_length() -> None:
    text = "The deal is dead, Haddad said, Reuters reported, according to AFP."
    assert chain(text) == ["Haddad", "Reuters", "AFP"]


@pytest.mark.parametrize(
    "text", ["Two tankers collided, Reuters reported.", "Reuters reported that two tankers collided."]
)
def test_an_agency_alone_speaks(text: str) -> None:
    assert chain(text) == ["Reuters"]


def test_documents_that_are_cited_do_not_speak() -> None:
    assert chain("Reuters reported, citing leaked documents, that the wall was weak.") == ["Reuters"]


def test_the_speaker_is_the_originator_and_the_others_are_relays() -> None:
    text = "The strait is open, Haddad said, Reuters reported."
    (one,) = statements(text, {"outlet": "Reuters", "person": "Haddad"})
    assert [hop.role for hop in one.chain] == [ChainRole.ORIGINATOR, ChainRole.RELAY]


def test_each_hop_has_its_cue() -> None:
    text = "The strait is open, Haddad said, Reuters reported."
    (one,) = statements(text, {"outlet": "Reuters", "person": "Haddad"})
    assert [shown(text, hop.cue) for hop in one.chain] == [["said"], ["reported"]]
    assert [hop.cue_lemma for hop in one.chain] == ["say", "report"]


def test_who_is_no_outlet_does_not_pass_on() -> None:
    text = "Brandt said the envoy had told her that the border would reopen."
    outer, inner = statements(text, {"person": "Brandt"})
    assert [shown(text, (hop.agent for hop in one.chain)) for one in (outer, inner)] == [
        ["Brandt"],
        ["the envoy"],
    ]


def test_the_content_of_a_chain_is_that_of_its_speaker() -> None:
    text = "The strait is open, Haddad said, Reuters reported."
    (one,) = statements(text, {"outlet": "Reuters", "person": "Haddad"})
    assert shown(text, one.content) == ["The strait is open"]


def test_the_time_beside_a_relay_is_that_of_the_statement() -> None:
    text = "Reuters reported on Monday that two ministers said the tax would be delayed."
    (one,) = statements(text, {"outlet": "Reuters"}, day=TUESDAY)
    assert one.time is not None
    assert one.time.not_after == date(2025, 3, 17)


def test_the_time_beside_the_speaker_comes_first() -> None:
    text = "The truce holds, Haddad said on Monday, Reuters reported on Tuesday."
    (one,) = statements(text, {"outlet": "Reuters", "person": "Haddad"}, day=TUESDAY)
    assert one.time is not None
    assert one.time.not_after == date(2025, 3, 17)


def test_who_cites_a_reason_speaks_himself() -> None:
    text = "The lawyers, citing privacy rules, said the files must stay closed."
    said = [one for one in statements(text) if one.chain[0].cue_lemma == "say"]
    assert [shown(text, (hop.agent for hop in one.chain)) for one in said] == [["The lawyers"]]


def test_asked_at_the_head_of_a_sentence_asks_nothing_of_its_own() -> None:
    text = (
        "He declined to say what form it might take. Asked whether President Eva Berg was still ready to "
        "meet her Danish counterpart, Haddad said the palace had “heard no clear signals”, TASS reported."
    )
    assert chain(text) == ["Haddad", "TASS"]


def test_who_has_a_title_and_is_cited_speaks() -> None:
    text = (
        "The Pacific Standard had reported on Monday, citing an adviser to the minister, that the ceremony "
        "was planned for May."
    )
    assert chain(text) == ["an adviser to the minister", "The Pacific Standard"]
