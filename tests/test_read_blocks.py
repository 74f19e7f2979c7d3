"""Headers: what each line of an article is, and that no character of its prose is lost."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model import BlockKind
from kg.read.blocks import find_layout

PROSE = (
    "The council voted on Tuesday to keep the bridge shut for the whole of the winter, the mayor said.\n"
    "It will open again in April, he added.\n"
)
LINES = st.sampled_from(
    [
        "By Ada Lind",
        "BY ADA LIND | STAFF WRITER",
        "Mar 19, 2025 12:32 AM",
        " date 2025-03-18 Bridge Stays Shut",
        "Friday, March 2, 2012 The bridge is shut.",
        "OSLO, March 3 (Reuters) - The bridge is shut.",
        "The bridge in March. Photo: Jo Voss/VCG",
        "Photo: VCG",
        "ADVERTISEMENT",
        "Source: Halverton Times",
        "Headline: Bridge stays shut",
        "https://example.org/a",
        "___",
        "Bridge stays shut; ",
        "Bridge stays shut | Halverton Times",
        "“We are sorry,” the mayor said.",
        "The council voted on Tuesday to keep the bridge shut, the mayor said.",
        "",
        "\t",
    ]
)


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Kind and characters of each block."""
    return [(block.kind.value, block.span.of(text)) for block in find_layout(text, title).blocks]


@given(st.one_of(st.lists(LINES).map("\n".join), st.text()))
@example("0:00\n0")
def test_pieces_are_in_order_apart_and_hold_all_but_white_space(text: str) -> None:
    pieces = find_layout(text).pieces
    assert all(before.span.end <= after.span.start for before, after in pairwise(pieces))
    covered = "".join(piece.span.of(text) for piece in pieces)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(piece.span.of(text) == piece.span.of(text).strip() for piece in pieces)


@given(st.lists(LINES, min_size=1).map("\n".join))
def test_names_point_at_what_is_printed(text: str) -> None:
    layout = find_layout(text)
    for credit in (*layout.authors, *layout.photo_credits, *filter(None, [layout.outlet])):
        assert credit.span is not None
        assert credit.span.of(text).casefold() == credit.name.casefold()


def test_a_whole_header() -> None:
    text = (
        " date 2025-03-18 Bridge Stays Shut\n"
        "Many repairs needed before spring: engineer\n"
        "By Zhao Yusha\n"
        "Mar 19, 2025 12:32 AM\n"
        "People walk by the bridge on March 15, 2025. Photo: VCG\n" + PROSE
    )
    assert kinds(text)[:-2] == [
        ("stamp", "date 2025-03-18"),
        ("headline", "Bridge Stays Shut"),
        ("dek", "Many repairs needed before spring: engineer"),
        ("byline", "By Zhao Yusha"),
        ("stamp", "Mar 19, 2025 12:32 AM"),
        ("caption", "People walk by the bridge on March 15, 2025."),
        ("credit", "Photo: VCG"),
    ]
    assert [kind for kind, _ in kinds(text)[-2:]] == ["prose", "prose"]


HEADLINE = ("headline", "Bridge stays shut")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Bridge stays shut", [HEADLINE]),
        ("Only 24 Percent of Bridges Are Safe.\n", [("headline", "Only 24 Percent of Bridges Are Safe.")]),
        ("Engineers blame salt in old bridge.\n", [("headline", "Engineers blame salt in old bridge.")]),
        ("Bridge stays shut Friday, March 2, 2012\n", [HEADLINE, ("stamp", "Friday, March 2, 2012")]),
        ("Bridge stays shut;\nSalt to blame.", [HEADLINE, ("dek", "Salt to blame.")]),
        (
            "Bridge stays shut\nNobody knows why. Salt is to blame.\nBy Ada Lind",
            [HEADLINE, ("dek", "Nobody knows why. Salt is to blame."), ("byline", "By Ada Lind")],
        ),
        (
            "Bridge stays shut\nBy ADA LIND\nStaff Writer",
            [HEADLINE, ("byline", "By ADA LIND"), ("byline", "Staff Writer")],
        ),
        (
            "Bridge stays shut\nAda Lind in Oslo\n2 March 2012",
            [HEADLINE, ("byline", "Ada Lind in Oslo"), ("stamp", "2 March 2012")],
        ),
        ("Bridge stays shut\nHalverton Times | 2 March 2012", [HEADLINE, ("stamp", "2 March 2012")]),
        (
            "Bridge stays shut\nBy Ada Lind\nAssociated Press",
            [HEADLINE, ("byline", "By Ada Lind"), ("byline", "Associated Press")],
        ),
        ("Peter Lind\n", [("byline", "Peter Lind")]),
        ("Bridge stays shut\nPeter Lind and Jo Voss", [HEADLINE, ("byline", "Peter Lind and Jo Voss")]),
        ("Oslo - Bergen bridge shut", [("headline", "Oslo - Bergen bridge shut")]),
        (
            "Bridge stays shut\nBy Ada Lind Published: 2 March 2012",
            [HEADLINE, ("byline", "By Ada Lind"), ("stamp", "Published: 2 March 2012")],
        ),
        ("Bridge stays shut | Halverton Times", [HEADLINE]),
        (
            "Source: Halverton Times\nDate: 2012-03-02\nHeadline: Bridge stays shut\nAuthor: Ada Lind",
            [("stamp", "Date: 2012-03-02"), HEADLINE, ("byline", "Author: Ada Lind")],
        ),
        ("By Ada Lind\n\nBridge stays shut\n", [("byline", "By Ada Lind"), HEADLINE]),
        ("ADVERTISEMENT\nBridge stays shut\n5 min read", [HEADLINE]),
        (
            "Bridge stays shut\nPosted on March 3, 2012 by Ada Lind",
            [HEADLINE, ("stamp", "Posted on March 3, 2012"), ("byline", "by Ada Lind")],
        ),
        (
            "Halverton Times\nWorld | Europe\n2 March 2012\nBridge stays shut",
            [("stamp", "2 March 2012"), HEADLINE],
        ),
        ("Reuters\nBridge stays shut\nBy Ada Lind", [HEADLINE, ("byline", "By Ada Lind")]),
        (
            "Times Square reopens\nNobody knows why it was shut\nBy Ada Lind",
            [("headline", "Times Square reopens"), ("dek", "Nobody knows why it was shut")],
        ),
        ("FOR IMMEDIATE RELEASE: 3 March 2025\nBridge stays shut", [HEADLINE]),
        ("The bridge today.\nPhoto: VCG", [("caption", "The bridge today."), ("credit", "Photo: VCG")]),
    ],
)
def test_header(header: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(f"{header}\n{PROSE}")[: len(expected)] == expected
    assert kinds(f"{header}\n{PROSE}")[-1] == ("prose", "It will open again in April, he added.")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The bridge is safe.", id="one sentence"),
        pytest.param("Bridge safe, says Voss", id="one line without an end"),
        pytest.param("“We are sorry.”\n“So am I.”", id="quotations"),
        pytest.param("The mayor rejected the report.\n\n“It is a fairy tale.”", id="two short paragraphs"),
        pytest.param("Voss said:\n“Nobody has to leave.”", id="colon"),
        pytest.param("The council, which met on Tuesday,\nvoted against it.", id="line that goes on"),
        pytest.param(
            "By Friday, the town had run out of water.\nPeople left.", id="sentence that begins with By"
        ),
        pytest.param("On March 18, 2025, the council voted.\nIt met again.", id="sentence with a date"),
        pytest.param("March 18, 2025, was cold.\nIt rained.", id="sentence that begins with a date"),
        pytest.param("He was born on Friday, March 8, 2011\nand left.", id="sentence that ends in a date"),
        pytest.param(
            "Source: officials who asked not to be named.\nIt rained.", id="label before a sentence"
        ),
        pytest.param("Voss: I have not decided.\nLind: Nor have I.", id="transcript"),
        pytest.param("2012-03-02", id="nothing but a stamp"),
        pytest.param("Subscribe", id="nothing but layout"),
        pytest.param("It rained.\nIt froze.\nIt snowed.\nBy Ada Lind", id="name below a short text"),
    ],
)
def test_what_is_unsure_is_prose(text: str) -> None:
    found = [block for block in find_layout(text).blocks if block.kind is not BlockKind.BYLINE]
    assert {block.kind for block in found} == {BlockKind.PROSE}


def test_an_outlet_above_the_headline_publishes_and_an_agency_does_not() -> None:
    for name, publishes in (("Halverton Times", True), ("Reuters", False)):
        layout = find_layout(f"{name}\nHome > News\nBridge stays shut\nBy Ada Lind\n{PROSE}")
        assert (layout.headline, layout.outlet is not None) == ("Bridge stays shut", publishes)


def test_the_foot_of_a_press_release_is_no_prose() -> None:
    foot = "Notes to editors\nFor further information call the press office.\nMedia contact: Ada Lind"
    assert kinds(f"Bridge stays shut\n\n{PROSE}\nENDS\n{foot}\n")[-1] == (
        "prose",
        "It will open again in April, he added.",
    )


def test_a_record_s_title_tells_the_headline() -> None:
    text = "Bridge stays shut, mayor says.\n\nThe mayor spoke.\n"
    assert kinds(text, "Bridge Stays Shut, Mayor Says")[0] == ("headline", "Bridge stays shut, mayor says.")
    assert kinds("The mayor spoke.\nHe left.", "Bridge stays shut")[0][0] == "prose"


def test_a_dateline_is_cut_from_the_first_paragraph() -> None:
    assert kinds("Bridge stays shut\n\nOSLO, March 3 (Reuters) - The mayor spoke.\n")[1:] == [
        ("dateline", "OSLO, March 3 (Reuters) -"),
        ("prose", "The mayor spoke."),
    ]


def test_hours_and_dates_on_lines_of_their_own_are_stamps_anywhere() -> None:
    assert kinds("Live\nOSLO (AP) — The mayor spoke.\n6:01 p.m.\nHe left.")[2:] == [
        ("stamp", "6:01 p.m."),
        ("prose", "He left."),
    ]


def test_dates_inside_the_body_do_not_date_the_article() -> None:
    long = "The council voted on Tuesday to keep the bridge shut for the whole of the winter. " * 5
    assert find_layout(f"{long}\nFriday, March 2, 2012\n{long}").moments == ()


@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_date_right_below_the_last_text_dates_the_article(gap: str) -> None:
    layout = find_layout(f"Bridge stays shut\n{PROSE.rstrip()}\n{gap}Friday, March 2, 2012")
    assert [moment.day for moment in layout.moments] == [date(2012, 3, 2)]


def test_layout_is_no_block() -> None:
    text = (
        PROSE
        + "Read more: The bridge in pictures\nCopyright 2025 Halverton Times\nhttps://example.org/a\n* * *\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["prose", "prose"]


def test_authors_at_the_foot_count_when_the_header_names_none() -> None:
    foot = "(Reporting by Ada Lind; Editing by Jo Voss)\n"
    assert [author.name for author in find_layout(PROSE + foot).authors] == ["Ada Lind"]
    assert [a.name for a in find_layout(f"Bridge shut\nBy Per Moe\n{PROSE}{foot}").authors] == ["Per Moe"]


def test_the_outlet_comes_from_lines_that_name_it_and_from_no_dateline() -> None:
    for header in (
        "Source: Halverton Times",
        "Halverton Times | 2 March 2012",
        "Bridge shut | Halverton Times",
        "Bridge shut - Reuters",
        "Bridge shut\nHalverton Times, March 2, 2012",
        "Bridge shut\n(Reuters) 08:15, March 2, 2012",
        "Bridge shut\nSource: Reuters| 2012-03-02 20:15:11|Editor: Lind",
        "Bridge shut\nSource:Reuters Published: 2012/3/2 10:00:05",
        "Bridge shut\nUpdated on: March 2, 2012 / 11:04 PM EDT / Halverton Times",
        "Bridge shut\nBy Ada Lind\nHalverton Times",
    ):
        outlet = find_layout(f"{header}\n{PROSE}").outlet
        assert outlet is not None
        assert outlet.name in {"Halverton Times", "Reuters"}
    assert find_layout(f"OSLO, March 3 (Reuters) - {PROSE}").outlet is None
    for header in (
        "Bridge shut\nBy Ada Lind, Reuters",
        "Bridge shut\nBy Ada Lind\nReuters",
        "Bridge shut | Facebook",
    ):
        assert find_layout(f"{header}\n{PROSE}").outlet is None


def test_the_name_of_an_outlet_below_the_date_is_that_of_the_publisher() -> None:
    layout = find_layout(f"Bridge stays shut\n5 November 2025\nThe Halverton Ledger\n\nOSLO – {PROSE}")
    assert layout.outlet is not None
    assert layout.outlet.name == "The Halverton Ledger"
    assert [block.kind for block in layout.blocks][2] is BlockKind.DATELINE
