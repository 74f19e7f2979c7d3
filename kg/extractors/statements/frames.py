"""What a verb of attribution takes as content, frame by frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.ends import is_gloss
from kg.extractors.statements.grammar import (
    MARKS,
    QUESTION_TAGS,
    has_to,
    heads_finite,
    is_finite,
    subtree,
    subtrees,
)
from kg.extractors.statements.mending import own_clause
from kg.extractors.statements.naming import naming
from kg.extractors.statements.things import behind_preposition, noun_phrase
from kg.extractors.statements.widening import with_condition
from kg.model import Force

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

    Content = tuple[frozenset[int], str]
    Reader = Callable[[Tokens, int, CueVerb, Cues], Content | None]


def complement(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content:
    """The content that the verb takes, with the name of the frame; empty when it takes none."""
    for read in _READERS:
        found = read(tokens, verb, cue, cues)
        if found is not None:
            return found
    return frozenset(), ""


def _clause(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "said that the gate held", "asked why", "ordered the ministry to publish"."""
    asked = (
        c
        for c in tokens.child(verb, "advcl")
        if _is_asked(tokens, verb, c, cue, cues) or _is_bare(tokens, verb, c, cues)
    )
    for clause in sorted((*tokens.child(verb, "ccomp"), *asked), key=lambda c: c < verb):
        frame = _clause_frame(tokens, clause, cue, cues)
        if cues.has("reflexive", tokens.low(tokens.first[clause])):
            # "found themselves tied"
            return frozenset(), ""
        if frame and (clause > verb or _stands_before(tokens, verb, clause, cue, cues)):
            ordered = tokens.one(verb, "dobj") if frame == "order" and has_to(tokens, clause) else None
            return own_clause(tokens, verb, subtrees(tokens, clause, ordered), cues), frame
    return None


def _main_clause(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "The chairman, Eva Lind, says a plan, drawn up in May, has failed": all hangs on "failed"."""
    main = tokens.head[verb]
    spoken = cue.takes(Frame.CLAUSE) and tokens.dep[verb] == "parataxis" and verb < main
    if not spoken or tokens.pos[verb + 1] in MARKS or not heads_finite(tokens, main):
        return None
    return own_clause(tokens, verb, frozenset(range(verb + 1, tokens.last[main] + 1)), cues), "clause"


def _is_asked(tokens: Tokens, verb: int, clause: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether a clause with "if" behind a verb of asking is what is asked ("asked her if he was ill")."""
    opening = tokens.first[clause]
    asks = cue.force is Force.ASK and cues.has("question conjunction", tokens.low(opening))
    return asks and clause > verb and tokens.word[opening - 1] != ","


def _is_bare(tokens: Tokens, verb: int, clause: int, cues: Cues) -> bool:
    """Whether a clause behind the verb that the parser took for an adverbial has nothing that makes it one.

    "He says without rain since May, many have failed".
    """
    opening = tokens.first[clause]
    own = tokens.one(clause, "nsubj", "nsubjpass")
    if clause < verb or own is None or own > clause or not heads_finite(tokens, clause):
        return False
    if tokens.word[opening - 1] == "," or tokens.one(verb, "ccomp") is not None:
        return False
    mark = tokens.one(clause, "mark")
    if mark is not None:
        return mark == verb + 1 and cues.has("concession", tokens.low(mark)) and _holds_main(tokens, clause)
    return tokens.tag[opening] not in QUESTION_TAGS


def _holds_main(tokens: Tokens, clause: int) -> bool:
    """Whether the main clause behind a conjunction's was taken for a part of it.

    "He says although the river is low it is safe": as if the river were what "it is".
    """
    behind = (t for t in range(clause + 1, tokens.last[clause] + 1) if tokens.dep[t] in {"relcl", "ccomp"})
    subjects = ((t, tokens.one(t, "nsubj", "nsubjpass")) for t in behind if heads_finite(tokens, t))
    return any(s is not None and s < t and tokens.tag[s] not in {"WP", "WDT"} for t, s in subjects)


def _stands_before(tokens: Tokens, verb: int, clause: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether a clause that ends before the verb is its content: set off, if the subject is behind the verb.

    "His hits include the West End show Salt" is no inversion.
    """
    if tokens.last[clause] >= verb or _takes_behind(tokens, verb, cue, cues):
        return False
    if ";" in tokens.word[tokens.last[clause] : verb]:
        # "The minister left on Monday; he denies taking bribes": two sentences.
        return False
    subject = tokens.one(verb, "nsubj")
    return subject is None or subject < verb or tokens.pos[verb - 1] in MARKS


def _takes_behind(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether the verb has something said behind it, so that a clause before it is not its content."""
    open_clauses = [c for c in tokens.child(verb, "xcomp") if c > verb]
    if any(has_to(tokens, c) for c in open_clauses):
        return cue.takes(Frame.INFINITIVE, Frame.ORDER)
    if any(_is_gerund(tokens, c) for c in open_clauses):
        return cue.takes(Frame.OBJECT)
    things = [c for c in tokens.child(verb, "dobj") if c > verb and not is_gloss(tokens, c, cues)]
    return bool(things) and not cue.takes(Frame.ADDRESSEE)


def _clause_frame(tokens: Tokens, clause: int, cue: CueVerb, cues: Cues) -> str:
    """Which frame a clause complement fills, "" for none that the verb has."""
    if has_to(tokens, clause):
        return "order" if cue.takes(Frame.ORDER) else "infinitive" if cue.takes(Frame.INFINITIVE) else ""
    opening = tokens.first[clause]
    asks = tokens.tag[opening] in QUESTION_TAGS and tokens.low(opening) != "that"
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
    called_on = " " in cue.lemma and cue.takes(Frame.ORDER)
    infinitives = (c for c in tokens.child(verb, "advcl") if called_on and has_to(tokens, c))
    for clause in (*tokens.child(verb, "xcomp"), *infinitives):
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
    if cue.takes(Frame.OBJECT) and _is_gerund(tokens, clause):
        return content, "object"
    return None


def _is_gerund(tokens: Tokens, verb: int) -> bool:
    """Whether a verb is a gerund, also of the perfect or the passive ("denied having met him")."""
    return any(tokens.tag[t] == "VBG" for t in (verb, *tokens.child(verb, "aux", "auxpass")))


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


def _swallowed(tokens: Tokens, verb: int, cue: CueVerb, _cues: Cues) -> Content | None:
    """Reads "While Lind said the gate was safe, …" where the parser put the verb below its clause."""
    clause = tokens.head[verb]
    if tokens.dep[verb] != "advcl" or clause <= verb + 1 or not cue.takes(Frame.CLAUSE):
        return None
    led = any(c < verb for c in tokens.child(verb, "mark", "advmod"))
    told = tuple(tokens.child(verb, "dobj", "dative"))
    if not led or tokens.one(verb, "nsubj") is None or (told and not cue.takes(Frame.ADDRESSEE)):
        return None
    start = max([verb, *(tokens.last[listener] for listener in told)])
    if any(tokens.word[t] == "," for t in range(start + 1, clause)):
        return None
    return frozenset(t for t in subtree(tokens, clause) if t > start), "clause"


_READERS: tuple[Reader, ...] = (
    _clause,
    _main_clause,
    _open_clause,
    _for_clause,
    _swallowed,
    naming,
    noun_phrase,
    behind_preposition,
)
