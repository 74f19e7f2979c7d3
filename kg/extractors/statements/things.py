"""What a verb of attribution takes as a noun phrase: what was denied, who was accused of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.statements.cues import Frame
from kg.extractors.statements.ends import is_gloss, without_carrier
from kg.extractors.statements.grammar import QUESTION_TAGS, has_to, is_finite, subtree, subtrees
from kg.extractors.statements.mending import to_marks
from kg.extractors.statements.widening import listed, widened
from kg.model import Force

if TYPE_CHECKING:
    from kg.extractors.statements.cues import Cues, CueVerb
    from kg.extractors.statements.tokens import Tokens

    Content = tuple[frozenset[int], str]


def noun_phrase(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """What was denied, who was accused of what, what X was described as; ends the search."""
    thing = next((c for c in tokens.child(verb, "dobj") if not is_gloss(tokens, c, cues)), None)
    if thing is None or thing < verb:
        return None if thing is None else _relative(tokens, verb, thing, cue, cues)
    whole = _subject_behind(tokens, verb, thing, cue)
    if whole:
        return whole, "clause"
    found = _charge(tokens, verb, thing, cue, cues) or _described(tokens, verb, thing, cue)
    if found is not None:
        return listed(tokens, verb, found[0]), found[1]
    if not cue.takes(Frame.OBJECT) or not says_something(tokens, verb, thing, cue, cues):
        # "reminded viewers about the vote": the object was told, the phrase says what.
        return None if cue.takes(Frame.ADDRESSEE) else (frozenset(), "")
    content = listed(tokens, verb, widened(tokens, verb, subtree(tokens, thing), cues))
    if cues.has("reflexive", tokens.low(max(content))):
        # "said the mayor himself"
        return frozenset(), ""
    return without_carrier(tokens, content, cues), "object"


def _subject_behind(tokens: Tokens, verb: int, thing: int, cue: CueVerb) -> frozenset[int]:
    """The clause of which the parser took the subject for an object ("warned rising costs had hurt it")."""
    after = tokens.last[thing] + 1
    if not cue.takes(Frame.CLAUSE) or tokens.dep[verb] in {"relcl", "acl"} or after >= len(tokens):
        return frozenset()
    main = tokens.head[after] if tokens.dep[after] in {"aux", "auxpass"} else after
    own = tokens.one(main, "nsubj", "nsubjpass", "expl")
    if not is_finite(tokens, after) or own is not None or tokens.head[main] != verb or main < after:
        return frozenset()
    return frozenset(range(tokens.first[thing], tokens.last[main] + 1))


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
    if tokens.tag[thing] not in QUESTION_TAGS:
        return None
    for prep in tokens.child(verb, "prep"):
        as_thing = cue.takes(Frame.AS, Frame.NAMING) and tokens.low(prep) == "as"
        charge = cue.takes(Frame.CHARGE) and cues.has("charge preposition", tokens.low(prep))
        if prep > verb and (as_thing or charge):
            return to_marks(tokens, subtrees(tokens, prep, thing)), "as" if as_thing else "charge"
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


def says_something(tokens: Tokens, verb: int, thing: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether a noun phrase says something: "denied the charges", not "denied it" or "raised a hand"."""
    word = tokens.low(thing)
    if cues.has("empty content", word) or cues.has("temporal noun", word):
        return False
    if cue.force is Force.DENY and tokens.one(verb, "dative") is not None:
        # "denied them a visa"
        return False
    if cues.has("reflexive", word) and tokens.one(thing, "conj") is None:
        return False
    if (
        tokens.tag[verb] == "VBG"
        and cues.has("citing", cue.lemma)
        and any(cues.has(group, tokens.lemma[thing]) for group in ("document noun", "interview noun"))
    ):
        return False
    # "quoting hospital staff", "citing Eva Lind"
    person = tokens.tag[verb] == "VBG" and tokens.pos[thing] == "PROPN"
    cited = cues.has("citing", cue.lemma) and (person or cues.has("listener", tokens.low(thing)))
    if cited:
        return False
    # "asked the club to sell", where the parser made all of it one thing.
    told = cue.takes(Frame.ADDRESSEE) and any(
        has_to(tokens, c) or cues.has("question conjunction", tokens.low(tokens.first[c]))
        for c in tokens.child(thing, "acl", "relcl", "advcl", "ccomp", "xcomp")
    )
    return told or can_be_said(tokens, thing, cue, cues)


def can_be_said(tokens: Tokens, thing: int, cue: CueVerb, cues: Cues) -> bool:
    """Whether the verb is one of saying with this object: "raised doubts", not "raised a hand"."""
    if tokens.pos[thing] == "PROPN" and cues.has("nobody's name", cue.lemma):
        # "the club ruled out Holm"
        return False
    only = cues.words.get(f"only {cue.lemma}")
    fits = only is None or tokens.lemma[thing] in only
    return fits and not cues.has(f"not {cue.lemma}", tokens.lemma[thing])


def behind_preposition(tokens: Tokens, verb: int, cue: CueVerb, cues: Cues) -> Content | None:
    """Reads "warned of floods", "called for calm"."""
    told = tokens.child(verb, "dobj") if cue.takes(Frame.ADDRESSEE) else ()
    for prep in (*tokens.child(verb, "prep"), *(p for t in told for p in tokens.child(t, "prep"))):
        if prep > verb and tokens.low(prep) in cue.prepositions:
            inner = tokens.one(prep, "pobj", "pcomp")
            if inner is None or cues.has("reflexive", tokens.low(inner)):
                continue
            if cues.has(f"not {cue.lemma}", tokens.lemma[inner]):
                continue  # "pushing for promotion"
            if not cues.has("empty content", tokens.low(inner)) or tokens.one(inner, "poss") is not None:
                return widened(tokens, verb, subtree(tokens, inner), cues), "preposition"
    return None
