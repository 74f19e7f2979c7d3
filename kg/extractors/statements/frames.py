"""What a verb of attribution takes as content, frame by frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.ends import without_carrier
from kg.extractors.statements.grammar import has_to, heads_finite, is_finite, subtree, subtrees
from kg.extractors.statements.mending import listed, own_clause, to_mark, widened, with_condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

    Content = tuple[frozenset[int], str]
    Reader = Callable[[Tokens, int, CueVerb, Cues], Content | None]

_QUESTION_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})


def complement(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content:
    """The content that the verb takes, with the name of the frame; empty when it takes none."""
    for read in _READERS:
        found = read(tokens, verb, cue, cues)
        if found is not None:
            return found
    return frozenset(), ""


def _clause(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "said that the gate held", "asked why", "ordered the ministry to publish"."""
    for clause in sorted(tokens.child(verb, "ccomp"), key=lambda c: c < verb):
        frame = _clause_frame(tokens, clause, cue, cues)
        if frame and (clause > verb or (tokens.last[clause] < verb and not _takes_behind(tokens, verb, cue))):
            ordered = tokens.one(verb, "dobj") if frame == "order" and has_to(tokens, clause) else None
            return own_clause(tokens, verb, subtrees(tokens, clause, ordered), cues), frame
    return None


def _takes_behind(tokens: Tokens, verb: int, cue: CueVerb) -> bool:
    """Whether the verb has something said behind it, so that a clause before it is not its content."""
    if any(c > verb and has_to(tokens, c) for c in tokens.child(verb, "xcomp")):
        return cue.takes(Frame.INFINITIVE, Frame.ORDER)
    things = [c for c in tokens.child(verb, "dobj") if c > verb]
    return bool(things) and not cue.takes(Frame.ADDRESSEE)


def _clause_frame(tokens: Tokens, clause: int, cue: CueVerb, cues: Cues) -> str:
    """Which frame a clause complement fills, "" for none that the verb has."""
    if has_to(tokens, clause):
        return "order" if cue.takes(Frame.ORDER) else "infinitive" if cue.takes(Frame.INFINITIVE) else ""
    opening = tokens.first[clause]
    asks = tokens.tag[opening] in _QUESTION_TAGS and tokens.low(opening) != "that"
    if asks or cues.has("question conjunction", tokens.low(opening)):
        thing = tokens.one(tokens.head[clause], "dobj")
        ordered = cue.takes(Frame.ORDER) and not cue.takes(Frame.QUESTION) and thing is not None
        return "question" if cue.takes(Frame.QUESTION, Frame.CLAUSE) and not ordered else ""
    if (
        cue.takes(Frame.NAMING)
        and tokens.one(clause, "nsubj") is not None
        and not heads_finite(tokens, clause)
    ):
        return "naming"
    if cue.takes(Frame.ORDER) and not cue.takes(Frame.CLAUSE) and tokens.low(opening) == "that":
        return "order"
    return "clause" if cue.takes(Frame.CLAUSE) else ""


def _open_clause(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "promised to publish", "urged her to stay", "called the plan dead"."""
    for clause in tokens.child(verb, "xcomp"):
        if clause > verb:
            read = _infinitive if has_to(tokens, clause) else _small_clause
            found = read(tokens, verb, clause, cue, cues)
            if found is not None:
                return found
    return None


def _small_clause(tokens: Tokens, verb: int, clause: int, cue: CueVerb, cues: Cues) -> Content | None:
    content = subtree(tokens, clause)
    if cue.takes(Frame.NAMING):
        return content | subtrees(tokens, tokens.one(verb, "dobj")), "naming"
    if cue.takes(Frame.CLAUSE) and any(is_finite(tokens, t) for t in content):
        return own_clause(tokens, verb, content, cues), "clause"
    if cue.takes(Frame.OBJECT) and tokens.tag[clause] == "VBG":
        return content, "object"
    return None


def _infinitive(tokens: Tokens, verb: int, clause: int, cue: CueVerb, cues: Cues) -> Content | None:
    if " " in cue.lemma and cue.takes(Frame.ORDER):
        # "called on leaders to act": the words after the preposition.
        return frozenset(range(verb + 2, tokens.last[clause] + 1)), "order"
    thing = tokens.one(verb, "dobj")
    if cue.takes(Frame.ORDER) and thing is not None:
        return with_condition(tokens, verb, subtrees(tokens, thing, clause), cues), "order"
    if not cue.takes(Frame.INFINITIVE, Frame.ORDER):
        return None
    return with_condition(tokens, verb, subtree(tokens, clause), cues), "infinitive"


def _for_clause(tokens: Tokens, verb: int, cue: CueVerb, _cues: Cues) -> Content | None:
    """Reads "called for the minister to resign": a clause behind one of the verb's prepositions."""
    for clause in tokens.child(verb, "advcl", "ccomp"):
        if clause > verb and tokens.low(tokens.first[clause]) in cue.prepositions:
            return subtree(tokens, clause) - {tokens.first[clause]}, "preposition"
    return None


def _naming(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "called the plan a gift": the object and what it is called."""
    if not cue.takes(Frame.NAMING):
        return None
    thing, name = tokens.one(verb, "dobj"), tokens.one(verb, "oprd")
    if thing is not None and cues.has("reflexive", tokens.low(thing)):
        return None
    if name is not None and tokens.word[tokens.first[name] - 1] != ",":
        return _and_named(tokens, verb, to_mark(tokens, subtrees(tokens, name, thing))), "naming"
    if thing is None:
        return _named_clause(tokens, verb)
    second = next((c for c in tokens.child(verb, "dobj") if c > thing), None)
    if second is not None and tokens.word[tokens.first[second] - 1] != ",":
        return frozenset(range(min(subtree(tokens, thing)), max(subtree(tokens, second)) + 1)), "naming"
    parts = subtree(tokens, thing)
    quoted = thing > verb and any(tokens.quotation[t] >= 0 for t in parts)
    return (parts, "naming") if quoted else None


def _and_named(tokens: Tokens, verb: int, content: frozenset[int]) -> frozenset[int]:
    """What somebody is called with a second noun phrase joined to it ("“a storm” and someone who …")."""
    for other in tokens.child(verb, "conj"):
        joint = tokens.first[other] - 1
        noun = tokens.pos[other] in {"NOUN", "PROPN", "PRON"}
        if noun and joint > max(content) and tokens.dep[joint] == "cc" and joint - 2 <= max(content):
            return content | frozenset(range(max(content) + 1, tokens.last[other] + 1))
    return content


def _named_clause(tokens: Tokens, verb: int) -> Content | None:
    """Reads "called what she saw “terrible”": a clause with a quotation right after it."""
    clause = next((c for c in tokens.child(verb, "ccomp") if c > verb), None)
    if clause is None:
        return None
    parts = subtree(tokens, clause)
    after = max(parts) + 1
    quoted = after < len(tokens) and tokens.quotation[after] >= 0
    return (to_mark(tokens, parts | {after}), "naming") if quoted else None


def _noun_phrase(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """What was denied, who was accused of what, what X was described as; ends the search."""
    thing = tokens.one(verb, "dobj")
    if thing is None or thing < verb:
        return None if thing is None else _relative(tokens, verb, thing, cue, cues)
    found = _charge(tokens, verb, thing, cue, cues) or _described(tokens, verb, thing, cue)
    if found is not None:
        return listed(tokens, verb, found[0]), found[1]
    if not cue.takes(Frame.OBJECT) or not _says_something(tokens, verb, thing, cue, cues):
        # "reminded viewers about the vote": the object was told, the phrase says what.
        return None if cue.takes(Frame.ADDRESSEE) else (frozenset(), "")
    content = listed(tokens, verb, widened(tokens, verb, subtree(tokens, thing), cues))
    if cues.has("reflexive", tokens.low(max(content))):
        return frozenset(), ""
    return without_carrier(tokens, content, cues), "object"


def _charge(tokens: Tokens, verb: int, thing: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "accused the bank of hiding losses", "thanked her for coming"."""
    if not cue.takes(Frame.CHARGE):
        return None
    parts = subtree(tokens, thing)
    for accused in (thing, *tokens.child(thing, "conj")):
        for prep in tokens.child(accused, "prep"):
            charge = cues.has("charge preposition", tokens.low(prep))
            named = not cue.takes(Frame.OBJECT) and tokens.one(prep, "pobj") is not None
            if charge and (named or tokens.one(prep, "pcomp") is not None):
                return parts, "charge"
    for prep in tokens.child(verb, "prep"):
        if prep > thing and cues.has("charge preposition", tokens.low(prep)):
            return widened(tokens, verb, parts | subtree(tokens, prep), cues), "charge"
    return None


def _relative(tokens: Tokens, verb: int, thing: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "which he described as closed", "whom she accused of lying": the pronoun too."""
    if tokens.tag[thing] not in _QUESTION_TAGS:
        return None
    for prep in tokens.child(verb, "prep"):
        as_thing = cue.takes(Frame.AS, Frame.NAMING) and tokens.low(prep) == "as"
        charge = cue.takes(Frame.CHARGE) and cues.has("charge preposition", tokens.low(prep))
        if prep > verb and (as_thing or charge):
            return to_mark(tokens, subtrees(tokens, prep, thing)), "as" if as_thing else "charge"
    name = tokens.one(verb, "oprd")
    return (subtrees(tokens, name, thing), "naming") if name is not None and cue.takes(Frame.NAMING) else None


def _described(tokens: Tokens, verb: int, thing: int, cue: CueVerb) -> Content | None:
    """Reads "described the road as closed"."""
    if cue.takes(Frame.AS):
        for said in tokens.child(verb, "prep", "advmod", "acomp", "oprd"):
            if said > thing and tokens.low(tokens.first[said]) == "as":
                parts = subtrees(tokens, thing, said)
                return frozenset(range(min(parts), max(parts) + 1)), "as"
    return None


def _says_something(tokens: Tokens, verb: int, thing: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether a noun phrase says something: "denied the charges", not "denied it" or "raised a hand"."""
    if cues.has("empty content", tokens.low(thing)) or cues.has("temporal noun", tokens.low(thing)):
        return False
    if (
        tokens.tag[verb] == "VBG"
        and cues.has("citing", cue.lemma)
        and cues.has("document noun", tokens.lemma[thing])
    ):
        return False
    cited = cues.has("citing", cue.lemma) and cues.has("listener", tokens.low(thing))
    if cited or cues.has(f"not {cue.lemma}", tokens.lemma[thing]):
        # "quoting hospital staff", "conceded a penalty"
        return False
    # "raised doubts", not "raised a hand"
    only = cues.words.get(f"only {cue.lemma}")
    return only is None or tokens.lemma[thing] in only


def _behind_preposition(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "warned of floods", "called for calm"."""
    told = tokens.child(verb, "dobj") if cue.takes(Frame.ADDRESSEE) else ()
    for prep in (*tokens.child(verb, "prep"), *(p for t in told for p in tokens.child(t, "prep"))):
        if prep > verb and tokens.low(prep) in cue.prepositions:
            inner = tokens.one(prep, "pobj", "pcomp")
            if inner is None:
                continue
            if not cues.has("empty content", tokens.low(inner)) or tokens.one(inner, "poss") is not None:
                return widened(tokens, verb, subtree(tokens, inner), cues), "preposition"
    return None


_READERS: tuple[Reader, ...] = (
    _clause,
    _open_clause,
    _for_clause,
    _naming,
    _noun_phrase,
    _behind_preposition,
)
