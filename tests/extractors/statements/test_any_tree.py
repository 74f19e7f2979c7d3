"""Whatever the parser makes of a text, the rules give sound statements or none."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.extractors.statements import find_statements
from kg.model import ChainRole, EntityKind, Mention, MentionForm, Names, Span, Statement
from tests.handmade import article
from tests.trees import tables, tree

VOCAB = English().vocab
WORDS = [
    ("said", "VERB", "VBD", "say"),
    ("told", "VERB", "VBN", "tell"),
    ("reported", "VERB", "VBD", "report"),
    ("citing", "VERB", "VBG", "cite"),
    ("quoted", "VERB", "VBD", "quote"),
    ("saying", "VERB", "VBG", "say"),
    ("denied", "VERB", "VBD", "deny"),
    ("asked", "VERB", "VBN", "ask"),
    ("accused", "VERB", "VBD", "accuse"),
    ("called", "VERB", "VBD", "call"),
    ("warn", "VERB", "VB", "warn"),
    ("holds", "VERB", "VBZ", "hold"),
    ("was", "AUX", "VBD", "be"),
    ("would", "AUX", "MD", "would"),
    ("not", "PART", "RB", "not"),
    ("to", "PART", "TO", "to"),
    ("to", "ADP", "IN", "to"),
    ("of", "ADP", "IN", "of"),
    ("as", "ADP", "IN", "as"),
    ("by", "ADP", "IN", "by"),
    ("on", "ADP", "IN", "on"),
    ("In", "ADP", "IN", "in"),
    ("according", "VERB", "VBG", "accord"),
    ("that", "SCONJ", "IN", "that"),
    ("who", "PRON", "WP", "who"),
    ("why", "SCONJ", "WRB", "why"),
    ("it", "PRON", "PRP", "it"),
    ("and", "CCONJ", "CC", "and"),
    ("reportedly", "ADV", "RB", "reportedly"),
    ("Lind", "PROPN", "NNP", "Lind"),
    ("Reuters", "PROPN", "NNP", "Reuters"),
    ("X", "PROPN", "NNP", "X"),
    ("Monday", "PROPN", "NNP", "Monday"),
    ("claim", "NOUN", "NN", "claim"),
    ("statement", "NOUN", "NN", "statement"),
    ("gate", "NOUN", "NN", "gate"),
    ("reporters", "NOUN", "NNS", "reporter"),
    ("skeptical", "ADJ", "JJ", "skeptical"),
    (",", "PUNCT", ",", ","),
    (".", "PUNCT", ".", "."),
    (":", "PUNCT", ":", ":"),
    ("—", "PUNCT", ":", "—"),
    ("“", "PUNCT", "``", "“"),
    ("”", "PUNCT", "''", "”"),
    ('"', "PUNCT", "''", '"'),
    ("\n", "SPACE", "_SP", "\n"),
]
RELATIONS = [
    "nsubj",
    "nsubjpass",
    "ccomp",
    "xcomp",
    "advcl",
    "conj",
    "cc",
    "mark",
    "aux",
    "auxpass",
    "neg",
    "dobj",
    "pobj",
    "prep",
    "pcomp",
    "agent",
    "acl",
    "relcl",
    "appos",
    "poss",
    "compound",
    "det",
    "amod",
    "npadvmod",
    "advmod",
    "attr",
    "acomp",
    "oprd",
    "dative",
    "prt",
    "punct",
    "dep",
    "expl",
    "parataxis",
]
KINDS = {"Lind": EntityKind.PERSON, "Reuters": EntityKind.OUTLET, "X": EntityKind.PLATFORM}


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Any words in any order under any relations, one or more trees."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    heads = [draw(st.integers(0, at)) for at in range(len(words))]
    if draw(st.booleans()):
        heads = [len(words) - 1 - head for head in reversed(heads)]
        words = words[::-1]
    deps = ["ROOT" if head == at else draw(st.sampled_from(RELATIONS)) for at, head in enumerate(heads)]
    forms, pos, tags, lemmas = (list(column) for column in zip(*words, strict=True))
    spaces = [draw(st.booleans()) if form in '“”"' else form != "\n" for form in forms]
    return Doc(VOCAB, forms, spaces=spaces, pos=pos, tags=tags, lemmas=lemmas, heads=heads, deps=deps)


def names_of(doc: Doc) -> Names:
    """A mention for each name of a Doc."""
    found = (
        Mention(Span(t.idx, t.idx + len(t)), KINDS[t.text], MentionForm.NAME) for t in doc if t.text in KINDS
    )
    return Names(tuple(found))


def check(text: str, statement: Statement) -> None:
    """Whether the statement is sound."""
    assert statement.content
    assert list(statement.content) == sorted(statement.content)
    assert all(one.end <= other.start for one, other in pairwise(statement.content))
    assert all(any(c.isalnum() for c in span.of(text)) for span in statement.content)
    assert [hop.role for hop in statement.chain] == [
        ChainRole.ORIGINATOR,
        *([ChainRole.RELAY] * (len(statement.chain) - 1)),
    ]
    for span in (*statement.content, *(cue for hop in statement.chain for cue in hop.cue)):
        assert any(evidence.covers(span) for evidence in statement.evidence)
    for span in statement.quoted:
        assert any(part.covers(span) for part in statement.content)
    assert 0 < statement.confidence < 1
    spans = (*statement.evidence, *statement.addressees, *statement.media)
    assert all(span.end <= len(text) for span in spans)


@given(trees())
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_any_tree_gives_sound_statements_or_none(doc: Doc) -> None:
    for statement in find_statements(doc, article(doc.text, day=date(2025, 3, 18)), names_of(doc)):
        check(doc.text, statement)


@given(trees())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_headline_gives_sound_statements_or_none(doc: Doc) -> None:
    for statement in find_statements(doc, article(doc.text, headline=True), names_of(doc)):
        check(doc.text, statement)


@given(trees())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_tree_gives_the_same_statements(doc: Doc) -> None:
    one = article(doc.text)
    assert find_statements(doc, one, names_of(doc)) == find_statements(doc, one, names_of(doc))


@st.composite
def bent_trees(draw: st.DrawFn) -> Doc:
    """A real sentence of which the parser got one word wrong: another head, another relation."""
    doc = tree(draw(st.sampled_from(sorted(tables()))))
    token = doc[draw(st.integers(0, len(doc) - 1))]
    below = {other.i for other in token.subtree}
    heads = [other.head.i for other in doc]
    heads[token.i] = draw(st.sampled_from([token.i, *(i for i in range(len(doc)) if i not in below)]))
    deps = [other.dep_ for other in doc]
    deps[token.i] = "ROOT" if heads[token.i] == token.i else draw(st.sampled_from(RELATIONS))
    return Doc(
        doc.vocab,
        [other.text for other in doc],
        spaces=[bool(other.whitespace_) for other in doc],
        pos=[other.pos_ for other in doc],
        tags=[other.tag_ for other in doc],
        lemmas=[other.lemma_ for other in doc],
        heads=heads,
        deps=deps,
    )


@given(bent_trees())
@settings(max_examples=400)
def test_a_wrong_word_of_a_parse_gives_sound_statements_or_none(doc: Doc) -> None:
    for statement in find_statements(doc, article(doc.text, day=date(2025, 3, 18)), names_of(doc)):
        check(doc.text, statement)


@pytest.mark.parametrize("word", [word for word, *_ in WORDS])
def test_a_word_alone_says_nothing(word: str) -> None:
    form, pos, tag, lemma = next(row for row in WORDS if row[0] == word)
    doc = Doc(VOCAB, [form], pos=[pos], tags=[tag], lemmas=[lemma], heads=[0], deps=["ROOT"])
    assert find_statements(doc, article(doc.text), names_of(doc)) == ()
