"""Attributions behind a quotation: "“…,” said Lind", "“…,” Lind told the Ledger"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import MARKS, cue_tokens, is_dash, is_pause
from kg.extractors.statements.noun_phrases import agent_of, phrase
from kg.extractors.statements.reality import Reality, reality
from kg.extractors.statements.sources import subject_of

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

_NOMINAL = frozenset({"ADJ", "DET", "NOUN", "NUM", "PART", "PROPN"})


def find_trail(tokens: Tokens, body: frozenset[int], trail: range, cues: Cues) -> Found | None:
    """Reads "…," said Lind. / "…," Lind told the Ledger."""
    words = [t for t in trail if tokens.pos[t] not in MARKS]
    closed = not ends_with_comma(tokens, body, trail)
    if not words or not _ends_open(tokens, body, trail):
        return None
    for verb in words:
        cue = cues.verb(tokens, verb)
        if tokens.pos[verb] not in {"VERB", "AUX"}:
            continue
        if (
            cue is None
            or tokens.dep[verb] in {"aux", "auxpass"}
            or not cue.takes(Frame.QUOTATION, Frame.CLAUSE)
        ):
            if tokens.dep[verb] in {"aux", "auxpass", "relcl", "acl", "amod"} or verb == words[0]:
                continue
            if _inside_relative(tokens, verb, words[0]):
                continue
            return None
        source = _trail_source(tokens, verb, words[0])
        if source is None:
            if _inside_relative(tokens, verb, words[0]):
                continue
            return None
        if not _attributes(tokens, body, verb, source, cues, closed=closed):
            return None
        return quoted_by(tokens, body, verb, cue=cue, source=source, rule="quotation trail")
    return None


def _attributes(
    tokens: Tokens, body: frozenset[int], verb: int, source: Source, cues: Cues, *, closed: bool
) -> bool:
    """Whether a verb behind a quotation is its own: real, and not one that leads in something else."""
    if tokens.tag[verb] == "VBG" and source.last < min(body):
        # "…,” adding, “…”": the participle leads in what follows.
        return False
    return reality(tokens, verb, cues) is not Reality.UNREAL and not (
        closed and _has_own_content(tokens, verb, source)
    )


def _inside_relative(tokens: Tokens, verb: int, first: int) -> bool:
    """Whether a verb stands in a clause that describes the subject ("Lind, who owns a mill, said")."""
    at = verb
    for _ in range(5):
        if tokens.dep[at] in {"relcl", "acl", "appos"}:
            return tokens.head[at] >= first
        if tokens.head[at] == at:
            return False
        at = tokens.head[at]
    return False


def _trail_source(tokens: Tokens, verb: int, first: int) -> Source | None:
    """The subject, when nothing but it stands between the quotation and the verb, or right after."""
    source = subject_of(tokens, verb)
    if source is None or tokens.quotation[source.head] >= 0:
        source = _nominal_between(tokens, verb, first)
    elif tokens.dep[verb] == "acl" and tokens.head[verb] == source.head > first:
        source = _whole_subject(tokens, source.head, first, verb)
    if source is None:
        return None
    if source.head < verb:
        lead = [t for t in range(first, source.first) if tokens.pos[t] not in {*MARKS, "ADV", "CCONJ"}]
        if lead and all(tokens.pos[t] in _NOMINAL for t in range(first, source.first)):
            # "Lind's ex-wife says": the parser lost the beginning of the noun phrase.
            return replace(source, first=first)
        if lead and _names_holder(tokens, first, source):
            return replace(source, first=first)
        return source if not lead or source.first < first <= source.head else None
    between = [t for t in range(first, verb) if tokens.pos[t] not in {*MARKS, "ADV", "AUX"}]
    return source if not between else None


def _whole_subject(tokens: Tokens, noun: int, first: int, verb: int) -> Source:
    """The noun phrase of which a verb was taken to describe the last noun ("a person in the know asked")."""
    top = noun
    while first <= tokens.head[top] < verb and tokens.head[top] != top:
        top = tokens.head[top]
    return phrase(tokens, top if tokens.pos[top] in {"NOUN", "PROPN", "PRON"} else noun, verb)


def _names_holder(tokens: Tokens, first: int, source: Source) -> bool:
    """Whether a name stands behind the title of its bearer: "the head of the institute, Eva Lind, told"."""
    title = tokens.pos[first : source.first]
    opens = (
        tokens.pos[first] in {"DET", "NOUN"} and "ADP" in title and "VERB" not in title and "AUX" not in title
    )
    return opens and tokens.word[source.first - 1] == "," and tokens.pos[source.head] == "PROPN"


def _nominal_between(tokens: Tokens, verb: int, first: int) -> Source | None:
    """The noun phrase between the quotation and the verb, or right after it, whatever its relation."""
    behind = tokens.one(verb, "dobj", "acomp")
    close = verb == first and behind is not None and tokens.first[behind] == verb + 1
    if close and behind is not None and (tokens.dep[behind] == "dobj" or tokens.pos[verb + 1] == "DET"):
        # "“…,” added several of the victims", "“…!” shouted the 9-year-old"
        return phrase(tokens, behind, verb)
    for at in [*range(verb - 1, first - 1, -1), *range(verb + 1, min(verb + 3, len(tokens)))]:
        aged = at == verb - 1 and tokens.pos[at] == "ADJ" and tokens.word[at - 1] == "-"  # "a 9-year-old"
        if (aged or tokens.pos[at] in {"PROPN", "PRON", "NOUN"}) and tokens.quotation[at] < 0:
            head = at
            while (
                tokens.dep[head] in {"compound", "det", "amod", "poss", "nmod", "flat", "npadvmod"}
                and tokens.head[head] != head
                and (tokens.dep[head] != "npadvmod" or tokens.pos[tokens.head[head]] == "ADJ")
            ):
                head = tokens.head[head]
            if tokens.quotation[head] >= 0 or head == verb:
                head = at
            return phrase(tokens, head, verb)
    return None


def _ends_open(tokens: Tokens, body: frozenset[int], trail: range) -> bool:
    """Whether the quotation ends in a way that lets an attribution follow: , ? ! - or a comma after it."""
    inner = [t for t in sorted(body) if tokens.pos[t] != "SPACE"]
    while inner and tokens.word[inner[-1]] in {'"', "”", "’", "'", "''", "»", "“"}:
        inner.pop()
    if inner and (tokens.word[inner[-1]][-1] in {",", "?", "!", "…", "-"} or is_dash(tokens, inner[-1])):
        return True
    return trail.start < trail.stop and is_pause(tokens, trail.start)


def ends_with_comma(tokens: Tokens, body: frozenset[int], trail: range) -> bool:
    """Whether a comma, inside or outside the marks, ties the quotation to what follows."""
    return any(tokens.word[t] == "," for t in sorted(body)[-3:]) or tokens.word[
        trail.start : trail.start + 1
    ] == [","]


def _has_own_content(tokens: Tokens, verb: int, source: Source) -> bool:
    """Whether the verb says something else after the quotation ("“Why?” Lind said he would go")."""
    end = max(verb, source.last)
    return any(c > end and tokens.quotation[c] < 0 for c in tokens.child(verb, "ccomp", "xcomp"))


def quoted_by(
    tokens: Tokens, body: frozenset[int], verb: int, *, cue: CueVerb, source: Source, rule: str
) -> Found:
    """The attribution of a whole quotation to the subject of a verb, or to the agent of "was told"."""
    subject = tokens.tag[source.head] != "WP" and tokens.dep[source.head] == "nsubjpass"
    told = subject and cue.takes(Frame.ADDRESSEE)
    return Found(
        content=body,
        cue=cue_tokens(tokens, verb),
        lemma=cue.lemma,
        source=agent_of(tokens, verb) if told else source,
        addressee=source if told else None,
        anchor=verb,
        rule=rule,
        rank=0.95,
        force=cue.force,
    )
