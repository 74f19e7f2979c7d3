"""Content mended where the parser cut it: too short, or short of its quotation mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.acts import next_act
from kg.extractors.statements.cues import Frame
from kg.extractors.statements.ends import without_comment
from kg.extractors.statements.grammar import MARKS, QUESTION_TAGS, is_finite, subtrees, tells
from kg.extractors.statements.opening import (
    SUBJECTS,
    is_fronted,
    is_lost_subject,
    opening_of,
    opens_clause,
    subject_beside,
)

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues
    from kg.extractors.statements.tokens import Tokens


_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})


def own_clause(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content of a clause after its verb, mended where the parser cut it wrongly.

    Words between the verb and the content that are no modifier of the verb belong to the content;
    a clause without a finite verb runs on to the end of the sentence; what the source does next
    ("…, calling them dull", "… and vowed to fight") does not belong to it.
    """
    start = min(content)
    if start < verb:
        return content
    that = that_after(tokens, verb, start, cues)
    if that is not None:
        content |= frozenset(range(that, start))
        start = that
    between = [c for c in tokens.children[verb] if verb < c < start and c not in content]
    fronted = between and between[0] == verb + 1 and is_fronted(tokens, between[0], content, cues)
    if fronted or (between and is_lost_subject(tokens, verb, between[0], start, cues)):
        content |= frozenset(range(verb + 1, start))
        start, between = verb + 1, []
    opening = opening_of(tokens, between, start, cues)
    if opening is not None:
        content |= frozenset(range(opening, start))
        start, between = opening, [c for c in between if c < opening]
    if not _has_subject(tokens, content) and not opens_clause(tokens, start):
        named = subject_beside(tokens, between, start)
        if named is not None:
            content |= frozenset(range(named, start))
            start = named
        between = [c for c in between if tokens.dep[c] != "dobj" or tokens.last[c] + 1 != start]
    modifiers = subtrees(tokens, *between)
    gap = [t for t in range(verb + 1, start) if t not in modifiers and tokens.pos[t] not in MARKS]
    if gap and tokens.sentence[gap[0]] == tokens.sentence[verb]:
        content |= frozenset(range(gap[0], start))
    if not any(tells(tokens, t) for t in content):
        content |= frozenset(range(max(content), tokens.bounds[tokens.sentence[verb]][1] + 1))
    content = _with_lost_predicate(tokens, verb, content, cues)
    content = _with_backshifted(tokens, verb, content, cues)
    content = _with_second_that(tokens, verb, to_marks(tokens, content))
    content = _with_state(tokens, verb, content, cues)
    content = _with_reason(tokens, verb, content, cues)
    end = next_act(tokens, verb, content, cues)
    if end is not None:
        content = frozenset(t for t in content if t < end) or content
    return without_comment(tokens, verb, content, cues)


def _has_subject(tokens: Tokens, content: frozenset[int]) -> bool:
    """Whether a main verb of a content, or one joined to it, has its subject in it."""
    mains = (t for t in content if tokens.head[t] not in content or tokens.dep[t] == "conj")
    return any(tokens.dep[c] in SUBJECTS for t in mains for c in tokens.children[t])


def _with_lost_predicate(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content with the finite verb right after it, whose subject the parser took for the whole clause.

    "said that worries about the bridge were overblown": no comma parts the subject from its verb.
    """
    after, end = max(content) + 1, tokens.bounds[tokens.sentence[verb]][1]
    if after > end or not is_finite(tokens, after) or tokens.quotation[after] >= 0:
        return content
    if tokens.dep[verb] in {"relcl", "acl"}:
        # "voters who agree that it should close were irritated": the verb of those who agree.
        return content
    main = tokens.head[after] if tokens.dep[after] in {"aux", "auxpass"} else after
    if tokens.head[main] < verb or cues.verb(tokens, main) is not None or main == verb:
        return content
    return content | frozenset(range(after, max(tokens.last[main], after) + 1))


def _with_second_that(tokens: Tokens, verb: int, content: frozenset[int]) -> frozenset[int]:
    """The content with a joined clause that opens with "that" too ("… and that the road was safe")."""
    joint, end = _behind(tokens, content), tokens.bounds[tokens.sentence[verb]][1]
    if joint + 1 >= end or tokens.pos[joint] != "CCONJ" or not opens_clause(tokens, joint + 1):
        return content
    main = tokens.head[joint + 1]
    return content | frozenset(range(joint, max(tokens.last[main], joint + 1) + 1))


def _behind(tokens: Tokens, content: frozenset[int]) -> int:
    """The first word behind the content."""
    after = max(content) + 1
    while after < len(tokens) and tokens.pos[after] in MARKS:
        after += 1
    return after


def _with_reason(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content with a reason or condition right behind it that the parser hangs on the verb.

    "wrote that the race was “lost,” because the mare had eaten nothing".
    """
    after = _behind(tokens, content)
    if after > tokens.bounds[tokens.sentence[verb]][1] or not cues.has("reason", tokens.low(after)):
        return content
    top = after
    while tokens.head[top] != top and tokens.first[tokens.head[top]] >= after:
        top = tokens.head[top]
    if tokens.head[top] != verb and tokens.head[top] not in content:
        return content
    return content | frozenset(range(max(content) + 1, tokens.last[top] + 1))


def _with_state(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content with a second predicate that tells a state, which the parser joined to the verb.

    "said he was focused on “calm” and had no wish to leave": nobody says and has in one breath.
    """
    after = _behind(tokens, content)
    for joint in tokens.child(verb, "conj"):
        alone = tokens.one(joint, "nsubj", "nsubjpass") is None
        if tokens.first[joint] > after + 1 or joint < after or not alone:
            continue
        if tokens.dep[after] == "cc" and cues.has("stative verb", tokens.lemma[joint]):
            return content | frozenset(range(max(content) + 1, tokens.last[joint] + 1))
    return content


def _with_backshifted(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content with a joined clause whose tense shows that it is still reported.

    "Lind said the gate would hold, but the wall could give way": could depends on said.
    """
    end = tokens.bounds[tokens.sentence[verb]][1]
    joint = max(content) + 1
    while joint < end and tokens.word[joint] == ",":
        joint += 1
    if tokens.tag[verb] != "VBD" or joint >= end or tokens.pos[joint] != "CCONJ":
        return content
    for t in range(joint + 1, end):
        main = tokens.head[t]
        if is_finite(tokens, t) and not cues.has("backshifted auxiliary", tokens.low(t)):
            return content
        if is_finite(tokens, t) and tokens.dep[t] == "aux":
            own = tokens.one(main, "nsubj", "nsubjpass", "expl")
            first = tokens.first[main]
            if own is None or not joint <= first <= joint + 1:
                return content
            return content | frozenset(range(max(content) + 1, tokens.last[main] + 1))
    return content


def behind_carrier(tokens: Tokens, verb: int, end: int, cues: Cues) -> int | None:
    """Where a clause begins that the parser hung on what carries it ("said in a statement it would close").

    A "that" further on opens the clause, and what stands before it tells of the statement.
    """
    for prep in tokens.child(verb, "prep"):
        noun = tokens.one(prep, "pobj")
        if noun is None or not cues.has("occasion preposition", tokens.low(prep)):
            continue
        if not any(cues.has(g, tokens.lemma[noun]) for g in ("statement carrier", "interview noun")):
            continue
        for clause in tokens.child(noun, "relcl", "ccomp"):
            opening = tokens.first[clause]
            subject = tokens.one(clause, "nsubj", "nsubjpass", "expl")
            if opening != noun + 1 or subject is None or tokens.tag[subject] in QUESTION_TAGS:
                continue
            return next((t for t in range(clause, end) if opens_clause(tokens, t)), opening)
    return None


def that_after(tokens: Tokens, verb: int, end: int, cues: Cues) -> int | None:
    """The "that" which opens the verb's clause: no comma, verb or "so" stands between.

    But "claimed without giving evidence that …".
    """
    cue = cues.verb(tokens, verb)
    listens = cue is not None and cue.takes(Frame.ADDRESSEE)
    comment = _comment_on_listener(tokens, verb, end) if listens else range(0)
    carried = listens or _is_placed(tokens, verb, cues)
    for t in range(verb + 1, end):
        if t in comment:
            continue
        if opens_clause(tokens, t):
            return None if cues.has("joins that", tokens.low(t - 1)) else t
        acts = tokens.pos[t] in {"VERB", "AUX"} and not cues.has("lacking preposition", tokens.low(t - 1))
        if (tokens.word[t] == "," and not listens) or (acts and not (carried and _describes(tokens, t))):
            return None
    return None


def _is_placed(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether right behind a verb stands where it was said ("in a letter …"), no thing of the verb's."""
    behind = verb + 1
    if behind >= len(tokens) or tokens.pos[behind] != "ADP":
        return False
    return any(cues.has(f"{kind} preposition", tokens.low(behind)) for kind in ("circumstance", "carrier"))


def _describes(tokens: Tokens, participle: int) -> bool:
    """Whether a participle describes a noun: "said in an emailed statement posted on its site that …"."""
    first = tokens.head[participle] if tokens.dep[participle] == "conj" else participle
    return tokens.tag[participle] in _PARTICIPLES and tokens.dep[first] in {"amod", "acl"}


def _comment_on_listener(tokens: Tokens, verb: int, end: int) -> range:
    """What is told in commas of who listens: "told Reuters, which first reported the story, that …"."""
    for listener in tokens.child(verb, "dobj", "dative"):
        for story in tokens.child(listener, "relcl"):
            start, stop = tokens.first[story], tokens.last[story] + 1
            set_off = tokens.word[start - 1] == "," and tokens.tag[start] in QUESTION_TAGS
            if verb < listener < start and stop < end and set_off:
                return range(start, stop)
    return range(0)


def to_marks(tokens: Tokens, content: frozenset[int]) -> frozenset[int]:
    """The content with the whole of the quotations that its first and its last word stand in."""
    first, last = min(content), max(content)
    start, end = first, last
    while start > 0 and tokens.quotation[first] == tokens.quotation[start - 1] >= 0:
        start -= 1
    while end + 1 < len(tokens) and tokens.quotation[last] == tokens.quotation[end + 1] >= 0:
        end += 1
    return content | frozenset(range(start, first)) | frozenset(range(last, end + 1))
