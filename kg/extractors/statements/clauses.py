"""Indirect statements by grammar: a verb of attribution and the complement it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.found import Found, Source
from kg.extractors.statements.reality import Reality, is_purpose, reality
from kg.extractors.statements.sources import agent_of, phrase, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

_MARKS = frozenset({"PUNCT", "SPACE"})
# Shorter remains of a sentence are times and places ("said in Oslo on Friday").
_REST_WORDS = 4


def find_clauses(tokens: Tokens, cues: Cues) -> Iterator[Found]:
    """Every attribution by a verb outside quotations whose complement the parser shows."""
    for verb in range(len(tokens)):
        if tokens.pos[verb] == "AUX" and tokens.quotation[verb] < 0:
            attitude = _attitude(tokens, verb, cues)
            if attitude is not None:
                yield attitude
        cue = cues.verb(tokens, verb)
        if cue is None or tokens.quotation[verb] >= 0 or tokens.dep[verb] in {"aux", "auxpass", "amod", "compound"}:
            continue
        found = find_clause(tokens, verb, cue, cues)
        if found is not None:
            yield found


def find_clause(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Found | None:
    """The attribution at one verb, or None when it has no complement, or did not take place."""
    real = reality(tokens, verb, cues)
    if real is Reality.UNREAL:
        return None
    if tokens.one(verb, "auxpass") is not None or tokens.one(verb, "agent") is not None:
        return _passive(tokens, verb, cue, cues)
    if _bare_participle(tokens, verb):
        return None
    content, rule = complement(tokens, verb, cue, cues)
    if not content:
        content, rule = _rest(tokens, verb, cue, cues), "rest"
    if not content or _asks_anonymity(tokens, verb, cues):
        return None
    if real is Reality.NEGATED and rule not in {"question", "clause"}:
        return None
    if is_purpose(tokens, verb) and rule not in {"question", "clause"}:
        return None
    source = subject_of(tokens, verb)
    if source is None or source.head in content:
        return None
    content = to_mark(tokens, content)
    return Found(
        content=content - span_set(source),
        cue=cue_tokens(tokens, verb),
        lemma=cue.lemma,
        source=source,
        anchor=verb,
        rule=rule,
        confidence=0.8,
        force=cue.force,
        negated=real is Reality.NEGATED,
    )


def _attitude(tokens: Tokens, verb: int, cues: Cues) -> Found | None:
    """"is skeptical any results will be reached": an adjective of attitude with a clause."""
    adjective = tokens.one(verb, "acomp")
    if adjective is None or not cues.has("attitude adjective", tokens.low(adjective)):
        return None
    clause = next((c for c in (*tokens.child(adjective, "ccomp"), *tokens.child(verb, "ccomp")) if c > adjective), None)
    source = subject_of(tokens, verb)
    if clause is None or source is None or _to(tokens, clause) or reality(tokens, verb, cues) is not Reality.REAL:
        return None
    return Found(
        content=own_clause(tokens, adjective, subtree(tokens, clause), cues),
        cue=(*cue_tokens(tokens, verb), adjective),
        lemma=tokens.low(adjective),
        source=source,
        anchor=verb,
        rule="attitude",
        confidence=0.6,
        negated=cues.has("doubting adjective", tokens.low(adjective)),
    )


def _bare_participle(tokens: Tokens, verb: int) -> bool:
    """Whether the verb is a passive participle without auxiliary ("asked whether …, Lind said")."""
    return tokens.tag[verb] == "VBN" and not any(tokens.child(verb, "aux", "auxpass", "nsubj"))


def to_mark(tokens: Tokens, content: frozenset[int]) -> frozenset[int]:
    """The content up to the end of the quotation that its last word stands in."""
    last = max(t for t in content)
    number = tokens.quotation[last]
    end = last
    while number >= 0 and end + 1 < len(tokens) and tokens.quotation[end + 1] == number:
        end += 1
    return content | frozenset(range(last, end + 1))


def _asks_anonymity(tokens: Tokens, verb: int, cues: Cues) -> bool:
    """Whether somebody asks not to be named."""
    return any(
        cues.has("anonymity verb", tokens.lemma[c]) and tokens.one(c, "neg") is not None
        for c in tokens.child(verb, "xcomp", "ccomp")
    )


def _rest(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> frozenset[int]:
    """The rest of the sentence after a finite verb of saying whose clause the parser did not see."""
    if not cue.takes(Frame.CLAUSE) or tokens.tag[verb] not in {"VBD", "VBZ", "VBP", "VBG"}:
        return frozenset()
    end = tokens.bounds[tokens.sentence[verb]][1]
    start = _that_after(tokens, verb, end)
    if start is None:
        thing = next((c for c in tokens.child(verb, "dobj", "punct", "dep", "attr", "nmod") if c > verb), None)
        start = verb + 1
        if thing is None or tokens.pos[thing] in _MARKS or tokens.first[thing] > start or not cues.has("never transitive", cue.lemma):
            return frozenset()
    words = [t for t in range(start, end + 1) if tokens.pos[t] not in _MARKS]
    if len(words) < _REST_WORDS or not any(tokens.pos[t] in {"VERB", "AUX"} for t in words):
        return frozenset()
    content = frozenset(range(start, words[-1] + 1))
    stop = _next_act(tokens, verb, content, cues)
    return content if stop is None else frozenset(t for t in content if t < stop)


def _that_after(tokens: Tokens, verb: int, end: int) -> int | None:
    """The "that" which opens the verb's clause: no comma, verb or "so" stands between."""
    for t in range(verb + 1, end):
        if _opens_clause(tokens, t):
            return None if tokens.low(t - 1) in {"so", "now"} else t
        if tokens.word[t] == "," or tokens.pos[t] in {"VERB", "AUX"}:
            return None
    return None


def _opens_clause(tokens: Tokens, token: int) -> bool:
    """Whether a "that" opens a clause of its own: not a relative pronoun that is its subject."""
    if tokens.low(token) != "that":
        return False
    return tokens.pos[token] == "SCONJ" or (tokens.tag[token] == "WDT" and tokens.dep[token] != "nsubj")


def span_set(source: Source | None) -> frozenset[int]:
    """The tokens of a source."""
    return frozenset() if source is None else frozenset(range(source.first, source.last + 1))


def cue_tokens(tokens: Tokens, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle."""
    return tuple(sorted({verb, *tokens.child(verb, "aux", "auxpass", "neg", "prt")}))


def subtree(tokens: Tokens, token: int) -> frozenset[int]:
    """The token and all below it; marks inside the range belong to it."""
    found = {token}
    stack = [token]
    while stack:
        for child in tokens.children[stack.pop()]:
            if child not in found:
                found.add(child)
                stack.append(child)
    return frozenset(found)


def complement(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> tuple[frozenset[int], str]:
    """The content that the verb takes, with the name of the frame; empty when it takes none."""
    nothing: tuple[frozenset[int], str] = (frozenset(), "")
    for clause in sorted(tokens.child(verb, "ccomp"), key=lambda c: c < verb):
        frame = _clause_frame(tokens, clause, cue)
        if frame and (clause > verb or tokens.last[clause] < verb):
            first = tokens.one(verb, "dobj") if frame == "order" else None
            content = subtree(tokens, clause) | (subtree(tokens, first) if first is not None else frozenset())
            return own_clause(tokens, verb, content, cues), frame
    for clause in tokens.child(verb, "xcomp"):
        if clause < verb:
            continue
        thing = tokens.one(verb, "dobj")
        if cue.takes(Frame.NAMING) and not _to(tokens, clause):
            parts = subtree(tokens, clause) | (subtree(tokens, thing) if thing is not None else frozenset())
            return parts, "naming"
        if not _to(tokens, clause):
            content = subtree(tokens, clause)
            if cue.takes(Frame.CLAUSE) and any(_is_finite(tokens, t) for t in content):
                return own_clause(tokens, verb, content, cues), "clause"
            if cue.takes(Frame.OBJECT) and tokens.tag[clause] == "VBG":
                return content, "object"
            continue
        if " " in cue.lemma and cue.takes(Frame.ORDER):
            return frozenset(range(verb + 2, tokens.last[clause] + 1)), "order"
        if cue.takes(Frame.ORDER) and thing is not None:
            return subtree(tokens, thing) | subtree(tokens, clause), "order"
        if cue.takes(Frame.INFINITIVE, Frame.ORDER):
            return subtree(tokens, clause), "infinitive"
    for clause in tokens.child(verb, "advcl", "ccomp"):
        if clause > verb and tokens.low(tokens.first[clause]) in cue.prepositions:
            return subtree(tokens, clause) - {tokens.first[clause]}, "preposition"
    named = _naming(tokens, verb, cue)
    if named:
        return named, "naming"
    thing = tokens.one(verb, "dobj")
    if thing is not None and thing > verb:
        return _object(tokens, verb, thing, cue, cues)
    for prep in tokens.child(verb, "prep"):
        if prep > verb and tokens.low(prep) in cue.prepositions:
            inner = tokens.one(prep, "pobj", "pcomp")
            if inner is not None and not cues.has("empty content", tokens.low(inner)):
                return widened(tokens, verb, subtree(tokens, inner), cues), "preposition"
    return nothing


def own_clause(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """The content of a clause after its verb, mended where the parser cut it wrongly.

    Words between the verb and the content that are no modifier of the verb belong to the content;
    a clause without a finite verb runs on to the end of the sentence; what the source does next
    ("…, calling them dull", "… and vowed to fight") does not belong to it.
    """
    start = min(content)
    if start < verb:
        return content
    that = _that_after(tokens, verb, start)
    if that is not None:
        content |= frozenset(range(that, start))
        start = that
    modifiers = frozenset().union(
        *(subtree(tokens, c) for c in tokens.children[verb] if verb < c < start and c not in content)
    )
    gap = [t for t in range(verb + 1, start) if t not in modifiers and tokens.pos[t] not in _MARKS]
    if gap and tokens.sentence[gap[0]] == tokens.sentence[verb]:
        content |= frozenset(range(gap[0], start))
    if not any(_is_finite(tokens, t) for t in content):
        content |= frozenset(range(max(content), tokens.bounds[tokens.sentence[verb]][1] + 1))
    content = _with_backshifted(tokens, verb, content)
    end = _next_act(tokens, verb, content, cues)
    return content if end is None else frozenset(t for t in content if t < end) or content


def _with_backshifted(tokens: Tokens, verb: int, content: frozenset[int]) -> frozenset[int]:
    """The content with a clause joined to the verb whose tense shows that it is still reported.

    "Lind said the gate would hold, but the wall could give way": could depends on said.
    """
    if tokens.tag[verb] != "VBD":
        return content
    for joined in tokens.child(verb, "conj"):
        helpers = {tokens.low(a) for a in tokens.child(joined, "aux")}
        own = tokens.one(joined, "nsubj", "nsubjpass", "expl")
        if joined > max(content) and own is not None and helpers & {"would", "could", "might", "should", "had"}:
            last = max(subtree(tokens, joined))
            between = range(max(content) + 1, tokens.first[joined])
            if all(tokens.pos[t] in {*_MARKS, "CCONJ"} for t in between):
                content |= frozenset(range(max(content) + 1, last + 1))
    return content


def _is_finite(tokens: Tokens, token: int) -> bool:
    return tokens.tag[token] in {"VBD", "VBZ", "VBP", "MD"}


def _next_act(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> int | None:
    """Where inside the content the source goes on to another act of saying, or None."""
    for t in sorted(content):
        if t <= verb or tokens.quotation[t] >= 0 or tokens.pos[t] != "VERB" or cues.verb(tokens, t) is None:
            continue
        before = t - 1
        while before > verb and tokens.pos[before] in {"ADV"}:
            before -= 1
        if tokens.tag[t] == "VBG" and tokens.word[before] == "," and tokens.dep[t] in {"advcl", "acl", "conj"}:
            return before
        if tokens.dep[t] == "conj" and tokens.tag[t] == tokens.tag[verb] and tokens.dep[before] == "cc":
            return before - 1 if tokens.word[before - 1] == "," else before
    return None


def _to(tokens: Tokens, verb: int) -> bool:
    return any(tokens.low(a) == "to" for a in tokens.child(verb, "aux"))


def _clause_frame(tokens: Tokens, clause: int, cue: CueVerb) -> str:
    """Which frame a clause complement fills, "" for none that the verb has."""
    if _to(tokens, clause):
        return "order" if cue.takes(Frame.ORDER) else "infinitive" if cue.takes(Frame.INFINITIVE) else ""
    opening = tokens.first[clause]
    if tokens.tag[opening] in {"WP", "WRB", "WDT", "WP$"} or tokens.low(opening) in {"whether", "if"}:
        return "question" if cue.takes(Frame.QUESTION, Frame.CLAUSE) else ""
    if cue.takes(Frame.NAMING) and tokens.one(clause, "nsubj") is not None and not _finite(tokens, clause):
        return "naming"
    return "clause" if cue.takes(Frame.CLAUSE) else ""


def _finite(tokens: Tokens, verb: int) -> bool:
    """Whether a verb or one of its auxiliaries is finite."""
    return any(tokens.tag[t] in {"VBD", "VBZ", "VBP", "MD"} for t in (verb, *tokens.child(verb, "aux", "auxpass", "cop")))


def _naming(tokens: Tokens, verb: int, cue: CueVerb) -> frozenset[int]:
    """"called the plan a gift": the object and what it is called."""
    named = tokens.one(verb, "oprd")
    thing = tokens.one(verb, "dobj")
    if not cue.takes(Frame.NAMING):
        return frozenset()
    second = [c for c in tokens.child(verb, "dobj") if thing is not None and c > thing]
    clause = next((c for c in tokens.child(verb, "ccomp") if c > verb), None)
    if named is None and thing is not None and second:
        return frozenset(range(min(subtree(tokens, thing)), max(subtree(tokens, second[0])) + 1))
    if named is None and thing is None and clause is not None:
        parts = subtree(tokens, clause)
        after = max(parts) + 1
        return to_mark(tokens, parts | {after}) if after < len(tokens) and tokens.quotation[after] >= 0 else frozenset()
    if named is None:
        parts = subtree(tokens, thing) if thing is not None and thing > verb else frozenset()
        return parts if any(tokens.quotation[t] >= 0 for t in parts) else frozenset()
    return subtree(tokens, named) | (subtree(tokens, thing) if thing is not None else frozenset())


def _object(
    tokens: Tokens, verb: int, thing: int, cue: CueVerb, cues: Cues
) -> tuple[frozenset[int], str]:
    """Content given as a noun phrase: what was denied, who was accused of what, what X was called."""
    parts = subtree(tokens, thing)
    after = [p for p in tokens.child(verb, "prep") if p > thing]
    if cue.takes(Frame.CHARGE):
        if any(tokens.low(p) in {"of", "for"} and tokens.one(p, "pcomp") is not None for p in tokens.child(thing, "prep")):
            return parts, "charge"
        for prep in after:
            if tokens.low(prep) in {"of", "for", "over", "as"}:
                return widened(tokens, verb, parts | subtree(tokens, prep), cues), "charge"
    if cue.takes(Frame.AS):
        for prep in after:
            if tokens.low(prep) == "as":
                return parts | subtree(tokens, prep), "as"
    if not cue.takes(Frame.OBJECT) or not usable_object(tokens, thing, cue, cues):
        return frozenset(), ""
    return widened(tokens, verb, parts, cues), "object"


def widened(tokens: Tokens, verb: int, content: frozenset[int], cues: Cues) -> frozenset[int]:
    """Content given as a noun phrase with the phrases after it that the parser hangs on the verb.

    They end at the first that tells when or on which medium it was said, or that a comma sets off.
    """
    for child in tokens.children[verb]:
        if child <= max(content) or child in content:
            continue
        part = subtree(tokens, child)
        if min(part) != max(content) + 1 or tokens.dep[child] not in {"prep", "dative", "advcl", "xcomp", "relcl", "acl"}:
            break
        if any(cues.has("temporal noun", tokens.low(t)) or cues.has("statement carrier", tokens.lemma[t]) for t in part):
            break
        content |= part
    return content


def usable_object(tokens: Tokens, thing: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether a noun phrase says something: "denied the charges", not "denied it" or "raised a hand"."""
    if cues.has("empty content", tokens.low(thing)) or cues.has("temporal noun", tokens.low(thing)):
        return False
    return cue.lemma != "raise" or cues.has("raisable", tokens.lemma[thing])


def _passive(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Found | None:
    """"was told by X that", "is said to be", "it was reported that"."""
    agent = agent_of(tokens, verb)
    subject = tokens.one(verb, "nsubjpass", "nsubj")
    content: frozenset[int] = frozenset()
    addressee: Source | None = None
    rule = "passive"
    for clause in tokens.child(verb, "ccomp"):
        content = subtree(tokens, clause)
        if cue.takes(Frame.ADDRESSEE):
            addressee = None if subject is None else phrase(tokens, subject, verb)
    if not content and subject is not None:
        clause_to = next((c for c in tokens.child(verb, "xcomp") if _to(tokens, c)), None)
        if clause_to is not None and cues.has("passive hearsay", cue.lemma):
            content = subtree(tokens, subject) | subtree(tokens, clause_to)
            rule = "passive hearsay"
        elif clause_to is not None and cue.takes(Frame.ORDER) and agent is not None:
            content = subtree(tokens, subject) | subtree(tokens, clause_to)
        elif agent is not None and cue.takes(Frame.CHARGE, Frame.OBJECT, Frame.NAMING, Frame.AS):
            rest = [c for c in tokens.child(verb, "prep", "oprd") if c > verb and tokens.low(c) in {"of", "for", "as"}]
            content = subtree(tokens, subject).union(*(subtree(tokens, c) for c in rest))
    if not content or (agent is None and rule == "passive" and (subject is None or tokens.low(subject) != "it")):
        return None
    return Found(
        content=content,
        cue=cue_tokens(tokens, verb),
        lemma=cue.lemma,
        source=agent,
        anchor=verb,
        rule=rule,
        confidence=0.7,
        force=cue.force,
        addressee=addressee,
    )
