"""Direct statements: quotations joined with the words around them that say who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.statements.continued import Frames, Unsaid, joins, left_open, with_unsaid
from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.grammar import cue_tokens
from kg.extractors.statements.reality import Reality, reality
from kg.extractors.statements.sources import phrase, subject_of
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.quotations import Quotation
    from kg.extractors.statements.tokens import Tokens

_SENTENCE_END = frozenset({".", "!", "?"})
_MARKS = frozenset({"PUNCT", "SPACE"})
_DASHES = frozenset({"-", "–", "—", "--"})
_NAMING = frozenset({"PROPN", "CCONJ"})
# A quotation of fewer words that nothing attributes is a name or a scare mark, not a statement.
_LONG_WORDS = 5


def find_direct(
    tokens: Tokens, quotations: Sequence[Quotation], paragraphs: Sequence[range], cues: Cues
) -> list[Found]:
    """The attributed quotations, each with all its parts, in text order.

    A quotation that follows a closed attribution in its paragraph, or takes up an unclosed one of
    the paragraph before, becomes a further part of the same statement.
    """
    found: list[Found] = []
    unsaid = Unsaid()
    for paragraph in paragraphs:
        here = _in_paragraph(tokens, quotations, paragraph, cues, found)
        quoted = tokens.quoted(paragraph)
        here = with_unsaid(here, unsaid, quotations, quoted)
        unsaid = left_open(tokens, quotations, paragraph, quoted, before=unsaid, found=(*found, *here))
        found += here
    return found


def _in_paragraph(
    tokens: Tokens, quotations: Sequence[Quotation], paragraph: range, cues: Cues, earlier: list[Found]
) -> list[Found]:
    found: list[Found] = []
    previous: int | None = None
    for number, inside in tokens.quoted(paragraph).items():
        body = frozenset(inside)
        frames = _frames(tokens, body, paragraph)
        attributed = (
            None if _is_fragment(tokens, body, frames.lead) else _trail(tokens, body, frames.trail, cues)
        )
        attributed = attributed or _lead(tokens, body, frames.lead, cues)
        joined = joins(tokens, quotations[number], frames, found=found, earlier=earlier, previous=previous)
        if attributed is not None and not (joined is not None and _same_lead(attributed, joined)):
            found.append(attributed)
        elif joined is not None:
            target = found if joined in found else earlier
            target[target.index(joined)] = replace(joined, content=joined.content | body)
        previous = number
    return found


def _same_lead(attributed: Found, joined: Found) -> bool:
    """Whether two attributions rest on the same verb: a broken quotation."""
    return attributed.anchor == joined.anchor


def _frames(tokens: Tokens, body: frozenset[int], paragraph: range) -> Frames:
    """The words from the sentence's start, or the last quotation, to this one; and after it."""
    first, last = min(body), max(body)
    start = first
    while start > paragraph.start and tokens.quotation[start - 1] < 0:
        if _ends_sentence(tokens, start - 1):
            break
        start -= 1
    end = last
    while end + 1 < paragraph.stop and tokens.quotation[end + 1] < 0:
        end += 1
        if _ends_sentence(tokens, end):
            break
    return Frames(range(start, first), range(last + 1, end + 1))


def _ends_sentence(tokens: Tokens, token: int) -> bool:
    """Whether a token is a sentence's mark, or holds it ("Inc.", "£84m.") as the last of its sentence."""
    word = tokens.word[token]
    return word in _SENTENCE_END or (
        word[-1:] in _SENTENCE_END and tokens.bounds[tokens.sentence[token]][1] == token
    )


def _trail(tokens: Tokens, body: frozenset[int], trail: range, cues: Cues) -> Found | None:
    """Reads "…," said Lind. / "…," Lind told the Ledger."""
    words = [t for t in trail if tokens.pos[t] not in _MARKS]
    closed = not _ends_with_comma(tokens, body, trail)
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
        return _direct(tokens, body, verb, cue=cue, source=source, rule="quotation trail")
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


def _is_fragment(tokens: Tokens, body: frozenset[int], lead: range) -> bool:
    """Whether the sentence has begun before the quotation, which is only a part of it."""
    words = [t for t in lead if tokens.pos[t] not in _MARKS]
    after_quotation = lead.start > 0 and tokens.quotation[lead.start - 1] >= 0
    if not words or after_quotation:
        return False
    return not (_whole(tokens, body) and all(tokens.pos[t] in {"CCONJ", "ADV", "INTJ"} for t in words))


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
    if source is None:
        return None
    if source.head < verb:
        lead = [t for t in range(first, source.first) if tokens.pos[t] not in {*_MARKS, "ADV", "CCONJ"}]
        return source if not lead or source.first < first <= source.head else None
    between = [t for t in range(first, verb) if tokens.pos[t] not in {*_MARKS, "ADV", "AUX"}]
    return source if not between else None


def _nominal_between(tokens: Tokens, verb: int, first: int) -> Source | None:
    """The noun phrase between the quotation and the verb, or right after it, whatever its relation."""
    for at in [*range(verb - 1, first - 1, -1), *range(verb + 1, min(verb + 3, len(tokens)))]:
        if tokens.pos[at] in {"PROPN", "PRON", "NOUN"} and tokens.quotation[at] < 0:
            head = at
            while (
                tokens.dep[head] in {"compound", "det", "amod", "poss", "nmod", "flat"}
                and tokens.head[head] != head
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
    last = tokens.word[inner[-1]] if inner else ""
    follower = tokens.word[trail.start] if trail.start < trail.stop else ""
    return last[-1:] in {",", "?", "!", "-", "—", "–", "…"} or follower in {",", "—", "–", "--"}


def _ends_with_comma(tokens: Tokens, body: frozenset[int], trail: range) -> bool:
    """Whether a comma, inside or outside the marks, ties the quotation to what follows."""
    return any(tokens.word[t] == "," for t in sorted(body)[-3:]) or tokens.word[
        trail.start : trail.start + 1
    ] == [","]


def _has_own_content(tokens: Tokens, verb: int, source: Source) -> bool:
    """Whether the verb says something else after the quotation ("“Why?” Lind said he would go")."""
    end = max(verb, source.last)
    return any(c > end and tokens.quotation[c] < 0 for c in tokens.child(verb, "ccomp", "xcomp"))


def _lead(tokens: Tokens, body: frozenset[int], lead: range, cues: Cues) -> Found | None:
    """Lind said: "…" / Lind told the Ledger, "…" / shouting "…"."""
    words = [t for t in lead if tokens.pos[t] not in _MARKS]
    if not words:
        return None
    closing = tokens.word[lead.stop - 1] if tokens.pos[lead.stop - 1] != "SPACE" else tokens.word[words[-1]]
    signed = _signed(tokens, body, lead) if closing == ":" else None
    if signed is not None:
        return signed
    for verb in reversed(words):
        cue = cues.verb(tokens, verb)
        if cue is None or tokens.dep[verb] in {"aux", "auxpass", "amod"} or not cue.takes(Frame.QUOTATION):
            continue
        source = subject_of(tokens, verb)
        if (
            source is None
            or tokens.quotation[source.head] >= 0
            or reality(tokens, verb, cues) is Reality.UNREAL
        ):
            return None
        leads = _leads_in(tokens, verb, range(verb + 1, lead.stop), closing, last=words[-1])
        shouted = cues.has("shouting verb", cue.lemma) and tokens.quotation[verb + 1] >= 0
        spoken = _whole(tokens, body) and (shouted or _says(tokens, body))
        if not leads or (closing not in {":", ","} and not spoken):
            return None
        return _direct(tokens, body, verb, cue=cue, source=source, rule="quotation lead")
    return _colon(tokens, body, words) if closing == ":" else None


def _signed(tokens: Tokens, body: frozenset[int], lead: range) -> Found | None:
    """Reads "Red roofs win - Ada Holm: “…”": a heading, a dash, and who wrote what follows the colon."""
    dash = next((t for t in reversed(lead) if tokens.word[t] in _DASHES), None)
    if dash is None or dash == lead.start or not _whole(tokens, body):
        return None
    behind = [t for t in range(dash + 1, lead.stop - 1) if tokens.pos[t] != "SPACE"]
    if not behind or tokens.pos[behind[-1]] != "PROPN" or any(tokens.pos[t] == "VERB" for t in behind):
        return None
    first = next((n + 1 for n in range(len(behind) - 1, -1, -1) if tokens.pos[behind[n]] not in _NAMING), 0)
    source = Source(behind[-1], behind[first], behind[-1])
    return Found(
        content=body,
        cue=(lead.stop - 1,),
        lemma=":",
        source=source,
        anchor=behind[-1],
        rule="quotation colon",
        rank=0.7,
    )


def _leads_in(tokens: Tokens, verb: int, between: range, closing: str, *, last: int) -> bool:
    """Whether the words between a verb and a quotation leave the quotation to the verb.

    A colon does; a comma does unless another clause stands between; otherwise the verb is the last word.
    """
    if closing == ":":
        return True
    if closing == ",":
        return not any(tokens.pos[t] in {"VERB", "AUX"} and tokens.head[t] != verb for t in between)
    return verb == last


def _whole(tokens: Tokens, body: frozenset[int]) -> bool:
    """Whether a quotation is speech rather than a few words: a capital at its start, or a full stop in it."""
    inner = [t for t in sorted(body) if tokens.pos[t] not in _MARKS]
    return bool(inner) and tokens.word[inner[0]][:1].isupper()


def _says(tokens: Tokens, body: frozenset[int]) -> bool:
    """Whether a quotation is more than a title: a verb in it, or a sentence mark."""
    return any(tokens.pos[t] in {"VERB", "AUX"} or tokens.word[t] in {".", "!", "?"} for t in body)


def _colon(tokens: Tokens, body: frozenset[int], words: Sequence[int]) -> Found | None:
    """A sentence without a verb of saying that ends in a colon: its subject speaks."""
    if not _whole(tokens, body):
        return None
    roots = [t for t in words if tokens.pos[t] in {"VERB", "AUX"} and tokens.one(t, "nsubj") is not None]
    if not roots:
        return None
    source = subject_of(tokens, roots[0])
    if source is None:
        return None
    return Found(
        content=body,
        cue=(words[-1] + 1,) if words[-1] + 1 < min(body) else (),
        lemma=":",
        source=source,
        anchor=roots[0],
        rule="quotation colon",
        rank=0.7,
        force=Force.ASSERT,
    )


def _direct(
    tokens: Tokens, body: frozenset[int], verb: int, *, cue: CueVerb, source: Source, rule: str
) -> Found:
    return Found(
        content=body,
        cue=cue_tokens(tokens, verb),
        lemma=cue.lemma,
        source=source,
        anchor=verb,
        rule=rule,
        rank=0.95,
        force=cue.force,
    )
