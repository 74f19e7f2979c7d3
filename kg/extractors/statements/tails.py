"""Attributions set off by commas: "…, Moreno said." and "The spillway, the agency says, has …".

Read from the words, with the parser only for who is the subject: a long content clause often makes
the parser hang the tail somewhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.acts import next_act
from kg.extractors.statements.continuing import continues, spans, starts_other
from kg.extractors.statements.cues import Frame
from kg.extractors.statements.ends import behind_colon, is_gloss
from kg.extractors.statements.found import Found
from kg.extractors.statements.grammar import (
    MARKS,
    QUESTION_TAGS,
    cue_tokens,
    heads_finite,
    is_finite,
    is_pause,
    span_set,
)
from kg.extractors.statements.mending import to_marks
from kg.extractors.statements.reality import Reality, reality
from kg.extractors.statements.segments import Segment, segment_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens

_ENDS = frozenset({".", "!", "?", ";", "…"})
_CLOSERS = frozenset("\"”’'»)")


def find_tails(tokens: Tokens, cues: Cues) -> Iterator[Found]:
    """Attributions that follow or interrupt what they attribute, sentence by sentence."""
    for low, end in tokens.bounds:
        high = _last_word(tokens, low, end)
        limit = high
        for verb in range(high, low, -1):
            if verb > limit or tokens.pos[verb] != "VERB" or tokens.quotation[verb] >= 0:
                continue
            run = _set_off_run(tokens, verb, low, limit, cues)
            found = None if run is None else _at(tokens, run, low, limit, cues)
            if run is not None and found is not None:
                yield found
                limit = run.first - 1


def _last_word(tokens: Tokens, low: int, end: int) -> int:
    """The last token of a sentence before its final marks."""
    while end > low and (tokens.word[end] in _ENDS or tokens.pos[end] in {"SPACE", "PUNCT"}):
        end -= 1
    return end


def _at(tokens: Tokens, run: Segment, low: int, high: int, cues: Cues) -> Found | None:
    """The tail or interruption that a set-off run of tokens is, or None."""
    span, rule = _reach(tokens, run, low, high, cues)
    content = behind_colon(tokens, _without_lead(tokens, span, run))
    words = [t for t in sorted(content) if tokens.pos[t] not in MARKS]
    if not words or all(tokens.quotation[t] >= 0 for t in words) or _titles(tokens, words, run):
        return None
    if _leads_sentence(tokens, words, run):
        return None
    if not _is_clause(tokens, content, run) and not (rule == "interruption" and spans(tokens, content, run)):
        return None
    return Found(
        content=to_marks(tokens, content) - span_set(run.source),
        cue=cue_tokens(tokens, run.verb),
        lemma=run.cue.lemma,
        source=run.source,
        anchor=run.verb,
        rule=rule,
        rank=0.85,
        force=run.cue.force,
    )


def _titles(tokens: Tokens, words: Sequence[int], run: Segment) -> bool:
    """Whether what stands behind a quotation that ends in a comma is the speaker's title, no content.

    "“It rained,” the head of the institute, Eva Lind, told the Ledger".
    """
    quoted = max((t for t in words if tokens.quotation[t] >= 0), default=-1)
    behind = [t for t in words if t > quoted]
    if quoted < 0 or not behind or behind[-1] > run.first or tokens.word[quoted + 1] != ",":
        return False
    return tokens.quotation[quoted + 1] >= 0 and all(tokens.pos[t] not in {"VERB", "AUX"} for t in behind)


def _leads_sentence(tokens: Tokens, words: Sequence[int], run: Segment) -> bool:
    """Whether a quoted sentence is all that is said, and the phrase before the run tells of its saying.

    "After the vote, Lind said, “We have won.”"; not "In the end, Lind said, “we have won.”"
    """
    behind = [t for t in words if t > run.last]
    before = [t for t in words if t < run.first]
    if not behind or any(is_finite(tokens, t) or tokens.quotation[t] >= 0 for t in before):
        return False
    return tokens.word[behind[0]][:1].isupper() and all(tokens.quotation[t] >= 0 for t in behind)


def _set_off_run(tokens: Tokens, verb: int, low: int, high: int, cues: Cues) -> Segment | None:
    """The run of tokens around a verb of saying that a comma or dash sets off from what is before it."""
    cue = cues.verb(tokens, verb)
    if cue is None or not cue.takes(Frame.CLAUSE, Frame.QUOTATION) or tokens.tag[verb] == "VBG":
        return None
    if tokens.tag[verb] == "VBN" and (tokens.dep[verb] == "acl" or cue.takes(Frame.NAMING)):
        # "… - an allegation rejected by the inquiry", "short shows, called podcasts".
        return None
    if reality(tokens, verb, cues) is Reality.UNREAL or tokens.one(verb, "auxpass") is not None:
        return None
    run = segment_at(tokens, verb, cue, low, high)
    if run is None or _has_object(tokens, run, cues) or run.first <= low + 1 or _heads_relative(tokens, run):
        return None
    return run if _set_off(tokens, run.first - 1) else None


def _has_object(tokens: Tokens, run: Segment, cues: Cues) -> bool:
    """Whether the verb has an object of its own that says something ("…, Moreno blasted him")."""
    if run.cue.takes(Frame.ADDRESSEE):
        return False
    things = (t for t in tokens.child(run.verb, "dobj") if t > run.verb and t != run.source.head)
    return any(not is_gloss(tokens, thing, cues) for thing in things)


def _reach(tokens: Tokens, run: Segment, low: int, high: int, cues: Cues) -> tuple[frozenset[int], str]:
    """What the run attributes: the words before it, and those after it when they go on; may be empty."""
    before = frozenset(range(low, run.first - 1))
    after = next((t for t in range(run.last + 1, high + 1) if tokens.pos[t] not in MARKS), None)
    if after is None:
        return before, "tail"
    if continues(tokens, run, after, before, cues):
        behind = frozenset(range(after, high + 1))
        stop = next_act(tokens, run.verb, behind, cues)
        return before | frozenset(t for t in behind if stop is None or t < stop), "interruption"
    return (before, "tail") if starts_other(tokens, run.last + 1, after, cues) else (frozenset(), "")


def _set_off(tokens: Tokens, before: int) -> bool:
    """Whether the token before a segment sets it off: a comma, a dash, or a closing mark after one."""
    if is_pause(tokens, before):
        return True
    return tokens.word[before] in _CLOSERS and tokens.word[before - 1] in {",", "?", "!", "."}


def _heads_relative(tokens: Tokens, run: Segment) -> bool:
    """Whether the subject is "who" or "which": then the text before is its antecedent, not content."""
    return tokens.tag[run.source.head] in {"WP", "WDT"} or tokens.dep[run.verb] == "relcl"


def _without_lead(tokens: Tokens, content: frozenset[int], run: Segment) -> frozenset[int]:
    """The content without a joining word at its start."""
    ordered = sorted(content)
    while ordered and (tokens.pos[ordered[0]] in MARKS and tokens.quotation[ordered[0]] < 0):
        ordered.pop(0)
    if ordered and tokens.dep[ordered[0]] == "cc" and ordered[0] < run.first:
        ordered.pop(0)
    return frozenset(ordered)


def _is_clause(tokens: Tokens, content: frozenset[int], run: Segment) -> bool:
    """Whether the text before a tail is what was said: not an adverbial of the verb of saying."""
    roots = [
        t
        for t in content
        if (tokens.head[t] not in content or tokens.head[t] == t) and tokens.pos[t] not in MARKS
    ]
    hanging = {tokens.dep[t] for t in roots if tokens.head[t] == run.verb and t != run.verb}
    others = [t for t in roots if tokens.head[t] != run.verb or t == tokens.head[t]]
    if run.source.first < run.verb and not any(
        tokens.tag[t] in {"VBD", "VBZ", "VBP", "MD"} and tokens.dep[t] not in {"relcl", "acl"}
        for t in content
    ):
        return False
    adverbial = {"advcl", "prep", "npadvmod", "advmod", "mark", "cc", "punct", "aux", "intj", "dep"}
    return bool(others) or bool(hanging - adverbial) or any(_is_whole(tokens, t) for t in roots)


def _is_whole(tokens: Tokens, verb: int) -> bool:
    """Whether a verb that the parser took for an adverbial has all that a clause of its own has."""
    if tokens.dep[verb] != "advcl" or not heads_finite(tokens, verb):
        return False
    subject = tokens.one(verb, "nsubj", "nsubjpass", "expl")
    marked = tokens.one(verb, "mark") is not None or any(
        tokens.tag[t] in QUESTION_TAGS for t in tokens.child(verb, "advmod", "nsubj", "dobj", "attr")
    )
    return subject is not None and not marked
