"""Articles built by hand, with entities and statements that use every class and property.

``ARTICLE``, ``RESOLVED``, ``STATEMENTS`` and ``RUN`` make one rich graph (``sample_graph()``); the
functions below find the spans, so that nobody counts characters.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kg.graph import Run, build_graph
from kg.model import (
    Affiliation,
    Article,
    Attribution,
    Block,
    BlockKind,
    Certainty,
    ChainRole,
    Credit,
    Entity,
    EntityKind,
    Force,
    Form,
    IdentityLink,
    Mention,
    MentionForm,
    Polarity,
    Resolved,
    SayingTime,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from kg.rdf import NamedGraph

BASE = "https://example.org/kg/"
TEXT = """Harbour Plan Divides Norway
Minister sees no way back
By Ada Holm
Photo: Per Dahl/Fjord Images

"We will build the harbour," Minister Eva Lind told Fjord Post on Monday, "and nothing else."
The plan is probably dead, two officials at the Ministry of Ports said, Nordic Wire reported.
Former mayor Jon Berg denied that Sweden had offered "a fair price" in a post on Chirp, Fjord Post reported.
It was said that Oslo would pay.
Analyst Kai Moe warned: "Costs will rise."
"""


def span(words: str, occurrence: int = 1) -> Span:
    """The span of these words where they occur in ``TEXT`` for the n-th time."""
    start = -1
    for _ in range(occurrence):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def mention(
    words: str, kind: EntityKind, form: MentionForm = MentionForm.NAME, occurrence: int = 1, key: str = ""
) -> Mention:
    """A mention of these words."""
    return Mention(span(words, occurrence), kind, form, key=key, rule="sample", confidence=0.95)


ARTICLE = Article(
    identifier="harbour/plan.txt",
    text=TEXT,
    blocks=(
        Block(BlockKind.HEADLINE, span("Harbour Plan Divides Norway")),
        Block(BlockKind.DEK, span("Minister sees no way back")),
        Block(BlockKind.BYLINE, span("By Ada Holm")),
        Block(BlockKind.CREDIT, span("Photo: Per Dahl/Fjord Images")),
        Block(BlockKind.PROSE, Span(span('"We will').start, len(TEXT.rstrip()))),
    ),
    headline="Harbour Plan Divides Norway",
    authors=(Credit("Ada Holm", span("Ada Holm")), Credit("the newsroom")),
    photo_credits=(Credit("Per Dahl/Fjord Images", span("Per Dahl/Fjord Images")),),
    published=datetime(2024, 5, 14, 8, 30, tzinfo=UTC),
    outlet=Credit("Fjord Post"),
    url="https://post.example/harbour?id=7#top",
    language="en",
)

_ENTITIES = (
    Entity(
        "country/NO",
        EntityKind.COUNTRY,
        "Norway",
        (mention("Norway", EntityKind.COUNTRY, key="NO"),),
        links=(IdentityLink("http://www.wikidata.org/entity/Q20", "code", 1.0, accepted=True),),
        code="NO",
    ),
    Entity("country/SE", EntityKind.COUNTRY, "Sweden", (mention("Sweden", EntityKind.COUNTRY),), code="SE"),
    Entity(
        "organization/fjord-post",
        EntityKind.OUTLET,
        "Fjord Post",
        (mention("Fjord Post", EntityKind.OUTLET), mention("Fjord Post", EntityKind.OUTLET, occurrence=2)),
        country="country/NO",
    ),
    Entity(
        "organization/ministry-of-ports",
        EntityKind.ORGANIZATION,
        "Ministry of Ports",
        (mention("Ministry of Ports", EntityKind.ORGANIZATION),),
        alt_labels=("the ministry",),
        country="country/NO",
        parent="organization/government-of-norway",
    ),
    Entity("organization/government-of-norway", EntityKind.ORGANIZATION, "Government of Norway"),
    Entity(
        "organization/nordic-wire",
        EntityKind.OUTLET,
        "Nordic Wire",
        (mention("Nordic Wire", EntityKind.OUTLET),),
    ),
    Entity("person/ada-holm", EntityKind.PERSON, "Ada Holm", (mention("Ada Holm", EntityKind.PERSON),)),
    Entity(
        "person/eva-lind",
        EntityKind.PERSON,
        "Eva Lind",
        (
            mention("Eva Lind", EntityKind.PERSON),
            mention("We", EntityKind.PERSON, MentionForm.PRONOUN),
            mention("Minister", EntityKind.PERSON, MentionForm.DESCRIPTION),
        ),
        alt_labels=("Lind", "Minister Lind"),
        links=(
            IdentityLink("http://www.wikidata.org/entity/Q999001", "name+office", 0.975, accepted=True),
            IdentityLink("https://people.example/eva-lind", "name", 0.4, accepted=False),
        ),
    ),
    Entity("person/jon-berg", EntityKind.PERSON, "Jon Berg", (mention("Jon Berg", EntityKind.PERSON),)),
    Entity("person/kai-moe", EntityKind.PERSON, "Kai Moe", (mention("Kai Moe", EntityKind.PERSON),)),
    Entity(
        "place/oslo",
        EntityKind.PLACE,
        "Oslo",
        (mention("Oslo", EntityKind.PLACE),),
        country="country/NO",
    ),
    Entity("platform/chirp", EntityKind.PLATFORM, "Chirp", (mention("Chirp", EntityKind.PLATFORM),)),
    Entity(
        "source/lind-and-her-lawyer",
        EntityKind.UNNAMED_SOURCE,
        "Lind and her lawyer",
        members=("person/eva-lind",),
    ),
    Entity(
        "source/two-officials-at-the-ministry-of-ports",
        EntityKind.UNNAMED_SOURCE,
        "two officials at the Ministry of Ports",
        (mention("two officials", EntityKind.UNNAMED_SOURCE, MentionForm.DESCRIPTION),),
        acts_for="organization/ministry-of-ports",
    ),
)

RESOLVED = Resolved(
    entities=tuple(sorted(_ENTITIES, key=lambda entity: entity.path)),
    affiliations=(
        Affiliation("person/eva-lind", "Minister", country="country/NO", spans=(span("Minister", 2),)),
        Affiliation(
            "person/jon-berg", "mayor", organization="organization/government-of-norway", former=True
        ),
        Affiliation("person/kai-moe", "Analyst", spans=(span("Analyst"),)),
        Affiliation(
            "source/two-officials-at-the-ministry-of-ports",
            "officials",
            organization="organization/ministry-of-ports",
            spans=(span("officials"),),
        ),
    ),
    at={m.span: entity.path for entity in _ENTITIES for m in entity.mentions},
    publisher="organization/fjord-post",
)


def _said_by(
    name: str, source: str, cue: str, lemma: str, *, role: ChainRole = ChainRole.ORIGINATOR, nth: int = 1
) -> Attribution:
    return Attribution(role, span(name, nth), span(source, nth), (span(cue),), lemma)


STATEMENTS = (
    Statement(
        form=Form.DIRECT,
        content=(span("We will build the harbour"), span("and nothing else")),
        quoted=(span("We will build the harbour"), span("and nothing else")),
        chain=(_said_by("Eva Lind", "Minister Eva Lind", "told", "tell"),),
        evidence=(span(TEXT.splitlines()[5]),),
        rule="quote-verb",
        confidence=0.98,
        addressees=(span("Fjord Post"),),
        time=SayingTime(date(2024, 5, 13), date(2024, 5, 13), span("on Monday")),
        force=Force.PROMISE,
    ),
    Statement(
        form=Form.INDIRECT,
        content=(span("The plan is probably dead"),),
        chain=(
            _said_by("two officials", "two officials at the Ministry of Ports", "said", "say"),
            _said_by("Nordic Wire", "Nordic Wire", "reported", "report", role=ChainRole.RELAY),
        ),
        evidence=(span(TEXT.splitlines()[6]),),
        rule="speech-verb",
        confidence=0.9,
        certainty=Certainty.PROBABLE,
    ),
    Statement(
        form=Form.MIXED,
        content=(span('Sweden had offered "a fair price"'),),
        quoted=(span("a fair price"),),
        chain=(
            _said_by("Jon Berg", "Former mayor Jon Berg", "denied", "deny"),
            Attribution(
                ChainRole.RELAY,
                span("Fjord Post", 2),
                span("Fjord Post", 2),
                (span("reported", 2),),
                "report",
            ),
        ),
        evidence=(span(TEXT.splitlines()[7]),),
        rule="speech-verb",
        confidence=0.87654,
        media=(span("Chirp"),),
        polarity=Polarity.NEGATED,
        force=Force.DENY,
    ),
    Statement(
        form=Form.INDIRECT,
        content=(span("Oslo would pay"),),
        chain=(Attribution(ChainRole.ORIGINATOR, None, None, (span("said", 2),), "say"),),
        evidence=(span("It was said that Oslo would pay."),),
        rule="passive",
        confidence=0.6,
        certainty=Certainty.POSSIBLE,
    ),
    Statement(
        form=Form.DIRECT,
        content=(span("Costs will rise."),),
        quoted=(span("Costs will rise."),),
        chain=(_said_by("Kai Moe", "Analyst Kai Moe", "warned", "warn"),),
        evidence=(span(TEXT.splitlines()[9]),),
        rule="quote-verb",
        confidence=0.97,
        force=Force.WARN,
    ),
)

RUN = Run("newskg", "0.1.0", "sample_model 1.0.0", "0" * 64, ("links=yes",))


def sample_graph(article: Article = ARTICLE, *, base: str = BASE) -> NamedGraph:
    """The graph of the sample; ``article`` may be a variant with the same text."""
    return build_graph(article, RESOLVED, STATEMENTS, RUN, base=base)
