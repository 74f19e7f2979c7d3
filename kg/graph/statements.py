"""Statements and the hops of their chains as triples."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.graph.articles import publisher
from kg.graph.entities import affiliation_node
from kg.graph.sheet import AGENTS
from kg.model import Attribution, ChainRole, EntityKind, Form, Span, hull
from kg.rdf import Literal
from kg.vocab import KG, PROV, RDF, VALUES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.graph.sheet import Sheet
    from kg.model import Affiliation, Statement

FORMS = {
    Form.DIRECT: KG.DirectStatement,
    Form.INDIRECT: KG.IndirectStatement,
    Form.MIXED: KG.MixedStatement,
}

Value = TypeVar("Value")
_BEGIN = itemgetter(0)


@dataclass(frozen=True, slots=True)
class _Places(Generic[Value]):
    """Values by where they stand in the text, so that no statement has to go through all of them."""

    rows: Sequence[tuple[int, int, Value]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Span, Value]]) -> _Places[Value]:
        rows = ((span.start, span.end, value) for span, value in pairs)
        return cls(sorted(rows, key=_BEGIN))

    def within(self, part: Span) -> Iterator[Value]:
        """The values that stand wholly inside ``part``."""
        first = bisect_left(self.rows, part.start, key=_BEGIN)
        last = bisect_left(self.rows, part.end, lo=first, key=_BEGIN)
        return (value for _, end, value in self.rows[first:last] if end <= part.end)


def write_statements(sheet: Sheet, statements: Iterable[Statement], *, run: str) -> None:
    """Write every statement with its chain; the IRI leaves the speaker out, so a better one keeps it."""
    named = [e for e in sheet.resolved.entities if e.kind is not EntityKind.UNNAMED_SOURCE]
    names = _Places.of((mention.span, e.path) for e in named for mention in e.mentions)
    titles = _Places.of((span, a) for a in sheet.resolved.affiliations for span in a.spans)
    shared: Counter[Span] = Counter()
    for statement in statements:
        content = hull(statement.content)
        shared[content] += 1
        node = sheet.iris.statement(content, clash=shared[content])
        sheet.type(node, FORMS[statement.form])
        sheet.add(node, KG.publishedIn, sheet.article)
        _write_content(sheet, node, statement)
        about = {path for part in statement.content for path in names.within(part)}
        sheet.add(node, KG.about, *map(sheet.iris.entity, sorted(about)))
        _write_chain(sheet, node, statement)
        sheet.add(node, KG.speakerRole, *_speaker_roles(sheet, statement.chain[0], titles))
        _write_time(sheet, node, statement)
        _write_circle(sheet, node, statement)
        sheet.add(node, KG.polarity, VALUES["Polarity"][statement.polarity])
        sheet.add(node, KG.certainty, VALUES["Certainty"][statement.certainty])
        sheet.add(node, KG.force, VALUES["Force"][statement.force])
        sheet.add(node, KG.confidence, sheet.score(statement.confidence))
        sheet.add(node, KG.rule, sheet.string(statement.rule))
        sheet.add(node, PROV.wasGeneratedBy, run)


def _write_content(sheet: Sheet, node: str, statement: Statement) -> None:
    text = sheet.content.text
    sheet.spans(node, KG.contentSpan, statement.content)
    sheet.spans(node, KG.evidenceSpan, statement.evidence)
    sheet.add(node, KG.contentText, sheet.words(" ".join(span.of(text) for span in statement.content)))
    if statement.form is not Form.INDIRECT:
        quoted = statement.quoted or (statement.content if statement.form is Form.DIRECT else ())
        parts = (_common(quote, part) for quote in quoted for part in statement.content)
        sheet.add(node, KG.quotedText, *(sheet.words(part.of(text)) for part in parts if part is not None))


def _common(quote: Span, part: Span) -> Span | None:
    """The characters of the content that stand in the quotation, so that they occur in the content."""
    start, end = max(quote.start, part.start), min(quote.end, part.end)
    return Span(start, end) if start < end else None


def _write_chain(sheet: Sheet, node: str, statement: Statement) -> None:
    """Write the hops in order, the publisher last where it is known.

    A relay by the publisher itself is no hand-over: it becomes the publisher's hop, cue and all.
    """
    outlet = publisher(sheet)
    hops = [(hop.role, sheet.agent(hop.agent), hop) for hop in statement.chain]
    if outlet is not None:
        role, agent, hop = hops[-1]
        own = role is ChainRole.RELAY and agent == outlet
        printed = hop if own else Attribution(role=ChainRole.PUBLISHER, agent=None)
        hops[-1 if own else len(hops) :] = [(ChainRole.PUBLISHER, outlet, printed)]
    for number, (role, agent, hop) in enumerate(hops, start=1):
        place = f"{node}.hop{number}"
        sheet.add(node, KG.hasAttribution, place)
        _write_hop(sheet, place, hop)
        sheet.add(place, KG.hop, Literal(str(number), XSD.integer))
        sheet.add(place, PROV.agent, agent)
        sheet.add(place, PROV.hadRole, VALUES["ChainRole"][role])
        if role is ChainRole.RELAY:
            sheet.add(node, KG.reportedBy, agent)
    sheet.add(node, KG.speaker, hops[0][1])


def _write_hop(sheet: Sheet, place: str, hop: Attribution) -> None:
    sheet.add(place, RDF.type, KG.Attribution)
    sheet.spans(place, KG.cueSpan, hop.cue)
    if hop.source is not None:
        sheet.spans(place, KG.sourceSpan, [hop.source])
    if hop.cue_lemma:
        sheet.add(place, KG.cueLemma, sheet.string(hop.cue_lemma))


def _speaker_roles(sheet: Sheet, speaker: Attribution, titles: _Places[Affiliation]) -> Iterator[str]:
    """The affiliations whose title stands in the characters that present the speaker."""
    if speaker.agent is None or speaker.source is None:
        return
    path = sheet.path_at(speaker.agent)
    for affiliation in titles.within(speaker.source):
        node = affiliation_node(sheet, affiliation) if affiliation.holder == path else None
        if node is not None:
            yield node


def _write_circle(sheet: Sheet, node: str, statement: Statement) -> None:
    """Write to whom and on what the speaker spoke, where that is an agent, a platform."""
    listeners = (sheet.entity(sheet.path_at(span), *AGENTS) for span in statement.addressees)
    sheet.add(node, KG.addressee, *(listener for listener in listeners if listener is not None))
    media = (sheet.entity(sheet.path_at(span), EntityKind.PLATFORM) for span in statement.media)
    sheet.add(node, KG.medium, *(medium for medium in media if medium is not None))


def _write_time(sheet: Sheet, node: str, statement: Statement) -> None:
    """Write the days of saying: no later than the article, and no date where nothing gives one."""
    time, day = statement.time, sheet.content.day
    last = min(d for d in (time.not_after, day) if d is not None) if time else day
    if last is not None:
        sheet.add(node, KG.saidNotAfter, sheet.day(last))
    if time is not None:
        if time.not_before is not None and last is not None and time.not_before <= last:
            sheet.add(node, KG.saidNotBefore, sheet.day(time.not_before))
        if time.span is not None:
            sheet.spans(node, KG.timeSpan, [time.span])
