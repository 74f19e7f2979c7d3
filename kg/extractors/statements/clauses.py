"""Indirect statements by grammar: a verb of attribution and the complement it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.acts import next_act, without_next_subject
from kg.extractors.statements.attitudes import find_other, find_plea
from kg.extractors.statements.cues import Frame
from kg.extractors.statements.ends import behind_colon, without_occasion, without_story
from kg.extractors.statements.found import Found
from kg.extractors.statements.frames import complement
from kg.extractors.statements.grammar import MARKS, bridged, cue_tokens, is_finite, span_set
from kg.extractors.statements.interrupted import is_comment, subject_before_comment
from kg.extractors.statements.mending import behind_carrier, that_after, to_marks
from kg.extractors.statements.passives import find_passive
from kg.extractors.statements.reality import Reality, is_purpose, reality
from kg.extractors.statements.sources import subject_of
from kg.extractors.statements.widening import joined, with_quoted_end
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.found import Source
    from kg.extractors.statements.tokens import Tokens

# Shorter remains of a sentence are times and places ("said in Oslo on Friday").
_REST_WORDS = 4
_CLAUSE_WORDS = 2
# A listener between the verb and "citing" or "referring to" is named in fewer words.
_LISTENER_WORDS = 6
_NO_CUE = frozenset({"aux", "auxpass", "amod", "compound"})
_CLAUSES = frozenset({"clause", "question"})
_PHRASES = frozenset({"object", "preposition", "charge"})
_THINGS = _PHRASES | {"order", "infinitive", "naming"}


def find_clauses(tokens: Tokens, cues: Cues) -> Iterator[Found]:
    """Every attribution by a verb outside quotations whose complement the parser shows."""
    for verb in range(len(tokens)):
        if tokens.pos[verb] not in {"VERB", "AUX"} or tokens.quotation[verb] >= 0:
            continue
        if is_finite(tokens, verb) and verb and tokens.dep[verb - 1] == "prep":
            # "in remarks that lasted an hour": a noun that was taken for a verb.
            continue
        cue = cues.verb(tokens, verb)
        if cue is not None and tokens.dep[verb] not in _NO_CUE:
            found = find_plea(tokens, verb, cues) or find_clause(tokens, verb, cue, cues)
        else:
            found = find_other(tokens, verb, cues)
        if found is not None:
            yield found


def find_clause(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Found | None:
    """The attribution at one verb, or None when it has no complement, or did not take place."""
    real = reality(tokens, verb, cues)
    if real is Reality.UNREAL or is_bare_participle(tokens, verb) or _reports_state(tokens, verb, cues):
        return None
    if tokens.one(verb, "auxpass", "agent") is not None:
        return find_passive(tokens, verb, cue, cues)
    content, rule = complement(tokens, verb, cue, cues)
    if not content:
        content, rule = _rest(tokens, verb, cue, cues), "rest"
    content = _without_more(tokens, verb, content, rule, cues) if content else content
    if rule in {"preposition", "object"} and _sets_topic(tokens, verb, cue, cues):
        return None
    only_clause = real is Reality.NEGATED or is_purpose(tokens, verb, cues)
    source = subject_of(tokens, verb)
    content = content if source is None else _behind_speaker(tokens, verb, source, content)
    if not content or source is None or source.head in content or (only_clause and rule not in _CLAUSES):
        return None
    content -= span_set(source)
    if not content or asks_anonymity(tokens, verb, cues) or _is_nobody(tokens, source, cues):
        return None
    cue_words = (verb + 1,) if " " in cue.lemma and tokens.low(verb + 1) in cue.lemma.split() else ()
    return Found(
        content=bridged(tokens, to_marks(tokens, joined(tokens, content))) - set(cue_words),
        cue=tuple(sorted({*cue_tokens(tokens, verb), *cue_words})),
        lemma=cue.lemma,
        source=source,
        anchor=verb,
        rule=rule,
        rank=0.8,
        force=Force.ORDER if rule == "order" and cue.force in {Force.ASK, Force.ASSERT} else cue.force,
        negated=real is Reality.NEGATED,
    )


def _behind_speaker(tokens: Tokens, verb: int, source: Source, content: frozenset[int]) -> frozenset[int]:
    """The content of "Often, said Lind, the gate was open", whose speaker the parser put into the clause."""
    after = source.last + (tokens.word[source.last] != ",")
    inverted = source.first == verb + 1 and verb > 0 and tokens.word[verb - 1] == ","
    if source.head not in content or not inverted or tokens.word[min(after, len(tokens) - 1)] != ",":
        return content
    return frozenset(t for t in content if t > after)


def _without_more(
    tokens: Tokens, verb: int, content: frozenset[int], rule: str, cues: Cues
) -> frozenset[int]:
    """The content without what the source does next, where it was said, or what the writer tells besides."""
    if max(content) < verb:
        content = behind_colon(tokens, content)
    end = next_act(tokens, verb, content, cues) if min(content) > verb else None
    if end is not None and end > min(content):
        content = frozenset(t for t in content if t < end)
    if rule in _THINGS:
        content = without_story(tokens, content, cues)
        return without_next_subject(tokens, content) if rule in _PHRASES else content
    if rule != "clause":
        return content
    return with_quoted_end(tokens, verb, without_occasion(tokens, content, cues))


def is_bare_participle(tokens: Tokens, verb: int) -> bool:
    """Whether the verb is a passive participle without auxiliary ("asked whether …, Lind said")."""
    if is_comment(tokens, verb):
        return True
    passive = tokens.tag[verb] == "VBN" or _opens_sentence(tokens, verb)
    if not passive or tokens.one(verb, "aux", "auxpass", "nsubj", "agent") is not None:
        return False
    if subject_before_comment(tokens, verb) is not None:
        return False
    # "The mayor of Toll announced Friday that …", where the parser saw no verb: the noun is the root.
    clause = tokens.one(verb, "ccomp")
    return (
        clause is None or clause < verb or tokens.dep[tokens.head[verb]] != "ROOT" or _is_verb(tokens, verb)
    )


def _opens_sentence(tokens: Tokens, verb: int) -> bool:
    """Whether a past form opens the clause before its main verb, where no subject can be before it."""
    first = verb == tokens.bounds[tokens.sentence[verb]][0]
    return first and tokens.tag[verb] == "VBD" and tokens.dep[verb] == "advcl" and tokens.head[verb] > verb


def _is_verb(tokens: Tokens, verb: int) -> bool:
    """Whether a verb depends on a verb."""
    return tokens.pos[tokens.head[verb]] in {"VERB", "AUX"}


def _is_nobody(tokens: Tokens, source: Source, cues: Cues) -> bool:
    """Whether the source is nobody ("no witness"), not everyone, a bare number, or mute ("an injury").

    "No 10" is somebody, and so are "no fewer than ten nurses" and, within a sentence, "No campaigners".
    """
    bare = source.first == source.last and tokens.word[source.head][:1].isdigit()
    if bare or cues.has("no speaker", tokens.lemma[source.head]):
        return True
    if cues.has("no", tokens.low(source.first)) and tokens.tag[source.head] != "CD":
        opens = source.first == tokens.bounds[tokens.sentence[source.first]][0]
        return (opens or tokens.word[source.first].islower()) and tokens.tag[source.first + 1] != "JJR"
    return any(cues.has("nobody", tokens.low(t)) for t in (source.head, source.first))


def _sets_topic(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether a participle only tells what the verb of saying is about.

    "Speaking of the dam, she said …", "she said, referring to the dam, that …".
    """
    main = tokens.head[verb]
    said = cues.verb(tokens, main)
    return (
        tokens.tag[verb] == "VBG"
        and tokens.dep[verb] == "advcl"
        and (verb < main or cues.has("referring verb", cue.lemma))
        and cue.force is Force.ASSERT
        and said is not None
        and said.takes(Frame.CLAUSE)
    )


def _reports_state(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether a participle tells how somebody was found ("two divers reported missing")."""
    after = verb + 1
    return (
        tokens.tag[verb] in {"VBN", "VBD"}
        and after < len(tokens)
        and cues.has("reported state", tokens.low(after))
    )


def asks_anonymity(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether somebody asks not to be named, or to remain anonymous."""
    wish = frozenset(t for c in tokens.child(verb, "xcomp") for t in (c, *tokens.children[c]))
    if any(cues.has("anonymity word", tokens.low(t)) for t in wish):
        return True
    return any(
        cues.has("anonymity verb", tokens.lemma[c])
        and tokens.one(c, "neg") is not None
        and (tokens.dep[c] == "xcomp" or tokens.one(c, "auxpass") is not None)
        for c in tokens.child(verb, "xcomp", "ccomp")
    )


def _rest(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> frozenset[int]:
    """The rest of the sentence after a finite verb of saying whose clause the parser did not see."""
    end = tokens.bounds[tokens.sentence[verb]][1]
    start = _rest_start(tokens, verb, cue, cues, end)
    if start is None:
        return frozenset()
    words = [t for t in range(start, end + 1) if tokens.pos[t] not in MARKS]
    if not words or cues.has("said nothing", tokens.low(words[0])):
        return frozenset()
    clause = any(tokens.pos[t] in {"VERB", "AUX"} or tokens.quotation[t] >= 0 for t in words)
    if len(words) < (_REST_WORDS if start == verb + 1 else _CLAUSE_WORDS) or not clause:
        return frozenset()
    content = frozenset(range(start, words[-1] + 1))
    stop = next_act(tokens, verb, content, cues)
    return content if stop is None else frozenset(t for t in content if t < stop)


def _rest_start(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues, end: int) -> int | None:
    """Where the lost clause starts: at a "that", or right after a verb that never takes an object."""
    if not cue.takes(Frame.CLAUSE) or tokens.tag[verb] not in {"VBD", "VBZ", "VBP", "VBG"}:
        return None
    that = that_after(tokens, verb, end, cues)
    if that is None:
        that = _that_behind_citing(tokens, verb, end, cues) or behind_carrier(tokens, verb, end, cues)
    if that is not None:
        return that
    thing = next((c for c in tokens.child(verb, "dobj", "punct", "dep", "attr", "nmod") if c > verb), None)
    if thing is None or tokens.pos[thing] in MARKS or tokens.first[thing] > verb + 1:
        return None
    return verb + 1 if cues.has("never transitive", cue.lemma) else None


def _that_behind_citing(tokens: Tokens, verb: int, end: int, cues: Cues) -> int | None:
    """The "that" of "reported, citing two diplomats, that …", "told him, referring to it, that …"."""
    comma = next((t for t in range(verb + 1, min(verb + _LISTENER_WORDS, end)) if tokens.word[t] == ","), end)
    citing = comma + 1
    if citing > end or not any(cues.has(g, tokens.lemma[citing]) for g in ("citing", "referring verb")):
        return None
    commas = (t for t in range(citing + 1, end) if tokens.word[t] == "," and tokens.low(t + 1) == "that")
    return next((t + 1 for t in commas), None)
