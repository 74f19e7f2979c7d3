from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from spacy.lang.en import English

from kg.authority import open_authorities
from kg.graph import Run
from kg.lexicons import load
from kg.model import (
    Attribution,
    Certainty,
    ChainRole,
    Entity,
    EntityKind,
    Force,
    Form,
    Issue,
    Polarity,
    Resolved,
    SayingTime,
    Span,
    Statement,
)
from kg.parse import Parser
from kg.pipeline import DEFAULT_BASE, Pipeline
from tests.gate import __main__ as command
from tests.gate import running
from tests.gate.floors import Floors, Tally, count, fallen, fingerprint, read_floors, written
from tests.gate.marks import Case, Days, MarkError, read_case, read_cases
from tests.gate.running import article_of, floors_of, mistakes, run_cases, table
from tests.gate.scoring import Measure, Result, Verdict, judge
from tests.handmade import span

if TYPE_CHECKING:
    from pathlib import Path

BLANK = Parser(English(), "blank", "0", "")
CASE = """\
= a case @ 2025-03-18
{q1:The wall holds}, {s1:Ann Lind} {c1:told} {a1:the Ledger} {t1:on Monday}, {s1.2:NRK} {c1.2:reported}.
1 said=2025-03-17; certainty=probable; who=Ann Lind > NRK"""


def case(lines: str) -> Case:
    """The case of some lines."""
    return read_case("family", lines.splitlines())


def statement(text: str, **changes: object) -> Statement:
    """What ``CASE`` expects, found, with other values for some properties."""
    chain = (
        Attribution(
            ChainRole.ORIGINATOR,
            span(text, "Ann Lind"),
            span(text, "Ann Lind"),
            (span(text, "told"),),
            "tell",
        ),
        Attribution(
            ChainRole.RELAY, span(text, "NRK"), span(text, "NRK"), (span(text, "reported"),), "report"
        ),
    )
    found: dict[str, object] = {
        "form": Form.INDIRECT,
        "content": (span(text, "The wall holds"),),
        "chain": chain,
        "evidence": (Span(0, len(text)),),
        "rule": "tail",
        "confidence": 0.8,
        "addressees": (span(text, "Ledger"),),
        "time": SayingTime(date(2025, 3, 17), date(2025, 3, 17)),
        "certainty": Certainty.PROBABLE,
    }
    return Statement(**{**found, **changes})  # type: ignore[arg-type]  # values checked by what the tests find


def wrong(found: Statement | None) -> set[Measure]:
    """The measures that come out wrong for ``CASE``."""
    one = case(CASE)
    entities = (
        Entity("person/ann-lind", EntityKind.PERSON, "Ann Lind"),
        Entity("organization/nrk", EntityKind.OUTLET, "NRK"),
    )
    at = {span(one.text, "Ann Lind"): "person/ann-lind", span(one.text, "NRK"): "organization/nrk"}
    result = Result(one, article_of(one), (found,) if found else (), Resolved(entities, at=at))
    return {verdict.measure for verdict in judge(result) if not verdict.right}


# --- the mark language ----------------------------------------------------------------------------


def test_marks_are_taken_out_of_the_text() -> None:
    assert case(CASE).text == "The wall holds, Ann Lind told the Ledger on Monday, NRK reported."


def test_marks_become_spans_of_the_text() -> None:
    one = case(CASE)
    (expected,) = one.expected
    assert [s.of(one.text) for s in (*expected.content, *expected.addressees)] == [
        "The wall holds",
        "the Ledger",
    ]
    assert [[s.of(one.text) for s in (*hop.source, *hop.cue)] for hop in expected.hops] == [
        ["Ann Lind", "told"],
        ["NRK", "reported"],
    ]


def test_a_line_below_says_more_of_a_statement() -> None:
    (expected,) = case(CASE).expected
    assert expected.days == Days(date(2025, 3, 17), date(2025, 3, 17))
    assert (expected.certainty, expected.force, expected.who) == (
        Certainty.PROBABLE,
        Force.ASSERT,
        ("Ann Lind", "NRK"),
    )


def test_a_period_may_be_open_at_its_start() -> None:
    (expected,) = case("= x\n{q1:a b}\n1 said=..2025-03-18").expected
    assert expected.days == Days(None, date(2025, 3, 18))


def test_marks_may_hold_others() -> None:
    one = case("= x\n{s1:A} {c1:said} {q1:that {s2:B} {c2:said} {q2:so}}.")
    assert [e.content[0].of(one.text) for e in one.expected] == ["that B said so", "so"]


def test_one_mark_may_serve_two_statements() -> None:
    one = case("= x\n{s12:A} {c1:said} {q1:b} and {c2:asked} {q2:c}.")
    assert [e.hops[0].source[0].of(one.text) for e in one.expected] == ["A", "A"]


def test_a_slash_ends_a_paragraph() -> None:
    assert case("= x\na / b").text == "a\nb"


def test_the_first_paragraph_is_the_headline_when_told_so() -> None:
    assert case("= x #headline\na b / c").headline == "a b"


def test_a_question_mark_leaves_a_property_open() -> None:
    (expected,) = case("= x\n{q1:a}\n1 polarity=?; said=?").expected
    assert (expected.polarity, expected.days, expected.days_open) == (None, None, True)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("{q1:a b}", Form.INDIRECT),
        ("{q1:“a b”}", Form.DIRECT),
        ("{q1:a “b”}", Form.MIXED),
        ('{q1:"a b"}', Form.DIRECT),
    ],
)
def test_double_marks_tell_the_form(text: str, form: Form) -> None:
    assert case(f"= x\n{text}").expected[0].form is form


@pytest.mark.parametrize(
    "lines",
    [
        "no heading",
        "= x",
        "= x\n{q1:a",
        "= x\na}",
        "= x\n{z1:a}",
        "= x\n{s1:a}",
        "= x\n{q1:a}\n2 said=?",
        "= x\n{q1:a}\n1 y=z",
    ],
)
def test_what_is_no_case_is_refused(lines: str) -> None:
    with pytest.raises(MarkError):
        case(lines)


def test_a_folder_with_two_cases_of_one_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text("= x\na\n= x\nb\n", encoding="utf-8")
    with pytest.raises(MarkError, match="two cases"):
        read_cases(tmp_path)


def test_a_wrong_case_names_file_and_heading(tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text("# words\n= x\n{q1:a\n", encoding="utf-8")
    with pytest.raises(MarkError, match=r"f\.txt: = x"):
        read_cases(tmp_path)


# --- the verdicts ---------------------------------------------------------------------------------


def test_what_is_expected_has_no_wrong_verdict() -> None:
    assert not wrong(statement(case(CASE).text))


def test_a_missed_statement_is_wrong_in_every_measure_it_asks_for() -> None:
    assert wrong(None) == set(Measure) - {Measure.MEDIUM}


def test_half_a_content_is_not_exact() -> None:
    text = case(CASE).text
    assert wrong(statement(text, content=(span(text, "wall holds"),))) == {Measure.EXACT}


def test_a_statement_too_many_is_wrong_content() -> None:
    one = case("= x\nThe wall holds.")
    found = Statement(
        Form.INDIRECT, (Span(0, 8),), (Attribution(ChainRole.ORIGINATOR, None),), (), "tail", 0.5
    )
    verdicts = judge(Result(one, article_of(one), (found,), Resolved()))
    assert [(v.measure, v.right) for v in verdicts] == [(Measure.EXACT, False), (Measure.CONTENT, False)]


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        ({"addressees": ()}, Measure.ADDRESSEE),
        ({"media": (Span(0, 3),)}, Measure.MEDIUM),
        ({"time": None}, Measure.TIME),
        ({"time": SayingTime(date(2025, 3, 17))}, Measure.TIME),
        ({"form": Form.MIXED}, Measure.FORM),
        ({"force": Force.DENY}, Measure.FORCE),
        ({"polarity": Polarity.NEGATED}, Measure.POLARITY),
        ({"certainty": Certainty.CERTAIN}, Measure.CERTAINTY),
    ],
)
def test_each_property_has_its_measure(change: dict[str, object], measure: Measure) -> None:
    assert wrong(statement(case(CASE).text, **change)) == {measure}


def test_a_chain_without_a_hop_is_no_such_chain() -> None:
    text = case(CASE).text
    assert wrong(statement(text, chain=statement(text).chain[:1])) == {Measure.CHAIN, Measure.SPEAKER}


def test_hops_in_another_order_are_another_chain() -> None:
    text = case(CASE).text
    assert Measure.CHAIN in wrong(statement(text, chain=statement(text).chain[::-1]))


@pytest.mark.parametrize(
    ("source", "same"),
    [("Voss", False), ("A spokesman", True), ("A spokesman for Voss", True), ("spokesman", True)],
)
def test_who_speaks_for_somebody_is_not_that_somebody(source: str, same: bool) -> None:  # noqa: FBT001  # a table's cell
    one = case("= x\n{s1:A spokesman for Voss} {c1:said} {q1:she left}.")
    found = span(one.text, source)
    hop = Attribution(ChainRole.ORIGINATOR, found, found, (span(one.text, "said"),), "say")
    given = Statement(Form.INDIRECT, (span(one.text, "she left"),), (hop,), (), "clause", 0.8)
    verdicts = judge(Result(one, article_of(one), (given,), Resolved()))
    assert {v.measure for v in verdicts if not v.right} == (
        set() if same else {Measure.SOURCE, Measure.CHAIN}
    )


def test_an_article_that_breaks_is_wrong_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "build_or_issue", lambda one, _pipeline: Issue(one.identifier, "no way"))
    pipeline = Pipeline(BLANK, load(), None, Run("newskg", "test"), DEFAULT_BASE)
    verdicts = list(run_cases([case("= x\nThe wall holds.")], pipeline))
    assert [(v.measure, v.right, v.found) for v in verdicts] == [(Measure.CONTENT, False, "no way")]


# --- the floors -----------------------------------------------------------------------------------

VERDICTS = [
    Verdict("direct", "a", Measure.EXACT, right=True),
    Verdict("direct", "b", Measure.EXACT, right=False, expected="x", found="y"),
    Verdict("times", "c", Measure.TIME, right=True),
]


def floors(right: int, wrong: int) -> Floors:
    """Floors of one measure."""
    return Floors("0", {("direct", Measure.EXACT): Tally(right, wrong)})


def test_verdicts_are_counted_by_family_and_measure() -> None:
    assert count(VERDICTS) == {("direct", Measure.EXACT): Tally(1, 1), ("times", Measure.TIME): Tally(1, 0)}


def test_floors_are_read_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "gate.toml"
    file.write_text(written(Floors("00ff", count(VERDICTS))), encoding="utf-8")
    assert read_floors(file) == Floors("00ff", count(VERDICTS))


@pytest.mark.parametrize(
    ("right", "wrong", "falls"), [(5, 2, False), (6, 1, False), (4, 2, True), (5, 3, True)]
)
def test_a_floor_falls_with_fewer_right_or_more_wrong(right: int, wrong: int, falls: bool) -> None:  # noqa: FBT001  # a table's cell
    assert bool(fallen(floors(5, 2), floors(right, wrong))) is falls


def test_a_family_without_cases_falls() -> None:
    assert fallen(floors(5, 2), Floors("0", {})) == [("direct", Measure.EXACT)]


def test_a_new_family_may_not_be_wrong() -> None:
    assert fallen(Floors("0", {}), floors(5, 2)) == [("direct", Measure.EXACT)]


def test_mistakes_are_shown_under_their_text() -> None:
    shown = mistakes(VERDICTS, {("direct", "b"): "the text"})
    assert shown == "[direct] b: 'the text'\n    exact: expected 'x', found 'y'"


def test_the_table_shows_right_of_all() -> None:
    rows = table(Floors("0", count(VERDICTS))).splitlines()
    assert [row.split() for row in rows[1:]] == [["direct", "1/2"], ["times", "1/1"]]


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command with verdicts of its own and floors in an empty folder."""
    file = tmp_path / "gate.toml"
    monkeypatch.setattr(command, "FLOORS", file)
    monkeypatch.setattr(command, "read_floors", lambda: read_floors(file))
    monkeypatch.setattr(command, "open_pipeline", lambda **_: None)
    monkeypatch.setattr(command, "run_cases", lambda _cases, _pipeline: VERDICTS)
    return file


def test_update_raises_floors(gate: Path) -> None:
    gate.write_text(written(floors(0, 2)), encoding="utf-8")
    assert command.main(["--update", "--lower"]) == 0
    assert read_floors(gate).of("direct", Measure.EXACT) == Tally(1, 1)


def test_update_refuses_to_lower_a_floor(gate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = written(Floors("0", {**count(VERDICTS), ("direct", Measure.EXACT): Tally(2, 0)}))
    gate.write_text(kept, encoding="utf-8")
    assert command.main(["--update"]) == 1
    assert gate.read_text(encoding="utf-8") == kept
    assert "--lower" in capsys.readouterr().err


def test_a_floor_that_is_not_reached_is_told(gate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate.write_text(written(floors(2, 0)), encoding="utf-8")
    assert command.main([]) == 1
    assert "below the floor: direct exact" in capsys.readouterr().out


# --- the gate -------------------------------------------------------------------------------------


def test_the_cases_are_many() -> None:
    cases = read_cases()
    assert len(cases) >= 250
    assert sum(case.family in {"chains", "nested", "times"} for case in cases) >= 80


def test_the_floors_are_those_of_these_cases() -> None:
    assert read_floors().cases == fingerprint(), "python -m tests.gate --update"


@pytest.fixture(scope="module")
def verdicts(parser: Parser) -> list[Verdict]:
    """The verdicts on all cases."""
    pipeline = Pipeline(parser, load(), open_authorities([]), Run("newskg", "test"), DEFAULT_BASE)
    return list(run_cases(read_cases(), pipeline))


@pytest.mark.model
def test_no_family_falls_below_its_floor(verdicts: list[Verdict]) -> None:
    below = set(fallen(read_floors(), floors_of(verdicts)))
    texts = {(case.family, case.name): case.text for case in read_cases()}
    shown = mistakes([v for v in verdicts if (v.family, v.measure) in below], texts)
    assert not below, f"{sorted(below)}\n{shown}"


# From the articles that confidence was not measured on the shares are 0.91, 0.80, 0.67 and 0.56; the
# marked cases are sentences of every kind, shorter and clearer than those.
@pytest.mark.model
@pytest.mark.parametrize(("least", "below", "share"), [(0.9, 1.0, 0.9), (0.8, 0.9, 0.8), (0.6, 0.8, 0.6)])
def test_statements_are_right_as_often_as_their_confidence_says(
    verdicts: list[Verdict], least: float, below: float, share: float
) -> None:
    right = [
        v.right
        for v in verdicts
        if v.confidence is not None
        and least <= v.confidence < below
        and (v.measure is Measure.SOURCE or v.expected == "")
        and v.measure in {Measure.SOURCE, Measure.CONTENT}
    ]
    assert len(right) >= 50
    assert sum(right) / len(right) >= share
