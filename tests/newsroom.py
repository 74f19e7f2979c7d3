"""Any number of invented articles as graphs, for tests and measurements of stores and queries.

``story(n)`` is the n-th: three people of the cast speak, one statement comes through an agency, one from
officials without a name, who in every fifth deny what another says of the same country; every hundredth
has the same speakers and the same country; two in fifty have a reporter whom nobody can link. The same
number gives the same graph. ``wording`` changes the text and with it the text's IRI, as a correction does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.graph import Run, build_graph
from kg.model import (
    Affiliation,
    Article,
    Attribution,
    Block,
    BlockKind,
    ChainRole,
    Credit,
    Entity,
    EntityKind,
    Force,
    Form,
    Mention,
    MentionForm,
    Polarity,
    Resolved,
    SayingTime,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

BASE = "https://example.org/kg/"
RUN = Run("newskg", "0.0.1")
OUTLETS = {"organization/fjord-post": "Fjord Post", "organization/delta-courier": "Delta Courier"}
AGENCY = "organization/nordic-wire"
OFFICIALS = "source/two-officials"
FIRST = ("Anna", "Boris", "Carla", "Dag", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas")
LAST = ("Lind", "Moe", "Berg", "Falk", "Holm", "Dahl", "Vik", "Ruud", "Sand", "Krog")
COUNTRIES = {
    "DK": "Denmark", "EE": "Estonia", "FI": "Finland", "IS": "Iceland",
    "LT": "Lithuania", "LV": "Latvia", "NO": "Norway", "SE": "Sweden",
}  # fmt: skip
SUBJECTS = ("harbour", "bridge", "ferry", "tunnel", "market", "school", "library", "stadium")
FIRST_DAY = date(2024, 5, 6)


def person(number: int) -> str:
    """The name of the n-th of a cast of a hundred."""
    return f"{FIRST[number % 10]} {LAST[number // 10 % 10]}"


def path_of(name: str) -> str:
    """The entity path of a person."""
    return f"person/{name.lower().replace(' ', '-')}"


@dataclass
class _Desk:
    """A text that grows by marked pieces, and what was marked in it."""

    text: str = ""
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)

    def write(self, words: str) -> Span:
        """Add words; their span."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, words: str, path: str, kind: EntityKind) -> Span:
        """Add the name of an entity; its span."""
        span = self.write(words)
        self.mentions.setdefault(path, []).append(Mention(span, kind, MentionForm.NAME, confidence=0.95))
        return span

    def say(self, form: Form, content: Span, start: int, *chain: Attribution, **more: object) -> None:
        """End the sentence that began at ``start`` and record its statement."""
        self.text += ".\n"
        self.statements.append(
            Statement(
                form=form,
                content=(content,),
                chain=chain,
                evidence=(Span(start, len(self.text) - 1),),
                rule="sample",
                confidence=0.9,
                quoted=(content,) if form is Form.DIRECT else (),
                **more,  # type: ignore[arg-type] # the fields of a statement
            )
        )


def story(number: int, *, wording: str = "will", paragraphs: int = 1, identifier: str | None = None) -> Graph:
    """The graph of the article ``number``."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    outlet = sorted(OUTLETS)[number % 2]
    desk = _Desk()
    headline = desk.write(f"{subject.title()} plan {number}")
    desk.write("\n\n")
    begin = len(desk.text)
    day = FIRST_DAY + timedelta(days=number % 365)
    for paragraph in range(paragraphs):
        _paragraph(
            desk,
            number * 7 + paragraph * 3,
            f"the {subject} {wording} open {paragraph}",
            place=sorted(COUNTRIES)[(number % 100 // 3 + paragraph) % len(COUNTRIES)],
            outlet=outlet,
            day=day,
            verb="denied" if number % 5 == 0 else "confirmed",
        )
    article = Article(
        identifier=identifier or f"news/{number:05}.txt",
        text=desk.text,
        blocks=(Block(BlockKind.HEADLINE, headline), Block(BlockKind.PROSE, Span(begin, len(desk.text) - 1))),
        headline=f"{subject.title()} plan {number}",
        published=day,
        outlet=Credit(OUTLETS[outlet]),
        url=f"https://news.example/{number}",
    )
    return build_graph(article, _resolved(desk, outlet, number), desk.statements, RUN, base=BASE).to_rdf()


def _paragraph(
    desk: _Desk, cast: int, content: str, *, place: str, outlet: str, day: date, verb: str
) -> None:
    """Four statements: to the outlet, through the agency, without a name, on a platform."""
    one, two, three = (person(cast + i) for i in range(3))
    _told(desk, one, content, outlet, day)
    _relayed(desk, two, content)
    _whispered(desk, verb, content, place)
    _posted(desk, three, content, place, day)


def _told(desk: _Desk, name: str, content: str, outlet: str, day: date) -> None:
    """A minister's own words to the outlet."""
    start = desk.write('"').start
    said = desk.write(content[0].upper() + content[1:])
    desk.write('," ')
    who, cue = _speaker(desk, name, "told")
    to = desk.name(OUTLETS[outlet], outlet, EntityKind.OUTLET)
    when = desk.write(" on Monday")
    time = SayingTime(day, day - timedelta(days=1), when)
    desk.affiliations.append(Affiliation(path_of(name), "minister", country="country/NO"))
    chain = Attribution(ChainRole.ORIGINATOR, who, who, (cue,), "tell")
    desk.say(Form.DIRECT, said, start, chain, addressees=(to,), time=time)


def _relayed(desk: _Desk, name: str, content: str) -> None:
    """What an agency reports somebody to have said."""
    said = desk.write(f"Nobody doubts that {content}")
    desk.write(", ")
    who, cue = _speaker(desk, name, "said")
    via = desk.name("Nordic Wire", AGENCY, EntityKind.OUTLET)
    desk.write(" ")
    relay = Attribution(ChainRole.RELAY, via, via, (desk.write("reported"),), "report")
    chain = Attribution(ChainRole.ORIGINATOR, who, who, (cue,), "say")
    desk.say(Form.INDIRECT, said, said.start, chain, relay)


def _whispered(desk: _Desk, verb: str, content: str, place: str) -> None:
    """What officials without a name confirm or deny of a country."""
    who = desk.name("two officials", OFFICIALS, EntityKind.UNNAMED_SOURCE)
    desk.write(" ")
    cue = desk.write(verb)
    desk.write(" that ")
    said = _content(desk, content, place)
    denied = verb == "denied"
    chain = Attribution(ChainRole.ORIGINATOR, who, who, (cue,), "deny" if denied else "confirm")
    force, polarity = (Force.DENY, Polarity.NEGATED) if denied else (Force.ASSERT, Polarity.AFFIRMED)
    desk.say(Form.INDIRECT, said, who.start, chain, force=force, polarity=polarity)


def _posted(desk: _Desk, name: str, content: str, place: str, day: date) -> None:
    """What somebody wrote of a country on a platform the day before."""
    when = desk.write("On Sunday")
    desk.write(" ")
    who, cue = _speaker(desk, name, "wrote")
    desk.write("on ")
    medium = desk.name("Chirp", "platform/chirp", EntityKind.PLATFORM)
    desk.write(" that ")
    said = _content(desk, content, place)
    chain = Attribution(ChainRole.ORIGINATOR, who, who, (cue,), "write")
    yesterday = day - timedelta(days=1)
    time = SayingTime(yesterday, yesterday, when)
    desk.say(Form.INDIRECT, said, when.start, chain, media=(medium,), time=time)


def _content(desk: _Desk, content: str, place: str) -> Span:
    """Words in which a country is named; their span."""
    start = desk.write(f"{content} in ").start
    return Span(start, desk.name(COUNTRIES[place], f"country/{place}", EntityKind.COUNTRY).end)


def _speaker(desk: _Desk, name: str, verb: str) -> tuple[Span, Span]:
    """A person and the word for saying; their spans."""
    who = desk.name(name, path_of(name), EntityKind.PERSON)
    desk.write(" ")
    cue = desk.write(verb)
    desk.write(" ")
    return who, cue


def _reporters(number: int) -> tuple[Entity, ...]:
    """Who has a namesake in the article before or after: a node of this article, and what both may be."""
    name = f"Selma {LAST[number // 50 % 10]}"
    path = path_of(name)
    one = Entity(f"{path}.{number:08x}", EntityKind.PERSON, name, name_path=path)
    return (one,) if number % 50 < 2 else ()


def _resolved(desk: _Desk, outlet: str, number: int) -> Resolved:
    """The entities behind what was marked."""
    fixed = {
        **OUTLETS,
        AGENCY: "Nordic Wire",
        OFFICIALS: "two officials",
        "platform/chirp": "Chirp",
        **{f"country/{code}": name for code, name in COUNTRIES.items()},
    }
    paths = {*desk.mentions, outlet, "country/NO"}
    kinds = {
        "platform/chirp": EntityKind.PLATFORM,
        OFFICIALS: EntityKind.UNNAMED_SOURCE,
        **dict.fromkeys((f"country/{code}" for code in COUNTRIES), EntityKind.COUNTRY),
        AGENCY: EntityKind.OUTLET,
        **dict.fromkeys(OUTLETS, EntityKind.OUTLET),
    }
    entities = tuple(
        Entity(
            path,
            kinds.get(path, EntityKind.PERSON),
            fixed.get(path, path.partition("/")[2].replace("-", " ").title()),
            tuple(desk.mentions.get(path, ())),
            code=path.removeprefix("country/") if path.startswith("country/") else "",
        )
        for path in sorted(paths)
    )
    return Resolved(
        entities=(*entities, *_reporters(number)),
        affiliations=tuple(dict.fromkeys(desk.affiliations)),
        at={mention.span: path for path, mentions in desk.mentions.items() for mention in mentions},
        publisher=outlet,
    )


def write_stories(folder: Path, numbers: range, *, wording: str = "will") -> int:
    """Write each article's graph as a Turtle file; the triples in all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    triples = 0
    for number in numbers:
        graph = story(number, wording=wording)
        graph.serialize(folder / f"{number:05}.ttl", format="turtle", encoding="utf-8")
        triples += len(graph)
    return triples
