from __future__ import annotations

import pytest

from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.direct import find_direct
from kg.extractors.statements.quotations import find_quotations
from tests.handmade import paragraphs
from tests.trees import Said, blocks, said, tokens_of


def found(text: str) -> list[Said]:
    """The attributed quotations of a text."""
    tokens = tokens_of(text)
    quotations = find_quotations(tokens.text, paragraphs(tokens.text))
    return [said(tokens, one) for one in find_direct(tokens, quotations, blocks(tokens), load_cues())]


def one(text: str) -> Said:
    """The only attributed quotation."""
    (only,) = found(text)
    return only


# --- behind the quotation -------------------------------------------------------------------------


def test_an_attribution_behind_a_quotation() -> None:
    assert one("“We cannot wait,” Lind said.") == Said("“We cannot wait,”", "Lind", "said", "quotation trail")


def test_a_noun_phrase_whose_beginning_the_parser_lost_is_whole() -> None:
    assert one("“It rains here,” Karl Berg's ex-wife says in a clip.").source == "Karl Berg's ex-wife"


@pytest.mark.parametrize(
    "text",
    [
        "“We cannot wait,” she captioned the picture.",
        "“We cannot wait,” she dished.",
        "“We cannot wait,” she wept.",
        "“We cannot wait,” she signed the note.",
    ],
)
def test_a_verb_that_only_goes_with_speech_attributes_a_quotation(text: str) -> None:
    assert one(text).source == "she"


def test_a_mark_glued_to_its_colon_opens_a_quotation() -> None:
    assert one('A statement from the club read:"We want to be clear."').content == '"We want to be clear."'


def test_an_inverted_attribution_behind_a_quotation() -> None:
    assert one("“It rains,” said engineer Pilar Moreno.").source == "engineer Pilar Moreno"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "“It never stops,” said Jonas Lind, a retired pilot who lives near the runway.",
            "Jonas Lind, a retired pilot who lives near the runway",
        ),
        (
            "“The reef is growing,” Mele Tau, who has counted fish here since 1998, said.",
            "Mele Tau, who has counted fish here since 1998",
        ),
        ("“We regret the delay,” the airline said in a message.", "the airline"),
        ("“It never stops,” sighed Lind, 61, from his porch.", "Lind"),
        ("“It never stops!” shouted the 34-year-old.", "the 34-year-old"),
        ("“It never stops,” the 34-year-old recalled.", "the 34-year-old"),
        ("“It never stops,” added several of the victims on Monday.", "several of the victims"),
        (
            "“Are they worth it?” a person familiar with the matter asked.",
            "a person familiar with the matter",
        ),
        ("“It never stops,” Anna Lind would later say.", "Anna Lind"),
    ],
)
def test_the_source_is_the_whole_noun_phrase(text: str, source: str) -> None:
    assert one(text).source.startswith(source)


@pytest.mark.parametrize(
    "text",
    [
        "“Who will pay?” asked Lind.",
        "“Stop the count!” a man shouted.",
        "“Nobody told us a thing” – said a nurse.",
        "“The contract is void”, Lind said.",
        "“It never stops…” Lind said.",
    ],
)
def test_a_quotation_that_ends_open_is_attributed(text: str) -> None:
    assert len(found(text)) == 1


def test_a_closed_quotation_leaves_the_next_sentence_its_own_content() -> None:
    assert found("“It rains.” Lind said the gate would hold.") == []


def test_a_quotation_is_attributed_after_a_full_stop_that_the_parser_overlooked() -> None:
    text = "The order went to Marlow Inc. “We shall deliver it by Easter,” a director said."
    assert one(text) == Said("“We shall deliver it by Easter,”", "a director", "said", "quotation trail")


# --- in front of the quotation --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Moreno said: “Nobody has to leave tonight.”", "Moreno", "said"),
        ("Moreno said, “Nobody has to leave tonight.”", "Moreno", "said"),
        ("Moreno told the Ledger: “Nobody has to leave tonight.”", "Moreno", "told"),
        ("Lind stormed out, shouting “You will regret this!”", "Lind", "shouting"),
        ("In her speech Dube put it this way: “A country sells its rivers.”", "Dube", ":"),
        ("The bank had this to say about the plan: “Nobody has to leave tonight.”", "The bank", "to say"),
        ("The 34-year-old later added: “Nobody has to leave tonight.”", "The 34-year-old", "added"),
        (
            "The council’s letter reads “we may close the road”, but the road is open.",
            "The council’s letter",
            "reads",
        ),
    ],
)
def test_an_attribution_in_front_of_a_quotation(text: str, source: str, cue: str) -> None:
    assert (one(text).source, one(text).cue) == (source, cue)


@pytest.mark.parametrize(
    ("text", "listener"),
    [
        ("“Nobody has to leave tonight,” the court was told.", "the court"),
        ("The jury was told: “Nobody has to leave tonight.”", "The jury"),
    ],
)
def test_who_was_told_is_the_listener_of_a_quotation(text: str, listener: str) -> None:
    tokens = tokens_of(text)
    quotations = find_quotations(tokens.text, paragraphs(tokens.text))
    (only,) = find_direct(tokens, quotations, blocks(tokens), load_cues())
    assert only.source is None
    assert only.addressee is not None
    assert " ".join(tokens.word[only.addressee.first : only.addressee.last + 1]) == listener


def test_words_quoted_inside_a_clause_are_no_direct_statement() -> None:
    assert found("Okoro said the talks had “run out of road” by noon.") == []


# --- broken quotations ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“If it rains,” Moreno said, “we will open the gate.”", "“If it rains,” … “we will open the gate.”"),
        (
            "“We checked every gate,” Moreno said. “Two of them stuck.”",
            "“We checked every gate,” … “Two of them stuck.”",
        ),
    ],
)
def test_a_quotation_goes_on_behind_its_attribution(text: str, content: str) -> None:
    assert one(text).content == content


def test_two_speakers_make_two_statements() -> None:
    text = "“We want a vote,” said Virtanen. “There will be no vote,” replied Aalto."
    assert [(two.content, two.source) for two in found(text)] == [
        ("“We want a vote,”", "Virtanen"),
        ("“There will be no vote,”", "Aalto"),
    ]


def test_a_paragraph_that_ends_in_a_colon_introduces_the_quotation_that_opens_the_next() -> None:
    spoken = one("Lind continued: / “The bridge holds. It will not fall.” / The crowd left in the rain.")
    assert (spoken.source, spoken.cue, spoken.rule) == ("Lind", "continued", "quotation lead")
    assert spoken.content == "“The bridge holds. It will not fall.”"


def test_a_colon_at_the_end_of_a_paragraph_introduces_nothing_that_stands_later() -> None:
    assert one("Lind continued: / The crowd called “Go away” all night.").source == "The crowd"


def test_a_speech_that_opens_again_in_its_paragraph_is_spoken_as_a_whole() -> None:
    spoken = one('"The field is dry. "It has not rained here in May," she said.')
    assert spoken.content == '"The field is dry. "It has not rained here in May,"'


def test_a_speech_of_several_paragraphs_is_one_statement() -> None:
    assert one("Bello said: “We lost the seed. / “And we owe the bank.”").content == (
        "“We lost the seed … “And we owe the bank.”"
    )


def test_a_paragraph_that_does_not_reopen_is_not_joined() -> None:
    text = "“We lost the seed,” Bello said. / “Not mine,” Aalto said."
    assert [two.source for two in found(text)] == ["Bello", "Aalto"]


# --- what is not attributed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” motorway reopened on Tuesday.",
        "Her novel “Salt Roads” sold a million copies.",
        "They sang “The Long Road” until dawn.",
        "Lind would say: “Nobody has to leave.”",
    ],
)
def test_what_nobody_is_told_to_have_said_is_not_attributed(text: str) -> None:
    assert found(text) == []


def test_a_title_behind_a_work_is_no_part_of_the_quotation() -> None:
    text = "“My aunt used to hide the salt,” she recalled in her memoir, “Salt”."
    assert [one.content for one in found(text)] == ["“My aunt used to hide the salt,”"]


@pytest.mark.parametrize(
    "text",
    [
        "“It never stops,” Lind told NRK’s “This Week.”",
        "“It never stops,” Lind said on “Breakfast With Holm” on Sunday.",
        "“It never stops,” Lind told NRK’s ‘Today’ programme.",
    ],
)
def test_the_name_of_a_programme_is_no_part_of_what_was_said_in_it(text: str) -> None:
    assert one(text).content == "“It never stops,”"


def test_a_quotation_behind_a_clause_and_a_colon_is_a_statement_of_its_own() -> None:
    (one,) = found("The forecaster warns gusts could reach the coast by noon: “Stay at home, please.”")
    assert (one.content, one.cue, one.rule) == ("“Stay at home, please.”", ":", "quotation colon")


def test_who_speaks_behind_the_quotation_speaks_before_a_colon_does() -> None:
    text = (
        "Her Danish counterpart was less sure: “There is no way back from this,” the mayor of Toll, Ada "
        "Holm, who led the talks, wrote."
    )
    assert one(text).source == "the mayor of Toll, Ada Holm, who led the talks"


def test_the_subject_of_the_main_clause_speaks_behind_a_colon() -> None:
    (one,) = found("When I suggest a title, she corrects me: “It is a longer word than that.”")
    assert (one.source, one.cue) == ("she", ":")


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("- City boss Kevin Holm: “We had a great chance.”", "City boss Kevin Holm", ":"),
        ("Lind, in a tweet: “We won.”", "Lind", ":"),
        ("A spokesman: “The gate will close.”", "A spokesman", ":"),
        ("The deputy mayor: “The gate will close.”", "The deputy mayor", ":"),
        ("Eva Lind in a statement: “The gate will close.”", "Eva Lind", ":"),
        ("Said relay coach Ada Berg: “They worked all weekend.”", "relay coach Ada Berg", "Said"),
        ("Said Ada Berg, who ran twice: “They worked all weekend.”", "Ada Berg, who ran twice", "Said"),
    ],
)
def test_a_name_with_its_title_before_a_colon_speaks(text: str, source: str, cue: str) -> None:
    assert (one(text).source, one(text).cue) == (source, cue)


@pytest.mark.parametrize("text", ["The verdict: “It was late.”", "The first reason: “It was late.”"])
def test_a_noun_for_no_people_before_a_colon_says_nothing(text: str) -> None:
    assert not found(text)


def test_a_heading_with_a_lost_verb_before_a_colon_is_no_name() -> None:
    assert not found("Ada Warren Hammers Bank Boss: “You Should Be Tried.”")
