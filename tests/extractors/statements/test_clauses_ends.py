"""Where the content of a clause begins and ends."""

from __future__ import annotations

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.model import Force
from tests.extractors.statements.clauses import contents, forces, found
from tests.trees import Said, said, tokens_of

_TRIP = "their trip to Port Toll to face league leaders Norden was the hardest tie possible"


_ON_THE_LIST = "29% of people aged between 18 and 24, and 19% of night workers were not on the list"


def test_a_that_clause_is_content_with_its_that() -> None:
    assert found("Lind said that the gate would hold.") == [
        Said("that the gate would hold", "Lind", "said", "clause")
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ministers said despite the rain, the harvest was good.",
            "despite the rain, the harvest was good",
        ),
        (
            "He says without rain since the May break, many have failed to grow.",
            "without rain since the May break, many have failed to grow",
        ),
        (
            "She says with a growing number of crocs, more people need to help.",
            "with a growing number of crocs, more people need to help",
        ),
        (
            "Kel Holm says although Nordex is free to hold back the water it is morally wrong.",
            "although Nordex is free to hold back the water it is morally wrong",
        ),
        (
            "Ed Holm told the Committee that over extraction of water is destroying the land.",
            "that over extraction of water is destroying the land",
        ),
        ("She said with a smile that the gate would hold.", "that the gate would hold"),
        (f"Manager Ole Holm admitted {_TRIP}.", _TRIP),
        (f"Figures for the last census suggest {_ON_THE_LIST}.", _ON_THE_LIST),
    ],
)
def test_a_clause_begins_with_what_stands_in_front_of_it(text: str, content: str) -> None:
    assert contents(text) == [content]


def test_a_speaker_between_commas_is_no_part_of_the_clause_behind_it() -> None:
    text = "Often, said Mr Lind, this old ledger was unreadable because it got wet."
    assert found(text) == [
        Said("this old ledger was unreadable because it got wet", "Mr Lind", "said", "clause")
    ]


def test_a_clause_on_which_the_verb_hangs_is_content() -> None:
    text = "But the head of control at Nordex, Eva Lind, says a new product, made in Oslo, has failed."
    assert found(text) == [
        Said(
            "a new product, made in Oslo, has failed",
            "the head of control at Nordex, Eva Lind",
            "says",
            "clause",
        )
    ]


def test_a_time_between_verb_and_clause_is_no_content() -> None:
    assert contents("Lind said on Monday that the gate would hold.") == ["that the gate would hold"]


def test_an_addressee_between_verb_and_clause_is_no_content() -> None:
    assert found("Lind told reporters that the gate would hold.") == [
        Said("that the gate would hold", "Lind", "told", "clause")
    ]


def test_a_clause_keeps_what_is_joined_to_it() -> None:
    text = "Lind said that the gate would hold and that the road was open."
    assert contents(text) == ["that the gate would hold and that the road was open"]


def test_a_backshifted_clause_behind_but_is_still_content() -> None:
    text = "Lind said the gate was safe, but the wall could give way."
    assert contents(text) == ["the gate was safe, but the wall could give way"]


def test_what_the_source_does_next_is_no_content() -> None:
    text = "Lind said the gate was safe and left the room."
    assert contents(text) == ["the gate was safe"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The judge asked whether the witness had seen the letter.",
            "whether the witness had seen the letter",
        ),
        ("The ministry explained why the trains had stopped.", "why the trains had stopped"),
        ("The navy disclosed how many sailors were on board.", "how many sailors were on board"),
        ("The clerk revealed who had signed the order.", "who had signed the order"),
    ],
)
def test_a_question_word_opens_content_too(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    ("text", "content", "force"),
    [
        ("Lind promised to publish the files.", "to publish the files", Force.PROMISE),
        ("The dockers threatened to close the port.", "to close the port", Force.WARN),
        (
            "The court ordered the ministry to publish the files.",
            "the ministry to publish the files",
            Force.ORDER,
        ),
        (
            "The bishop urged both sides to lay down their arms.",
            "both sides to lay down their arms",
            Force.ORDER,
        ),
        ("Lind asked the guests to wait.", "the guests to wait", Force.ORDER),
        ("The bank denied the allegations.", "the allegations", Force.DENY),
        ("The commission proposed a ban on night flights.", "a ban on night flights", Force.PROPOSE),
        ("The agency warned of floods.", "floods", Force.WARN),
        ("Lind called for an inquiry into the fire.", "an inquiry into the fire", Force.ORDER),
        ("Bello accused the bank of hiding its losses.", "the bank of hiding its losses", Force.ACCUSE),
        (
            "The mayor praised the rescuers for their patience.",
            "the rescuers for their patience",
            Force.PRAISE,
        ),
        ("Lind thanked the crew for its help.", "the crew for its help", Force.THANK),
        ("The coroner described the delay as shameful.", "the delay as shameful", Force.ASSERT),
    ],
)
def test_each_frame_has_its_content_and_force(text: str, content: str, force: Force) -> None:
    assert contents(text) == [content]
    assert forces(text) == [force]


def test_a_name_for_a_thing_is_content_with_the_thing() -> None:
    assert contents("The mayor called the plan “a gift to speculators”.") == [
        "the plan “a gift to speculators”"
    ]


def test_a_source_keeps_its_description() -> None:
    text = "Jonas Lind, a pilot from Toll, said the runway was wet."
    assert found(text)[0].source == "Jonas Lind, a pilot from Toll"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The master told the BBC the old pier “will not reopen this year”.",
            "the old pier “will not reopen this year”",
        ),
        (
            "The trainer wrote that the race was “lost,” because the mare had eaten nothing.",
            "that the race was “lost,” because the mare had eaten nothing",
        ),
        (
            "The critic called the singer “a storm” and someone who had “no fear of silence”.",
            "the singer “a storm” and someone who had “no fear of silence”",
        ),
        (
            "The treasurer said he has not seen the letter and never asked for it.",
            "he has not seen the letter and never asked for it",
        ),
        (
            "Toll told the crowd that “we pay, we plant, we wait” and that the rain had come too late.",
            "that “we pay, we plant, we wait” and that the rain had come too late",
        ),
        (
            "The envoy said he was largely focused on “calm” and had no wish to leave.",
            "he was largely focused on “calm” and had no wish to leave",
        ),
    ],
)
def test_content_takes_in_what_the_parser_hung_elsewhere(text: str, content: str) -> None:
    tokens = tokens_of(text)
    (one,) = find_clauses(tokens, load_cues())
    assert said(tokens, one).content == content


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "Lim told a packed hall in Windham, Maine, on Friday that the tunnel was safe.",
            "told",
            "that the tunnel was safe",
        ),
        ("He told a joke about the two bishops.", "told", "a joke about the two bishops"),
        ("Toll blasted the referee during a dinner in Rana.", "blasted", "the referee"),
    ],
)
def test_content_starts_and_ends_where_a_reader_would_cut(text: str, cue: str, content: str) -> None:
    tokens = tokens_of(text)
    (one,) = find_clauses(tokens, load_cues())
    assert (said(tokens, one).cue, said(tokens, one).content) == (cue, content)


def test_content_never_ends_in_and() -> None:
    text = (
        "The judge ordered the release of papers that showed the owner played a key role in the sale "
        "and how the staff were told to lie."
    )
    tokens = tokens_of(text)
    contents = [said(tokens, one).content for one in find_clauses(tokens, load_cues())]
    assert contents[0].endswith("and how the staff were told to lie")


def test_a_list_of_things_is_one_content() -> None:
    text = (
        "The guide described families playing in the park, cafes packed with guests, and a city of "
        "“slow mornings”."
    )
    (one,) = found(text)
    assert one.content.startswith("families playing")
    assert one.content.endswith("and a city of “slow mornings”")


def test_a_contrast_with_another_source_ends_a_content() -> None:
    text = (
        "Research by the Bank of Orra has found such caps reduce supply, while a study from Toll "
        "University suggests they slow price rises."
    )
    assert [one.content for one in found(text)] == ["such caps reduce supply", "they slow price rises"]


def test_what_is_cited_as_something_is_content_with_it() -> None:
    text = "Lind cited the flood as the reason for the delay."
    assert found(text) == [Said("the flood as the reason for the delay", "Lind", "cited", "as")]


@pytest.mark.parametrize(
    "text",
    [
        "Although Lind admitted there was no money for repairs, the board voted to keep it.",
        "While the mayor conceded there was no money for repairs, the board voted to keep it.",
        "After Lind told reporters there was no money for repairs, the board voted to keep it.",
    ],
)
def test_a_clause_that_the_parser_took_for_the_governor_of_its_verb_is_content(text: str) -> None:
    assert contents(text) == ["there was no money for repairs"]


def test_a_clause_whose_verb_was_taken_for_a_noun_is_content_with_its_quotation() -> None:
    text = "The director says this strong showing signals “a new hunger for opera”."
    assert contents(text) == ["this strong showing signals “a new hunger for opera”"]


def test_a_subject_that_was_taken_for_who_was_warned_is_content() -> None:
    text = "But Lind also warned his strongest ally in the council is a man who once sued him."
    assert contents(text) == ["his strongest ally in the council is a man who once sued him"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind said in a statement it would close.", "it would close"),
        (
            "The mayor of Toll told CNN in an interview neither of the bidders had paid.",
            "neither of the bidders had paid",
        ),
        (
            "Lind said in a statement that plans to build a bridge over the strait were dead.",
            "that plans to build a bridge over the strait were dead",
        ),
        (
            "Lind warned rising costs and falling demand had forced its hand.",
            "rising costs and falling demand had forced its hand",
        ),
        (
            "The agency confirmed rising costs and falling demand had forced its hand.",
            "rising costs and falling demand had forced its hand",
        ),
        ("The mayor of Toll announced Friday that it would close.", "that it would close"),
    ],
)
def test_a_clause_that_the_parser_hung_elsewhere_is_content(text: str, content: str) -> None:
    assert contents(text) == [content]


def test_quoted_words_that_end_the_sentence_are_part_of_the_content() -> None:
    text = 'Lind added that he was ready to meet the mayor of Toll "any time, any place".'
    content = 'that he was ready to meet the mayor of Toll "any time, any place"'
    assert [one.content for one in found(text)] == [content]


def test_a_quoted_clause_that_ends_the_sentence_is_part_of_the_content() -> None:
    text = 'Lind told us that the gate was "open" to ships, "but only when both pilots come to the table".'
    content = 'that the gate was "open" to ships, "but only when both pilots come to the table"'
    assert [one.content for one in found(text)] == [content]
