from __future__ import annotations

import pytest

from kg.extractors.statements.clauses import find_clauses
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.tokens import read_tokens
from kg.model import Force
from tests.handmade import doc
from tests.trees import Said, said, tokens_of

_TRIP = "their trip to Port Toll to face league leaders Norden was the hardest tie possible"
_ON_THE_LIST = "29% of people aged between 18 and 24, and 19% of night workers were not on the list"


def found(text: str) -> list[Said]:
    """What the verbs of a text attribute."""
    tokens = tokens_of(text)
    return [said(tokens, one) for one in find_clauses(tokens, load_cues())]


def contents(text: str) -> list[str]:
    """The contents alone."""
    return [one.content for one in found(text)]


def forces(text: str) -> list[Force]:
    """The forces alone."""
    tokens = tokens_of(text)
    return [one.force for one in find_clauses(tokens, load_cues())]


# --- clauses --------------------------------------------------------------------------------------


def test_a_that_clause_is_content_with_its_that() -> None:
    assert found("Lind said that the gate would hold.") == [
        Said("that the gate would hold", "Lind", "said", "clause")
    ]


def test_to_be_unable_to_name_a_thing_is_not_to_ask_for_anonymity() -> None:
    assert contents("Holm said she could not name a ship.") == ["she could not name a ship"]


def test_who_is_asked_about_a_thing_says_what_follows_alone() -> None:
    (one,) = found("The ministry, asked about the leak, said it was no matter for diplomats.")
    assert one.content == "it was no matter for diplomats"


def test_a_participle_that_names_the_topic_says_nothing() -> None:
    assert contents("Speaking about the dam, Lind said it would hold.") == ["it would hold"]


def test_a_clause_needs_no_that() -> None:
    assert found("Lind said the gate would hold.") == [Said("the gate would hold", "Lind", "said", "clause")]


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


def test_a_clause_before_a_verb_with_its_subject_behind_it_is_set_off() -> None:
    table = """
    The    DT   det    hits
    hits   NNS  nsubj  made
    made   VBD  ccomp  show
    it     PRP  dobj   made
    show   VBP  ROOT   -
    Salt   NNP  nsubj  show
    .      .    punct  show
    """
    tokens = read_tokens(doc(table), ())
    assert list(find_clauses(tokens, load_cues())) == []


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


def test_an_auxiliary_belongs_to_the_cue() -> None:
    assert found("The court has ruled that the sale was void.")[0].cue == "has ruled"


def test_a_verb_with_a_particle_is_one_cue() -> None:
    assert found("Lind pointed out that the gate was open.") == [
        Said("that the gate was open", "Lind", "pointed out", "clause")
    ]


# --- infinitives, orders, objects -----------------------------------------------------------------


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


@pytest.mark.parametrize(
    "text",
    [
        "The bank denied it.",
        "Lind made a statement.",
        "Lind called the hospital.",
        "The navy ordered three tugs.",
        "Lind spoke for an hour.",
        "Lind wrote a book.",
        "The guide showed visitors the mint.",
    ],
)
def test_an_object_that_says_nothing_is_no_content(text: str) -> None:
    assert contents(text) == []


# --- sources --------------------------------------------------------------------------------------


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    text = "Bello criticised the bank and said she would sue."
    assert [(one.content, one.source) for one in found(text)] == [
        ("the bank", "Bello"),
        ("she would sue", "Bello"),
    ]


def test_a_participle_has_the_subject_of_its_sentence() -> None:
    text = "Bello left the hall, saying that the vote was lost."
    assert found(text) == [Said("that the vote was lost", "Bello", "saying", "clause")]


def test_a_relative_pronoun_is_a_source() -> None:
    assert found("Bello, who said the loan was unfair, left early.")[0].source == "who"


def test_a_source_keeps_its_description() -> None:
    text = "Jonas Lind, a pilot from Toll, said the runway was wet."
    assert found(text)[0].source == "Jonas Lind, a pilot from Toll"


def test_a_nested_clause_is_found_inside_the_outer_one() -> None:
    text = "Brandt said the envoy had told her that the border would reopen."
    assert [(one.content, one.source) for one in found(text)] == [
        ("the envoy had told her that the border would reopen", "Brandt"),
        ("that the border would reopen", "the envoy"),
    ]


# --- the passive ----------------------------------------------------------------------------------


def test_the_agent_of_a_passive_is_the_source() -> None:
    assert found("Residents were told by the council that the water was safe.") == [
        Said("that the water was safe", "the council", "were told", "passive")
    ]


def test_hearsay_in_the_passive_has_no_source() -> None:
    assert found("The company is said to be seeking a buyer.") == [
        Said("The company … to be seeking a buyer", "", "is said", "passive hearsay")
    ]


def test_it_was_reported_has_no_source() -> None:
    text = "It was reported that the company had found a buyer."
    assert [(one.content, one.source) for one in found(text)] == [("that the company had found a buyer", "")]


def test_what_is_believed_is_no_report() -> None:
    assert contents("The smugglers are believed to have crossed at night.") == []


# --- what did not take place ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Lind would say that the gate was safe.",
        "Lind is expected to announce a merger.",
        "Lind plans to tell parliament that the gate is safe.",
        "If Lind says the gate is safe, we stay.",
        "Lind declined to comment.",
        "The nurse asked not to be named.",
        "Lind believes the merger will fail.",
        "Lind thinks the gate is safe.",
    ],
)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert contents(text) == []


def test_a_report_that_is_negated_keeps_its_question() -> None:
    assert found("Lind did not say when the bridge would open.") == [
        Said("when the bridge would open", "Lind", "did not say", "question")
    ]


def test_an_infinitive_took_place_when_its_governor_says_so() -> None:
    assert contents("Lind went on to say that the gate was safe.") == ["that the gate was safe"]


def test_an_attitude_with_a_clause_is_a_statement() -> None:
    assert found("Yang is skeptical any results will be reached.") == [
        Said("any results will be reached", "Yang", "is skeptical", "attitude")
    ]


def test_a_verb_inside_a_quotation_attributes_nothing() -> None:
    assert "I would walk" not in contents("“My doctor said I would walk,” Pugh said.")


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


def test_the_speaker_who_goes_on_as_a_pronoun_says_something_new() -> None:
    tokens = tokens_of("Lind said the bridge was safe and he accused the mayor of lying.")
    contents = [said(tokens, one).content for one in find_clauses(tokens, load_cues())]
    assert contents == ["the bridge was safe", "the mayor of lying"]


def test_content_never_ends_in_and() -> None:
    text = (
        "The judge ordered the release of papers that showed the owner played a key role in the sale "
        "and how the staff were told to lie."
    )
    tokens = tokens_of(text)
    contents = [said(tokens, one).content for one in find_clauses(tokens, load_cues())]
    assert contents[0].endswith("and how the staff were told to lie")


@pytest.mark.parametrize(
    "text",
    [
        "The city has imposed a ban on announcing results early.",
        "The council lifted its ban on admitting dogs to the beach.",
    ],
)
def test_what_a_ban_is_on_is_said_by_nobody(text: str) -> None:
    assert list(find_clauses(tokens_of(text), load_cues())) == []


@pytest.mark.parametrize(
    "text",
    [
        "Not everyone agreed that the bridge should go.",
        "No nurse said that the ward was full.",
        "Hardly anyone said that the ward was full.",
        "The owner has called the agent, the Spanish paper Marca.",
    ],
)
def test_nobody_says_what_not_everybody_says_or_whom_one_rings(text: str) -> None:
    assert list(find_clauses(tokens_of(text), load_cues())) == []


@pytest.mark.parametrize(
    "text",
    [
        "No 10 said that the road was safe.",
        "No fewer than ten nurses said that the ward was full.",
        "Lind said that No campaigners had claimed that the road was safe.",
    ],
)
def test_not_every_no_leaves_nobody(text: str) -> None:
    assert any(one.source.startswith("No ") for one in found(text))


def test_a_list_of_things_is_one_content() -> None:
    text = (
        "The guide described families playing in the park, cafes packed with guests, and a city of "
        "“slow mornings”."
    )
    (one,) = found(text)
    assert one.content.startswith("families playing")
    assert one.content.endswith("and a city of “slow mornings”")


@pytest.mark.parametrize(
    "text",
    ["Keeper Min-Woo conceded a penalty after nine minutes.", "Police questioned the student for two hours."],
)
def test_some_things_are_done_and_not_said(text: str) -> None:
    assert found(text) == []


def test_who_asks_to_remain_anonymous_says_nothing() -> None:
    assert found("Two members, who asked to remain anonymous, left early.") == []


def test_a_contrast_with_another_source_ends_a_content() -> None:
    text = (
        "Research by the Bank of Orra has found such caps reduce supply, while a study from Toll "
        "University suggests they slow price rises."
    )
    assert [one.content for one in found(text)] == ["such caps reduce supply", "they slow price rises"]


def test_a_call_by_telephone_names_nobody() -> None:
    text = (
        "The owner has called the agent, Spanish outlet Marca claim, although sources insist no offer "
        "has been made."
    )
    assert [one.content for one in found(text)] == ["no offer has been made"]


# --- what only looks like a statement -------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "She spent ten years voicing the puppets.",
        "The law is a charter guaranteeing the welfare of seamen.",
        "Voss has called Leeds home since May.",
        "Three walkers found themselves tied to a tree.",
        "He called himself a poet.",
        "Voss was referring to herself.",
        "The choir describes itself in two words.",
        "A knee injury ruled out the keeper for six weeks.",
        "The club is pushing for promotion.",
        "The singer welcomed a second son in March.",
        "Old hotels appeal to young couples.",
        "The paper asked its readers.",
        "The runner claimed the silver medal.",
    ],
)
def test_words_of_saying_that_say_nothing_here_give_none(text: str) -> None:
    assert contents(text) == []


def test_a_bare_number_says_nothing() -> None:
    assert found("Sales rose and 18 said nothing was lost.") == []


def test_what_somebody_refers_to_is_no_statement_beside_what_is_said() -> None:
    text = "The engineer told the paper, referring to the bridge, that it would be closed."
    assert contents(text) == ["that it would be closed"]


def test_who_is_asked_is_no_part_of_the_question() -> None:
    text = "The paper asked the champion if he was ready."
    assert found(text) == [Said("if he was ready", "The paper", "asked", "question")]


def test_what_is_cited_as_something_is_content_with_it() -> None:
    text = "Lind cited the flood as the reason for the delay."
    assert found(text) == [Said("the flood as the reason for the delay", "Lind", "cited", "as")]


def test_appealing_to_somebody_to_act_is_an_order() -> None:
    text = "Police appealed to witnesses to come forward."
    assert contents(text) == ["witnesses to come forward"]
    assert forces(text) == [Force.ORDER]


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


@pytest.mark.parametrize(
    ("text", "said_of", "content"),
    [
        ("Critics took issue with the ban on trams.", "Critics", "the ban on trams"),
        (
            "The prime minister paid tribute to the divers of Toll.",
            "The prime minister",
            "the divers of Toll",
        ),
    ],
)
def test_an_idiom_of_verb_noun_and_preposition_says_something(text: str, said_of: str, content: str) -> None:
    (one,) = found(text)
    assert (one.source, one.content) == (said_of, content)


def test_an_idiom_that_is_planned_says_nothing() -> None:
    assert (
        contents("The minister would pay tribute to the divers.")
        == contents("He may take issue with it.")
        == []
    )


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


def test_what_was_denied_may_lie_in_the_past() -> None:
    assert [one.content for one in found("She denied having met the contractor.")] == [
        "having met the contractor"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The club ruled out Holm for the final.",
        (
            "Even those farmers who are not friends of Mr. Holm often deny their northern neighbours a"
            " separate identity."
        ),
    ],
)
def test_who_may_not_play_and_what_nobody_gets_is_not_said(text: str) -> None:
    assert contents(text) == []
