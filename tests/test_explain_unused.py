"""Cues without a statement: each reason on a tree built by hand, and who decides it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.explain.unused import CueKind, UnusedCue, find_unused
from kg.extractors.statements import find_statements, reasons
from kg.extractors.statements.cues import load_cues
from kg.extractors.statements.reality import Reality, reality
from kg.extractors.statements.reasons import Reason, unreal_by
from kg.model import Article, BlockKind, Names
from tests.handmade import article, doc, tokens
from tests.trees import tree

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.parse import Parser

PLANS = """
Lind NNP nsubj plans
plans VBZ ROOT - plan
to TO aux announce
announce VB xcomp plans
that IN/SCONJ mark holds
the DT det dam
dam NN nsubj holds
holds VBZ ccomp announce hold
. . punct plans
"""
WOULD = """
Lind NNP nsubj warn
would MD aux warn
warn VB ROOT -
that IN/SCONJ mark holds
it PRP nsubj holds
holds VBZ ccomp warn hold
. . punct warn
"""
IF = """
If IN/SCONJ mark says
Lind NNP nsubj says
says VBZ advcl builds say
that IN/SCONJ mark holds
it PRP nsubj holds
holds VBZ ccomp says hold
, , punct builds
Dahl NNP nsubj builds
builds VBZ ROOT - build
. . punct builds
"""
JOINED = """
Lind NNP nsubj call
would MD aux call
call VB ROOT -
and CC cc call
say VB conj call
that IN/SCONJ mark holds
it PRP nsubj holds
holds VBZ ccomp say hold
. . punct call
"""
NEGATED = """
Lind NNP nsubj announce
did VBD aux announce do
not RB neg announce
announce VB ROOT -
the DT det price
price NN dobj announce
. . punct announce
"""
PURPOSE = """
Lind NNP nsubj rose
rose VBD ROOT - rise
to TO aux accuse
accuse VB advcl rose
Dahl NNP dobj accuse
of IN prep accuse
theft NN pobj of
. . punct rose
"""
PARTICIPLE = """
Asked VBN advcl smiled ask
about IN prep Asked
it PRP pobj about
, , punct smiled
Lind NNP nsubj smiled
smiled VBD ROOT - smile
. . punct smiled
"""
ATTRIBUTE = """
The DT det aid
promised VBN amod aid promise
aid NN nsubj came
came VBD ROOT - come
. . punct came
"""
ANONYMITY = """
Two CD nummod officials
officials NNS nsubj asked official
asked VBD ROOT - ask
not RB neg named
to TO aux named
be VB auxpass named
named VBN xcomp asked name
. . punct asked
"""
BARE = """
Lind NNP nsubj spoke
spoke VBD ROOT - speak
on IN prep spoke
Monday NNP pobj on
. . punct spoke
"""
PASSIVE = """
Lind NNP nsubjpass charged
was VBD auxpass charged be
charged VBN ROOT - charge
. . punct charged
"""
NOBODY = """
Saying VBG ROOT - say
that IN/SCONJ mark holds
it PRP nsubj holds
holds VBZ ccomp Saying hold
. . punct Saying
"""
SCARE = """
Lind NNP nsubj spoke
spoke VBD ROOT - speak
to TO/ADP prep spoke
the DT det club
“ `` punct club
Harbour NNP compound club
club NN pobj to
” '' punct club
. . punct spoke
"""
NOUN = """
The DT det claim
claim NN nsubj failed
failed VBD ROOT - fail
. . punct failed
"""
UNOWNED = """
The DT det claim
claim NN nsubj failed
that IN/SCONJ mark holds
it PRP nsubj holds
holds VBZ acl claim hold
failed VBD ROOT - fail
. . punct failed
"""
PHRASE = """
Lind NNP nsubj acts
acts VBZ ROOT - act
according VBG prep acts accord
to TO/ADP prep according
. . punct acts
"""
QUOTED = """
“ `` punct go
I PRP nsubj said
said VBD ROOT - say
that IN/SCONJ mark go
we PRP nsubj go
go VBP ccomp said
, , punct said
” '' punct wrote
Lind NNP nsubj wrote
wrote VBD ROOT - write
. . punct wrote
"""


def unused(built: Doc, *, headline: bool = False) -> tuple[str, tuple[UnusedCue, ...]]:
    """The text of a Doc, and what its cues without a statement are."""
    told = article(built.text, headline=headline)
    return built.text, find_unused(built, told, find_statements(built, told, Names()))


def reason_of(word: str, table: str) -> tuple[Reason, str | None]:
    """Why the cue that is this word gave no statement, and the word that decided."""
    text, found = unused(doc(table))
    (cue,) = [cue for cue in found if cue.span.of(text) == word]
    return cue.reason, None if cue.witness is None else cue.witness.of(text)


@pytest.mark.parametrize(
    ("word", "table", "reason", "witness"),
    [
        pytest.param("announce", PLANS, Reason.UNREAL, "plans", id="governor"),
        pytest.param("warn", WOULD, Reason.UNREAL, "would", id="auxiliary"),
        pytest.param("says", IF, Reason.UNREAL, "If", id="condition"),
        pytest.param("say", JOINED, Reason.UNREAL, "would", id="joined to a planned act"),
        pytest.param("announce", NEGATED, Reason.NEGATED, "not", id="negated"),
        pytest.param("accuse", PURPOSE, Reason.PURPOSE, "rose", id="purpose"),
        pytest.param("Asked", PARTICIPLE, Reason.PARTICIPLE, None, id="participle"),
        pytest.param("promised", ATTRIBUTE, Reason.ATTRIBUTE, None, id="attribute"),
        pytest.param("asked", ANONYMITY, Reason.ANONYMITY, None, id="anonymity"),
        pytest.param("spoke", BARE, Reason.NO_CONTENT, None, id="no content"),
        pytest.param("charged", PASSIVE, Reason.NO_SOURCE, None, id="passive without agent"),
        pytest.param("Saying", NOBODY, Reason.NO_SOURCE, None, id="no subject"),
        pytest.param("spoke", SCARE, Reason.SCARE, None, id="name in marks"),
        pytest.param("claim", NOUN, Reason.NO_CONTENT, None, id="noun alone"),
        pytest.param("claim", UNOWNED, Reason.NO_SOURCE, None, id="noun without owner"),
        pytest.param("according to", PHRASE, Reason.NO_SOURCE, None, id="phrase without source"),
        pytest.param("said", QUOTED, Reason.QUOTED, None, id="inside a quotation"),
    ],
)
def test_the_reason_is_what_stopped_the_rules(
    word: str, table: str, reason: Reason, witness: str | None
) -> None:
    assert reason_of(word, table) == (reason, witness)


@pytest.mark.parametrize("table", [PLANS, WOULD, IF, JOINED], ids=["governor", "auxiliary", "if", "joined"])
def test_the_word_named_is_the_word_that_makes_it_unreal(table: str) -> None:
    cues, columns = load_cues(), tokens(table)
    verbs = [t for t in range(len(columns)) if cues.verb(columns, t)]
    verb = next(t for t in verbs if reality(columns, t, cues) is Reality.UNREAL)
    witness = unreal_by(columns, verb, cues)
    assert witness is not None
    # Without that word, and without the "to" that hangs an infinitive on it, the act is real.
    children = [[c for c in own if c != witness and columns.low(c) != "to"] for own in columns.children]
    assert reality(replace(columns, children=children), verb, cues) is not Reality.UNREAL


def test_a_reason_follows_the_function_that_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason_of("warn", WOULD)[0] is Reason.UNREAL
    monkeypatch.setattr(reasons, "reality", lambda *_: Reality.REAL)
    assert reason_of("warn", WOULD)[0] is not Reason.UNREAL


def test_where_no_function_tells_no_rule_matched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "reality", lambda *_: Reality.REAL)
    assert reason_of("warn", WOULD) == (Reason.NO_RULE, None)


def test_a_cue_that_gave_a_statement_is_not_unused() -> None:
    text, found = unused(doc(QUOTED))
    assert [cue.span.of(text) for cue in found] == ["said"]


def test_a_cue_inside_a_statement_tells_which() -> None:
    _, (cue,) = unused(doc(QUOTED))
    assert cue.statement == 1
    assert cue.because(doc(QUOTED).text).endswith("(statement 1)")


def test_what_repeats_a_statement_points_to_it() -> None:
    built = doc(
        """
        Lind NNP nsubj said
        said VBD ROOT - say
        the DT det dam
        dam NN nsubj holds
        holds VBZ ccomp said hold
        . . punct said
        """
    )
    told = article(built.text)
    (statement,) = find_statements(built, told, Names())
    # The statement as another rule would give it, so that "said" is a cue of none.
    other = replace(statement, chain=(replace(statement.chain[0], cue=()),))
    (cue,) = find_unused(built, told, [other])
    assert (cue.reason, cue.statement) == (Reason.SAME, 1)


def test_a_cue_outside_what_is_read_says_so() -> None:
    built = doc(BARE)
    told = article(built.text)
    caption = replace(told, blocks=tuple(replace(block, kind=BlockKind.CAPTION) for block in told.blocks))
    assert [cue.reason for cue in find_unused(built, caption, ())] == [Reason.UNREAD]


def test_a_quotation_without_a_statement_is_named_too() -> None:
    text, found = unused(doc(SCARE))
    marks = [cue for cue in found if cue.kind is CueKind.QUOTATION]
    assert [(cue.span.of(text), cue.reason) for cue in marks] == [("“Harbour club”", Reason.SCARE)]


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_plain_words(reason: Reason) -> None:
    assert reason.words
    assert reason.words[0].islower()


@pytest.mark.parametrize("text", ["", "\n", "“", "said", "“said”", "according to"])
def test_a_text_without_a_sentence_is_no_trouble(text: str) -> None:
    from spacy.lang.en import English  # noqa: PLC0415

    built = English()(text)
    assert all(cue.span.of(text) for cue in find_unused(built, article(text), ()))


@pytest.mark.model
def test_every_cue_word_is_used_or_explained(parser: Parser) -> None:
    from kg.extractors import find_names  # noqa: PLC0415
    from kg.files import folder  # noqa: PLC0415
    from kg.lexicons import load  # noqa: PLC0415
    from kg.read import read  # noqa: PLC0415

    cues = load_cues()
    seen = 0
    for item in read([str(folder("seeds"))]):
        assert isinstance(item, Article)
        built = parser.parse(item)
        statements = find_statements(built, item, find_names(built, item, load()))
        used = [span for s in statements for hop in s.chain for span in hop.cue]
        left = [cue.span for cue in find_unused(built, item, statements)]
        assert len(left) == len(set(left))
        for token in built:
            if token.pos_ == "VERB" and token.lemma_.lower() in cues.verbs:
                if any(cues.has("particle of deeds", c.lower_) for c in token.children if c.dep_ == "prt"):
                    continue
                seen += 1
                here = [s for s in (*used, *left) if s.start <= token.idx < s.end]
                assert here, (item.identifier, token.text, token.idx)
    assert seen > 100


def test_a_phrase_is_one_cue() -> None:
    text, found = unused(doc(PHRASE))
    assert [(cue.kind, cue.span.of(text)) for cue in found] == [(CueKind.PHRASE, "according to")]


def test_a_cue_in_passing_tells_inside_which_statement() -> None:
    text = "Voss says she has not slept since announcing her candidacy."
    _, found = unused(tree(text))
    assert [(cue.lemma, cue.reason, cue.statement) for cue in found] == [("announce", Reason.PASSING, 1)]
